//! What is kept of an index, so that the next is made of what changed.
//!
//! Nothing tracks by hand what a document is made of: reading takes note
//! ([`crate::record::reads`]), and two sites are compared by value. What is kept is used only for a
//! site on the same ground with the same words of the interface.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Limits;
use super::collect::Collected;
use super::documents::{Document, LIST};
use super::records::Lines;
use super::write;
use crate::link::Site;
use crate::record::reads::{Changes, Reads};
use crate::words::Words;

/// Keeps an index for the next.
#[derive(Debug, Default)]
pub struct Memo {
    /// Whether there is only one index, after which nothing is asked of the memo.
    once: bool,
    shelf: Mutex<Option<Shelved>>,
}

/// An index and what it was made from.
#[derive(Debug)]
struct Shelved {
    site: Arc<Site>,
    words: Arc<Words>,
    limits: Limits,
    kept: Kept,
}

/// What an index leaves. The empty one is of no site.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) collected: Collected,
    pub(super) written: write::Kept,
    pub(super) lines: Lines,
    faces: Vec<Face>,
    /// Whether no other index is to follow.
    pub(super) is_last: bool,
    /// What differs between the site of these and the one that is to be indexed.
    changes: Changes,
}

/// How to know a document again.
#[derive(Debug)]
struct Face {
    reads: Reads,
    asked: Vec<String>,
    /// Of a list, which no record is behind: all that is said of it.
    list: Option<[String; 3]>,
}

impl Memo {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// For one index only.
    pub fn once() -> Self {
        Self {
            once: true,
            ..Self::default()
        }
    }

    /// Whether another index may follow.
    pub(super) fn is_kept(&self) -> bool {
        !self.once
    }

    /// What is kept that is of use for this site; the memo is empty until [`Memo::put`].
    pub(super) fn take(&self, site: &Site, words: &Arc<Words>, limits: Limits) -> Kept {
        let known = self.shelf().take();
        let known = known
            .filter(|known| Arc::ptr_eq(&known.words, words) && known.limits == limits)
            .and_then(|known| Some((site.changes_since(&known.site)?, known.kept)));
        let kept = known.map_or_else(Kept::default, |(changes, kept)| Kept { changes, ..kept });
        Kept {
            is_last: self.once,
            ..kept
        }
    }

    pub(super) fn put(
        &self,
        site: &Arc<Site>,
        words: &Arc<Words>,
        limits: Limits,
        kept: Kept,
        documents: Vec<Document<'_>>,
    ) {
        if self.once {
            return;
        }
        let faces = documents.into_iter().map(Face::of).collect();
        *self.shelf() = Some(Shelved {
            site: site.clone(),
            words: words.clone(),
            limits,
            kept: Kept { faces, ..kept },
        });
    }

    fn shelf(&self) -> MutexGuard<'_, Option<Shelved>> {
        // What is kept is put there whole.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Which documents are other than those at their places before. On the same ground the same
    /// records are at the same places; lists come after all of them.
    pub(super) fn changed(&self, documents: &[Document<'_>]) -> Vec<bool> {
        let faces = self.faces.iter().map(Some);
        let faces = faces.chain(std::iter::repeat(None));
        let changed = documents.iter().zip(faces).map(|(document, face)| {
            face.is_none_or(|face| face.reads.touch(&self.changes) || !face.is_of(document))
        });
        changed.collect()
    }
}

impl Face {
    fn of(document: Document<'_>) -> Self {
        Self {
            list: list(&document).map(|said| said.map(str::to_string)),
            asked: document.asked.iter().map(ToString::to_string).collect(),
            reads: document.reads,
        }
    }

    /// Whether what does not come from a record is the same.
    fn is_of(&self, document: &Document<'_>) -> bool {
        let known = self.list.as_ref();
        let known = known.map(|said| said.each_ref().map(String::as_str));
        known == list(document) && self.asked == document.asked
    }
}

fn list<'d>(document: &'d Document<'_>) -> Option<[&'d str; 3]> {
    let said = || [&*document.route, &*document.title, &*document.summary];
    (document.kind == LIST).then(said)
}
