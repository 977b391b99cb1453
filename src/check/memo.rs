//! Keeps each checked record for as long as its document and all that it was checked against stay.
//!
//! It also tells how a build differs from the one before ([`Face`]), so that what is made of many
//! records need not be made again when nothing that it is made of differs.

use std::any::Any;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::document::Read;
use super::walk::Mention;
use crate::diag::FileId;
use crate::parse::Document;
use crate::record::prose::Target;

/// How records differ from those of the build before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// At most in the running text of these files, which has the same headings and links to the
    /// same places.
    Text(Vec<FileId>),
    /// In records alone: the files, the configuration and the vocabularies are the same.
    Records,
    /// In anything.
    #[default]
    Other,
}

/// The records of the build before.
#[derive(Debug, Default)]
pub struct Memo {
    /// Whether there is only one build, after which nothing is asked of the memo.
    once: bool,
    /// Whether running text is packed although another build follows.
    packs: bool,
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

impl Remembered {
    /// What was read, before an entry is made of it.
    pub(super) fn of(read: Read) -> Arc<Self> {
        Arc::new(Self {
            read,
            entry: OnceLock::new(),
        })
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

    /// For the site of a run before and one build more, which asks for few of its texts.
    pub fn packing() -> Self {
        Self {
            packs: true,
            ..Self::default()
        }
    }

    /// Whether running text takes little room rather than little time.
    pub(super) fn packs(&self) -> bool {
        self.once || self.packs
    }

    /// Lets go of all records.
    pub fn forget(&self) {
        self.put(Kept::default());
    }

    /// Whether another build may follow.
    pub(super) fn is_kept(&self) -> bool {
        !self.once
    }

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

    /// What was read of the same file, if it had the same fields at the same places.
    pub(super) fn same_fields(&self, document: &Document, now: &Read) -> Option<&Remembered> {
        let (known, before) = self.reads.get(document.file.0 as usize)?.as_ref()?;
        let same = known.path == document.path && before.read.fields == now.fields;
        same.then_some(&**before)
    }

    /// How this build differs from the one that was kept.
    pub(super) fn face(&self, now: &Kept) -> Face {
        if self.reads.len() != now.reads.len() || self.reads.is_empty() {
            return Face::Other;
        }
        let (mut files, mut only_text) = (Vec::new(), true);
        for pair in self.reads.iter().zip(&now.reads) {
            match pair {
                (None, None) => {}
                (Some((_, before)), Some((_, after))) if Arc::ptr_eq(before, after) => {}
                (Some((before, _)), Some((after, _))) if before.path != after.path => {
                    return Face::Other;
                }
                (Some((_, old)), Some((document, new))) => {
                    only_text &= same_but_text(&old.read, &new.read);
                    files.push(document.file);
                }
                _ => return Face::Other,
            }
        }
        match only_text {
            true => Face::Text(files),
            false => Face::Records,
        }
    }
}

/// Whether two records differ at most in words of their running text. What it links to counts, and
/// its headings: other pages show the one and link to the other.
fn same_but_text(old: &Read, new: &Read) -> bool {
    fn targets(read: &Read) -> impl Iterator<Item = (&Target, bool)> {
        let mentions = read.found.mentions.iter();
        mentions.map(|mention: &Mention| (&mention.target, mention.field))
    }
    fn headings(read: &Read) -> impl Iterator<Item = &str> {
        let body = read.body.iter();
        body.flat_map(|body| body.fragment.headings.iter().map(|one| one.id.as_str()))
    }
    old.fields == new.fields
        && old.state == new.state
        && old.body.is_some() == new.body.is_some()
        && targets(old).eq(targets(new))
        && headings(old).eq(headings(new))
}
