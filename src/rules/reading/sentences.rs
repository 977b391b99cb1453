//! Sentences: where each ends, how long it is, and how hard it is to read.

use std::ops::Range;

use super::Found;
use super::prose::Block;
use super::syllables::syllables;

/// Sentences, words and syllables, for the grade of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sentences.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Syllables.
    pub syllables: usize,
}

impl Tally {
    /// The Flesch-Kincaid grade: the years at school that a reader needs (Kincaid and others,
    /// Research Branch Report 8-75, 1975). `None` without a sentence.
    pub fn grade(&self) -> Option<f64> {
        if self.sentences == 0 || self.words == 0 {
            return None;
        }
        let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        let (sentences, words, syllables) = (
            count(self.sentences),
            count(self.words),
            count(self.syllables),
        );
        Some(0.39 * words / sentences + 11.8 * syllables / words - 15.59)
    }
}

pub(super) fn check(block: &Block, most: usize, tally: &mut Tally, found: &mut Vec<Found>) {
    for sentence in sentences(&block.text) {
        let text = &block.text[sentence.clone()];
        let mut words = 0;
        for word in self::words(text) {
            words += 1;
            tally.syllables += syllables(word);
        }
        tally.sentences += usize::from(words > 0);
        tally.words += words;
        if words > most {
            found.push(Found {
                rule: "long-sentence",
                range: block.place(&sentence),
                message: format!("This sentence has {words} words; the most is {most}."),
            });
        }
    }
}

/// The words of a text: whatever has a letter or a digit between spaces.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = |c: char| c.is_whitespace() || matches!(c, '—' | '…');
    text.split(parts)
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Words that end with a full stop in the middle of a sentence.
const SHORT: [&str; 13] = [
    "approx", "ca", "cf", "dr", "e.g", "eds", "i.e", "mr", "mrs", "ms", "prof", "st", "vs",
];

/// Words that do so before a number only: “no. 3”, but “It said no. We asked again.”
const BEFORE_NUMBERS: [&str; 9] = ["art", "c", "ch", "fig", "no", "nos", "p", "pp", "vol"];

/// Where each sentence stands in a block of words.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    for (at, sign) in text
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | '!' | '?'))
    {
        if at < start {
            continue;
        }
        let close = |c: char| matches!(c, '.' | '!' | '?' | '”' | '’' | '"' | '\'' | ')' | ']');
        let rest = &text[at + sign.len_utf8()..];
        let after = rest.trim_start_matches(close);
        let end = text.len() - after.len();
        let next = after.trim_start();
        if next.len() == after.len() && !after.is_empty() {
            continue;
        }
        if sign == '.' && !next.is_empty() && (is_short(&text[start..at], next) || !begins(next)) {
            continue;
        }
        all.push(start..end);
        start = text.len() - next.len();
    }
    if start < text.len() {
        all.push(start..text.trim_end().len().max(start));
    }
    all.retain(|range| !range.is_empty());
    all
}

/// Whether a sentence may begin so.
fn begins(text: &str) -> bool {
    let mut signs = text.chars();
    // “iCAIRD” is a name.
    let name = |c: Option<char>| c.is_some_and(char::is_uppercase);
    signs.next().is_some_and(|c| !c.is_lowercase()) || name(signs.next())
}

/// Whether a full stop after this text only shortens a word: “Dr.”, “no.”, the initial of a name.
fn is_short(before: &str, next: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"'))
        .next();
    let word = word.unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let word = word.to_lowercase();
    let number = next.starts_with(|c: char| c.is_ascii_digit());
    initial && word != "i" || SHORT.contains(&&*word) || number && BEFORE_NUMBERS.contains(&&*word)
}
