//! The search page, as it is before a script does anything: other ways to find things.

use serde::Serialize;

use super::facet::{FacetView, facet_view};
use super::{Body, Frame, LinkView, Look};
use crate::record::config::Config;

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
    /// The search server that the browser asks.
    pub server: Option<Server>,
}

/// A search server.
#[derive(Clone, Debug, Serialize)]
pub struct Server {
    /// The address of the index.
    pub endpoint: String,
    /// Its name, for readers.
    pub host: String,
    /// Whether the site's own index answers when the server does not.
    pub local: bool,
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
        server: server(&look.site.config),
    };
    (frame, Body::Search(Box::new(view)))
}

fn server(config: &Config) -> Option<Server> {
    let endpoint = config.search_endpoint()?;
    Some(Server {
        endpoint: endpoint.to_string(),
        host: host(endpoint),
        local: config.has_local_index(),
    })
}

/// The name of a server, as its address has it.
pub(super) fn host(address: &str) -> String {
    let after = address.split("://").nth(1).unwrap_or(address);
    after.split('/').next().unwrap_or(after).to_string()
}

/// Without the long filters that name single records.
fn facets(look: &Look<'_>, facets: &[crate::link::Facet]) -> Vec<FacetView> {
    let short = facets.iter().filter(|facet| facet.vocabulary.is_some());
    short
        .map(|facet| facet_view(look, facet, None, false))
        .collect()
}
