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
    /// What a page with some of the words of a short query keeps of its score.
    pub partial: f64,
    /// How rare a word is taken to be that no page has, when it is judged whether anything answers.
    pub unknown: f64,
    /// Below this rarity a word is on most pages: no page is held back that lacks it.
    pub common: f64,
    /// A word that names the kind of a page, such as “checklist”, against the same word in its text.
    pub kind: f64,
    /// The least share of a short query, with words that no page has, of the page by which it is
    /// judged whether anything answers.
    pub short: f64,
    /// What the best page must have of the query, against its words once in its text, or nothing
    /// answers.
    pub floor: f64,
}

impl Default for Rank {
    fn default() -> Self {
        Self {
            k1: 2.5,
            b: 0.3,
            title_b: 0.6,
            title: 7.5,
            name: 3.0,
            asked: 5.5,
            summary: 2.5,
            label: 0.2,
            heading: 3.5,
            section: 1.25,
            longer: 0.3,
            begun: 0.6,
            corrected: 0.9,
            synonym: 0.7,
            whole_title: 1.6,
            in_title: 1.1,
            in_name: 1.3,
            least: 0.25,
            partial: 0.9,
            unknown: 5.0,
            common: 0.7,
            kind: 2.0,
            short: 0.45,
            floor: 1.0,
        }
    }
}

/// How much a kind of record counts: what tells a whole story before what tells one number.
pub(crate) fn of_kind(kind: &str) -> f64 {
    match kind {
        "need" | "use-case" | "lesson" => 1.15,
        "award" | "guide" | "checklist" | "term" => 1.1,
        super::documents::LIST => 1.05,
        "event" | "benefit" | "resource" => 0.85,
        "figure" | "source" => 0.75,
        _ => 1.0,
    }
}
