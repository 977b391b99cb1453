//! Workbooks of Excel, written.
//!
//! In go pages of text with what each column holds; out come bytes that are the same for the same
//! pages and day. Texts are written as texts, so none of them is a formula.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime,
    Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};

use super::book::{letters, plain};
use crate::record::date::Date;

/// The longest text that a cell of Excel holds, in UTF-16 units.
const LONGEST: usize = 32_767;

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
/// When a page has a name or a size that no sheet can have, which is a mistake of the caller's.
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

/// The first text of a row that is too long.
fn too_long(cells: &[String], columns: &[Column]) -> Option<TooLong> {
    let column = cells.iter().position(|cell| !fits(cell))?;
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
    let made = moment(as_of)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
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
    sheet.set_name(&name)?;
    let heading = Format::new().set_bold().set_align(FormatAlign::Top);
    for (column, at) in columns.iter().zip(0..) {
        sheet.write_string_with_format(0, at, &column.heading, &heading)?;
        sheet.set_column_width(at, column.width)?;
        if column.hidden {
            sheet.set_column_hidden(at)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    let formats = Formats::new();
    let mut last = ROOM;
    for (row, at) in rows.zip(1..) {
        if let Some(long) = too_long(&row, &columns) {
            return Err(Refused::TooLong(long));
        }
        for ((text, column), place) in row.iter().zip(&columns).zip(0..) {
            cell(sheet, (at, place), text, &column.holds, &formats)?;
        }
        last = at + ROOM;
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
    let last = lists[at].1.len();
    let column = letters(small(at * 2));
    (last > 0).then(|| format!("={LISTS}!${column}$3:${column}${}", last + 2))
}

/// Two columns for each list: values and labels, below the name of the list.
fn list_sheet(sheet: &mut Worksheet, lists: &[List]) -> Result<(), XlsxError> {
    sheet.set_name(LISTS)?;
    let bold = Format::new().set_bold();
    for ((name, values), at) in lists.iter().zip((0..).step_by(2)) {
        sheet.write_string_with_format(0, at, name, &bold)?;
        sheet.write_string_with_format(1, at, "value", &bold)?;
        sheet.write_string_with_format(1, at + 1, "label", &bold)?;
        sheet.set_column_width(at, 24)?;
        sheet.set_column_width(at + 1, 32)?;
        for ((value, label), row) in values.iter().zip(2..) {
            sheet.write_string(row, at, value)?;
            sheet.write_string(row, at + 1, label)?;
        }
    }
    sheet.set_freeze_panes(2, 0)?;
    Ok(())
}

fn small(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
