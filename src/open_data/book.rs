//! All registers as one workbook of Excel: a sheet that says what it is, and a sheet for each.

use super::facts::{DataFile, Known};
use super::fields::Field;
use crate::link::REGISTERS;
use crate::output::Bytes;
use crate::tables::unguarded;
use crate::tables::write::{self, Column, Holds, Page, Sheet, fits};
use crate::words::Words;

/// Where it lies.
pub(super) const PATH: &str = "data/casebook.xlsx";

/// The longest name of a sheet.
const LONGEST_NAME: usize = 31;

/// The workbook. `None` if it cannot be written, which no text of a record can bring about.
pub(super) fn file(
    known: &Known<'_>,
    words: &Words,
    files: &[DataFile<'_>],
) -> Option<(String, Bytes)> {
    let tables = files.iter().filter(|file| is_register(file));
    let about = about(known, words, &tables.clone().collect::<Vec<_>>());
    let tables = tables.map(|file| sheet(words, file));
    let sheets = std::iter::once(about.into()).chain(tables);
    let bytes = write::write(sheets, &[], known.site.as_of).ok()?;
    Some((PATH.into(), bytes.into()))
}

fn is_register(file: &DataFile<'_>) -> bool {
    file.format == "csv" && REGISTERS.iter().any(|(_, name)| *name == file.subject)
}

/// The first sheet: what the file is, of when, under which licence, and what each sheet holds.
fn about(known: &Known<'_>, words: &Words, tables: &[&DataFile<'_>]) -> Page {
    let row = |what: String, says: &str| vec![what, shortened(words, says)];
    let mut rows = vec![
        row(words.text("workbook.site"), &known.title),
        row(words.text("workbook.description"), &known.description),
        row(words.text("workbook.date"), &words.date(known.site.as_of)),
    ];
    if let Some((name, address)) = &known.licence {
        let licence = [Some(name), address.as_ref()].into_iter().flatten();
        let licence: Vec<&str> = licence.map(String::as_str).collect();
        rows.push(row(words.text("workbook.licence"), &licence.join(", ")));
    }
    if let Some(page) = known.address("data/") {
        rows.push(row(words.text("workbook.address"), &page));
    }
    rows.extend(tables.iter().map(|file| {
        let count = csv::Reader::from_reader(file.bytes.reader())
            .into_byte_records()
            .count();
        let holds = words.count("workbook.rows", count, &[("what", &file.title)]);
        row(file.subject.to_string(), &holds)
    }));
    let taken: Vec<&str> = tables.iter().map(|file| file.subject).collect();
    Page {
        name: sheet_name(&words.text("workbook.about"), &taken),
        columns: vec![
            column(words.text("workbook.what"), Holds::Text, 24),
            column(words.text("workbook.says"), Holds::Text, 100),
        ],
        rows,
    }
}

/// A name that a sheet can have and that no other sheet has.
fn sheet_name(wanted: &str, others: &[&str]) -> String {
    let allowed = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    // Twice as short in letters as it may be in UTF-16 units.
    let name: String = wanted
        .chars()
        .filter(allowed)
        .take(LONGEST_NAME / 2)
        .collect();
    let name = name.trim();
    let taken = others.iter().any(|taken| taken.eq_ignore_ascii_case(name));
    match taken || name.is_empty() {
        true => "Casebook".into(),
        false => name.into(),
    }
}

/// A register: the cells of its CSV file as they were before they were guarded.
fn sheet<'s>(words: &'s Words, file: &'s DataFile<'_>) -> Sheet<'s> {
    let rows = csv::Reader::from_reader(file.bytes.reader()).into_records();
    let rows = rows.flatten().map(|row| {
        let cells = row.iter().map(unguarded);
        cells.map(|cell| shortened(words, cell)).collect()
    });
    Sheet {
        name: file.subject.to_string(),
        rows: Box::new(rows),
        columns: file
            .fields
            .iter()
            .map(|field| column(field.name.clone(), holds(field), 24))
            .collect(),
    }
}

fn column(heading: String, holds: Holds, width: u16) -> Column {
    Column {
        heading,
        holds,
        hidden: false,
        width,
    }
}

fn holds(field: &Field) -> Holds {
    match field.r#type {
        "integer" => Holds::Count,
        "number" => Holds::Number,
        _ if field.is_date() => Holds::Date,
        _ => Holds::Text,
    }
}

/// A text that a cell can hold; in place of a longer one, where to find it.
fn shortened(words: &Words, text: &str) -> String {
    match fits(text) {
        true => text.to_string(),
        false => words.text("workbook.too_long"),
    }
}

#[cfg(test)]
mod tests {
    use super::sheet_name;

    #[test]
    fn a_sheet_has_a_name_that_excel_takes_and_no_other_sheet_has() {
        let others = ["awards"];
        assert_eq!(
            sheet_name("About [this]: file?", &others),
            "About this file"
        );
        for bad in ["", "*/:", "Awards"] {
            assert_eq!(sheet_name(bad, &others), "Casebook", "{bad}");
        }
        let long = sheet_name(&"𝒜".repeat(40), &others);
        assert!(long.encode_utf16().count() <= 31, "{long}");
    }
}
