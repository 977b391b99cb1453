//! All awards by name, in the order in which they stand beside each other. A page that only names
//! them reads this, and so is not made anew when another field of one of them changes.

use std::cmp::Reverse;

use crate::check::Records;

/// An award as a list of all of them names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardName {
    /// Its position in the list of awards.
    pub at: usize,
    /// Its id.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// The id of its phase.
    pub phase: String,
    /// Its number in the source.
    pub project: u64,
}

/// By phase, the latest first, and by number.
pub(super) fn names(records: &Records) -> Vec<AwardName> {
    let phases = records.vocabularies.values("phase");
    let phase = |name: &AwardName| phases.iter().position(|phase| phase.id == name.phase);
    let awards = records.awards.iter().enumerate();
    let mut names: Vec<AwardName> = awards
        .map(|(at, entry)| AwardName {
            at,
            id: entry.id.clone(),
            title: entry.data.title.to_string(),
            phase: entry.data.phase.id.clone(),
            project: entry.data.project,
        })
        .collect();
    // Awards stand by id before, and a sort by key keeps that among equals.
    names.sort_by_key(|name| (Reverse(phase(name)), name.project));
    names
}
