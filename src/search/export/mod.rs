//! The records of a site in the bulk form of a search engine that runs as a server.
//!
//! In go the site's documents, filters and synonyms; out come the files that an engine reads: what it
//! holds, how it reads words, the records, and a README with the commands. Same site, same bytes.
//! What each engine can and cannot do is in docs/search-engines.md.

mod opensearch;
mod postgres;

use std::collections::BTreeMap;

use super::documents::{self, Document};
use super::facets::{self, Facet, kind_label};
use super::records::url;
use super::stems::Language;
use super::{Listed, rank, synonyms};
use crate::link::Site;
use crate::words::Words;

/// A search engine that runs as a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// OpenSearch, and what speaks its query API.
    OpenSearch,
    /// PostgreSQL 13 or newer, with its own full-text search.
    Postgres,
}

/// The files for an engine: path and bytes.
pub fn files(site: &Site, ui: &Words, pages: &[Listed], engine: Engine) -> Vec<(String, Vec<u8>)> {
    let documents = documents::of(site, ui, pages);
    let facets = facets::of(site, ui, &documents);
    let exported = Exported::new(site, ui, &documents, &facets);
    match engine {
        Engine::OpenSearch => opensearch::files(&exported),
        Engine::Postgres => postgres::files(&exported),
    }
}

/// All that an engine is told.
struct Exported<'d> {
    /// The main part of the site's language: `en`.
    language: String,
    /// Words that say nothing, in small letters.
    empty: &'static [&'static str],
    records: Vec<Record<'d>>,
    facets: &'d [Facet],
    /// What is typed, and what is searched for besides: sorted, none twice.
    synonyms: Vec<(String, String)>,
}

/// A document with all that belongs to it.
struct Record<'d> {
    /// `award:p4-01`; of a page that no record is behind, its address.
    name: String,
    /// Its page and place, from the site's root.
    url: String,
    kind_label: String,
    /// How much its kind counts.
    weight: f64,
    /// What readers call its classes.
    labels: Vec<&'d str>,
    /// Values by filter.
    facets: BTreeMap<&'d str, Vec<&'d str>>,
    document: &'d Document<'d>,
}

impl<'d> Exported<'d> {
    fn new(site: &'d Site, ui: &Words, documents: &'d [Document<'d>], facets: &'d [Facet]) -> Self {
        let tag = site.config.language();
        let mut records: Vec<Record<'d>> = documents
            .iter()
            .map(|document| record(site, ui, document))
            .collect();
        for facet in facets {
            for value in &facet.values {
                for at in &value.documents {
                    let own = records[*at as usize].facets.entry(&facet.id).or_default();
                    own.push(&value.id);
                }
            }
        }
        let mut synonyms = synonyms::pairs(site);
        synonyms.retain(|(typed, also)| !typed.trim().is_empty() && !also.trim().is_empty());
        synonyms.sort();
        synonyms.dedup();
        Self {
            language: tag.split('-').next().unwrap_or_default().to_lowercase(),
            empty: Language::of(tag).empty(),
            records,
            facets,
            synonyms,
        }
    }
}

fn record<'d>(site: &'d Site, ui: &Words, document: &'d Document<'d>) -> Record<'d> {
    let classes = document.classes.iter();
    let labels = classes.map(|(vocabulary, value)| site.vocabularies.label(vocabulary, value));
    Record {
        name: format!("{}:{}", document.kind, document.id),
        url: url(document),
        kind_label: kind_label(ui, document.kind),
        weight: rank::of_kind(document.kind),
        labels: labels.collect(),
        facets: BTreeMap::new(),
        document,
    }
}
