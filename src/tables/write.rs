//! Workbooks of Excel, written.
//!
//! In go pages of text with what each column holds; out come bytes that are the same for the same
//! pages and day. Texts are written as texts, so none of them is a formula.
//!
//! A sheet of Excel has room for so many columns, rows and signs. A cell of a record that does not
//! fit is refused, as a record must come back as it was; of what only labels and lists, the
//! workbook holds what fits, and the CSV and JSON files hold all.

use std::borrow::Cow;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime,
    Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};

use super::book::{letters, plain};
use crate::record::date::Date;

/// The longest text that a cell of Excel holds, in UTF-16 units.
const LONGEST: usize = 32_767;

/// The most columns of a sheet.
const MOST_COLUMNS: usize = 16_384;

/// The last row of a sheet, counted from 0.
const LAST_ROW: u32 = 1_048_575;

/// The most lists beside each other: each takes two columns.
const MOST_LISTS: usize = MOST_COLUMNS / 2;

/// How hard its parts are packed, from 1 to 9. At 6, as usual, the workbook of 3,000 records is 5%
/// smaller and takes half as long again.
const PACKING: u8 = 3;

/// How many rows below the last have drop-down lists too, for rows that people add.
const ROOM: u32 = 1_000;

/// A sheet to be written.
#[derive(Debug, Default)]
pub struct Page {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; a blank cell is an empty text.
    pub rows: Vec<Vec<String>>,
}

/// A sheet whose rows come one by one, so that they are not all in memory beside the workbook.
pub struct Sheet<'s> {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Box<dyn Iterator<Item = Vec<String>> + 's>,
}

impl From<Page> for Sheet<'_> {
    fn from(page: Page) -> Self {
        Self {
            name: page.name,
            columns: page.columns,
            rows: Box::new(page.rows.into_iter()),
        }
    }
}

/// A column to be written.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// What it holds.
    pub holds: Holds,
    /// Whether people who open the file do not see it.
    pub hidden: bool,
    /// Its width, in characters.
    pub width: u16,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// Whole numbers from 0.
    Count,
    /// Numbers.
    Number,
    /// Days; also months and years, as text.
    Date,
    /// One of the values of the list with this name.
    OneOf(String),
}

/// A drop-down list: its name, and its values with their labels.
pub type List = (String, Vec<(String, String)>);

/// The sheet of drop-down lists.
const LISTS: &str = "Lists";

/// A text that is too long for a cell.
#[derive(Debug, PartialEq, Eq)]
pub struct TooLong {
    /// The first cell of its row.
    pub row: String,
    /// The heading of its column.
    pub column: String,
}

/// Writes a workbook: the pages, then the lists.
///
/// # Errors
///
/// When a text is too long for a cell.
///
/// # Panics
///
/// When a page has a name that no sheet can have, which is a mistake of the caller's.
pub fn write<'s>(
    sheets: impl IntoIterator<Item = Sheet<'s>>,
    lists: &[List],
    as_of: Date,
) -> Result<Vec<u8>, TooLong> {
    match workbook(sheets, lists, as_of) {
        Ok(bytes) => Ok(bytes),
        Err(Refused::TooLong(long)) => Err(long),
        Err(Refused::Library(error)) => panic!("a workbook could not be written: {error}"),
    }
}

/// Why there is no workbook.
enum Refused {
    TooLong(TooLong),
    Library(XlsxError),
}

impl From<XlsxError> for Refused {
    fn from(error: XlsxError) -> Self {
        Self::Library(error)
    }
}

/// Whether a cell can hold a text.
pub fn fits(text: &str) -> bool {
    // No text has more UTF-16 units than bytes.
    text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST
}

/// A text, cut to what a cell holds.
fn held(text: &str) -> Cow<'_, str> {
    if fits(text) {
        return text.into();
    }
    let mut room = LONGEST - 1;
    let kept = text.chars().take_while(|c| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    });
    kept.chain(['…']).collect::<String>().into()
}

/// The columns that a sheet has room for; the last of them says how many more there are.
fn roomy(mut columns: Vec<Column>) -> Vec<Column> {
    let more = columns.len().saturating_sub(MOST_COLUMNS - 1);
    if columns.len() > MOST_COLUMNS {
        columns.truncate(MOST_COLUMNS - 1);
        columns.push(Column {
            heading: format!("{more} more columns are only in the CSV files"),
            holds: Holds::Text,
            hidden: false,
            width: 40,
        });
    }
    columns
}

/// The first text of a row that is too long.
fn too_long(cells: &[String], columns: &[Column]) -> Option<TooLong> {
    let mut written = cells.iter().zip(columns);
    let column = written.position(|(cell, _)| !fits(cell))?;
    Some(TooLong {
        row: cells[0].clone(),
        column: columns[column].heading.clone(),
    })
}

