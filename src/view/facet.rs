//! Filters of an index, seen from a page, and what the script that filters at once goes by.

use serde::Serialize;

use super::Look;
use crate::link::{Facet, FacetValue, NOT_REPORTED};

/// A filter.
#[derive(Clone, Debug, Serialize)]
pub struct FacetView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Its values.
    pub values: Vec<FacetValueView>,
}

/// The filters of an index, as the page shows them.
#[derive(Clone, Debug, Serialize)]
pub struct FilterView {
    /// The filters.
    pub facets: Vec<FacetView>,
    /// The whole index.
    pub all_href: String,
    /// The filter of this page.
    pub chosen: Option<Chosen>,
    /// All entries of the index.
    pub in_all: usize,
}

/// A value of a filter.
#[derive(Clone, Debug, Serialize)]
pub struct FacetValueView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// How many awards.
    pub count: usize,
    /// Its page; none when there are no awards.
    pub href: Option<String>,
    /// Whether it is the filter of this page.
    pub current: bool,
}

/// The filter of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Chosen {
    /// The filter and the value by their ids: `outcome:stopped`.
    pub token: String,
    /// The filter.
    pub facet: String,
    /// The value.
    pub label: String,
    /// What the value means.
    pub definition: Option<String>,
}

impl Chosen {
    pub(super) fn new(look: &Look<'_>, facet: &Facet, value: usize) -> Self {
        let value = &facet.values[value];
        Self {
            token: token(facet, value),
            facet: look.facet_label(facet),
            label: look.value_label(value),
            definition: look.value_definition(value),
        }
    }
}

/// The most values of a filter that the page of another value still lists. A filter by award has
/// as many values as there are awards, and as many pages.
const MANY: usize = 60;

/// A filter, seen from this page.
pub(super) fn facet_view(
    look: &Look<'_>,
    facet: &Facet,
    chosen: Option<usize>,
    filtered: bool,
) -> FacetView {
    let brief = filtered && facet.values.len() > MANY;
    let values = facet.values.iter().enumerate();
    let values = values.filter(|(at, _)| !brief || chosen == Some(*at));
    let values = values.map(|(at, value)| FacetValueView {
        id: value.id.clone(),
        label: look.value_label(value),
        count: value.entries.len(),
        href: (!value.entries.is_empty()).then(|| look.href(&facet.route(&value.id))),
        current: chosen == Some(at),
    });
    FacetView {
        id: facet.id.clone(),
        label: look.facet_label(facet),
        values: values.collect(),
    }
}

/// `outcome:stopped`. Neither id has a colon or a space.
fn token(facet: &Facet, value: &FacetValue) -> String {
    format!("{}:{}", facet.id, value.id)
}

/// What each of `count` entries has of the filters: `outcome:stopped phase:phase-4`.
pub(super) fn tokens(facets: &[Facet], count: usize) -> Vec<String> {
    let mut all = vec![String::new(); count];
    for facet in facets {
        for value in &facet.values {
            for &at in &value.entries {
                if !all[at].is_empty() {
                    all[at].push(' ');
                }
                all[at].push_str(&token(facet, value));
            }
        }
    }
    all
}

/// The filters of an index, seen from its page or from that of one value.
pub(super) fn filter_view(
    look: &Look<'_>,
    facets: &[Facet],
    chosen: Option<(&Facet, usize)>,
    folder: &str,
    in_all: usize,
) -> FilterView {
    let views = facets.iter().map(|facet| {
        let here = chosen.filter(|(known, _)| known.id == facet.id);
        facet_view(look, facet, here.map(|(_, value)| value), chosen.is_some())
    });
    FilterView {
        facets: views.collect(),
        all_href: look.href(folder),
        chosen: chosen.map(|(facet, value)| Chosen::new(look, facet, value)),
        in_all,
    }
}

impl Look<'_> {
    /// What readers see of a filter: what the site calls it, what the index calls it, or the name
    /// of its field.
    pub(super) fn facet_label(&self, facet: &Facet) -> String {
        if let Some(label) = &facet.label {
            return label.clone();
        }
        let list = facet.folder.trim_end_matches('/');
        match list {
            "awards" | "lessons" | "figures" => {
                self.words.text(&format!("facet.{list}_{}", facet.id))
            }
            _ => self.field(&facet.id.replace('-', "_")),
        }
    }

    /// What readers see of a value.
    pub(super) fn value_label(&self, value: &FacetValue) -> String {
        match is_blank(value) {
            true => self.words.text("facet.not_reported"),
            false => value.label.clone(),
        }
    }

    /// What a value means.
    pub(super) fn value_definition(&self, value: &FacetValue) -> Option<String> {
        match is_blank(value) {
            true => Some(self.words.text("facet.not_reported_meaning")),
            false => value.definition.clone(),
        }
    }
}

/// Whether it stands for a blank, and no vocabulary says so in the words of the site.
fn is_blank(value: &FacetValue) -> bool {
    value.id == NOT_REPORTED && value.label.is_empty()
}
