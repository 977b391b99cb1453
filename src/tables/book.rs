//! A workbook as it was read: sheets of cells, each with its place.

use crate::record::date::Date;

/// A file of sheets.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// The name of the file, as messages give it.
    pub name: String,
    /// Its sheets, in their order.
    pub sheets: Vec<Sheet>,
    /// What was noticed while the file was read and is no error.
    pub notices: Vec<String>,
    /// What is written in a way in which it cannot be told what the cells are.
    pub faults: Vec<Fault>,
    /// Whether its dates are counted from 1904, as Excel for Mac once did, and not from 1900.
    pub from_1904: bool,
}

/// A cell that cannot be read as it was meant, nor what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The number of its row, from 0.
    pub row: u32,
    /// The number of its column, from 0.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name; empty for CSV, which has one sheet without a name.
    pub name: String,
    /// Whether people who open the file do not see it.
    pub hidden: bool,
    /// For CSV, the name of the sign that stands between its cells.
    pub between: Option<&'static str>,
    /// Rows that have anything in them, from the top.
    pub rows: Vec<Row>,
    /// What was noticed while the sheet was read and is no error.
    pub notices: Vec<String>,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its number, from 0.
    pub at: u32,
    /// Cells that have something in them, with the number of their column, from 0.
    pub cells: Vec<(u32, Cell)>,
}

/// What is in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text, without the spaces around it.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that may be a date: what it is as a number, and as a day.
    Day(f64, Date),
    /// True or false.
    Flag(bool),
    /// The sign of an error, such as `#REF!`.
    Error(String),
    /// A formula whose result is not in the file.
    NoResult,
}

impl Row {
    /// The cell in a column.
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |(at, _)| *at);
        at.ok().map(|at| &self.cells[at].1)
    }

    /// Puts a cell where there is none.
    pub(super) fn fill(&mut self, column: u32, cell: Cell) {
        if let Err(at) = self.cells.binary_search_by_key(&column, |(at, _)| *at) {
            self.cells.insert(at, (column, cell));
        }
    }
}

impl Cell {
    /// The cell as text, as a person reads it.
    pub fn text(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => plain(*number),
            Cell::Day(_, day) => day.to_string(),
            Cell::Flag(flag) => flag.to_string(),
            Cell::Error(sign) => sign.clone(),
            Cell::NoResult => String::new(),
        }
    }
}

/// A number in digits: `1200`, `0.5`.
pub fn plain(number: f64) -> String {
    // Fractions of decimal numbers are kept to what a person sees in 15 digits.
    let short: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    let text = short.to_string();
    match text.as_str() {
        "-0" => "0".to_string(),
        _ => text,
    }
}

/// Text without spaces around it, also those that cannot be seen, and with plain line ends.
pub fn tidy(text: &str) -> String {
    let unseen = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}');
    text.trim_matches(unseen)
        .replace("\r\n", "\n")
        .replace('\r', "\n")
}

/// The name of a column: 0 is `A`, 27 is `AB`.
pub fn letters(column: u32) -> String {
    let mut name = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        name.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    name
}

/// The name of a place: `D7`.
pub fn place(row: u32, column: u32) -> String {
    format!("{}{}", letters(column), row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_spreadsheets_name_them() {
        assert_eq!(place(6, 3), "D7");
        assert_eq!(
            (letters(25), letters(26), letters(701)),
            ("Z".into(), "AA".into(), "ZZ".into())
        );
        assert_eq!(letters(16_383), "XFD");
    }

    #[test]
    fn numbers_are_written_as_people_see_them() {
        assert_eq!(plain(150_019.0), "150019");
        assert_eq!(plain(0.1 + 0.2), "0.3");
        assert_eq!(plain(-16_477_087.0), "-16477087");
        assert_eq!(plain(-0.0), "0");
    }

    #[test]
    fn spaces_that_cannot_be_seen_are_no_part_of_a_text() {
        assert_eq!(tidy("\u{a0} a\r\nb \u{200b}"), "a\nb");
    }
}
