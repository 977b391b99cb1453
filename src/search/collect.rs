//! Every word of every document, counted: from documents to [`Collected`].
//!
//! Documents are read in parts, side by side, each with its own list of words; then the lists are
//! made one, forms of one word become one group, and the words of each part are sorted by group.
//! A word found is one number: its group, its section, its place and its field.

use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::documents::{Document, Section};
use super::stems::Language;
use super::words::{Reader, Word};
use crate::link::Site;

/// Where in a document a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Body = 0,
    Summary = 1,
    Label = 2,
    /// Of the page at its top, of a section elsewhere.
    Heading = 3,
    Name = 4,
    /// What people type who want the page.
    Asked = 5,
}

/// Places between two pieces of text, so that no phrase reaches from one into the next.
const GAP: u32 = 8;

/// The last place that is told apart; a section that is longer has no phrases after it.
const LAST_PLACE: u32 = 0xFFFF;

/// Stands for words that say nothing of a page, such as “the”: nobody finds it by them.
const EMPTY: u32 = u32::MAX;

/// Documents that are read in one go.
const PART: usize = 256;

/// A word that was found: group or word (24 bits), section of the part (20), place (16), field (4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found(u64);

impl Found {
    fn new(word: u32, section: u32, place: u32, field: Field) -> Self {
        let place = place.min(LAST_PLACE);
        Self(
            u64::from(word) << 40 | u64::from(section) << 20 | u64::from(place) << 4 | field as u64,
        )
    }

    fn word(self) -> u32 {
        (self.0 >> 40) as u32
    }

    fn with_group(self, group: u32) -> Self {
        Self(self.0 & 0xFF_FFFF_FFFF | u64::from(group) << 40)
    }

    /// The section, counted from the first of the part.
    pub(super) fn section(self) -> u32 {
        (self.0 >> 20) as u32 & 0xF_FFFF
    }

    pub(super) fn place(self) -> u32 {
        (self.0 >> 4) as u32 & LAST_PLACE
    }

    pub(super) fn field(self) -> u32 {
        self.0 as u32 & 0xF
    }
}

/// Words found in some documents, sorted by group, section and place.
#[derive(Debug)]
pub(super) struct Part {
    /// The number of its first section in the whole index.
    pub(super) first_section: u32,
    found: Vec<Found>,
    /// Where the words of each group begin.
    starts: Vec<u32>,
}

impl Part {
    /// What was found of a group.
    pub(super) fn of(&self, group: usize) -> &[Found] {
        let range = self.starts[group] as usize..self.starts[group + 1] as usize;
        &self.found[range]
    }
}

/// All words.
#[derive(Debug)]
pub(super) struct Collected {
    /// Every form, sorted, with its group. Groups are numbered by their first form.
    pub(super) words: Vec<(Arc<str>, u32)>,
    /// How many groups there are.
    pub(super) groups: usize,
    pub(super) parts: Vec<Part>,
    /// Words of each document, without empty ones.
    pub(super) lengths: Vec<u32>,
    /// Words of each title, without empty ones.
    pub(super) title_lengths: Vec<u32>,
}

impl Collected {
    /// The group of a word.
    pub(super) fn group(&self, key: &str) -> Option<u32> {
        let at = self
            .words
            .binary_search_by(|(known, _)| (**known).cmp(key))
            .ok()?;
        Some(self.words[at].1)
    }

    /// Whether any document has a form of the group.
    pub(super) fn is_used(&self, group: u32) -> bool {
        self.parts
            .iter()
            .any(|part| !part.of(group as usize).is_empty())
    }
}

