//! From views and theme to [`Output`]: pages, data files and assets, all in memory.
//!
//! Pages do not know one another, so they are rendered in parallel, each from a view that is made
//! when its turn comes and dropped after it. Data files and the search index ([`rest()`]) are made
//! from the whole site and come second: the preview shows the pages before them. In a build after
//! which no other follows the index comes when the lists are made, which it needs, and before all
//! other pages: what it takes of memory is free again before pages fill it. Data files are made
//! beside the index, and beside those pages if the site is large.

mod blank;
mod charts;
mod compared;
mod data;
mod folded;
mod left;
mod memo;
#[cfg(test)]
mod nhsuk_tests;
mod rest;
mod spelled;
mod templates;
mod words;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rayon::prelude::*;

pub use left::Left;
pub use memo::Memo;
pub use rest::{older_rest, rest, search_export, search_index};
pub use templates::Templates;

use memo::{Kept, KeptPage, KeptRest};

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::link::Site;
use crate::output::{Bytes, Output};
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
    /// How long the search index took, if it was made between pages.
    pub index: Option<Duration>,
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
    let made = match memo.is_kept() {
        true => pages(site, words, &templates, before),
        false => {
            let good = sink.count(Severity::Error) == 0;
            let maker = Maker::new(site, words, &templates);
            let (made, took) = pages_and_rest(from, &maker, good.then_some(memo));
            rendered.index = took;
            made
        }
    };
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
    match pages.filter(|_| good && memo.wants_pages()) {
        Some(pages) if memo.is_kept() => memo.put(Kept::new(from, templates.tera(), pages)),
        Some(pages) => memo.put(Kept::pages_alone(pages)),
        None => memo.put(kept),
    }
    rendered
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
) -> Vec<Made> {
    let keys = view::pages(site);
    let changes = before
        .and_then(|kept| site.changes_since(kept.site.as_deref()?))
        .filter(|changes| changes.fields.len() + changes.bodies.len() <= MOST_CHANGES);
    let maker = Maker {
        hashed: true,
        known: before.map(Kept::by_path).unwrap_or_default(),
        models: before.is_none().then(Mutex::default),
        ..Maker::new(site, words, templates)
    };
    match (before, changes) {
        (Some(kept), Some(changes)) if keys.iter().eq(kept.pages.iter().map(|page| &page.key)) => {
            let pages = kept.pages.par_iter();
            pages.map(|page| maker.again(page, &changes)).collect()
        }
        _ => maker.pages(&keys),
    }
}

/// Makes every page: lists, then the search index, then all others. Index and data files are left in
/// the memo, if there are to be any; with the time until the index was there.
fn pages_and_rest(
    from: From<'_>,
    maker: &Maker<'_>,
    memo: Option<&Memo>,
) -> (Vec<Made>, Option<Duration>) {
    let From { site, words, .. } = from;
    let keys = view::pages(site).into_iter();
    let (lists, others): (Vec<_>, Vec<_>) = keys.partition(view::is_found);
    let mut made = maker.pages(&lists);
    let Some(memo) = memo else {
        made.extend(maker.pages(&others));
        return (made, None);
    };
    let start = Instant::now();
    let pages = made.iter().filter_map(|(page, _)| page.as_ref().ok());
    let listed = pages.filter_map(|page| page.listed.as_deref().cloned());
    let listed: Vec<_> = listed.collect();
    let index = || rest::index(site, words, &listed, memo);
    let data = || rest::data(site, words);
    let (index, data, took) = match rest::is_large(site) {
        true => {
            let index = index();
            let took = start.elapsed();
            let (others, data) = rayon::join(|| maker.pages(&others), data);
            made.extend(others);
            (index, data, took)
        }
        false => {
            let (index, data) = rayon::join(index, data);
            let took = start.elapsed();
            made.extend(maker.pages(&others));
            (index, data, took)
        }
    };
    memo.put_rest(KeptRest {
        site: site.clone(),
        words: words.clone(),
        data,
        index,
    });
    (made, Some(took))
}

/// The longest page that is packed against another, in bytes: half of what is looked back over.
const MODEL: usize = 32 * 1024;

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

/// A page of each template.
type Models = HashMap<&'static str, Arc<[u8]>>;

/// Makes pages from all that they are made from.
struct Maker<'m> {
    site: &'m Site,
    words: &'m Words,
    templates: &'m Templates<'m>,
    /// Whether a later build will ask what the views were.
    hashed: bool,
    /// Pages of the build before with the same templates, by path.
    known: HashMap<&'m str, &'m KeptPage>,
    /// A page of each template, against which the others are packed; only when all are made, so
    /// that none is kept for the sake of a few.
    models: Option<Mutex<Models>>,
}

impl<'m> Maker<'m> {
    /// For a build that knows of no other.
    fn new(site: &'m Site, words: &'m Words, templates: &'m Templates<'m>) -> Self {
        Self {
            site,
            words,
            templates,
            hashed: false,
            known: HashMap::new(),
            models: Some(Mutex::default()),
        }
    }

    fn pages(&self, keys: &[PageKey]) -> Vec<Made> {
        keys.par_iter().map(|key| self.page(key)).collect()
    }

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
        // A page that the last run of the program left has no hash to compare with.
        let hashed = self.hashed && known.is_none_or(|known| known.view.is_some());
        let hash = hashed.then(|| memo::hash(&view)).flatten();
        let same = known.filter(|known| hash.is_some() && known.view == hash);
        let bytes = match same {
            Some(known) => Ok(known.bytes.clone()),
            None => self.templates.render(view::template(key), &view, |html| {
                let made = self.finished(html, key);
                // The same bytes are the same in memory, which is all that later stages compare.
                let known = known.filter(|known| known.bytes == made);
                known.map_or(made, |known| known.bytes.clone())
            }),
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

    fn finished(&self, html: &str, key: &PageKey) -> Bytes {
        let route = view::route(self.site, key);
        let page = spelled::spelled(html, &route, self.site.base_url.as_deref());
        match self.model(view::template(key), &page) {
            Some(model) => Bytes::like(&model, page.as_bytes()),
            None => page.as_bytes().into(),
        }
    }

    /// The page that stands for all of a template: the first that is made and not too long for what
    /// packs to look back over it and the next.
    fn model(&self, template: &'static str, page: &str) -> Option<Arc<[u8]>> {
        let models = self.models.as_ref().filter(|_| page.len() <= MODEL)?;
        let mut models = models.lock().unwrap_or_else(PoisonError::into_inner);
        let model = models.entry(template);
        Some(model.or_insert_with(|| page.as_bytes().into()).clone())
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
    bytes: impl Into<Bytes>,
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
