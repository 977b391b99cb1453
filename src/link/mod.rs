//! From records to the [`Site`]: everything resolved, counted and addressed.
//!
//! In go checked [`Records`]; out comes the site, which no later stage changes. References are
//! checked here, at the places where they were written, because only here are all records known.

mod addresses;
mod answers;
mod backlinks;
pub mod base;
mod catalogues;
mod changes;
mod compared;
mod coverage;
mod dates;
mod facets;
mod feeds;
mod lessons;
mod look_up;
mod names;
mod paths;
mod pictures;
mod policy;
mod practice;
mod provenance;
mod publication;
mod references;
mod routes;
mod statements;
mod totals;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

pub use addresses::{Gone, LEDGER, Moved};
use jiff::tz::TimeZone;

pub use backlinks::Backlinks;
pub use catalogues::{CatalogueGroup, CatalogueList, route as catalogue_route, text};
pub use compared::AwardName;
pub use coverage::Coverage;
pub use facets::{Facet, FacetValue, NOT_REPORTED};
pub use feeds::Feed;
pub use look_up::find;
pub use policy::{CONTENT_SECURITY_POLICY, content_security_policy};
pub use practice::{ItemPlace, Practice};
pub use provenance::Taken;
pub use publication::CLEAR;
pub use routes::{
    DATA, NEWS, PACKAGE, REGISTERS, Routes, STATEMENTS, UPDATES, coverage_route, of_record,
    record_at, register_files, relative,
};
pub use totals::{AwardSum, Group, Register, money};

use crate::check::{DeclaredShape, Face, Known, Records, Vocabularies};
use crate::diag::{Diagnostics, FileId, Severity, Span};
use crate::history::History;
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::config::Config;
use crate::record::date::Date;
use crate::record::knowledge::{Glossary, Lesson, Page, SynonymList};
use crate::record::practice::{Checklist, Form};
use crate::record::reads::Part;
use crate::record::register::{Benefit, Figure};
use crate::record::source::Source;
use crate::record::value::{Fields, Kind};
use crate::source::{Content, File, Files};

/// The whole site, resolved. Lists are sorted by id, indexes hold positions in them.
#[derive(Debug)]
pub struct Site {
    /// `casebook.yaml`.
    pub config: Config,
    /// The day for which the site is built.
    pub as_of: Date,
    /// Where the site will be published, with a `/` at the end.
    pub base_url: Option<String>,
    /// When files changed, if that is known.
    pub history: Option<History>,
    /// The time zone in which dates are meant.
    zone: TimeZone,
    /// The vocabularies.
    pub vocabularies: Vocabularies,
    /// Fields that the site declares, by kind.
    pub declared: BTreeMap<String, Vec<DeclaredShape>>,
    /// Words that mean the same to people who search.
    pub synonyms: Vec<Entry<SynonymList>>,
    /// Sources.
    pub sources: Vec<Entry<Source>>,
    /// Awards.
    pub awards: Vec<Entry<Award>>,
    /// Rows of the benefits register.
    pub benefits: Vec<Entry<Benefit>>,
    /// Figures.
    pub figures: Vec<Entry<Figure>>,
    /// Terms.
    pub terms: Vec<Entry<Glossary>>,
    /// Lessons.
    pub lessons: Vec<Entry<Lesson>>,
    /// Pages.
    pub pages: Vec<Entry<Page>>,
    /// Checklists.
    pub checklists: Vec<Entry<Checklist>>,
    /// Templates to fill in.
    pub forms: Vec<Entry<Form>>,
    /// Records of the kinds that are all shown alike, by kind.
    pub catalogued: BTreeMap<&'static str, Vec<Entry<Fields>>>,
    /// Width and height of pictures that are copied, by path.
    pub picture_sizes: BTreeMap<String, (usize, usize)>,
    /// The path of every file, by its id.
    file_paths: Vec<Arc<str>>,
    /// The same for two sites exactly when all that is no record is the same.
    ground: Ground,
    /// What is made of many of them; the site gives it as if it were its own.
    derived: Derived,
}

