//! What became of the technologies at which places: facts, with plans and withdrawals marked.

use serde::Serialize;

use super::facts::FactValue;
use super::marks::Mark;
use super::{Body, Frame, LinkView, Look, award};
use crate::record::award::Adoption;

/// Adoption of all awards.
#[derive(Clone, Debug, Serialize)]
pub struct AdoptionView {
    /// By status, in the order of the vocabulary.
    pub groups: Vec<AdoptionGroup>,
    /// Awards of which no source says anything about adoption.
    pub silent: Vec<LinkView>,
    /// All awards.
    pub awards: usize,
}

/// What has one status.
#[derive(Clone, Debug, Serialize)]
pub struct AdoptionGroup {
    /// The id, as a class.
    pub id: String,
    /// The status.
    pub label: String,
    /// What it means.
    pub definition: Option<String>,
    /// The facts.
    pub rows: Vec<AdoptionRow>,
}

/// One fact.
#[derive(Clone, Debug, Serialize)]
pub struct AdoptionRow {
    /// The award.
    pub award: LinkView,
    /// Its name in the source.
    pub name: String,
    /// What the award found.
    pub outcome: FactValue,
    /// How many of what, or the kind of place.
    pub place: Option<String>,
    /// When.
    pub date: Option<String>,
    /// Anything to add.
    pub detail: Option<String>,
    /// Where it comes from.
    pub marks: Vec<Mark>,
}

pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("adoption.title");
    let awards = look.words.text("awards.title");
    let mut frame = look.frame(
        "adoption",
        &title,
        look.words.text("adoption.intro"),
        &[(&awards, "awards/")],
    );
    frame.end = Some(look.index_end(&title));
    let statuses = look.site.vocabularies.values("adoption-status").iter();
    let groups = statuses.map(|status| AdoptionGroup {
        id: status.id.clone(),
        label: status.label.clone(),
        definition: status.definition.clone(),
        rows: rows(look, &status.id),
    });
    let silent = look
        .site
        .awards
        .iter()
        .filter(|award| award.data.adoption.is_empty());
    let view = AdoptionView {
        groups: groups.filter(|group| !group.rows.is_empty()).collect(),
        silent: silent
            .filter_map(|award| look.record_link("award", &award.id))
            .collect(),
        awards: look.site.awards.len(),
    };
    (frame, Body::Adoption(Box::new(view)))
}

fn rows(look: &Look<'_>, status: &str) -> Vec<AdoptionRow> {
    let mut rows = Vec::new();
    for entry in &look.site.awards {
        let own = entry
            .data
            .adoption
            .iter()
            .filter(|adoption| adoption.status.id == status);
        for adoption in own {
            let Some(link) = look.record_link("award", &entry.id) else {
                continue;
            };
            rows.push(AdoptionRow {
                award: link,
                name: award::name(look, &entry.data),
                outcome: look.term(&entry.data.outcome.value),
                place: look.adopted_where(adoption),
                date: adoption.date.map(|date| look.words.date(date)),
                detail: adoption.detail.as_ref().map(ToString::to_string),
                marks: look.marks(&entry.common, "adoption"),
            });
        }
    }
    rows
}

impl Look<'_> {
    /// “34 hospitals”, “34”, “hospitals”.
    pub(super) fn adopted_where(&self, adoption: &Adoption) -> Option<String> {
        let count = adoption.count.map(|count| self.words.counted(count));
        let what = adoption.what.as_ref().map(ToString::to_string);
        match (count, what) {
            (Some(count), Some(what)) => Some(
                self.words
                    .fill("adoption.place", &[("count", &count), ("what", &what)]),
            ),
            (count, what) => count.or(what),
        }
    }
}
