//! The search page, as it is before a script does anything: other ways to find things.

use serde::Serialize;

use super::facet::{FacetView, facet_view};
use super::{Body, Frame, LinkView, Look};

/// The search page.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// Everything, by name.
    pub atoz: String,
    /// Lists.
    pub lists: Vec<LinkView>,
    /// Filters of awards.
    pub awards: Vec<FacetView>,
    /// Filters of lessons.
    pub lessons: Vec<FacetView>,
}

pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("search.title");
    let about = look.words.text("search.about");
    let frame = look.frame("search", title, about, &[]);
    let lists = frame.foot.iter().flat_map(|group| group.links.iter());
    let atoz = look.href("a-to-z/");
    let view = SearchView {
        lists: lists.filter(|link| link.href != atoz).cloned().collect(),
        atoz,
        awards: facets(look, &look.site.facets),
        lessons: facets(look, &look.site.lesson_facets),
    };
    (frame, Body::Search(Box::new(view)))
}

/// Without the long filters that name single records.
fn facets(look: &Look<'_>, facets: &[crate::link::Facet]) -> Vec<FacetView> {
    let short = facets.iter().filter(|facet| facet.vocabulary.is_some());
    short
        .map(|facet| facet_view(look, facet, None, false))
        .collect()
}
