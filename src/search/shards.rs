//! Words and where they are, cut into shards of about one size.
//!
//! In goes what was collected; out come [`Shard`]s: runs of words, each with the groups that begin in
//! it, written as the scripts of the index have them. What did not change since the index before is
//! not written again: first groups ([`Groups`]), then the files of a shard.

use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Value as Json, json};

use super::collect::{Collected, Touched};
use super::encode::{push, push_one};
use super::file::File;
use super::part::{Field, Found};

/// The most of one word in one section that is told apart.
const MOST: u32 = 7;

/// A group as it is written: in which sections, and at which places.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) sections: String,
    places: String,
}

/// Everything that was found, written by stem.
#[derive(Debug, Default)]
pub(super) struct Groups(Vec<Option<Arc<Written>>>);

impl Groups {
    /// Writes what was touched again. Gives what is written of each group, in their order.
    pub(super) fn update(&mut self, collected: &Collected, touched: &Touched) -> Vec<Arc<Written>> {
        self.0.resize(collected.vocabulary.stems(), None);
        let same = |stem: u32| match touched {
            Touched::All => None,
            Touched::Stems(stems) if stems.contains(&stem) => None,
            Touched::Stems(_) => self.0[stem as usize].clone(),
        };
        let stems = collected.groups.stems.par_iter();
        let written: Vec<Arc<Written>> = stems
            .map(|stem| same(*stem).unwrap_or_else(|| Arc::new(group(collected, *stem))))
            .collect();
        self.0.fill(None);
        for (stem, written) in collected.groups.stems.iter().zip(&written) {
            self.0[*stem as usize] = Some(written.clone());
        }
        written
    }
}

fn group(collected: &Collected, stem: u32) -> Written {
    let mut written = Written {
        sections: String::new(),
        places: String::new(),
    };
    let mut last = 0;
    for part in &collected.parts {
        let same = |a: &Found, b: &Found| a.section() == b.section();
        for found in part.of(stem).chunk_by(same) {
            let section = part.first_section + found[0].section();
            push(&mut written.sections, section - last);
            push(&mut written.sections, fields(found));
            last = section;
            push(&mut written.places, found.len() as u32);
            let mut before = 0;
            for one in found {
                push(&mut written.places, one.place() - before);
                before = one.place();
            }
        }
    }
    written.sections.shrink_to_fit();
    written.places.shrink_to_fit();
    written
}

/// In which fields of a section a word was found, and how often in its text.
fn fields(found: &[Found]) -> u32 {
    let has = |field: Field| u32::from(found.iter().any(|one| one.field() == field as u32));
    let body = found
        .iter()
        .filter(|one| one.field() == Field::Body as u32)
        .count() as u32;
    body.min(MOST)
        + 8 * has(Field::Summary)
        + 16 * has(Field::Label)
        + 32 * has(Field::Heading)
        + 64 * has(Field::Name)
        + 128 * has(Field::Asked)
}

/// A run of words, and of the groups that begin with them.
#[derive(Debug)]
pub(super) struct Shard {
    /// The number of its first group.
    pub(super) first_group: usize,
    /// Its words, each with its group counted down from the next that begins.
    words: Vec<(Arc<str>, u32)>,
    groups: Vec<Arc<Written>>,
}

impl Shard {
    /// Its first word. Only the one shard of an empty index has none.
    pub(super) fn first_word(&self) -> Option<&str> {
        self.words.first().map(|(word, _)| &**word)
    }

    /// Whether the files of both say the same.
    fn says_what(&self, other: &Self) -> bool {
        let words = self.words.iter().zip(&other.words);
        let groups = self.groups.iter().zip(&other.groups);
        self.words.len() == other.words.len()
            && self.groups.len() == other.groups.len()
            && groups.into_iter().all(|(a, b)| Arc::ptr_eq(a, b))
            && words.into_iter().all(|(a, b)| a == b)
    }

    /// Words, each with the letters that it shares with the one before, and their groups.
    pub(super) fn words(&self) -> Json {
        let (mut words, mut groups) = (String::new(), String::new());
        let mut before = "";
        for (at, (word, group)) in self.words.iter().enumerate() {
            if at > 0 {
                words.push(' ');
            }
            let shared = shared(before, word);
            push_one(&mut words, shared as u32);
            words.extend(word.chars().skip(shared));
            push(&mut groups, *group);
            before = word;
        }
        let found = join(self.groups.iter().map(|group| &group.sections));
        json!({"words": words, "groups": groups, "found": found})
    }

    /// The places of its words.
    pub(super) fn places(&self) -> Json {
        json!(join(self.groups.iter().map(|group| &group.places)))
    }
}

/// Cuts the words where a shard is full and a new group begins.
pub(super) fn cut(collected: &Collected, written: &[Arc<Written>], limit: usize) -> Vec<Shard> {
    let empty = |first_group| Shard {
        first_group,
        words: Vec::new(),
        groups: Vec::new(),
    };
    let mut shards = vec![empty(0)];
    let (mut size, mut groups) = (0, 0);
    for (word, stem) in &collected.vocabulary.words {
        let group = collected.groups.of(*stem) as usize;
        let new = group == groups;
        if new && size >= limit {
            shards.push(empty(groups));
            size = 0;
        }
        size += word.len();
        let Some(shard) = shards.last_mut() else {
            continue;
        };
        shard.words.push((word.clone(), (groups - group) as u32));
        if new {
            size += written[group].sections.len();
            shard.groups.push(written[group].clone());
            groups += 1;
        }
    }
    shards
}

/// The files of shards, as they were last written.
#[derive(Debug, Default)]
pub(super) struct Files(Vec<(Shard, [File; 2])>);

impl Files {
    /// Writes the shards that are other than before. Gives words and places of each.
    pub(super) fn update(&mut self, shards: Vec<Shard>) -> impl Iterator<Item = &[File; 2]> {
        let before = &self.0;
        let now = shards.into_par_iter().enumerate().map(|(at, shard)| {
            let known = before.get(at).filter(|(known, _)| known.says_what(&shard));
            let files = match known {
                Some((_, files)) => files.clone(),
                None => [
                    File::script(&format!("words-{at}"), &shard.words()),
                    File::script(&format!("positions-{at}"), &shard.places()),
                ],
            };
            (shard, files)
        });
        self.0 = now.collect();
        self.0.iter().map(|(_, files)| files)
    }
}

/// How many letters two words begin with together, at most what one sign can say.
fn shared(a: &str, b: &str) -> usize {
    let pairs = a.chars().zip(b.chars());
    pairs.take_while(|(a, b)| a == b).count().min(89)
}

fn join<'t>(texts: impl Iterator<Item = &'t String>) -> String {
    let mut joined = String::new();
    for (at, text) in texts.enumerate() {
        if at > 0 {
            joined.push(' ');
        }
        joined.push_str(text);
    }
    joined
}
