//! Levels and waivers, applied to everything that was reported.

use std::collections::BTreeMap;

use super::finding;
use super::list::{Rule, rule};
use super::settings::Settings;
use super::waivers::Waiver;
use crate::diag::{Diagnostic, Diagnostics, FileId, Severity};

/// Gives findings of rules the level that the site sets and leaves out what is waived. Problems
/// that are of no rule stay as they are.
pub(super) fn govern(sink: &mut Diagnostics, settings: &Settings, waivers: Vec<Waiver>) {
    let problems = sink.take();
    let is_whole = !problems.iter().any(is_of_no_rule);
    let mut found: BTreeMap<(FileId, &str), usize> = BTreeMap::new();
    for key in problems.iter().filter_map(|problem| key(problem, settings)) {
        *found.entry(key).or_default() += 1;
    }
    let waived = Waived::new(&waivers, &found);
    for problem in problems {
        match rule(problem.code) {
            None => sink.push(problem),
            Some(rule) => waived.report(problem, rule, settings, sink),
        }
    }
    // With other errors, records are missing, and so is what they would have been told.
    if is_whole {
        for waiver in &waivers {
            report_unused(waiver, &found, settings, sink);
        }
    }
}

fn is_of_no_rule(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error && rule(problem.code).is_none()
}

/// The file and rule of a finding, if the rule is on.
fn key(problem: &Diagnostic, settings: &Settings) -> Option<(FileId, &'static str)> {
    let file = problem.primary.as_ref()?.span.file;
    settings.is_on(problem.code).then_some((file, problem.code))
}

/// How many places each file may have for each rule; `None` for any number.
struct Waived<'f> {
    allowed: BTreeMap<(FileId, &'static str), Option<usize>>,
    found: &'f BTreeMap<(FileId, &'static str), usize>,
}

impl<'f> Waived<'f> {
    fn new(waivers: &[Waiver], found: &'f BTreeMap<(FileId, &'static str), usize>) -> Self {
        let mut allowed: BTreeMap<(FileId, &'static str), Option<usize>> = BTreeMap::new();
        for waiver in waivers {
            // Two waivers of one rule add up.
            let places = allowed.entry((waiver.file, waiver.rule)).or_insert(Some(0));
            *places = places.zip(waiver.places).map(|(known, more)| known + more);
        }
        Self { allowed, found }
    }

    fn report(
        &self,
        mut problem: Diagnostic,
        rule: &'static Rule,
        settings: &Settings,
        sink: &mut Diagnostics,
    ) {
        let Some(level) = settings.level(rule) else {
            return;
        };
        problem.severity = level;
        let file = problem.primary.as_ref().map(|label| label.span.file);
        let key = file.map(|file| (file, rule.code));
        let allowed = key.and_then(|key| self.allowed.get(&key).copied());
        let count = key
            .and_then(|key| self.found.get(&key).copied())
            .unwrap_or(1);
        match allowed {
            Some(None) => return,
            Some(Some(places)) if count <= places => return,
            Some(Some(places)) => {
                problem = problem.hint(format!(
                    "A waiver in this file holds for {places} of the {count} places, so all are shown. Correct what is new, or raise “places”."
                ));
            }
            None => {}
        }
        sink.push(problem.hint(format!("The rule: docs/rules.md#{}", rule.code)));
    }
}

fn report_unused(
    waiver: &Waiver,
    found: &BTreeMap<(FileId, &'static str), usize>,
    settings: &Settings,
    sink: &mut Diagnostics,
) {
    let count = found.get(&(waiver.file, waiver.rule)).copied().unwrap_or(0);
    let message = match waiver.places {
        _ if count == 0 => format!("The waiver of “{}” waives nothing.", waiver.rule),
        Some(places) if places > count => format!(
            "The waiver of “{}” is for {places} places, and there are {count}.",
            waiver.rule
        ),
        _ => return,
    };
    let problem = finding("unused-waiver", message).at(waiver.span);
    if let Some(level) = rule("unused-waiver").and_then(|rule| settings.level(rule)) {
        sink.push(Diagnostic {
            severity: level,
            ..problem.hint("The rule: docs/rules.md#unused-waiver")
        });
    }
}
