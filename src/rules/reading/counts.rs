//! Small counts of people, from which somebody could be known.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::prose::Block;
use crate::rules::patterns::pattern;

/// A number of people, with at most one word between. The first group is what stands before, the
/// second the number.
static PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (\d{1,3} | one | two | three | four | five | six | seven | eight | nine)
        (?: \s+ ([a-z-]+) )?
        \s+ (patients? | people | persons? | children | child | babies | baby | infants? | women | woman
            | men | man | participants? | carers? | deaths? | service \s+ users?) \b",
    )
});

/// Words before a number that make it a name or a rate: “type 2 patients”, “1 in 4 people”.
const NAMED: [&str; 22] = [
    "in", "of", "to", "per", "than", "type", "stage", "phase", "grade", "level", "band", "tier",
    "group", "class", "category", "step", "arm", "project", "award", "ward", "table", "figure",
];

/// Words between a number and people that make it large, or no count of them.
const BETWEEN: [&str; 14] = [
    "hundred", "thousand", "million", "billion", "dozen", "or", "of", "to", "in", "per", "for",
    "hours", "days", "kinds",
];

pub(super) fn check(block: &Block, least: u64, found: &mut Vec<Found>) {
    for parts in PEOPLE.captures_iter(&block.text) {
        let (Some(whole), Some(number)) = (parts.get(0), parts.get(1)) else {
            continue;
        };
        let between = parts.get(2).map(|word| word.as_str().to_lowercase());
        let Some(count) = value(number.as_str()) else {
            continue;
        };
        let before = block.text[..number.start()].trim_end();
        let last = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let rate = after_is_rate(&block.text[whole.end()..]);
        let grouped =
            block.text[..number.start()].ends_with(['.', ',', '-', '–', '£', '%', '#', '/']);
        if count == 0
            || count >= least
            || NAMED.contains(&&*last.to_lowercase())
            || between.is_some_and(|word| BETWEEN.contains(&&*word))
            || rate
            || grouped
            || is_anybody(number.as_str(), whole.as_str())
        {
            continue;
        }
        found.push(Found {
            rule: "small-number",
            range: block.place(&whole.range()),
            message: format!("“{}” counts fewer than {least} people.", whole.as_str()),
        });
    }
}

/// “3 patients in 10”, “2 people out of 7”: shares, not counts.
fn after_is_rate(rest: &str) -> bool {
    let rest = rest.trim_start();
    let rest = rest
        .strip_prefix("out of ")
        .or(rest.strip_prefix("in every "))
        .or(rest.strip_prefix("in "));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// “One person” and “one patient” as words mean anybody.
fn is_anybody(number: &str, whole: &str) -> bool {
    number.eq_ignore_ascii_case("one") && !whole.to_lowercase().contains("death")
}

fn value(number: &str) -> Option<u64> {
    let words = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let lower = number.to_lowercase();
    match words.iter().position(|word| *word == lower) {
        Some(at) => u64::try_from(at + 1).ok(),
        None => number.parse().ok(),
    }
}
