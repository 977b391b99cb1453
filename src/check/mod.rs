//! From trees to typed records.
//!
//! In go [`Parsed`] trees; out come [`Records`], checked against the declaration of their kind,
//! against the site's vocabularies and against the rules of the house that need one record only.
//! What needs other records (references, addresses, totals) is for the link stage, which gets
//! every reference as it was found, also from records that are wrong in other ways.

mod config;
mod document;
mod fields;
mod id;
mod memo;
mod money;
mod numbers;
mod practice;
mod rules;
mod scalar;
mod search;
mod settings;
mod standing;
mod statements;
mod terms;
#[cfg(test)]
pub(crate) mod testing;
mod to_do;
mod vocabularies;
mod walk;

use std::any::Any;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

pub use fields::a;
pub use id::{as_id, is_id, why_no_id};
pub use memo::{Face, Memo};
pub use scalar::problem;
pub use vocabularies::{Choice, Vocabularies};
pub use walk::Mention;

use fields::Doubt;
use terms::Lacking;

use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use crate::markdown;
use crate::parse::{Document, Parsed};
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::common::{State, Withdrawal};
use crate::record::config::Config;
use crate::record::date::Date;
use crate::record::knowledge::{Glossary, Lesson, Page, SynonymList, VocabularyList};
use crate::record::practice::{Checklist, Form};
use crate::record::register::{Benefit, Figure};
use crate::record::shape::FieldShape;
use crate::record::source::Source;
use crate::record::value::{Declared, Fields, Kind, Value};
use crate::schema::{KINDS, RecordKind};

/// The records of a site. Each list is sorted by id.
#[derive(Debug, Default)]
pub struct Records {
    /// `casebook.yaml`; `None` when it is missing or wrong.
    pub config: Option<Config>,
    /// Fields that the site declares, by kind.
    pub declared: BTreeMap<String, Vec<DeclaredShape>>,
    /// The vocabularies.
    pub vocabularies: Vocabularies,
    /// Words that mean the same to people who search.
    pub synonyms: Vec<Entry<SynonymList>>,
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
    /// Checklists.
    pub checklists: Vec<Entry<Checklist>>,
    /// Templates to fill in.
    pub forms: Vec<Entry<Form>>,
    /// Records of the kinds that are all shown alike, by kind.
    pub catalogued: BTreeMap<&'static str, Vec<Entry<Fields>>>,
    /// Records that are no longer part of the site.
    pub withdrawn: Vec<Withdrawn>,
    /// Every record that exists, also those that are wrong or held back.
    pub known: Known,
    /// Every reference from one record to another that has to hold.
    pub mentions: Mentions,
    /// How the records differ from those of the build before.
    pub face: Face,
}

/// References, in the order of the files in which they stand.
#[derive(Clone, Debug, Default)]
pub struct Mentions(Vec<Arc<[Mention]>>);

impl Mentions {
    /// Every reference.
    pub fn iter(&self) -> impl Iterator<Item = &Mention> {
        self.0.iter().flat_map(|mentions| mentions.iter())
    }
}

impl Records {
    /// A row of the register states what came of its award, so it goes out with the award or not at
    /// all, and is held back as long as the award is.
    fn leave_out_rows(&mut self, drafts: bool) {
        let known = &mut self.known;
        self.benefits.retain(|row| {
            let award = known.get(Award::NAME, &row.data.award.id);
            let state = award.map_or(State::Published, |(_, state)| state);
            let held = state == State::Withdrawn || state != State::Published && !drafts;
            if held {
                known.leave_out(Benefit::NAME, &row.id, state);
            }
            !held
        });
    }
}

/// A record that is no longer part of the site. Nothing of it goes out but why.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    /// The kind of record.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Its file.
    pub file: FileId,
    /// Since when, and why.
    pub withdrawal: Withdrawal,
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
    /// Where its type is declared.
    pub span: Span,
}

/// Which records exist: kind, then id, then file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    ids: BTreeMap<&'static str, BTreeMap<String, (FileId, State)>>,
}

