//! Filters of the award and lesson indexes, seen from a page.

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

/// A value of a filter.
#[derive(Clone, Debug, Serialize)]
pub struct FacetValueView {
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

impl Look<'_> {
    /// What readers see of a filter.
    pub(super) fn facet_label(&self, facet: &Facet) -> String {
        let own = || {
            let list = facet.folder.trim_end_matches('/');
            self.words.text(&format!("facet.{list}_{}", facet.id))
        };
        facet.label.clone().unwrap_or_else(own)
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
