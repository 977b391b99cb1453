//! Search without a server: an index that a browser can load from disk, and the answers to queries.
//!
//! In goes the [`Site`]; out come the files of the index. Three steps:
//!
//! 1. `documents` gives every record and page, with its text by section.
//! 2. `collect` counts every word of every document, in parallel.
//! 3. `write` makes classic scripts of it: one for a small site, a head and shards for a large one.
//!
//! [`store`] reads those files back, and [`query`] answers from them, for the command line and for
//! the tests. The browser does the same with the scripts in `themes/default/assets/search/`; the
//! rules of both are in docs/search.md, and one corpus of queries holds them together. [`export`]
//! writes the same documents for search engines that run as servers.

mod collect;
mod describe;
mod described;
mod documents;
mod encode;
pub mod export;
mod facets;
mod labels;
pub mod query;
mod rank;
mod records;
mod stems;
pub mod store;
mod synonyms;
mod wanted;
mod words;
mod write;

use crate::link::Site;
use crate::words::Words;

pub use described::{Described, described};
pub use rank::Rank;
pub use write::Limits;

/// The folder of the index in the built site.
pub const FOLDER: &str = "search/";

/// A page that no record is behind.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its route.
    pub route: String,
    /// Its heading.
    pub title: String,
    /// What it is about.
    pub description: String,
}

/// What a site ships for search: path and bytes. Where readers ask a server, that is the index only if
/// the site wants it besides.
pub fn files(site: &Site, ui: &Words, pages: &[Listed], limits: Limits) -> Vec<(String, Vec<u8>)> {
    let documents = documents::of(site, ui, pages);
    let mut files = match site.config.has_local_index() {
        true => indexed(site, ui, &documents, limits),
        false => Vec::new(),
    };
    if site.config.search_endpoint().is_some() {
        files.push(labels::script(&facets::of(site, ui, &documents)));
    }
    files.push(records::ndjson(site, &documents));
    files.extend(describe::description(site));
    files
}

/// The files of the index, whether the site ships it or not.
pub fn index(site: &Site, ui: &Words, pages: &[Listed], limits: Limits) -> Vec<(String, Vec<u8>)> {
    indexed(site, ui, &documents::of(site, ui, pages), limits)
}

fn indexed(
    site: &Site,
    ui: &Words,
    documents: &[documents::Document<'_>],
    limits: Limits,
) -> Vec<(String, Vec<u8>)> {
    let tag = site.config.language.as_deref().unwrap_or("en-GB");
    let language = stems::Language::of(tag);
    let synonyms = synonyms::of(site, &language);
    let words = synonyms::words(&synonyms);
    let collected = collect::collect(site, documents, &words, tag);
    let rules = synonyms::rules(&synonyms, &collected);
    let facets = facets::of(site, ui, documents);
    let index = write::Index {
        words: ui,
        documents,
        collected: &collected,
        rules: &rules,
        facets: &facets,
        empty: language.empty(),
        wanted: language.wanted(),
    };
    index.files(limits)
}
