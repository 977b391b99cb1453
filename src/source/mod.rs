//! The files of a site: a folder, or memory in tests, becomes [`Files`] in sorted order.
//!
//! Nothing is interpreted here. What cannot be read as a site's file at all (not UTF-8, a NUL, far
//! too large, a link out of the folder) is reported here, once, and left out.

mod disk;
mod text;

use std::sync::Arc;

pub use disk::{find_root, read_folder};

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
#[derive(Clone, Debug)]
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

    /// Sorts, decodes and checks files as they were read; an `Err` is a file that could not be.
    fn from_raw(mut raw: Vec<(String, Result<Vec<u8>, Diagnostic>)>) -> Self {
        raw.sort_by(|a, b| a.0.cmp(&b.0));
        raw.dedup_by(|a, b| a.0 == b.0);
        let mut files = Files::default();
        for (path, bytes) in raw {
            let id = FileId(u32::try_from(files.list.len()).unwrap_or(u32::MAX));
            let content = match bytes {
                Ok(bytes) => text::decode(&path, bytes),
                Err(problem) => Err(Damage::without_text(problem)),
            };
            let content = content.unwrap_or_else(|damage| {
                let span = Span::new(id, damage.offset..damage.offset);
                files.diagnostics.push(damage.problem.at(span));
                Content::Unreadable(damage.seen)
            });
            files.list.push(File {
                path: path.into(),
                content,
            });
        }
        files
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
