//! What was found in each file, kept for as long as its text stays.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::left::Left;
use super::private::{self, Found, Published};
use super::texts::{Against, Reading};
use crate::diag::FileId;
use crate::parse::Document;
use crate::source::{Content, Files};

/// What was found in the build before.
#[derive(Debug, Default)]
pub struct Memo {
    /// Whether there is only one build, after which nothing is asked of the memo.
    once: bool,
    /// Whether findings are noted for another run of the program.
    leaves: bool,
    private: Mutex<Private>,
    reading: Mutex<Readings>,
    left: Mutex<Left>,
}

/// What was found, and in what, in the order of paths.
#[derive(Debug)]
pub(super) struct Kept<From, Found>(pub(super) Vec<(Arc<str>, From, Found)>);

impl<From, Found> Default for Kept<From, Found> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<From, Found> Kept<From, Found> {
    /// What is kept of a path. It is looked for first where it would be if no file was added or
    /// deleted: at 30,000 files, finding each is most of the work after an edit.
    fn get(&self, at: usize, path: &str) -> Option<(&From, &Found)> {
        let here = self.0.get(at).filter(|(known, ..)| **known == *path);
        let (_, from, found) = here.or_else(|| {
            let at = self.0.binary_search_by(|(known, ..)| (**known).cmp(path));
            self.0.get(at.ok()?)
        })?;
        Some((from, found))
    }
}

/// Findings by path, and the text in which they are.
#[derive(Debug, Default)]
pub(super) struct Private {
    pub(super) published: Published,
    pub(super) kept: Kept<Arc<str>, Arc<[Found]>>,
}

/// Findings by path, and the document in which they are.
#[derive(Debug, Default)]
pub(super) struct Readings {
    pub(super) against: Option<Against>,
    pub(super) kept: Kept<Arc<Document>, Arc<Reading>>,
}

impl Memo {
    /// For one build only.
    pub fn once() -> Self {
        Self {
            once: true,
            ..Self::default()
        }
    }

    /// For one build, which leaves its findings for another run of the program.
    pub fn leaving() -> Self {
        Self {
            leaves: true,
            ..Self::once()
        }
    }

    /// As it was in the run before.
    pub(super) fn of(private: Private, reading: Readings) -> Self {
        Self {
            leaves: true,
            private: Mutex::new(private),
            reading: Mutex::new(reading),
            ..Self::default()
        }
    }

    /// Lets go of all that is known of texts.
    pub fn forget(&self) {
        *lock(&self.private) = Private::default();
        *lock(&self.reading) = Readings::default();
    }

    /// What another run can take over.
    pub fn left(&self) -> Left {
        std::mem::take(&mut *lock(&self.left))
    }

    /// Personal data and secrets of every text.
    pub(super) fn private(
        &self,
        files: &Files,
        published: &Published,
    ) -> Vec<(FileId, Arc<[Found]>)> {
        let before = std::mem::take(&mut *lock(&self.private));
        let known = |at: usize, path: &str, text: &Arc<str>| {
            let (kept, found) = before.kept.get(at, path)?;
            let same = Arc::ptr_eq(kept, text) || kept == text;
            (same && before.published == *published).then(|| found.clone())
        };
        let texts: Vec<_> = files
            .iter()
            .filter_map(|(id, file)| match &file.content {
                Content::Text(text) => Some((id, &file.path, text)),
                _ => None,
            })
            .collect();
        let found: Vec<Arc<[Found]>> = texts
            .par_iter()
            .enumerate()
            .map(|(at, (_, path, text))| {
                known(at, path, text).unwrap_or_else(|| private::scan(text, published).into())
            })
            .collect();
        let kept = texts
            .iter()
            .zip(&found)
            .map(|((_, path, text), found)| (Arc::clone(path), Arc::clone(text), found.clone()));
        if self.leaves {
            let paths = texts.iter().map(|(_, path, _)| &***path);
            lock(&self.left).note_private(paths.zip(&found));
        }
        if !self.once {
            *lock(&self.private) = Private {
                published: published.clone(),
                kept: Kept(kept.collect()),
            };
        }
        texts.iter().map(|(id, ..)| *id).zip(found).collect()
    }

    /// What the running text of each document is found to break.
    pub(super) fn reading(
        &self,
        documents: &[&Arc<Document>],
        against: &Against,
        read: impl Fn(&Document) -> Reading + Sync,
    ) -> Vec<Arc<Reading>> {
        let before = std::mem::take(&mut *lock(&self.reading));
        let same = before.against.as_ref() == Some(against);
        let known = |at: usize, document: &Arc<Document>| {
            let (kept, reading) = before.kept.get(at, &document.path)?;
            (same && Arc::ptr_eq(kept, document)).then(|| reading.clone())
        };
        let readings: Vec<Arc<Reading>> = documents
            .par_iter()
            .enumerate()
            .map(|(at, document)| known(at, document).unwrap_or_else(|| Arc::new(read(document))))
            .collect();
        let kept = documents.iter().zip(&readings).map(|(document, reading)| {
            (document.path.clone(), Arc::clone(document), reading.clone())
        });
        if self.leaves {
            let paths = documents.iter().map(|document| &*document.path);
            lock(&self.left).note_readings(paths.zip(&readings));
        }
        if !self.once {
            *lock(&self.reading) = Readings {
                kept: Kept(kept.collect()),
                against: Some(against.clone()),
            };
        }
        readings
    }
}

fn lock<T>(shelf: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept is put there whole.
    shelf.lock().unwrap_or_else(PoisonError::into_inner)
}
