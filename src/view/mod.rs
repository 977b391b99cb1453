//! One typed view per kind of page: the contract with themes.
//!
//! In goes the [`Site`]; out comes, for each [`PageKey`], a [`View`] that holds everything a
//! template may print, already worded, counted, linked and formatted. A view holds nothing that a
//! change elsewhere on the site would alter for no reason, so that pages can be kept by the hash of
//! their view.

mod award;
mod awards;
mod benefits;
mod facts;
mod figures;
mod frame;
mod glossary;
mod home;
mod lessons;
mod marks;
mod prose;
mod sources;

use serde::Serialize;

pub use award::AwardView;
pub use awards::{AwardIndexView, AwardRow};
pub use benefits::BenefitsView;
pub use facts::{Fact, FactValue};
pub use figures::{FigureRow, FiguresView};
pub use frame::{End, Frame, LinkView, MenuItem, SiteFrame};
pub use glossary::GlossaryView;
pub use home::HomeView;
pub use lessons::{LessonIndexView, LessonView};
pub use marks::{Mark, NoteView};
pub use prose::PageView;
pub use sources::{SourceIndexView, SourceView};

use crate::diag::FileId;
use crate::link::Site;

/// A page that the site has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The figures.
    Figures,
    /// All sources.
    Sources,
    /// A source, by position.
    Source(usize),
    /// All lessons.
    Lessons,
    /// A lesson, by position.
    Lesson(usize),
    /// The glossary.
    Glossary,
    /// A written page, by position.
    Page(usize),
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
    for (facet_at, facet) in site.facets.iter().enumerate() {
        let used = facet
            .values
            .iter()
            .enumerate()
            .filter(|(_, value)| !value.awards.is_empty());
        keys.extend(used.map(|(value_at, _)| PageKey::AwardsBy(facet_at, value_at)));
    }
    keys.extend((0..site.awards.len()).map(PageKey::Award));
    keys.extend((0..site.sources.len()).map(PageKey::Source));
    keys.extend((0..site.lessons.len()).map(PageKey::Lesson));
    let written = site
        .pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.id != "index");
    keys.extend(written.map(|(at, _)| PageKey::Page(at)));
    keys
}

/// The view of a page.
pub fn view(site: &Site, key: &PageKey) -> View {
    let route = route(site, key);
    let look = Look {
        site,
        route: &route,
    };
    let (frame, body) = match key {
        PageKey::Home => home::view(&look),
        PageKey::Awards => awards::all(&look),
        PageKey::AwardsBy(facet, value) => awards::by(&look, *facet, *value),
        PageKey::Award(at) => award::view(&look, &site.awards[*at]),
        PageKey::Benefits => benefits::view(&look),
        PageKey::Figures => figures::view(&look),
        PageKey::Sources => sources::index(&look),
        PageKey::Source(at) => sources::view(&look, &site.sources[*at]),
        PageKey::Lessons => lessons::index(&look),
        PageKey::Lesson(at) => lessons::view(&look, &site.lessons[*at]),
        PageKey::Glossary => glossary::view(&look),
        PageKey::Page(at) => prose::view(&look, &site.pages[*at]),
        PageKey::NotFound => frame::not_found(&look),
    };
    View {
        site: look.site_frame(),
        page: frame,
        body,
    }
}

/// The route of a page; for the page that stands for no address, its file.
pub fn route(site: &Site, key: &PageKey) -> String {
    match key {
        PageKey::Home => String::new(),
        PageKey::Awards => "awards/".into(),
        PageKey::AwardsBy(facet, value) => {
            let facet = &site.facets[*facet];
            format!("awards/{}/{}/", facet.id, facet.values[*value].id)
        }
        PageKey::Award(at) => format!("awards/{}/", site.awards[*at].id),
        PageKey::Benefits => "benefits/".into(),
        PageKey::Figures => "figures/".into(),
        PageKey::Sources => "sources/".into(),
        PageKey::Source(at) => format!("sources/{}/", site.sources[*at].id),
        PageKey::Lessons => "lessons/".into(),
        PageKey::Lesson(at) => format!("lessons/{}/", site.lessons[*at].id),
        PageKey::Glossary => "glossary/".into(),
        PageKey::Page(at) => format!("{}/", site.pages[*at].id),
        PageKey::NotFound => "404.html".into(),
    }
}

/// The file that a page is written from, if it is written from one.
pub fn origin(site: &Site, key: &PageKey) -> Option<FileId> {
    match key {
        PageKey::Award(at) => Some(site.awards[*at].file),
        PageKey::Source(at) => Some(site.sources[*at].file),
        PageKey::Lesson(at) => Some(site.lessons[*at].file),
        PageKey::Page(at) => Some(site.pages[*at].file),
        _ => None,
    }
}

/// The template that renders a page.
pub fn template(key: &PageKey) -> &'static str {
    match key {
        PageKey::Home => "home.html",
        PageKey::Awards | PageKey::AwardsBy(..) => "awards.html",
        PageKey::Award(_) => "award.html",
        PageKey::Benefits => "benefits.html",
        PageKey::Figures => "figures.html",
        PageKey::Sources => "sources.html",
        PageKey::Source(_) => "source.html",
        PageKey::Lessons => "lessons.html",
        PageKey::Lesson(_) => "lesson.html",
        PageKey::Glossary => "glossary.html",
        PageKey::Page(_) => "page.html",
        PageKey::NotFound => "404.html",
    }
}

/// Every template that a theme must have.
pub const TEMPLATES: &[&str] = &[
    "home.html",
    "awards.html",
    "award.html",
    "benefits.html",
    "figures.html",
    "sources.html",
    "source.html",
    "lessons.html",
    "lesson.html",
    "glossary.html",
    "page.html",
    "404.html",
];

/// The site as seen from one page.
pub(crate) struct Look<'s> {
    pub(crate) site: &'s Site,
    pub(crate) route: &'s str,
}
