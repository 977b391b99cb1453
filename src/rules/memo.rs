//! What was found in each file, kept for as long as its text stays.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::private::{self, Found, Published};
use super::texts::{Against, Reading};
use crate::diag::FileId;
use crate::parse::Document;
use crate::source::{Content, Files};

/// What was found in the build before.
#[derive(Debug, Default)]
pub struct Memo {
    private: Mutex<Private>,
    reading: Mutex<Readings>,
}

/// What was found, and in what, by path.
type Kept<From, Found> = HashMap<Arc<str>, (From, Found)>;

/// Findings by path, and the text in which they are.
#[derive(Debug, Default)]
struct Private {
    published: Published,
    kept: Kept<Arc<str>, Arc<[Found]>>,
}

/// Findings by path, and the document in which they are.
#[derive(Debug, Default)]
struct Readings {
    against: Option<Against>,
    kept: Kept<Arc<Document>, Arc<Reading>>,
}

impl Memo {
    /// Personal data and secrets of every text.
    pub(super) fn private(
        &self,
        files: &Files,
        published: &Published,
    ) -> Vec<(FileId, Arc<[Found]>)> {
        let before = std::mem::take(&mut *lock(&self.private));
        let known = |path: &Arc<str>, text: &Arc<str>| {
            let (kept, found) = before.kept.get(path)?;
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
            .map(|(_, path, text)| {
                known(path, text).unwrap_or_else(|| private::scan(text, published).into())
            })
            .collect();
        let kept = texts.iter().zip(&found).map(|((_, path, text), found)| {
            let kept = (Arc::clone(text), found.clone());
            (Arc::clone(path), kept)
        });
        *lock(&self.private) = Private {
            published: published.clone(),
            kept: kept.collect(),
        };
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
        let known = |document: &Arc<Document>| {
            let (kept, reading) = before.kept.get(&document.path)?;
            (same && Arc::ptr_eq(kept, document)).then(|| reading.clone())
        };
        let readings: Vec<Arc<Reading>> = documents
            .par_iter()
            .map(|document| known(document).unwrap_or_else(|| Arc::new(read(document))))
            .collect();
        let kept = documents.iter().zip(&readings).map(|(document, reading)| {
            let kept = (Arc::clone(document), reading.clone());
            (document.path.clone(), kept)
        });
        let now = Readings {
            kept: kept.collect(),
            against: Some(against.clone()),
        };
        *lock(&self.reading) = now;
        readings
    }
}

fn lock<T>(shelf: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept is put there whole.
    shelf.lock().unwrap_or_else(PoisonError::into_inner)
}
