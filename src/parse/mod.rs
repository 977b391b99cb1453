//! From files to trees: the YAML of records and of front matter, and the text below it.
//!
//! In go the [`Files`]; out come [`Document`]s in the order of their paths, still untyped. Files
//! are independent of one another, so they are read in parallel.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostics, FileId};
use crate::markdown;
use crate::source::{CONFIG, Content, File, Files};
use crate::yaml::{self, Node};

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
    pub config: Option<Document>,
    /// Records and pages, by path.
    pub documents: Vec<Document>,
}

/// Parses every record and page.
pub fn parse(files: &Files, sink: &mut Diagnostics) -> Parsed {
    let written: Vec<(FileId, &File)> = files
        .iter()
        .filter(|(_, file)| is_document(&file.path))
        .collect();
    let read: Vec<(Document, Diagnostics)> = written
        .par_iter()
        .map(|(id, file)| document(*id, file))
        .collect();
    let mut parsed = Parsed::default();
    for (document, problems) in read {
        sink.append(problems);
        match &*document.path {
            CONFIG => parsed.config = Some(document),
            _ => parsed.documents.push(document),
        }
    }
    parsed
}

fn is_document(path: &str) -> bool {
    let yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    path == CONFIG
        || path.starts_with("data/") && yaml
        || path.starts_with("content/") && path.ends_with(".md")
}

fn document(id: FileId, file: &File) -> (Document, Diagnostics) {
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
    (document, sink)
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
