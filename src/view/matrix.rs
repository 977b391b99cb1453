//! Two tables that show all at once: awards by outcome, maturity and evidence, and lessons by
//! audience and theme. A nought is printed: a gap is an answer.

use serde::Serialize;

use super::facts::FactValue;
use super::{Body, ChartView, Frame, LinkView, Look, award};
use crate::link::{Facet, FacetValue};
use crate::record::award::Award;
use crate::record::value::{Term, Vocabulary};

/// All awards.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixView {
    /// One row for each award, by phase and number.
    pub rows: Vec<MatrixRow>,
    /// The same as drawings.
    pub charts: Vec<ChartView>,
}

/// An award.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    /// The award.
    pub award: LinkView,
    /// Its name in the source.
    pub name: String,
    /// What it found.
    pub outcome: FactValue,
    /// Who evaluated it.
    pub evaluator: Option<String>,
    /// How it was studied.
    pub designs: Vec<String>,
    /// How its benefits are known, where the register has rows.
    pub evidence: Vec<String>,
    /// What it claims of its maturity.
    pub maturity: Vec<String>,
    /// Ratings that the source gives.
    pub ratings: Vec<FactValue>,
}

pub(super) fn awards(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("matrix.title");
    let mut frame = look.frame(
        "matrix",
        &title,
        look.words.text("matrix.intro"),
        &[(&look.words.text("awards.title"), "awards/")],
    );
    frame.end = Some(look.index_end(&title));
    let mut entries: Vec<_> = look.site.awards.iter().collect();
    entries.sort_by(|a, b| {
        let key = |award: &Award| (award.phase.id.clone(), award.project);
        let (a_phase, a_number) = key(&a.data);
        let (b_phase, b_number) = key(&b.data);
        b_phase
            .cmp(&a_phase)
            .then(a_number.cmp(&b_number))
            .then(a.id.cmp(&b.id))
    });
    let rows = entries.into_iter().filter_map(|entry| {
        let award = &*entry.data;
        let evaluation = award.evaluation.as_ref();
        let mut evidence: Vec<String> = look
            .site
            .benefits_of(&entry.id)
            .map(|row| look.label(&row.data.evidence))
            .collect();
        evidence.sort();
        evidence.dedup();
        Some(MatrixRow {
            award: look.record_link("award", &entry.id)?,
            name: award::name(look, award),
            outcome: look.term(&award.outcome.value),
            evaluator: evaluation.map(|evaluation| look.label(&evaluation.by)),
            designs: evaluation
                .map_or_else(Vec::new, |evaluation| labels(look, &evaluation.designs)),
            evidence,
            maturity: award
                .maturity
                .iter()
                .map(|claim| look.label(&claim.claim))
                .collect(),
            ratings: ratings(look, award),
        })
    });
    let view = MatrixView {
        rows: rows.collect(),
        charts: ["evidence-and-maturity", "criteria"]
            .into_iter()
            .filter_map(|id| look.chart(id))
            .collect(),
    };
    (frame, Body::Matrix(Box::new(view)))
}

fn labels<V: Vocabulary>(look: &Look<'_>, terms: &[Term<V>]) -> Vec<String> {
    terms.iter().map(|term| look.label(term)).collect()
}

fn ratings(look: &Look<'_>, award: &Award) -> Vec<FactValue> {
    let Some(ratings) = &award.ratings else {
        return Vec::new();
    };
    let all = [
        ("technology_maturity", &ratings.technology_maturity),
        ("evaluation_design", &ratings.evaluation_design),
        ("phase_4_potential", &ratings.phase_4_potential),
        ("learning_value", &ratings.learning_value),
    ];
    all.into_iter()
        .filter_map(|(name, rating)| {
            let rating = rating.as_ref().filter(|rating| rating.id != "lost")?;
            Some(FactValue {
                text: look.words.fill(
                    &format!("matrix.rating_{name}"),
                    &[("rating", &look.words.small(&look.label(rating)))],
                ),
                href: None,
                class: Some(rating.id.clone()),
            })
        })
        .collect()
}

