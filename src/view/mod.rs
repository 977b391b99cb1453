//! One typed view per kind of page: the contract with themes.
//!
//! In goes the [`Site`]; out comes, for each [`PageKey`], a [`View`] that holds everything a
//! template may print, already worded, counted, linked and formatted. A view holds nothing that a
//! change elsewhere on the site would alter for no reason, so that pages can be kept by the hash of
//! their view.

mod adoption;
mod atoz;
mod audience;
mod award;
mod award_facts;
mod awards;
mod benefits;
mod budget;
mod catalogue;
mod changes;
mod charts;
mod checklists;
mod cite;
mod compare;
mod compare_cells;
mod coverage;
mod facet;
mod facts;
mod figures;
mod former;
mod forms;
mod frame;
mod glossary;
mod home;
mod keys;
mod lessons;
mod letters;
mod linked;
mod marks;
mod matrix;
mod news;
mod pack;
mod printed;
mod prose;
mod search;
mod shared;
mod similar;
mod site_map;
mod sources;
mod statements;
mod story;

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

pub use adoption::AdoptionView;
pub use atoz::AtozView;
pub use audience::{RouteIndexView, RouteView};
pub use award::AwardView;
pub use awards::{AwardIndexView, AwardRow};
pub use benefits::BenefitsView;
pub use budget::BudgetView;
pub use catalogue::{CatalogueView, RecordView, kind_name};
pub use changes::{ChangeView, ChangesView};
pub use charts::{
    ChartView, ChartsView, Table as ChartTable, TableRow as ChartTableRow, file as chart_file,
    tables as chart_tables,
};
pub use checklists::{ChecklistIndexView, ChecklistView};
pub use cite::{Citation, CiteView, citation};
pub use compare::{ComparePart, CompareView, compare_parts};
pub use compare_cells::Cell as CompareCell;
pub use coverage::{CoverageView, CoveredSource};
pub use facts::{Fact, FactValue};
pub use figures::{FigureRow, FiguresView};
pub use former::FormerView;
pub(crate) use forms::blank;
pub use forms::{FormIndexView, FormView};
pub use frame::{End, FootGroup, Frame, LinkView, MenuItem, SiteFrame};
pub use glossary::GlossaryView;
pub use home::HomeView;
pub use keys::{TEMPLATES, is_found, origin, route, template};
pub use lessons::{LessonIndexView, LessonView};
pub use marks::{Mark, NoteView};
pub use matrix::{MapView, MatrixView};
pub use news::NewsView;
pub use pack::{PackView, QuoteView, pack, quoted};
pub use prose::PageView;
pub use search::SearchView;
pub use shared::{FeedView, ShareView, feed_title};
pub use similar::SimilarAward;
pub use site_map::SiteMapView;
pub use sources::{SourceIndexView, SourceView};
pub use statements::StatementView;
pub(crate) use story::{Told, told};

use crate::link::{CatalogueList, Facet, NEWS, STATEMENTS, Site};
use crate::record::Entry;
use crate::record::passage::Passage;
use crate::record::reads::{self, Reads};
use crate::record::value::Fields;
use crate::schema::Shown;
use crate::words::Words;

