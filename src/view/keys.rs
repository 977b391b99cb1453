//! What is known of a page from its key alone: its route, its file, its template.

use super::{PageKey, records};
use crate::diag::FileId;
use crate::link::{Facet, NEWS, STATEMENTS, Site, catalogue_route};

/// The route of a page; for the page that stands for no address, its file.
pub fn route(site: &Site, key: &PageKey) -> String {
    match key {
        PageKey::Home => String::new(),
        PageKey::Awards => "awards/".into(),
        PageKey::AwardsBy(facet, value) => value_route(&site.facets[*facet], *value),
        PageKey::LessonsBy(facet, value) => value_route(&site.lesson_facets[*facet], *value),
        PageKey::Award(at) => format!("awards/{}/", site.awards[*at].id),
        PageKey::Benefits => "benefits/".into(),
        PageKey::Budget => "budget-impact/".into(),
        PageKey::Compare => "awards/compare/".into(),
        PageKey::Figures => "figures/".into(),
        PageKey::FiguresBy(facet, value) => value_route(&site.figure_facets[*facet], *value),
        PageKey::Sources => "sources/".into(),
        PageKey::Source(at) => format!("sources/{}/", site.sources[*at].id),
        PageKey::Lessons => "lessons/".into(),
        PageKey::Lesson(at) => format!("lessons/{}/", site.lessons[*at].id),
        PageKey::Glossary => "glossary/".into(),
        PageKey::Catalogue(at) => catalogue_route(site.catalogues[*at].kind)
            .unwrap_or_default()
            .to_string(),
        PageKey::CatalogueBy(at, facet, value) => {
            value_route(&site.catalogues[*at].facets[*facet], *value)
        }
        PageKey::Record(list, at) => {
            let list = &site.catalogues[*list];
            let id = &records(site, list)[*at].id;
            format!("{}{id}/", catalogue_route(list.kind).unwrap_or_default())
        }
        PageKey::Coverage => "coverage/".into(),
        PageKey::CoverageOf(at) => crate::link::coverage_route(&site.sources[*at].id),
        PageKey::Adoption => "adoption/".into(),
        PageKey::Matrix => "awards/matrix/".into(),
        PageKey::Charts => "charts/".into(),
        PageKey::LessonMap => "lessons/map/".into(),
        PageKey::Search => "search/".into(),
        PageKey::Atoz => "a-to-z/".into(),
        PageKey::News => NEWS.into(),
        PageKey::SiteMap => "site-map/".into(),
        PageKey::Audiences => "for/".into(),
        PageKey::Audience(at) => format!("for/{}/", site.vocabularies.values("audience")[*at].id),
        PageKey::Journey => "journey/".into(),
        PageKey::Checklists => "checklists/".into(),
        PageKey::Checklist(at) => format!("checklists/{}/", site.checklists[*at].id),
        PageKey::Forms => "templates/".into(),
        PageKey::Form(at) => format!("templates/{}/", site.forms[*at].id),
        PageKey::Statement(at) => STATEMENTS[*at].into(),
        PageKey::Page(at) => format!("{}/", site.pages[*at].id),
        PageKey::Moved(at) => site.moved[*at].from.clone(),
        PageKey::Gone(at) => site.gone[*at].route.clone(),
        PageKey::NotFound => "404.html".into(),
    }
}

fn value_route(facet: &Facet, value: usize) -> String {
    facet.route(&facet.values[value].id)
}

/// The file that a page is written from, if it is written from one.
pub fn origin(site: &Site, key: &PageKey) -> Option<FileId> {
    match key {
        PageKey::Award(at) => Some(site.awards[*at].file),
        PageKey::Source(at) => Some(site.sources[*at].file),
        PageKey::Lesson(at) => Some(site.lessons[*at].file),
        PageKey::Page(at) => Some(site.pages[*at].file),
        PageKey::Checklist(at) => Some(site.checklists[*at].file),
        PageKey::Form(at) => Some(site.forms[*at].file),
        PageKey::Record(list, at) => Some(records(site, &site.catalogues[*list])[*at].file),
        _ => None,
    }
}

