//! What the tools for editors know of a site: which records it has, what they are called, and what
//! stands where in their files.
//!
//! In go the [`Files`]; out comes an [`Index`]. It is made from the trees, not from the typed
//! records, so that a record that is wrong or half written still has its id and title.

mod visit;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use visit::{Seen, fields_of, visit};

use crate::check::{self, Admit, Records};
use crate::diag::{Diagnostics, FileId, Span};
use crate::parse::{self, Document, Parsed};
use crate::record::config::Config;
use crate::record::date::Date;
use crate::record::knowledge::VocabularyList;
use crate::record::value::Kind;
use crate::schema::names::{Names, Word};
use crate::schema::{KINDS, RecordKind};
use crate::source::Files;
use crate::yaml::{Node, NodeKind};

/// What is kept from one index to the next.
#[derive(Debug, Default)]
pub struct Memo {
    parse: parse::Memo,
    check: check::Memo,
}

/// A record, as far as an editor's tool needs to know it.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its file.
    pub file: FileId,
    /// Where its title stands; the start of the file when it has none.
    pub span: Span,
    /// What it is called and what it is.
    pub word: Word,
}

/// Everything that tools for editors look up.
#[derive(Debug)]
pub struct Index {
    /// Ids, values and fields.
    pub names: Names,
    /// The documents, by file.
    documents: BTreeMap<FileId, Arc<Document>>,
    /// Records by kind and id.
    known: BTreeMap<(&'static str, String), Known>,
    /// Values of vocabularies, by vocabulary and value: where each is defined.
    values: BTreeMap<(String, String), Span>,
    /// What the check stage found: links in text, above all.
    records: Records,
}

impl Index {
    /// Reads the site.
    pub fn of(files: &Files, memo: &Memo) -> Self {
        let mut ignored = Diagnostics::new();
        let parsed = parse::parse(files, &memo.parse, &mut ignored);
        // Drafts are being written just now.
        let admit = Admit {
            drafts: true,
            // With drafts the day decides nothing but warnings, and those are not looked at.
            as_of: Date::day(jiff::civil::Date::constant(2000, 1, 1)),
        };
        let records = check::check(&parsed, admit, &memo.check, &mut ignored);
        let known = known(&parsed);
        let (vocabularies, values) = vocabularies(&parsed);
        let names = Names {
            records: by_kind(&known),
            vocabularies,
            declared: records
                .declared
                .iter()
                .map(|(kind, fields)| {
                    let fields = fields.iter().map(|declared| declared.field.clone());
                    (kind.clone(), fields.collect())
                })
                .collect(),
            owners: owners(records.config.as_ref()),
        };
        Self {
            names,
            documents: documents(&parsed),
            known,
            values,
            records,
        }
    }

    /// The document in a file, if it holds a record, a page or the configuration.
    pub fn document(&self, file: FileId) -> Option<&Arc<Document>> {
        self.documents.get(&file)
    }

    /// Every document, by file.
    pub fn documents(&self) -> impl Iterator<Item = &Arc<Document>> {
        self.documents.values()
    }

    /// The record of this kind with this id.
    pub fn record(&self, kind: &str, id: &str) -> Option<&Known> {
        let kind = RecordKind::named(kind)?;
        self.known.get(&(kind.name, id.to_string()))
    }

    /// The value of this vocabulary, and where it is defined.
    pub fn value(&self, vocabulary: &str, id: &str) -> Option<(&Word, Span)> {
        let words = self.names.values(vocabulary);
        let word = words.iter().find(|word| word.id == id)?;
        let span = self.values.get(&(vocabulary.to_string(), id.to_string()))?;
        Some((word, *span))
    }

    /// What the check stage made of the site.
    pub fn records(&self) -> &Records {
        &self.records
    }
}

fn documents(parsed: &Parsed) -> BTreeMap<FileId, Arc<Document>> {
    let all = parsed.config.iter().chain(&parsed.documents);
    all.map(|document| (document.file, document.clone()))
        .collect()
}

fn known(parsed: &Parsed) -> BTreeMap<(&'static str, String), Known> {
    let mut all = BTreeMap::new();
    for document in &parsed.documents {
        let Some(kind) = RecordKind::of_path(&document.path) else {
            continue;
        };
        let id = kind.id_of(&document.path);
        let known = describe(kind, &id, document);
        // Of two files with one id the first counts, as for the check.
        all.entry((kind.name, id)).or_insert(known);
    }
    all
}

/// Fields that say what a record is, best first.
const ABOUT: [&str; 8] = [
    "summary",
    "definition",
    "description",
    "about",
    "purpose",
    "problem",
    "change",
    "explanation",
];

fn describe(kind: &RecordKind, id: &str, document: &Document) -> Known {
    let tree = document.tree.as_ref();
    let title = tree.and_then(|tree| text(tree, "title"));
    let lead = kind.catalogue.map(|catalogue| catalogue.lead);
    let about = lead
        .into_iter()
        .chain(ABOUT)
        .find_map(|key| tree.and_then(|tree| text(tree, key)));
    Known {
        file: document.file,
        span: title
            .as_ref()
            .map_or(Span::file_start(document.file), |(_, span)| *span),
        word: Word {
            id: id.to_string(),
            title: title.map(|(title, _)| title).unwrap_or_default(),
            about: about.map(|(about, _)| about).unwrap_or_default(),
        },
    }
}

/// The value of a key.
pub fn value<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let NodeKind::Map(pairs) = &node.kind else {
        return None;
    };
    let pair = pairs.iter().find(|pair| pair.key == key)?;
    Some(&pair.value)
}

