//! Locators: whether each names a place that its source lists, and what was taken from where.

use std::collections::BTreeMap;

use crate::check::Records;
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics};
use crate::record::Entry;
use crate::record::common::{Common, Locator};
use crate::record::prose::Target;
use crate::record::source::{Place, Source};
use crate::schema::KINDS;

/// Something that a record takes from a place of a source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taken {
    /// The place's id.
    pub place: String,
    /// The kind of the record.
    pub kind: &'static str,
    /// The record's id.
    pub id: String,
}

pub(super) fn check(records: &Records, sink: &mut Diagnostics) {
    check_items(&records.sources, sink);
    each_locator(records, |_, _, locator| {
        let Some(source) = super::find(&records.sources, &locator.source.id) else {
            return; // a dangling reference, reported as such
        };
        let problem = unknown_place(source, &locator.place.value);
        let problem = problem.map(|problem| problem.at(locator.place.span));
        if let Some(problem) = problem.or_else(|| wrong_line(source, locator)) {
            sink.push(problem);
        }
    });
}

/// Calls `see` with kind and id of every record and each of its locators, also those of the items
/// of a checklist and the questions of a template.
fn each_locator(records: &Records, mut see: impl FnMut(&'static str, &str, &Locator)) {
    each(records, |kind, id, common| {
        for locator in all(common) {
            see(kind, id, locator);
        }
    });
    for entry in &records.checklists {
        for locator in entry.data.items().flat_map(|item| &item.locators) {
            see("checklist", &entry.id, locator);
        }
    }
    for entry in &records.forms {
        for locator in entry.data.fields().flat_map(|field| &field.locators) {
            see("template", &entry.id, locator);
        }
    }
}

/// The locators of a record and of its notes.
fn all(common: &Common) -> impl Iterator<Item = &Locator> {
    let of_notes = common.notes.iter().flat_map(|note| note.locators.iter());
    common.locators.iter().chain(of_notes)
}

pub(super) fn unknown_place(source: &Entry<Source>, place: &str) -> Option<Diagnostic> {
    let ids = source.data.places.iter().map(|place| &**place.id);
    if ids.clone().any(|id| id == place) {
        return None;
    }
    let problem = Diagnostic::error(
        "unknown-place",
        format!(
            "The source “{}” lists no place “{}”.",
            source.id,
            crate::diag::excerpt(place)
        ),
    );
    Some(match nearest(place, ids) {
        Some(near) => problem.hint(format!("Did you mean “{near}”?")),
        None => problem.hint(format!(
            "Use a place that data/sources/{}.yaml lists, or add this one there.",
            source.id
        )),
    })
}

/// A line that lies outside the place that it is said to be in.
fn wrong_line(source: &Entry<Source>, locator: &Locator) -> Option<Diagnostic> {
    let line = locator.line?;
    let place = source
        .data
        .places
        .iter()
        .find(|place| place.id.value == locator.place.value)?;
    let (first, last) = (place.line?, place.to_line?);
    // A place that ends before it begins is reported once, where it stands.
    if first > last || (first..=last).contains(&line) {
        return None;
    }
    let message = format!(
        "Line {line} of “{}” is not in “{}”, which has the lines {first} to {last}.",
        source.id, place.id.value
    );
    Some(
        Diagnostic::warning("line-outside-place", message)
            .hint("Correct the line or the place.")
            .at(locator.place.span),
    )
}

/// A place that ends before it begins.
fn backwards(place: &Place) -> Option<Diagnostic> {
    let (first, last) = (place.line?, place.to_line?);
    let message = format!("This place ends (line {last}) before it begins (line {first}).");
    (first > last).then(|| {
        Diagnostic::error("place-ends-early", message)
            .hint("Correct “line” or “to_line”.")
            .at(place.id.span)
    })
}

/// Items of a source are unique, and stand in a place that it lists.
fn check_items(sources: &[Entry<Source>], sink: &mut Diagnostics) {
    for source in sources {
        source
            .data
            .places
            .iter()
            .filter_map(backwards)
            .for_each(|problem| sink.push(problem));
        let mut seen: BTreeMap<&str, crate::diag::Span> = BTreeMap::new();
        for item in &source.data.items {
            if let Some(problem) = unknown_place(source, &item.place.value) {
                sink.push(problem.at(item.place.span));
            }
            if let Some(first) = seen.insert(&item.id.value, item.id.span) {
                sink.push(
                    Diagnostic::error(
                        "duplicate-item",
                        format!("Two items have the id “{}”.", item.id.value),
                    )
                    .at_with(item.id.span, "again here")
                    .related(first, "first here")
                    .hint("Give each item an id of its own."),
                );
            }
        }
    }
}

/// Calls `see` with kind, id and common fields of every record that can carry locators.
pub(super) fn each(records: &Records, mut see: impl FnMut(&'static str, &str, &Common)) {
    for entry in &records.awards {
        see("award", &entry.id, &entry.common);
    }
    for entry in &records.benefits {
        see("benefit", &entry.id, &entry.common);
    }
    for entry in &records.figures {
        see("figure", &entry.id, &entry.common);
    }
    for entry in &records.lessons {
        see("lesson", &entry.id, &entry.common);
    }
    for entry in &records.pages {
        see("page", &entry.id, &entry.common);
    }
    for entry in &records.terms {
        see("term", &entry.id, &entry.common);
    }
    for entry in &records.sources {
        see("source", &entry.id, &entry.common);
    }
    for entry in &records.checklists {
        see("checklist", &entry.id, &entry.common);
    }
    for entry in &records.forms {
        see("template", &entry.id, &entry.common);
    }
    for (kind, entries) in &records.catalogued {
        for entry in entries {
            see(kind, &entry.id, &entry.common);
        }
    }
}

/// Place, kind and id: the order in which a source's page lists what was taken.
type Order = (usize, usize, String);

/// Everything that records take from each source: by their locators, and by citations in their
/// text.
pub(super) fn taken(records: &Records) -> BTreeMap<String, Vec<Taken>> {
    let mut all_taken = AllTaken {
        records,
        by_source: BTreeMap::new(),
    };
    each_locator(records, |kind, id, locator| {
        all_taken.add(&locator.source.id, &locator.place.value, kind, id);
    });
    let owners = records.known.owners();
    for mention in records.mentions.iter() {
        if let Target::Citation {
            source,
            place: Some(place),
            ..
        } = &mention.target
            && let Some((kind, id)) = owners.get(&mention.span.file)
        {
            all_taken.add(source, place, kind, id);
        }
    }
    let sources = all_taken.by_source.into_iter();
    sources
        .map(|(source, rows)| (source, rows.into_values().collect()))
        .collect()
}

struct AllTaken<'r> {
    records: &'r Records,
    by_source: BTreeMap<String, BTreeMap<Order, Taken>>,
}

impl AllTaken<'_> {
    fn add(&mut self, source: &str, place: &str, kind: &'static str, id: &str) {
        let Some(known) = super::find(&self.records.sources, source) else {
            return; // a dangling reference, reported as such
        };
        let Some(place_order) = known
            .data
            .places
            .iter()
            .position(|known| &**known.id == place)
        else {
            return; // an unknown place, reported as such
        };
        let kind_order = KINDS.iter().position(|known| known.name == kind);
        let key = (
            place_order,
            kind_order.unwrap_or(usize::MAX),
            id.to_string(),
        );
        let rows = self.by_source.entry(source.to_string()).or_default();
        rows.entry(key).or_insert_with(|| Taken {
            place: place.to_string(),
            kind,
            id: id.to_string(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{Checked, Sandbox};

    const AWARD: &str = "data/awards/p4-02.yaml";

    fn codes(checked: &Checked) -> Vec<&'static str> {
        let mut sink = Diagnostics::new();
        check(&checked.records, &mut sink);
        sink.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn what_was_taken_stands_in_the_order_of_the_source_then_by_kind() {
        let taken = taken(&Sandbox::small().check().records);
        let rows: Vec<(&str, &str, &str)> = taken["evaluation"]
            .iter()
            .map(|row| (row.place.as_str(), row.kind, row.id.as_str()))
            .collect();
        assert_eq!(
            rows,
            [
                ("results", "award", "p4-01"),
                ("results", "award", "p4-02"),
                ("results", "figure", "patients"),
                ("results", "figure", "treated"),
                ("results", "lesson", "measure-first"),
                ("table-1", "benefit", "p4-01-a"),
                ("table-1", "benefit", "p4-01-b"),
            ]
        );
    }

    #[test]
    fn a_record_is_named_once_for_a_place_and_citations_in_its_text_count() {
        let checked = Sandbox::small()
            .change(
                "content/about.md",
                "## ",
                "As said [@evaluation#table-1, row 2].\n\n## ",
            )
            .check();
        let taken = taken(&checked.records);
        let named = |kind: &str, id: &str| {
            let rows = taken["evaluation"].iter();
            rows.filter(|row| row.kind == kind && row.id == id).count()
        };
        // The award has locators of its own and of a note, all in one place.
        assert_eq!(named("award", "p4-01"), 1);
        assert_eq!(named("page", "about"), 1);
    }

    #[test]
    fn the_first_and_last_lines_of_a_place_belong_to_it() {
        for (line, wrong) in [("9", true), ("10", false), ("40", false), ("41", true)] {
            let line = format!("line: {line}");
            let checked = Sandbox::small().change(AWARD, "line: 30", &line).check();
            assert_eq!(codes(&checked) == ["line-outside-place"], wrong, "{line}");
        }
    }

    #[test]
    fn a_place_of_a_source_that_is_not_there_is_left_to_the_reference() {
        let checked = Sandbox::small()
            .change(AWARD, "source: evaluation", "source: nothing")
            .check();
        assert!(codes(&checked).is_empty());
    }

    #[test]
    fn items_have_ids_of_their_own_and_stand_in_places_that_are_listed() {
        let source = "data/sources/evaluation.yaml";
        let items = "places:\nitems:\n  - {id: one, place: results, gist: A}\n  - {id: one, place: result, gist: B}\n";
        let text = format!("{}places:", items.trim_start_matches("places:\n"));
        let checked = Sandbox::small().change(source, "places:", &text).check();
        assert_eq!(codes(&checked), ["unknown-place", "duplicate-item"]);
    }
}