/// What is made of many records. Each is a [`Part`], so that it is known which pages looked into it.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Which items of checklists rest on which lessons.
    pub practice: Part<Practice>,
    /// Which records name which.
    pub backlinks: Arc<Backlinks>,
    /// Where each item of each source went.
    pub coverage: Part<Coverage>,
    /// Which records exist, also drafts.
    pub known: Part<Known>,
    /// Addresses.
    pub routes: Part<Routes>,
    /// Addresses at which pages were before.
    pub moved: Part<Vec<Moved>>,
    /// Pages of records that are no longer part of the site.
    pub gone: Part<Vec<Gone>>,
    /// The addresses that must last: of the pages of records, and of what stands for them.
    pub lasting: Part<BTreeSet<String>>,
    /// The addresses that were accepted before, if the site keeps a list of them.
    pub ledger: Part<Option<BTreeMap<String, Span>>>,
    /// What can be followed; nothing on a site whose address is not known.
    pub feeds: Part<Vec<Feed>>,
    /// The filters of the award index.
    pub facets: Part<Vec<Facet>>,
    /// The filters of the lesson index.
    pub lesson_facets: Part<Vec<Facet>>,
    /// The filters of the list of figures.
    pub figure_facets: Part<Vec<Facet>>,
    /// The sums of the benefits register.
    pub register: Part<Register>,
    /// Everything that was taken from each source, by source and then by place.
    pub taken: Part<BTreeMap<String, Vec<Taken>>>,
    /// Their lists.
    pub catalogues: Part<Vec<CatalogueList>>,
    /// Positions of the pages that ask for a place in the menu, in their order there.
    pub in_menu: Part<Vec<usize>>,
    /// Positions of the other pages of the first level.
    pub in_foot: Part<Vec<usize>>,
    /// All awards by name, in the order in which they are compared.
    pub compared: Part<Vec<AwardName>>,
}

impl std::ops::Deref for Site {
    type Target = Derived;

    fn deref(&self) -> &Derived {
        &self.derived
    }
}

/// What the caller decides.
#[derive(Clone, Debug)]
pub struct Decisions {
    /// The day for which the site is built.
    pub as_of: Date,
    /// The address at which it will be published, instead of the configured one.
    pub base_url: Option<String>,
    /// Whether the site is to go out: what may not is then an error.
    pub for_publication: bool,
    /// When files changed, if that is known.
    pub history: Option<History>,
}

impl Decisions {
    /// The address of the site, with a `/` at its end.
    fn base_url(&self, config: &Config) -> Option<String> {
        let configured = config.base_url.as_ref().map(|url| url.value.to_string());
        let base = self.base_url.clone().or(configured)?;
        Some(format!("{}/", base.trim_end_matches('/')))
    }

    /// How bad it is that something may not go out.
    fn severity(&self) -> Severity {
        match self.for_publication {
            true => Severity::Error,
            false => Severity::Warning,
        }
    }
}

/// What a site stands on besides its records: the list of files, the configuration, the
/// vocabularies, the files that are copied and what the caller decided. Sites on the same ground
/// can be compared record by record.
#[derive(Clone, Debug, Default)]
struct Ground(Arc<()>);

/// The site of the build before, and what was said of it.
#[derive(Debug, Default)]
pub struct Memo {
    before: Mutex<Option<(Arc<Site>, Diagnostics)>>,
}

/// Resolves the records. `None` when the configuration is missing: there is no site without.
///
/// `same_around` says whether the decisions and the files that are copied are those of the build
/// before. When only words of running text differ from it, what is made of many records is taken
/// over, with what was said of it.
pub fn link(
    mut records: Records,
    files: &Files,
    decisions: Decisions,
    same_around: bool,
    memo: &Memo,
    sink: &mut Diagnostics,
) -> Option<Arc<Site>> {
    let mut shelf = memo.before.lock().unwrap_or_else(PoisonError::into_inner);
    let before = shelf.take().filter(|_| same_around);
    let ground = match (&before, &records.face) {
        (Some(_), Face::Other) | (None, _) => Ground::default(),
        (Some((site, _)), _) => site.ground.clone(),
    };
    let known = before.filter(|(_, problems)| holds(&records.face, problems));
    let is_known = known.is_some();
    let mut problems = Diagnostics::new();
    let derived = match known {
        Some((site, known)) => {
            problems = known;
            Some(site.derived.clone())
        }
        None => Derived::of(&records, files, &decisions, &mut problems),
    };
    let severity = decisions.severity();
    let config = records.config.take();
    let whole = config.zip(derived);
    let site = whole.map(|(config, derived)| {
        Arc::new(site(config, records, files, decisions, derived, ground))
    });
    if let Some(site) = site.as_ref().filter(|_| !is_known) {
        publication::clearance(site, severity, &mut problems);
    }
    sink.append(problems.clone());
    let site = site?;
    *shelf = Some((site.clone(), problems));
    Some(site)
}

/// Whether what was made of all records, and what was said of it, still stands: no problem is in a
/// text that is other than before.
fn holds(face: &Face, problems: &Diagnostics) -> bool {
    let Face::Text(changed) = face else {
        return false;
    };
    problems.iter().all(|problem| {
        let labels = problem.primary.iter().chain(&problem.related);
        labels
            .into_iter()
            .all(|label| !changed.contains(&label.span.file))
    })
}

