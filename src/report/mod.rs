//! The state of the knowledge base, for those who look after it.
//!
//! In goes the linked [`Site`](crate::link::Site); out comes one [`Report`], computed once. The terminal, JSON and
//! the page are three ways to write it, and say the same. The one thing to know: a report never
//! leaves for the public site by itself, as it speaks to editors and not to readers.

mod compute;
mod human;
mod page;

pub use human::human;
pub use page::{page, sections};

use serde::Serialize;

use crate::record::date::Date;
use crate::rules::Balance;

/// The state of a knowledge base.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The name of the site.
    pub site: String,
    /// The day for which it was computed.
    pub as_of: Date,
    /// How many records there are of each kind.
    pub records: Vec<KindCount>,
    /// Reviews, by the role that owns the records.
    pub reviews: Vec<OwnerReviews>,
    /// What of each source has reached readers.
    pub coverage: Vec<SourceCoverage>,
    /// How claims are known.
    pub evidence: Evidence,
    /// Awards by pathway and level of evidence.
    pub gaps: Gaps,
    /// What came of the awards.
    pub outcomes: Outcomes,
}

/// The records of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindCount {
    /// The kind, as in links.
    pub kind: &'static str,
    /// Those that are part of the site.
    pub published: usize,
    /// Those that exist and are left out.
    pub left_out: usize,
}

/// The reviews that a role owes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OwnerReviews {
    /// The role; `None` for records without an owner.
    pub owner: Option<String>,
    /// Its records.
    pub records: usize,
    /// Those that nobody has reviewed yet.
    pub never: usize,
    /// Reviews whose day is over, the oldest first.
    pub overdue: Vec<Due>,
    /// Reviews that fall due within three months.
    pub soon: Vec<Due>,
}

/// A review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The kind of the record.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What readers call it.
    pub title: String,
    /// Its file.
    pub file: String,
    /// The day by which it is to be reviewed.
    pub next_review: Date,
}

/// What of a source has reached readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceCoverage {
    /// The source's id.
    pub source: String,
    /// Its short name.
    pub title: String,
    /// Items that it lists.
    pub items: usize,
    /// Items that a record carries.
    pub covered: usize,
    /// The others.
    pub left: Vec<String>,
}

/// How many records have a value of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// The value; `None` for records that give none.
    pub id: Option<String>,
    /// What readers see.
    pub label: String,
    /// How many records.
    pub count: usize,
}

/// How claims are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Rows of the register, by evidence state.
    pub benefits: Vec<Tally>,
    /// Lessons, by strength of evidence.
    pub lessons: Vec<Tally>,
    /// Rows of the register without a comparator.
    pub benefits_without_comparator: usize,
    /// Awards, benefits, figures and lessons without a source.
    pub without_source: usize,
}

/// Awards by pathway and level of evidence. A nought is a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gaps {
    /// The levels of evidence, the columns of the matrix.
    pub levels: Vec<String>,
    /// The pathways, its rows.
    pub pathways: Vec<Pathway>,
}

/// A pathway: a clinical category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pathway {
    /// The category; `None` for records that give none.
    pub id: Option<String>,
    /// What readers see.
    pub label: String,
    /// Needs that people have in it.
    pub needs: usize,
    /// Awards at each level of evidence.
    pub awards: Vec<usize>,
}

/// What came of the awards.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcomes {
    /// Awards by outcome.
    pub outcome: Vec<Tally>,
    /// Awards by status.
    pub status: Vec<Tally>,
    /// How fully successes and failures are told; `None` where there are none of one of the two.
    pub balance: Option<Balance>,
}
