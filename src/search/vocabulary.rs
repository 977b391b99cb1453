//! Every word of the index with the number of its stem.
//!
//! A stem keeps its number for as long as the index is kept, whatever words come and go: what was
//! counted by number stays right. Readers count stems otherwise, by the first word of each in the
//! order of words; those are the groups of [`Vocabulary::groups`].

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::stems::Language;

/// Words that one thread takes the stems of in one go.
const SOME: usize = 1_024;

/// Words and stems.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Every word, sorted, with the number of its stem.
    pub(super) words: Vec<(Arc<str>, u32)>,
    /// The same, for looking up.
    numbers: HashMap<Arc<str>, u32>,
    /// Every stem that there is or was.
    stems: HashMap<String, u32>,
}

/// Stems in the order in which the index counts them.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// The stem of each group.
    pub(super) stems: Vec<u32>,
    /// The group of each stem; of one without words it means nothing.
    of_stem: Vec<u32>,
}

impl Groups {
    /// The group of a stem.
    pub(super) fn of(&self, stem: u32) -> u32 {
        self.of_stem[stem as usize]
    }
}

impl Vocabulary {
    /// How many stems there are or were.
    pub(super) fn stems(&self) -> usize {
        self.stems.len()
    }

    /// The stem of a word of the index.
    pub(super) fn stem(&self, word: &str) -> u32 {
        self.numbers[word]
    }

    /// The stem of a word, if the index has the word.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// Adds words; those that are known may be among them.
    pub(super) fn add<'w>(&mut self, words: impl Iterator<Item = &'w Arc<str>>, language: &str) {
        // Most parts have most words, so to sort them all would take longer.
        let new: HashSet<&Arc<str>> = words
            .filter(|word| !self.numbers.contains_key(*word))
            .collect();
        if new.is_empty() {
            return;
        }
        let mut new: Vec<Arc<str>> = new.into_iter().cloned().collect();
        new.par_sort_unstable();
        let stems = stems(&new, language);
        self.words.reserve(new.len());
        self.numbers.reserve(new.len());
        for (word, stem) in new.into_iter().zip(stems) {
            let next = self.stems.len() as u32;
            let number = *self.stems.entry(stem).or_insert(next);
            self.numbers.insert(word.clone(), number);
            self.words.push((word, number));
        }
        // Two runs that are each in order.
        self.words.sort_by(|(a, _), (b, _)| a.cmp(b));
    }

    /// Takes words away.
    pub(super) fn remove(&mut self, words: &HashSet<Arc<str>>) {
        if words.is_empty() {
            return;
        }
        self.words.retain(|(word, _)| !words.contains(word));
        for word in words {
            self.numbers.remove(word);
        }
    }

    /// The stems by their first word.
    pub(super) fn groups(&self) -> Groups {
        const NONE: u32 = u32::MAX;
        let mut groups = Groups {
            stems: Vec::new(),
            of_stem: vec![NONE; self.stems.len()],
        };
        for (_, stem) in &self.words {
            let group = &mut groups.of_stem[*stem as usize];
            if *group == NONE {
                *group = groups.stems.len() as u32;
                groups.stems.push(*stem);
            }
        }
        groups
    }
}

fn stems(words: &[Arc<str>], language: &str) -> Vec<String> {
    let some = words.par_chunks(SOME).flat_map_iter(|words| {
        let language = Language::of(language);
        let stems = words.iter().map(|word| language.stem(word).into_owned());
        stems.collect::<Vec<_>>()
    });
    some.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&str]) -> Vec<Arc<str>> {
        list.iter().map(|word| Arc::from(*word)).collect()
    }

    #[test]
    fn stems_keep_their_numbers_and_groups_follow_the_words() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add(words(&["scanning", "trial", "scans"]).iter(), "en-GB");
        let (scan, trial) = (vocabulary.stem("scans"), vocabulary.stem("trial"));
        assert_eq!(vocabulary.stem("scanning"), scan);
        assert_eq!(vocabulary.groups().stems, [scan, trial]);
        vocabulary.add(words(&["award", "scans"]).iter(), "en-GB");
        let award = vocabulary.stem("award");
        assert_eq!(vocabulary.stem("trial"), trial);
        assert_eq!(vocabulary.groups().stems, [award, scan, trial]);
        assert_eq!(vocabulary.groups().of(trial), 2);
        vocabulary.remove(&words(&["scans", "award"]).into_iter().collect());
        assert_eq!(vocabulary.find("award"), None);
        assert_eq!(vocabulary.groups().stems, [scan, trial]);
        vocabulary.add(words(&["awards"]).iter(), "en-GB");
        assert_eq!(vocabulary.stem("awards"), award);
    }
}
