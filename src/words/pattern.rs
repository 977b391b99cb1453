//! A text with places to fill: `{name}`, links `[text](name)`, and strong `**text**`.

use std::fmt::{Display, Write};

use super::{Slots, Wrong};
use crate::output::escape_into;

/// A text, cut at its places.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pattern {
    written: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq)]
enum Part {
    /// As it stands.
    Verbatim(String),
    /// What fills the place of this name.
    Slot(String),
    /// A link to what fills the place, round these parts.
    Link(Vec<Part>, String),
    /// Strong, round these parts.
    Strong(Vec<Part>),
}

impl Pattern {
    /// Cuts a text. Braces and brackets that make no place stay as they are.
    pub(super) fn new(text: &str) -> Self {
        Self {
            written: text.to_string(),
            parts: parts(text),
        }
    }

    /// The text as it was written.
    pub(super) fn written(&self) -> String {
        self.written.clone()
    }

    /// The names of all places.
    pub(super) fn slots(&self) -> Vec<&str> {
        let mut names = Vec::new();
        named(&self.parts, &mut names);
        names.sort_unstable();
        names.dedup();
        names
    }

    pub(super) fn plain(&self, slots: &Slots<'_>) -> Result<String, Wrong> {
        let mut text = String::new();
        plain(&self.parts, slots, &mut text)?;
        Ok(text)
    }

    pub(super) fn html(&self, slots: &Slots<'_>) -> Result<String, Wrong> {
        let mut text = String::new();
        html(&self.parts, slots, &mut text)?;
        Ok(text)
    }
}

fn parts(mut text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut verbatim = String::new();
    while let Some(first) = text.chars().next() {
        let Some((part, rest)) = place(text, first) else {
            verbatim.push(first);
            text = &text[first.len_utf8()..];
            continue;
        };
        if !verbatim.is_empty() {
            parts.push(Part::Verbatim(std::mem::take(&mut verbatim)));
        }
        parts.push(part);
        text = rest;
    }
    if !verbatim.is_empty() {
        parts.push(Part::Verbatim(verbatim));
    }
    parts
}

/// The place that begins the text, with what comes after it.
fn place(text: &str, first: char) -> Option<(Part, &str)> {
    match first {
        '{' => {
            let (name, rest) = text[1..].split_once('}')?;
            is_name(name).then(|| (Part::Slot(name.to_string()), rest))
        }
        '[' => {
            let (inner, rest) = text[1..].split_once("](")?;
            let (name, rest) = rest.split_once(')')?;
            let link = || Part::Link(parts(inner), name.to_string());
            (is_name(name) && !inner.contains('[')).then(|| (link(), rest))
        }
        '*' => {
            let (inner, rest) = text.strip_prefix("**")?.split_once("**")?;
            Some((Part::Strong(parts(inner)), rest))
        }
        _ => None,
    }
}

fn is_name(name: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    !name.is_empty() && name.bytes().all(letter)
}

fn named<'p>(parts: &'p [Part], names: &mut Vec<&'p str>) {
    for part in parts {
        match part {
            Part::Verbatim(_) => {}
            Part::Slot(name) => names.push(name),
            Part::Link(inner, name) => {
                names.push(name);
                named(inner, names);
            }
            Part::Strong(inner) => named(inner, names),
        }
    }
}

fn filler<'s>(slots: &Slots<'s>, name: &str) -> Result<&'s dyn Display, Wrong> {
    let found = slots.iter().find(|(known, _)| *known == name);
    let (_, value) = found.ok_or_else(|| Wrong::NoSlot(name.to_string()))?;
    Ok(*value)
}

fn plain(parts: &[Part], slots: &Slots<'_>, text: &mut String) -> Result<(), Wrong> {
    for part in parts {
        match part {
            Part::Verbatim(words) => text.push_str(words),
            Part::Slot(name) => {
                // Writing to a text does not fail.
                let _ = write!(text, "{}", filler(slots, name)?);
            }
            Part::Link(inner, _) | Part::Strong(inner) => plain(inner, slots, text)?,
        }
    }
    Ok(())
}

fn html(parts: &[Part], slots: &Slots<'_>, text: &mut String) -> Result<(), Wrong> {
    for part in parts {
        match part {
            Part::Verbatim(words) => escape_into(words, text),
            Part::Slot(name) => escape_into(&filler(slots, name)?.to_string(), text),
            Part::Strong(inner) => {
                text.push_str("<b>");
                html(inner, slots, text)?;
                text.push_str("</b>");
            }
            Part::Link(inner, name) => {
                text.push_str("<a href=\"");
                escape_into(&filler(slots, name)?.to_string(), text);
                text.push_str("\">");
                html(inner, slots, text)?;
                text.push_str("</a>");
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_text_is_escaped() {
        let pattern = Pattern::new("Read [the {kind}](href) & **{name}**.");
        let slots: &Slots<'_> = &[("kind", &"guide"), ("href", &"a/?\"x"), ("name", &"<b>")];
        assert_eq!(pattern.slots(), ["href", "kind", "name"]);
        assert_eq!(pattern.plain(slots).as_deref(), Ok("Read the guide & <b>."));
        assert_eq!(
            pattern.html(slots).as_deref(),
            Ok("Read <a href=\"a/?&quot;x\">the guide</a> &amp; <b>&lt;b&gt;</b>.")
        );
    }

    #[test]
    fn what_makes_no_place_stays() {
        for text in [
            "{",
            "{Not a name}",
            "[x]",
            "[x](not a name)",
            "2 * 3 ** 4",
            "}",
        ] {
            assert_eq!(Pattern::new(text).plain(&[]).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_place_without_a_filler_is_named() {
        let made = Pattern::new("{count} awards").plain(&[]);
        assert_eq!(made, Err(Wrong::NoSlot("count".into())));
    }
}
