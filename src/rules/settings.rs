//! The rules as a site has them: levels, limits, and what it gives to readers on purpose.

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use super::list::{Rule, all, rule};
use super::private::Published;
use super::reading::Limits;
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, Severity, Span, excerpt};
use crate::parse::Document;
use crate::record::config::{Config, RuleSetting};
use crate::record::words::RuleLevel;
use crate::yaml::{Node, NodeKind};

/// Acronyms that need no words on any site.
const ACRONYMS: [&str; 4] = ["UK", "NHS", "GP", "AI"];

/// The rules of a site.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    levels: BTreeMap<&'static str, Option<Severity>>,
    limits: BTreeMap<&'static str, f64>,
    pub(super) published: Published,
    pub(super) reading: Limits,
}

impl Settings {
    /// What the configuration sets. Settings that cannot be are reported.
    pub(super) fn new(subject: &Subject<'_>, sink: &mut Diagnostics) -> Self {
        let mut settings = Self::default();
        let document = subject.parsed.config.as_deref();
        let Some(document) = document else {
            return settings;
        };
        settings.published = Published::in_configuration(&document.text);
        if let Some(site) = subject.site {
            for (code, setting) in &site.config.rules {
                settings.set(code, setting, place(document, code), sink);
            }
            settings.reading = settings.limits_of_reading(&site.config);
        }
        settings
    }

    /// The level of a rule; `None` when it is off.
    pub(super) fn level(&self, rule: &Rule) -> Option<Severity> {
        self.levels.get(rule.code).copied().unwrap_or(rule.level)
    }

    /// Whether a rule is looked at.
    pub(super) fn is_on(&self, code: &str) -> bool {
        rule(code).is_some_and(|rule| self.level(rule).is_some())
    }

    /// The number that a rule compares with.
    pub(super) fn limit(&self, code: &str) -> f64 {
        let own = rule(code).and_then(|rule| rule.limit);
        let own = own.map_or(f64::INFINITY, |(number, _)| number);
        self.limits.get(code).copied().unwrap_or(own)
    }

    fn set(&mut self, code: &str, setting: &RuleSetting, at: Span, sink: &mut Diagnostics) {
        let Some(rule) = rule(code) else {
            return sink.push(unknown(code).at(at));
        };
        if let Some(level) = setting.level.map(severity) {
            let less = severity_rank(level) < severity_rank(rule.level);
            if rule.guards && less && !given(setting) {
                return sink.push(needs_reason(rule).at(at));
            }
            self.levels.insert(rule.code, level);
        }
        match (&setting.limit, rule.limit) {
            (Some(limit), Some(_)) => {
                self.limits.insert(rule.code, limit.to_f64());
            }
            (Some(_), None) => sink.push(no_limit(rule).at(at)),
            (None, _) => {}
        }
    }

    fn limits_of_reading(&self, config: &Config) -> Limits {
        let own = ACRONYMS.iter().map(ToString::to_string);
        let named = config.acronyms.iter().map(ToString::to_string);
        Limits {
            words: whole(self.limit("long-sentence")),
            people: u64::try_from(whole(self.limit("small-number"))).unwrap_or(u64::MAX),
            acronyms: own.chain(named).collect::<BTreeSet<_>>(),
            ..Limits::default()
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        let bare = Self {
            levels: BTreeMap::new(),
            limits: BTreeMap::new(),
            published: Published::default(),
            reading: Limits::default(),
        };
        Self {
            reading: Limits {
                words: whole(bare.limit("long-sentence")),
                people: u64::try_from(whole(bare.limit("small-number"))).unwrap_or(u64::MAX),
                acronyms: ACRONYMS.iter().map(ToString::to_string).collect(),
                ..Limits::default()
            },
            ..bare
        }
    }
}

/// A limit in whole numbers: what lies between is rounded down.
fn whole(limit: f64) -> usize {
    let rounded = limit.max(0.0).floor();
    format!("{rounded:.0}").parse().unwrap_or(usize::MAX)
}

fn severity(level: RuleLevel) -> Option<Severity> {
    match level {
        RuleLevel::Off => None,
        RuleLevel::Notice => Some(Severity::Notice),
        RuleLevel::Warning => Some(Severity::Warning),
        RuleLevel::Error => Some(Severity::Error),
    }
}

/// How much a level makes of a rule.
fn severity_rank(level: Option<Severity>) -> u8 {
    match level {
        None => 0,
        Some(Severity::Notice) => 1,
        Some(Severity::Warning) => 2,
        Some(Severity::Error) => 3,
    }
}

fn given(setting: &RuleSetting) -> bool {
    let reason = setting.reason.as_ref();
    reason.is_some_and(|reason| !reason.trim().is_empty())
}

/// Where `casebook.yaml` sets a rule.
fn place(document: &Document, code: &str) -> Span {
    let find = |node: &Node, key: &str| match &node.kind {
        NodeKind::Map(pairs) => pairs
            .iter()
            .find(|pair| pair.key == key)
            .map(|pair| (pair.key_span, pair.value.clone())),
        _ => None,
    };
    let tree = document.tree.as_ref();
    let rules = tree.and_then(|tree| find(tree, "rules"));
    let set = rules.and_then(|(_, rules)| find(&rules, code));
    set.map_or(Span::file_start(document.file), |(span, _)| span)
}

/// A code that is none of a rule.
pub(super) fn unknown(code: &str) -> Diagnostic {
    let message = format!("There is no rule “{}”.", excerpt(code));
    let problem = Diagnostic::error("unknown-rule", message);
    match nearest(code, all().map(|rule| rule.code)) {
        Some(near) => problem.hint(format!("Did you mean “{near}”?")),
        None => problem.hint(
            "The rules are listed in docs/rules.md. Other problems cannot be waived: correct them.",
        ),
    }
}

fn needs_reason(rule: &Rule) -> Diagnostic {
    let message = format!(
        "“{}” guards personal data or secrets, so less can be made of it only with a reason.",
        rule.code
    );
    Diagnostic::error("rule-without-reason", message).hint(format!(
        "Write “{}: {{level: notice, reason: …}}”, or waive the rule in the file that it is about.",
        rule.code
    ))
}

fn no_limit(rule: &Rule) -> Diagnostic {
    let message = format!("The rule “{}” compares with no number.", rule.code);
    Diagnostic::error("rule-without-limit", message).hint("Take “limit” away.")
}
