//! What the content security policy, or a browser that reads from disk, would refuse.
//!
//! The policy is `script-src 'self'` without inline scripts or styles, sent as a header.

use super::Kind;
use super::attributes::{Attr, equals, get};
use super::css;
use super::facts::Builder;
use super::page::Tag;
use super::scan::LONGEST_NAME;
use super::urls;

/// Checks a script tag and says whether text in it would be code that may not stand there.
pub(super) fn script(facts: &mut Builder, tag: &Tag<'_, '_>) -> bool {
    let file = [&b"src"[..], b"href", b"xlink:href"];
    let names_file = file.iter().any(|name| get(tag.attrs, name).is_some());
    if equals(tag.attrs, b"type", "module") {
        refuse(facts, tag, "script", "type=\"module\"");
    } else if names_file {
        check_origin(facts, tag, "script");
    }
    !names_file && !equals(tag.attrs, b"type", "application/ld+json")
}

/// Checks a link element: style sheets and module scripts have the limits of scripts.
pub(super) fn link(facts: &mut Builder, tag: &Tag<'_, '_>) {
    let rel = get(tag.attrs, b"rel").map(Attr::text).unwrap_or_default();
    let has = |word: &str| {
        rel.split_ascii_whitespace()
            .any(|rel| rel.eq_ignore_ascii_case(word))
    };
    if has("modulepreload") {
        refuse(facts, tag, "link", "rel=\"modulepreload\"");
    } else if has("stylesheet") {
        check_origin(facts, tag, "style sheet");
    }
}

/// Checks a meta element.
pub(super) fn meta(facts: &mut Builder, tag: &Tag<'_, '_>) {
    if equals(tag.attrs, b"http-equiv", "content-security-policy") {
        facts.report(
            tag.at,
            Kind::CspMeta,
            "The content security policy stands in the page",
        );
    }
}

/// Checks a style element. A drawing may have one: it is a file of its own.
pub(super) fn style(facts: &mut Builder, tag: &Tag<'_, '_>) {
    if !tag.drawing {
        facts.report(
            tag.at,
            Kind::InlineStyle,
            "There is a style element in the page",
        );
    }
}

/// Checks a style attribute and what it asks for.
pub(super) fn style_attribute(facts: &mut Builder, tag: &Tag<'_, '_>, attr: &Attr<'_>) {
    let text = attr.text();
    if !tag.drawing {
        facts.report(
            attr.at,
            Kind::StyleAttribute,
            format!("There is a style attribute: {text}"),
        );
    }
    css::addresses(text.as_bytes(), |_, address, place| {
        urls::request(facts, attr.at, place, address);
    });
}

/// Reports an `onclick` and the like.
pub(super) fn handler(facts: &mut Builder, attr: &Attr<'_>) {
    let shown = &attr.name[..attr.name.len().min(LONGEST_NAME)];
    let name = String::from_utf8_lossy(shown);
    facts.report(
        attr.at,
        Kind::InlineHandler,
        format!("There is code in the attribute {name}"),
    );
}

fn check_origin(facts: &mut Builder, tag: &Tag<'_, '_>, what: &str) {
    for name in ["integrity", "crossorigin"] {
        if get(tag.attrs, name.as_bytes()).is_some() {
            refuse(facts, tag, what, name);
        }
    }
}

fn refuse(facts: &mut Builder, tag: &Tag<'_, '_>, what: &str, why: &str) {
    let message = format!("A {what} with {why} does not load from disk");
    facts.report(tag.at, Kind::ScriptNotFromDisk, message);
}
