//! What changed for readers between two states of a site.
//!
//! In go two [`Site`]s; out come [`Changes`], in the words of the later one. Records are compared
//! field by field through their declarations, so that fields of the site's own are compared like
//! Casebook's. [`markdown()`], `html` and `json` write the changes down.
//!
//! The one thing to know: only what readers see counts. The order of keys, comments, the names of
//! files without an address and fields for editors are no changes.

mod fields;
mod markdown;
mod pages;
mod plain;
mod records;
mod rows;
mod totals;
mod value;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use markdown::{Links, markdown};
pub use write::{html, json};

use crate::link::Site;
use crate::record::number::Money;
use crate::words::Words;

/// The two states, and what is known about them.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'s> {
    /// As it was.
    pub old: &'s Site,
    /// As it is.
    pub new: &'s Site,
    /// Records of then that could not be read: kind and id. Nothing is said about them.
    pub unread: &'s BTreeSet<(&'static str, String)>,
    /// Files that were moved: from, to.
    pub moves: &'s BTreeMap<String, String>,
}

/// Everything that changed for readers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changes {
    /// Records that are new.
    pub added: Vec<Named>,
    /// Records that are other than they were.
    pub changed: Vec<Changed>,
    /// Records that are gone.
    pub removed: Vec<Named>,
    /// Totals that are other than they were.
    pub totals: Vec<Total>,
    /// Addresses that lead nowhere now.
    pub addresses: Vec<Address>,
}

impl Changes {
    /// Whether readers see nothing new.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its kind, as in links.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What readers call it.
    pub title: String,
    /// Its page below the site's root, with the anchor where it is part of a page.
    pub address: String,
}

/// A record that is other than it was.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changed {
    /// The record.
    #[serde(flatten)]
    pub record: Named,
    /// Its id before, if it had another.
    pub was: Option<String>,
    /// What is other.
    pub fields: Vec<Field>,
}

/// A field that is other than it was.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// Its key, with those that it lies in before it: `evaluation.by`.
    pub key: String,
    /// What readers call it.
    pub label: String,
    /// What happened.
    #[serde(flatten)]
    pub change: FieldChange,
}

/// What happened to a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase", tag = "change")]
pub enum FieldChange {
    /// It has another value. None is a blank.
    Value {
        /// Before.
        old: Option<String>,
        /// Now.
        new: Option<String>,
    },
    /// Items of a list, or paragraphs of a text, went or came.
    Items {
        /// What went.
        removed: Vec<String>,
        /// What came.
        added: Vec<String>,
    },
    /// Only links, markup or the order are other.
    Form {},
}

/// A number that the site prints and that nobody typed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Total {
    /// What it is the total of.
    pub label: String,
    /// Before; none when there was no such total.
    pub old: Option<Amount>,
    /// Now.
    pub new: Option<Amount>,
    /// The rows that moved it.
    pub rows: Vec<Moved>,
}

/// A row that moved a total.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moved {
    /// The row.
    #[serde(flatten)]
    pub record: Named,
    /// What it was in the total before; none when it was not part of it.
    pub old: Option<Amount>,
    /// What it is in the total now.
    pub new: Option<Amount>,
}

/// A number of things, or an amount of money.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Amount {
    /// Money.
    Money(Money),
    /// A number of things.
    Count(usize),
}

/// An address that leads nowhere now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Address {
    /// The address below the site's root.
    pub old: String,
    /// Where its record is now.
    pub new: Option<String>,
}

/// What changed between the two sides, in the words of the new one.
pub fn compare(sides: Sides<'_>, words: &Words) -> Changes {
    let pairs = records::pair(sides);
    let money = ["award", "benefit"];
    let unsure = sides.unread.iter().any(|(kind, _)| money.contains(kind));
    Changes {
        addresses: pages::addresses(sides, &pairs),
        totals: match unsure {
            // A total of rows of which some could not be read is not what the site printed.
            true => Vec::new(),
            false => totals::totals(sides, words),
        },
        changed: fields::changed(sides, &pairs, words),
        added: pairs.added,
        removed: pairs.removed,
    }
}
