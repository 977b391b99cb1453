//! All stages in their order.

mod own_theme;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::audit::{self, Finding};
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use crate::link::{self, Decisions, Site};
use crate::output::Output;
use crate::record::date::Date;
use crate::render::{self, TemplateTimes};
use crate::source::{Content, Files};
use crate::theme::Theme;
use crate::words::{self, Words};
use crate::{check, parse, view};

/// The most problems that are reported of one file.
const MOST_PROBLEMS: usize = 500;

/// The language of a site that names none.
const DEFAULT_LANGUAGE: &str = "en-GB";

/// What the caller decides about a build.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day for which the site is built: what is overdue on it, what has been published by it.
    pub as_of: Date,
    /// The address at which the site will be published, instead of the configured one.
    pub base_url: Option<String>,
    /// Whether drafts are part of the site.
    pub drafts: bool,
}

/// Results of pure steps, kept from one build to the next by the hash of what went in. A build
/// with a memo gives the same bytes as one without.
#[derive(Debug, Default)]
pub struct Memo {
    audit: audit::Memo,
}

impl Memo {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }
}

/// Time by stage and by template.
#[derive(Clone, Debug, Default)]
pub struct Timings {
    /// Stages in their order.
    pub stages: Vec<(&'static str, Duration)>,
    /// Pages and time by template, summed over threads.
    pub templates: TemplateTimes,
}

impl Timings {
    fn time<T>(&mut self, stage: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = run();
        self.stages.push((stage, start.elapsed()));
        result
    }
}

/// What a build gives.
#[derive(Debug)]
pub struct Build {
    /// The site. Meaningful only when there are no errors.
    pub output: Output,
    /// Every problem, in the order of files and places.
    pub diagnostics: Diagnostics,
    /// Where the time went.
    pub timings: Timings,
    /// Files in an output folder that the site says to keep, from `casebook.yaml`.
    pub keep: Vec<String>,
}

/// Builds a site from its files.
pub fn build(files: &Files, options: &Options, memo: &Memo) -> Build {
    let mut sink = files.diagnostics.clone();
    let mut timings = Timings::default();
    let parsed = timings.time("parse", || parse::parse(files, &mut sink));
    let records = timings.time("check", || check::check(&parsed, options.drafts, &mut sink));
    drop(parsed);
    let decisions = Decisions {
        as_of: options.as_of,
        base_url: options.base_url.clone(),
    };
    let keep = records
        .config
        .iter()
        .flat_map(|config| config.keep.iter().map(ToString::to_string))
        .collect();
    let site = timings.time("link", || link::link(records, files, decisions, &mut sink));
    let output = match site {
        Some(site) => finish(&site, files, memo, &mut timings, &mut sink),
        None => Output::new(),
    };
    sink.sort();
    sink.cap(MOST_PROBLEMS);
    Build {
        output,
        diagnostics: sink,
        timings,
        keep,
    }
}

fn finish(
    site: &Site,
    files: &Files,
    memo: &Memo,
    timings: &mut Timings,
    sink: &mut Diagnostics,
) -> Output {
    let theme = own_theme::load(site, files, sink);
    let words = Arc::new(load_words(site, &theme, sink));
    let assets = link::assets(files).map(|(path, file)| (path.to_string(), bytes(&file.content)));
    let before = sink.has_errors();
    let rendered = timings.time("render", || {
        render::render(site, &theme, &words, assets, files, sink)
    });
    timings.templates = rendered.times;
    // Pages of records that are wrong are missing, so their links would be reported a second time.
    if !before && !sink.has_errors() {
        let findings = timings.time("audit", || audited(&rendered.output, site, memo));
        let origins = origins(site);
        for finding in findings {
            sink.push(diagnostic(finding, &origins));
        }
    }
    rendered.output
}

fn bytes(content: &Content) -> Arc<[u8]> {
    match content {
        Content::Text(text) | Content::Unreadable(text) => Arc::from(text.as_bytes()),
        Content::Bytes(bytes) => bytes.clone(),
    }
}

fn load_words(site: &Site, theme: &Theme, sink: &mut Diagnostics) -> Words {
    let language = site
        .config
        .language
        .as_deref()
        .map_or(DEFAULT_LANGUAGE, |tag| tag);
    words::load(language, &theme.strings, sink)
}

fn audited(output: &Output, site: &Site, memo: &Memo) -> Vec<Finding> {
    let options = audit::Options {
        base_path: site.base_path(),
    };
    audit::check_with(output, &memo.audit, &options)
}

/// The file that each page is written from.
fn origins(site: &Site) -> HashMap<String, FileId> {
    let keys = view::pages(site);
    let pages = keys.iter().filter_map(|key| {
        let file = view::origin(site, key)?;
        Some((format!("{}index.html", view::route(site, key)), file))
    });
    pages.collect()
}

fn diagnostic(finding: Finding, origins: &HashMap<String, FileId>) -> Diagnostic {
    let message = format!("{}:{}: {}", finding.page, finding.line, finding.message);
    let problem = Diagnostic::error(finding.kind.code(), message).hint(finding.hint);
    match origins.get(&finding.page) {
        Some(file) => problem.at(Span::file_start(*file)),
        None => problem,
    }
}
