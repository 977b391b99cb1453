//! The lists of records that are all shown alike: which there are, in what groups and order.

use super::Routes;
use super::facets::{self, Facet};
use crate::check::{Records, Vocabularies};
use crate::record::Entry;
use crate::record::shape::Shape;
use crate::record::value::{Fields, Value};
use crate::schema::{KINDS, RecordKind, Shown};

/// A list of one kind of record.
#[derive(Clone, Debug)]
pub struct CatalogueList {
    /// The kind.
    pub kind: &'static RecordKind,
    /// Its filters.
    pub facets: Vec<Facet>,
    /// Its groups, in the order of their vocabulary; one without a label when there are none.
    pub groups: Vec<CatalogueGroup>,
}

impl PartialEq for CatalogueList {
    fn eq(&self, other: &Self) -> bool {
        self.kind.name == other.kind.name
            && self.facets == other.facets
            && self.groups == other.groups
    }
}

/// Entries of a list that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct CatalogueGroup {
    /// The value of the vocabulary.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// What it means.
    pub definition: Option<String>,
    /// The ids of the entries, in order.
    pub entries: Vec<String>,
}

/// The kinds whose list is part of the site.
pub(super) fn shown(records: &Records) -> impl Iterator<Item = &'static RecordKind> {
    let asked: Vec<String> = records
        .config
        .iter()
        .flat_map(|config| config.empty_lists.iter().map(|kind| kind.to_string()))
        .collect();
    KINDS.iter().filter(move |kind| {
        let full = records
            .catalogued
            .get(kind.name)
            .is_some_and(|entries| !entries.is_empty());
        kind.catalogue.is_some() && (full || asked.iter().any(|name| name == kind.name))
    })
}

/// The page of the list of a kind.
pub fn route(kind: &RecordKind) -> Option<&'static str> {
    match kind.shown {
        Shown::Page(route) | Shown::Part(route) => Some(route),
        Shown::Path | Shown::Nowhere => None,
    }
}

pub(super) fn lists(records: &Records, routes: &Routes) -> Vec<CatalogueList> {
    let lists = shown(records).map(|kind| {
        let nothing = Vec::new();
        let entries = records.catalogued.get(kind.name).unwrap_or(&nothing);
        CatalogueList {
            kind,
            facets: route(kind).map_or_else(Vec::new, |folder| {
                facets::catalogue(kind, folder, records, routes)
            }),
            groups: groups(kind, entries, &records.vocabularies),
        }
    });
    lists.collect()
}

fn groups(
    kind: &RecordKind,
    entries: &[Entry<Fields>],
    vocabularies: &Vocabularies,
) -> Vec<CatalogueGroup> {
    let Some(catalogue) = kind.catalogue else {
        return Vec::new();
    };
    let vocabulary = catalogue
        .group
        .and_then(|key| match &kind.shape.field(key)?.shape {
            Shape::Term(vocabulary) => Some((key, vocabulary)),
            _ => None,
        });
    let mut sorted: Vec<&Entry<Fields>> = entries.iter().collect();
    sorted.sort_by_cached_key(|entry| {
        let order = catalogue
            .sort
            .and_then(|key| entry.data.get(key))
            .map(order);
        (
            order.is_none(),
            order,
            text(entry, "title").to_lowercase(),
            entry.id.clone(),
        )
    });
    let Some((key, vocabulary)) = vocabulary else {
        return vec![CatalogueGroup {
            id: String::new(),
            label: String::new(),
            definition: None,
            entries: sorted.iter().map(|entry| entry.id.clone()).collect(),
        }];
    };
    let groups = vocabularies
        .values(vocabulary)
        .iter()
        .map(|value| CatalogueGroup {
            id: value.id.clone(),
            label: value.label.clone(),
            definition: value.definition.clone(),
            entries: sorted
                .iter()
                .filter(|entry| text(entry, key) == value.id)
                .map(|entry| entry.id.clone())
                .collect(),
        });
    groups.filter(|group| !group.entries.is_empty()).collect()
}

/// Counts in the order of numbers, dates in that of the calendar.
fn order(value: &Value) -> String {
    match value {
        Value::Count(count, _) => format!("{count:020}"),
        Value::Date(date, _) => date.to_string(),
        Value::Text(text, _) => text.clone(),
        _ => String::new(),
    }
}

/// A field of text of a record.
pub fn text<'e>(entry: &'e Entry<Fields>, key: &str) -> &'e str {
    match entry.data.get(key) {
        Some(Value::Text(text, _)) => text,
        _ => "",
    }
}
