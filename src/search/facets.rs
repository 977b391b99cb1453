//! The filters of the search page: for every value the documents that have it.

use std::collections::BTreeMap;

use super::documents::{Document, LIST};
use crate::link::Site;
use crate::record::shape::Shape;
use crate::words::Words;

/// The vocabularies by which readers can narrow an answer, with what they are called, in order.
const VOCABULARIES: &[(&str, &str)] = &[
    ("audience", "facet.lessons_audience"),
    ("phase", "facet.awards_phase"),
    ("outcome", "facet.awards_outcome"),
    ("category", "facet.awards_category"),
    ("setting", "facet.awards_setting"),
    ("use", "facet.awards_use"),
    ("theme", "facet.lessons_theme"),
    ("stage", "facet.lessons_stage"),
];

/// A filter.
#[derive(Debug)]
pub(super) struct Facet {
    /// Its name in the address.
    pub(super) id: String,
    /// What readers see.
    pub(super) label: String,
    /// Its values: those that some document has.
    pub(super) values: Vec<Value>,
}

/// A value of a filter.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) id: String,
    pub(super) label: String,
    /// Positions of documents, ascending.
    pub(super) documents: Vec<u32>,
}

/// The filters of a site, the kind of record first.
pub(super) fn of(site: &Site, words: &Words, documents: &[Document<'_>]) -> Vec<Facet> {
    let mut facets = vec![kinds(words, documents)];
    let own = VOCABULARIES
        .iter()
        .map(|(vocabulary, key)| (*vocabulary, words.text(key)));
    let mut wanted: Vec<(&str, String)> = own.collect();
    for declared in site
        .declared
        .values()
        .flatten()
        .filter(|declared| declared.filter)
    {
        let vocabulary = vocabulary(&declared.field.shape).unwrap_or_default();
        if wanted.iter().all(|(known, _)| *known != vocabulary) {
            wanted.push((vocabulary, declared.label.clone()));
        }
    }
    let classed = by_class(documents);
    let vocabularies = wanted.into_iter().map(|(vocabulary, label)| Facet {
        id: vocabulary.to_string(),
        label,
        values: values(site, vocabulary, &classed),
    });
    facets.extend(vocabularies.filter(|facet| !facet.values.is_empty()));
    facets
}

/// What readers call a kind.
pub(super) fn kind_label(words: &Words, kind: &str) -> String {
    match kind {
        LIST => words.text("search.lists"),
        kind => words.text(&format!("kind.{}", kind.replace('-', "_"))),
    }
}

fn kinds(words: &Words, documents: &[Document<'_>]) -> Facet {
    let mut values: Vec<Value> = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        match values.iter_mut().find(|value| value.id == document.kind) {
            Some(value) => value.documents.push(at as u32),
            None => values.push(Value {
                id: document.kind.to_string(),
                label: kind_label(words, document.kind),
                documents: vec![at as u32],
            }),
        }
    }
    Facet {
        id: "kind".into(),
        label: words.text("search.kind"),
        values,
    }
}

type ByClass<'d> = BTreeMap<(&'d str, &'d str), Vec<u32>>;

fn by_class<'d>(documents: &'d [Document<'_>]) -> ByClass<'d> {
    let mut classed = ByClass::new();
    for (at, document) in documents.iter().enumerate() {
        for class in &document.classes {
            let documents = classed.entry(*class).or_default();
            // A record may name a value more than once.
            if documents.last() != Some(&(at as u32)) {
                documents.push(at as u32);
            }
        }
    }
    classed
}

fn values(site: &Site, vocabulary: &str, classed: &ByClass<'_>) -> Vec<Value> {
    let choices = site.vocabularies.values(vocabulary).iter();
    let values = choices.filter_map(|choice| {
        Some(Value {
            id: choice.id.clone(),
            label: choice.label.clone(),
            documents: classed.get(&(vocabulary, choice.id.as_str()))?.clone(),
        })
    });
    values.collect()
}

fn vocabulary(shape: &Shape) -> Option<&str> {
    match shape {
        Shape::Term(vocabulary) => Some(vocabulary),
        Shape::List(inner) => vocabulary(inner),
        _ => None,
    }
}
