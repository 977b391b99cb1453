//! Which attributes hold addresses, and what each address is to the page.
//!
//! An address that the browser follows by itself is a request, and may not leave the site. One
//! that only the reader follows may. Internal addresses of both sorts become links of the file.

use super::Kind;
use super::address::{Class, classify, tidy};
use super::attributes::{Attr, equals, get};
use super::css;
use super::facts::Builder;
use super::page::Tag;
use super::scan::starts_with_ignoring_case;

/// What `rel` may say of a link element that no browser then fetches. A word that is not here
/// counts as a request, so that a new sort of fetching is found before it is known.
const NOT_FETCHED: &[&str] = &[
    "alternate",
    "author",
    "bookmark",
    "canonical",
    "cite-as",
    "contents",
    "describedby",
    "edit",
    "first",
    "glossary",
    "help",
    "hub",
    "index",
    "item",
    "last",
    "license",
    "me",
    "next",
    "nofollow",
    "noopener",
    "noreferrer",
    "prev",
    "privacy-policy",
    "publisher",
    "search",
    "self",
    "shortlink",
    "tag",
    "terms-of-service",
    "type",
    "up",
    "webmention",
];

/// Looks at an attribute that may hold an address; `name` is in lower case.
pub(super) fn attribute(facts: &mut Builder, tag: &Tag<'_, '_>, attr: &Attr<'_>, name: &[u8]) {
    match name {
        b"href" => href(facts, tag, attr, "href"),
        b"xlink:href" => href(facts, tag, attr, "xlink:href"),
        b"src" => request(facts, attr.at, "src", &attr.text()),
        b"srcset" => candidates(facts, attr, "srcset"),
        b"imagesrcset" => candidates(facts, attr, "imagesrcset"),
        b"poster" => request(facts, attr.at, "poster", &attr.text()),
        b"background" => request(facts, attr.at, "background", &attr.text()),
        b"data" if tag.name == b"object" => request(facts, attr.at, "data", &attr.text()),
        b"action" if tag.name == b"form" => request(facts, attr.at, "action", &attr.text()),
        b"formaction" => request(facts, attr.at, "formaction", &attr.text()),
        b"ping" if !tag.foreign => {
            attr.text()
                .split_ascii_whitespace()
                .for_each(|to| request(facts, attr.at, "ping", to));
        }
        _ if starts_with_ignoring_case(attr.value, b"url(") && tag.foreign => paint(facts, attr),
        _ => {}
    }
}

/// A `<meta http-equiv=refresh>` goes to an address by itself.
pub(super) fn refresh(facts: &mut Builder, tag: &Tag<'_, '_>) {
    if !equals(tag.attrs, b"http-equiv", "refresh") {
        return;
    }
    let Some(content) = get(tag.attrs, b"content") else {
        return;
    };
    let text = content.text();
    let Some((_, after)) = text.split_once([';', ',']) else {
        return;
    };
    let after = after.trim_start();
    let address = match after.get(..3) {
        Some(word) if word.eq_ignore_ascii_case("url") => {
            let rest = after[3..].trim_start();
            rest.strip_prefix('=').unwrap_or(after)
        }
        _ => after,
    };
    let bare = address.trim().trim_matches(['"', '\'']);
    request(facts, content.at, "refresh", bare);
}

/// Notes an address that the browser follows by itself.
pub(super) fn request(facts: &mut Builder, at: usize, place: &'static str, address: &str) {
    let tidy = tidy(address);
    match classify(&tidy) {
        Class::Empty => {
            let message = format!("The {place} is empty, so the page asks for itself");
            facts.report(at, Kind::BrokenLink, message);
        }
        Class::Offsite | Class::NoScheme | Class::Other => {
            let message = format!("The {place} asks another host: {tidy}");
            facts.report(at, Kind::OffsiteRequest, message);
        }
        class => inside(facts, at, place, &tidy, class),
    }
}

/// Notes an address that only the reader follows.
fn reference(facts: &mut Builder, at: usize, place: &'static str, address: &str) {
    let tidy = tidy(address);
    match classify(&tidy) {
        // An empty link is the page itself, as `#` is.
        Class::Empty | Class::Offsite | Class::Other => {}
        Class::NoScheme => {
            let message = format!("The link {tidy} has no scheme: from disk it means a file");
            facts.report(at, Kind::RootRelativeLink, message);
        }
        class => inside(facts, at, place, &tidy, class),
    }
}

/// What is the same for both.
fn inside(facts: &mut Builder, at: usize, place: &'static str, tidy: &str, class: Class) {
    match class {
        Class::Relative => facts.link(at, place, tidy, false),
        Class::Root => facts.link(at, place, tidy, true),
        Class::Script => {
            facts.report(
                at,
                Kind::JavascriptLink,
                format!("The {place} holds code: {tidy}"),
            );
        }
        Class::LocalFile => {
            let message = format!("The {place} \"{tidy}\" is a file of one machine");
            facts.report(at, Kind::BrokenLink, message);
        }
        _ => {}
    }
}

fn href(facts: &mut Builder, tag: &Tag<'_, '_>, attr: &Attr<'_>, place: &'static str) {
    match tag.name {
        b"a" | b"area" => reference(facts, attr.at, place, &attr.text()),
        b"link" if !is_fetched(tag) => reference(facts, attr.at, place, &attr.text()),
        // A finding of its own; the address is a folder by nature.
        b"base" => {}
        _ => request(facts, attr.at, place, &attr.text()),
    }
}

/// Whether browsers fetch what this link element names.
fn is_fetched(tag: &Tag<'_, '_>) -> bool {
    let rel = get(tag.attrs, b"rel").map(Attr::text).unwrap_or_default();
    let quiet = |word: &str| {
        NOT_FETCHED
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
    };
    !rel.split_ascii_whitespace().all(quiet)
}

/// The addresses of a `srcset`, by the standard's rules for where one ends.
fn candidates(facts: &mut Builder, attr: &Attr<'_>, place: &'static str) {
    let text = attr.text();
    let mut rest = &*text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return;
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches(',');
        request(facts, attr.at, place, address);
        rest = &rest[end..];
        // Without a comma at its end, the address has a size after it, up to a comma.
        if address.len() == end {
            rest = rest.find(',').map_or("", |comma| &rest[comma..]);
        }
    }
}

/// `fill="url(#stripes)"` and the like.
fn paint(facts: &mut Builder, attr: &Attr<'_>) {
    let text = attr.text();
    css::addresses(text.as_bytes(), |_, address, place| {
        request(facts, attr.at, place, address)
    });
}
