//! What the server knows: the site on disk, the texts that are open, and the index of both.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{Location, TextDocumentContentChangeEvent, Uri};

use super::position::offset;
use super::uris;
use super::worker::{Job, place};
use crate::Options;
use crate::diag::{FileId, Span};
use crate::editor::{Index, Memo};
use crate::source::{Content, Files, Folder};

/// A text that is open in the editor.
struct Open {
    uri: Uri,
    version: i32,
    text: Arc<str>,
}

pub(super) struct State {
    /// The folder as the editor was told of it, and as the file system knows it.
    root: PathBuf,
    real_root: PathBuf,
    folder: Folder,
    options: Options,
    open: BTreeMap<String, Open>,
    memo: Memo,
    /// The files with the open texts in them, and what is known of them; made when asked for.
    known: Option<Arc<(Files, Index)>>,
}

impl State {
    pub(super) fn new(root: PathBuf, folder: Folder, options: Options) -> Self {
        let real_root = root.canonicalize().unwrap_or_else(|_| root.clone());
        Self {
            root,
            real_root,
            folder,
            options,
            open: BTreeMap::new(),
            memo: Memo::default(),
            known: None,
        }
    }

    /// The path of a file below the site's folder; `None` when it is not in it.
    fn site_path(&self, uri: &Uri) -> Option<String> {
        let path = uris::path(uri)?;
        let below = path
            .strip_prefix(&self.root)
            .or_else(|_| path.strip_prefix(&self.real_root))
            .ok()?;
        let parts: Option<Vec<&str>> = below
            .components()
            .map(|part| part.as_os_str().to_str())
            .collect();
        let path = parts?.join("/");
        crate::source::is_source(&path).then_some(path)
    }

    pub(super) fn open(&mut self, uri: Uri, version: i32, text: &str) -> bool {
        let Some(path) = self.site_path(&uri) else {
            return false;
        };
        let text = Arc::from(text);
        self.open.insert(path, Open { uri, version, text });
        self.known = None;
        true
    }

    /// Takes over changes; those to a text that is not open, or that come after newer ones, are
    /// none of ours.
    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
    ) -> bool {
        let path = self.site_path(uri);
        let Some(open) = path.and_then(|path| self.open.get_mut(&path)) else {
            return false;
        };
        if version <= open.version {
            return false;
        }
        open.version = version;
        for change in changes {
            open.text = changed(&open.text, change);
        }
        self.known = None;
        true
    }

    pub(super) fn close(&mut self, uri: &Uri) -> bool {
        let path = self.site_path(uri);
        let closed = path.is_some_and(|path| self.open.remove(&path).is_some());
        if closed {
            self.known = None;
            self.rescan();
        }
        closed
    }

    /// Looks at the folder again.
    pub(super) fn rescan(&mut self) -> bool {
        let changed = self.folder.rescan().is_ok_and(|change| !change.is_none());
        if changed {
            self.known = None;
        }
        changed
    }

    fn files(&self) -> Files {
        let texts = self
            .open
            .iter()
            .map(|(path, open)| (path.as_str(), &open.text));
        self.folder.files_with(texts)
    }

    /// The files and what is known of them, as of now.
    pub(super) fn known(&mut self) -> Arc<(Files, Index)> {
        if let Some(known) = &self.known {
            return known.clone();
        }
        let files = self.files();
        let index = Index::of(&files, &self.memo);
        let known = Arc::new((files, index));
        self.known = Some(known.clone());
        known
    }

    /// The file and the text of an address, if it is one of the site.
    pub(super) fn find<'f>(&self, uri: &Uri, files: &'f Files) -> Option<(FileId, &'f Arc<str>)> {
        let (id, file) = files.find(&self.site_path(uri)?)?;
        match &file.content {
            Content::Text(text) => Some((id, text)),
            _ => None,
        }
    }

    /// The site as it is to be checked.
    pub(super) fn job(&self) -> Job {
        let open = self.open.iter();
        Job {
            files: self.files(),
            options: self.options.clone(),
            open: open
                .map(|(path, open)| (path.clone(), (open.uri.clone(), open.version)))
                .collect(),
        }
    }

    /// A place as the editor wants it.
    pub(super) fn location(&self, files: &Files, span: Span) -> Option<Location> {
        let file = files.get(span.file)?;
        let uri = match self.open.get(&*file.path) {
            Some(open) => open.uri.clone(),
            None => uris::uri(&self.root.join(&*file.path))?,
        };
        Some(Location::new(uri, place(files, span.file, span.range())))
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }
}

/// A text after a change: of a part of it, or of the whole.
fn changed(text: &Arc<str>, change: &TextDocumentContentChangeEvent) -> Arc<str> {
    let Some(range) = change.range else {
        return Arc::from(change.text.as_str());
    };
    let start = offset(text, range.start);
    let end = offset(text, range.end).max(start);
    Arc::from([&text[..start], &change.text, &text[end..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lsp_types::{Position, Range};

    #[test]
    fn a_part_of_a_text_is_replaced_in_units_of_the_editor() {
        let change = |line, from, to, text: &str| TextDocumentContentChangeEvent {
            range: Some(Range::new(
                Position::new(line, from),
                Position::new(line, to),
            )),
            range_length: None,
            text: text.to_string(),
        };
        let text: Arc<str> = Arc::from("a: \u{1F600}b\nc: d\n");
        assert_eq!(
            &*changed(&text, &change(0, 5, 6, "x")),
            "a: \u{1F600}x\nc: d\n"
        );
        assert_eq!(
            &*changed(&text, &change(9, 9, 9, "e")),
            "a: \u{1F600}b\nc: d\ne"
        );
        // An end before its start.
        assert_eq!(
            &*changed(&text, &change(1, 3, 0, "x")),
            "a: \u{1F600}b\nc: xd\n"
        );
    }
}
