//! The beginnings of records and of sites.
//!
//! In go the declaration of a kind and the names that the site has; out comes the text of a file
//! which `check` accepts, with a comment on each field that has to be filled in. Nothing here
//! touches the disk.

mod answers;
mod record;
pub mod starter;

mod yaml;

pub use answers::{Answers, Question, questions};
pub use record::{Lacks, Start, lacking, path_of, text};
