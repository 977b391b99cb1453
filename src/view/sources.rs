//! Sources, each with everything taken from it, place by place.

use serde::Serialize;

use super::marks::NoteView;
use super::{Body, Frame, LinkView, Look};
use crate::link::Taken;
use crate::record::Entry;
use crate::record::source::{Place, Source};
use crate::record::value::Text;

/// All sources.
#[derive(Clone, Debug, Serialize)]
pub struct SourceIndexView {
    /// The sources.
    pub rows: Vec<SourceRow>,
}

/// A source in a list.
#[derive(Clone, Debug, Serialize)]
pub struct SourceRow {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Its short name.
    pub short: String,
    /// The kind of document.
    pub kind: String,
    /// When it was published, or when what it reports took place.
    pub date: Option<String>,
    /// What it is.
    pub about: String,
    /// How many records take something from it.
    pub taken: usize,
}

/// A source.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    /// Its short name.
    pub short: String,
    /// The kind of document.
    pub kind: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, in words.
    pub published: Option<String>,
    /// When what it reports took place.
    pub event_date: Option<String>,
    /// What it is.
    pub about: String,
    /// Its rights, as stated.
    pub rights: Option<String>,
    /// Its address, if it prints one.
    pub address: Option<String>,
    /// Conflicts of interest, as stated.
    pub conflicts_of_interest: Option<String>,
    /// Who paid, as stated.
    pub funding: Option<String>,
    /// Limits that a reader must know.
    pub cautions: Vec<String>,
    /// Notes.
    pub notes: Vec<NoteView>,
    /// Its places.
    pub places: Vec<PlaceView>,
    /// How many records take something from it.
    pub taken: usize,
}

/// A place of a source.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceView {
    /// Its id, which is its anchor.
    pub id: String,
    /// Its heading, as printed.
    pub label: String,
    /// The kind of place.
    pub kind: String,
    /// The first line in our copy.
    pub line: Option<u64>,
    /// Whether our copy has lost it.
    pub lost: bool,
    /// What it holds.
    pub parts: Vec<String>,
    /// What was taken from it, by kind of record.
    pub taken: Vec<TakenGroup>,
}

/// Records of one kind that take something from a place.
#[derive(Clone, Debug, Serialize)]
pub struct TakenGroup {
    /// The kind, in words.
    pub label: String,
    /// The records.
    pub records: Vec<LinkView>,
}

pub(super) fn index(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("source.title");
    let description = look.words.text("source.intro");
    let mut frame = look.frame("sources", &title, description, &[]);
    frame.end = Some(look.index_end(&title));
    let rows = look.site.sources.iter().map(|source| SourceRow {
        href: look.href(&format!("sources/{}/", source.id)),
        title: source.data.title.to_string(),
        short: source.data.short.to_string(),
        kind: look.label(&source.data.kind),
        date: source
            .data
            .published
            .or(source.data.event_date)
            .map(|date| look.words.date(date)),
        about: source.data.about.to_string(),
        taken: records(look, &source.id),
    });
    let view = SourceIndexView {
        rows: rows.collect(),
    };
    (frame, Body::Sources(Box::new(view)))
}

/// How many different records take something from a source.
fn records(look: &Look<'_>, source: &str) -> usize {
    let rows = look.site.taken.get(source).into_iter().flatten();
    let mut named: Vec<(&str, &str)> = rows.map(|taken| (taken.kind, taken.id.as_str())).collect();
    named.sort_unstable();
    named.dedup();
    named.len()
}

pub(super) fn view(look: &Look<'_>, entry: &Entry<Source>) -> (Frame, Body) {
    let source = &*entry.data;
    let mut frame = look.frame(
        "source",
        source.title.to_string(),
        source.about.to_string(),
        &[(&look.words.text("source.title"), "sources/")],
    );
    frame.end = Some(look.end(&source.title, &entry.common, Some(entry.file)));
    let words = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
    let empty = Vec::new();
    let taken = look.site.taken.get(&entry.id).unwrap_or(&empty);
    let view = SourceView {
        short: source.short.to_string(),
        kind: look.label(&source.kind),
        authors: source.authors.iter().map(ToString::to_string).collect(),
        publisher: source.publisher.as_ref().map(ToString::to_string),
        published: source.published.map(|date| look.words.date(date)),
        event_date: source.event_date.map(|date| look.words.date(date)),
        about: source.about.to_string(),
        rights: words(&source.rights),
        address: source.address.as_ref().map(ToString::to_string),
        conflicts_of_interest: words(&source.conflicts_of_interest),
        funding: words(&source.funding),
        cautions: source.cautions.iter().map(ToString::to_string).collect(),
        notes: look.notes(&entry.common.notes),
        places: source
            .places
            .iter()
            .map(|place| place_view(look, place, taken))
            .collect(),
        taken: records(look, &entry.id),
    };
    (frame, Body::Source(Box::new(view)))
}

fn place_view(look: &Look<'_>, place: &Place, taken: &[Taken]) -> PlaceView {
    let mut groups: Vec<TakenGroup> = Vec::new();
    for row in taken.iter().filter(|row| *row.place == **place.id) {
        let Some(link) = look.record_link(row.kind, &row.id) else {
            continue;
        };
        let label = look.kind(row.kind);
        match groups.iter_mut().find(|group| group.label == label) {
            Some(group) => group.records.push(link),
            None => groups.push(TakenGroup {
                label,
                records: vec![link],
            }),
        }
    }
    PlaceView {
        id: place.id.value.to_string(),
        label: place.label.to_string(),
        kind: look.label(&place.kind),
        line: place.line,
        lost: place.lost == Some(true),
        parts: place.parts.iter().map(ToString::to_string).collect(),
        taken: groups,
    }
}
