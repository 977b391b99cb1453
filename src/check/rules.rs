//! Rules that one record can break by itself.

use super::Records;
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics};
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::common::{Common, FieldName};
use crate::record::knowledge::{Glossary, Lesson, Page};
use crate::record::register::{Benefit, Figure};
use crate::record::shape::StructShape;
use crate::record::source::Source;
use crate::record::value::{Declared, Kind, ShapeOf};
use crate::schema::COMMON;

/// The most words of a table cell that are kept word for word.
const PRINTED_WORDS: usize = 8;

pub(super) fn check(records: &Records, sink: &mut Diagnostics) {
    each::<Source>(&records.sources, records, sink);
    each::<Award>(&records.awards, records, sink);
    each::<Benefit>(&records.benefits, records, sink);
    each::<Figure>(&records.figures, records, sink);
    each::<Glossary>(&records.terms, records, sink);
    each::<Lesson>(&records.lessons, records, sink);
    each::<Page>(&records.pages, records, sink);
    for benefit in &records.benefits {
        arithmetic(benefit, sink);
    }
    printed(records, sink);
    places(&records.sources, sink);
}

fn each<T: Declared + Kind + 'static>(
    entries: &[Entry<T>],
    records: &Records,
    sink: &mut Diagnostics,
) {
    let declared = records.declared.get(T::NAME);
    let extra: Vec<&str> = declared
        .into_iter()
        .flatten()
        .map(|declared| &*declared.field.key)
        .collect();
    for entry in entries {
        review_dates(&entry.common, sink);
        owner(entry, records, sink);
        for name in supported(&entry.common) {
            if let Some(problem) = unknown_name(name, ShapeOf::<T>::STATIC, &extra) {
                sink.push(problem);
            }
        }
    }
}

fn review_dates(common: &Common, sink: &mut Diagnostics) {
    if let (Some(reviewed), Some(next)) = (&common.reviewed, &common.next_review)
        && next.value < reviewed.value
    {
        sink.push(
            Diagnostic::error(
                "review-before-reviewed",
                "The next review is before the last one.",
            )
            .at_with(next.span, "next review")
            .related(reviewed.span, "last reviewed")
            .hint("Check both dates: the next review comes after the day of the last."),
        );
    }
}

fn owner<T>(entry: &Entry<T>, records: &Records, sink: &mut Diagnostics) {
    let (Some(owner), Some(config)) = (&entry.common.owner, &records.config) else {
        return;
    };
    if config.owners.contains_key(&**owner) {
        return;
    }
    let names = config.owners.keys().map(String::as_str);
    let problem = Diagnostic::error(
        "unknown-owner",
        format!("No role called “{owner}” is named in casebook.yaml."),
    )
    .at(entry.span);
    sink.push(match nearest(owner, names) {
        Some(near) => problem.hint(format!("Did you mean “{near}”?")),
        None => problem
            .hint("Add the role under “owners” in casebook.yaml. Owners are roles, not people."),
    });
}

/// The names of fields that locators and notes say they are about.
fn supported(common: &Common) -> impl Iterator<Item = &FieldName> {
    let of_notes = common.notes.iter().flat_map(|note| {
        note.r#for.iter().chain(
            note.locators
                .iter()
                .flat_map(|locator| locator.r#for.iter()),
        )
    });
    common
        .locators
        .iter()
        .flat_map(|locator| locator.r#for.iter())
        .chain(of_notes)
}

fn unknown_name(
    name: &FieldName,
    shape: &'static StructShape,
    extra: &[&str],
) -> Option<Diagnostic> {
    let first = name.path.split('.').next().unwrap_or_default();
    if shape.field(first).is_some() || COMMON.field(first).is_some() || extra.contains(&first) {
        return None;
    }
    let names = shape
        .fields
        .iter()
        .map(|field| &*field.key)
        .chain(extra.iter().copied());
    let problem = Diagnostic::error(
        "unknown-field-name",
        format!("“for” names the field “{first}”, which this kind of record does not have."),
    )
    .at(name.span);
    Some(match nearest(first, names) {
        Some(near) => problem.hint(format!("Did you mean “{near}”?")),
        None => problem.hint("Name a field of this record, or leave “for” out if the place supports the whole record."),
    })
}

/// A total must be explained by its count and average, at least by rounding of the average to
/// whole units: |total − count × average| ≤ count ÷ 2.
fn arithmetic(entry: &Entry<Benefit>, sink: &mut Diagnostics) {
    let benefit = &entry.data;
    let (Some(patients), Some(average), Some(total)) =
        (benefit.patients, &benefit.average, &benefit.total)
    else {
        return;
    };
    let patients = i128::from(patients);
    let product = patients * i128::from(average.minor);
    let difference = (i128::from(total.value.minor) - product).abs();
    // Rounded to pounds when the average has no pence, else to pence.
    let step: i128 = if average.minor % 100 == 0 { 100 } else { 1 };
    if average.currency != total.value.currency || difference * 2 > patients * step {
        let message = format!(
            "The total {} does not follow from {} patients at an average of {}, even if the average is rounded.",
            total.value.grouped(),
            patients,
            average.grouped()
        );
        sink.push(
            Diagnostic::warning("benefit-arithmetic", message)
                .hint("Check the three numbers against the source. If the source has them so, say it in a note.")
                .at(total.span),
        );
    }
}

/// Cells kept word for word are labels and figures, not sentences.
fn printed(records: &Records, sink: &mut Diagnostics) {
    let awards = records
        .awards
        .iter()
        .map(|entry| (entry.span, serde_json::to_value(&entry.data.printed)));
    let benefits = records
        .benefits
        .iter()
        .map(|entry| (entry.span, serde_json::to_value(&entry.data.printed)));
    for (span, cells) in awards.chain(benefits) {
        let Ok(serde_json::Value::Object(cells)) = cells else {
            continue;
        };
        for (column, cell) in cells {
            let words = cell
                .as_str()
                .map_or(0, |cell| cell.split_whitespace().count());
            if words > PRINTED_WORDS {
                let message = format!(
                    "“printed.{column}” has {words} words; a cell is kept word for word only up to {PRINTED_WORDS}."
                );
                sink.push(
                    Diagnostic::warning("long-cell", message)
                        .hint("Summarise the cell in its own field, in your own words, and leave it out here.")
                        .at(span),
                );
            }
        }
    }
}

/// Place ids are unique in their source.
fn places(sources: &[Entry<Source>], sink: &mut Diagnostics) {
    for source in sources {
        let mut seen = std::collections::BTreeSet::new();
        for place in &source.data.places {
            if !seen.insert(&*place.id) {
                let message = format!("This source lists the place “{}” twice.", place.id);
                sink.push(
                    Diagnostic::error("duplicate-place", message)
                        .hint("Give each place an id of its own.")
                        .at(source.span),
                );
            }
        }
    }
}