/// A page that the site has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PageKey {
    /// The home page.
    Home,
    /// All awards.
    Awards,
    /// Awards with one value of one filter: positions of both.
    AwardsBy(usize, usize),
    /// An award, by position.
    Award(usize),
    /// The benefits register.
    Benefits,
    /// The budget-impact model.
    Budget,
    /// Awards beside each other.
    Compare,
    /// The figures.
    Figures,
    /// Figures with one value of one filter: positions of both.
    FiguresBy(usize, usize),
    /// All sources.
    Sources,
    /// A source, by position.
    Source(usize),
    /// All lessons.
    Lessons,
    /// Lessons with one value of one filter: positions of both.
    LessonsBy(usize, usize),
    /// A lesson, by position.
    Lesson(usize),
    /// The glossary.
    Glossary,
    /// A list of records that are all shown alike, by position.
    Catalogue(usize),
    /// Such a list with one value of one filter: the position of the list, and those of both.
    CatalogueBy(usize, usize, usize),
    /// A record of such a list: the position of the list, and that of the record.
    Record(usize, usize),
    /// How much of each source is carried.
    Coverage,
    /// Where each item of a source went, by position of the source.
    CoverageOf(usize),
    /// What became of the technologies at which places.
    Adoption,
    /// All awards by outcome, maturity and evidence.
    Matrix,
    /// Every chart.
    Charts,
    /// Lessons by audience and theme.
    LessonMap,
    /// The search page.
    Search,
    /// Everything, by its name.
    Atoz,
    /// What is new.
    News,
    /// Every list of the site, with its filters.
    SiteMap,
    /// The ways in, by who the reader is.
    Audiences,
    /// The way in for one audience, by position in its vocabulary.
    Audience(usize),
    /// The stages of a project, with what matters in each.
    Journey,
    /// All checklists.
    Checklists,
    /// A checklist, by position.
    Checklist(usize),
    /// All templates to fill in.
    Forms,
    /// A template to fill in, by position.
    Form(usize),
    /// A page about the site itself, by its position in [`STATEMENTS`].
    Statement(usize),
    /// A written page, by position.
    Page(usize),
    /// An address at which a page was before, by position.
    Moved(usize),
    /// The address of a record that is no longer part of the site, by position.
    Gone(usize),
    /// What a reader sees where there is no page.
    NotFound,
}

/// Everything that a template may print.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// The site.
    pub site: SiteFrame,
    /// What every page has.
    pub page: Frame,
    /// What this kind of page has.
    pub body: Body,
}

/// What a kind of page has.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Body {
    /// The home page.
    Home(Box<HomeView>),
    /// All awards, or those of one filter value.
    Awards(Box<AwardIndexView>),
    /// An award.
    Award(Box<AwardView>),
    /// The benefits register.
    Benefits(Box<BenefitsView>),
    /// The budget-impact model.
    Budget(Box<BudgetView>),
    /// Awards beside each other.
    Compare(Box<CompareView>),
    /// The figures.
    Figures(Box<FiguresView>),
    /// All sources.
    Sources(Box<SourceIndexView>),
    /// A source.
    Source(Box<SourceView>),
    /// All lessons.
    Lessons(Box<LessonIndexView>),
    /// A lesson.
    Lesson(Box<LessonView>),
    /// The glossary.
    Glossary(Box<GlossaryView>),
    /// A list of records that are all shown alike.
    Catalogue(Box<CatalogueView>),
    /// A record of such a list.
    Record(Box<RecordView>),
    /// How much of each source is carried.
    Coverage(Box<CoverageView>),
    /// Where each item of a source went.
    CoverageOf(Box<CoveredSource>),
    /// Adoption.
    Adoption(Box<AdoptionView>),
    /// All awards by outcome, maturity and evidence.
    Matrix(Box<MatrixView>),
    /// Every chart.
    Charts(Box<ChartsView>),
    /// Lessons by audience and theme.
    LessonMap(Box<MapView>),
    /// The search page.
    Search(Box<SearchView>),
    /// Everything, by its name.
    Atoz(Box<AtozView>),
    /// What is new.
    News(Box<NewsView>),
    /// Every list of the site, with its filters.
    SiteMap(Box<SiteMapView>),
    /// Ways in, or stages.
    Routes(Box<RouteIndexView>),
    /// One way in.
    Route(Box<RouteView>),
    /// All checklists.
    Checklists(Box<ChecklistIndexView>),
    /// A checklist.
    Checklist(Box<ChecklistView>),
    /// All templates to fill in.
    Forms(Box<FormIndexView>),
    /// A template to fill in.
    Form(Box<FormView>),
    /// A page about the site itself.
    Statement(Box<StatementView>),
    /// An address at which something was.
    Former(Box<FormerView>),
    /// A written page.
    Page(Box<PageView>),
    /// Nothing but the frame.
    Empty {},
}

