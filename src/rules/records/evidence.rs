//! Whether a claim says what it was compared with, how it is known, and where it comes from.

use crate::diag::{Diagnostic, Diagnostics};
use crate::link::Site;
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::register::Benefit;
use crate::record::words::Meaning;
use crate::rules::finding;

pub(super) fn check(site: &Site, sink: &mut Diagnostics) {
    for entry in &site.benefits {
        sink_each(
            sink,
            [
                benefit_compared(entry),
                sourced("row of the register", entry),
            ],
        );
    }
    for entry in &site.awards {
        let claims = super::awards::means(site, entry) == Some(Meaning::Success);
        let claim = claims.then(|| [award_compared(site, entry), award_known(entry)]);
        sink_each(sink, claim.into_iter().flatten());
        sink_each(sink, [sourced("award", entry)]);
    }
    for entry in &site.figures {
        sink_each(sink, [sourced("figure", entry)]);
    }
    // A site without the vocabulary has no way to say it.
    let known = !site.vocabularies.values("evidence-strength").is_empty();
    let unknown = |data: &crate::record::knowledge::Lesson| known && data.evidence.is_none();
    for entry in site.lessons.iter().filter(|entry| unknown(&entry.data)) {
        let problem = finding(
            "no-evidence-state",
            "This lesson does not say how it is known.",
        );
        sink.push(problem.at(entry.span));
    }
}

fn sink_each(sink: &mut Diagnostics, found: impl IntoIterator<Item = Option<Diagnostic>>) {
    for problem in found.into_iter().flatten() {
        sink.push(problem);
    }
}

fn benefit_compared(entry: &Entry<Benefit>) -> Option<Diagnostic> {
    let benefit = &entry.data;
    let figure = benefit.total.is_some() || benefit.average.is_some();
    let message = "This row has a figure and does not say what it was compared with.";
    let lacks = figure && benefit.comparator.is_none();
    lacks.then(|| finding("no-comparator", message).at(entry.span))
}

/// The rows of an award may say it for the award.
fn award_compared(site: &Site, entry: &Entry<Award>) -> Option<Diagnostic> {
    let by_rows = site
        .benefits_of(&entry.id)
        .any(|row| row.data.comparator.is_some());
    let message = "This award counts as a success and does not say what it was compared with.";
    let lacks = entry.data.comparator.is_none() && !by_rows;
    lacks.then(|| finding("no-comparator", message).at(entry.data.outcome.value.span))
}

fn award_known(entry: &Entry<Award>) -> Option<Diagnostic> {
    let message = "This award counts as a success and does not say who evaluated it, or how.";
    let lacks = entry.data.evaluation.is_none();
    lacks.then(|| finding("no-evidence-state", message).at(entry.data.outcome.value.span))
}

fn sourced<T>(what: &str, entry: &Entry<T>) -> Option<Diagnostic> {
    let message = format!("This {what} names no source.");
    let lacks = entry.common.locators.is_empty();
    lacks.then(|| finding("no-source", message).at(entry.span))
}
