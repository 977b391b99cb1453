//! What the build before was made from, and its site. In a build in which only the theme is other,
//! records are neither checked nor linked again, and what was said of them is said again.

use std::sync::Arc;

use super::Options;
use crate::diag::Diagnostics;
use crate::history::History;
use crate::link::Site;
use crate::parse::{self, Document, Parsed};
use crate::source::{Content, Files};

/// What pages are made from, besides records and theme.
#[derive(Debug, PartialEq)]
pub(super) struct Around {
    options: Options,
    /// Files that are copied, by path.
    files: Vec<(Arc<str>, Content)>,
}

impl Around {
    pub(super) fn of(files: &Files, options: &Options) -> Self {
        let copied = files.iter().filter(|(_, file)| {
            !parse::is_document(&file.path) && !file.path.starts_with("themes/")
        });
        Self {
            options: Options {
                // Dates are compared file by file.
                history: options.history.as_ref().map(|_| History::default()),
                ..options.clone()
            },
            files: copied
                .map(|(_, file)| (file.path.clone(), file.content.clone()))
                .collect(),
        }
    }
}

/// A site, what it was made from, and what was said of it.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) from: From,
    pub(super) site: Option<Arc<Site>>,
    pub(super) keep: Vec<String>,
    pub(super) problems: Diagnostics,
}

/// What a site is made from, besides the files that are copied.
#[derive(Debug)]
pub(super) struct From {
    options: Options,
    /// Every file: places in the site name a file by its number among them.
    paths: Vec<Arc<str>>,
    documents: Vec<Arc<Document>>,
}

impl From {
    pub(super) fn of(files: &Files, options: &Options, parsed: &Parsed) -> Self {
        Self {
            options: options.clone(),
            paths: files.iter().map(|(_, file)| file.path.clone()).collect(),
            documents: documents(parsed).cloned().collect(),
        }
    }

    /// Whether it is this. Documents that say the same are the same, as parsing keeps them.
    pub(super) fn is(&self, files: &Files, options: &Options, parsed: &Parsed) -> bool {
        let paths = files.iter().map(|(_, file)| &file.path);
        let documents = documents(parsed);
        self.options == *options
            && self.paths.iter().eq(paths)
            && self.documents.len() == documents.clone().count()
            && self
                .documents
                .iter()
                .zip(documents)
                .all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

fn documents(parsed: &Parsed) -> impl Iterator<Item = &Arc<Document>> + Clone {
    parsed.config.iter().chain(&parsed.documents)
}
