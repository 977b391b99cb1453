//! Coverage: how much of each source is told here, and where each of its items went.

use serde::Serialize;

use super::{Body, Frame, LinkView, Look};
use crate::link::coverage_route;
use crate::record::Entry;
use crate::record::source::Source;

/// How much of each source is told.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageView {
    /// The sources.
    pub sources: Vec<CoverageRow>,
    /// All items.
    pub items: usize,
    /// Items that some record carries.
    pub covered: usize,
    /// Download.
    pub json: String,
}

/// How much of a source is told.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageRow {
    /// The page with its items.
    pub link: LinkView,
    /// The anchor.
    pub id: String,
    /// All its items.
    pub items: usize,
    /// Items that some record carries.
    pub covered: usize,
}

/// A source with its items.
#[derive(Clone, Debug, Serialize)]
pub struct CoveredSource {
    /// The source.
    pub link: LinkView,
    /// All its items.
    pub items: usize,
    /// Items that some record carries.
    pub covered: usize,
    /// Its places that have items.
    pub places: Vec<CoveredPlace>,
    /// The same of all sources as a download.
    pub json: String,
}

/// A place with its items.
#[derive(Clone, Debug, Serialize)]
pub struct CoveredPlace {
    /// The place.
    pub link: LinkView,
    /// Its items.
    pub rows: Vec<ItemRow>,
}

/// An item.
#[derive(Clone, Debug, Serialize)]
pub struct ItemRow {
    /// Its id.
    pub id: String,
    /// What it says.
    pub gist: String,
    /// Where inside the place.
    pub at: Option<String>,
    /// The records that carry it.
    pub records: Vec<LinkView>,
}

pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let words = look.words;
    let (title, back) = (words.text("coverage.title"), words.text("source.title"));
    let description = words.text("coverage.intro");
    let mut frame = look.frame("coverage", &title, description, &[(&back, "sources/")]);
    frame.end = Some(look.index_end(&title));
    let sources = look.site.sources.iter();
    let listed = sources.filter(|source| !source.data.items.is_empty());
    let rows: Vec<CoverageRow> = listed.map(|source| row(look, source)).collect();
    let view = CoverageView {
        items: rows.iter().map(|row| row.items).sum(),
        covered: rows.iter().map(|row| row.covered).sum(),
        sources: rows,
        json: look.href("data/coverage.json"),
    };
    (frame, Body::Coverage(Box::new(view)))
}

fn row(look: &Look<'_>, source: &Entry<Source>) -> CoverageRow {
    let items = &source.data.items;
    let told = |id: &str| !look.carriers(&source.id, id).is_empty();
    let told = items.iter().filter(|item| told(&item.id.value));
    CoverageRow {
        link: look.link(source.data.title.to_string(), &coverage_route(&source.id)),
        id: source.id.clone(),
        items: items.len(),
        covered: told.count(),
    }
}

/// Where each item of a source went.
pub(super) fn of_source(look: &Look<'_>, source: &Entry<Source>) -> (Frame, Body) {
    let words = look.words;
    let title = words.fill("coverage.of_source", &[("source", &source.data.short)]);
    let crumbs = [
        (words.text("source.title"), "sources/"),
        (words.text("coverage.title"), "coverage/"),
    ];
    let crumbs = crumbs.each_ref().map(|(text, to)| (text.as_str(), *to));
    let row = row(look, source);
    let (part, all) = (words.whole(row.covered), words.whole(row.items));
    let told = words.fill("coverage.source_carried", &[("part", &part), ("all", &all)]);
    let mut frame = look.frame("coverage-source", &title, told, &crumbs);
    frame.end = Some(look.index_end(&title));
    let route = format!("sources/{}/", source.id);
    let view = CoveredSource {
        link: look.link(source.data.title.to_string(), &route),
        items: row.items,
        covered: row.covered,
        places: covered_places(look, source, &route),
        json: look.href("data/coverage.json"),
    };
    (frame, Body::CoverageOf(Box::new(view)))
}

fn covered_places(look: &Look<'_>, source: &Entry<Source>, route: &str) -> Vec<CoveredPlace> {
    let places = source.data.places.iter().filter_map(|place| {
        let items = source.data.items.iter();
        let own = items.filter(|item| item.place.value == place.id.value);
        let rows: Vec<ItemRow> = own
            .map(|item| ItemRow {
                id: item.id.value.to_string(),
                gist: item.gist.to_string(),
                at: item.at.as_ref().map(ToString::to_string),
                records: look.carriers(&source.id, &item.id.value),
            })
            .collect();
        (!rows.is_empty()).then(|| CoveredPlace {
            link: LinkView {
                text: place.label.to_string(),
                href: look.href_at(route, &place.id),
            },
            rows,
        })
    });
    places.collect()
}

impl Look<'_> {
    /// The records that carry an item of a source.
    pub(super) fn carriers(&self, source: &str, item: &str) -> Vec<LinkView> {
        let records = self
            .site
            .coverage
            .get(source)
            .and_then(|items| items.get(item));
        let records = records.into_iter().flatten();
        records
            .filter_map(|(kind, id)| self.record_link(kind, id))
            .collect()
    }
}
