//! Search without a server: an index that a browser can load from disk, and the answers to queries.
//!
//! In goes the [`Site`]; out come the files of the index. Three steps:
//!
//! 1. `documents` gives every record and page, with its text by section.
//! 2. `collect` counts every word of every document, in parallel.
//! 3. `write` makes classic scripts of it: one for a small site, a head and shards for a large one.
//!
//! A [`Memo`] keeps all that from one index to the next, so that after an edit only documents are
//! read, and only files written, that the edit is about. The files are those of an index made anew.
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
mod file;
mod kept;
mod labels;
mod part;
pub mod query;
mod rank;
mod records;
mod shards;
mod stems;
pub mod store;
mod synonyms;
mod vocabulary;
mod wanted;
mod words;
mod write;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::link::Site;
use crate::output::Bytes;
use crate::words::Words;

pub use described::{Described, described};
pub use kept::Memo;
pub use rank::Rank;
pub use write::Limits;

use kept::Kept;

/// The folder of the index in the built site.
pub const FOLDER: &str = "search/";

/// A page that no record is behind.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Listed {
    /// Its route.
    pub route: String,
    /// Its heading.
    pub title: String,
    /// What it is about.
    pub description: String,
}

/// Files by their paths.
pub type Files = Vec<(Arc<str>, Bytes)>;

/// What a site ships for search. Where readers ask a server, that is the index only if the site wants
/// it besides.
pub fn files(
    site: &Arc<Site>,
    ui: &Arc<Words>,
    pages: &[Listed],
    limits: Limits,
    memo: &Memo,
) -> Files {
    let mut kept = memo.take(site, ui, limits);
    let documents = match memo.is_kept() {
        true => documents::noted(site, ui, pages),
        false => documents::of(site, ui, pages),
    };
    let changed = kept.changed(&documents);
    let mut files = match site.config.has_local_index() {
        true => indexed(site, ui, (&documents, &changed), limits, &mut kept),
        false => Files::new(),
    };
    if site.config.search_endpoint().is_some() {
        files.push(labels::script(&facets::of(site, ui, &documents)));
    }
    if kept.is_last {
        // All words of a large site take as much memory as its pages.
        kept = Kept::default();
    }
    kept.lines.update(site, &documents, &changed);
    files.push((records::RECORDS.into(), kept.lines.bytes()));
    let described = describe::description(site).into_iter();
    files.extend(described.map(|(path, bytes)| (path.into(), bytes.into())));
    memo.put(site, ui, limits, kept, documents);
    files
}

/// The files of the index, whether the site ships it or not.
pub fn index(site: &Site, ui: &Words, pages: &[Listed], limits: Limits) -> Files {
    let documents = documents::of(site, ui, pages);
    let mut kept = Kept::default();
    let changed = kept.changed(&documents);
    indexed(site, ui, (&documents, &changed), limits, &mut kept)
}

fn indexed(
    site: &Site,
    ui: &Words,
    (documents, changed): (&[documents::Document<'_>], &[bool]),
    limits: Limits,
    kept: &mut Kept,
) -> Files {
    let tag = site.config.language();
    let language = stems::Language::of(tag);
    let synonyms = synonyms::of(site, &language);
    let words = synonyms::words(&synonyms);
    let collected = &mut kept.collected;
    let touched = collected.update(site, (documents, changed), &words, tag);
    if kept.is_last {
        collected.forget_names();
    }
    let rules = synonyms::rules(&synonyms, collected);
    let facets = facets::of(site, ui, documents);
    let index = write::Index {
        words: ui,
        documents,
        changed,
        collected,
        touched: &touched,
        rules: &rules,
        facets: &facets,
        empty: language.empty(),
        wanted: language.wanted(),
        kinds: language.kinds(),
    };
    let files = index.files(limits, &mut kept.written);
    files.iter().map(file::File::pair).collect()
}
