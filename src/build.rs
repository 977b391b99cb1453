//! All stages in their order.

mod finish;
mod known;
mod left;
mod own_theme;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::audit;
use crate::diag::Diagnostics;
use crate::history::History;
use crate::link::{self, Decisions, Site};
use crate::output::Output;
use crate::parse::Parsed;
use crate::record::date::Date;
use crate::render::{self, TemplateTimes};
use crate::rules;
use crate::search::export::Engine;
use crate::source::{Content, Files};
use crate::theme::{Strings, Theme};
use crate::words::{self, Words};
use crate::{check, parse};
use finish::Remains;
use known::{Around, From, Known};

pub use left::{Last, Left};

/// The most problems that are reported of one file.
const MOST_PROBLEMS: usize = 500;

/// What the caller decides about a build.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The day for which the site is built: what is overdue on it, what has been published by it.
    pub as_of: Date,
    /// The address at which the site will be published, instead of the configured one.
    pub base_url: Option<String>,
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// Whether the site is to go out: what may not is then an error.
    pub for_publication: bool,
    /// When files changed. Without it, no page says so.
    pub history: Option<History>,
}

impl Options {
    /// For a day, with nothing else decided: not for publication, without drafts and history.
    pub fn for_day(as_of: Date) -> Self {
        Self {
            as_of,
            base_url: None,
            drafts: false,
            for_publication: false,
            history: None,
        }
    }
}

/// Results of pure steps, kept from one build to the next by the hash of what went in. A build
/// with a memo gives the same bytes as one without.
#[derive(Debug, Default)]
pub struct Memo {
    parse: parse::Memo,
    check: check::Memo,
    link: link::Memo,
    words: Mutex<Option<KnownWords>>,
    theme: own_theme::Memo,
    rules: rules::Memo,
    render: render::Memo,
    /// The site of the build before.
    known: Mutex<Option<Known>>,
    /// What the build before was made from, besides records and theme.
    around: Mutex<Option<Around>>,
    audit: audit::Memo,
    /// Whether the next build is the last, so that each stage may let go what no later one needs.
    last: bool,
}

/// Words with the language and the files that they were read from.
type KnownWords = (String, Vec<Strings>, Arc<Words>);

impl Memo {
    /// Whether the build before had the same options and copied the same files.
    fn same_around(&self, files: &Files, options: &Options) -> bool {
        let now = Around::of(files, options);
        let mut known = lock(&self.around);
        let same = known.as_ref() == Some(&now);
        *known = Some(now);
        same
    }

    /// The words of the interface; read again when anything about them is other than before.
    fn words(&self, site: &Site, theme: &Theme, sink: &mut Diagnostics) -> Arc<Words> {
        let language = site.config.language();
        let mut known = lock(&self.words);
        if let Some((tongue, files, words)) = &*known
            && tongue == language
            && *files == theme.strings
        {
            return words.clone();
        }
        let mut problems = Diagnostics::new();
        let words = Arc::new(words::load(language, &theme.strings, &mut problems));
        // What has problems is read again, so that they are reported again.
        *known = (problems.iter().len() == 0)
            .then(|| (language.to_string(), theme.strings.clone(), words.clone()));
        for problem in problems.iter().cloned() {
            let asked = site.config.language.as_ref();
            let asked = asked.filter(|_| problem.primary.is_none());
            sink.push(match asked {
                Some(asked) => problem.at(asked.span),
                None => problem,
            });
        }
        words
    }

    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// For one build only, which is then spared what only another would need.
    pub fn once() -> Self {
        Self {
            parse: parse::Memo::once(),
            check: check::Memo::once(),
            rules: rules::Memo::once(),
            render: render::Memo::once(),
            audit: audit::Memo::once(),
            ..Self::default()
        }
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
    /// Adds to the time of a stage.
    fn add(&mut self, stage: &'static str, took: Duration) {
        match self.stages.iter_mut().find(|(known, _)| *known == stage) {
            Some((_, before)) => *before += took,
            None => self.stages.push((stage, took)),
        }
    }

    fn time<T>(&mut self, stage: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = run();
        self.add(stage, start.elapsed());
        result
    }
}

/// What a build gives.
#[derive(Debug)]
pub struct Build {
    /// The site. Meaningful only when there are no errors.
    pub output: Arc<Output>,
    /// Every problem, in the order of files and places.
    pub diagnostics: Diagnostics,
    /// Where the time went.
    pub timings: Timings,
    /// Files in an output folder that the site says to keep, from `casebook.yaml`.
    pub keep: Vec<String>,
    /// What the pages were made of. `None` without a configuration: then there is no site.
    pub site: Option<Arc<Site>>,
    /// The words of its interface.
    pub words: Option<Arc<Words>>,
    /// What the audit and the names ask of a site that was let go.
    remains: Option<Remains>,
}

impl Build {
    /// Adds data files and the search index, which are made from the site as a whole. A site with
    /// errors is not published, so it gets none.
    #[must_use]
    pub fn whole(mut self, memo: &Memo) -> Self {
        let rest = self.site.clone().zip(self.words.clone());
        if let Some((site, words)) = rest.filter(|_| !self.diagnostics.has_errors()) {
            let output = Arc::make_mut(&mut self.output);
            let sink = &mut self.diagnostics;
            self.timings.time("index", || {
                render::rest(&site, &words, &memo.render, output, sink);
            });
        }
        self
    }

