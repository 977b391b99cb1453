//! Rules that one record can break by itself.

use std::collections::BTreeMap;

use super::Records;
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, Span, excerpt};
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::common::{Common, FieldName};
use crate::record::config::Config;
use crate::record::knowledge::{Glossary, Lesson, Page, VocabularyList};
use crate::record::practice::{Checklist, Form};
use crate::record::register::{Benefit, Figure};
use crate::record::shape::StructShape;
use crate::record::source::Source;
use crate::record::value::{At, Id, Kind, Line};
use crate::schema::{COMMON, RecordKind};
use crate::yaml::{Node, NodeKind};

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
    each::<Checklist>(&records.checklists, records, sink);
    each::<Form>(&records.forms, records, sink);
    for (kind, entries) in &records.catalogued {
        if let Some(kind) = RecordKind::named(kind) {
            each_of(kind, entries, records, sink);
        }
    }
    for benefit in &records.benefits {
        arithmetic(benefit, sink);
    }
    places(&records.sources, sink);
}

fn each<T: Kind>(entries: &[Entry<T>], records: &Records, sink: &mut Diagnostics) {
    if let Some(kind) = RecordKind::named(T::NAME) {
        each_of(kind, entries, records, sink);
    }
}

fn each_of<T>(kind: &RecordKind, entries: &[Entry<T>], records: &Records, sink: &mut Diagnostics) {
    let declared = records.declared.get(kind.name);
    let extra: Vec<&str> = declared
        .into_iter()
        .flatten()
        .map(|declared| &*declared.field.key)
        .collect();
    for entry in entries {
        review_dates(&entry.common, sink);
        owner(entry, records, sink);
        for name in supported(&entry.common) {
            if let Some(problem) = unknown_name(name, kind.shape, &extra) {
                sink.push(problem);
            }
        }
    }
}

fn review_dates(common: &Common, sink: &mut Diagnostics) {
    if let (Some(reviewed), Some(next)) = (&common.reviewed, &common.next_review)
        && next.value.is_over_before(reviewed.value)
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
    if let (Some(owner), Some(config)) = (&entry.common.owner, &records.config)
        && let Some(problem) = unknown_owner(owner, config)
    {
        sink.push(problem);
    }
}

