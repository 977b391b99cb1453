//! The site map for people: every list of the site, with the pages of its filters.

use serde::Serialize;

use super::facet::{FacetView, facet_view};
use super::{Body, FootGroup, Frame, LinkView, Look};
use crate::link::{Facet, catalogue_route};

/// The site map.
#[derive(Clone, Debug, Serialize)]
pub struct SiteMapView {
    /// Lists of records, with their filters.
    pub lists: Vec<ListView>,
    /// The ways in, by who the reader is.
    pub audiences: Vec<LinkView>,
    /// All other pages, in groups.
    pub groups: Vec<FootGroup>,
}

/// A list of records.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// The list.
    pub link: LinkView,
    /// Its filters.
    pub facets: Vec<FacetView>,
}

pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("site_map.title");
    let mut frame = look.frame("site-map", &title, look.words.text("site_map.intro"), &[]);
    frame.end = Some(look.index_end(&title));
    let lists = lists(look);
    let known = |link: &LinkView| lists.iter().any(|list| list.link.href == link.href);
    let mut groups = frame.foot.clone();
    for group in &mut groups {
        group.links.retain(|link| !known(link));
    }
    groups.retain(|group| !group.links.is_empty());
    let values = look.site.vocabularies.values("audience").iter();
    let audiences = values.map(|who| look.link(who.label.clone(), &format!("for/{}/", who.id)));
    let view = SiteMapView {
        audiences: audiences.collect(),
        lists,
        groups,
    };
    (frame, Body::SiteMap(Box::new(view)))
}

fn lists(look: &Look<'_>) -> Vec<ListView> {
    let site = look.site;
    let text = |key| look.words.text(key);
    let mut lists = vec![
        list(look, text("awards.title"), "awards/", &site.facets),
        list(look, text("lessons.title"), "lessons/", &site.lesson_facets),
        list(look, text("figures.title"), "figures/", &site.figure_facets),
    ];
    for catalogue in site.catalogues.iter() {
        if let Some(route) = catalogue_route(catalogue.kind) {
            let title = look.kind(catalogue.kind.name);
            lists.push(list(look, title, route, &catalogue.facets));
        }
    }
    lists
}

fn list(look: &Look<'_>, title: String, route: &str, facets: &[Facet]) -> ListView {
    ListView {
        link: look.link(title, route),
        facets: facets
            .iter()
            .map(|facet| facet_view(look, facet, None, false))
            .collect(),
    }
}
