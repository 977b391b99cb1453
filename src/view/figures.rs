//! Figures: every number that a source states, with its place.

use serde::Serialize;

use super::facet::{FilterView, filter_view, tokens};
use super::marks::{Mark, NoteView};
use super::{Body, Frame, LinkView, Look};
use crate::link::Facet;
use crate::record::Entry;
use crate::record::date::Date;
use crate::record::number::{Money, Number};
use crate::record::register::Figure;

/// All figures, by what they are about.
#[derive(Clone, Debug, Serialize)]
pub struct FiguresView {
    /// The filters.
    pub filter: FilterView,
    /// The groups.
    pub groups: Vec<FigureGroup>,
    /// How many figures there are.
    pub count: usize,
    /// Downloads.
    pub json: String,
    /// Downloads.
    pub csv: String,
}

/// Figures about one thing.
#[derive(Clone, Debug, Serialize)]
pub struct FigureGroup {
    /// The anchor.
    pub id: String,
    /// What they are about.
    pub label: String,
    /// What that covers.
    pub definition: Option<String>,
    /// The figures.
    pub rows: Vec<FigureRow>,
}

/// A figure.
#[derive(Clone, Debug, Serialize)]
pub struct FigureRow {
    /// Its id, which is its anchor.
    pub id: String,
    /// What it has of the filters, on the page with all figures.
    pub filters: String,
    /// What it is.
    pub title: String,
    /// The number with its unit, for readers.
    pub value: String,
    /// How exactly the source gives it, if not exactly.
    pub exactness: Option<String>,
    /// As printed.
    pub printed: Option<String>,
    /// What it is a share of.
    pub share_of: Option<String>,
    /// The date or period that it is of.
    pub date: Option<String>,
    /// A sentence of context.
    pub explanation: Option<String>,
    /// The award that it is about.
    pub award: Option<LinkView>,
    /// Notes.
    pub notes: Vec<NoteView>,
    /// Where it comes from.
    pub marks: Vec<Mark>,
}

pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let count = look.site.figures.len();
    let title = look.words.text("figures.title");
    let description = look.words.count("figures.intro", count, &[]);
    let mut frame = look.frame("figures", &title, description, &[]);
    frame.end = Some(look.index_end(&title));
    let positions: Vec<usize> = (0..count).collect();
    (frame, Body::Figures(Box::new(list(look, &positions, None))))
}

/// The figures with one value of one filter.
pub(super) fn by(look: &Look<'_>, facet_at: usize, value_at: usize) -> (Frame, Body) {
    let facet = &look.site.figure_facets[facet_at];
    let value = &facet.values[value_at];
    let (words, label) = (look.words, look.value_label(value));
    let title = words.fill("figures.by_title", &[("value", &label)]);
    let all = words.whole(look.site.figures.len());
    let intro = words.count("figures.by_intro", value.entries.len(), &[("all", &all)]);
    let figures = words.text("figures.title");
    let mut frame = look.frame("figures", &title, intro, &[(&figures, "figures/")]);
    frame.end = Some(look.index_end(&title));
    let view = list(look, &value.entries, Some((facet, value_at)));
    (frame, Body::Figures(Box::new(view)))
}

/// Figures by what they are about.
fn list(look: &Look<'_>, figures: &[usize], chosen: Option<(&Facet, usize)>) -> FiguresView {
    let all = &look.site.figures;
    let facets = &look.site.figure_facets;
    let tokens = match chosen {
        Some(_) => Vec::new(),
        None => tokens(facets, all.len()),
    };
    let row = |at: usize| FigureRow {
        filters: tokens.get(at).cloned().unwrap_or_default(),
        ..look.figure_row(&all[at])
    };
    let subjects = look.site.vocabularies.values("subject").iter();
    let groups = subjects.map(|subject| {
        let own = figures.iter().copied();
        let own = own.filter(|&at| all[at].data.subject.id == subject.id);
        FigureGroup {
            id: format!("about-{}", subject.id),
            label: subject.label.clone(),
            definition: subject.definition.clone(),
            rows: own.map(row).collect(),
        }
    });
    FiguresView {
        filter: filter_view(look, facets, chosen, "figures/", all.len()),
        groups: groups.filter(|group| !group.rows.is_empty()).collect(),
        count: figures.len(),
        json: look.href("data/figures.json"),
        csv: look.href("data/figures.csv"),
    }
}

impl Look<'_> {
    /// The figures about an award.
    pub(super) fn figures_of(&self, award: &str) -> Vec<FigureRow> {
        let own = self.site.figures_of(award);
        own.map(|figure| self.figure_row(figure)).collect()
    }

    pub(super) fn figure_row(&self, entry: &Entry<Figure>) -> FigureRow {
        let figure = &*entry.data;
        FigureRow {
            id: entry.id.clone(),
            filters: String::new(),
            title: figure.title.to_string(),
            value: self.figure_value(figure),
            exactness: (figure.exactness.id != "exact").then(|| self.label(&figure.exactness)),
            printed: figure.printed.as_ref().map(ToString::to_string),
            share_of: figure.share_of.as_ref().map(ToString::to_string),
            date: self.period(figure.date, figure.until),
            explanation: figure.explanation.as_ref().map(ToString::to_string),
            award: figure
                .award
                .as_ref()
                .and_then(|award| self.record_link("award", &award.id)),
            notes: self.notes(&entry.common.notes),
            marks: self.all_marks(&entry.common.locators),
        }
    }

    /// “2019”, “March to December 2024”, “until 2025”.
    pub(super) fn period(&self, from: Option<Date>, until: Option<Date>) -> Option<String> {
        let words = self.words;
        match (
            from.map(|date| words.date(date)),
            until.map(|date| words.date(date)),
        ) {
            (Some(from), Some(until)) => {
                Some(words.fill("format.range", &[("from", &from), ("until", &until)]))
            }
            (None, Some(until)) => Some(words.fill("format.until", &[("date", &until)])),
            (from, None) => from,
        }
    }

    fn figure_value(&self, figure: &Figure) -> String {
        let unit = figure.unit.id.as_str();
        let words = self.words;
        let one = |number: Number| match unit {
            "gbp" => Money::from_number(number, "GBP")
                .map_or_else(|| words.number(number), |money| words.money(&money)),
            "percent" => words.fill("format.percent", &[("number", &words.number(number))]),
            _ => words.number(number),
        };
        let from = one(figure.value);
        let range = match figure.upper {
            Some(upper) => words.fill("format.range", &[("from", &from), ("until", &one(upper))]),
            None => from,
        };
        let share = match figure.of {
            Some(of) => words.fill(
                "format.share",
                &[("part", &range), ("all", &words.number(of))],
            ),
            None => range,
        };
        match unit {
            "gbp" | "percent" => share,
            _ => words.fill(
                "format.with_unit",
                &[("number", &share), ("unit", &self.unit(figure))],
            ),
        }
    }

    /// “1 award”, “26 awards”, “1 of 10 awards”.
    fn unit(&self, figure: &Figure) -> String {
        let alone =
            figure.value.to_whole() == Some(1) && figure.upper.is_none() && figure.of.is_none();
        let unit = self.site.vocabularies.find("unit", &figure.unit.id);
        let one = unit.and_then(|unit| unit.one.clone()).filter(|_| alone);
        one.unwrap_or_else(|| self.label(&figure.unit))
    }
}
