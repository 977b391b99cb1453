//! Workbooks of LibreOffice (`.ods`).

use std::io::Cursor;

use calamine::{Data, Ods, OdsError, Reader, SheetVisible};

use super::book::{Book, Cell, Row, Sheet, tidy};
use super::excel::day;
use super::read::{LARGEST_SHEET, Unread};
use crate::record::date::Date;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Book, Unread> {
    let mut workbook: Ods<Cursor<&[u8]>> = Reader::new(Cursor::new(bytes)).map_err(refused)?;
    let named = workbook.sheets_metadata().to_vec();
    let mut book = Book::default();
    for sheet in named {
        let values = workbook.worksheet_range(&sheet.name).map_err(refused)?;
        let formulas = workbook.worksheet_formula(&sheet.name).map_err(refused)?;
        let mut read = one(&values, &formulas)?;
        read.name = sheet.name;
        read.hidden = sheet.visible != SheetVisible::Visible;
        book.sheets.push(read);
    }
    Ok(book)
}

fn refused(error: OdsError) -> Unread {
    match error {
        OdsError::Password => Unread::Encrypted,
        OdsError::CellLimitExceeded { .. } => Unread::TooLarge,
        error => Unread::Damaged(error.to_string()),
    }
}

fn one(
    values: &calamine::Range<Data>,
    formulas: &calamine::Range<String>,
) -> Result<Sheet, Unread> {
    let mut sheet = Sheet::default();
    let mut found = 0;
    let (top, left) = values.start().unwrap_or_default();
    for (at, row) in (top..).zip(values.rows()) {
        let cells: Vec<(u32, Cell)> = (left..)
            .zip(row)
            .filter_map(|(column, value)| Some((column, cell(value)?)))
            .collect();
        found += cells.len();
        if found > LARGEST_SHEET {
            return Err(Unread::TooLarge);
        }
        if !cells.is_empty() {
            sheet.rows.push(Row { at, cells });
        }
    }
    let count = formulas.used_cells().count();
    if count > 0 {
        sheet.notices.push(format!(
            "Formulas: {count}. Their results were taken as the file has them."
        ));
    }
    Ok(sheet)
}

fn cell(value: &Data) -> Option<Cell> {
    match value {
        Data::Empty => None,
        Data::Int(number) => Some(Cell::Number(*number as f64)),
        Data::Float(number) => Some(Cell::Number(*number)),
        Data::String(text) | Data::DurationIso(text) => Some(tidy(text))
            .filter(|text| !text.is_empty())
            .map(Cell::Text),
        Data::DateTimeIso(text) => Some(iso(text)),
        Data::Bool(flag) => Some(Cell::Flag(*flag)),
        Data::DateTime(moment) => Some(day(moment)),
        Data::Error(error) => Some(Cell::Error(error.to_string())),
    }
}

/// `2025-04-30` or `2025-04-30T09:00:00`.
fn iso(text: &str) -> Cell {
    let date = text.get(..10).and_then(Date::parse);
    date.map_or_else(|| Cell::Text(tidy(text)), |date| Cell::Day(f64::NAN, date))
}
