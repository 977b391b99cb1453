//! Records in spreadsheets: out, so that people can edit them there, and back without loss.
//!
//! 1. [`columns()`] lists what a sheet of a kind of record has: a column for each field, with the
//!    names of the site's own `data/*.csv`.
//! 2. [`export()`] gives a row for each record, with a fingerprint of what it said.
//! 3. [`read_sheets`] finds the headings of a book and what each column is, and reads the rows.
//! 4. `compare` holds rows against records: new, changed, same or conflict, field by field. It
//!    gives the new text of each file, made with [`crate::edit`].
//! 5. `verify` holds the checks of the site with the new files against those of the site before,
//!    and names what is wrong by its cell.
//!
//! Nothing here reads or writes a disk.

mod columns;
mod compare;
mod export;
mod headings;
mod lacking;
mod layout;
mod map;
mod print;
mod rows;
mod texts;
mod values;
mod verify;

pub use columns::{Column, KINDS, columns};
pub use compare::{Change, Compared, Lacking, Outcome, Prefer, Verdict, compare};
pub use export::{Exported, export};
pub use headings::{How, Meaning};
pub use layout::{Layout, Sheets, read_sheets};
pub use map::{DateOrder, Map, as_yaml};
pub use rows::{Asked, Given, RowRead};
pub use verify::{Checked, verify};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::{DeclaredShape, Vocabularies};
use crate::parse::{Document, Parsed};
use crate::schema::RecordKind;

/// What of a site the exchange needs.
#[derive(Clone, Copy, Debug)]
pub struct Site<'s> {
    /// Its documents.
    pub parsed: &'s Parsed,
    /// Its vocabularies.
    pub vocabularies: &'s Vocabularies,
    /// The fields that it declares, by kind.
    pub declared: &'s BTreeMap<String, Vec<DeclaredShape>>,
    /// Whether dates such as 6/8/2018 have the month first, by the language of the site.
    pub month_first: bool,
}

impl<'s> Site<'s> {
    /// The records of a kind, by id.
    fn records(self, kind: &RecordKind) -> BTreeMap<String, &'s Arc<Document>> {
        let documents = self.parsed.documents.iter();
        let own = documents.filter(|document| {
            RecordKind::of_path(&document.path).is_some_and(|other| other.name == kind.name)
        });
        own.map(|document| (kind.id_of(&document.path), document))
            .collect()
    }
}

/// Something that is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, sheet and cell, or the file and line.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Problem {
    /// A problem at a place.
    pub fn new(
        place: impl Into<String>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            place: place.into(),
            message: message.into(),
            hint: hint.into(),
        }
    }
}
