//! Awards like this one, with what they share.

use serde::Serialize;

use super::Look;
use super::awards::{AwardRow, row};
use crate::link::{Facet, FacetValue, NOT_REPORTED, find};
use crate::record::Entry;
use crate::record::award::Award;

/// An award that is like another.
#[derive(Clone, Debug, Serialize)]
pub struct SimilarAward {
    /// The award.
    pub row: AwardRow,
    /// Both awards beside each other.
    pub compare_href: String,
    /// What it shares, such as “clinical category: oncology”; empty when editors named it.
    pub shares: Vec<String>,
}

/// The filters by which awards are alike, with how much each counts. A setting tells a reader
/// “like mine” more than a phase does.
const WEIGHTS: &[(&str, u32)] = &[
    ("category", 3),
    ("use", 2),
    ("setting", 2),
    ("modality", 2),
    ("phase", 1),
];

/// Least weight for two awards to be called alike: more than one thing shared.
const ALIKE: u32 = 4;

/// How many are shown.
const SHOWN: usize = 3;

/// How many awards are looked at; more cannot all be told apart by these filters.
const LOOKED_AT: usize = 100;

/// What an award has of the filters that count: the filter, its weight, and the award's values.
type Traits<'f> = Vec<(&'f Facet, u32, Vec<&'f FacetValue>)>;

impl Look<'_> {
    /// Awards that editors named, then those that share the most.
    pub(super) fn similar(&self, entry: &Entry<Award>) -> Vec<SimilarAward> {
        let named = entry.data.related.iter();
        let named = named.filter(|reference| reference.id != entry.id);
        let named = named.filter_map(|reference| find(&self.site.awards, &reference.id));
        let mut similar: Vec<SimilarAward> = named
            .map(|related| SimilarAward {
                row: row(self, related),
                compare_href: self.compare_href(&entry.id, Some(&related.id)),
                shares: Vec::new(),
            })
            .collect();
        let by_id = |award: &Entry<Award>| award.id.cmp(&entry.id);
        let Ok(own) = self.site.awards.binary_search_by(by_id) else {
            return similar;
        };
        let traits = self.traits(own);
        let is_named = |at: usize| {
            similar
                .iter()
                .any(|known| known.row.id == self.site.awards[at].id)
        };
        let mut found: Vec<(u32, usize)> = candidates(own, &traits)
            .into_iter()
            .filter(|at| !is_named(*at))
            .map(|at| (weight(&traits, at), at))
            .filter(|(weight, _)| *weight >= ALIKE)
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(SHOWN.saturating_sub(similar.len()));
        similar.extend(found.into_iter().map(|(_, at)| {
            let other = &self.site.awards[at];
            SimilarAward {
                row: row(self, other),
                compare_href: self.compare_href(&entry.id, Some(&other.id)),
                shares: self.shares(&traits, at),
            }
        }));
        similar
    }

    fn traits(&self, own: usize) -> Traits<'_> {
        let weighed = WEIGHTS.iter().filter_map(|(id, weight)| {
            let facet = self.site.facets.iter().find(|facet| facet.id == *id)?;
            let values = facet.values.iter();
            // Two blanks are not alike.
            let values = values.filter(|value| value.id != NOT_REPORTED && value.has(own));
            Some((facet, *weight, values.collect()))
        });
        weighed.collect()
    }
}

/// Awards worth a look: those that share a value of a filter that says more than the phase.
fn candidates(own: usize, traits: &Traits<'_>) -> Vec<usize> {
    let values = traits
        .iter()
        .filter(|(_, weight, _)| *weight > 1)
        .flat_map(|(.., values)| values);
    let mut found: Vec<usize> = values
        .flat_map(|value| value.entries.iter().copied().take(LOOKED_AT))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|at| *at != own);
    found
}

fn weight(traits: &Traits<'_>, other: usize) -> u32 {
    let shared = traits
        .iter()
        .filter(|(.., values)| values.iter().any(|value| value.has(other)));
    shared.map(|(_, weight, _)| weight).sum()
}

impl Look<'_> {
    fn shares(&self, traits: &Traits<'_>, other: usize) -> Vec<String> {
        let words = self.words;
        let shared = traits.iter().filter_map(|(facet, _, values)| {
            let both = values.iter().filter(|value| value.has(other));
            let labels: Vec<String> = both.map(|value| words.small(&value.label)).collect();
            let filter = words.small(&self.facet_label(facet));
            (!labels.is_empty()).then(|| {
                words.fill(
                    "award.shared",
                    &[("filter", &filter), ("values", &words.list(&labels))],
                )
            })
        });
        shared.collect()
    }
}
