//! Acronyms: spelled out where a record first uses them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::prose::Block;
use crate::rules::patterns::pattern;

/// Two or more capitals, perhaps with the s of the plural.
static CAPITALS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Z]{2,9}s?\b"));

/// What is still to be written has a rule of its own.
const TO_DO: &str = "TODO";

/// The acronyms that a record has used so far.
pub(super) struct Seen<'a> {
    allowed: BTreeSet<&'a str>,
    used: BTreeSet<String>,
}

impl<'a> Seen<'a> {
    pub(super) fn new(allowed: BTreeSet<&'a str>) -> Self {
        Self {
            allowed,
            used: BTreeSet::new(),
        }
    }
}

pub(super) fn check(block: &Block, seen: &mut Seen<'_>, found: &mut Vec<Found>) {
    let text = &block.text;
    // Most texts have none, and this is soon seen.
    let capital = u8::is_ascii_uppercase;
    if !text
        .as_bytes()
        .windows(2)
        .any(|two| two.iter().all(capital))
    {
        return;
    }
    for capitals in CAPITALS.find_iter(text) {
        let range = capitals.range();
        let name = capitals.as_str().trim_end_matches('s');
        if name.len() < 2
            || name == TO_DO
            || is_number(name)
            || joined(text, &range)
            || seen.allowed.contains(name)
        {
            continue;
        }
        if !seen.used.insert(name.to_string()) || spelled_out(text, &range) {
            continue;
        }
        found.push(Found {
            rule: "acronym",
            range: block.place(&range),
            message: format!("“{name}” is used before it is spelled out."),
        });
    }
}

/// A Roman number is no acronym.
fn is_number(name: &str) -> bool {
    name.len() < 5 && name.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// A part of a longer name: `ISO 13485` is a standard, `DCB0129` and `CC-BY` are names.
fn joined(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let mut after = text[range.end..].chars();
    let joins = |c: char| matches!(c, '-' | '_' | '&' | '/' | '.' | '@');
    let next = after.next();
    let then = after.next();
    // ISO 13485 and ISBN 0306406152 are names as a whole.
    let numbered = next == Some(' ') && then.is_some_and(|c| c.is_ascii_digit());
    if numbered {
        return true;
    }
    before.is_some_and(|c| joins(c) && c != '/')
        || next.is_some_and(|c| {
            matches!(c, '_' | '&' | '@')
                || joins(c) && then.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        })
}

/// “randomised controlled trial (RCT)” or “RCT (randomised controlled trial)”.
fn spelled_out(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end_matches(['“', '"', '‘', '\'']);
    let after = text[range.end..].trim_start_matches(['”', '"', '’', '\'']);
    let in_brackets = before.ends_with('(') && before.trim_end_matches('(').ends_with(' ')
        || before.ends_with("(the ");
    let words_follow = after.strip_prefix(" (").is_some_and(|rest| {
        rest.split(')')
            .next()
            .is_some_and(|words| words.split_whitespace().count() > 1)
    });
    in_brackets || words_follow || spelled_before(text, range)
}

/// Whether the words for the letters stand before in the same block: “randomised controlled trial,
/// or RCT”.
fn spelled_before(text: &str, range: &Range<usize>) -> bool {
    let letters: String = text[range.clone()].trim_end_matches('s').to_lowercase();
    let initials: String = text[..range.start]
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !["and", "of", "for", "the", "or", "in", "to", "on"].contains(word))
        .filter_map(|word| word.chars().next())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    initials.contains(&letters)
}
