//! Which groups of the index a typed word stands for: itself, words that begin with it, or the word
//! that was meant.

use super::parse::Typed;
use super::spell;
use crate::search::store::Store;
use crate::search::words::CAPITAL;

/// The shortest word that may be a part of one that was typed without a space.
const SHORT: usize = 4;

/// The longest word in capitals that is taken for an abbreviation.
const LONGEST_SHORT_FORM: usize = 5;

/// The most words that a beginning stands for.
const MOST_BEGUN: usize = 30;

/// The most shards that are looked at for a beginning.
const MOST_SHARDS: usize = 3;

/// A word of a query, found in the index or not.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    pub(super) typed: String,
    /// Groups, each with how much it counts.
    pub(super) groups: Vec<(u32, f64)>,
    /// The groups of the word itself, small and in capitals: what synonyms are looked up by.
    pub(super) own: Vec<u32>,
    /// The word that was taken for it.
    pub(super) corrected: Option<String>,
    pub(super) phrase: Option<(usize, u32)>,
}

impl Resolved {
    /// The word by which it was understood.
    pub(super) fn shown(&self) -> String {
        self.corrected.clone().unwrap_or_else(|| self.typed.clone())
    }

    /// The typed word and the one that was taken for it.
    pub(super) fn correction(&self) -> Option<(String, String)> {
        Some((self.typed.clone(), self.corrected.clone()?))
    }

    /// Adds a group, unless it is there.
    fn add(&mut self, group: u32, weight: f64) {
        if self.groups.iter().all(|(known, _)| *known != group) {
            self.groups.push((group, weight));
        }
    }
}

pub(super) fn resolve(store: &Store, typed: &Typed, literal: bool) -> Resolved {
    let rank = &store.head.rank;
    let mut resolved = Resolved {
        typed: typed.word.clone(),
        phrase: typed.phrase,
        ..Resolved::default()
    };
    let small = store.group(&typed.word);
    let capital = store.group(&format!("{CAPITAL}{}", typed.word));
    resolved.own = small.into_iter().chain(capital).collect();
    let only_capital = typed.capital && capital.is_some();
    let letters = typed.word.chars().count();
    for group in resolved.own.clone() {
        if !only_capital || Some(group) == capital {
            resolved.add(group, 1.0);
        }
    }
    let plain = typed.phrase.is_none() && !literal;
    if !resolved.groups.is_empty() {
        if typed.open && letters >= 4 && !only_capital {
            add_begun(store, typed, rank.longer, &mut resolved);
        }
        return resolved;
    }
    // An abbreviation that no page has is not the beginning of a word.
    if typed.open && letters >= 2 && !(typed.capital && letters <= LONGEST_SHORT_FORM) {
        add_begun(store, typed, rank.begun, &mut resolved);
    }
    if resolved.groups.is_empty() && plain && letters >= 4 {
        correct(store, &typed.word, &mut resolved);
    }
    resolved
}

/// Takes the same word as others spell it, or else the nearest word that the index knows.
fn correct(store: &Store, word: &str, resolved: &mut Resolved) {
    if let Some(group) = spell::respelled(store, word) {
        resolved.own = vec![group];
        resolved.add(group, 1.0);
    } else if let Some((meant, group)) = spell::nearest(store, word) {
        resolved.own = vec![group];
        resolved.add(group, store.head.rank.corrected);
        resolved.corrected = Some(meant);
    }
}

/// Two words that were typed without a space, if they stand together in some section; else the word.
pub(super) fn split(store: &Store, typed: &Typed) -> Vec<Typed> {
    let word = typed.word.as_str();
    if either(store, word).is_some() || typed.phrase.is_some() {
        return vec![typed.clone()];
    }
    let at = before_digits(store, word).or_else(|| between_words(store, word));
    let Some((first, second)) = at.map(|at| word.split_at(at)) else {
        return vec![typed.clone()];
    };
    let part = |word: &str, open: bool| Typed {
        word: word.to_string(),
        open,
        ..typed.clone()
    };
    vec![part(first, false), part(second, typed.open)]
}

/// The group of a word in small letters, or else in capitals.
pub(super) fn either(store: &Store, word: &str) -> Option<u32> {
    let small = store.group(word);
    small.or_else(|| store.group(&format!("{CAPITAL}{word}")))
}

/// Where letters end and digits begin, if pages have both: `iso27001`.
fn before_digits(store: &Store, word: &str) -> Option<usize> {
    let at = word.find(char::is_numeric).filter(|at| *at > 0)?;
    let (letters, digits) = word.split_at(at);
    let plain = letters.chars().all(char::is_alphabetic) && digits.chars().all(char::is_numeric);
    (plain && either(store, letters).is_some() && either(store, digits).is_some()).then_some(at)
}

/// Where one word ends and another begins that stands in the same section.
fn between_words(store: &Store, word: &str) -> Option<usize> {
    let mut ends = word.char_indices().rev().map(|(at, _)| at);
    ends.find(|at| {
        let (first, second) = word.split_at(*at);
        let long = spell::length(first) >= SHORT && spell::length(second) >= SHORT;
        let known = |word: &str| store.group(word).filter(|_| long);
        let both = known(first).zip(known(second));
        both.is_some_and(|(a, b)| together(store, a, b))
    })
}

/// Whether some section has both groups.
fn together(store: &Store, a: u32, b: u32) -> bool {
    let postings = store.postings(a);
    let sections: std::collections::BTreeSet<u32> =
        postings.iter().map(|posting| posting.section).collect();
    let mut others = store.postings(b).into_iter();
    others.any(|posting| sections.contains(&posting.section))
}

/// Adds the words that begin with the typed one, the shortest first.
fn add_begun(store: &Store, typed: &Typed, weight: f64, resolved: &mut Resolved) {
    let mut begun: Vec<(usize, &str, u32)> = Vec::new();
    for start in [typed.word.clone(), format!("{CAPITAL}{}", typed.word)] {
        let first = store.shard_of(&start);
        for shard in store.words.iter().skip(first).take(MOST_SHARDS) {
            let words = shard
                .iter()
                .filter(|(word, _)| word.starts_with(&start) && *word != start);
            begun.extend(words.map(|(word, group)| (word.chars().count(), word.as_str(), *group)));
        }
    }
    begun.sort_unstable();
    begun.truncate(MOST_BEGUN);
    for (_, _, group) in begun {
        resolved.add(group, weight);
    }
}
