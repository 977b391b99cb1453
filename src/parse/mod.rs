//! From files to trees: the YAML of records and of front matter, and the text below it.
//!
//! In go the [`Files`]; out come [`Document`]s in the order of their paths, still untyped. Files
//! are independent of one another, so they are read in parallel.

mod memo;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostics, FileId};
use crate::markdown;
use crate::source::{CONFIG, Content, File, Files};
use crate::yaml::{self, Node};
use memo::Kept;
pub use memo::Memo;

/// A file that holds a record, a page or the configuration.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// Its path below the site's root.
    pub path: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
    /// Its YAML; `None` when it could not be read, which has been reported.
    pub tree: Option<Node>,
    /// Where the Markdown below the front matter stands.
    pub body: Option<Range<usize>>,
    /// Whether the document could be read at all.
    pub readable: bool,
}

/// Everything that was parsed.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// `casebook.yaml`.
    pub config: Option<Arc<Document>>,
    /// Records and pages, by path.
    pub documents: Vec<Arc<Document>>,
}

/// Parses every record and page, but those that `memo` knows.
pub fn parse(files: &Files, memo: &Memo, sink: &mut Diagnostics) -> Parsed {
    let written: Vec<(FileId, &File)> = files
        .iter()
        .filter(|(_, file)| is_document(&file.path))
        .collect();
    let before = memo.take();
    let read: Vec<Kept> = written
        .par_iter()
        .map(|(id, file)| document(*id, file, &before))
        .collect();
    let mut now = vec![None; files.iter().len()];
    let mut parsed = Parsed::default();
    for kept in read {
        sink.append(Diagnostics::clone(&kept.problems));
        let document = kept.document.clone();
        now[document.file.0 as usize] = Some(kept);
        match &*document.path {
            CONFIG => parsed.config = Some(document),
            _ => parsed.documents.push(document),
        }
    }
    memo.put(now);
    parsed
}

/// Whether a file is a record, a page or the configuration.
pub fn is_document(path: &str) -> bool {
    let yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    path == CONFIG
        || path.starts_with("data/") && yaml
        || path.starts_with("content/") && path.ends_with(".md")
}

fn document(id: FileId, file: &File, before: &[Option<Kept>]) -> Kept {
    if let Content::Text(text) = &file.content
        && let Some(kept) = memo::find(before, id, &file.path, text)
    {
        return kept.clone();
    }
    let mut sink = Diagnostics::new();
    let mut document = Document {
        file: id,
        path: file.path.clone(),
        text: Arc::from(""),
        tree: None,
        body: None,
        readable: false,
    };
    if let Content::Text(text) = &file.content {
        document.text = text.clone();
        read(&mut document, &mut sink);
    }
    Kept {
        document: Arc::new(document),
        problems: Arc::new(sink),
    }
}

fn read(document: &mut Document, sink: &mut Diagnostics) {
    let text = document.text.clone();
    let before = sink.count(crate::diag::Severity::Error);
    let yaml = if document.path.ends_with(".md") {
        match markdown::split_front_matter(document.file, &text) {
            Ok(parts) => {
                document.body = Some(parts.body);
                parts.yaml
            }
            Err(problem) => return sink.push(problem),
        }
    } else {
        0..text.len()
    };
    document.tree = yaml::parse(document.file, &text[yaml.clone()], yaml.start, sink);
    document.readable =
        document.tree.is_some() || sink.count(crate::diag::Severity::Error) == before;
}
