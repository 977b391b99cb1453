//! Words that stand for other words: from the vocabularies, the glossary, the directory and the
//! site's own lists.
//!
//! A synonym has a direction. Someone who types a short form also means the long one, and the other
//! way round; someone who types “heart” also means “cardiology”, but not the other way round.

use std::collections::BTreeSet;

use super::collect::Collected;
use super::stems::Language;
use super::words::Reader;
use crate::link::{Site, text};

/// The vocabularies whose synonyms are words that people search for. Those of others (units, kinds
/// of note) help editors only.
const VOCABULARIES: &[&str] = &[
    "category",
    "modality",
    "outcome",
    "setting",
    "standard",
    "status",
    "study-design",
    "use",
];

/// A synonym, in words of the index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Synonym {
    /// What is typed.
    pub(super) typed: Vec<String>,
    /// What is searched for besides.
    pub(super) also: Vec<String>,
    /// The same as readers see it.
    pub(super) shown: String,
}

/// A synonym by the groups of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) typed: Vec<u32>,
    pub(crate) also: Vec<u32>,
    pub(crate) shown: String,
}

/// Every synonym of a site, sorted, none twice.
pub(super) fn of(site: &Site, language: &Language) -> Vec<Synonym> {
    let pairs = pairs(site);
    let synonyms = pairs.iter().map(|(typed, also)| Synonym {
        typed: keys(typed, language),
        also: keys(also, language),
        shown: also.clone(),
    });
    let synonyms: BTreeSet<Synonym> = synonyms
        .filter(|synonym| !synonym.typed.is_empty() && !synonym.also.is_empty())
        .collect();
    synonyms.into_iter().collect()
}

/// What is typed and what is searched for besides, as people write both.
pub(super) fn pairs(site: &Site) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    vocabularies(site, &mut pairs);
    glossary(site, &mut pairs);
    directory(site, &mut pairs);
    lists(site, &mut pairs);
    pairs
}

/// The words of synonyms, for the index to know.
pub(super) fn words(synonyms: &[Synonym]) -> Vec<String> {
    let words = synonyms
        .iter()
        .flat_map(|synonym| synonym.typed.iter().chain(&synonym.also));
    words.cloned().collect()
}

/// Synonyms by group, without those that find nothing more.
pub(super) fn rules(synonyms: &[Synonym], collected: &Collected) -> Vec<Rule> {
    let groups = |words: &[String]| -> Option<Vec<u32>> {
        words.iter().map(|word| collected.group(word)).collect()
    };
    let mut rules: Vec<Rule> = Vec::new();
    for synonym in synonyms {
        let (Some(typed), Some(also)) = (groups(&synonym.typed), groups(&synonym.also)) else {
            continue;
        };
        let narrower = typed.iter().all(|group| also.contains(group));
        let found = also.iter().all(|group| collected.is_used(*group));
        let known = rules
            .iter()
            .any(|rule| rule.typed == typed && rule.also == also);
        if !narrower && found && !known {
            let shown = synonym.shown.clone();
            rules.push(Rule { typed, also, shown });
        }
    }
    rules
}

/// The words of a phrase as the index has them, without empty ones.
fn keys(phrase: &str, language: &Language) -> Vec<String> {
    let mut keys = Vec::new();
    Reader::default().read(phrase, |word| {
        if !word.joined && !language.is_empty(word.key()) {
            keys.push(word.key().to_string());
        }
    });
    keys
}

fn vocabularies(site: &Site, pairs: &mut Vec<(String, String)>) {
    for vocabulary in VOCABULARIES {
        for choice in site.vocabularies.values(vocabulary) {
            let synonyms = choice.synonyms.iter();
            pairs.extend(synonyms.map(|word| (word.clone(), choice.label.clone())));
        }
    }
}

fn glossary(site: &Site, pairs: &mut Vec<(String, String)>) {
    for term in site.terms.iter().map(|entry| &entry.data) {
        if let Some(short) = &term.abbreviation {
            both_ways(short, &term.title, pairs);
        }
        for word in &term.synonyms {
            pairs.push((word.to_string(), term.title.to_string()));
        }
    }
}

fn directory(site: &Site, pairs: &mut Vec<(String, String)>) {
    for entry in site.catalogued.values().flatten() {
        let short = text(entry, "abbreviation");
        if !short.is_empty() {
            both_ways(short, text(entry, "title"), pairs);
        }
    }
}

fn lists(site: &Site, pairs: &mut Vec<(String, String)>) {
    for synonym in site.synonyms.iter().flat_map(|list| &list.data.entries) {
        for (word, also) in synonym
            .words
            .iter()
            .flat_map(|word| synonym.also.iter().map(move |also| (word, also)))
        {
            match synonym.both_ways {
                Some(true) => both_ways(word, also, pairs),
                _ => pairs.push((word.to_string(), also.to_string())),
            }
        }
    }
}

fn both_ways(a: &str, b: &str, pairs: &mut Vec<(String, String)>) {
    pairs.push((a.to_string(), b.to_string()));
    pairs.push((b.to_string(), a.to_string()));
}
