//! From trees to typed records.
//!
//! In go [`Parsed`] trees; out come [`Records`], checked against the declaration of their kind,
//! against the site's vocabularies and against the rules of the house that need one record only.
//! What needs other records (references, addresses, totals) is for the link stage, which gets
//! every reference as it was found, also from records that are wrong in other ways.

mod config;
mod document;
mod rules;
mod scalar;
mod vocabularies;
mod walk;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use vocabularies::{Choice, Vocabularies};
pub use walk::Mention;

use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use crate::parse::{Document, Parsed};
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::common::State;
use crate::record::config::Config;
use crate::record::knowledge::{Glossary, Lesson, Page, VocabularyList};
use crate::record::register::{Benefit, Figure};
use crate::record::shape::FieldShape;
use crate::record::source::Source;
use crate::record::value::{Declared, Kind};
use crate::schema::RecordKind;

/// The records of a site. Each list is sorted by id.
#[derive(Debug, Default)]
pub struct Records {
    /// `casebook.yaml`; `None` when it is missing or wrong.
    pub config: Option<Config>,
    /// Fields that the site declares, by kind.
    pub declared: BTreeMap<String, Vec<DeclaredShape>>,
    /// The vocabularies.
    pub vocabularies: Vocabularies,
    /// Sources.
    pub sources: Vec<Entry<Source>>,
    /// Awards.
    pub awards: Vec<Entry<Award>>,
    /// Rows of the benefits register.
    pub benefits: Vec<Entry<Benefit>>,
    /// Figures.
    pub figures: Vec<Entry<Figure>>,
    /// Terms.
    pub terms: Vec<Entry<Glossary>>,
    /// Lessons.
    pub lessons: Vec<Entry<Lesson>>,
    /// Pages.
    pub pages: Vec<Entry<Page>>,
    /// Every record that exists, also those that are wrong or drafts.
    pub known: Known,
    /// Every reference from one record to another that has to hold.
    pub mentions: Vec<Mention>,
}

/// A field that a site declares for a kind of record.
#[derive(Clone, Debug)]
pub struct DeclaredShape {
    /// Its shape.
    pub field: FieldShape,
    /// The name that readers see.
    pub label: String,
    /// Whether indexes can be filtered by it.
    pub filter: bool,
}

/// Which records exist: kind, then id, then file.
#[derive(Clone, Debug, Default)]
pub struct Known {
    ids: BTreeMap<&'static str, BTreeMap<String, (FileId, State)>>,
}

impl Known {
    /// The file and state of a record, if it exists.
    pub fn get(&self, kind: &str, id: &str) -> Option<(FileId, State)> {
        self.ids.get(kind)?.get(id).copied()
    }

    /// The ids of a kind.
    pub fn ids<'k>(&'k self, kind: &str) -> impl Iterator<Item = &'k str> {
        self.ids
            .get(kind)
            .into_iter()
            .flat_map(|ids| ids.keys().map(String::as_str))
    }

    fn add(&mut self, kind: &'static str, id: &str, file: FileId, state: State) -> Option<FileId> {
        let ids = self.ids.entry(kind).or_default();
        if let Some((first, _)) = ids.get(id) {
            return Some(*first);
        }
        ids.insert(id.to_string(), (file, state));
        None
    }
}

/// Checks every document. Drafts are left out of the result unless `drafts`.
pub fn check(parsed: &Parsed, drafts: bool, sink: &mut Diagnostics) -> Records {
    let config = config::read(parsed.config.as_ref(), sink);
    let mut by_kind: BTreeMap<&'static str, Vec<(&Document, String)>> = BTreeMap::new();
    for document in &parsed.documents {
        if let Some((kind, id)) = document::place(document, sink) {
            by_kind.entry(kind.name).or_default().push((document, id));
        }
    }
    let nothing = Vocabularies::default();
    let mut reader = Reader {
        declared: config.declared,
        vocabularies: &nothing,
        by_kind,
        drafts,
        known: Known::default(),
        mentions: Vec::new(),
        sink,
    };
    let lists = reader.all::<VocabularyList>();
    let vocabularies = Vocabularies::new(lists);
    let mut reader = Reader {
        vocabularies: &vocabularies,
        ..reader
    };
    let mut records = Records {
        config: config.config,
        sources: reader.all(),
        awards: reader.all(),
        benefits: reader.all(),
        figures: reader.all(),
        terms: reader.all(),
        lessons: reader.all(),
        pages: reader.all(),
        known: reader.known,
        mentions: reader.mentions,
        declared: reader.declared,
        ..Records::default()
    };
    rules::check(&records, sink);
    records.vocabularies = vocabularies;
    records
}

struct Reader<'a> {
    declared: BTreeMap<String, Vec<DeclaredShape>>,
    vocabularies: &'a Vocabularies,
    by_kind: BTreeMap<&'static str, Vec<(&'a Document, String)>>,
    drafts: bool,
    known: Known,
    mentions: Vec<Mention>,
    sink: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// All records of one kind, in parallel, in the order of their ids.
    fn all<T: Declared + Kind + Send + Sync + 'static>(&mut self) -> Vec<Entry<T>> {
        let documents = self.by_kind.remove(T::NAME).unwrap_or_default();
        let empty = Vec::new();
        let declared = self.declared.get(T::NAME).unwrap_or(&empty);
        let vocabularies = self.vocabularies;
        let read: Vec<document::Read<T>> = documents
            .par_iter()
            .map(|(document, id)| document::read(document, id, declared, vocabularies))
            .collect();
        let mut entries = Vec::new();
        for ((document, id), read) in documents.iter().zip(read) {
            self.sink.append(read.problems);
            let first = self.known.add(T::NAME, id, document.file, read.state);
            if let Some(first) = first {
                self.sink.push(twice(T::NAME, id, first, document.file));
                continue;
            }
            if read.state == State::Published || self.drafts {
                self.mentions.extend(read.mentions);
                entries.extend(read.entry);
            }
        }
        entries.sort_by(|a, b| a.id.cmp(&b.id));
        entries
    }
}

fn twice(kind: &str, id: &str, first: FileId, second: FileId) -> Diagnostic {
    Diagnostic::error(
        "duplicate-id",
        format!("Two files give a {kind} with the id “{id}”."),
    )
    .at_with(Span::file_start(second), "the second")
    .related(Span::file_start(first), "the first")
    .hint("The id is the name of the file without its ending. Rename one of the two, or delete it.")
}

/// The kind of record that a document holds.
fn kind_of(document: &Document) -> Option<&'static RecordKind> {
    RecordKind::of_path(&document.path)
}
