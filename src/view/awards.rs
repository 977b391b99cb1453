//! The award index, and one page for each value of each filter.

use serde::Serialize;

use super::facts::FactValue;
use super::{Body, Frame, Look, award};
use crate::link::Facet;
use crate::record::Entry;
use crate::record::award::Award;

/// Awards, with filters.
#[derive(Clone, Debug, Serialize)]
pub struct AwardIndexView {
    /// What the page shows, in a sentence.
    pub intro: String,
    /// The filters.
    pub facets: Vec<FacetView>,
    /// The awards.
    pub rows: Vec<AwardRow>,
    /// All awards of the site.
    pub in_all: usize,
    /// All awards, without a filter.
    pub all_href: String,
    /// The filter of this page.
    pub chosen: Option<Chosen>,
    /// Downloads.
    pub json: String,
    /// Downloads.
    pub csv: String,
}

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

/// An award in a list.
#[derive(Clone, Debug, Serialize)]
pub struct AwardRow {
    /// Its id.
    pub id: String,
    /// Its page.
    pub href: String,
    /// Its name in the source.
    pub name: String,
    /// What it is for.
    pub title: String,
    /// What happened.
    pub summary: String,
    /// What it found.
    pub outcome: FactValue,
    /// Where it stands.
    pub status: FactValue,
    /// Category, use and setting, in words.
    pub about: Vec<String>,
    /// What its benefits come to, if any are valued.
    pub net: Option<String>,
}

pub(super) fn row(look: &Look<'_>, entry: &Entry<Award>) -> AwardRow {
    let award = &*entry.data;
    let category = award.category.iter().map(|term| look.label(term));
    let uses = award.r#use.iter().map(|term| look.label(term));
    let settings = award.setting.iter().map(|term| look.label(term));
    AwardRow {
        id: entry.id.clone(),
        href: look.href(&format!("awards/{}/", entry.id)),
        name: award::name(look, award),
        title: award.title.to_string(),
        summary: award.summary.to_string(),
        outcome: look.term("outcome", &award.outcome.value),
        status: look.term("status", &award.status),
        about: category.chain(uses).chain(settings).collect(),
        net: look.award_sum(&entry.id).map(|sum| sum.net),
    }
}

pub(super) fn all(look: &Look<'_>) -> (Frame, Body) {
    let count = look.site.awards.len();
    let intro = format!("All {count} awards, with what each was for and what happened.");
    let mut frame = look.frame("awards", "Awards", intro.clone(), &[]);
    frame.end = Some(look.index_end("Awards"));
    let positions: Vec<usize> = (0..count).collect();
    (
        frame,
        Body::Awards(Box::new(index(look, intro, &positions, None))),
    )
}

pub(super) fn by(look: &Look<'_>, facet_at: usize, value_at: usize) -> (Frame, Body) {
    let facet = &look.site.facets[facet_at];
    let value = &facet.values[value_at];
    let title = format!("Awards by {}: {}", facet.label.to_lowercase(), value.label);
    let count = value.awards.len();
    let awards = if count == 1 { "award" } else { "awards" };
    let intro = format!("{count} {awards} of {}.", look.site.awards.len());
    let mut frame = look.frame(
        "awards",
        &title,
        format!("{title}. {intro}"),
        &[("Awards", "awards/")],
    );
    frame.end = Some(look.index_end(&title));
    let view = index(look, intro, &value.awards, Some((facet, value_at)));
    (frame, Body::Awards(Box::new(view)))
}

fn index(
    look: &Look<'_>,
    intro: String,
    awards: &[usize],
    chosen: Option<(&Facet, usize)>,
) -> AwardIndexView {
    let facets = look.site.facets.iter().map(|facet| {
        let here = chosen
            .filter(|(known, _)| known.id == facet.id)
            .map(|(_, value)| value);
        facet_view(look, facet, here)
    });
    AwardIndexView {
        intro,
        facets: facets.collect(),
        rows: awards
            .iter()
            .map(|&at| row(look, &look.site.awards[at]))
            .collect(),
        in_all: look.site.awards.len(),
        all_href: look.href("awards/"),
        chosen: chosen.map(|(facet, value)| Chosen {
            facet: facet.label.clone(),
            label: facet.values[value].label.clone(),
            definition: facet.values[value].definition.clone(),
        }),
        json: look.href("data/awards.json"),
        csv: look.href("data/awards.csv"),
    }
}

/// A filter, seen from this page.
pub(super) fn facet_view(look: &Look<'_>, facet: &Facet, chosen: Option<usize>) -> FacetView {
    let values = facet
        .values
        .iter()
        .enumerate()
        .map(|(at, value)| FacetValueView {
            label: value.label.clone(),
            count: value.awards.len(),
            href: (!value.awards.is_empty())
                .then(|| look.href(&format!("awards/{}/{}/", facet.id, value.id))),
            current: chosen == Some(at),
        });
    FacetView {
        id: facet.id.clone(),
        label: facet.label.clone(),
        values: values.collect(),
    }
}