/// Every page of the site, in the order of their kinds.
pub fn pages(site: &Site) -> Vec<PageKey> {
    let mut keys = vec![
        PageKey::Home,
        PageKey::Awards,
        PageKey::Benefits,
        PageKey::Figures,
        PageKey::Sources,
        PageKey::Lessons,
        PageKey::Glossary,
        PageKey::NotFound,
    ];
    keys.extend(by_value(&site.facets, PageKey::AwardsBy));
    keys.extend(by_value(&site.lesson_facets, PageKey::LessonsBy));
    keys.extend(by_value(&site.figure_facets, PageKey::FiguresBy));
    keys.extend((0..site.awards.len()).map(PageKey::Award));
    keys.extend((0..site.sources.len()).map(PageKey::Source));
    keys.extend((0..site.lessons.len()).map(PageKey::Lesson));
    keys.extend([
        PageKey::Coverage,
        PageKey::Adoption,
        PageKey::Matrix,
        PageKey::LessonMap,
        PageKey::Search,
        PageKey::Atoz,
        PageKey::SiteMap,
        PageKey::Audiences,
        PageKey::Journey,
        PageKey::Charts,
        PageKey::Budget,
        PageKey::Compare,
    ]);
    keys.extend(covered(site));
    let audiences = site.vocabularies.values("audience").len();
    keys.extend((0..audiences).map(PageKey::Audience));
    catalogues(site, &mut keys);
    practice(site, &mut keys);
    written(site, &mut keys);
    keys.extend((0..site.moved.len()).map(PageKey::Moved));
    keys.extend((0..site.gone.len()).map(PageKey::Gone));
    keys
}

/// The lists of records that are all shown alike, with their pages.
fn catalogues(site: &Site, keys: &mut Vec<PageKey>) {
    for (at, list) in site.catalogues.iter().enumerate() {
        keys.push(PageKey::Catalogue(at));
        keys.extend(by_value(&list.facets, |facet, value| {
            PageKey::CatalogueBy(at, facet, value)
        }));
        if matches!(list.kind.shown, Shown::Page(_)) {
            let count = records(site, list).len();
            keys.extend((0..count).map(|record| PageKey::Record(at, record)));
        }
    }
}

/// Checklists and templates, with their lists where there are any.
fn practice(site: &Site, keys: &mut Vec<PageKey>) {
    if !site.checklists.is_empty() {
        keys.push(PageKey::Checklists);
        keys.extend((0..site.checklists.len()).map(PageKey::Checklist));
    }
    if !site.forms.is_empty() {
        keys.push(PageKey::Forms);
        keys.extend((0..site.forms.len()).map(PageKey::Form));
    }
}

/// What is new, pages about the site itself, and written pages.
fn written(site: &Site, keys: &mut Vec<PageKey>) {
    if site.routes.is_made(NEWS) {
        keys.push(PageKey::News);
    }
    let statements = STATEMENTS.iter().enumerate();
    let statements = statements.filter(|(_, route)| site.routes.is_made(route));
    keys.extend(statements.map(|(at, _)| PageKey::Statement(at)));
    let written = site
        .pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.id != "index");
    keys.extend(written.map(|(at, _)| PageKey::Page(at)));
}

/// A page for each source that lists its items.
fn covered(site: &Site) -> impl Iterator<Item = PageKey> {
    let sources = site.sources.iter().enumerate();
    let listed = sources.filter(|(_, source)| !source.data.items.is_empty());
    listed.map(|(at, _)| PageKey::CoverageOf(at))
}

/// A page for each value that some record has.
fn by_value(
    facets: &[Facet],
    key: impl Fn(usize, usize) -> PageKey + Copy,
) -> impl Iterator<Item = PageKey> {
    facets
        .iter()
        .enumerate()
        .flat_map(move |(at, facet)| facet.used().map(move |(value, _)| key(at, value)))
}

/// The records of a list, by id.
fn records<'s>(site: &'s Site, list: &CatalogueList) -> &'s [Entry<Fields>] {
    site.catalogued
        .get(list.kind.name)
        .map_or(&[], Vec::as_slice)
}

/// The view of a page, with its route, and all that it was made from.
pub fn view(site: &Site, words: &Words, key: &PageKey) -> (String, View, Reads) {
    let ((route, view), reads) = reads::recorded(|| {
        let route = route(site, key);
        let view = made(&Look::new(site, words, &route), key);
        (route, view)
    });
    (route, view, reads)
}

