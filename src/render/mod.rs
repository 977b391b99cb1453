//! From views and theme to [`Output`]: pages, data files and assets, all in memory.
//!
//! Pages do not know one another, so they are rendered in parallel, each from a view that is made
//! when its turn comes and dropped after it. Data files and the search index ([`rest`]) are made
//! from the whole site and come second: the preview shows the pages before them.

mod blank;
mod charts;
mod compared;
mod data;
mod folded;
mod memo;
#[cfg(test)]
mod nhsuk_tests;
mod spelled;
mod templates;
mod words;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

pub use memo::Memo;
pub use templates::Templates;

use memo::{Files, Kept, KeptPage, KeptRest};

use crate::cite;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::feeds;
use crate::hosting;
use crate::link::Site;
use crate::open_data;
use crate::output::Output;
use crate::record::reads::Changes;
use crate::search;
use crate::theme::Theme;
use crate::view::{self, PageKey, View};
use crate::words::Words;

/// How long each template took, over all its pages.
pub type TemplateTimes = std::collections::BTreeMap<&'static str, (usize, Duration)>;

/// Everything that rendering gives.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The site.
    pub output: Output,
    /// Time by template: pages and time spent, summed over threads.
    pub times: TemplateTimes,
}

/// What pages are made from.
#[derive(Clone, Copy)]
pub struct From<'f> {
    /// The records.
    pub site: &'f Arc<Site>,
    /// Templates and assets.
    pub theme: &'f Theme,
    /// The words of the interface.
    pub words: &'f Arc<Words>,
}

/// Renders the pages and adds the assets. Problems of templates go to `sink`; a page that fails is
/// left out.
pub fn render(
    from: From<'_>,
    assets: impl Iterator<Item = (String, Arc<[u8]>)>,
    memo: &Memo,
    texts: &dyn templates::TextsOnThreads,
    sink: &mut Diagnostics,
) -> Rendered {
    let From { site, theme, words } = from;
    let mut rendered = Rendered::default();
    let kept = memo.take();
    let known = kept.tera(theme, words);
    let same_theme = known.is_some();
    let templates = match known {
        Some(tera) => Some(Templates::known(tera, theme, words, texts)),
        None => Templates::new(theme, words, texts, sink),
    };
    let Some(templates) = templates else {
        memo.put(kept);
        return rendered;
    };
    let before = same_theme.then_some(&kept);
    let made = pages(site, words, &templates, before, memo.is_kept());
    let pages = add_pages(made, &mut rendered, sink);
    for (path, asset) in &theme.assets {
        put(
            &mut rendered.output,
            path.as_str(),
            asset.bytes.clone(),
            sink,
        );
    }
    for (path, bytes) in assets {
        put(&mut rendered.output, path, bytes, sink);
    }
    // Of a site with errors only what there was before is worth keeping.
    let good = sink.count(Severity::Error) == 0 || kept.pages.is_empty();
    match pages.filter(|_| good) {
        Some(pages) => memo.put(Kept::new(from, templates.tera(), pages)),
        None => memo.put(kept),
    }
    rendered
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
            index: index(site, words, memo),
            ..kept
        },
        _ => {
            let index = || index(site, words, memo);
            let (index, data) = rayon::join(index, || data_files(site, words));
            KeptRest {
                site: site.clone(),
                words: words.clone(),
                data,
                index,
            }
        }
    };
    for (path, bytes) in rest.index.iter().chain(rest.data.iter()) {
        put(output, path.clone(), bytes.clone(), sink);
    }
    memo.put_rest(rest);
}

/// Adds what the last build with all its parts had beside pages, which may be out of date.
pub fn older_rest(memo: &Memo, output: &mut Output) {
    if let Some(rest) = memo.rest() {
        for (path, bytes) in rest.index.iter().chain(rest.data.iter()) {
            output.insert(path.clone(), bytes.clone());
        }
    }
}

