//! Words and what stands for them: the units that a page should have, each in one way or another.

use super::resolve::{Resolved, either};
use crate::search::store::Store;

/// The most synonyms of one unit.
const MOST: usize = 6;

/// One or more words that stand together, and what stands for them.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// The typed words, as positions in the query.
    pub(super) words: Vec<usize>,
    /// Groups that stand for all of them together.
    pub(super) also: Vec<Vec<u32>>,
}

/// Units in the order of the query, and what readers are told was also searched for.
pub(super) fn units(store: &Store, words: &[Resolved], synonyms: bool) -> (Vec<Unit>, Vec<String>) {
    let (mut units, mut shown) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < words.len() {
        let (long, also) = match synonyms {
            true => rules_at(store, &words[at..]),
            false => (1, Vec::new()),
        };
        let joined = joined(store, &words[at..])
            .filter(|_| synonyms && (long == 2 || (long == 1 && also.is_empty())));
        let (long, also) = match joined {
            Some(group) if long == 1 => (2, of_joined(store, group)),
            Some(_) => (2, also),
            None => (long, also),
        };
        for (_, text) in &also {
            if !shown.contains(*text) {
                shown.push((*text).clone());
            }
        }
        let joined = joined.map(|group| vec![group]);
        let also = also.into_iter().map(|(groups, _)| groups.clone());
        units.push(Unit {
            words: (at..at + long).collect(),
            also: also.chain(joined).collect(),
        });
        at += long;
    }
    (units, shown)
}

/// The first two words as one: “skunk works” stands for “skunkworks” too.
fn joined(store: &Store, words: &[Resolved]) -> Option<u32> {
    let [first, second, ..] = words else {
        return None;
    };
    if first.phrase.is_some() || second.phrase.is_some() {
        return None;
    }
    either(store, &format!("{}{}", first.typed, second.typed))
}

/// The synonyms of a word that was typed as two.
fn of_joined(store: &Store, group: u32) -> Vec<Synonym<'_>> {
    let rules = store.head.synonyms.iter();
    let own = rules.filter(|(typed, ..)| *typed == [group]);
    own.map(|(_, groups, text)| (groups, text))
        .take(MOST)
        .collect()
}

/// The groups of a synonym, and its text.
type Synonym<'s> = (&'s Vec<u32>, &'s String);

/// The longest run of words from the first that has synonyms, and those synonyms.
fn rules_at<'s>(store: &'s Store, words: &[Resolved]) -> (usize, Vec<Synonym<'s>>) {
    let mut long = 1;
    let mut also = Vec::new();
    for (typed, groups, text) in &store.head.synonyms {
        if typed.len() < long || !matches(typed, words) {
            continue;
        }
        if typed.len() > long {
            also.clear();
            long = typed.len();
        }
        if also.len() < MOST {
            also.push((groups, text));
        }
    }
    (long, also)
}

fn matches(typed: &[u32], words: &[Resolved]) -> bool {
    let same = |(group, word): (&u32, &Resolved)| word.phrase.is_none() && word.own.contains(group);
    typed.len() <= words.len() && typed.iter().zip(words).all(same)
}
