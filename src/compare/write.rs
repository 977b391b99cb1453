//! Changes as JSON for other programs, and as a page that can be sent by mail or opened from disk.

use pulldown_cmark::{Options, Parser};
use serde_json::json;

use super::Changes;
use crate::output::escape;

/// The changes as JSON, with what they are counted from and what could not be compared.
pub fn json(changes: &Changes, since: (&str, &str), notes: &[String]) -> String {
    let (revision, date) = since;
    let whole = json!({
        "since": {"revision": revision, "date": date},
        "added": changes.added,
        "changed": changes.changed,
        "removed": changes.removed,
        "totals": changes.totals,
        "addresses": changes.addresses,
        "notes": notes,
    });
    // Values made of text and numbers can always be written.
    let text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text + "\n"
}

/// Markdown of [`super::markdown()`] as one page without anything beside it. It has no style of its
/// own: browsers and mail programs show it in theirs, light or dark, at any size of text.
pub fn html(title: &str, language: &str, markdown: &str) -> String {
    let mut body = String::new();
    // Nothing in the Markdown is HTML: what records say is escaped.
    pulldown_cmark::html::push_html(&mut body, Parser::new_ext(markdown, Options::empty()));
    let (title, language) = (escape(title), escape(language));
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n"
    )
}
