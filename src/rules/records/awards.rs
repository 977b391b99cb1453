//! Awards that ended without a trace, and failures that are told less fully than successes.

use crate::diag::{Diagnostic, Diagnostics};
use crate::link::Site;
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::shape::FieldShape;
use crate::record::value::Declared;
use crate::record::words::Meaning;
use crate::rules::finding;
use crate::rules::settings::Settings;

/// The least awards of a kind that are compared with another. Fewer say little.
const COMPARED: usize = 3;

/// Fields that are named as those that differ most.
const NAMED: usize = 3;

pub(super) fn check(site: &Site, settings: &Settings, sink: &mut Diagnostics) {
    for entry in &site.awards {
        let found = [without_lesson(site, entry), without_reason(site, entry)];
        found
            .into_iter()
            .flatten()
            .for_each(|problem| sink.push(problem));
    }
    if let Some(problem) = balance(site).and_then(|balance| uneven(&balance, settings)) {
        sink.push(problem);
    }
}

/// What the outcome of an award means, if the vocabulary says so.
pub(super) fn means(site: &Site, entry: &Entry<Award>) -> Option<Meaning> {
    let outcome = &entry.data.outcome.value.id;
    site.vocabularies.find("outcome", outcome)?.means
}

fn status_means(site: &Site, entry: &Entry<Award>) -> Option<Meaning> {
    site.vocabularies
        .find("status", &entry.data.status.id)?
        .means
}

fn without_lesson(site: &Site, entry: &Entry<Award>) -> Option<Diagnostic> {
    let ended = matches!(
        status_means(site, entry)?,
        Meaning::Ended | Meaning::Stopped
    );
    let lessons = site.naming("lesson", "award", &entry.id).count();
    let message = "This award has ended, and no lesson names it.";
    let lacks = ended && lessons == 0;
    lacks.then(|| finding("no-lesson", message).at(entry.data.status.span))
}

fn without_reason(site: &Site, entry: &Entry<Award>) -> Option<Diagnostic> {
    let stopped = status_means(site, entry)? == Meaning::Stopped;
    let message = "This award was stopped, and the record does not say why.";
    let lacks = stopped && entry.data.status_reason.is_none();
    lacks.then(|| finding("no-reason", message).at(entry.data.status.span))
}

/// How fully awards are told, by what came of them.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Balance {
    /// Awards whose outcome means success.
    pub successes: usize,
    /// Awards whose outcome means failure.
    pub failures: usize,
    /// The mean share of optional fields that successes fill in, in percent.
    pub successes_filled: f64,
    /// The same for failures.
    pub failures_filled: f64,
    /// The fields that differ most to the good of successes: name, and both shares in percent.
    pub widest: Vec<(String, f64, f64)>,
}

/// `None` when there are none of one of the two.
pub fn balance(site: &Site) -> Option<Balance> {
    let fields = Award::STRUCT.fields.iter().enumerate();
    let fields: Vec<(usize, &FieldShape)> = fields.filter(|(_, field)| counts(field)).collect();
    let of = |wanted: Meaning| {
        let entries = site
            .awards
            .iter()
            .filter(|entry| means(site, entry) == Some(wanted));
        let rows: Vec<Vec<bool>> = entries
            .map(|entry| {
                let filled = entry.data.filled();
                fields.iter().map(|(at, _)| filled[*at]).collect()
            })
            .collect();
        (!rows.is_empty()).then_some(rows)
    };
    let (successes, failures) = (of(Meaning::Success)?, of(Meaning::Failure)?);
    let mut widest: Vec<(String, f64, f64)> = fields
        .iter()
        .enumerate()
        .map(|(at, (_, field))| {
            let share =
                |rows: &[Vec<bool>]| percent(rows.iter().filter(|row| row[at]).count(), rows.len());
            (field.key.to_string(), share(&successes), share(&failures))
        })
        .filter(|(_, good, bad)| good > bad)
        .collect();
    widest.sort_by(|a, b| {
        (b.1 - b.2)
            .total_cmp(&(a.1 - a.2))
            .then_with(|| a.0.cmp(&b.0))
    });
    widest.truncate(NAMED);
    Some(Balance {
        successes: successes.len(),
        failures: failures.len(),
        successes_filled: mean(&successes),
        failures_filled: mean(&failures),
        widest,
    })
}

/// Fields that may be left out and that say something of the award.
fn counts(field: &FieldShape) -> bool {
    !field.required && !["printed", "related"].contains(&&*field.key)
}

/// A share in percent, to one decimal.
fn percent(part: usize, whole: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    match whole {
        0 => 0.0,
        _ => (count(part) / count(whole) * 1_000.0).round() / 10.0,
    }
}

fn mean(rows: &[Vec<bool>]) -> f64 {
    let filled = rows.iter().flatten().filter(|filled| **filled).count();
    percent(filled, rows.iter().map(Vec::len).sum())
}

fn uneven(balance: &Balance, settings: &Settings) -> Option<Diagnostic> {
    let most = settings.limit("uneven-reporting");
    let apart = balance.successes_filled - balance.failures_filled;
    let enough = balance.successes >= COMPARED && balance.failures >= COMPARED;
    (enough && apart > most).then(|| {
        let widest = balance.widest.iter();
        let widest: Vec<String> = widest
            .map(|(field, good, bad)| format!("{field} {good:.0}% and {bad:.0}%"))
            .collect();
        let message = format!(
            "The {} awards that succeeded fill in {:.0}% of their fields, the {} that did not {:.0}%: {apart:.0} points apart, and the most is {most}. Widest apart: {}.",
            balance.successes,
            balance.successes_filled,
            balance.failures,
            balance.failures_filled,
            widest.join(", ")
        );
        finding("uneven-reporting", message)
    })
}
