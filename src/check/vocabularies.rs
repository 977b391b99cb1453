//! The vocabularies of a site, for looking values up.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::suggest::nearest;
use crate::record::Entry;
use crate::record::knowledge::VocabularyList;
use crate::record::words::Meaning;

/// One allowed value.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What records hold.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// For units: what readers see after the number 1.
    pub one: Option<String>,
    /// What it means.
    pub definition: Option<String>,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// What it means to the rules of the house.
    pub means: Option<Meaning>,
}

/// A vocabulary.
#[derive(Clone, Debug)]
struct Vocabulary {
    values: Vec<Choice>,
    by_id: BTreeMap<String, usize>,
}

/// All vocabularies, by id.
#[derive(Clone, Debug, Default)]
pub struct Vocabularies {
    lists: BTreeMap<String, Vocabulary>,
    /// Those that a file or a declaration was meant to give, and that were reported as wrong.
    broken: BTreeSet<String>,
}

impl Vocabularies {
    pub(super) fn new(entries: Vec<Entry<VocabularyList>>) -> Self {
        let lists = entries.into_iter().map(|entry| {
            let values: Vec<Choice> = entry.data.values.iter().map(choice).collect();
            let by_id = values
                .iter()
                .enumerate()
                .map(|(at, value)| (value.id.clone(), at))
                .collect();
            let vocabulary = Vocabulary { values, by_id };
            (entry.id, vocabulary)
        });
        Self {
            lists: lists.collect(),
            broken: BTreeSet::new(),
        }
    }

    /// Whether there is a vocabulary with this id.
    pub fn has(&self, vocabulary: &str) -> bool {
        self.lists.contains_key(vocabulary)
    }

    /// Remembers that a vocabulary is wrong and that this has been reported.
    pub(super) fn add_broken(&mut self, vocabulary: &str) {
        if !self.has(vocabulary) {
            self.broken.insert(vocabulary.to_string());
        }
    }

    /// Whether a vocabulary was reported as wrong, so that its values cannot be checked.
    pub(super) fn is_broken(&self, vocabulary: &str) -> bool {
        self.broken.contains(vocabulary)
    }

    /// The ids of all vocabularies.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }

    /// The values of a vocabulary, in its own order.
    pub fn values(&self, vocabulary: &str) -> &[Choice] {
        self.lists
            .get(vocabulary)
            .map_or(&[], |list| list.values.as_slice())
    }

    /// A value of a vocabulary.
    pub fn find(&self, vocabulary: &str, id: &str) -> Option<&Choice> {
        let list = self.lists.get(vocabulary)?;
        list.by_id.get(id).map(|&at| &list.values[at])
    }

    /// What readers see for a value; the id itself where there is none.
    pub fn label<'v>(&'v self, vocabulary: &str, id: &'v str) -> &'v str {
        self.find(vocabulary, id).map_or(id, |value| &value.label)
    }

    /// The value that has this name: by id, else by label or synonym, whatever the case.
    pub fn named(&self, vocabulary: &str, word: &str) -> Option<&Choice> {
        let same = |name: &str| name.to_lowercase() == word.trim().to_lowercase();
        self.find(vocabulary, word.trim()).or_else(|| {
            let mut values = self.values(vocabulary).iter();
            values.find(|value| {
                same(&value.label)
                    || same(&value.id)
                    || value.synonyms.iter().any(|name| same(name))
            })
        })
    }

    /// The value that somebody who wrote `word` most likely meant: by id, label or synonym.
    pub fn meant(&self, vocabulary: &str, word: &str) -> Option<&Choice> {
        let values = self.values(vocabulary);
        if let Some(exactly) = self.named(vocabulary, word) {
            return Some(exactly);
        }
        let names = values
            .iter()
            .flat_map(|value| [value.id.as_str(), value.label.as_str()])
            .chain(
                values
                    .iter()
                    .flat_map(|value| value.synonyms.iter().map(String::as_str)),
            );
        // “phase-3” is no slip for “phase-1”, and “Phase” can be either.
        let of_number = |word: &str| {
            let number = digits(word);
            nearest(word, names.clone().filter(|name| digits(name) == number))
        };
        let near = of_number(word).or_else(|| of_number(&in_digits(word)))?;
        values.iter().find(|value| {
            value.id == near
                || value.label == near
                || value.synonyms.iter().any(|name| name == near)
        })
    }
}

/// Words for small numbers, from one.
const NUMBERS: [&str; 10] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// `Phase Two` as `Phase 2`.
fn in_digits(name: &str) -> String {
    let words = name.split_inclusive([' ', '-']).map(|word| {
        let small = word.trim_end_matches([' ', '-']).to_lowercase();
        match NUMBERS.iter().position(|number| *number == small) {
            Some(at) => word.to_lowercase().replace(&small, &(at + 1).to_string()),
            None => word.to_string(),
        }
    });
    words.collect()
}

fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

fn choice(value: &crate::record::knowledge::VocabularyValue) -> Choice {
    Choice {
        id: value.id.value.to_string(),
        label: value.label.to_string(),
        one: value.one.as_ref().map(ToString::to_string),
        definition: value.definition.as_ref().map(ToString::to_string),
        synonyms: value.synonyms.iter().map(ToString::to_string).collect(),
        means: value.means,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Sandbox;

    #[test]
    fn a_value_with_another_number_is_not_what_was_meant() {
        let meant = |word: &str| {
            let records = Sandbox::small().check().records;
            let found = records.vocabularies.meant("phase", word);
            found.map(|value| value.id.clone())
        };
        for (word, id) in [
            ("Phase Three", "phase-3"),
            ("Phse 4", "phase-4"),
            ("phase-four", "phase-4"),
            ("phase4", "phase-4"),
        ] {
            assert_eq!(meant(word).as_deref(), Some(id), "{word}");
        }
        for word in ["phase-1", "Phase Two", "phase", "phase-34"] {
            assert_eq!(meant(word), None, "{word}");
        }
    }
}
