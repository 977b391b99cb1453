//! What is written is read again.

use super::write::{Column, Holds, Page, write};
use super::*;
use crate::record::date::Date;

fn page(rows: &[[&str; 4]]) -> Page {
    let holds = [
        Holds::Text,
        Holds::Number,
        Holds::Date,
        Holds::OneOf("colour".into()),
    ];
    let columns = holds.into_iter().enumerate().map(|(at, holds)| Column {
        heading: format!("column {at}"),
        holds,
        hidden: at == 3,
        width: 12,
    });
    Page {
        name: "Things".into(),
        columns: columns.collect(),
        rows: rows
            .iter()
            .map(|row| row.map(String::from).to_vec())
            .collect(),
    }
}

fn book(rows: &[[&str; 4]]) -> Vec<u8> {
    let lists = [(
        "colour".to_string(),
        vec![("red".to_string(), "Red".to_string())],
    )];
    let day = Date::parse("2026-01-31").expect("a day");
    write([page(rows).into()], &lists, day).expect("fits")
}

#[test]
fn texts_numbers_and_days_come_back() {
    let rows = [
        ["=1+1", "-110", "2025-04-30", "red"],
        ["_x0041_ \u{7}", "5.70", "2025-04", ""],
        ["two\nlines", "9007199254740993", "1850-01-01", "x"],
    ];
    let read = read("a.xlsx", &book(&rows)).expect("reads");
    assert_eq!(read.notices, Vec::<String>::new());
    assert_eq!(read.sheets.len(), 2);
    for (row, at) in rows.iter().zip(1..) {
        let found = &read.sheets[0].rows[at];
        let texts =
            [0, 1, 2, 3].map(|column| found.cell(column).map(Cell::text).unwrap_or_default());
        assert_eq!(&texts, row);
    }
    let second = &read.sheets[0].rows[1];
    assert!(matches!(second.cell(1), Some(Cell::Number(_))));
    assert!(matches!(second.cell(2), Some(Cell::Day(..))));
    assert_eq!(
        read.sheets[0].rows[2].cell(1),
        Some(&Cell::Text("5.70".into()))
    );
}

#[test]
fn two_workbooks_of_one_day_are_the_same() {
    let rows = [["a", "1", "", ""]];
    assert_eq!(book(&rows), book(&rows));
}

#[test]
fn a_text_that_is_too_long_is_named_by_its_row_and_column() {
    let long = "x".repeat(32_768);
    let day = Date::parse("2026-01-31").expect("a day");
    let refused = write(
        [page(&[["a", "", "", ""], ["b", &long, "", ""]]).into()],
        &[],
        day,
    );
    let refused = refused.expect_err("is too long");
    assert_eq!(
        (refused.row.as_str(), refused.column.as_str()),
        ("b", "column 1")
    );
}

#[test]
fn files_that_are_no_sheets_are_told_apart() {
    let kind = |bytes: &[u8]| read("a.xlsx", bytes).err();
    assert_eq!(kind(b""), Some(Unread::Empty));
    assert_eq!(kind(b" \r\n"), Some(Unread::Empty));
    assert_eq!(kind(b"%PDF-1.7"), Some(Unread::Other("a PDF document")));
    assert_eq!(
        kind(b"\xef\xbb\xbf<html><table>"),
        Some(Unread::Other("a web page or other XML"))
    );
    assert_eq!(kind(b"\x89PNG\0\0"), Some(Unread::Other("not text")));
    assert_eq!(kind(b"\xd0\xcf\x11\xe0 Workbook"), Some(Unread::OldExcel));
    let whole = book(&[["a", "1", "", ""]]);
    assert!(matches!(
        kind(&whole[..whole.len() / 2]),
        Some(Unread::Damaged(_))
    ));
}

#[test]
fn a_wrong_ending_is_noticed_and_the_file_is_read() {
    let whole = book(&[["a", "1", "", ""]]);
    let read = read("a.csv", &whole).expect("reads");
    assert_eq!(
        read.notices,
        ["The name ends in “.csv”, but the file is an Excel workbook."]
    );
}
