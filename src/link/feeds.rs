//! Which feeds the site has: one for everything, one for each kind, and one for each audience,
//! theme and phase.
//!
//! A feed names whole addresses, so a site whose own is not known has none.

use super::{CatalogueList, Facet, Site};
use crate::check::Records;
use crate::schema::{KINDS, RecordKind, Shown};

/// The vocabularies whose values have feeds.
const VOCABULARIES: [&str; 3] = ["audience", "theme", "phase"];

/// A feed, written as Atom and as JSON Feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The page that it belongs to.
    pub route: String,
    /// The kind of record that it lists; without one, every kind.
    pub kind: Option<&'static str>,
    /// The vocabulary and the value that its records have, if it lists only some.
    pub class: Option<(String, String)>,
}

impl Feed {
    fn new(route: impl Into<String>, kind: Option<&'static str>) -> Self {
        Self {
            route: route.into(),
            kind,
            class: None,
        }
    }

    fn of_class(self, vocabulary: &str, value: &str) -> Self {
        let class = Some((vocabulary.to_string(), value.to_string()));
        Self { class, ..self }
    }

    /// The file in Atom.
    pub fn atom(&self) -> String {
        format!("{}feed.xml", self.route)
    }

    /// The file in JSON Feed.
    pub fn json(&self) -> String {
        format!("{}feed.json", self.route)
    }
}

/// Every feed of a site whose address is known.
pub(super) fn feeds(
    records: &Records,
    facets: &[(&'static str, &[Facet])],
    catalogues: &[CatalogueList],
) -> Vec<Feed> {
    let mut feeds = vec![Feed::new("", None)];
    let kinds = KINDS.iter().filter(|kind| has_any(records, kind));
    feeds.extend(kinds.filter_map(|kind| Some(Feed::new(list_of(kind)?, Some(kind.name)))));
    for (kind, facets) in facets {
        feeds.extend(by_value(kind, facets));
    }
    for list in catalogues {
        feeds.extend(by_value(list.kind.name, &list.facets));
    }
    let audiences = records.vocabularies.values("audience").iter();
    feeds.extend(
        audiences
            .map(|who| Feed::new(format!("for/{}/", who.id), None).of_class("audience", &who.id)),
    );
    feeds
}

fn has_any(records: &Records, kind: &RecordKind) -> bool {
    records.known.ids(kind.name).next().is_some()
}

/// The page that lists the records of a kind.
fn list_of(kind: &RecordKind) -> Option<&'static str> {
    match kind.shown {
        Shown::Page(list) | Shown::Part(list) => Some(list),
        Shown::Path | Shown::Nowhere => None,
    }
}

fn by_value(kind: &'static str, facets: &[Facet]) -> Vec<Feed> {
    let of_vocabulary = facets.iter().filter_map(|facet| {
        let vocabulary = facet.vocabulary.as_deref()?;
        VOCABULARIES
            .contains(&vocabulary)
            .then_some((facet, vocabulary))
    });
    let feeds = of_vocabulary.flat_map(|(facet, vocabulary)| {
        let values = facet.used().map(|(_, value)| value);
        let named = values.filter(|value| value.id != super::NOT_REPORTED);
        named.map(move |value| {
            Feed::new(facet.route(&value.id), Some(kind)).of_class(vocabulary, &value.id)
        })
    });
    feeds.collect()
}

impl Site {
    /// The feed of the page at a route.
    pub fn feed_at(&self, route: &str) -> Option<&Feed> {
        self.feeds.iter().find(|feed| feed.route == route)
    }
}