/// Lessons by audience and theme.
#[derive(Clone, Debug, Serialize)]
pub struct MapView {
    /// The themes, as columns.
    pub columns: Vec<MapHead>,
    /// One row for each audience.
    pub rows: Vec<MapRow>,
    /// All lessons.
    pub lessons: usize,
}

/// A head of a row or column.
#[derive(Clone, Debug, Serialize)]
pub struct MapHead {
    /// The value.
    pub label: String,
    /// Its lessons; none where there are no lessons.
    pub href: Option<String>,
    /// How many lessons.
    pub count: usize,
}

/// An audience.
#[derive(Clone, Debug, Serialize)]
pub struct MapRow {
    /// The audience.
    pub head: MapHead,
    /// How many lessons for it on each theme, with the lessons.
    pub cells: Vec<MapCell>,
}

/// Lessons for one audience on one theme.
#[derive(Clone, Debug, Serialize)]
pub struct MapCell {
    /// How many.
    pub count: usize,
    /// The share of the largest cell, from 0 to 4, for the tint.
    pub tint: usize,
    /// Their part of the page.
    pub anchor: String,
    /// Their heading.
    pub title: String,
    /// The lessons.
    pub lessons: Vec<LinkView>,
}

pub(super) fn lessons(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("map.title");
    let mut frame = look.frame(
        "map",
        &title,
        look.words.text("map.description"),
        &[(&look.words.text("lessons.title"), "lessons/")],
    );
    frame.end = Some(look.index_end(&title));
    (frame, Body::LessonMap(Box::new(map(look))))
}

fn map(look: &Look<'_>) -> MapView {
    let facet = |id: &str| look.site.lesson_facets.iter().find(|facet| facet.id == id);
    let mut view = MapView {
        columns: Vec::new(),
        rows: Vec::new(),
        lessons: look.site.lessons.len(),
    };
    if let (Some(audiences), Some(themes)) = (facet("audience"), facet("theme")) {
        let largest = largest(audiences, themes);
        let columns = themes.values.iter().map(|what| head(look, themes, what));
        view.columns = columns.collect();
        let rows = audiences.values.iter().map(|who| MapRow {
            head: head(look, audiences, who),
            cells: themes
                .values
                .iter()
                .map(|what| cell(look, who, what, largest))
                .collect(),
        });
        view.rows = rows.collect();
    }
    view
}

fn head(look: &Look<'_>, facet: &Facet, value: &FacetValue) -> MapHead {
    MapHead {
        label: look.value_label(value),
        href: (!value.entries.is_empty()).then(|| look.href(&facet.route(&value.id))),
        count: value.entries.len(),
    }
}

/// Positions of lessons that have both values.
fn both(a: &FacetValue, b: &FacetValue) -> Vec<usize> {
    let shared = a.entries.iter();
    let shared = shared.filter(|at| b.entries.binary_search(at).is_ok());
    shared.copied().collect()
}

/// How many lessons the fullest cell has; one at least, as it divides.
fn largest(audiences: &Facet, themes: &Facet) -> usize {
    let row = |who| themes.values.iter().map(move |what| both(who, what).len());
    let counts = audiences.values.iter().flat_map(row);
    counts.max().unwrap_or(0).max(1)
}

fn cell(look: &Look<'_>, who: &FacetValue, what: &FacetValue, largest: usize) -> MapCell {
    let at = both(who, what);
    let lessons = at.iter().map(|&at| &look.site.lessons[at].id);
    let audience = look.value_label(who);
    let theme = look.words.small(&look.value_label(what));
    MapCell {
        count: at.len(),
        tint: (at.len() * 4).div_ceil(largest),
        anchor: format!("{}-{}", who.id, what.id),
        title: look
            .words
            .fill("map.about", &[("audience", &audience), ("theme", &theme)]),
        lessons: lessons
            .filter_map(|id| look.record_link("lesson", id))
            .collect(),
    }
}
