//! Citations: `[@source-id]`, `[@source-id#place]`, `[@source-id#place, row 2]`.
//!
//! In goes what stands between the brackets; out comes the target, or what is wrong in words. The
//! one thing to know: whether the source and the place exist is for the link stage to say.

use crate::record::prose::Target;

/// Reads the inside of the brackets, from the `@` on.
pub(super) fn parse(inside: &str) -> Result<Target, &'static str> {
    let rest = inside.strip_prefix('@').unwrap_or(inside);
    let (source, rest) = word(rest);
    if source.is_empty() {
        return Err("the id of the source must follow the @ sign at once");
    }
    let (place, rest) = match rest.strip_prefix('#') {
        Some(rest) => {
            let (place, rest) = word(rest);
            if place.is_empty() {
                return Err("the place after the # sign is missing");
            }
            (Some(place.to_owned()), rest)
        }
        None => (None, rest),
    };
    Ok(Target::Citation {
        source: source.to_owned(),
        place,
        at: at(rest)?,
    })
}

/// What follows the id or place: nothing, or a comma and words.
fn at(rest: &str) -> Result<Option<String>, &'static str> {
    let rest = rest.trim();
    if rest.is_empty() {
        return Ok(None);
    }
    match rest.strip_prefix(',').map(str::trim) {
        Some("") => Err("nothing follows the comma"),
        Some(words) if words.contains('@') => Err("it names more than one source"),
        Some(words) => Ok(Some(words.to_owned())),
        None => Err("a comma must stand between the id and the words after it"),
    }
}

/// The leading characters that ids are made of, and the rest.
fn word(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c)))
        .unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{codes, fragment, html, spans};
    use super::*;

    fn citation(source: &str, place: Option<&str>, at: Option<&str>) -> Target {
        Target::Citation {
            source: source.to_owned(),
            place: place.map(str::to_owned),
            at: at.map(str::to_owned),
        }
    }

    #[test]
    fn a_citation_is_a_source_with_a_place_and_words() {
        assert_eq!(parse("@a-b"), Ok(citation("a-b", None, None)));
        assert_eq!(parse("@a#t-3"), Ok(citation("a", Some("t-3"), None)));
        let full = citation("a", Some("t-3"), Some("row 2, left"));
        assert_eq!(parse("@a#t-3, row 2, left"), Ok(full));
        assert_eq!(parse("@a, p. 4"), Ok(citation("a", None, Some("p. 4"))));
    }

    #[test]
    fn what_is_not_a_citation_says_why() {
        for wrong in ["@", "@ a", "@a#", "@a b", "@a,", "@a; @b", "@a, @b"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_citation_in_text_is_a_slot_at_its_span() {
        let source = "Saved £1[@a#t-3, row 2].";
        assert_eq!(html(source), "<p>Saved £1{0}.</p>\n");
        let link = &fragment(source).links[0];
        assert_eq!(link.target, citation("a", Some("t-3"), Some("row 2")));
        assert_eq!(&source[link.span.range()], "[@a#t-3, row 2]");
        assert_eq!(html("Great![@a]"), "<p>Great!{0}</p>\n");
        assert_eq!(html("[@a, *x*] b"), "<p>{0} b</p>\n");
    }

    #[test]
    fn code_and_escapes_hold_no_citations() {
        assert!(fragment("`[@a]` \\[@a] [x](y \"[@a]\")").links.len() == 1);
        assert!(fragment("```\n[@a]\n```\n\n    [@a]").links.is_empty());
    }

    #[test]
    fn a_malformed_citation_is_an_error_at_its_span_and_stays_text() {
        assert_eq!(html("a [@b c] d"), "<p>a [@b c] d</p>\n");
        assert_eq!(spans("a [@b c] d"), [("bad-citation", "[@b c]")]);
        assert_eq!(codes("[text][@a]"), ["bad-citation"]);
        assert_eq!(codes("![see [@a]](b.png)"), ["bad-citation"]);
    }
}
