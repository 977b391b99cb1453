//! The typed records, each declared once.
//!
//! A declaration (see [`declare`]) gives the Rust type, and the [`shape`] from which validation,
//! schemas, scaffolds and reference pages are made. Records hold ids, not pointers: the link stage
//! resolves them.

pub mod award;
pub mod catalogue;
pub mod common;
pub mod config;
pub mod date;
pub mod dated;
pub mod declare;
pub mod knowledge;
pub mod number;
pub mod practice;
pub mod prose;
pub mod register;
pub mod shape;
pub mod source;
pub mod statements;
pub mod value;
pub mod vocabularies;
pub mod words;

use std::sync::Arc;

use crate::diag::{FileId, Span};
use common::Common;
use value::Value;

/// A record of the site: the typed fields of its kind, and what every record has.
#[derive(Clone, Debug)]
pub struct Entry<T> {
    /// The stem of its file.
    pub id: String,
    /// Its file.
    pub file: FileId,
    /// Where its fields stand.
    pub span: Span,
    /// State, review, notes and locators.
    pub common: Common,
    /// Fields that the site declares for itself, in the order of the declaration.
    pub declared: Vec<(String, Value)>,
    /// The Markdown below the front matter, for lessons and pages.
    pub body: Option<prose::Prose>,
    /// The fields of its kind.
    pub data: Arc<T>,
}
