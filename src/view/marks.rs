//! Provenance as readers see it: a mark beside every fact, with the way to its source.

use serde::Serialize;

use super::Look;
use crate::link::find;
use crate::record::common::{Common, Locator, Note};
use crate::record::source::Place;

/// Where something comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The source and place: “AI Lab evaluation, table 3”.
    pub text: String,
    /// The place on the source's page.
    pub href: String,
    /// Where inside the place, in words.
    pub at: Option<String>,
    /// The line in our copy.
    pub line: Option<u64>,
}

/// A note of a record.
#[derive(Clone, Debug, Serialize)]
pub struct NoteView {
    /// The kind, as a class.
    pub kind: String,
    /// The kind, in words.
    pub label: String,
    /// The note.
    pub text: String,
    /// Where the source says it.
    pub marks: Vec<Mark>,
}

impl Look<'_> {
    /// The mark of a locator. `None` when its source or place does not exist, which is an error
    /// that has been reported.
    pub(super) fn mark(&self, locator: &Locator) -> Option<Mark> {
        let mut mark = self.mark_of(&locator.source.id, Some(&locator.place.value))?;
        mark.at = locator.at.as_ref().map(ToString::to_string);
        mark.line = locator.line;
        Some(mark)
    }

    /// The mark of a place of a source.
    pub(crate) fn mark_of(&self, source: &str, place: Option<&str>) -> Option<Mark> {
        let route = format!("sources/{source}/");
        let Some(place) = place else {
            let source = find(&self.site.sources, source)?;
            return Some(Mark {
                text: source.data.short.to_string(),
                href: self.href(&route),
                at: None,
                line: None,
            });
        };
        let (source, place) = self.site.place(source, place)?;
        Some(Mark {
            text: self.words.fill(
                "fact.place_of",
                &[
                    ("source", &source.data.short),
                    ("place", &self.short_label(place)),
                ],
            ),
            href: self.href_at(&route, &place.id),
            at: None,
            line: None,
        })
    }

    /// A mark inside a sentence, where the page's foot says the rest: “table 3, row 4”, or the
    /// source alone when the place has no number.
    pub(super) fn short_mark(&self, source: &str, place: Option<&str>, mark: &Mark) -> String {
        let known = place.and_then(|place| self.site.place(source, place));
        let Some((known, place)) = known else {
            return mark.text.clone();
        };
        let brief = |at: &&String| at.chars().count() <= BRIEF;
        match (numbered(place), mark.at.as_ref().filter(brief)) {
            (Some(number), Some(at)) => number + &self.words.text("format.list") + at,
            (Some(number), None) => number,
            (None, _) => known.data.short.to_string(),
        }
    }

    /// The marks of one field of a record: locators that name it, else those for the whole record.
    pub(super) fn marks(&self, common: &Common, field: &str) -> Vec<Mark> {
        let names = |locator: &&Locator| {
            locator
                .r#for
                .iter()
                .any(|name| name.path == field || name.path.split('.').next() == Some(field))
        };
        let named: Vec<&Locator> = common.locators.iter().filter(names).collect();
        let chosen = match named.is_empty() {
            true => common
                .locators
                .iter()
                .filter(|locator| locator.r#for.is_empty())
                .collect(),
            false => named,
        };
        self.all_marks(chosen)
    }

    /// The marks of several locators, each once.
    pub(super) fn all_marks<'l>(
        &self,
        locators: impl IntoIterator<Item = &'l Locator>,
    ) -> Vec<Mark> {
        let mut marks = Vec::new();
        for mark in locators
            .into_iter()
            .filter_map(|locator| self.mark(locator))
        {
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
        marks
    }

    /// The notes of a record.
    pub(super) fn notes(&self, notes: &[Note]) -> Vec<NoteView> {
        notes
            .iter()
            .map(|note| NoteView {
                kind: note.kind.id.clone(),
                label: self
                    .site
                    .vocabularies
                    .label("note-kind", &note.kind.id)
                    .to_string(),
                text: note.text.to_string(),
                marks: self.all_marks(&note.locators),
            })
            .collect()
    }

    /// “table 3” for “Table 3: Benefits realised …”; a heading in full.
    fn short_label(&self, place: &Place) -> String {
        numbered(place)
            .unwrap_or_else(|| self.words.fill("format.quote", &[("words", &place.label)]))
    }
}

/// The most letters of a place inside a place that a sentence has room for.
const BRIEF: usize = 16;

/// What a place is called for short, or its number: “table 3”.
fn numbered(place: &Place) -> Option<String> {
    if let Some(short) = &place.short {
        return Some(short.to_string());
    }
    let head = place.label.split(':').next().unwrap_or(&place.label);
    let number = head.chars().any(|c| c.is_ascii_digit()) && head.split_whitespace().count() <= 4;
    if !number || head.len() == place.label.len() {
        return None;
    }
    let mut chars = head.chars();
    let first = chars.next()?;
    Some(first.to_lowercase().chain(chars).collect())
}
