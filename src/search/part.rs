//! Documents that are read in one go: from [`Document`]s to a [`Part`], all words of them.
//!
//! While documents are read, words have the numbers of the part's own list ([`Raw`]); then they get
//! those of their stems, which are the same for all parts, and are sorted by them. A word found is
//! one number: its stem, its section, its place and its field.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::documents::{Document, Section};
use super::stems::Language;
use super::vocabulary::Vocabulary;
use super::words::{Reader, Word};
use crate::link::Site;

/// Documents of one part.
pub(super) const PART: usize = 256;

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

/// A word that was found: stem or word (24 bits), section of the part (20), place (16), field (4).
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

    fn with_stem(self, stem: u32) -> Self {
        Self(self.0 & 0xFF_FFFF_FFFF | u64::from(stem) << 40)
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

/// Words found in some documents, sorted by stem, section and place.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// The number of its first section in the whole index.
    pub(super) first_section: u32,
    /// How many sections it has.
    pub(super) sections: u32,
    /// Every word in it, once.
    pub(super) names: Vec<Arc<str>>,
    /// Words of each document, without empty ones.
    pub(super) lengths: Vec<u32>,
    /// Words of each title, without empty ones.
    pub(super) title_lengths: Vec<u32>,
    found: Vec<Found>,
    /// Where the words of each stem begin. Stems that are newer than the part are not in it.
    starts: Vec<u32>,
}

impl Part {
    /// What was found of a stem.
    pub(super) fn of(&self, stem: u32) -> &[Found] {
        let stem = stem as usize;
        match self.starts.get(stem..=stem + 1) {
            Some(&[start, end]) => &self.found[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The stems of which something else was found in this than in another.
    pub(super) fn differs(&self, other: &Self) -> impl Iterator<Item = u32> {
        let stems = self.starts.len().max(other.starts.len()) as u32;
        (0..stems).filter(move |stem| self.of(*stem) != other.of(*stem))
    }
}

/// What was found in some documents, before the words of all are known.
pub(super) struct Raw {
    pub(super) names: Vec<Arc<str>>,
    found: Vec<Found>,
    sections: u32,
    lengths: Vec<u32>,
    title_lengths: Vec<u32>,
}

impl Raw {
    /// Reads documents. `words` are those of earlier parts, which share them.
    pub(super) fn read(
        site: &Site,
        documents: &[Document<'_>],
        language: &Language,
        words: &mut HashSet<Arc<str>>,
    ) -> Self {
        let mut counter = Counter {
            words,
            site,
            language,
            reader: Reader::default(),
            known: HashMap::new(),
            raw: Raw {
                names: Vec::new(),
                found: Vec::new(),
                sections: 0,
                lengths: Vec::with_capacity(documents.len()),
                title_lengths: Vec::with_capacity(documents.len()),
            },
            place: 0,
        };
        for document in documents {
            counter.document(document);
        }
        // Those of all parts are in memory together.
        counter.raw.found.shrink_to_fit();
        counter.raw
    }

    /// The same with words by their stems. The vocabulary knows all of them.
    pub(super) fn sorted(mut self, vocabulary: &Vocabulary) -> Part {
        let names = self.names.iter();
        let stems: Vec<u32> = names.map(|name| vocabulary.stem(name)).collect();
        for found in &mut self.found {
            *found = found.with_stem(stems[found.word() as usize]);
        }
        self.found.sort_unstable();
        self.found.shrink_to_fit();
        Part {
            first_section: 0,
            sections: self.sections,
            names: self.names,
            lengths: self.lengths,
            title_lengths: self.title_lengths,
            starts: starts(&self.found, vocabulary.stems()),
            found: self.found,
        }
    }
}

/// Where each stem begins in what was found, and the end.
fn starts(found: &[Found], stems: usize) -> Vec<u32> {
    let mut starts = vec![0_u32; stems + 1];
    for found in found {
        starts[found.word() as usize + 1] += 1;
    }
    for stem in 0..stems {
        starts[stem + 1] += starts[stem];
    }
    starts
}

struct Counter<'l> {
    site: &'l Site,
    language: &'l Language,
    reader: Reader,
    words: &'l mut HashSet<Arc<str>>,
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
        section.each_text(|text| {
            self.add(text, Field::Body);
        });
    }

    /// Adds a piece of text. Gives how many words it has, without empty ones and joined ones.
    fn add(&mut self, text: &str, field: Field) -> u32 {
        let Self {
            language,
            reader,
            words,
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
                    let name = words.get_or_insert_with(key, |key| key.into()).clone();
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
