//! How the words of a record read: sentences, headings, links, acronyms, counts of people.
//!
//! In goes a [`Text`]: a field of a record or the body of a page, as written; out come the places
//! that break a rule, in bytes of that text. The one thing to know: everything here is pure, so
//! what was found is kept for as long as the text stays.

mod acronyms;
mod counts;
mod headings;
mod links;
mod prose;
mod sentences;
mod syllables;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub use prose::{Block, Kind, Prose};
pub use sentences::{Tally, sentences, words};

/// A text of a record, as written.
#[derive(Clone, Copy, Debug)]
pub struct Text<'t> {
    /// The text.
    pub text: &'t str,
    /// Whether it is Markdown.
    pub markdown: bool,
}

/// A place of a text that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The rule's code.
    pub rule: &'static str,
    /// The bytes of the text as written.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
}

/// What the rules of reading allow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The most words of a sentence.
    pub words: usize,
    /// The least number of people that may be named.
    pub people: u64,
    /// Acronyms that need no words.
    pub acronyms: BTreeSet<String>,
    /// Acronyms that need no words where a text links to this address, such as `term:rct`.
    pub linked: BTreeMap<String, String>,
}

/// Reads the texts of one record in their order; `own` are acronyms that the record itself
/// explains. Beside what was found in each text comes the tally of all sentences, for the grade of
/// the whole.
pub fn read<'t>(
    texts: impl IntoIterator<Item = Text<'t>>,
    own: &BTreeSet<String>,
    limits: &Limits,
) -> (Vec<Vec<Found>>, Tally) {
    let texts: Vec<Text<'t>> = texts.into_iter().collect();
    let proses: Vec<Prose> = texts.iter().map(|text| text.prose()).collect();
    let links = proses.iter().flat_map(|prose| &prose.links);
    let linked = links.filter_map(|link| limits.linked.get(&link.address));
    let allowed: BTreeSet<&str> = linked
        .chain(&limits.acronyms)
        .chain(own)
        .map(String::as_str)
        .collect();
    let mut seen = acronyms::Seen::new(allowed);
    let mut tally = Tally::default();
    let found = proses
        .iter()
        .map(|prose| one(prose, limits, &mut seen, &mut tally))
        .zip(&texts)
        .map(|(mut found, text)| {
            for one in &mut found {
                one.range = whole_signs(text.text, &one.range);
            }
            found
        })
        .collect();
    (found, tally)
}

/// A range that begins and ends between signs. Code over two lines or with escaped bars reads otherwise
/// than it is written, so a place in it may be a few bytes off.
fn whole_signs(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start);
    start..text.ceil_char_boundary(range.end.max(start))
}

impl Text<'_> {
    fn prose(&self) -> Prose {
        match self.markdown {
            true => Prose::of_markdown(self.text),
            false => Prose::of_text(self.text),
        }
    }
}

fn one(
    prose: &Prose,
    limits: &Limits,
    seen: &mut acronyms::Seen<'_>,
    tally: &mut Tally,
) -> Vec<Found> {
    let mut found = Vec::new();
    links::check(prose, &mut found);
    let mut names = BTreeSet::new();
    if prose.blocks.iter().any(|block| block.kind == Kind::Heading) {
        for block in &prose.blocks {
            headings::names(block, &mut names);
        }
    }
    for block in &prose.blocks {
        match block.kind {
            Kind::Heading => headings::check(block, &names, &mut found),
            Kind::Running => {
                sentences::check(block, limits.words, tally, &mut found);
                acronyms::check(block, seen, &mut found);
                counts::check(block, limits.people, &mut found);
            }
            Kind::Cell => counts::check(block, limits.people, &mut found),
        }
    }
    found
}

/// Whether a title has capitals where a sentence has none.
pub fn title_is_in_capitals(title: &str) -> bool {
    headings::is_title_case(title, &BTreeSet::new())
}

#[cfg(test)]
mod tests;