/// Whether a page is a list, a table or a way in, that no record is behind.
fn is_list(key: &PageKey) -> bool {
    matches!(
        key,
        PageKey::Awards
            | PageKey::Benefits
            | PageKey::Figures
            | PageKey::Sources
            | PageKey::Lessons
            | PageKey::Glossary
            | PageKey::Catalogue(_)
            | PageKey::Coverage
            | PageKey::Adoption
            | PageKey::Matrix
            | PageKey::LessonMap
            | PageKey::Atoz
            | PageKey::News
            | PageKey::Audiences
            | PageKey::Audience(_)
            | PageKey::Journey
            | PageKey::Charts
            | PageKey::Statement(_)
    )
}

/// Whether search finds a page that no record is behind: a list, a table, a way in, or what one
/// value of a filter leaves of the awards. Lessons by theme and stage are what guides gather.
pub fn is_found(key: &PageKey) -> bool {
    match key {
        PageKey::AwardsBy(..)
        | PageKey::Budget
        | PageKey::Compare
        | PageKey::Checklists
        | PageKey::Forms => true,
        key => is_list(key),
    }
}

/// The template that renders a page.
pub fn template(key: &PageKey) -> &'static str {
    match key {
        PageKey::Home => "home.html",
        PageKey::Awards | PageKey::AwardsBy(..) => "awards.html",
        PageKey::Award(_) => "award.html",
        PageKey::Benefits => "benefits.html",
        PageKey::Budget => "budget-impact.html",
        PageKey::Compare => "compare.html",
        PageKey::Figures | PageKey::FiguresBy(..) => "figures.html",
        PageKey::Sources => "sources.html",
        PageKey::Source(_) => "source.html",
        PageKey::Lessons | PageKey::LessonsBy(..) => "lessons.html",
        PageKey::Lesson(_) => "lesson.html",
        PageKey::Glossary => "glossary.html",
        PageKey::Catalogue(_) | PageKey::CatalogueBy(..) => "catalogue.html",
        PageKey::Record(..) => "record.html",
        PageKey::Coverage => "coverage.html",
        PageKey::CoverageOf(_) => "coverage-source.html",
        PageKey::Adoption => "adoption.html",
        PageKey::Matrix => "matrix.html",
        PageKey::Charts => "charts.html",
        PageKey::LessonMap => "lesson-map.html",
        PageKey::Search => "search.html",
        PageKey::Atoz => "a-to-z.html",
        PageKey::News => "news.html",
        PageKey::SiteMap => "site-map.html",
        PageKey::Audiences => "audiences.html",
        PageKey::Audience(_) => "audience.html",
        PageKey::Journey => "journey.html",
        PageKey::Checklists => "checklists.html",
        PageKey::Checklist(_) => "checklist.html",
        PageKey::Forms => "forms.html",
        PageKey::Form(_) => "form.html",
        PageKey::Statement(_) => "statement.html",
        PageKey::Page(_) => "page.html",
        PageKey::Moved(_) | PageKey::Gone(_) => "former.html",
        PageKey::NotFound => "404.html",
    }
}

/// Every template that a theme must have.
pub const TEMPLATES: &[&str] = &[
    "home.html",
    "awards.html",
    "award.html",
    "benefits.html",
    "budget-impact.html",
    "compare.html",
    "figures.html",
    "sources.html",
    "source.html",
    "lessons.html",
    "lesson.html",
    "glossary.html",
    "catalogue.html",
    "record.html",
    "coverage.html",
    "coverage-source.html",
    "adoption.html",
    "matrix.html",
    "charts.html",
    "lesson-map.html",
    "search.html",
    "a-to-z.html",
    "news.html",
    "site-map.html",
    "audiences.html",
    "audience.html",
    "journey.html",
    "checklists.html",
    "checklist.html",
    "forms.html",
    "form.html",
    "statement.html",
    "page.html",
    "former.html",
    "404.html",
];
