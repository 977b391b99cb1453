//! The files of a site: a folder, or memory in tests, becomes [`Files`] in sorted order.
//!
//! Nothing is interpreted here. What cannot be read as a site's file at all (not UTF-8, a NUL, far
//! too large, a link out of the folder) is reported here, once, and left out.

mod disk;
mod endings;
mod folder;
mod reads;
mod text;

use std::sync::Arc;

pub use disk::{find_root, is_hidden, is_source, read_folder, read_folder_with};
pub use folder::{Change, Folder};
pub use reads::{Reads, RealReads};

use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use text::Damage;

/// The name of the file that makes a folder a site.
pub const CONFIG: &str = "casebook.yaml";

/// The largest record or page that is read, in bytes. The largest of the example site is 30 kB.
pub const LARGEST_TEXT: u64 = 2 * 1024 * 1024;

/// The largest picture or download that is copied, in bytes.
pub const LARGEST_ASSET: u64 = 100 * 1024 * 1024;

/// One file of the site.
#[derive(Clone, Debug)]
pub struct File {
    /// Path below the site's root, with `/` between its parts.
    pub path: Arc<str>,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A record, page, template, style or script.
    Text(Arc<str>),
    /// A picture or download, copied as it is.
    Bytes(Arc<[u8]>),
    /// Reported. What can be shown of the text is kept, for the frame of the report.
    Unreadable(Arc<str>),
}

/// All files of a site, sorted by path; a [`FileId`] is a position in this list.
#[derive(Clone, Debug, Default)]
pub struct Files {
    list: Vec<File>,
    /// What could not be read, and why.
    pub diagnostics: Diagnostics,
}

impl Files {
    /// Files from memory, for tests and for callers with a source of their own.
    pub fn from_memory<P, B>(files: impl IntoIterator<Item = (P, B)>) -> Self
    where
        P: Into<String>,
        B: AsRef<[u8]>,
    {
        let raw = files
            .into_iter()
            .map(|(path, bytes)| (path.into(), Ok(bytes.as_ref().to_vec())))
            .collect();
        Self::from_raw(raw)
    }

    /// These files, with some of them replaced or added: path and text. What could not be read
    /// stays unread, and is not reported again.
    #[must_use]
    pub fn with(&self, texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut all: std::collections::BTreeMap<Arc<str>, Content> = self
            .list
            .iter()
            .map(|file| (file.path.clone(), file.content.clone()))
            .collect();
        for (path, text) in texts {
            all.insert(Arc::from(path), Content::Text(Arc::from(text)));
        }
        let list = all
            .into_iter()
            .map(|(path, content)| File { path, content });
        Self {
            list: list.collect(),
            diagnostics: Diagnostics::new(),
        }
    }

    /// Sorts, decodes and checks files as they were read; an `Err` is a file that could not be.
    fn from_raw(mut raw: Vec<(String, Result<Vec<u8>, Diagnostic>)>) -> Self {
        raw.sort_by(|a, b| a.0.cmp(&b.0));
        raw.dedup_by(|a, b| a.0 == b.0);
        let mut files = Files::default();
        for (path, bytes) in raw {
            let decoded = Decoded::of(&path, bytes);
            files.push(path.into(), &decoded);
        }
        files
    }

    /// Adds a file, which comes after those that are there.
    fn push(&mut self, path: Arc<str>, decoded: &Decoded) {
        let id = FileId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        if let Some((problem, offset)) = &decoded.problem {
            let span = Span::new(id, *offset..*offset);
            self.diagnostics.push(problem.clone().at(span));
        }
        self.list.push(File {
            path,
            content: decoded.content.clone(),
        });
    }

    /// Every file with its id, by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (FileId, &File)> {
        self.list.iter().enumerate().map(|(at, file)| {
            let id = u32::try_from(at).unwrap_or(u32::MAX);
            (FileId(id), file)
        })
    }

    /// The file with this id.
    pub fn get(&self, id: FileId) -> Option<&File> {
        self.list.get(id.0 as usize)
    }

    /// The file at this path.
    pub fn find(&self, path: &str) -> Option<(FileId, &File)> {
        let at = self
            .list
            .binary_search_by(|file| (*file.path).cmp(path))
            .ok()?;
        Some((FileId(u32::try_from(at).ok()?), &self.list[at]))
    }
}

/// A file as it was read: what is in it, and what is wrong with its bytes, at which of them.
#[derive(Clone, Debug)]
struct Decoded {
    content: Content,
    problem: Option<(Diagnostic, usize)>,
}

impl Decoded {
    fn of(path: &str, bytes: Result<Vec<u8>, Diagnostic>) -> Self {
        let content = match bytes {
            Ok(bytes) => text::decode(path, bytes),
            Err(problem) => Err(Damage::without_text(problem)),
        };
        match content {
            Ok(content) => Self {
                content,
                problem: None,
            },
            Err(damage) => Self {
                content: Content::Unreadable(damage.seen),
                problem: Some((damage.problem, damage.offset)),
            },
        }
    }
}

impl crate::diag::render::Texts for Files {
    fn path(&self, id: FileId) -> &str {
        self.get(id).map_or("?", |file| &file.path)
    }

    fn text(&self, id: FileId) -> &str {
        match self.get(id).map(|file| &file.content) {
            Some(Content::Text(text) | Content::Unreadable(text)) => text,
            _ => "",
        }
    }
}
