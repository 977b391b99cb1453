//! Two files that Netlify, Cloudflare Pages and hosts like them read from the folder of the site.
//!
//! They say nothing about how long files are kept: these hosts let browsers ask each time, and where
//! two rules name one header, they join the two values.

use super::content_type;
use super::rules::Rules;
use crate::output::encoded;

/// The headers, as a file.
pub(super) const HEADERS: &str = "_headers";
/// The former addresses, as a file.
pub(super) const REDIRECTS: &str = "_redirects";

/// Files whose type these hosts may not know.
const UNKNOWN: [&str; 2] = ["search/records.ndjson", "timeline/calendar.ics"];

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
