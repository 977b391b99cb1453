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
mod entry;
pub mod knowledge;
pub mod number;
pub mod passage;
pub mod practice;
pub mod prose;
pub mod reads;
pub mod register;
pub mod shape;
pub mod source;
pub mod statements;
pub mod value;
pub mod vocabularies;
pub mod words;

pub use entry::{Entry, Written};
