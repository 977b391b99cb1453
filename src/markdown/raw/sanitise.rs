//! The whole fragment through a full HTML parser.
//!
//! In go the parts of a fragment that holds raw HTML; out come parts that are well formed and hold
//! only what is listed here. The one thing to know: the parser takes one string, so each slot
//! stands in it as a word that occurs nowhere else, which passes through attributes and text
//! unchanged, and is found again afterwards.

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::record::prose::Part;

/// What the writer itself writes, besides what editors may.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);

/// Cleans a fragment.
pub(in super::super) fn clean(parts: Vec<Part>) -> Vec<Part> {
    let word = unused_word(&parts);
    let mut html = String::new();
    for part in parts {
        match part {
            Part::Html(run) => html.push_str(&run),
            Part::Address(n) => html.push_str(&format!("{word}a{n}z")),
            Part::Citation(n) => html.push_str(&format!("{word}c{n}z")),
            Part::Word(n) => html.push_str(&format!("{word}w{n}z")),
        }
    }
    split(&CLEANER.clean(&html).to_string(), &word)
}

/// A word that stands nowhere in the HTML, whatever an editor wrote.
fn unused_word(parts: &[Part]) -> String {
    let taken = |word: &str| {
        let holds = |part: &Part| matches!(part, Part::Html(run) if run.contains(word));
        parts.iter().any(holds)
    };
    let mut word = "cbslot".to_owned();
    // Each round adds a letter, so it ends at the latest when the word is longer than the HTML.
    while taken(&word) {
        word.push('q');
    }
    word
}

fn split(html: &str, word: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(word) {
        push(&mut parts, &rest[..at]);
        rest = &rest[at + word.len()..];
        if let Some((slot, after)) = slot(rest) {
            parts.push(slot);
            rest = after;
        }
    }
    push(&mut parts, rest);
    parts
}

fn push(parts: &mut Vec<Part>, html: &str) {
    if !html.is_empty() {
        parts.push(Part::Html(html.to_owned()));
    }
}

/// The slot whose letter, number and end `text` starts with.
fn slot(text: &str) -> Option<(Part, &str)> {
    let (number, after) = text.get(1..)?.split_once('z')?;
    let number = number.parse().ok()?;
    match text.as_bytes().first()? {
        b'a' => Some((Part::Address(number), after)),
        b'c' => Some((Part::Citation(number), after)),
        b'w' => Some((Part::Word(number), after)),
        _ => None,
    }
}

fn cleaner() -> Builder<'static> {
    let mut cleaner = Builder::default();
    cleaner
        .add_tags([
            "section", "label", "input", "h1", "h2", "h3", "h4", "h5", "h6",
        ])
        .rm_tags(["map", "area", "center", "font", "strike", "tt", "acronym"])
        .generic_attributes(["class", "dir", "id", "lang", "role", "title"].into())
        .add_generic_attributes(["aria-label", "tabindex"])
        .add_tag_attributes("input", ["type", "disabled", "checked"])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("time", ["datetime"])
        .url_schemes(std::collections::HashSet::new())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    cleaner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_survive_whatever_an_editor_wrote() {
        let run = |html: &str| Part::Html(html.to_owned());
        let parts = vec![
            run("<p>cbslota0z <a href=\""),
            Part::Address(0),
            run("\">x</a> "),
            Part::Citation(1),
            run("<b title=\""),
            Part::Word(2),
            run("\">y</b></p>"),
        ];
        assert_eq!(clean(parts.clone()), parts);
    }
}
