//! Words in quotation marks: they must stand side by side.

use std::collections::BTreeMap;

use super::resolve::Resolved;
use crate::search::store::Store;

/// Whether each document has every phrase. `None` when there is no phrase of two words or more.
pub(super) fn having(store: &Store, words: &[Resolved]) -> Option<Vec<bool>> {
    let mut having: Option<Vec<bool>> = None;
    let phrases = words
        .iter()
        .filter_map(|word| word.phrase)
        .map(|(phrase, _)| phrase);
    for phrase in 0..=phrases.max()? {
        let words: Vec<&Resolved> = words
            .iter()
            .filter(|word| word.phrase.is_some_and(|(own, _)| own == phrase))
            .collect();
        if words.len() < 2 {
            continue;
        }
        let found = documents(store, &words);
        having = Some(match having {
            Some(known) => known.iter().zip(found).map(|(a, b)| *a && b).collect(),
            None => found,
        });
    }
    having
}

fn documents(store: &Store, words: &[&Resolved]) -> Vec<bool> {
    let start = words[0].phrase.map_or(0, |(_, place)| place);
    let mut begins: Option<BTreeMap<u32, Vec<u32>>> = None;
    for word in words {
        let back = word.phrase.map_or(0, |(_, place)| place) - start;
        let mut own: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (group, _) in &word.groups {
            let postings = store.postings(*group).into_iter().zip(store.places(*group));
            for (posting, places) in postings {
                let from = places.iter().filter_map(|place| place.checked_sub(back));
                own.entry(posting.section).or_default().extend(from);
            }
        }
        begins = Some(match begins {
            Some(known) => both(known, &own),
            None => own,
        });
    }
    let mut found = vec![false; store.head.documents];
    let begins = begins.unwrap_or_default();
    for (section, document) in store.document_of.iter().enumerate() {
        let has = begins
            .get(&(section as u32))
            .is_some_and(|places| !places.is_empty());
        found[*document as usize] |= has;
    }
    found
}

fn both(
    mut known: BTreeMap<u32, Vec<u32>>,
    own: &BTreeMap<u32, Vec<u32>>,
) -> BTreeMap<u32, Vec<u32>> {
    for (section, places) in &mut known {
        let other = own.get(section).map_or(&[] as &[u32], Vec::as_slice);
        places.retain(|place| other.contains(place));
    }
    known
}
