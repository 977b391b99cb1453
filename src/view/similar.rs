//! Awards like this one, with what they share.

use serde::Serialize;

use super::Look;
use super::awards::{AwardRow, row};
use crate::link::{Facet, FacetValue, find};
use crate::record::Entry;
use crate::record::award::Award;

/// An award that is like another.
#[derive(Clone, Debug, Serialize)]
pub struct SimilarAward {
    /// The award.
    pub row: AwardRow,
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
const LOOKED_AT: usize = 200;

impl Look<'_> {
    /// Awards that editors named, then those that share the most.
    pub(super) fn similar(&self, entry: &Entry<Award>) -> Vec<SimilarAward> {
        let mut similar: Vec<SimilarAward> = entry
            .data
            .related
            .iter()
            .filter_map(|reference| find(&self.site.awards, &reference.id))
            .map(|related| SimilarAward {
                row: row(self, related),
                shares: Vec::new(),
            })
            .collect();
        let by_id = |award: &Entry<Award>| award.id.cmp(&entry.id);
        let Ok(own) = self.site.awards.binary_search_by(by_id) else {
            return similar;
        };
        let mut found: Vec<(u32, usize, Vec<String>)> = self
            .candidates(own)
            .filter(|at| {
                !similar
                    .iter()
                    .any(|known| known.row.id == self.site.awards[*at].id)
            })
            .map(|at| self.shared(own, at))
            .filter(|(weight, ..)| *weight >= ALIKE)
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let found = found.into_iter().take(SHOWN.saturating_sub(similar.len()));
        similar.extend(found.map(|(_, at, shares)| SimilarAward {
            row: row(self, &self.site.awards[at]),
            shares,
        }));
        similar
    }

    /// The filters that count, with their weight.
    fn weighed(&self) -> impl Iterator<Item = (&Facet, u32)> {
        WEIGHTS.iter().filter_map(|(id, weight)| {
            let facet = self.site.facets.iter().find(|facet| facet.id == *id)?;
            Some((facet, *weight))
        })
    }

    /// Awards worth a look: those that share the rarest value of a filter that says most.
    fn candidates(&self, own: usize) -> impl Iterator<Item = usize> {
        let values = self
            .weighed()
            .filter(|(_, weight)| *weight > 1)
            .flat_map(|(facet, _)| known(facet));
        let values = values.filter(move |value| value.entries.len() > 1 && value.has(own));
        let mut found: Vec<usize> = values
            .flat_map(|value| value.entries.iter().copied().take(LOOKED_AT))
            .collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter(move |at| *at != own)
    }

    fn shared(&self, own: usize, other: usize) -> (u32, usize, Vec<String>) {
        let mut weight = 0;
        let mut shares = Vec::new();
        for (facet, counts) in self.weighed() {
            let both = known(facet).filter(|value| value.has(own) && value.has(other));
            let labels: Vec<String> = both.map(|value| value.label.to_lowercase()).collect();
            if !labels.is_empty() {
                weight += counts;
                shares.push(format!(
                    "{}: {}",
                    facet.label.to_lowercase(),
                    labels.join(", ")
                ));
            }
        }
        (weight, other, shares)
    }
}

/// Values that say something: two blanks are not alike.
fn known(facet: &Facet) -> impl Iterator<Item = &FacetValue> {
    facet
        .values
        .iter()
        .filter(|value| value.id != crate::link::NOT_REPORTED)
}
