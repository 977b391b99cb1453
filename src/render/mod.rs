//! From views and theme to [`Output`]: pages, data files and assets, all in memory.
//!
//! Pages do not know one another, so they are rendered in parallel, each from a view that is made
//! when its turn comes and dropped after it.

mod data;
mod templates;
mod words;

use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

pub use templates::Templates;

use crate::diag::{Diagnostic, Diagnostics};
use crate::link::Site;
use crate::output::Output;
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

/// Renders the site. Problems of templates go to `sink`; a page that fails is left out.
pub fn render(
    site: &Site,
    theme: &Theme,
    words: &Arc<Words>,
    assets: impl Iterator<Item = (String, Arc<[u8]>)>,
    texts: &dyn templates::TextsOnThreads,
    sink: &mut Diagnostics,
) -> Rendered {
    let mut rendered = Rendered::default();
    let Some(templates) = Templates::new(theme, words, texts, sink) else {
        return rendered;
    };
    let keys = view::pages(site);
    let pages: Vec<(Result<String, Box<Diagnostic>>, Duration)> = keys
        .par_iter()
        .map(|key| page(site, words, &templates, key))
        .collect();
    let mut failed = Failed::default();
    for (key, (page, time)) in keys.iter().zip(pages) {
        let spent = rendered.times.entry(view::template(key)).or_default();
        spent.0 += 1;
        spent.1 += time;
        match page {
            Ok(html) => put(
                &mut rendered.output,
                path(site, key),
                html.into_bytes(),
                sink,
            ),
            Err(problem) => failed.add(*problem, path(site, key)),
        }
    }
    failed.report(sink);
    for (path, bytes) in data::files(site, words) {
        put(&mut rendered.output, path, bytes, sink);
    }
    for (path, bytes) in &theme.assets {
        put(&mut rendered.output, path.clone(), bytes.clone(), sink);
    }
    for (path, bytes) in assets {
        put(&mut rendered.output, path, bytes, sink);
    }
    rendered
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

fn page(
    site: &Site,
    words: &Words,
    templates: &Templates<'_>,
    key: &PageKey,
) -> (Result<String, Box<Diagnostic>>, Duration) {
    let start = Instant::now();
    let view = view::view(site, words, key);
    let html = templates.render(view::template(key), &view);
    (html, start.elapsed())
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