impl Known {
    /// The file and state of a record, if it exists.
    pub fn get(&self, kind: &str, id: &str) -> Option<(FileId, State)> {
        self.ids.get(kind)?.get(id).copied()
    }

    /// Every record: kind, id and file.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str, FileId)> {
        self.ids.iter().flat_map(|(kind, ids)| {
            ids.iter()
                .map(|(id, (file, _))| (*kind, id.as_str(), *file))
        })
    }

    /// The record that each file holds.
    pub fn owners(&self) -> BTreeMap<FileId, (&'static str, &str)> {
        self.iter()
            .map(|(kind, id, file)| (file, (kind, id)))
            .collect()
    }

    /// The ids of a kind.
    pub fn ids<'k>(&'k self, kind: &str) -> impl Iterator<Item = &'k str> {
        self.ids
            .get(kind)
            .into_iter()
            .flat_map(|ids| ids.keys().map(String::as_str))
    }

    /// Remembers that a record is left out.
    fn leave_out(&mut self, kind: &str, id: &str, because: State) {
        if let Some((_, state)) = self.ids.get_mut(kind).and_then(|ids| ids.get_mut(id)) {
            *state = because;
        }
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

/// Which records are part of the site.
#[derive(Clone, Copy, Debug)]
pub struct Admit {
    /// Whether drafts and embargoed records are.
    pub drafts: bool,
    /// The day of the build: an embargo may be over on it.
    pub as_of: Date,
}

/// Checks every document but those that `memo` knows. What may not go out is left out of the
/// result, unless `admit` says otherwise.
pub fn check(parsed: &Parsed, admit: Admit, memo: &Memo, sink: &mut Diagnostics) -> Records {
    let drafts = admit.drafts;
    let config = config::read(parsed.config.as_deref(), sink);
    let today = standing::Today::new(admit.as_of, config.config.as_ref());
    let by_kind = by_kind(parsed, sink);
    let nothing = Vocabularies::default();
    let environment = environment(parsed, &by_kind);
    let before = memo.take(drafts, &environment);
    let mut reader = Reader {
        before: &before,
        keeps: memo.is_kept(),
        packs: memo.packs(),
        now: memo::Kept {
            drafts,
            environment,
            reads: Vec::new(),
        },
        declared: config.declared,
        doubt: config.doubt,
        today: &today,
        config: config.config.as_ref(),
        withdrawn: Vec::new(),
        vocabularies: &nothing,
        by_kind,
        drafts,
        known: Known::default(),
        mentions: Mentions::default(),
        lacking: Vec::new(),
        sink,
    };
    let lists = reader.all::<VocabularyList>();
    rules::vocabularies(&lists, reader.sink);
    let vocabularies = reader.vocabularies(lists);
    let mut reader = Reader {
        vocabularies: &vocabularies,
        ..reader
    };
    let mut records = reader.records();
    records.face = before.face(&reader.now);
    match memo.is_kept() {
        true => memo.put(reader.now),
        // No text is parsed after these.
        false => markdown::forget_grammars(),
    }
    terms::report(&reader.lacking, reader.sink);
    records.config = config.config;
    records.leave_out_rows(drafts);
    rules::check(&records, sink);
    practice::check(&records, &vocabularies, sink);
    records.vocabularies = vocabularies;
    records
}

/// Documents and their ids, by kind of record.
fn by_kind<'p>(
    parsed: &'p Parsed,
    sink: &mut Diagnostics,
) -> BTreeMap<&'static str, Vec<(&'p Arc<Document>, String)>> {
    let mut by_kind: BTreeMap<&'static str, Vec<_>> = BTreeMap::new();
    let paths = OnceCell::new();
    let of_all = || -> HashSet<&str> {
        let documents = parsed.documents.iter();
        documents.map(|document| &*document.path).collect()
    };
    let is_taken = |path: &str| paths.get_or_init(of_all).contains(path);
    for document in &parsed.documents {
        if let Some((kind, id)) = document::place(document, &is_taken, sink) {
            by_kind.entry(kind.name).or_default().push((document, id));
        }
    }
    by_kind
}

