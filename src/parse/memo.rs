//! Keeps each document for as long as its file says the same at the same place in the list.
//!
//! Spans name a file by its number, so a document is kept only while the number of its file stays:
//! a new file has those after it parsed again.

use std::sync::{Arc, Mutex, PoisonError};

use super::Document;
use crate::diag::{Diagnostics, FileId};

/// The documents of the build before.
#[derive(Debug, Default)]
pub struct Memo {
    /// Whether there is only one build, after which nothing is asked of the memo.
    once: bool,
    kept: Mutex<Vec<Option<Kept>>>,
}

/// A document and the problems that were found in reading it.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) document: Arc<Document>,
    pub(super) problems: Arc<Diagnostics>,
}

impl Kept {
    fn is_of(&self, path: &Arc<str>, text: &Arc<str>) -> bool {
        let known = &self.document;
        let same = |a: &Arc<str>, b: &Arc<str>| Arc::ptr_eq(a, b) || a == b;
        known.readable && same(&known.path, path) && same(&known.text, text)
    }
}

impl Memo {
    /// For one build only.
    pub fn once() -> Self {
        Self {
            once: true,
            ..Self::default()
        }
    }

    /// What is kept, for a build to look in; the memo is empty until [`Memo::put`].
    pub(super) fn take(&self) -> Vec<Option<Kept>> {
        std::mem::take(&mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lets go of all documents.
    pub fn forget(&self) {
        drop(self.take());
    }

    /// Keeps what this build read.
    pub(super) fn put(&self, kept: Vec<Option<Kept>>) {
        if !self.once {
            *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = kept;
        }
    }
}

/// The document of this file, if it was read before.
pub(super) fn find<'k>(
    kept: &'k [Option<Kept>],
    id: FileId,
    path: &Arc<str>,
    text: &Arc<str>,
) -> Option<&'k Kept> {
    let kept = kept.get(id.0 as usize)?.as_ref()?;
    kept.is_of(path, text).then_some(kept)
}
