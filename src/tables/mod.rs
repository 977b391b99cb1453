//! Tables: the cells of CSV and of spreadsheets, read and written.
//!
//! In go the bytes of a file (`.xlsx`, `.ods` or CSV, whatever its name); out comes a [`Book`]: its
//! sheets as rows of cells, each with its place. And the other way round: [`csv::write`] for every
//! CSV file that Casebook writes, [`write`](mod@write) for workbooks. What a column means is not
//! known here.

mod book;
pub mod csv;
mod excel;
mod guard;
mod list;
mod ods;
mod quotes;
mod read;
#[cfg(test)]
mod tests;
pub mod write;

pub use book::{Book, Cell, Fault, Row, Sheet, letters, place, plain, tidy};
pub use excel::day_of;
pub use guard::{guarded, unguarded};
pub use list::{joined, split};
pub use read::{LARGEST_FILE, Unread, read};
