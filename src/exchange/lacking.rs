//! Fields that a record must have and a sheet does not give, in words of spreadsheets.
//!
//! In go what the checks of the site say is missing from records; out comes one problem for each
//! column, or for all columns that a sheet does not have, and not one for each record. That a field
//! is missing is left to the checks: here it is only found out which cell or column that is.

use std::collections::BTreeMap;

use super::Problem;
use super::compare::{Lacking, Outcome};
use super::rows::some_of;
use crate::diag::Diagnostic;

/// Collects what is missing.
#[derive(Debug, Default)]
pub(super) struct Missing {
    cells: Vec<Cells>,
    sheets: Vec<Absent>,
}

/// Empty cells of one column.
#[derive(Debug)]
struct Cells {
    kind: &'static str,
    lacking: Lacking,
    sheet: String,
    cells: Vec<String>,
}

/// Columns that a sheet does not have and its new records need.
#[derive(Debug)]
struct Absent {
    kind: &'static str,
    sheet: String,
    columns: BTreeMap<usize, String>,
    /// The cells of the ids of the new records.
    cells: Vec<String>,
}

impl Missing {
    /// Takes a problem that says that a field is missing, if it is known where it should stand. Of a
    /// row with nothing but an id, the checks say only that its file is empty.
    pub(super) fn takes(&mut self, problem: &Diagnostic, outcome: &Outcome) -> bool {
        let empty = outcome.text.as_deref() == Some("");
        let key = missing_field(problem);
        let mut found = false;
        let meant = |lacking: &&Lacking| {
            let mut path = lacking.column.path.iter();
            empty || path.any(|name| key.is_some_and(|key| key == name.as_str()))
        };
        for lacking in outcome.lacking.iter().filter(meant) {
            found = true;
            match &lacking.place {
                Some(place) => self.cell(outcome, lacking, place),
                None => self.column(outcome, lacking),
            }
        }
        found
    }

    fn cell(&mut self, outcome: &Outcome, lacking: &Lacking, place: &str) {
        let (sheet, cell) = parts(place);
        let same = |known: &&mut Cells| {
            known.sheet == sheet && known.lacking.column.heading == lacking.column.heading
        };
        match self.cells.iter_mut().find(same) {
            Some(known) => known.cells.push(cell.to_string()),
            None => self.cells.push(Cells {
                kind: outcome.kind,
                lacking: lacking.clone(),
                sheet: sheet.to_string(),
                cells: vec![cell.to_string()],
            }),
        }
    }

    fn column(&mut self, outcome: &Outcome, lacking: &Lacking) {
        let (sheet, cell) = parts(&outcome.place);
        let heading = lacking.column.heading.clone();
        match self.sheets.iter_mut().find(|known| known.sheet == sheet) {
            Some(known) => {
                known.columns.insert(lacking.at, heading);
                known.cells.push(cell.to_string());
            }
            None => self.sheets.push(Absent {
                kind: outcome.kind,
                sheet: sheet.to_string(),
                columns: BTreeMap::from([(lacking.at, heading)]),
                cells: vec![cell.to_string()],
            }),
        }
    }

    /// What is to be said.
    pub(super) fn problems(self) -> impl Iterator<Item = Problem> {
        let sheets = self.sheets.into_iter().map(Absent::problem);
        sheets.chain(self.cells.into_iter().map(Cells::problem))
    }
}

impl Absent {
    fn problem(self) -> Problem {
        let columns: Vec<String> = self.columns.into_values().collect();
        let (columns, them) = match columns.as_slice() {
            [one] => (format!("the column {one}"), "it"),
            many => (format!("the columns {}", many.join(", ")), "them"),
        };
        Problem::new(
            self.sheet,
            format!(
                "A new {} also needs {columns}, and the sheet does not have {them}.",
                self.kind
            ),
            format!(
                "Write the headings that are missing beside the others, and fill in the cells below them. The new records are those in {}. If one of them is there already, correct its id.",
                some_of(&in_order(self.cells))
            ),
        )
    }
}

impl Cells {
    fn problem(self) -> Problem {
        let mut cells = in_order(self.cells);
        let others = cells.split_off(cells.len().min(1));
        let also = match others.as_slice() {
            [] => String::new(),
            others => format!(" It is the same in {}.", some_of(others)),
        };
        let column = &self.lacking.column;
        Problem::new(
            format!("{}, cell {}", self.sheet, cells.concat()),
            format!(
                "Every {} must have “{}”, and this cell says nothing.{also}",
                self.kind, column.heading
            ),
            format!("Fill in the cell. It holds: {}.", column.purpose),
        )
    }
}

/// The name of the field that a problem says is missing or empty.
fn missing_field(problem: &Diagnostic) -> Option<&str> {
    let message = (problem.code == "missing-field").then_some(&problem.message)?;
    let (_, rest) = message.split_once('“')?;
    rest.split_once('”').map(|(key, _)| key)
}

/// The sheet and the cell of a place.
fn parts(place: &str) -> (&str, &str) {
    place.rsplit_once(", cell ").unwrap_or((place, ""))
}

/// Cells of one column, each once, from the top: problems come in the order of the records' files,
/// and a record can have several.
fn in_order(mut cells: Vec<String>) -> Vec<String> {
    cells.sort_by_key(|cell| (cell.len(), cell.clone()));
    cells.dedup();
    cells
}
