//! The site of this repository, built in memory.

use std::path::Path;

use casebook::record::date::Date;
use casebook::source::{Content, Files, read_folder};
use casebook::{Build, Memo, Options};

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn files() -> Files {
    read_folder(root()).expect("the repository can be read")
}

/// Paths and bytes, for building from memory in another order.
pub(crate) fn pairs(files: &Files) -> Vec<(String, Vec<u8>)> {
    files
        .iter()
        .map(|(_, file)| {
            let bytes = match &file.content {
                Content::Text(text) | Content::Unreadable(text) => text.as_bytes().to_vec(),
                Content::Bytes(bytes) => bytes.to_vec(),
            };
            (file.path.to_string(), bytes)
        })
        .collect()
}

pub(crate) fn options() -> Options {
    Options {
        as_of: Date::parse("2026-01-31").expect("a date"),
        base_url: None,
        drafts: false,
        for_publication: false,
    }
}

pub(crate) fn build(files: &Files) -> Build {
    casebook::build(files, &options(), &Memo::new())
}
