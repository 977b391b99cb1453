//! Fingerprints: what a record said when its row was exported, in a few letters.
//!
//! The last column of an exported sheet holds four letters for each column. So import can tell
//! whether a cell was changed in the sheet, in the record, or in both, and needs no copy of what was
//! exported. Two values share their letters once in a million; then a change is taken for a conflict
//! and never lost.

use super::columns::Column;
use super::values::as_cell;
use crate::edit::Plain;

/// The heading of the column.
pub(super) const HEADING: &str = "_casebook";

/// How the text begins, so that another form can follow.
const FORM: &str = "c1";

/// The letters of a value, and of none.
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
const NOTHING: &str = "----";

/// What is known of an exported row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Print {
    id: String,
    values: Vec<String>,
}

impl Print {
    /// The fingerprint of a row.
    pub(super) fn written(columns: &[Column], id: &str, values: &[Option<Plain>]) -> String {
        let values = columns
            .iter()
            .zip(values)
            .map(|(column, value)| letters(value.as_ref(), column));
        format!(
            "{FORM}-{}-{}-{}",
            of_columns(columns),
            short(id),
            values.collect::<String>()
        )
    }

    /// Reads a fingerprint; `None` when it is none of these columns.
    pub(super) fn read(text: &str, columns: &[Column]) -> Option<Self> {
        let mut parts = text.trim().splitn(4, '-');
        let (form, of, id, values) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let right = form == FORM && of == of_columns(columns);
        let whole = values.is_ascii() && values.len() == columns.len() * NOTHING.len();
        (right && whole).then(|| Self {
            id: id.to_string(),
            values: values
                .as_bytes()
                .chunks(NOTHING.len())
                .map(|part| String::from_utf8_lossy(part).into_owned())
                .collect(),
        })
    }

    /// Whether it is that of a record with this id.
    pub(super) fn is_of(&self, id: &str) -> bool {
        self.id == short(id)
    }

    /// Whether a column held this value.
    pub(super) fn was(&self, at: usize, column: &Column, value: Option<&Plain>) -> bool {
        self.values
            .get(at)
            .is_some_and(|known| *known == letters(value, column))
    }
}

fn letters(value: Option<&Plain>, column: &Column) -> String {
    value.map_or_else(
        || NOTHING.to_string(),
        |value| short(&as_cell(value, &column.shape)),
    )
}

fn of_columns(columns: &[Column]) -> String {
    let headings: Vec<&str> = columns
        .iter()
        .map(|column| column.heading.as_str())
        .collect();
    short(&headings.join("\n"))
}

fn short(text: &str) -> String {
    let hash = blake3::hash(text.as_bytes());
    let bytes = hash.as_bytes().iter().take(NOTHING.len());
    bytes
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect()
}