fn made(look: &Look<'_>, key: &PageKey) -> View {
    let (mut frame, body) = parts(look, key);
    frame.cited = look.cited.take();
    frame.share = look.shared(key);
    frame.feed = look.feed();
    if let Some(end) = &mut frame.end {
        end.files = look.cite_files(key);
    }
    frame.linked = linked::of(look, key, &frame, &body);
    View {
        site: look.site_frame(),
        page: frame,
        body,
    }
}

/// What every page has, as this kind of page begins it, and what this kind has.
fn parts(look: &Look<'_>, key: &PageKey) -> (Frame, Body) {
    let site = look.site;
    match key {
        PageKey::Home => home::view(look),
        PageKey::Awards => awards::all(look),
        PageKey::AwardsBy(facet, value) => awards::by(look, *facet, *value),
        PageKey::Award(at) => award::view(look, &site.awards[*at]),
        PageKey::Benefits => benefits::view(look),
        PageKey::Budget => budget::view(look),
        PageKey::Compare => compare::view(look),
        PageKey::Figures => figures::view(look),
        PageKey::FiguresBy(facet, value) => figures::by(look, *facet, *value),
        PageKey::Sources => sources::index(look),
        PageKey::Source(at) => sources::view(look, &site.sources[*at]),
        PageKey::Lessons => lessons::index(look),
        PageKey::LessonsBy(facet, value) => lessons::by(look, *facet, *value),
        PageKey::Lesson(at) => lessons::view(look, &site.lessons[*at]),
        PageKey::Glossary => glossary::view(look),
        PageKey::Catalogue(at) => catalogue::list(look, &site.catalogues[*at]),
        PageKey::CatalogueBy(at, facet, value) => {
            catalogue::by(look, &site.catalogues[*at], *facet, *value)
        }
        PageKey::Record(list, at) => {
            let list = &site.catalogues[*list];
            catalogue::record(look, list.kind, &records(site, list)[*at])
        }
        PageKey::Coverage => coverage::view(look),
        PageKey::CoverageOf(at) => coverage::of_source(look, &site.sources[*at]),
        PageKey::Adoption => adoption::view(look),
        PageKey::Matrix => matrix::awards(look),
        PageKey::Charts => charts::view(look),
        PageKey::LessonMap => matrix::lessons(look),
        PageKey::Search => search::view(look),
        PageKey::Atoz => atoz::view(look),
        PageKey::News => news::view(look),
        PageKey::SiteMap => site_map::view(look),
        PageKey::Audiences => audience::index(look),
        PageKey::Audience(at) => audience::view(look, *at),
        PageKey::Journey => audience::journey(look),
        PageKey::Checklists => checklists::index(look),
        PageKey::Checklist(at) => checklists::view(look, &site.checklists[*at]),
        PageKey::Forms => forms::index(look),
        PageKey::Form(at) => forms::view(look, &site.forms[*at]),
        PageKey::Statement(at) => statements::view(look, STATEMENTS[*at]),
        PageKey::Page(at) => prose::view(look, &site.pages[*at]),
        PageKey::Moved(at) => former::moved(look, &site.moved[*at]),
        PageKey::Gone(at) => former::gone(look, &site.gone[*at]),
        PageKey::NotFound => frame::not_found(look),
    }
}

/// The site as seen from one page.
pub(crate) struct Look<'s> {
    pub(crate) site: &'s Site,
    pub(crate) words: &'s Words,
    pub(crate) route: &'s str,
    /// The places that the running text of the page cites.
    cited: RefCell<Vec<Mark>>,
}

impl<'s> Look<'s> {
    fn new(site: &'s Site, words: &'s Words, route: &'s str) -> Self {
        Self {
            site,
            words,
            route,
            cited: RefCell::default(),
        }
    }

    /// The running text of a record.
    fn body<'e, T>(&self, entry: &'e Entry<T>) -> Option<&'e Passage> {
        entry.body().map(|body| &*body.fragment)
    }
}
