//! The award index, and one page for each value of each filter.

use serde::Serialize;

use super::facet::{FilterView, filter_view, tokens};
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
    pub filter: FilterView,
    /// The awards, by phase, the latest first.
    pub groups: Vec<PhaseGroup>,
    /// How many awards the page shows.
    pub count: usize,
    /// All awards by outcome, maturity and evidence.
    pub matrix_href: String,
    /// Awards beside each other.
    pub compare_href: String,
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
    /// What it has of the filters, on the page with all awards.
    pub filters: String,
    /// Its page.
    pub href: String,
    /// The award beside others.
    pub compare_href: String,
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
        filters: String::new(),
        href: look.href(&format!("awards/{}/", entry.id)),
        compare_href: look.compare_href(&entry.id, None),
        name: award::name(look, award),
        title: award.title.to_string(),
        summary: award.summary.to_string(),
        outcome: look.term(&award.outcome.value),
        status: look.term(&award.status),
        about: category.chain(uses).chain(settings).collect(),
        net: look.award_sum(&entry.id).map(|sum| sum.net_short),
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
    let all = look.site.awards.len();
    let tokens = match chosen {
        Some(_) => Vec::new(),
        None => tokens(&look.site.facets, all),
    };
    AwardIndexView {
        intro,
        filter: filter_view(look, &look.site.facets, chosen, "awards/", all),
        groups: by_phase(look, awards, &tokens),
        count: awards.len(),
        matrix_href: look.href("awards/matrix/"),
        compare_href: look.href("awards/compare/"),
        json: look.href("data/awards.json"),
        csv: look.href("data/awards.csv"),
    }
}

fn by_phase(look: &Look<'_>, awards: &[usize], tokens: &[String]) -> Vec<PhaseGroup> {
    let phases = look.site.vocabularies.values("phase").iter().rev();
    let groups = phases.map(|phase| PhaseGroup {
        id: phase.id.clone(),
        label: phase.label.clone(),
        definition: phase.definition.clone(),
        rows: awards
            .iter()
            .filter(|&&at| look.site.awards[at].data.phase.id == phase.id)
            .map(|&at| AwardRow {
                filters: tokens.get(at).cloned().unwrap_or_default(),
                ..row(look, &look.site.awards[at])
            })
            .collect(),
    });
    groups.filter(|group| !group.rows.is_empty()).collect()
}
