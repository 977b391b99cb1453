//! Answers to queries, from an index read back from its files.
//!
//! In goes what somebody typed; out comes an [`Answer`]. The steps, which
//! `themes/default/assets/search/` repeats in JavaScript, file for file:
//!
//! 1. `parse`: words and phrases.
//! 2. `resolve` and `spell`: what each word stands for in the index.
//! 3. `units`: synonyms.
//! 4. `score`: how well each document answers; `phrase`: which have the phrases.
//! 5. `select`: which are the answer, in what order, and how many each filter would leave.

mod notices;
mod parse;
mod phrase;
mod resolve;
mod score;
mod select;
mod spell;
mod units;

pub use select::{Chosen, Count};

use super::store::Store;
use parse::{Query, Typed};
use resolve::Resolved;
use score::{Question, Scored, WeighedUnit};
use units::Unit;

/// A question of which this many words say nothing and the others are on most pages says nothing.
const MANY: usize = 3;

/// What is asked besides the words.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Filters that are set.
    pub filters: Vec<Chosen>,
    /// Whether words stand for themselves only: no synonyms, no corrections.
    pub literal: bool,
}

/// A page that answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its address below the site's root, with the anchor of the section that answers best.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its own summary.
    pub summary: String,
    /// The kind of record, or `list`.
    pub kind: String,
    /// The heading of the section; empty for the top of the page.
    pub heading: String,
    /// How well it answers. Only the order of scores of one answer means anything.
    pub score: f64,
    /// Whether it has every word.
    pub whole: bool,
    /// What each unit of the query gave to the score.
    pub parts: Vec<f64>,
}

/// What is known about a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The pages, the best first.
    pub hits: Vec<Hit>,
    /// How many pages each value of each filter would leave.
    pub counts: Vec<Count>,
    /// The words by which the query was understood, unit by unit.
    pub units: Vec<String>,
    /// Words that were taken for others: typed, and meant.
    pub corrected: Vec<(String, String)>,
    /// What was also searched for.
    pub also: Vec<String>,
    /// Words that no page has.
    pub unknown: Vec<String>,
    /// Whether there are pages that have only some of the words.
    pub some: bool,
    /// Whether no page has the phrase, so that its words were looked for one by one.
    pub no_phrase: bool,
    /// Whether there were only words that say nothing.
    pub empty: bool,
    /// Whether there were more words than are looked for.
    pub cut: bool,
}

/// Answers a query.
pub fn search(store: &Store, query: &str, asked: &Asked) -> Answer {
    let query = parse::parse(query, &store.head.empty);
    let mut answer = Answer {
        empty: query.empty,
        cut: query.cut,
        ..Answer::default()
    };
    let scored = match query.words.is_empty() {
        true if !query.empty && !asked.filters.is_empty() => everything(store),
        true => Vec::new(),
        false => matching(store, &query, asked, &mut answer),
    };
    let (scored, counts) = select::filtered(store, &scored, &asked.filters);
    answer.some = scored.iter().any(|one| !one.whole);
    answer.counts = counts;
    answer.hits = scored.into_iter().map(|one| hit(store, one)).collect();
    answer
}

fn everything(store: &Store) -> Vec<Scored> {
    let all = (0..store.head.documents).map(|document| Scored {
        document,
        score: 0,
        whole: true,
        section: 0,
        parts: Vec::new(),
    });
    all.collect()
}

fn matching(store: &Store, query: &Query, asked: &Asked, answer: &mut Answer) -> Vec<Scored> {
    let typed: Vec<Typed> = match asked.literal {
        true => query.words.clone(),
        false => {
            let words = query.words.iter();
            words.flat_map(|word| resolve::split(store, word)).collect()
        }
    };
    let resolved = typed
        .iter()
        .map(|word| resolve::resolve(store, word, asked.literal));
    let resolved: Vec<Resolved> = resolved.collect();
    let (units, also) = units::units(store, &resolved, !asked.literal);
    let words: Vec<_> = resolved
        .iter()
        .map(|word| score::weigh(store, &word.groups))
        .collect();
    let mut weighed = Vec::new();
    for unit in &units {
        let mut own = WeighedUnit::new(store, unit, &words);
        own.kind = kind_named(store, unit, &resolved);
        let typed = unit.words.iter().map(|word| resolved[*word].shown());
        let typed = typed.collect::<Vec<_>>().join(" ");
        // What no page has cannot be asked of any page.
        match own.rarity > 0.0 {
            true => {
                weighed.push(own);
                answer.units.push(typed);
            }
            false => answer.unknown.push(typed),
        }
    }
    let common = |unit: &WeighedUnit| unit.rarity < store.head.rank.common;
    if query.passed_over >= MANY && !weighed.is_empty() && weighed.iter().all(common) {
        answer.empty = true;
        return Vec::new();
    }
    answer.also = also;
    answer.corrected = resolved.iter().filter_map(Resolved::correction).collect();
    let question = Question {
        words: &resolved,
        weighed: &words,
        units: &weighed,
        unknown: answer.unknown.len(),
        wanted: wanted(store, query),
    };
    let mut scored = score::score(store, &question);
    if let Some(having) = phrase::having(store, &resolved) {
        answer.no_phrase = !scored.iter().any(|one| having[one.document]);
        if !answer.no_phrase {
            scored.retain(|one| having[one.document]);
        }
    }
    select::ordered(scored, weighed.len(), store.head.rank.partial)
}

/// The kind of page that a word names.
fn kind_named(store: &Store, unit: &Unit, words: &[Resolved]) -> Option<String> {
    let [word] = unit.words[..] else {
        return None;
    };
    let mut named = store.head.named.iter();
    let (_, kind) = named.find(|(names, _)| names.contains(&words[word].typed))?;
    Some(kind.clone())
}

/// Kinds that count more by how the query is put: “how many …” wants a figure.
fn wanted<'s>(store: &'s Store, query: &Query) -> Vec<(&'s str, f64)> {
    let rows = store.head.wanted.iter();
    let rows = rows.filter(|(said, ..)| {
        let mut ways = said.iter();
        ways.any(|said| query.said.contains(&format!(" {said} ")))
    });
    rows.flat_map(|(_, kinds, more)| kinds.iter().map(|kind| (kind.as_str(), *more)))
        .collect()
}

fn hit(store: &Store, one: Scored) -> Hit {
    let shown = &store.shown[one.document];
    let heading = one
        .section
        .checked_sub(1)
        .and_then(|at| shown.headings.get(at));
    let url = match heading {
        Some((anchor, _)) => format!(
            "{}#{anchor}",
            shown.url.split('#').next().unwrap_or_default()
        ),
        None => shown.url.clone(),
    };
    Hit {
        url,
        title: shown.title.clone(),
        summary: shown.summary.clone(),
        kind: store.kind(one.document).0.to_string(),
        heading: heading
            .map(|(_, heading)| heading.clone())
            .unwrap_or_default(),
        score: one.score as f64 / 1_000.0,
        whole: one.whole,
        parts: one.parts,
    }
}
