//! Workbooks of Excel (`.xlsx`).
//!
//! Cells are read one by one, never as a rectangle: a file of 2 kB may name a cell in the last row
//! and the last column, and the rectangle up to it has 17 thousand million cells.

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{
    DataRef, Dimensions, ExcelDateTime, ExcelDateTimeType, Reader, SheetType, SheetVisible, Xlsx,
};

use super::book::{Book, Cell, Row, Sheet, place, tidy};
use super::read::{LARGEST_SHEET, Unread};
use crate::record::date::Date;

/// A workbook in memory.
type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Book, Unread> {
    let mut workbook: Workbook<'_> =
        Reader::new(Cursor::new(bytes)).map_err(|error: calamine::XlsxError| damaged(&error))?;
    let named = workbook.sheets_metadata().to_vec();
    let mut book = Book {
        from_1904: workbook.has_1904_epoch(),
        ..Book::default()
    };
    for sheet in named
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
    {
        let mut read = one(&mut workbook, &sheet.name)?;
        read.name = sheet.name.clone();
        read.hidden = sheet.visible != SheetVisible::Visible;
        book.sheets.push(read);
    }
    Ok(book)
}

fn damaged(error: &calamine::XlsxError) -> Unread {
    Unread::Damaged(error.to_string())
}

fn one(workbook: &mut Workbook<'_>, name: &str) -> Result<Sheet, Unread> {
    let mut sheet = Sheet::default();
    let formulas = cells(workbook, name, &mut sheet)?;
    sheet.rows.sort_by_key(|row| row.at);
    if formulas > 0 {
        sheet.notices.push(format!(
            "Formulas: {formulas}. Their results were taken as the file has them."
        ));
    }
    let merged = workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
    spread(&mut sheet, &merged);
    Ok(sheet)
}

/// Reads the cells; the number of formulas among them.
fn cells(workbook: &mut Workbook<'_>, name: &str, sheet: &mut Sheet) -> Result<usize, Unread> {
    let reader = workbook.worksheet_cells_reader(name);
    let mut reader = reader.map_err(|error| damaged(&error))?;
    let mut formulas = 0;
    let mut found: usize = 0;
    while let Some(next) = reader
        .next_cell_with_formula()
        .map_err(|error| damaged(&error))?
    {
        let (row, column) = next.pos;
        let formula = next.formula.is_some();
        formulas += usize::from(formula);
        let Some(cell) = cell(&next.value).or(formula.then_some(Cell::NoResult)) else {
            continue;
        };
        found += 1;
        if found > LARGEST_SHEET {
            return Err(Unread::TooLarge);
        }
        add(sheet, row, column, cell);
    }
    Ok(formulas)
}

fn add(sheet: &mut Sheet, at: u32, column: u32, cell: Cell) {
    let known = match sheet.rows.last_mut() {
        Some(last) if last.at == at => Some(last),
        Some(last) if last.at < at => None,
        // Rows out of order are allowed, and rare.
        _ => sheet.rows.iter_mut().find(|row| row.at == at),
    };
    match known {
        Some(row) => row.fill(column, cell),
        None => sheet.rows.push(Row {
            at,
            cells: vec![(column, cell)],
        }),
    }
}

fn cell(value: &DataRef<'_>) -> Option<Cell> {
    let text = |text: &str| {
        Some(tidy(text))
            .filter(|text| !text.is_empty())
            .map(Cell::Text)
    };
    match value {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Cell::Number(*number as f64)),
        DataRef::Float(number) => Some(Cell::Number(*number)),
        DataRef::String(string) | DataRef::DateTimeIso(string) | DataRef::DurationIso(string) => {
            text(string)
        }
        DataRef::SharedString(string) => text(string),
        DataRef::Bool(flag) => Some(Cell::Flag(*flag)),
        DataRef::DateTime(moment) => Some(day(moment)),
        DataRef::Error(error) => Some(Cell::Error(error.to_string())),
    }
}

/// The day that a number stands for.
pub fn day_of(number: f64, from_1904: bool) -> Option<Date> {
    let moment = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, from_1904);
    match day(&moment) {
        Cell::Day(_, date) => Some(date),
        _ => None,
    }
}

/// A date by its format; a length of time stays a number.
pub(super) fn day(moment: &ExcelDateTime) -> Cell {
    let number = moment.as_f64();
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = Date::parse(&format!("{year:04}-{month:02}-{day:02}"));
    match date {
        Some(date) if moment.is_datetime() && number >= 1.0 => Cell::Day(number, date),
        _ => Cell::Number(number),
    }
}

/// What stands in merged cells is meant for each row that they span: Excel keeps it in the first.
fn spread(sheet: &mut Sheet, merged: &[Dimensions]) {
    let mut down = Vec::new();
    let mut across = Vec::new();
    for area in merged {
        let (top, left) = area.start;
        let row = sheet.rows.iter().position(|row| row.at == top);
        let Some(cell) = row.and_then(|row| sheet.rows[row].cell(left).cloned()) else {
            continue;
        };
        if area.end.1 > left {
            across.push(place(top, left));
        }
        if area.end.0 == top {
            continue;
        }
        down.push(place(top, left));
        for row in sheet
            .rows
            .iter_mut()
            .filter(|row| row.at > top && row.at <= area.end.0)
        {
            row.fill(left, cell.clone());
        }
    }
    say(
        sheet,
        &down,
        "down, which count for each row that they span",
    );
    say(
        sheet,
        &across,
        "across, which count for their first column only",
    );
}

fn say(sheet: &mut Sheet, places: &[String], what: &str) {
    let different: HashSet<&String> = places.iter().collect();
    if let Some(first) = places.first() {
        sheet.notices.push(format!(
            "Cells merged {what}: {}, such as {first}.",
            different.len()
        ));
    }
}
