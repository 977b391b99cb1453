//! What the address of a link or picture points to.
//!
//! In goes an address as written; out comes a [`Target`], or why it is refused. The one thing to
//! know: an address is also judged as a browser would read it, after decoding, so that no spelling
//! of `javascript:` or of another site passes as a path.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::diag::Diagnostic;
use crate::record::prose::Target;

/// Schemes that are neither a kind of record nor safe or useful on a page.
const REFUSED: [&str; 18] = [
    "about",
    "blob",
    "chrome",
    "data",
    "file",
    "filesystem",
    "ftp",
    "ftps",
    "intent",
    "jar",
    "javascript",
    "livescript",
    "mocha",
    "ssh",
    "vbscript",
    "view-source",
    "ws",
    "wss",
];

/// Why an address is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// There is none.
    Empty,
    /// It would run code, read the reader's disk, or lead nobody knows where.
    Unsafe(&'static str),
    /// `award:` without an id.
    NoId(String),
}

impl Refusal {
    /// The error, without its place.
    pub(super) fn diagnostic(&self, address: &str) -> Diagnostic {
        let shown: String = address
            .chars()
            .take(60)
            .filter(|c| !c.is_control())
            .collect();
        match self {
            Refusal::Empty => Diagnostic::error("empty-link", "This link leads nowhere.")
                .hint("Put an address between the round brackets, or take the link away."),
            Refusal::Unsafe(why) => {
                Diagnostic::error("unsafe-link", format!("The address “{shown}” {why}.")).hint(
                    "Use https:, http:, mailto: or tel:, a record such as award:p4-01, or a path \
                     in this site.",
                )
            }
            Refusal::NoId(kind) => Diagnostic::error(
                "empty-link",
                format!("The link “{shown}” does not say which {kind} it means."),
            )
            .hint(format!(
                "Write the id after the colon, such as {kind}:some-id."
            )),
        }
    }
}

/// Reads an address.
pub(super) fn classify(address: &str) -> Result<Target, Refusal> {
    let address = address.trim();
    if address.is_empty() {
        return Err(Refusal::Empty);
    }
    // Browsers drop tabs and line ends inside addresses: `java\tscript:` runs.
    if address.chars().any(char::is_control) {
        return Err(Refusal::Unsafe("holds an invisible control character"));
    }
    if let Some(anchor) = address.strip_prefix('#') {
        return match decode(anchor) {
            anchor if anchor.is_empty() => Err(Refusal::Empty),
            anchor => Ok(Target::Anchor(anchor.into_owned())),
        };
    }
    match scheme(address) {
        Some((scheme, rest)) => with_scheme(address, scheme, rest),
        None => path(address),
    }
}

fn with_scheme(address: &str, scheme: &str, rest: &str) -> Result<Target, Refusal> {
    let lower = scheme.to_ascii_lowercase();
    match lower.as_str() {
        "http" | "https" if rest.len() > 2 && rest.starts_with("//") => {
            Ok(Target::External(address.to_owned()))
        }
        "http" | "https" => Err(Refusal::Unsafe(
            "needs two slashes and a name after the colon",
        )),
        "mailto" | "tel" if rest.is_empty() => Err(Refusal::Empty),
        "mailto" | "tel" => Ok(Target::External(address.to_owned())),
        known if REFUSED.contains(&known) => {
            Err(Refusal::Unsafe("is of a kind that pages may not link to"))
        }
        _ if rest.starts_with("//") => Err(Refusal::Unsafe("is of an unknown kind")),
        kind if kind == scheme && is_kind(kind) => record(kind, rest),
        _ => Err(Refusal::Unsafe(
            "is of an unknown kind (kinds of records are written in lower case)",
        )),
    }
}

fn record(kind: &str, rest: &str) -> Result<Target, Refusal> {
    let (id, anchor) = split_anchor(rest);
    if id.trim().is_empty() {
        return Err(Refusal::NoId(kind.to_owned()));
    }
    Ok(Target::Record {
        kind: kind.to_owned(),
        id: decode(id).into_owned(),
        anchor,
    })
}

fn path(address: &str) -> Result<Target, Refusal> {
    let (path, anchor) = split_anchor(address);
    let path = decode(path);
    if path.chars().any(char::is_control) || scheme(&path).is_some() {
        return Err(Refusal::Unsafe("hides what it is behind percent signs"));
    }
    // Browsers read `//host` and `/\host` as another site.
    let mut start = path.chars();
    let is_slash = |c: Option<char>| matches!(c, Some('/' | '\\'));
    if is_slash(start.next()) && is_slash(start.next()) {
        return Err(Refusal::Unsafe(
            "leads to another site without saying https:",
        ));
    }
    Ok(Target::Path {
        path: path.into_owned(),
        anchor,
    })
}

/// The address before the `#`, and the decoded anchor after it if there is one.
fn split_anchor(address: &str) -> (&str, Option<String>) {
    match address.split_once('#') {
        Some((before, anchor)) => {
            let anchor = Some(decode(anchor).into_owned()).filter(|anchor| !anchor.is_empty());
            (before, anchor)
        }
        None => (address, None),
    }
}

/// Scheme and rest, as RFC 3986 (section 3.1) writes them: `scheme:rest`.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    valid.then_some((scheme, rest))
}

fn is_kind(kind: &str) -> bool {
    kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

/// Percent-decoded; as it was if that is not text.
fn decode(text: &str) -> Cow<'_, str> {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn records_are_kind_id_and_anchor() {
        let record = |kind: &str, id: &str, anchor| Target::Record {
            kind: kind.to_owned(),
            id: id.to_owned(),
            anchor,
        };
        assert_eq!(classify("award:p4-01"), Ok(record("award", "p4-01", None)));
        let full = record("source", "a-b", anchor("table-3"));
        assert_eq!(classify("source:a-b#table-3"), Ok(full));
        assert_eq!(classify("award:"), Err(Refusal::NoId("award".to_owned())));
    }

    #[test]
    fn web_mail_and_telephone_addresses_are_external() {
        for address in ["https://a.b/c?d#e", "HTTP://a", "mailto:a@b.c", "tel:+441"] {
            assert_eq!(classify(address), Ok(Target::External(address.to_owned())));
        }
    }

    #[test]
    fn everything_else_is_an_anchor_or_a_decoded_path() {
        let path = |path: &str, anchor| Target::Path {
            path: path.to_owned(),
            anchor,
        };
        assert_eq!(classify("#a%20b"), Ok(Target::Anchor("a b".to_owned())));
        assert_eq!(
            classify("../a%20b.md#c"),
            Ok(path("../a b.md", anchor("c")))
        );
        assert_eq!(classify("/benefits/"), Ok(path("/benefits/", None)));
        assert_eq!(classify("100%"), Ok(path("100%", None)));
        assert_eq!(classify("%ff"), Ok(path("%ff", None)));
    }

    #[test]
    fn no_spelling_of_an_unsafe_address_passes() {
        for address in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "javascript%3Aalert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "gopher://x",
            "//evil.example",
            "/\\evil.example",
            "%2F%2Fevil.example",
            "https:evil",
            "C:\\x",
            "Award:p4-01",
        ] {
            assert!(
                matches!(classify(address), Err(Refusal::Unsafe(_))),
                "{address}"
            );
        }
    }
}
