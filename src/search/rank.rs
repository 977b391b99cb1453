//! What counts how much. The index carries these numbers, so that both sides use the same.
//!
//! The formula is BM25F (Robertson and Zaragoza, “The Probabilistic Relevance Framework: BM25 and
//! Beyond”, 2009): the counts of a word in the fields are weighed and added before they are
//! saturated. docs/decisions/search.md says how the numbers were found.

use serde::{Deserialize, Serialize};

/// The numbers of the formula.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rank {
    /// How slowly more of the same word stops to count.
    pub k1: f64,
    /// How much long texts are held back, 0 to 1.
    pub b: f64,
    /// How much long titles are held back, 0 to 1.
    pub title_b: f64,
    /// A word in the title, against one in the text.
    pub title: f64,
    /// A word in another name: an abbreviation, a number.
    pub name: f64,
    /// A word in what people type who want the page.
    pub asked: f64,
    /// A word in the summary.
    pub summary: f64,
    /// A word in a label, such as the clinical category.
    pub label: f64,
    /// A word in a heading.
    pub heading: f64,
    /// How much the best section of a page counts beside the whole page: words that stand together.
    pub section: f64,
    /// A word that only begins with the last word, which is a word of its own.
    pub longer: f64,
    /// A word that begins with the last word, which is no word by itself.
    pub begun: f64,
    /// A word that was corrected.
    pub corrected: f64,
    /// What stands for a word: a synonym.
    pub synonym: f64,
    /// The title is the query.
    pub whole_title: f64,
    /// The title has every word of the query.
    pub in_title: f64,
    /// Other names have every word of the query.
    pub in_name: f64,
    /// The least share of the query, by the weight of its words, that a page with some of them has.
    pub least: f64,
}

impl Default for Rank {
    fn default() -> Self {
        Self {
            k1: 1.6,
            b: 0.5,
            title_b: 0.5,
            title: 7.0,
            name: 2.5,
            asked: 3.0,
            summary: 2.0,
            label: 0.9,
            heading: 2.0,
            section: 1.4,
            longer: 0.3,
            begun: 0.6,
            corrected: 0.9,
            synonym: 0.7,
            whole_title: 1.8,
            in_title: 1.2,
            in_name: 1.4,
            least: 0.3,
        }
    }
}

/// How much a kind of record counts: what tells a whole story before what tells one number.
pub(crate) fn of_kind(kind: &str) -> f64 {
    match kind {
        "award" | "lesson" | "guide" | "checklist" => 1.1,
        "figure" | "event" | "benefit" | "resource" => 0.85,
        "source" | super::documents::LIST => 0.8,
        _ => 1.0,
    }
}
