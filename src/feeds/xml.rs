//! XML: elements with text.

use crate::output::escape;

/// Text as XML may hold it: escaped, without the control characters that no XML file may have.
pub(super) fn text(text: &str) -> String {
    let allowed = |c: &char| {
        matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    escape(&text.chars().filter(allowed).collect::<String>())
}

/// An element with text in it, on a line of its own.
pub(super) fn element(name: &str, inner: &str) -> String {
    format!("<{name}>{}</{name}>\n", text(inner))
}
