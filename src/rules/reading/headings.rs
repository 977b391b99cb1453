//! Headings in sentence case: capitals where a sentence has them, and nowhere else.

use std::collections::BTreeSet;

use super::Found;
use super::prose::{Block, Kind};
use super::sentences::sentences;

/// How many words must have a capital before a heading is said to be in capitals. One or two may
/// be names.
const CAPITALS: usize = 2;

/// Adds the words that have a capital in the middle of a sentence: they are names.
pub(super) fn names(block: &Block, names: &mut BTreeSet<String>) {
    if block.kind == Kind::Heading {
        return;
    }
    for sentence in sentences(&block.text) {
        let words = block.text[sentence].split_whitespace().skip(1);
        names.extend(
            words
                .map(bare)
                .filter(|word| has_capital(word))
                .map(ToString::to_string),
        );
    }
}

pub(super) fn check(block: &Block, names: &BTreeSet<String>, found: &mut Vec<Found>) {
    if is_title_case(&block.text, names) {
        found.push(Found {
            rule: "heading-case",
            range: block.place(&(0..block.text.trim_end().len())),
            message: "This heading has a capital at most of its words.".to_string(),
        });
    }
}

/// Whether most words after the first have a capital and are no names.
pub(super) fn is_title_case(text: &str, names: &BTreeSet<String>) -> bool {
    let after_colon = |word: &&str| word.ends_with([':', '.', '?', '!', '–', '—']);
    let all: Vec<&str> = text.split_whitespace().collect();
    let mut capitals = 0;
    let mut small = 0;
    for pair in all.windows(2).filter(|pair| !after_colon(&pair[0])) {
        let word = bare(pair[1]);
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        // Short words are small in either style; acronyms have their capitals in either.
        if letters < 4 || word.chars().skip(1).any(char::is_uppercase) || names.contains(word) {
            continue;
        }
        match has_capital(word) {
            true => capitals += 1,
            false => small += 1,
        }
    }
    capitals >= CAPITALS && capitals > small
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn has_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}