    /// The pages with the data files and the search index of the last whole build, to be shown
    /// until this one is whole.
    pub fn with_older_rest(&self, memo: &Memo) -> Arc<Output> {
        let mut output = Output::clone(&self.output);
        render::older_rest(&memo.render, &mut output);
        Arc::new(output)
    }

    /// The search index: a site whose readers ask a search server need not ship it. Nothing without
    /// a site.
    pub fn search_index(&self) -> Output {
        let made = self.site.iter().zip(&self.words).next();
        made.map_or_else(Output::new, |(site, words)| {
            render::search_index(site, words)
        })
    }

    /// The site's documents for a search engine that runs as a server. `None` without a site.
    pub fn search_export(&self, engine: Engine) -> Option<Output> {
        let (site, words) = (self.site.as_ref()?, self.words.as_ref()?);
        Some(render::search_export(site, words, engine))
    }

    /// The Content-Security-Policy that a web server should send, where it is not the usual one.
    pub fn own_policy(&self) -> Option<String> {
        let policy = link::content_security_policy(&self.site.as_ref()?.config);
        (policy != link::CONTENT_SECURITY_POLICY).then_some(policy)
    }
}

/// Builds a site from its files.
pub fn build(files: &Files, options: &Options, memo: &Memo) -> Build {
    pages(files, options, memo).whole(memo).audited(files, memo)
}

/// A site without pages: what [`linked`] gives.
#[derive(Debug)]
pub struct Linked {
    /// The site, and the words of its interface. `None` without a configuration.
    pub site: Option<(Arc<Site>, Arc<Words>)>,
    /// Every problem of the records, in the order of files and places.
    pub diagnostics: Diagnostics,
}

/// The stages of [`build()`] before pages are made, for what is asked about the records alone.
pub fn linked(files: &Files, options: &Options) -> Linked {
    let mut sink = files.diagnostics.clone();
    let memo = Memo::new();
    let (site, ..) = resolved(files, options, &memo, &mut Timings::default(), &mut sink);
    let site = site.map(|site| {
        let theme = own_theme::load(&site, files, &memo.theme, &mut sink);
        let words = memo.words(&site, &theme, &mut sink);
        (site, words)
    });
    sink.sort();
    sink.cap(MOST_PROBLEMS);
    Linked {
        site,
        diagnostics: sink,
    }
}

/// The pages of [`build()`], with assets. The preview shows those of a site without errors before
/// the rest is made ([`Build::whole`]) and all of it is audited ([`Build::audited`]).
pub fn pages(files: &Files, options: &Options, memo: &Memo) -> Build {
    let mut sink = files.diagnostics.clone();
    let mut timings = Timings::default();
    let (site, keep, parsed) = resolved(files, options, memo, &mut timings, &mut sink);
    if memo.last {
        memo.forget_records();
    }
    timings.time("rules", || {
        let subject = rules::Subject {
            files,
            parsed: &parsed,
            site: site.as_deref(),
            drafts: options.drafts,
        };
        rules::check(subject, &memo.rules, &mut sink);
    });
    if memo.last {
        memo.rules.forget();
    }
    drop(parsed);
    let (output, words) = match &site {
        Some(site) => {
            let (output, words) = rendered(site, files, memo, &mut timings, &mut sink);
            (output, Some(words))
        }
        None => (Output::new(), None),
    };
    Build {
        output: Arc::new(output),
        diagnostics: sink,
        timings,
        keep,
        site,
        words,
        remains: None,
    }
}

/// The first stages of a site: what commands need that change its files.
#[derive(Debug)]
pub struct Examined {
    /// Its documents.
    pub parsed: parse::Parsed,
    /// Its vocabularies.
    pub vocabularies: check::Vocabularies,
    /// The fields that it declares, by kind.
    pub declared: std::collections::BTreeMap<String, Vec<check::DeclaredShape>>,
    /// Every reference and link in the running text of its records.
    pub mentions: check::Mentions,
    /// Every problem up to the linking of records, drafts too.
    pub diagnostics: Diagnostics,
}

/// Parses, checks and links a site, and renders nothing. What only pages can show (a missing
/// anchor, a template that fails) is not found.
pub fn examine(files: &Files, as_of: Date) -> Examined {
    let mut sink = files.diagnostics.clone();
    let parsed = parse::parse(files, &parse::Memo::default(), &mut sink);
    let admit = check::Admit {
        drafts: true,
        as_of,
    };
    let records = check::check(&parsed, admit, &check::Memo::default(), &mut sink);
    let vocabularies = records.vocabularies.clone();
    let declared = records.declared.clone();
    let mentions = records.mentions.clone();
    let decisions = Decisions {
        as_of,
        base_url: None,
        for_publication: false,
        history: None,
    };
    // Only its problems are wanted.
    drop(link::link(
        records,
        files,
        decisions,
        false,
        &link::Memo::default(),
        &mut sink,
    ));
    sink.sort();
    Examined {
        parsed,
        vocabularies,
        declared,
        mentions,
        diagnostics: sink,
    }
}

/// The site, the files of others that it says to keep, and the trees that it was made of.
fn resolved(
    files: &Files,
    options: &Options,
    memo: &Memo,
    timings: &mut Timings,
    sink: &mut Diagnostics,
) -> (Option<Arc<Site>>, Vec<String>, Parsed) {
    let parsed = timings.time("parse", || parse::parse(files, &memo.parse, sink));
    let same_around = memo.same_around(files, options);
    let before = lock(&memo.known).take();
    let before = before.filter(|known| same_around && known.from.is(files, options, &parsed));
    let known = before.unwrap_or_else(|| {
        let mut problems = Diagnostics::new();
        let stages = (&mut *timings, &mut problems);
        let (site, keep) = checked(&parsed, files, (options, same_around), memo, stages);
        Known {
            from: From::of(files, options, &parsed),
            site,
            keep,
            problems,
        }
    });
    sink.append(known.problems.clone());
    let (site, keep) = (known.site.clone(), known.keep.clone());
    if memo.render.is_kept() {
        *lock(&memo.known) = Some(known);
    }
    (site, keep, parsed)
}

/// The site of what was parsed.
fn checked(
    parsed: &Parsed,
    files: &Files,
    (options, same_around): (&Options, bool),
    memo: &Memo,
    (timings, sink): (&mut Timings, &mut Diagnostics),
) -> (Option<Arc<Site>>, Vec<String>) {
    let records = timings.time("check", || {
        let admit = check::Admit {
            drafts: options.drafts,
            as_of: options.as_of,
        };
        check::check(parsed, admit, &memo.check, sink)
    });
    let decisions = Decisions {
        as_of: options.as_of,
        base_url: options.base_url.clone(),
        for_publication: options.for_publication,
        history: options.history.clone(),
    };
    let keep = records
        .config
        .iter()
        .flat_map(|config| config.keep.iter().map(|path| path.to_string()))
        .collect();
    let site = timings.time("link", || {
        link::link(records, files, decisions, same_around, &memo.link, sink)
    });
    (site, keep)
}

fn rendered(
    site: &Arc<Site>,
    files: &Files,
    memo: &Memo,
    timings: &mut Timings,
    sink: &mut Diagnostics,
) -> (Output, Arc<Words>) {
    let theme = timings.time("theme", || own_theme::load(site, files, &memo.theme, sink));
    let words = memo.words(site, &theme, sink);
    let from = render::From {
        site,
        theme: &theme,
        words: &words,
    };
    let assets = link::assets(files).map(|(path, file)| (path.to_string(), bytes(&file.content)));
    let start = Instant::now();
    let rendered = render::render(from, assets, &memo.render, files, sink);
    let index = rendered.index.unwrap_or_default();
    timings.add("render", start.elapsed().saturating_sub(index));
    if let Some(took) = rendered.index {
        timings.add("index", took);
    }
    timings.templates = rendered.times;
    (rendered.output, words)
}

fn bytes(content: &Content) -> Arc<[u8]> {
    match content {
        Content::Text(text) | Content::Unreadable(text) => Arc::from(text.as_bytes()),
        Content::Bytes(bytes) => bytes.clone(),
    }
}

fn lock<T>(shelf: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept is put there whole.
    shelf.lock().unwrap_or_else(PoisonError::into_inner)
}
