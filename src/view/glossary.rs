//! The glossary.

use serde::Serialize;

use super::letters::{Letter, by_letter};
use super::marks::Mark;
use super::{Body, Frame, LinkView, Look};
use crate::record::Entry;
use crate::record::knowledge::Glossary;

/// All terms, by their first letter.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryView {
    /// The letters.
    pub letters: Vec<Letter<TermView>>,
    /// How many terms there are.
    pub count: usize,
}

/// A term.
#[derive(Clone, Debug, Serialize)]
pub struct TermView {
    /// Its id, which is its anchor.
    pub id: String,
    /// The term, spelled out.
    pub title: String,
    /// Its abbreviation.
    pub abbreviation: Option<String>,
    /// What it means.
    pub definition: String,
    /// The same for the public.
    pub public: Option<String>,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// Terms to read as well.
    pub see_also: Vec<LinkView>,
    /// Where it is used.
    pub marks: Vec<Mark>,
}

pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let count = look.site.terms.len();
    let description = look.words.count("glossary.intro", count, &[]);
    let title = look.words.text("glossary.title");
    let mut frame = look.frame("glossary", &title, description, &[]);
    frame.end = Some(look.index_end(&title));
    let mut terms: Vec<&Entry<Glossary>> = look.site.terms.iter().collect();
    terms.sort_by_key(|entry| entry.data.title.to_lowercase());
    let rows = terms.into_iter();
    let letters = by_letter(rows.map(|entry| (first_letter(&entry.data.title), term(look, entry))));
    (
        frame,
        Body::Glossary(Box::new(GlossaryView { letters, count })),
    )
}

fn first_letter(title: &str) -> String {
    title
        .chars()
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().collect())
}

fn term(look: &Look<'_>, entry: &Entry<Glossary>) -> TermView {
    let term = &*entry.data;
    TermView {
        id: entry.id.clone(),
        title: term.title.to_string(),
        abbreviation: term.abbreviation.as_ref().map(ToString::to_string),
        definition: term.definition.to_string(),
        public: term.public.as_ref().map(ToString::to_string),
        synonyms: term.synonyms.iter().map(ToString::to_string).collect(),
        see_also: term
            .see_also
            .iter()
            .filter_map(|other| look.record_link("term", &other.id))
            .collect(),
        marks: look.all_marks(&entry.common.locators),
    }
}
