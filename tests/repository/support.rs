//! The site of this repository, built in memory.

use std::path::Path;
use std::sync::Arc;

use casebook::history::{Change, Commit, History, Moment, What};
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
    Options::for_day(Date::parse("2026-01-31").expect("a date"))
}

/// A history in which every file was added on one day and changed on another.
pub(crate) fn history(files: &Files, subject: &str) -> History {
    let change = |seconds: i64, what: What| Change {
        commit: Arc::new(Commit {
            at: Moment::from_seconds(seconds),
            id: format!("{seconds:010x}"),
            subject: subject.to_string(),
        }),
        what,
    };
    // 1 March and 5 November 2025.
    let changes = vec![
        change(1_740_825_000, What::Added),
        change(1_762_335_000, What::Changed),
    ];
    History::new(
        files
            .iter()
            .map(|(_, file)| (file.path.to_string(), changes.clone())),
    )
}

pub(crate) fn build_dated(files: &Files, subject: &str) -> Build {
    let options = Options {
        history: Some(history(files, subject)),
        ..options()
    };
    casebook::build(files, &options, &Memo::new())
}

pub(crate) fn build(files: &Files) -> Build {
    casebook::build(files, &options(), &Memo::new())
}