/// The text of a key, on one line, and where it stands.
fn text(node: &Node, key: &str) -> Option<(String, Span)> {
    let node = value(node, key)?;
    let NodeKind::Scalar(scalar) = &node.kind else {
        return None;
    };
    let words: Vec<&str> = scalar.text.split_whitespace().collect();
    (!words.is_empty()).then(|| (words.join(" "), node.span))
}

fn by_kind(known: &BTreeMap<(&'static str, String), Known>) -> BTreeMap<String, Vec<Word>> {
    let mut all: BTreeMap<String, Vec<Word>> = KINDS
        .iter()
        .map(|kind| (kind.name.to_string(), Vec::new()))
        .collect();
    for ((kind, _), record) in known {
        if let Some(list) = all.get_mut(*kind) {
            list.push(record.word.clone());
        }
    }
    all
}

type Values = BTreeMap<(String, String), Span>;

/// The vocabularies with their values, and where each value is defined.
fn vocabularies(parsed: &Parsed) -> (BTreeMap<String, Vec<Word>>, Values) {
    let mut lists = BTreeMap::new();
    let mut places = Values::new();
    for document in &parsed.documents {
        let kind = RecordKind::of_path(&document.path);
        let Some(kind) = kind.filter(|kind| kind.name == VocabularyList::NAME) else {
            continue;
        };
        let vocabulary = kind.id_of(&document.path);
        let list: &mut Vec<Word> = lists.entry(vocabulary.clone()).or_default();
        let values = document
            .tree
            .as_ref()
            .and_then(|tree| value(tree, "values"));
        let Some(NodeKind::List(items)) = values.map(|node| &node.kind) else {
            continue;
        };
        for item in items {
            let Some((id, span)) = text(item, "id") else {
                continue;
            };
            let part = |key| text(item, key).map(|(text, _)| text).unwrap_or_default();
            places.insert((vocabulary.clone(), id.clone()), span);
            list.push(Word {
                id,
                title: part("label"),
                about: part("definition"),
            });
        }
    }
    (lists, places)
}

fn owners(config: Option<&Config>) -> Vec<Word> {
    let owners = config.map(|config| config.owners.iter());
    let owners = owners.into_iter().flatten();
    owners
        .map(|(role, about)| Word {
            id: role.clone(),
            title: String::new(),
            about: about.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(files: &[(&str, &str)]) -> Index {
        Index::of(&Files::from_memory(files.iter().copied()), &Memo::default())
    }

    const STATUS: (&str, &str) = (
        "data/vocabularies/status.yaml",
        "title: Status\ndescription: Where.\nvalues:\n  - {id: stopped, label: Stopped, definition: Ended early.}\n",
    );

    #[test]
    fn a_record_that_is_wrong_still_has_its_id_and_title() {
        let index = index(&[
            ("casebook.yaml", "title: A\n"),
            (
                "data/awards/a-1.yaml",
                "title: Faster\n  stroke care\nprojct: [\n",
            ),
            ("data/awards/a-2.yaml", "title: Slower care\nprojct: 1\n"),
        ]);
        let ids: Vec<&str> = index
            .names
            .of_kind("award")
            .iter()
            .map(|word| word.id.as_str())
            .collect();
        assert_eq!(ids, ["a-1", "a-2"]);
        let second = index.record("award", "a-2").expect("is known");
        assert_eq!(second.word.title, "Slower care");
    }

    #[test]
    fn a_value_is_known_with_its_meaning_and_place() {
        let index = index(&[("casebook.yaml", "title: A\n"), STATUS]);
        let (word, span) = index.value("status", "stopped").expect("is known");
        assert_eq!(word.explained(), "Stopped: Ended early.");
        assert_eq!(&STATUS.1[span.range()], "stopped");
    }
}
