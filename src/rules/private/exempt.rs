//! What looks like personal data and is none: addresses of pages, DOIs and ISBNs.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::rules::patterns::pattern;

/// Addresses of pages, with or without their scheme, and DOIs.
static ADDRESSES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?ix)
        \b (?: https? | ftp ) :// [^\s<>"'`|\\^{}]+
        | \b www \. [^\s<>"'`|\\^{}]+
        | \b 10 \. \d{4,9} / [^\s<>"'`|]+
        | \b (?: [a-z0-9-]+ \. )+ [a-z]{2,24} / [^\s<>"'`|\\^{}]+"#,
    )
});

/// ISBNs of ten and thirteen digits behind the word, also several in a row. An ISBN of ten digits
/// has the same check as an NHS number.
static ISBNS: LazyLock<Regex> = LazyLock::new(|| {
    let number =
        r"(?: \d [-\s\x{2010}-\x{2015}]? ){9} (?: (?: \d [-\s\x{2010}-\x{2015}]? ){3} )? [\dX]";
    pattern(&format!(
        r#"(?ix) \b isbns? (?: [-_\s]? 1[03] )? (?: \s* \(? [a-z]+ \)? )? ["'\s:\#.=]* {number} (?: \s* (?: , | ; | / | \b and \b | \b or \b | \( [^)\n]{{0,20}} \) )+ \s* {number} )*"#
    ))
});

/// The places of a text that are left alone.
pub(super) struct Exempt {
    ranges: Vec<Range<usize>>,
}

impl Exempt {
    pub(super) fn new(text: &str) -> Self {
        let addresses = ADDRESSES.find_iter(text).map(|found| found.range());
        let mut ranges: Vec<Range<usize>> = addresses.collect();
        // The word is rare, and the pattern is slow.
        if text
            .as_bytes()
            .windows(4)
            .any(|word| word.eq_ignore_ascii_case(b"isbn"))
        {
            ranges.extend(ISBNS.find_iter(text).map(|found| found.range()));
        }
        ranges.sort_by_key(|range| range.start);
        Self { ranges }
    }

    /// Whether any of this place is left alone.
    pub(super) fn has(&self, place: &Range<usize>) -> bool {
        let later = self.ranges.partition_point(|range| range.start < place.end);
        // Addresses may hold one another, so a few are looked at.
        self.ranges[..later]
            .iter()
            .rev()
            .take(4)
            .any(|range| range.end > place.start)
    }
}
