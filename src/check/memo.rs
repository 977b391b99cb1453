//! Keeps each checked record for as long as its document and all that it was checked against stay.
//!
//! It also tells whether a build differs from the one before in nothing but the running text of
//! pages: [`Face::Same`]. Then whatever is made of records without their running text is as it was,
//! and so are the pages that do not show the text that changed.

use std::any::Any;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::document::Read;
use super::walk::Mention;
use crate::parse::Document;

/// Whether records are the same as in the build before, but for the running text below the fields
/// of Markdown files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// All else is the same.
    Same,
    /// Something else may differ.
    #[default]
    Other,
}

/// The records of the build before.
#[derive(Debug, Default)]
pub struct Memo {
    kept: Mutex<Kept>,
}

/// What one build read.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) drafts: bool,
    /// What every record is checked against: the configuration and the vocabularies.
    pub(super) environment: Vec<Arc<Document>>,
    /// By the number of the file.
    pub(super) reads: Vec<Option<(Arc<Document>, Arc<Remembered>)>>,
}

/// A record, and the typed entry that was made of it.
#[derive(Debug)]
pub(super) struct Remembered {
    pub(super) read: Read,
    pub(super) entry: OnceLock<Option<Box<dyn Any + Send + Sync>>>,
}

impl Memo {
    /// What is kept, if it was checked against the same; the memo is empty until [`Memo::put`].
    pub(super) fn take(&self, drafts: bool, environment: &[Arc<Document>]) -> Kept {
        let kept = std::mem::take(&mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner));
        let same = kept.drafts == drafts
            && kept.environment.len() == environment.len()
            && kept
                .environment
                .iter()
                .zip(environment)
                .all(|(a, b)| Arc::ptr_eq(a, b));
        match same {
            true => kept,
            false => Kept::default(),
        }
    }

    /// Keeps what this build read.
    pub(super) fn put(&self, kept: Kept) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = kept;
    }
}

impl Kept {
    /// The record of this document, if it was read before.
    pub(super) fn find(&self, document: &Arc<Document>) -> Option<Arc<Remembered>> {
        let (known, read) = self.reads.get(document.file.0 as usize)?.as_ref()?;
        Arc::ptr_eq(known, document).then(|| read.clone())
    }

    /// How this build differs from the one that was kept.
    pub(super) fn face(&self, now: &Kept) -> Face {
        let same = self.reads.len() == now.reads.len()
            && self.reads.iter().zip(&now.reads).all(|pair| match pair {
                (None, None) => true,
                (Some((_, before)), Some((_, after))) if Arc::ptr_eq(before, after) => true,
                (Some((before, old)), Some((after, new))) => {
                    before.path == after.path && same_but_body(&old.read, &new.read)
                }
                _ => false,
            });
        match same {
            true => Face::Same,
            false => Face::Other,
        }
    }
}

/// Whether two records differ at most in their running text. What the text links to counts: other
/// pages show it.
fn same_but_body(old: &Read, new: &Read) -> bool {
    fn targets(read: &Read) -> impl Iterator<Item = (&crate::record::prose::Target, bool)> {
        let mentions = read.found.mentions.iter();
        mentions.map(|mention: &Mention| (&mention.target, mention.field))
    }
    old.fields == new.fields
        && old.state == new.state
        && old.body.is_some() == new.body.is_some()
        && targets(old).eq(targets(new))
}
