//! Coverage: each item of each source, and where it went.

use serde::Serialize;

use super::{Body, Frame, LinkView, Look};

/// Every source with its items.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageView {
    /// The sources.
    pub sources: Vec<CoveredSource>,
    /// All items.
    pub items: usize,
    /// Items that some record carries.
    pub covered: usize,
    /// Download.
    pub json: String,
}

/// A source with its items.
#[derive(Clone, Debug, Serialize)]
pub struct CoveredSource {
    /// The source.
    pub link: LinkView,
    /// The anchor.
    pub id: String,
    /// All its items.
    pub items: usize,
    /// Items that some record carries.
    pub covered: usize,
    /// Its places that have items.
    pub places: Vec<CoveredPlace>,
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
    let title = look.words.text("coverage.title");
    let sources = look.words.text("source.title");
    let mut frame = look.frame(
        "coverage",
        &title,
        look.words.text("coverage.intro"),
        &[(&sources, "sources/")],
    );
    frame.end = Some(look.index_end(&title));
    let sources: Vec<CoveredSource> = look
        .site
        .sources
        .iter()
        .filter(|source| !source.data.items.is_empty())
        .map(|source| covered_source(look, source))
        .collect();
    let view = CoverageView {
        items: sources.iter().map(|source| source.items).sum(),
        covered: sources.iter().map(|source| source.covered).sum(),
        sources,
        json: look.href("data/coverage.json"),
    };
    (frame, Body::Coverage(Box::new(view)))
}

fn covered_source(
    look: &Look<'_>,
    source: &crate::record::Entry<crate::record::source::Source>,
) -> CoveredSource {
    let route = format!("sources/{}/", source.id);
    let places = source.data.places.iter().filter_map(|place| {
        let own = source
            .data
            .items
            .iter()
            .filter(|item| item.place.value == place.id.value);
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
                href: look.href_at(&route, &place.id),
            },
            rows,
        })
    });
    let places: Vec<CoveredPlace> = places.collect();
    let rows = || places.iter().flat_map(|place| &place.rows);
    CoveredSource {
        link: look.link(source.data.title.to_string(), &route),
        id: source.id.clone(),
        items: rows().count(),
        covered: rows().filter(|row| !row.records.is_empty()).count(),
        places,
    }
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
