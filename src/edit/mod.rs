//! Changes to the text of a record: only what is asked for, and all else byte for byte.
//!
//! In go a text, the tree that was read from it and a field; out comes the new text. Comments, the
//! order of fields and the way that other values are written stay. A comment that stood inside a
//! value that is replaced moves to a line of its own above the field.
//!
//! The rooms that change files ([`crate::exchange`], [`crate::fix`]) read the result again before
//! they use it, and compare.

mod change;
mod list;
mod place;
mod plain;
mod render;
mod scalar;
#[cfg(test)]
mod tests;

pub use change::{remove, set};
pub use place::{attached, content_end, line_end, line_start, past_own_comments};
pub use plain::Plain;
pub use render::{Fields, field};
pub use scalar::{bare_is_safe, looks_otherwise, quoted};
