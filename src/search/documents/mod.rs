//! What can be found: a [`Document`] for every record and page, with its text by section.
//!
//! In goes the [`Site`]; nothing is copied that can be borrowed.

mod award;
mod listed;
mod parts;
mod practice;
mod prose;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::Listed;
use crate::link::{Site, of_record};
use crate::record::Entry;
use crate::record::passage::Passage;
use crate::record::reads::{Reads, recorded};
use crate::record::value::{Term, Vocabulary};
use crate::words::Words;

/// Text that is borrowed where it can be.
pub(super) type Borrowed<'s> = Cow<'s, str>;

/// The kind of pages that no record is behind: lists, tables, ways in.
pub(crate) const LIST: &str = "list";

/// A record or page.
#[derive(Debug)]
pub(super) struct Document<'s> {
    /// The kind of record, or [`LIST`].
    pub(super) kind: &'static str,
    /// The id of the record; for a list, its route.
    pub(super) id: Borrowed<'s>,
    /// The route of its page.
    pub(super) route: String,
    /// Where it is on that page, if it is a part of one.
    pub(super) anchor: Option<String>,
    /// What readers call it.
    pub(super) title: Borrowed<'s>,
    /// Other names: abbreviation, number, supplier.
    pub(super) names: Vec<Borrowed<'s>>,
    /// What people type who want it, although it does not say it so.
    pub(super) asked: Vec<&'s str>,
    /// Its own summary, which results show.
    pub(super) summary: Borrowed<'s>,
    /// What it is classed as: vocabulary and value.
    pub(super) classes: Vec<(&'s str, &'s str)>,
    /// Its text. The first section is the top of the page.
    pub(super) sections: Vec<Section<'s>>,
    /// What of the site it was made from, if that was to be noted. What people type who want it is
    /// not part of that.
    pub(super) reads: Reads,
}

/// A part of a page.
#[derive(Debug, Default)]
pub(super) struct Section<'s> {
    /// The anchor of its heading; empty for the top of a page.
    pub(super) anchor: Borrowed<'s>,
    /// Its heading; empty for the top of a page.
    pub(super) heading: Borrowed<'s>,
    /// Its text.
    pub(super) text: Vec<Said<'s>>,
}

/// A piece of text. That of a record may be packed, and is unpacked when it is read: all documents
/// are in memory at once, and all of their texts need not be.
#[derive(Debug)]
pub(super) enum Said<'s> {
    /// The text itself.
    Text(Borrowed<'s>),
    /// All of a text of a record.
    Whole(&'s Passage),
    /// Lines of it.
    Lines(&'s Passage, Range<usize>),
}

impl<'s> From<&'s str> for Said<'s> {
    fn from(text: &'s str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl Section<'_> {
    /// Its text, piece by piece.
    pub(super) fn each_text(&self, mut see: impl FnMut(&str)) {
        for said in &self.text {
            match said {
                Said::Text(text) => see(text),
                Said::Whole(passage) => see(&passage.text()),
                Said::Lines(passage, range) => {
                    passage.text()[range.clone()].split('\n').for_each(&mut see);
                }
            }
        }
    }

    /// All of its text.
    pub(super) fn joined(&self) -> String {
        let mut joined = String::new();
        let mut gap = "";
        self.each_text(|text| {
            joined.push_str(gap);
            joined.push_str(text);
            gap = "\n";
        });
        joined
    }
}

impl<'s> Document<'s> {
    /// A document of a record, without text yet.
    fn of<T>(kind: &'static str, entry: &'s Entry<T>, title: &'s str, summary: &'s str) -> Self {
        let (route, anchor) = of_record(kind, &entry.id).unwrap_or_default();
        Self {
            kind,
            id: Cow::Borrowed(&entry.id),
            route,
            anchor,
            title: Cow::Borrowed(title),
            names: Vec::new(),
            asked: Vec::new(),
            summary: Cow::Borrowed(summary),
            classes: Vec::new(),
            sections: vec![Section::default()],
            reads: Reads::default(),
        }
    }

    /// Classes it by values of a vocabulary.
    fn class<V: Vocabulary + 's>(&mut self, terms: impl IntoIterator<Item = &'s Term<V>>) {
        let terms = terms.into_iter();
        self.classes
            .extend(terms.map(|term| (V::ID, term.id.as_str())));
    }

    fn name(&mut self, name: Option<&'s (impl std::ops::Deref<Target = str> + 's)>) {
        self.names.extend(name.map(|name| Cow::Borrowed(&**name)));
    }

    /// Adds text to the top of the page.
    fn top(&mut self, text: Option<&'s (impl std::ops::Deref<Target = str> + 's)>) {
        let text = text.map(|text| Said::from(&**text));
        self.sections[0].text.extend(text);
    }
}

/// Every document, in the order of kinds and ids, so that equal answers have a settled order.
pub(super) fn of<'s>(site: &'s Site, words: &Words, pages: &'s [Listed]) -> Vec<Document<'s>> {
    all(site, words, pages, false)
}

/// [`of`], with a note in each of what it was made from.
pub(super) fn noted<'s>(site: &'s Site, words: &Words, pages: &'s [Listed]) -> Vec<Document<'s>> {
    all(site, words, pages, true)
}

fn all<'s>(site: &'s Site, words: &Words, pages: &'s [Listed], noted: bool) -> Vec<Document<'s>> {
    let mut made = Made {
        documents: Vec::new(),
        noted,
    };
    made.add(&site.awards, |entry| award::of(site, words, entry));
    made.add(&site.lessons, |entry| parts::lesson(site, entry));
    made.add(&site.checklists, practice::checklist);
    made.add(&site.forms, practice::form);
    for (kind, entries) in &site.catalogued {
        made.add(entries, |entry| listed::of(site, words, kind, entry));
    }
    made.add(&site.terms, parts::term);
    made.add(&site.figures, parts::figure);
    made.add(&site.benefits, parts::benefit);
    made.add(&site.sources, parts::source);
    made.add(&site.pages, |entry| parts::page(site, entry));
    made.add(pages, parts::list);
    let mut documents = made.documents;
    asked(site, &mut documents);
    documents
}

/// Documents, as they are made.
struct Made<'s> {
    documents: Vec<Document<'s>>,
    noted: bool,
}

impl<'s> Made<'s> {
    /// Makes one of each.
    fn add<T: Sync>(&mut self, of: &'s [T], make: impl Fn(&'s T) -> Document<'s> + Sync) {
        let noted = self.noted;
        let made = of.par_iter().map(|one| match noted {
            true => {
                let (document, reads) = recorded(|| make(one));
                Document { reads, ..document }
            }
            false => make(one),
        });
        self.documents.par_extend(made);
    }
}

/// Gives pages what the site's lists say that people type who want them.
fn asked<'s>(site: &'s Site, documents: &mut [Document<'s>]) {
    let mut by_page: HashMap<&str, Vec<&'s str>> = HashMap::new();
    for entry in site.synonyms.iter().flat_map(|list| &list.data.entries) {
        for page in &entry.pages {
            let words = entry.words.iter().map(|line| &**line);
            by_page.entry(&page.value).or_default().extend(words);
        }
    }
    for document in documents {
        let name = match document.kind {
            LIST => format!("/{}", document.route),
            kind => format!("{kind}:{}", document.id),
        };
        document.asked = by_page.remove(name.as_str()).unwrap_or_default();
    }
}