/// What every record is checked against.
fn environment(
    parsed: &Parsed,
    by_kind: &BTreeMap<&'static str, Vec<(&Arc<Document>, String)>>,
) -> Vec<Arc<Document>> {
    let vocabularies = by_kind.get(VocabularyList::NAME).into_iter().flatten();
    let vocabularies = vocabularies.map(|(document, _)| Arc::clone(document));
    parsed.config.iter().cloned().chain(vocabularies).collect()
}

struct Reader<'a> {
    before: &'a memo::Kept,
    /// Whether what is read is remembered for another build.
    keeps: bool,
    /// Whether running text takes little room rather than little time.
    packs: bool,
    now: memo::Kept,
    declared: BTreeMap<String, Vec<DeclaredShape>>,
    doubt: Doubt,
    vocabularies: &'a Vocabularies,
    by_kind: BTreeMap<&'static str, Vec<(&'a Arc<Document>, String)>>,
    drafts: bool,
    today: &'a standing::Today,
    config: Option<&'a Config>,
    withdrawn: Vec<Withdrawn>,
    known: Known,
    mentions: Mentions,
    lacking: Vec<Lacking>,
    sink: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// The records of every kind but vocabularies.
    fn records(&mut self) -> Records {
        Records {
            synonyms: self.all(),
            sources: self.all(),
            awards: self.all(),
            benefits: self.all(),
            figures: self.all(),
            terms: self.all(),
            lessons: self.all(),
            pages: self.all(),
            checklists: self.all(),
            forms: self.all(),
            catalogued: self.catalogued(),
            withdrawn: std::mem::take(&mut self.withdrawn),
            known: std::mem::take(&mut self.known),
            mentions: std::mem::take(&mut self.mentions),
            declared: std::mem::take(&mut self.declared),
            ..Records::default()
        }
    }

    /// The vocabularies, and which of them were meant and are wrong.
    fn vocabularies(&mut self, lists: Vec<Entry<VocabularyList>>) -> Vocabularies {
        let mut vocabularies = Vocabularies::new(lists);
        for id in self.known.ids(VocabularyList::NAME) {
            let known = self.known.get(VocabularyList::NAME, id);
            if known.is_some_and(|(_, state)| state == State::Published) {
                vocabularies.add_broken(id);
            }
        }
        config::check_vocabularies(&self.declared, &mut vocabularies, self.sink);
        vocabularies
    }

    /// All records of a typed kind.
    fn all<T: Declared + Kind + Clone + Send + Sync + 'static>(&mut self) -> Vec<Entry<T>> {
        let Some(kind) = RecordKind::named(T::NAME) else {
            return Vec::new();
        };
        self.entries(kind, |fields| T::from_value(Value::Struct(fields)))
    }

    /// All records of one kind, in parallel, in the order of their ids.
    fn entries<T: Clone + Send + Sync + 'static>(
        &mut self,
        kind: &'static RecordKind,
        own: impl Fn(Fields) -> T + Sync,
    ) -> Vec<Entry<T>> {
        let documents = self.by_kind.remove(kind.name).unwrap_or_default();
        let read = self.read(kind, &documents, &own);
        let mut entries = Vec::with_capacity(documents.len());
        for ((document, id), (remembered, entry)) in documents.iter().zip(read) {
            let read = &remembered.read;
            self.sink.append(read.problems.clone());
            self.lacking.extend(read.found.lacking.iter().cloned());
            let common = entry.as_ref().map(|entry| &entry.common);
            let state = standing::today(self.today, read.state, common);
            if let Some(common) = common {
                standing::look_over(common, document.file, self.config, self.sink);
            }
            let first = self.known.add(kind.name, id, document.file, state);
            if let Some(first) = first {
                self.sink.push(twice(kind.name, id, first, document.file));
            } else if state == State::Published || self.drafts && state != State::Withdrawn {
                self.mentions.0.push(read.found.mentions.clone());
                entries.extend(entry);
            } else if state == State::Withdrawn
                && let Some(withdrawal) = common.and_then(|common| common.withdrawn.clone())
            {
                self.withdrawn.push(Withdrawn {
                    kind: kind.name,
                    id: id.clone(),
                    file: document.file,
                    withdrawal,
                });
            }
            if self.keeps {
                self.remember(document, remembered);
            }
        }
        entries.sort_by(|a, b| a.id.cmp(&b.id));
        entries
    }

    /// What was made of each document, now or in the build before.
    fn read<T: Clone + Send + Sync + 'static>(
        &self,
        kind: &'static RecordKind,
        documents: &[(&Arc<Document>, String)],
        own: &(impl Fn(Fields) -> T + Sync),
    ) -> Vec<(Arc<memo::Remembered>, Option<Entry<T>>)> {
        let empty = Vec::new();
        let against = document::Against {
            declared: self.declared.get(kind.name).unwrap_or(&empty),
            doubt: &self.doubt,
            vocabularies: self.vocabularies,
            drafts: self.drafts,
            packs: self.packs,
        };
        let before = self.before;
        documents
            .par_iter()
            .map(|(document, id)| {
                if !self.keeps {
                    // The entry takes what was read: nothing is copied, and nothing kept beside it.
                    let mut read = document::read(document, kind, against);
                    let body = read.body.take();
                    let entry = read
                        .fields
                        .take()
                        .map(|fields| document::entry(document, id, fields, body, own));
                    return (memo::Remembered::of(read), entry);
                }
                let remembered = before.find(document).unwrap_or_else(|| {
                    memo::Remembered::of(document::read(document, kind, against))
                });
                remembered.entry.get_or_init(|| {
                    let read = &remembered.read;
                    let known = before.same_fields(document, read).and_then(entry_of);
                    if let Some(known) = known {
                        let known: Entry<T> = known.with_body(read.body.clone());
                        return Some(Box::new(known) as Box<dyn Any + Send + Sync>);
                    }
                    let fields = read.fields.clone()?;
                    let entry = document::entry(document, id, fields, read.body.clone(), own);
                    Some(Box::new(entry) as Box<dyn Any + Send + Sync>)
                });
                let entry = entry_of(&remembered).cloned();
                (remembered, entry)
            })
            .collect()
    }

    fn remember(&mut self, document: &Arc<Document>, remembered: Arc<memo::Remembered>) {
        let at = document.file.0 as usize;
        if self.now.reads.len() <= at {
            self.now.reads.resize_with(at + 1, || None);
        }
        self.now.reads[at] = Some((document.clone(), remembered));
    }

    /// The records of the kinds that are all shown alike.
    fn catalogued(&mut self) -> BTreeMap<&'static str, Vec<Entry<Fields>>> {
        let kinds = KINDS.iter().filter(|kind| kind.catalogue.is_some());
        kinds
            .map(|kind| (kind.name, self.entries(kind, |fields| fields)))
            .collect()
    }
}

/// The typed entry that was made of a record.
fn entry_of<T: 'static>(remembered: &memo::Remembered) -> Option<&Entry<T>> {
    remembered.entry.get()?.as_ref()?.downcast_ref()
}

fn twice(kind: &str, id: &str, first: FileId, second: FileId) -> Diagnostic {
    let hint = match kind {
        "page" => {
            "The address of a page is its path, and “index” stands for its folder. Rename one of the two files, or delete it."
        }
        _ => {
            "The id is the name of the file without its folder and ending. Rename one of the two files, or delete it."
        }
    };
    Diagnostic::error(
        "duplicate-id",
        format!("Two files give {} with the id “{id}”.", a(kind)),
    )
    .at_with(Span::file_start(second), "the second")
    .related(Span::file_start(first), "the first")
    .hint(hint)
}

/// The kind of record that a document holds.
fn kind_of(document: &Document) -> Option<&'static RecordKind> {
    RecordKind::of_path(&document.path)
}
