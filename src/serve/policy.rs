//! What a browser takes a file for.

pub(super) use crate::hosting::content_type as kind;
