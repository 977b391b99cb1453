//! Link text that says where the link goes.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::prose::{Kind, Prose};
use crate::rules::patterns::pattern;

/// Words that say nothing of where a link goes.
const EMPTY: [&str; 22] = [
    "click",
    "click here",
    "click this",
    "click this link",
    "continue",
    "continue reading",
    "details",
    "find out more",
    "go",
    "here",
    "info",
    "learn more",
    "link",
    "more",
    "more details",
    "more info",
    "more information",
    "page",
    "read more",
    "see here",
    "this",
    "this link",
];

static BARE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?i)\b(?:https?://|www\.)\w[^\s<>"”)\]]+"#));

pub(super) fn check(prose: &Prose, found: &mut Vec<Found>) {
    for link in &prose.links {
        let words = link.words.trim();
        let plain = words
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        if EMPTY.contains(&&*plain) {
            found.push(Found {
                rule: "link-text",
                range: link.range.clone(),
                message: format!("The words “{words}” do not say where the link goes."),
            });
        }
    }
    for block in prose
        .blocks
        .iter()
        .filter(|block| block.kind != Kind::Heading)
    {
        for address in BARE.find_iter(&block.text) {
            found.push(Found {
                rule: "link-text",
                range: block.place(&address.range()),
                message: "An address stands in the text instead of words.".to_string(),
            });
        }
    }
}
