//! What says which data files there are, for other programs: a data package as Frictionless Data
//! describes it, and a catalogue in the terms of DCAT 3. And all registers in one workbook.
//!
//! In go the [`Site`] and the data files that were just written; out come three more. Sizes and hashes
//! are those of the very bytes, and the fields of a table are described in the words of their
//! declaration.

mod book;
mod dcat;
mod facts;
mod fields;
mod package;

use crate::link::Site;
use crate::output::Bytes;
use crate::words::Words;
use facts::{DataFile, Known};

/// The three files. Of `written`, only what lies under `data/` is looked at.
pub fn files(site: &Site, words: &Words, written: &[(String, Bytes)]) -> Vec<(String, Bytes)> {
    let files = written.iter();
    let files = files.filter_map(|(path, bytes)| DataFile::new(site, words, path, bytes));
    let mut files: Vec<DataFile<'_>> = files.collect();
    files.sort_by(|a, b| a.path.cmp(b.path));
    let known = Known::new(site, words);
    let book = book::file(&known, words, &files);
    if let Some((path, bytes)) = &book {
        files.extend(DataFile::new(site, words, path, bytes));
    }
    let described = [
        ("data/datapackage.json", package::write(&known, &files)),
        ("data/catalog.jsonld", dcat::write(&known, &files)),
    ]
    .map(|(path, value)| (path.to_string(), bytes(&value).into()));
    described.into_iter().chain(book).collect()
}

fn bytes(value: &serde_json::Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
