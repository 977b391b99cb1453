//! Two files that Netlify, Cloudflare Pages and hosts like them read from the folder of the site.
//!
//! These hosts let browsers ask about each file each time, so they are told only of what is kept for
//! ever. Their rules know no patterns but a part of a path, so each such file is named; and they take
//! about a hundred rules, so where an index for search has many parts, those are asked about.

use super::content_type;
use super::rules::{KEEP, Rules};
use crate::output::encoded;

/// The headers, as a file.
pub(super) const HEADERS: &str = "_headers";
/// The former addresses, as a file.
pub(super) const REDIRECTS: &str = "_redirects";

/// Files whose type these hosts may not know.
const UNKNOWN: [&str; 2] = ["search/records.ndjson", "timeline/calendar.ics"];

/// As many files as are named one by one.
const MOST: usize = 60;

pub(super) fn headers(rules: &Rules) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in &rules.headers {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for path in UNKNOWN {
        let kind = content_type(path);
        text.push_str(&format!("/{path}\n  Content-Type: {kind}\n"));
    }
    text
}

/// Rules for files that are named after their content, behind the others.
pub(super) fn kept<'p>(paths: impl Iterator<Item = &'p str>) -> String {
    let rules = paths.take(MOST);
    let rules = rules.map(|path| format!("/{}\n  Cache-Control: {KEEP}\n", encoded(path)));
    rules.collect()
}

/// Nothing where no page has moved.
pub(super) fn redirects(rules: &Rules) -> Option<String> {
    let moved = rules.moved.iter();
    let lines = moved.map(|(from, to)| format!("/{} /{} 301\n", encoded(from), encoded(to)));
    let text: String = lines.collect();
    (!text.is_empty()).then_some(text)
}

/// Both, to look at.
pub(super) fn write(rules: &Rules) -> String {
    let mut text = format!(
        "# The built site has these files already: publish the folder, and there is nothing more to do.\n\n# {HEADERS}\n{}",
        headers(rules)
    );
    if let Some(redirects) = redirects(rules) {
        text.push_str(&format!("\n# {REDIRECTS}\n{redirects}"));
    }
    text
}
