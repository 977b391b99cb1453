//! The names that a site really has: what a schema offers, and what a scaffold asks for.

use std::collections::BTreeMap;

use crate::record::shape::FieldShape;

/// The ids of records and the values of vocabularies, and the fields that the site adds.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Records by kind, sorted by id.
    pub records: BTreeMap<String, Vec<Word>>,
    /// Values by vocabulary, in the order of the vocabulary.
    pub vocabularies: BTreeMap<String, Vec<Word>>,
    /// Fields that the site declares, by kind.
    pub declared: BTreeMap<String, Vec<FieldShape>>,
    /// The roles that own records.
    pub owners: Vec<Word>,
}

/// Something that can be written in a field, and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What is written.
    pub id: String,
    /// What readers see.
    pub title: String,
    /// What it is, in a sentence.
    pub about: String,
}

impl Word {
    /// Title and what it is, in one text.
    pub fn explained(&self) -> String {
        match (self.title.is_empty(), self.about.is_empty()) {
            (_, true) => self.title.clone(),
            (true, false) => self.about.clone(),
            (false, false) => format!("{}: {}", self.title, self.about),
        }
    }
}

impl Names {
    /// The values of a vocabulary.
    pub fn values(&self, vocabulary: &str) -> &[Word] {
        self.vocabularies.get(vocabulary).map_or(&[], Vec::as_slice)
    }

    /// The records of a kind.
    pub fn of_kind(&self, kind: &str) -> &[Word] {
        self.records.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The fields that the site adds to a kind.
    pub fn declared(&self, kind: &str) -> &[FieldShape] {
        self.declared.get(kind).map_or(&[], Vec::as_slice)
    }
}
