//! The award index, and one page for each value of each filter.

use serde::Serialize;

use super::facet::{Chosen, FacetView, facet_view};
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
    /// The awards, by phase, the latest first.
    pub groups: Vec<PhaseGroup>,
    /// How many awards the page shows.
    pub count: usize,
    /// All awards of the site.
    pub in_all: usize,
    /// All awards, without a filter.
    pub all_href: String,
    /// The filter of this page.
    pub chosen: Option<Chosen>,
    /// All awards by outcome, maturity and evidence.
    pub matrix_href: String,
    /// Downloads.
    pub json: String,
    /// Downloads.
    pub csv: String,
}

/// Awards of one phase.
#[derive(Clone, Debug, Serialize)]
pub struct PhaseGroup {
    /// The id, as an anchor.
    pub id: String,
    /// The phase.
    pub label: String,
    /// What it is for.
    pub definition: Option<String>,
    /// The awards.
    pub rows: Vec<AwardRow>,
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
        outcome: look.term(&award.outcome.value),
        status: look.term(&award.status),
        about: category.chain(uses).chain(settings).collect(),
        net: look.award_sum(&entry.id).map(|sum| sum.net),
    }
}

pub(super) fn all(look: &Look<'_>) -> (Frame, Body) {
    let count = look.site.awards.len();
    let title = look.words.text("awards.title");
    let intro = look.words.count("awards.intro", count, &[]);
    let mut frame = look.frame("awards", &title, intro.clone(), &[]);
    frame.end = Some(look.index_end(&title));
    let positions: Vec<usize> = (0..count).collect();
    (
        frame,
        Body::Awards(Box::new(index(look, intro, &positions, None))),
    )
}

pub(super) fn by(look: &Look<'_>, facet_at: usize, value_at: usize) -> (Frame, Body) {
    let facet = &look.site.facets[facet_at];
    let value = &facet.values[value_at];
    let (words, label) = (look.words, look.value_label(value));
    let filter = words.small(&look.facet_label(facet));
    let title = words.fill("awards.by_title", &[("filter", &filter), ("value", &label)]);
    let all = words.whole(look.site.awards.len());
    let count = words.count("awards.by_intro", value.entries.len(), &[("all", &all)]);
    let meaning = look.value_definition(value).unwrap_or_default();
    let intro = format!("{count} {meaning}").trim_end().to_string();
    let mut frame = look.frame(
        "awards",
        &title,
        format!("{title}. {intro}"),
        &[(&words.text("awards.title"), "awards/")],
    );
    frame.end = Some(look.index_end(&title));
    let view = index(look, intro, &value.entries, Some((facet, value_at)));
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
        facet_view(look, facet, here, chosen.is_some())
    });
    AwardIndexView {
        intro,
        facets: facets.collect(),
        groups: by_phase(look, awards),
        count: awards.len(),
        in_all: look.site.awards.len(),
        all_href: look.href("awards/"),
        chosen: chosen.map(|(facet, value)| Chosen::new(look, facet, value)),
        matrix_href: look.href("awards/matrix/"),
        json: look.href("data/awards.json"),
        csv: look.href("data/awards.csv"),
    }
}

fn by_phase(look: &Look<'_>, awards: &[usize]) -> Vec<PhaseGroup> {
    let phases = look.site.vocabularies.values("phase").iter().rev();
    let groups = phases.map(|phase| PhaseGroup {
        id: phase.id.clone(),
        label: phase.label.clone(),
        definition: phase.definition.clone(),
        rows: awards
            .iter()
            .map(|&at| &look.site.awards[at])
            .filter(|award| award.data.phase.id == phase.id)
            .map(|award| row(look, award))
            .collect(),
    });
    groups.filter(|group| !group.rows.is_empty()).collect()
}