fn workbook<'s>(
    sheets: impl IntoIterator<Item = Sheet<'s>>,
    lists: &[List],
    as_of: Date,
) -> Result<Vec<u8>, Refused> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(PACKING);
    // The command line refuses days that Excel has not.
    let made = moment(as_of).or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let lists = &lists[..lists.len().min(MOST_LISTS)];
    for page in sheets {
        sheet(workbook.add_worksheet(), page, lists)?;
    }
    if !lists.is_empty() {
        list_sheet(workbook.add_worksheet(), lists)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn moment(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: Option<i8>| {
        number
            .and_then(|number| u8::try_from(number).ok())
            .unwrap_or(1)
    };
    let year = u16::try_from(date.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, part(date.month()), part(date.day_of_month()))
}

fn sheet(sheet: &mut Worksheet, page: Sheet<'_>, lists: &[List]) -> Result<(), Refused> {
    let Sheet {
        name,
        columns,
        rows,
    } = page;
    let count = columns.len();
    let columns = roomy(columns);
    // Below the heading that tells of more columns stands no cell of theirs.
    let filled = if count > columns.len() {
        columns.len() - 1
    } else {
        count
    };
    sheet.set_name(&name)?;
    let heading = Format::new().set_bold().set_align(FormatAlign::Top);
    for (column, at) in columns.iter().zip(0..) {
        sheet.write_string_with_format(0, at, held(&column.heading), &heading)?;
        sheet.set_column_width(at, column.width)?;
        if column.hidden {
            sheet.set_column_hidden(at)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    let formats = Formats::new();
    let mut last = ROOM;
    for (row, at) in rows.zip(1..=LAST_ROW) {
        if let Some(long) = too_long(&row, &columns) {
            return Err(Refused::TooLong(long));
        }
        for ((text, column), place) in row.iter().zip(&columns[..filled]).zip(0..) {
            cell(sheet, (at, place), text, &column.holds, &formats)?;
        }
        last = (at + ROOM).min(LAST_ROW);
    }
    for (column, at) in columns.iter().zip(0..) {
        if let Some(rule) = validation(column, lists)? {
            sheet.add_data_validation(1, at, last, at, &rule)?;
        }
    }
    Ok(())
}

/// How cells look.
struct Formats {
    text: Format,
    day: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            text: Format::new()
                .set_num_format("@")
                .set_align(FormatAlign::Top),
            day: Format::new().set_num_format("yyyy-mm-dd"),
        }
    }
}

/// A number or day is written as one only when it comes back as the same text.
fn cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    holds: &Holds,
    formats: &Formats,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    match holds {
        Holds::Count | Holds::Number => {
            if let Some(number) = number(text) {
                sheet.write_number(row, column, number)?;
                return Ok(());
            }
        }
        Holds::Date => {
            if let Some(day) = day(text) {
                sheet.write_datetime_with_format(row, column, &day, &formats.day)?;
                return Ok(());
            }
        }
        Holds::Text | Holds::OneOf(_) => {}
    }
    // Text that looks like a number or date must stay what it is when it is edited.
    sheet.write_string_with_format(row, column, text, &formats.text)?;
    Ok(())
}

/// A number that comes back as the same text.
fn number(text: &str) -> Option<f64> {
    let number = text.parse().ok();
    number.filter(|number| plain(*number) == text)
}

/// A day that Excel has: from March 1900, before which its calendar is wrong.
fn day(text: &str) -> Option<ExcelDateTime> {
    let date = Date::parse(text).filter(|date| date.day_of_month().is_some())?;
    let known = Date::parse("1900-03-01").is_some_and(|first| date >= first);
    known.then(|| moment(date).ok()).flatten()
}

fn validation(column: &Column, lists: &[List]) -> Result<Option<DataValidation>, XlsxError> {
    let rule = DataValidation::new();
    let (rule, title, message) = match &column.holds {
        Holds::Text => return Ok(None),
        Holds::Count => (
            rule.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
            "A whole number",
            "Type digits only, such as 150019.".to_string(),
        ),
        Holds::Number => (
            rule.allow_decimal_number(DataValidationRule::Between(-1e15, 1e15)),
            "A number",
            "Type digits only, such as -110 or 5.7.".to_string(),
        ),
        Holds::Date => (
            rule.allow_date(DataValidationRule::GreaterThanOrEqualTo(ExcelDateTime::from_ymd(1900, 3, 1)?)),
            "A date",
            "Type a day, such as 30/04/2025. For a month or a year, type an apostrophe first: '2025-04 or '2025.".to_string(),
        ),
        Holds::OneOf(name) => {
            let Some(source) = source(name, lists) else {
                return Ok(None);
            };
            (
                rule.allow_list_formula(Formula::new(source)),
                "A value of the list",
                format!("Choose a value. The sheet “{LISTS}” says what each means."),
            )
        }
    };
    let rule = rule.set_error_style(DataValidationErrorStyle::Warning);
    Ok(Some(
        rule.set_error_title(title)?.set_error_message(message)?,
    ))
}

