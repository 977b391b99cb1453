//! From records to the [`Site`]: everything resolved, counted and addressed.
//!
//! In go checked [`Records`]; out comes the site, which no later stage changes. References are
//! checked here, at the places where they were written, because only here are all records known.

mod addresses;
mod answers;
mod backlinks;
mod catalogues;
mod changes;
mod compared;
mod coverage;
mod dates;
mod facets;
mod feeds;
mod lessons;
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
pub use policy::{CONTENT_SECURITY_POLICY, content_security_policy};
pub use practice::{ItemPlace, Practice};
pub use provenance::Taken;
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
use crate::record::common::Common;
use crate::record::config::Config;
use crate::record::date::Date;
use crate::record::knowledge::{Glossary, Lesson, Page, SynonymList};
use crate::record::practice::{Checklist, Form};
use crate::record::prose::Fragment;
use crate::record::reads::Part;
use crate::record::register::{Benefit, Figure};
use crate::record::source::{Place, Source};
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
            addresses::vanished(ledger, &routes, decisions.severity(), sink);
        }
        references::check(records, files, &routes, sink);
        answers::check(records, &routes, sink);
        paths::resolve_paths(records, files, &mut routes);
        provenance::check(records, sink);
        lessons::check(records, sink);
        let coverage = coverage::coverage(records, sink);
        let config = records.config.as_ref()?;
        statements::check(config, decisions.as_of, sink);
        let has_address = decisions.base_url(config).is_some();
        let of_kinds = [(Award::NAME, &*facets), (Lesson::NAME, &*lesson_facets)];
        let feeds = match has_address {
            true => feeds::feeds(records, &of_kinds, &catalogues),
            false => Vec::new(),
        };
        routes.follow(&feeds, has_address, sink);
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

/// The entry with this id in a list that is sorted by id.
pub fn find<'e, T>(entries: &'e [Entry<T>], id: &str) -> Option<&'e Entry<T>> {
    let at = entries
        .binary_search_by(|entry| entry.id.as_str().cmp(id))
        .ok()?;
    Some(&entries[at])
}

impl Site {
    /// The ids of the records of one kind that name a record of another.
    pub fn naming<'s>(
        &'s self,
        by: &'s str,
        kind: &str,
        id: &str,
    ) -> impl Iterator<Item = &'s str> {
        let names = self.backlinks.of(kind, id).iter();
        names
            .filter(move |(name, _)| *name == by)
            .map(|(_, id)| id.as_str())
    }

    /// The rows of the register that belong to an award.
    pub fn benefits_of<'s>(&'s self, award: &str) -> impl Iterator<Item = &'s Entry<Benefit>> {
        self.naming("benefit", "award", award)
            .filter_map(|id| find(&self.benefits, id))
    }

    /// The figures about an award.
    pub fn figures_of<'s>(&'s self, award: &str) -> impl Iterator<Item = &'s Entry<Figure>> {
        self.naming("figure", "award", award)
            .filter_map(|id| find(&self.figures, id))
    }

    /// The path of the site on its host. The page for missing addresses is shown at any depth, so
    /// it alone cannot use relative links.
    pub fn base_path(&self) -> String {
        let base = self.base_url.as_deref().unwrap_or("/");
        let after_scheme = base.split_once("://").map_or(base, |(_, rest)| rest);
        match after_scheme.split_once('/') {
            Some((_, path)) => format!("/{}/", path.trim_matches('/')).replace("//", "/"),
            None => "/".into(),
        }
    }

    /// The path of a file below the site's root.
    pub fn file_path(&self, file: FileId) -> &str {
        self.file_paths.get(file.0 as usize).map_or("", |path| path)
    }

    /// What readers call a record. `None` when it does not exist or is left out.
    pub fn title(&self, kind: &str, id: &str) -> Option<&str> {
        Some(match kind {
            "award" => &find(&self.awards, id)?.data.title,
            "source" => &find(&self.sources, id)?.data.short,
            "lesson" => &find(&self.lessons, id)?.data.title,
            "benefit" => &find(&self.benefits, id)?.data.title,
            "figure" => &find(&self.figures, id)?.data.title,
            "term" => &find(&self.terms, id)?.data.title,
            "page" => &find(&self.pages, id)?.data.title,
            "checklist" => &find(&self.checklists, id)?.data.title,
            "template" => &find(&self.forms, id)?.data.title,
            kind => text(find(self.catalogued.get(kind)?, id)?, "title"),
        })
    }

    /// Every record that is part of the site: kind, id, file, and what every record has.
    pub fn each_record<'s>(
        &'s self,
        mut see: impl FnMut(&'static str, &'s str, FileId, &'s Common),
    ) {
        fn list<'s, T>(
            kind: &'static str,
            entries: &'s [Entry<T>],
            see: &mut impl FnMut(&'static str, &'s str, FileId, &'s Common),
        ) {
            for entry in entries {
                see(kind, &entry.id, entry.file, &entry.common);
            }
        }
        list(Source::NAME, &self.sources, &mut see);
        list(Award::NAME, &self.awards, &mut see);
        list(Benefit::NAME, &self.benefits, &mut see);
        list(Figure::NAME, &self.figures, &mut see);
        list(Glossary::NAME, &self.terms, &mut see);
        list(Lesson::NAME, &self.lessons, &mut see);
        list(Page::NAME, &self.pages, &mut see);
        list(Checklist::NAME, &self.checklists, &mut see);
        list(Form::NAME, &self.forms, &mut see);
        for (kind, entries) in &self.catalogued {
            list(kind, entries, &mut see);
        }
    }

    /// The running text of every record that has any, with its file.
    pub fn each_body(&self, mut see: impl FnMut(FileId, &Arc<Fragment>)) {
        fn list<T>(entries: &[Entry<T>], see: &mut impl FnMut(FileId, &Arc<Fragment>)) {
            for entry in entries {
                if let Some(body) = entry.body() {
                    see(entry.file, &body.fragment);
                }
            }
        }
        list(&self.lessons, &mut see);
        list(&self.pages, &mut see);
        list(&self.checklists, &mut see);
        list(&self.forms, &mut see);
        for entries in self.catalogued.values() {
            list(entries, &mut see);
        }
    }

    /// A place of a source.
    pub fn place(&self, source: &str, place: &str) -> Option<(&Entry<Source>, &Place)> {
        let source = find(&self.sources, source)?;
        let place = source
            .data
            .places
            .iter()
            .find(|known| &**known.id == place)?;
        Some((source, place))
    }
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
