//! What awards answer to the same questions: cells in groups of columns, blank where an award says
//! nothing.

use serde::Serialize;

use super::Look;
use super::award::Page;
use super::facts::{Fact, FactValue};
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::register::Benefit;
use crate::words::Words;

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

/// The answers of awards, by group and column.
pub(super) struct Table {
    /// The groups of columns.
    pub(super) groups: Vec<ColumnGroup>,
    /// For each award a cell for every column of every group.
    pub(super) rows: Vec<Vec<Vec<Cell>>>,
}

/// Gives all awards the same columns: those that some award has.
pub(super) fn table(words: &Words, told: Vec<[Vec<Cell>; 5]>) -> Table {
    let groups: Vec<ColumnGroup> = GROUPS
        .iter()
        .enumerate()
        .map(|(at, id)| ColumnGroup {
            id,
            label: words.text(&format!("compare.group_{id}")),
            columns: columns(told.iter().map(|cells| cells[at].as_slice())),
        })
        .collect();
    let filled = |cells: [Vec<Cell>; 5]| {
        let pairs = groups.iter().zip(cells);
        pairs
            .map(|(group, own)| fill(&group.columns, own))
            .collect()
    };
    let rows = told.into_iter().map(filled).collect();
    Table { groups, rows }
}

/// The cells of an award, by group. Not every award has the same.
pub(super) fn cells(look: &Look<'_>, entry: &Entry<Award>) -> [Vec<Cell>; 5] {
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