/// An owner that is none of the roles of the site.
pub(super) fn unknown_owner(owner: &At<Line>, config: &Config) -> Option<Diagnostic> {
    let name = &owner.value.0;
    if config.owners.contains_key(name) {
        return None;
    }
    let message = format!(
        "No role called “{}” is named in casebook.yaml.",
        excerpt(name)
    );
    let problem = Diagnostic::error("unknown-owner", message).at(owner.span);
    let names = config.owners.keys().map(String::as_str);
    Some(match nearest(name, names) {
        Some(near) => problem.hint(format!("Did you mean “{near}”?")),
        None => problem
            .hint("Add the role under “owners” in casebook.yaml. Owners are roles, not people."),
    })
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
pub(super) fn printed(tree: Option<&Node>, sink: &mut Diagnostics) {
    let Some(NodeKind::Map(fields)) = tree.map(|tree| &tree.kind) else {
        return;
    };
    let printed = fields.iter().find(|pair| pair.key == "printed");
    let Some(NodeKind::Map(cells)) = printed.map(|pair| &pair.value.kind) else {
        return;
    };
    for cell in cells {
        let NodeKind::Scalar(text) = &cell.value.kind else {
            continue;
        };
        let words = text.text.split_whitespace().count();
        if words > PRINTED_WORDS {
            let message = format!(
                "“printed.{}” has {words} words; a cell is kept word for word only up to {PRINTED_WORDS}.",
                cell.key
            );
            sink.push(
                Diagnostic::warning("long-cell", message)
                    .hint("Summarise the cell in its own field, in your own words, and leave it out here.")
                    .at(cell.value.span),
            );
        }
    }
}

/// Place ids are unique in their source.
fn places(sources: &[Entry<Source>], sink: &mut Diagnostics) {
    for source in sources {
        let ids = source.data.places.iter().map(|place| &place.id);
        let say = |id: &str| format!("This source lists the place “{id}” twice.");
        twice("duplicate-place", ids, say, sink);
    }
}

/// The values of a vocabulary have ids of their own.
pub(super) fn vocabularies(lists: &[Entry<VocabularyList>], sink: &mut Diagnostics) {
    for list in lists {
        let ids = list.data.values.iter().map(|value| &value.id);
        let say = |id: &str| format!("This vocabulary has two values with the id “{id}”.");
        twice("duplicate-value", ids, say, sink);
    }
}

/// Reports every id that is given again.
pub(super) fn twice<'i>(
    code: &'static str,
    ids: impl Iterator<Item = &'i At<Id>>,
    say: impl Fn(&str) -> String,
    sink: &mut Diagnostics,
) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for id in ids {
        let Some(first) = seen.get(id.value.0.as_str()) else {
            seen.insert(&id.value.0, id.span);
            continue;
        };
        sink.push(
            Diagnostic::error(code, say(&id.value.0))
                .at_with(id.span, "again here")
                .related(*first, "first here")
                .hint("Give each an id of its own, or delete one of the two."),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Sandbox;

    const BENEFIT: &str = "data/benefits/p4-01-a.yaml";

    /// The codes for a row with these three numbers.
    fn row(patients: &str, average: &str, total: &str) -> Vec<&'static str> {
        let checked = Sandbox::small()
            .change(BENEFIT, "patients: 200", &format!("patients: {patients}"))
            .change(BENEFIT, "amount: -110", &format!("amount: {average}"))
            .change(BENEFIT, "amount: -22010", &format!("amount: {total}"))
            .check();
        checked
            .problems
            .iter()
            .map(|problem| problem.code)
            .collect()
    }

    #[test]
    fn a_total_may_differ_by_what_rounding_the_average_explains() {
        assert!(row("150019", "-110", "-16477087").is_empty());
        assert!(row("597", "7", "4293").is_empty());
        assert!(row("200", "-110", "-22100").is_empty());
        assert_eq!(row("200", "-110", "-22101"), ["benefit-arithmetic"]);
        assert_eq!(row("150019", "110", "-16477087"), ["benefit-arithmetic"]);
    }

    #[test]
    fn an_average_with_pence_is_rounded_to_pence() {
        assert!(row("200", "1.25", "251").is_empty());
        assert_eq!(row("200", "1.25", "252"), ["benefit-arithmetic"]);
    }

    #[test]
    fn the_largest_numbers_are_checked_without_overflow() {
        let most = "18446744073709551615";
        assert_eq!(row(most, "1000000000000", "1"), ["benefit-arithmetic"]);
    }

    #[test]
    fn a_review_on_the_day_of_the_last_one_is_allowed() {
        let award = "data/awards/p4-01.yaml";
        let codes = |next: &str| {
            let checked = Sandbox::small().change(award, "2026-06-30", next).check();
            checked
                .problems
                .iter()
                .map(|problem| problem.code)
                .collect::<Vec<_>>()
        };
        assert!(codes("2025-06-30").is_empty());
        assert_eq!(codes("2025-06-29"), ["review-before-reviewed"]);
        // A month or a year may hold days after the last review.
        assert!(codes("2025-06").is_empty() && codes("2025").is_empty());
        assert_eq!(codes("2025-05"), ["review-before-reviewed"]);
    }

    #[test]
    fn fields_named_inside_fields_and_declared_ones_are_known() {
        let mut checked = Sandbox::small()
            .change(
                "data/awards/p4-01.yaml",
                "for: [title, summary, outcome]",
                "for: [evaluation.by, region, notes, sumary]",
            )
            .check();
        assert_eq!(
            checked.found(),
            [("unknown-field-name", "sumary".to_string())]
        );
    }

    #[test]
    fn a_cell_of_eight_words_is_kept_and_one_of_nine_is_not() {
        let award = "data/awards/p4-01.yaml";
        let cell = |text: &str| {
            let text = format!("  setting: {text}");
            Sandbox::small()
                .change(award, "  setting: Hospital", &text)
                .check()
                .found()
        };
        assert_eq!(cell("one two three four five six seven eight"), []);
        let long = "one two three four five six seven eight nine";
        assert_eq!(cell(long), [("long-cell", long.to_string())]);
    }

    #[test]
    fn a_vocabulary_with_one_id_twice_is_shown_at_the_second() {
        let mut checked = Sandbox::small()
            .change(
                "data/vocabularies/setting.yaml",
                "general-practice",
                "hospital",
            )
            .check();
        assert_eq!(
            checked.found(),
            [("duplicate-value", "hospital".to_string())]
        );
    }
}
