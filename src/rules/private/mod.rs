//! Personal data and secrets in a text.
//!
//! In goes the whole text of a file, comments and all, with the addresses that the configuration
//! gives to readers; out come the places, each with the rule that it breaks. The one thing to know:
//! the scan is pure and knows no file format, so a result can be kept by the text.
//!
//! What only looks like personal data is left alone: addresses of pages, DOIs and ISBNs
//! ([`Exempt`]), parts of longer numbers, amounts of money, reference numbers.

mod contact;
mod exempt;
mod identity;
mod people;
mod secrets;

use std::ops::Range;

pub use contact::Published;
use exempt::Exempt;

/// A place in a text that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The rule's code.
    pub rule: &'static str,
    /// The bytes of the text.
    pub range: Range<usize>,
}

/// Every place in `text`, in order. `published` are the addresses that the site gives to readers
/// on purpose.
pub fn scan(text: &str, published: &Published) -> Vec<Found> {
    let mut found = Vec::new();
    secrets::find(text, &mut found);
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    if digits || text.contains('@') {
        let exempt = Exempt::new(text);
        contact::emails(text, published, &exempt, &mut found);
        if digits {
            identity::nhs_numbers(text, &exempt, &mut found);
            identity::insurance_numbers(text, &exempt, &mut found);
            contact::telephones(text, published, &exempt, &mut found);
            people::dates_of_birth(text, &exempt, &mut found);
            people::postcodes(text, published, &exempt, &mut found);
        }
    }
    found.sort_by_key(|one| (one.range.start, one.range.end));
    without_overlap(found)
}

/// One place is one thing: an NHS number is no telephone number as well. The graver rule comes
/// first in the list of [`GRAVEST`].
fn without_overlap(found: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        match kept.last_mut() {
            Some(last) if last.range.end > one.range.start => {
                if grave(one.rule) < grave(last.rule) {
                    *last = one;
                }
            }
            _ => kept.push(one),
        }
    }
    kept
}

/// The rules whose findings are never given up for another.
const GRAVEST: [&str; 5] = [
    "private-key",
    "access-token",
    "secret",
    "nhs-number",
    "national-insurance-number",
];

fn grave(rule: &str) -> usize {
    let at = GRAVEST.iter().position(|grave| *grave == rule);
    at.unwrap_or(GRAVEST.len())
}

/// The end of the line that `text` breaks off in, no longer than `most` bytes: what stands before
/// a number on its line.
fn before(text: &str, at: usize, most: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut start = line.max(at.saturating_sub(most));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..at]
}

/// What stands after a place on its line, no longer than `most` bytes.
fn after(text: &str, at: usize, most: usize) -> &str {
    let line = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let mut end = line.min(at.saturating_add(most));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[at..end]
}

#[cfg(test)]
mod tests;
