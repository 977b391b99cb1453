//! A record of the site.

use std::ops::Deref;
use std::sync::Arc;

use super::common::Common;
use super::prose::Prose;
use super::reads;
use super::value::Value;
use crate::diag::{FileId, Span};

/// A record of the site: the typed fields of its kind, and what every record has. Copies share
/// what they hold. Its fields and its running text can be come to only in ways that are noted
/// ([`super::reads`]); its id and file cannot change while the list of files is the same.
#[derive(Debug)]
pub struct Entry<T> {
    /// The stem of its file.
    pub id: String,
    /// Its file.
    pub file: FileId,
    written: Arc<Written<T>>,
    body: Option<Prose>,
}

/// What the fields of a record say.
#[derive(Debug)]
pub struct Written<T> {
    /// Where its fields stand.
    pub span: Span,
    /// State, review, notes and locators.
    pub common: Common,
    /// Fields that the site declares for itself, in the order of the declaration.
    pub declared: Vec<(String, Value)>,
    /// The fields of its kind.
    pub data: Arc<T>,
}

impl<T> Entry<T> {
    /// A record of a file.
    pub fn new(id: String, file: FileId, written: Written<T>, body: Option<Prose>) -> Self {
        Self {
            id,
            file,
            written: Arc::new(written),
            body,
        }
    }

    /// The same fields above another running text.
    #[must_use]
    pub fn with_body(&self, body: Option<Prose>) -> Self {
        Self {
            body,
            ..self.clone()
        }
    }

    /// The Markdown below the front matter, for lessons and pages.
    pub fn body(&self) -> Option<&Prose> {
        reads::body(self.file);
        self.body.as_ref()
    }

    /// Whether these are the very same fields.
    pub fn has_fields_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.written, &other.written)
    }

    /// Whether the running text is the same, wherever it stands.
    pub fn has_body_of(&self, other: &Self) -> bool {
        match (&self.body, &other.body) {
            (Some(a), Some(b)) => Arc::ptr_eq(&a.fragment, &b.fragment) || a.fragment == b.fragment,
            (None, None) => true,
            _ => false,
        }
    }
}

impl<T> Clone for Entry<T> {
    fn clone(&self) -> Self {
        Self {
            id: self.id.clone(),
            file: self.file,
            written: self.written.clone(),
            body: self.body.clone(),
        }
    }
}

impl<T> Deref for Entry<T> {
    type Target = Written<T>;

    fn deref(&self) -> &Written<T> {
        reads::fields(self.file);
        &self.written
    }
}
