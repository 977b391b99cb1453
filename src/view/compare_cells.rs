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

/// The cells of an award, by group.
pub(super) type Cells = [Vec<Cell>; GROUPS.len()];

/// Cells of some awards, without blanks, which take most of the room.
pub(super) struct Told {
    columns: [Vec<String>; GROUPS.len()],
    awards: Vec<Cells>,
}

impl Told {
    /// Takes the blanks out.
    pub(super) fn of(mut awards: Vec<Cells>) -> Self {
        let columns = std::array::from_fn(|at| columns(labels(&awards, at)));
        for cells in awards.iter_mut().flatten() {
            // Of two cells for one column the first counts, be it a blank.
            let mut met = Vec::new();
            let keep = cells.iter().map(|cell| {
                let first = !met.contains(&&cell.label);
                met.push(&cell.label);
                first && !(cell.values.is_empty() && cell.note.is_none())
            });
            let mut keep = keep.collect::<Vec<_>>().into_iter();
            cells.retain(|_| keep.next().unwrap_or_default());
            cells.shrink_to_fit();
        }
        Self { columns, awards }
    }

    /// For each award a cell for every column.
    pub(super) fn filled(self, groups: &[ColumnGroup]) -> Vec<Vec<Vec<Cell>>> {
        self.awards
            .into_iter()
            .map(|cells| filled(groups, cells))
            .collect()
    }
}

/// The columns that some award has.
pub(super) fn groups(words: &Words, told: &[Told]) -> Vec<ColumnGroup> {
    groups_of(words, |at| {
        columns(told.iter().flat_map(|told| &told.columns[at]))
    })
}

/// Gives all awards the same columns: those that some award has.
pub(super) fn table(words: &Words, told: Vec<Cells>) -> Table {
    let groups = groups_of(words, |at| columns(labels(&told, at)));
    let rows = told.into_iter().map(|cells| filled(&groups, cells));
    Table {
        rows: rows.collect(),
        groups,
    }
}

fn groups_of(words: &Words, columns: impl Fn(usize) -> Vec<String>) -> Vec<ColumnGroup> {
    let groups = GROUPS.iter().enumerate().map(|(at, id)| ColumnGroup {
        id,
        label: words.text(&format!("compare.group_{id}")),
        columns: columns(at),
    });
    groups.collect()
}

fn labels(awards: &[Cells], group: usize) -> impl Iterator<Item = &String> {
    let cells = awards.iter().flat_map(move |cells| &cells[group]);
    cells.map(|cell| &cell.label)
}

fn filled(groups: &[ColumnGroup], cells: Cells) -> Vec<Vec<Cell>> {
    let pairs = groups.iter().zip(cells);
    let filled = pairs.map(|(group, own)| fill(&group.columns, own));
    filled.collect()
}

/// The cells of an award, by group. Not every award has the same.
pub(super) fn cells(look: &Look<'_>, entry: &Entry<Award>) -> Cells {
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

/// Every column, in the order in which they are first met.
fn columns<'c>(labels: impl Iterator<Item = &'c String>) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for label in labels {
        if !columns.contains(label) {
            columns.push(label.clone());
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

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(label: &str, value: &str) -> Cell {
        Cell {
            label: label.to_string(),
            values: Some(value)
                .filter(|value| !value.is_empty())
                .map(FactValue::text)
                .into_iter()
                .collect(),
            note: None,
            look: "text",
        }
    }

    /// An award with these cells in its first group.
    fn award(cells: &[(&str, &str)]) -> Cells {
        let cells = cells.iter().map(|(label, value)| cell(label, value));
        [cells.collect(), vec![], vec![], vec![], vec![]]
    }

    #[test]
    fn cells_without_their_blanks_fill_the_same_table() {
        let awards = || {
            vec![
                award(&[("a", "1"), ("b", ""), ("c", "2")]),
                award(&[("d", ""), ("b", "3")]),
                award(&[]),
                // Of two cells for one column the first counts.
                award(&[("c", ""), ("a", "4"), ("c", "5")]),
            ]
        };
        let mut first = awards();
        let second = first.split_off(2);
        let told = [Told::of(first), Told::of(second)];
        let met = columns(told.iter().flat_map(|told| &told.columns[0]));
        assert_eq!(met, ["a", "b", "c", "d"]);
        let kept = told.iter().flat_map(|told| &told.awards).flatten();
        assert_eq!(kept.map(Vec::len).sum::<usize>(), 4);
        let groups = [ColumnGroup {
            id: GROUPS[0],
            label: String::new(),
            columns: met,
        }];
        let whole = awards().into_iter().map(|cells| filled(&groups, cells));
        let whole: Vec<Vec<Vec<Cell>>> = whole.collect();
        let parts = told.into_iter().flat_map(|told| told.filled(&groups));
        let parts: Vec<Vec<Vec<Cell>>> = parts.collect();
        assert_eq!(format!("{parts:?}"), format!("{whole:?}"));
    }
}
