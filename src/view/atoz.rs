//! Everything that has a name, from A to Z.

use serde::Serialize;

use super::letters::{Letter, by_letter};
use super::{Body, Frame, Look};
use crate::schema::{KINDS, RecordKind};

/// Everything, by letter.
#[derive(Clone, Debug, Serialize)]
pub struct AtozView {
    /// The letters.
    pub letters: Vec<Letter<AtozRow>>,
    /// How many entries there are.
    pub count: usize,
}

/// An entry.
#[derive(Clone, Debug, Serialize)]
pub struct AtozRow {
    /// Its name.
    pub title: String,
    /// Its page.
    pub href: String,
    /// What sort of thing it is.
    pub kind: String,
}

pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let mut rows: Vec<(String, AtozRow)> = KINDS
        .iter()
        .filter(|kind| kind.is_shown() && !matches!(kind.name, "figure" | "benefit"))
        .flat_map(|kind| look.site.known.ids(kind.name).map(move |id| (kind, id)))
        .filter_map(|(kind, id)| row(look, kind, id))
        .collect();
    rows.sort_by(|a, b| (&a.0, &a.1.href).cmp(&(&b.0, &b.1.href)));
    let count = rows.len();
    let letters = by_letter(rows.into_iter().map(|(key, row)| (letter(look, &key), row)));
    let description = look.words.count("a_to_z.intro", count, &[]);
    let title = look.words.text("a_to_z.title");
    let mut frame = look.frame("a-to-z", &title, description, &[]);
    frame.end = Some(look.index_end(&title));
    (frame, Body::Atoz(Box::new(AtozView { letters, count })))
}

/// The letter of a key; numbers stand together.
fn letter(look: &Look<'_>, key: &str) -> String {
    match key.chars().next() {
        Some(first) if first.is_alphabetic() => first.to_uppercase().to_string(),
        _ => look.words.text("a_to_z.numbers"),
    }
}

/// The key to sort by, and the entry. Records that are left out have no link.
fn row(look: &Look<'_>, kind: &'static RecordKind, id: &str) -> Option<(String, AtozRow)> {
    let link = look.record_link(kind.name, id)?;
    let key: String = link
        .text
        .to_lowercase()
        .chars()
        .skip_while(|c| !c.is_alphanumeric())
        .filter(|c| c.is_alphanumeric() || *c == ' ')
        .collect();
    let row = AtozRow {
        title: link.text,
        href: link.href,
        kind: look.kind(kind.name),
    };
    Some((key, row))
}
