//! From views and theme to [`Output`]: pages, data files and assets, all in memory.
//!
//! Pages do not know one another, so they are rendered in parallel, each from a view that is made
//! when its turn comes and dropped after it.

mod blank;
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

use memo::{Files, Kept, KeptPage, Texts};

use crate::diag::{Diagnostic, Diagnostics};
use crate::feeds;
use crate::hosting;
use crate::link::Site;
use crate::output::Output;
use crate::search;
use crate::theme::Theme;
use crate::view::{self, PageKey};
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

/// What the build before leaves for this one, and how much of it holds.
#[derive(Clone, Copy)]
pub struct Before<'m> {
    /// The pages.
    pub memo: &'m Memo,
    /// Whether all that pages are made from is as it was, but for running text and the theme.
    pub site_same: bool,
}

/// Renders the site. Problems of templates go to `sink`; a page that fails is left out.
pub fn render(
    site: &Site,
    theme: &Theme,
    words: &Arc<Words>,
    assets: impl Iterator<Item = (String, Arc<[u8]>)>,
    before: Before<'_>,
    texts: &dyn templates::TextsOnThreads,
    sink: &mut Diagnostics,
) -> Rendered {
    let mut rendered = Rendered::default();
    let kept = before.memo.take();
    let known = kept.tera(theme, words);
    let same_theme = known.is_some();
    let templates = match known {
        Some(tera) => Some(Templates::known(tera, theme, words, texts)),
        None => Templates::new(theme, words, texts, sink),
    };
    let Some(templates) = templates else {
        return rendered;
    };
    let same = before.site_same && same_theme;
    let mut now = Kept::new(theme, words, templates.tera());
    let texts_now = Texts::of(site);
    let pages = pages(
        site,
        words,
        &templates,
        (&kept, &texts_now),
        (same, same_theme),
        &mut rendered,
        sink,
    );
    now.data = match same {
        true => kept.data,
        false => data_files(site, words),
    };
    now.index = match same && kept.texts == texts_now {
        true => kept.index,
        false => index(site, words),
    };
    now.texts = texts_now;
    for (path, bytes) in now.index.iter().chain(&now.data) {
        put(&mut rendered.output, path.clone(), bytes.clone(), sink);
    }
    for (path, asset) in &theme.assets {
        put(
            &mut rendered.output,
            path.clone(),
            asset.bytes.clone(),
            sink,
        );
    }
    for (path, bytes) in assets {
        put(&mut rendered.output, path, bytes, sink);
    }
    if let Some(pages) = pages {
        now.pages = pages;
        before.memo.put(now);
    }
    rendered
}

fn data_files(site: &Site, words: &Words) -> Files {
    let files = data::files(site, words).into_iter();
    let files = files.chain(blank::files(site, words));
    let files = files.chain(feeds::files(site, words, &addresses(site)));
    let files = files.chain(hosting::files(site));
    files.map(|(path, bytes)| (path, bytes.into())).collect()
}

/// The addresses of the pages, in their order.
fn addresses(site: &Site) -> Vec<String> {
    let keys = view::pages(site).into_iter();
    let keys = keys.filter(|key| {
        !matches!(
            key,
            PageKey::NotFound | PageKey::Moved(_) | PageKey::Gone(_)
        )
    });
    keys.map(|key| view::route(site, &key)).collect()
}

/// The search index.
fn index(site: &Site, words: &Words) -> Files {
    let keys = view::pages(site);
    let listed = listed(site, words, &keys);
    let files = search::files(site, words, &listed, search::Limits::default());
    let files = files.into_iter();
    files.map(|(path, bytes)| (path, bytes.into())).collect()
}

/// The pages that search finds although no record is behind them.
fn listed(site: &Site, words: &Words, keys: &[PageKey]) -> Vec<search::Listed> {
    let lists = keys.par_iter().filter(|key| view::is_list(key));
    let listed = lists.map(|key| {
        let (view, _) = view::view(site, words, key);
        search::Listed {
            route: view::route(site, key),
            title: view.page.title,
            description: view.page.description,
        }
    });
    listed.collect()
}

/// Renders every page that is not known, and puts all of them into the output. `None` when any
/// failed: what is kept must be a whole site.
fn pages(
    site: &Site,
    words: &Words,
    templates: &Templates<'_>,
    (kept, texts): (&Kept, &Texts),
    (same, same_theme): (bool, bool),
    rendered: &mut Rendered,
    sink: &mut Diagnostics,
) -> Option<Vec<KeptPage>> {
    let maker = Maker {
        site,
        words,
        templates,
        texts,
        known: match same_theme && !same {
            true => kept.by_path(),
            false => HashMap::new(),
        },
    };
    let made: Vec<Made> = match same {
        true => kept
            .pages
            .par_iter()
            .map(|page| maker.again(page))
            .collect(),
        false => view::pages(site)
            .par_iter()
            .map(|key| maker.page(key))
            .collect(),
    };
    let mut failed = Failed::default();
    let mut pages = Vec::with_capacity(made.len());
    for (page, time) in made {
        match page {
            Ok(page) => {
                let spent = rendered.times.entry(view::template(&page.key)).or_default();
                spent.0 += 1;
                spent.1 += time;
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
    texts: &'m Texts,
    /// Pages of the build before with the same templates, by path.
    known: HashMap<&'m str, &'m KeptPage>,
}

impl Maker<'_> {
    /// A page of the build before, when only running text can have changed since.
    fn again(&self, page: &KeptPage) -> Made {
        match self.texts.are(&page.used) {
            true => (Ok(page.clone()), Duration::ZERO),
            false => self.page(&page.key),
        }
    }

    fn page(&self, key: &PageKey) -> Made {
        let start = Instant::now();
        let (view, used) = view::view(self.site, self.words, key);
        let path = path(self.site, key);
        let hash = memo::hash(&view);
        let known = self.known.get(path.as_str());
        let known = known.filter(|known| Some(known.view) == hash);
        let bytes = match known {
            Some(known) => Ok(known.bytes.clone()),
            None => self
                .templates
                .render(view::template(key), &view)
                .map(|html| self.finished(html, key)),
        };
        let page = match bytes {
            Ok(bytes) => Ok(KeptPage {
                key: key.clone(),
                path,
                used: Arc::new(used),
                view: hash.unwrap_or_default(),
                bytes,
            }),
            Err(problem) => Err((problem, path)),
        };
        (page, start.elapsed())
    }

    fn finished(&self, html: String, key: &PageKey) -> Arc<[u8]> {
        let route = view::route(self.site, key);
        let page = spelled::spelled(html, &route, self.site.base_url.as_deref());
        Arc::from(page.into_bytes())
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
fn path(site: &Site, key: &PageKey) -> String {
    let route = view::route(site, key);
    match route.ends_with('/') || route.is_empty() {
        true => format!("{route}index.html"),
        false => route,
    }
}

fn put(output: &mut Output, path: String, bytes: impl Into<Arc<[u8]>>, sink: &mut Diagnostics) {
    // What two files of the site's own would share has been reported with the places of both.
    let known = |sink: &Diagnostics| sink.iter().any(|known| known.code == "duplicate-address");
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
