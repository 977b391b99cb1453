//! All awards side by side, by groups of columns. A script shows up to four of them beside each
//! other; what it shows is read from this page.

use serde::Serialize;

use super::award::{Page, name};
use super::facts::{Fact, FactValue};
use super::{Body, Frame, LinkView, Look};
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::register::Benefit;

/// All awards, by the same columns.
#[derive(Clone, Debug, Serialize)]
pub struct CompareView {
    /// The groups of columns.
    pub groups: Vec<ColumnGroup>,
    /// The awards, by phase, the latest first.
    pub awards: Vec<CompareAward>,
    /// Downloads.
    pub csv: String,
    /// Downloads.
    pub json: String,
}

/// Columns that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnGroup {
    /// Its id, as an anchor.
    pub id: &'static str,
    /// What the columns have in common.
    pub label: String,
    /// What each column tells.
    pub columns: Vec<String>,
}

/// An award.
#[derive(Clone, Debug, Serialize)]
pub struct CompareAward {
    /// Its id, which is its anchor.
    pub id: String,
    /// The award.
    pub link: LinkView,
    /// Its name in the source.
    pub name: String,
    /// Its cells, by group, in the order of the columns.
    pub groups: Vec<Vec<Cell>>,
}

/// A cell. Without values it is a blank.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// What the column tells.
    pub label: String,
    /// What is known.
    pub values: Vec<FactValue>,
    /// What the source adds.
    pub note: Option<String>,
    /// How it is shown: `badge`, `rating` or `text`.
    pub look: &'static str,
}

/// The groups, in order.
const GROUPS: [&str; 5] = ["result", "patient", "setting", "answers", "ratings"];

pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("compare.title");
    let awards = look.words.text("awards.title");
    let intro = look.words.text("compare.intro");
    let mut frame = look.frame("compare", &title, intro, &[(&awards, "awards/")]);
    frame.end = Some(look.index_end(&title));
    let told: Vec<(CompareAward, [Vec<Cell>; 5])> = in_order(look)
        .into_iter()
        .filter_map(|entry| Some((compared(look, entry)?, cells(look, entry))))
        .collect();
    let groups: Vec<ColumnGroup> = GROUPS
        .iter()
        .enumerate()
        .map(|(at, id)| ColumnGroup {
            id,
            label: look.words.text(&format!("compare.group_{id}")),
            columns: columns(told.iter().map(|(_, cells)| cells[at].as_slice())),
        })
        .collect();
    let awards = told.into_iter().map(|(mut award, cells)| {
        let groups = groups.iter().zip(cells);
        award.groups = groups
            .map(|(group, cells)| fill(&group.columns, cells))
            .collect();
        award
    });
    let view = CompareView {
        awards: awards.collect(),
        groups,
        csv: look.href("data/awards.csv"),
        json: look.href("data/awards.json"),
    };
    (frame, Body::Compare(Box::new(view)))
}

/// By phase, the latest first, and by number.
fn in_order<'l>(look: &Look<'l>) -> Vec<&'l Entry<Award>> {
    let phases = look.site.vocabularies.values("phase");
    let phase = |award: &Award| phases.iter().position(|phase| phase.id == award.phase.id);
    let mut entries: Vec<&Entry<Award>> = look.site.awards.iter().collect();
    entries.sort_by_key(|entry| {
        let award = &*entry.data;
        (std::cmp::Reverse(phase(award)), award.project, &entry.id)
    });
    entries
}

fn compared(look: &Look<'_>, entry: &Entry<Award>) -> Option<CompareAward> {
    Some(CompareAward {
        id: entry.id.clone(),
        link: look.record_link("award", &entry.id)?,
        name: name(look, &entry.data),
        groups: Vec::new(),
    })
}

/// The cells of an award, by group. Not every award has the same.
fn cells(look: &Look<'_>, entry: &Entry<Award>) -> [Vec<Cell>; 5] {
    let page = Page::new(look, entry);
    [
        result(look, entry),
        patient(look, entry),
        page.facts()
            .into_iter()
            .map(|fact| cell(fact, "text"))
            .collect(),
        page.answers()
            .into_iter()
            .map(|fact| cell(fact, "text"))
            .collect(),
        page.ratings()
            .into_iter()
            .map(|fact| cell(fact, "rating"))
            .collect(),
    ]
}

fn cell(fact: Fact, look: &'static str) -> Cell {
    Cell {
        label: fact.label,
        values: fact.values,
        note: fact.note,
        look,
    }
}

fn result(look: &Look<'_>, entry: &Entry<Award>) -> Vec<Cell> {
    let award = &*entry.data;
    let sum = look.award_sum(&entry.id);
    let text = |text: Option<String>| text.map(FactValue::text).into_iter().collect();
    let own = |key: &str, values: Vec<FactValue>| Cell {
        label: look.words.text(&format!("compare.{key}")),
        values,
        note: None,
        look: if key == "outcome" { "badge" } else { "text" },
    };
    let of_sum =
        |get: fn(super::benefits::AwardSumView) -> Option<String>| text(sum.clone().and_then(get));
    vec![
        own("outcome", vec![look.term(&award.outcome.value)]),
        own("status", vec![look.term(&award.status)]),
        own("summary", vec![FactValue::text(award.summary.to_string())]),
        own("net", of_sum(|sum| Some(sum.net))),
        own("gross_average", of_sum(|sum| sum.gross_average)),
        own("net_average", of_sum(|sum| sum.net_average)),
        own("patients", of_sum(|sum| sum.patients)),
    ]
}

/// What changes for one patient, by the categories of the register.
fn patient(look: &Look<'_>, entry: &Entry<Award>) -> Vec<Cell> {
    let categories = look.site.vocabularies.values("benefit-category").iter();
    categories
        .map(|category| {
            let rows = look.site.benefits_of(&entry.id);
            let rows = rows.filter(|row| row.data.category.id == category.id);
            Cell {
                label: category.label.clone(),
                values: rows.map(|row| average(look, row)).collect(),
                note: None,
                look: "text",
            }
        })
        .collect()
}

/// The average, or how far it is known where there is none.
fn average(look: &Look<'_>, row: &Entry<Benefit>) -> FactValue {
    let benefit = &row.data;
    let known = benefit
        .average
        .as_ref()
        .map(|average| look.words.money(average));
    FactValue::text(known.unwrap_or_else(|| look.label(&benefit.evidence)))
}

/// Every column that some award has, in the order in which they are first met.
fn columns<'c>(awards: impl Iterator<Item = &'c [Cell]>) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for cell in awards.flatten() {
        if !columns.contains(&cell.label) {
            columns.push(cell.label.clone());
        }
    }
    columns
}

/// A cell for every column; a blank where the award has none.
fn fill(columns: &[String], mut cells: Vec<Cell>) -> Vec<Cell> {
    let mut take = |label: &String| {
        let at = cells.iter().position(|cell| cell.label == *label)?;
        Some(cells.swap_remove(at))
    };
    columns
        .iter()
        .map(|label| {
            take(label).unwrap_or_else(|| Cell {
                label: label.clone(),
                values: Vec::new(),
                note: None,
                look: "text",
            })
        })
        .collect()
}

impl Look<'_> {
    /// The page that compares an award, with another if one is named. Without a script it leads to
    /// the row of the first.
    pub(super) fn compare_href(&self, award: &str, with: Option<&str>) -> String {
        let page = self.href("awards/compare/");
        match with {
            Some(with) => format!("{page}?with={with}#{award}"),
            None => format!("{page}#{award}"),
        }
    }
}
