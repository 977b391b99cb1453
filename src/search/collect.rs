//! Every word of every document, counted: from documents to [`Collected`].
//!
//! Documents are read in parts, side by side. When only some documents are other than before, only
//! their parts are read again, and [`Touched`] says of which stems anything else was found.

use std::sync::Arc;

use hashbrown::HashSet;
use rayon::prelude::*;

use super::documents::Document;
use super::part::{PART, Part, Raw};
use super::stems::Language;
use super::vocabulary::{Groups, Vocabulary};
use crate::link::Site;

/// All words.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) vocabulary: Vocabulary,
    /// How the index counts stems.
    pub(super) groups: Groups,
    pub(super) parts: Vec<Part>,
    /// Words that the index knows although no page may have them.
    others: HashSet<Arc<str>>,
}

/// The stems of which anything was found elsewhere than before.
#[derive(Debug)]
pub(super) enum Touched {
    /// Sections are counted otherwise, so all of them.
    All,
    /// These.
    Stems(HashSet<u32>),
}

impl Collected {
    /// The group of a word.
    pub(super) fn group(&self, word: &str) -> Option<u32> {
        Some(self.groups.of(self.vocabulary.find(word)?))
    }

    /// Whether any document has a form of the group.
    pub(super) fn is_used(&self, group: u32) -> bool {
        let stem = self.groups.stems[group as usize];
        self.parts.iter().any(|part| !part.of(stem).is_empty())
    }

    /// Words of each document and of its title, without empty ones.
    pub(super) fn lengths(&self) -> impl Iterator<Item = (u32, u32)> {
        let parts = self.parts.iter();
        parts.flat_map(|part| {
            let lengths = part.lengths.iter().copied();
            lengths.zip(part.title_lengths.iter().copied())
        })
    }

    /// Reads the documents that are other than before, which are those that `changed` says.
    /// `others` are words that the index must know although no page may have them.
    pub(super) fn update(
        &mut self,
        site: &Site,
        (documents, changed): (&[Document<'_>], &[bool]),
        others: &[String],
        language: &str,
    ) -> Touched {
        let raw = self.read(site, (documents, changed), language);
        let others: HashSet<Arc<str>> = others.iter().map(|word| Arc::from(&**word)).collect();
        let new = raw.iter().flat_map(|(_, part)| &part.names);
        self.vocabulary.add(new.chain(&others), language);
        let new: Vec<(usize, Part)> = raw
            .into_par_iter()
            .map(|(at, raw)| (at, raw.sorted(&self.vocabulary)))
            .collect();
        let mut gone: HashSet<Arc<str>> = std::mem::take(&mut self.others);
        self.others = others;
        let touched = self.put(new, documents.len().div_ceil(PART), &mut gone);
        self.vocabulary.remove(&self.unused(gone));
        self.groups = self.vocabulary.groups();
        touched
    }

    /// Forgets the words of each part: for whoever will not read some of them again.
    pub(super) fn forget_names(&mut self) {
        for part in &mut self.parts {
            part.names = Vec::new();
        }
    }

    /// The parts that have to be read, by their numbers.
    fn read(
        &self,
        site: &Site,
        (documents, changed): (&[Document<'_>], &[bool]),
        language: &str,
    ) -> Vec<(usize, Raw)> {
        let chunks = documents.par_chunks(PART).zip(changed.par_chunks(PART));
        let new = chunks.enumerate().filter(|(at, (documents, changed))| {
            let known = self.parts.get(*at).map(|part| part.lengths.len());
            known != Some(documents.len()) || changed.contains(&true)
        });
        let read = new.map_init(HashSet::new, |words, (at, (documents, _))| {
            let raw = Raw::read(site, documents, &Language::of(language), words);
            (at, raw)
        });
        read.collect()
    }

    /// Takes the new parts over. What their predecessors had goes to `gone`.
    fn put(
        &mut self,
        new: Vec<(usize, Part)>,
        count: usize,
        gone: &mut HashSet<Arc<str>>,
    ) -> Touched {
        let mut stems = HashSet::new();
        let mut moved = self.parts.len() != count;
        self.parts.resize_with(count, Part::default);
        for (at, part) in new {
            let old = std::mem::replace(&mut self.parts[at], part);
            let part = &self.parts[at];
            moved |= old.sections != part.sections;
            if !moved {
                stems.extend(part.differs(&old));
            }
            gone.extend(old.names);
        }
        let mut next = 0;
        for part in &mut self.parts {
            part.first_section = next;
            next += part.sections;
        }
        match moved {
            true => Touched::All,
            false => Touched::Stems(stems),
        }
    }

    /// Those of some words that are no longer part of the index.
    fn unused(&self, mut words: HashSet<Arc<str>>) -> HashSet<Arc<str>> {
        words.retain(|word| !self.others.contains(word));
        for name in self.parts.iter().flat_map(|part| &part.names) {
            if words.is_empty() {
                break;
            }
            words.remove(name);
        }
        words
    }
}
