//! Patterns that are searched for in every text, and so have to be quick.

use regex::Regex;

/// A pattern that is known to be one when Casebook is compiled.
///
/// `\b` and `\d` are those of ASCII: with those of Unicode a search leaves its quick way at the first
/// letter beyond ASCII. On the texts of this repository the scan took five times as long.
pub(super) fn pattern(text: &str) -> Regex {
    let text = text.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]");
    Regex::new(&text).unwrap_or_else(|error| panic!("a pattern of the rules is wrong: {error}"))
}