/// Reads all documents. `others` are words that the index must know although no page may have them.
pub(super) fn collect(
    site: &Site,
    documents: &[Document<'_>],
    others: &[String],
    language: &str,
) -> Collected {
    let mut raw: Vec<Raw> = documents
        .par_chunks(PART)
        .map(|documents| Raw::read(site, documents, &Language::of(language)))
        .collect();
    let (words, groups, group_of) = grouped(&raw, others, language);
    let lengths = raw
        .iter()
        .flat_map(|part| part.lengths.iter().copied())
        .collect();
    let title_lengths = raw
        .iter()
        .flat_map(|part| part.title_lengths.iter().copied())
        .collect();
    let mut first_section = 0;
    for part in &mut raw {
        part.first_section = first_section;
        first_section += part.sections;
    }
    let parts = raw.into_par_iter().zip(group_of);
    let parts = parts
        .map(|(part, group_of)| part.sorted(&group_of, groups))
        .collect();
    Collected {
        words,
        groups,
        parts,
        lengths,
        title_lengths,
    }
}

/// A word with the group that it belongs to.
type Grouped = (Arc<str>, u32);

/// The words of all parts as one sorted list with their groups, how many groups there are, and for
/// each part the group of each of its own words.
fn grouped(
    parts: &[Raw],
    others: &[String],
    language: &str,
) -> (Vec<Grouped>, usize, Vec<Vec<u32>>) {
    let own = parts.iter().flat_map(|part| part.names.iter().cloned());
    let mut names: Vec<Arc<str>> = own.collect();
    names.extend(others.iter().map(|word| Arc::from(word.as_str())));
    names.par_sort_unstable();
    names.dedup();
    let stems: Vec<String> = names
        .par_chunks(1_024)
        .flat_map_iter(|names| {
            let language = Language::of(language);
            names
                .iter()
                .map(|name| language.stem(name).into_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    let mut groups: HashMap<&str, u32> = HashMap::new();
    let words: Vec<Grouped> = names
        .into_iter()
        .zip(&stems)
        .map(|(name, stem)| {
            let next = groups.len() as u32;
            (name, *groups.entry(stem).or_insert(next))
        })
        .collect();
    let of_parts = of_parts(parts, &words);
    let count = groups.len();
    (words, count, of_parts)
}

/// For each part the group of each of its words.
fn of_parts(parts: &[Raw], words: &[Grouped]) -> Vec<Vec<u32>> {
    let groups: HashMap<&str, u32> = words
        .iter()
        .map(|(name, group)| (&**name, *group))
        .collect();
    let of_parts = parts
        .par_iter()
        .map(|part| part.names.iter().map(|name| groups[&**name]).collect());
    of_parts.collect()
}

/// What was found in some documents, before the words of all are known.
struct Raw {
    names: Vec<Arc<str>>,
    found: Vec<Found>,
    sections: u32,
    first_section: u32,
    lengths: Vec<u32>,
    title_lengths: Vec<u32>,
}

impl Raw {
    fn read(site: &Site, documents: &[Document<'_>], language: &Language) -> Self {
        let mut counter = Counter {
            site,
            language,
            reader: Reader::default(),
            known: HashMap::new(),
            raw: Raw {
                names: Vec::new(),
                found: Vec::new(),
                sections: 0,
                first_section: 0,
                lengths: Vec::with_capacity(documents.len()),
                title_lengths: Vec::with_capacity(documents.len()),
            },
            place: 0,
        };
        for document in documents {
            counter.document(document);
        }
        counter.raw
    }

    fn sorted(mut self, group_of: &[u32], groups: usize) -> Part {
        for found in &mut self.found {
            *found = found.with_group(group_of[found.word() as usize]);
        }
        self.found.sort_unstable();
        let mut starts = vec![0_u32; groups + 1];
        for found in &self.found {
            starts[found.word() as usize + 1] += 1;
        }
        for group in 0..groups {
            starts[group + 1] += starts[group];
        }
        Part {
            first_section: self.first_section,
            found: self.found,
            starts,
        }
    }
}

struct Counter<'l> {
    site: &'l Site,
    language: &'l Language,
    reader: Reader,
    known: HashMap<Arc<str>, u32>,
    raw: Raw,
    place: u32,
}

impl Counter<'_> {
    fn document(&mut self, document: &Document<'_>) {
        self.place = 0;
        for phrase in &document.asked {
            self.add(phrase, Field::Asked);
        }
        // It is no part of the page, so it makes the page no longer.
        let before = self.raw.found.len();
        let title_length = self.add(&document.title, Field::Heading);
        self.raw.title_lengths.push(title_length);
        for name in &document.names {
            self.add(name, Field::Name);
        }
        self.add(&document.summary, Field::Summary);
        for (vocabulary, value) in &document.classes {
            self.add(
                self.site.vocabularies.label(vocabulary, value),
                Field::Label,
            );
        }
        let (top, rest) = match document.sections.split_first() {
            Some((top, rest)) => (Some(top), rest),
            None => (None, [].as_slice()),
        };
        top.into_iter().for_each(|top| self.body(top));
        self.raw.sections += 1;
        for section in rest {
            self.place = 0;
            self.add(&section.heading, Field::Heading);
            self.body(section);
            self.raw.sections += 1;
        }
        self.raw
            .lengths
            .push((self.raw.found.len() - before) as u32);
    }

    fn body(&mut self, section: &Section<'_>) {
        for text in &section.text {
            self.add(text, Field::Body);
        }
    }

    /// Adds a piece of text. Gives how many words it has, without empty ones and joined ones.
    fn add(&mut self, text: &str, field: Field) -> u32 {
        let Self {
            language,
            reader,
            known,
            raw,
            place,
            ..
        } = self;
        let (start, section) = (*place, raw.sections);
        let mut count = 0;
        let places = reader.read(text, |word: Word<'_>| {
            let key = word.key();
            let id = match known.get(key) {
                Some(id) => *id,
                None => {
                    let name: Arc<str> = Arc::from(key);
                    let id = match language.is_empty(key) {
                        true => EMPTY,
                        false => {
                            raw.names.push(name.clone());
                            raw.names.len() as u32 - 1
                        }
                    };
                    known.insert(name, id);
                    id
                }
            };
            if id == EMPTY {
                return;
            }
            count += u32::from(!word.joined);
            raw.found
                .push(Found::new(id, section, start + word.place, field));
        });
        if places > 0 {
            *place = start.saturating_add(places + GAP);
        }
        count
    }
}
