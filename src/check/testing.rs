//! The small site of `tests/fixtures` in memory, with files changed: where tests of this stage and of
//! the next begin.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Admit, Memo, Records, check};
use crate::diag::render::Texts;
use crate::diag::{Diagnostic, Diagnostics};
use crate::parse::parse;
use crate::record::date::Date;
use crate::source::{Content, Files, read_folder};

/// A site that can be changed.
pub(crate) struct Sandbox {
    files: BTreeMap<String, Vec<u8>>,
    drafts: bool,
    as_of: Date,
}

/// A site that has been checked.
pub(crate) struct Checked {
    pub(crate) files: Files,
    pub(crate) records: Records,
    pub(crate) problems: Diagnostics,
}

impl Sandbox {
    /// The small site.
    pub(crate) fn small() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
        let read = read_folder(&root).expect("reads the small site");
        let files = read.iter().map(|(_, file)| {
            let bytes = match &file.content {
                Content::Text(text) | Content::Unreadable(text) => text.as_bytes().to_vec(),
                Content::Bytes(bytes) => bytes.to_vec(),
            };
            (file.path.to_string(), bytes)
        });
        Self {
            files: files.collect(),
            drafts: false,
            as_of: Date::parse("2026-01-31").expect("a date"),
        }
    }

    /// With drafts.
    pub(crate) fn drafts(mut self) -> Self {
        self.drafts = true;
        self
    }

    /// Built for another day.
    pub(crate) fn on(mut self, day: &str) -> Self {
        self.as_of = Date::parse(day).expect("a date");
        self
    }

    /// With this file.
    pub(crate) fn with(mut self, path: &str, text: &str) -> Self {
        self.files
            .insert(path.to_string(), text.as_bytes().to_vec());
        self
    }

    /// With a part of a file replaced, which must be there.
    pub(crate) fn change(self, path: &str, from: &str, to: &str) -> Self {
        let text = String::from_utf8_lossy(&self.files[path]).into_owned();
        assert!(text.contains(from), "{path} has no {from:?}");
        let text = text.replacen(from, to, 1);
        self.with(path, &text)
    }

    /// Without the files whose path begins so.
    pub(crate) fn without(mut self, start: &str) -> Self {
        self.files.retain(|path, _| !path.starts_with(start));
        self
    }

    /// Parses and checks it.
    pub(crate) fn check(self) -> Checked {
        let files = Files::from_memory(self.files);
        let mut problems = files.diagnostics.clone();
        let parsed = parse(&files, &Default::default(), &mut problems);
        let admit = Admit {
            drafts: self.drafts,
            as_of: self.as_of,
        };
        let records = check(&parsed, admit, &Memo::default(), &mut problems);
        Checked {
            files,
            records,
            problems,
        }
    }
}

impl Checked {
    /// The code of each problem with the text that is marked, in the order of files.
    pub(crate) fn found(&mut self) -> Vec<(&'static str, String)> {
        self.problems.sort();
        let files = &self.files;
        self.problems
            .iter()
            .map(|problem| (problem.code, marked(problem, files)))
            .collect()
    }
}

/// The text that a problem marks.
pub(crate) fn marked(problem: &Diagnostic, files: &Files) -> String {
    let label = problem.primary.as_ref().expect("a place");
    files.text(label.span.file)[label.span.range()].to_string()
}