/// Where the values of a list stand.
fn source(name: &str, lists: &[List]) -> Option<String> {
    let at = lists.iter().position(|(known, _)| known == name)?;
    let last = lists[at].1.len().min(LAST_ROW as usize - 1);
    let column = letters(small(at * 2));
    (last > 0).then(|| format!("={LISTS}!${column}$3:${column}${}", last + 2))
}

/// Two columns for each list: values and labels, below the name of the list.
fn list_sheet(sheet: &mut Worksheet, lists: &[List]) -> Result<(), XlsxError> {
    sheet.set_name(LISTS)?;
    let bold = Format::new().set_bold();
    for ((name, values), at) in lists.iter().zip((0..).step_by(2)) {
        sheet.write_string_with_format(0, at, held(name), &bold)?;
        sheet.write_string_with_format(1, at, "value", &bold)?;
        sheet.write_string_with_format(1, at + 1, "label", &bold)?;
        sheet.set_column_width(at, 24)?;
        sheet.set_column_width(at + 1, 32)?;
        for ((value, label), row) in values.iter().zip(2..=LAST_ROW) {
            sheet.write_string(row, at, held(value))?;
            sheet.write_string(row, at + 1, held(label))?;
        }
    }
    sheet.set_freeze_panes(2, 0)?;
    Ok(())
}

fn small(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{Cell, read};

    fn column(heading: &str, holds: Holds) -> Column {
        Column {
            heading: heading.into(),
            holds,
            hidden: false,
            width: 8,
        }
    }

    fn written(page: Page, lists: &[List], day: &str) -> crate::tables::Book {
        let day = Date::parse(day).expect("a day");
        let bytes = write([page.into()], lists, day).expect("fits");
        read("a.xlsx", &bytes).expect("reads")
    }

    fn text(book: &crate::tables::Book, sheet: usize, row: usize, column: u32) -> String {
        let cell = book.sheets[sheet].rows[row].cell(column);
        cell.map(Cell::text).unwrap_or_default()
    }

    #[test]
    fn labels_and_headings_that_no_cell_holds_are_cut() {
        let long = "é".repeat(40_000);
        let page = Page {
            name: "Things".into(),
            columns: vec![column(&long, Holds::OneOf("colour".into()))],
            rows: vec![vec!["red".into()]],
        };
        let lists = [("colour".to_string(), vec![("red".to_string(), long)])];
        let book = written(page, &lists, "2026-01-31");
        for cut in [text(&book, 0, 0, 0), text(&book, 1, 2, 1)] {
            assert_eq!(cut.encode_utf16().count(), LONGEST);
            assert!(cut.ends_with("é…"));
        }
        assert_eq!(text(&book, 1, 2, 0), "red");
    }

    #[test]
    fn a_cut_text_does_not_end_within_a_sign() {
        let cut = held(&"\u{1f600}".repeat(20_000)).into_owned();
        assert!(fits(&cut) && cut.ends_with("\u{1f600}…"));
    }

    #[test]
    fn more_columns_than_a_sheet_has_are_told_in_the_last() {
        let columns: Vec<Column> = (0..MOST_COLUMNS + 5)
            .map(|at| column(&format!("c{at}"), Holds::Count))
            .collect();
        let page = Page {
            name: "Things".into(),
            rows: vec![vec!["7".to_string(); columns.len()]],
            columns,
        };
        let book = written(page, &[], "2026-01-31");
        let last = 16_383;
        assert_eq!(text(&book, 0, 0, last - 1), "c16382");
        assert_eq!(text(&book, 0, 1, last - 1), "7");
        let says = "6 more columns are only in the CSV files";
        assert_eq!(text(&book, 0, 0, last), says);
        assert_eq!(text(&book, 0, 1, last), "");
    }

    #[test]
    fn more_lists_than_a_sheet_has_room_for_and_early_days_are_no_panic() {
        let value = vec![("a".to_string(), "A".to_string())];
        let lists: Vec<List> = (0..MOST_LISTS + 2)
            .map(|at| (format!("l{at}"), value.clone()))
            .collect();
        let last = Holds::OneOf(format!("l{}", MOST_LISTS + 1));
        let page = Page {
            name: "Things".into(),
            columns: vec![column("c", last)],
            rows: vec![vec!["a".into()]],
        };
        let book = written(page, &lists, "1026-11-22");
        assert_eq!(text(&book, 0, 1, 0), "a");
    }
}
