//! Data files and the search index: all that is made from the site as a whole.

use std::sync::Arc;

use rayon::prelude::*;

use super::memo::{Files, KeptRest, Memo};
use super::{blank, compared, data, listed, put};
use crate::cite;
use crate::diag::Diagnostics;
use crate::feeds;
use crate::hosting;
use crate::link::Site;
use crate::open_data;
use crate::output::{Bytes, Output};
use crate::search;
use crate::view::{self, PageKey};
use crate::words::Words;

/// The records from which a site is so large that memory counts for more than time: the search
/// index and the workbook each take much while they are made, so they are made one after the other.
const LARGE: usize = 20_000;

/// Whether memory counts for more than time.
pub(super) fn is_large(site: &Site) -> bool {
    site.awards.len() + site.lessons.len() > LARGE
}

/// Adds data files and the search index, all that is made from the site as a whole.
pub fn rest(
    site: &Arc<Site>,
    words: &Arc<Words>,
    memo: &Memo,
    output: &mut Output,
    sink: &mut Diagnostics,
) {
    let kept = memo.rest().filter(|kept| Arc::ptr_eq(&kept.words, words));
    let changes = kept
        .as_ref()
        .and_then(|kept| site.changes_since(&kept.site));
    let rest = match kept.zip(changes) {
        Some((kept, changes)) if !changes.any() => KeptRest {
            site: site.clone(),
            ..kept
        },
        Some((kept, changes)) if !changes.beside_text() => KeptRest {
            site: site.clone(),
            index: index(site, words, &listed_of(site, words, memo), memo),
            ..kept
        },
        _ => anew(site, words, &listed_of(site, words, memo), memo),
    };
    for (path, bytes) in rest.index.iter().chain(rest.data.iter()) {
        put(output, path.clone(), bytes.clone(), sink);
    }
    memo.put_rest(rest);
}

/// All of it, made anew.
fn anew(site: &Arc<Site>, words: &Arc<Words>, listed: &[search::Listed], memo: &Memo) -> KeptRest {
    let index = || index(site, words, listed, memo);
    let data = || data(site, words);
    let (index, data) = match is_large(site) {
        true => {
            let data = data();
            (index(), data)
        }
        false => rayon::join(index, data),
    };
    KeptRest {
        site: site.clone(),
        words: words.clone(),
        data,
        index,
    }
}

/// All but the index. One thread writes the workbook; the others need something to do beside it.
pub(super) fn data(site: &Site, words: &Words) -> Files {
    let (described, plain) = rayon::join(|| described(site, words), || plain(site, words));
    let files = described.into_iter().chain(plain);
    Arc::new(files.map(|(path, bytes)| (path.into(), bytes)).collect())
}

/// Adds what the last build with all its parts had beside pages, which may be out of date.
pub fn older_rest(memo: &Memo, output: &mut Output) {
    if let Some(rest) = memo.rest() {
        for (path, bytes) in rest.index.iter().chain(rest.data.iter()) {
            output.insert(path.clone(), bytes.clone());
        }
    }
}

/// Data with its description.
fn described(site: &Site, words: &Words) -> Vec<(String, Bytes)> {
    let mut files = data::files(site, words);
    files.extend(open_data::files(site, words, &files));
    files
}

/// Feeds, citations and other small files. Those of one kind are packed before the next are made.
fn plain(site: &Site, words: &Words) -> Vec<(String, Bytes)> {
    let mut files = packed(blank::files(site, words).into_par_iter());
    files.extend(packed(
        feeds::files(site, words, &addresses(site)).into_par_iter(),
    ));
    files.extend(packed(cite::files(site, words)));
    files.extend(packed(hosting::files(site).into_par_iter()));
    files.extend(compared::files(site, words));
    files
}

fn packed(files: impl ParallelIterator<Item = (String, Vec<u8>)>) -> Vec<(String, Bytes)> {
    let files = files.map(|(path, bytes)| (path, bytes.into()));
    files.collect()
}

/// The addresses of the pages, in their order, and when their files changed.
fn addresses(site: &Site) -> Vec<feeds::Address> {
    let keys = view::pages(site).into_iter();
    let keys = keys.filter(|key| {
        !matches!(
            key,
            PageKey::NotFound | PageKey::Moved(_) | PageKey::Gone(_)
        )
    });
    let address = |key: PageKey| feeds::Address {
        changed: view::origin(site, &key).and_then(|file| site.day(site.updated(file)?)),
        route: view::route(site, &key),
    };
    keys.map(address).collect()
}

/// What the site ships for search.
pub(super) fn index(
    site: &Arc<Site>,
    words: &Arc<Words>,
    listed: &[search::Listed],
    memo: &Memo,
) -> Files {
    let limits = search::Limits::default();
    Arc::new(search::files(site, words, listed, limits, &memo.search))
}

/// The search index, whether the site ships it or not.
pub fn search_index(site: &Site, words: &Words) -> Output {
    let listed = listed_anew(site, words);
    let mut output = Output::new();
    for (path, bytes) in search::index(site, words, &listed, search::Limits::default()) {
        output.insert(path, bytes);
    }
    output
}

/// The site's documents for a search engine that runs as a server.
pub fn search_export(site: &Site, words: &Words, engine: search::export::Engine) -> Output {
    let listed = listed_anew(site, words);
    gathered(search::export::files(site, words, &listed, engine))
}

fn gathered(files: Vec<(String, Vec<u8>)>) -> Output {
    let mut output = Output::new();
    for (path, bytes) in files {
        output.insert(path, bytes);
    }
    output
}

/// The pages that search finds although no record is behind them.
fn listed_of(site: &Arc<Site>, words: &Words, memo: &Memo) -> Vec<search::Listed> {
    let known = memo.listed(site);
    known.unwrap_or_else(|| listed_anew(site, words))
}

/// The same, when no page is rendered.
fn listed_anew(site: &Site, words: &Words) -> Vec<search::Listed> {
    let keys = view::pages(site);
    let lists = keys.par_iter().filter(|key| view::is_found(key));
    let listed = lists.map(|key| {
        let (route, view, _) = view::view(site, words, key);
        listed(route, &view)
    });
    listed.collect()
}