impl Derived {
    fn of(
        records: &Records,
        files: &Files,
        decisions: &Decisions,
        sink: &mut Diagnostics,
    ) -> Option<Self> {
        let mut routes = Routes::new(records, files, sink);
        let facets = facets::awards(records, &routes);
        let lesson_facets = facets::lessons(records, &routes);
        let figure_facets = facets::figures(records, &routes);
        let catalogues = catalogues::lists(records, &routes);
        let of_lists = catalogues.iter().flat_map(|list| &list.facets);
        let all = facets.iter().chain(&lesson_facets).chain(&figure_facets);
        let (moved, gone) = addresses::former(records, &mut routes, sink);
        let dated = decisions.history.is_some();
        routes.generate(records, all.chain(of_lists), dated, sink);
        let ledger = addresses::ledger(files, sink);
        if let Some(ledger) = &ledger {
            addresses::vanished(ledger, &records.known, &routes, decisions.severity(), sink);
        }
        references::check(records, files, &routes, sink);
        answers::check(records, &routes, sink);
        paths::resolve_paths(records, files, &mut routes);
        provenance::check(records, sink);
        lessons::check(records, sink);
        let coverage = coverage::coverage(records, sink);
        let config = records.config.as_ref()?;
        statements::check(config, decisions.as_of, sink);
        if decisions.base_url.is_none() {
            base::check(config, sink);
        }
        let of_kinds = [(Award::NAME, &*facets), (Lesson::NAME, &*lesson_facets)];
        let feeds = match decisions.base_url(config) {
            Some(_) => feeds::feeds(records, &of_kinds, &catalogues),
            None => Vec::new(),
        };
        routes.follow(&feeds, sink);
        Some(Self {
            lasting: Part::new(12, addresses::lasting(records, &moved, &gone)),
            moved: Part::new(13, moved),
            gone: Part::new(14, gone),
            ledger: Part::new(15, ledger),
            feeds: Part::new(16, feeds),
            practice: Part::new(0, Practice::new(&records.checklists)),
            backlinks: Arc::new(Backlinks::new(&records.known, &records.mentions)),
            coverage: Part::new(1, coverage),
            known: Part::new(2, records.known.clone()),
            routes: Part::new(3, routes),
            facets: Part::new(4, facets),
            lesson_facets: Part::new(5, lesson_facets),
            figure_facets: Part::new(6, figure_facets),
            register: Part::new(7, totals::register(records)),
            taken: Part::new(8, provenance::taken(records)),
            catalogues: Part::new(9, catalogues),
            in_menu: Part::new(10, in_menu(&records.pages)),
            in_foot: Part::new(11, in_foot(&records.pages)),
            compared: Part::new(17, compared::names(records)),
        })
    }
}

fn site(
    config: Config,
    records: Records,
    files: &Files,
    decisions: Decisions,
    derived: Derived,
    ground: Ground,
) -> Site {
    Site {
        base_url: decisions.base_url(&config),
        as_of: decisions.as_of,
        history: decisions.history,
        zone: dates::zone(&config),
        config,
        picture_sizes: pictures::sizes(files),
        catalogued: records.catalogued,
        vocabularies: records.vocabularies,
        declared: records.declared,
        synonyms: records.synonyms,
        sources: records.sources,
        awards: records.awards,
        benefits: records.benefits,
        figures: records.figures,
        terms: records.terms,
        lessons: records.lessons,
        pages: records.pages,
        checklists: records.checklists,
        forms: records.forms,
        file_paths: files.iter().map(|(_, file)| file.path.clone()).collect(),
        derived,
        ground,
    }
}

/// Every page names these, so they are looked for once.
fn in_menu(pages: &[Entry<Page>]) -> Vec<usize> {
    let asking = pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.id != "index");
    let mut asking: Vec<_> = asking
        .filter_map(|(at, page)| Some((page.data.menu?, &page.id, at)))
        .collect();
    asking.sort();
    asking.into_iter().map(|(_, _, at)| at).collect()
}

fn in_foot(pages: &[Entry<Page>]) -> Vec<usize> {
    let others = pages.iter().enumerate().filter(|(_, page)| {
        page.data.menu.is_none() && page.id != "index" && !page.id.contains('/')
    });
    others.map(|(at, _)| at).collect()
}

/// Files below `content/` that are copied as they are.
pub fn assets(files: &Files) -> impl Iterator<Item = (&str, &File)> {
    copied(files).map(|(_, path, file)| (path, file))
}

/// The same, with their ids.
fn copied(files: &Files) -> impl Iterator<Item = (FileId, &str, &File)> {
    files.iter().filter_map(|(id, file)| {
        let below = file.path.strip_prefix("content/")?;
        let copied = !below.ends_with(".md") && !matches!(file.content, Content::Unreadable(_));
        copied.then_some((id, below, file))
    })
}

/// The first place of a file, for problems of the record as a whole.
fn start<T>(entry: &Entry<T>) -> Span {
    Span::file_start(entry.file)
}
