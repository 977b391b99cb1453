//! The numbers behind each chart as files: the table under it as CSV, and as JSON with an object for
//! each row.
//!
//! A column of JSON holds numbers when all its cells are numbers; the first says what a row is about
//! and stays text. An empty cell is `null`.

use serde_json::{Map, Value, json};

use super::data;
use crate::link::Site;
use crate::tables;
use crate::view::{ChartTable as Table, chart_file, chart_tables};
use crate::words::Words;

/// Two files for each chart.
pub(super) fn files(site: &Site, words: &Words) -> Vec<(String, Vec<u8>)> {
    let charts = chart_tables(site, words).into_iter();
    let files = charts.flat_map(|(id, table)| {
        [
            (chart_file(id, "csv"), csv(&table)),
            (chart_file(id, "json"), data::json(&objects(&table))),
        ]
    });
    files.collect()
}

/// The cells of each row, as files have them.
fn rows(table: &Table) -> Vec<Vec<&str>> {
    let rows = table.rows.iter().map(|row| {
        let label = std::iter::once(row.label.as_str());
        label.chain(row.plain.iter().map(String::as_str)).collect()
    });
    rows.collect()
}

fn csv(table: &Table) -> Vec<u8> {
    let head = table.head.iter().map(String::as_str).collect();
    tables::csv::write(std::iter::once(head).chain(rows(table)))
}

fn objects(table: &Table) -> Vec<Map<String, Value>> {
    let rows = rows(table);
    let counted = |at: usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(at).copied());
        at > 0 && cells.all(|cell| cell.is_empty() || number(cell).is_some())
    };
    let counted: Vec<bool> = (0..table.head.len()).map(counted).collect();
    let object = |row: &Vec<&str>| {
        let cells = row.iter().zip(&counted).map(|(cell, counted)| match cell {
            &"" => Value::Null,
            cell => number(cell)
                .filter(|_| *counted)
                .unwrap_or_else(|| json!(cell)),
        });
        table.head.iter().cloned().zip(cells).collect()
    };
    rows.iter().map(object).collect()
}

/// A cell that is a number and nothing else.
fn number(cell: &str) -> Option<Value> {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    if !cell.chars().all(plain) {
        return None;
    }
    let whole = cell.parse::<i64>().ok().map(Value::from);
    whole.or_else(|| cell.parse::<f64>().ok().map(Value::from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::ChartTableRow as Row;

    #[test]
    fn a_row_is_an_object_whose_numbers_are_numbers() {
        let row = |label: &str, plain: [&str; 3]| Row {
            label: label.to_string(),
            href: None,
            cells: Vec::new(),
            plain: plain.map(str::to_string).to_vec(),
        };
        let table = Table {
            head: ["Year", "Sum", "Rate", "Note"].map(str::to_string).to_vec(),
            rows: vec![
                row("2019", ["-16477087", "", "12"]),
                row("2020", ["5", "5.7", "about 12"]),
            ],
        };
        assert_eq!(
            json!(objects(&table)),
            json!([
                {"Year": "2019", "Sum": -16_477_087, "Rate": null, "Note": "12"},
                {"Year": "2020", "Sum": 5, "Rate": 5.7, "Note": "about 12"},
            ])
        );
    }
}