fn data_files(site: &Site, words: &Words) -> Files {
    let described = || {
        let mut data = data::files(site, words);
        data.extend(open_data::files(site, words, &data));
        data
    };
    let beside = || {
        let mut files = blank::files(site, words);
        files.extend(feeds::files(site, words, &addresses(site)));
        files.extend(cite::files(site, words));
        files.extend(hosting::files(site));
        files.extend(compared::files(site, words));
        files
    };
    let (data, files) = rayon::join(described, beside);
    let files = data.into_iter().chain(files);
    Arc::new(
        files
            .map(|(path, bytes)| (path.into(), bytes.into()))
            .collect(),
    )
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
fn index(site: &Arc<Site>, words: &Arc<Words>, memo: &Memo) -> Files {
    let listed = memo.listed(site);
    let listed = listed.unwrap_or_else(|| listed_anew(site, words));
    let limits = search::Limits::default();
    Arc::new(search::files(site, words, &listed, limits, &memo.search))
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

/// The pages that search finds although no record is behind them, when no page is rendered.
fn listed_anew(site: &Site, words: &Words) -> Vec<search::Listed> {
    let keys = view::pages(site);
    let lists = keys.par_iter().filter(|key| view::is_found(key));
    let listed = lists.map(|key| {
        let (route, view, _) = view::view(site, words, key);
        listed(route, &view)
    });
    listed.collect()
}

fn listed(route: String, view: &View) -> search::Listed {
    search::Listed {
        route,
        title: view.page.title.clone(),
        description: view.page.description.clone(),
    }
}

/// Makes every page that is not known from the build before.
fn pages(
    site: &Site,
    words: &Words,
    templates: &Templates<'_>,
    before: Option<&Kept>,
    hashed: bool,
) -> Vec<Made> {
    let keys = view::pages(site);
    let changes = before
        .and_then(|kept| site.changes_since(kept.site.as_deref()?))
        .filter(|changes| changes.fields.len() + changes.bodies.len() <= MOST_CHANGES);
    let maker = Maker {
        site,
        words,
        templates,
        hashed,
        known: before.map(Kept::by_path).unwrap_or_default(),
    };
    match (before, changes) {
        (Some(kept), Some(changes)) if keys.iter().eq(kept.pages.iter().map(|page| &page.key)) => {
            let pages = kept.pages.par_iter();
            pages.map(|page| maker.again(page, &changes)).collect()
        }
        _ => keys.par_iter().map(|key| maker.page(key)).collect(),
    }
}

/// With more changes than these, looking each up for each page takes longer than it spares.
const MOST_CHANGES: usize = 500;

/// Puts the pages into the output. `None` when any failed: what is kept must be a whole site.
fn add_pages(
    made: Vec<Made>,
    rendered: &mut Rendered,
    sink: &mut Diagnostics,
) -> Option<Vec<KeptPage>> {
    let mut failed = Failed::default();
    let mut pages = Vec::with_capacity(made.len());
    for (page, time) in made {
        match page {
            Ok(page) => {
                if !time.is_zero() {
                    let spent = rendered.times.entry(view::template(&page.key)).or_default();
                    spent.0 += 1;
                    spent.1 += time;
                }
                put(
                    &mut rendered.output,
                    page.path.clone(),
                    page.bytes.clone(),
                    sink,
                );
                pages.push(page);
            }
            Err((problem, path)) => failed.add(*problem, path),
        }
    }
    let whole = failed.0.is_empty();
    failed.report(sink);
    whole.then_some(pages)
}

/// A page, or why there is none and where it would lie; and how long it took.
type Made = (Result<KeptPage, (Box<Diagnostic>, String)>, Duration);

/// Makes pages from all that they are made from.
struct Maker<'m> {
    site: &'m Site,
    words: &'m Words,
    templates: &'m Templates<'m>,
    /// Whether a later build will ask what the views were.
    hashed: bool,
    /// Pages of the build before with the same templates, by path.
    known: HashMap<&'m str, &'m KeptPage>,
}

impl Maker<'_> {
    /// A page of the build before, if nothing changed that it was made from.
    fn again(&self, page: &KeptPage, changes: &Changes) -> Made {
        match page.reads.touch(changes) {
            false => (Ok(page.clone()), Duration::ZERO),
            true => self.page(&page.key),
        }
    }

    fn page(&self, key: &PageKey) -> Made {
        let start = Instant::now();
        let (route, view, reads) = view::view(self.site, self.words, key);
        let listed = view::is_found(key).then(|| Arc::new(listed(route.clone(), &view)));
        let path = path(route);
        let known = self.known.get(path.as_str());
        let hash = self.hashed.then(|| memo::hash(&view)).flatten();
        let known = known.filter(|known| hash.is_some() && known.view == hash);
        let bytes = match known {
            Some(known) => Ok(known.bytes.clone()),
            None => self
                .templates
                .render(view::template(key), &view, |html| self.finished(html, key)),
        };
        let page = match bytes {
            Ok(bytes) => Ok(KeptPage {
                key: key.clone(),
                path: path.into(),
                reads: Arc::new(reads),
                view: hash,
                listed,
                bytes,
            }),
            Err(problem) => Err((problem, path)),
        };
        (page, start.elapsed())
    }

    fn finished(&self, html: &str, key: &PageKey) -> Arc<[u8]> {
        let route = view::route(self.site, key);
        let page = spelled::spelled(html, &route, self.site.base_url.as_deref());
        Arc::from(page.as_bytes())
    }
}

/// Problems of templates, each with the pages on which it was met: a slip in a template that many
/// pages use is one problem.
#[derive(Default)]
struct Failed(Vec<(Diagnostic, Vec<String>)>);

impl Failed {
    fn add(&mut self, problem: Diagnostic, page: String) {
        match self.0.iter_mut().find(|(known, _)| *known == problem) {
            Some((_, pages)) => pages.push(page),
            None => self.0.push((problem, vec![page])),
        }
    }

    fn report(self, sink: &mut Diagnostics) {
        for (problem, pages) in self.0 {
            let others = pages.len() - 1;
            sink.push(templates::on_pages(problem, &pages[0], others));
        }
    }
}

/// The file of a page.
fn path(route: String) -> String {
    match route.ends_with('/') || route.is_empty() {
        true => route + "index.html",
        false => route,
    }
}

fn put(
    output: &mut Output,
    path: impl Into<Arc<str>>,
    bytes: impl Into<Arc<[u8]>>,
    sink: &mut Diagnostics,
) {
    // What two files of the site's own would share has been reported with the places of both.
    let known = |sink: &Diagnostics| sink.iter().any(|known| known.code == "duplicate-address");
    let path = path.into();
    if !output.insert(path.clone(), bytes) && !known(sink) {
        sink.push(
            Diagnostic::error(
                "duplicate-file",
                format!("Two files of the site would lie at “{path}”."),
            )
            .hint("Rename the file in the content folder that has this path."),
        );
    }
}
