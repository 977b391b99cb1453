//! Brackets that the Markdown parser cannot place.
//!
//! In goes a bracket pair that no definition explains; out comes a destination (for a citation),
//! or nothing, and the brackets stay text. The one thing to know: the parser asks only where a
//! link could stand, never in code or after a backslash, so nothing needs to be scanned twice.

use pulldown_cmark::{BrokenLink, CowStr, LinkType};

use super::citation;
use crate::diag::{Diagnostic, Diagnostics, TextMap};

/// How to write a citation, for hints.
pub(super) const CITATION_FORM: &str =
    "Write [@source-id], [@source-id#place] or [@source-id#place, row 2].";

/// Judges brackets, and collects what is wrong with them.
pub(super) struct References<'a> {
    source: &'a str,
    map: &'a TextMap,
    sink: &'a mut Diagnostics,
}

impl<'a> References<'a> {
    /// Nothing judged yet.
    pub(super) fn new(source: &'a str, map: &'a TextMap, sink: &'a mut Diagnostics) -> Self {
        Self { source, map, sink }
    }

    /// The destination and title to give to the brackets, if they are a citation.
    pub(super) fn judge<'b>(&mut self, link: &BrokenLink<'_>) -> Option<(CowStr<'b>, CowStr<'b>)> {
        let reference = link.reference.as_ref();
        if reference.starts_with('@') {
            return self.citation(link);
        }
        match link.link_type {
            LinkType::Reference | LinkType::Collapsed => self.undefined(link),
            LinkType::Shortcut if is_alert(reference) => self.unknown_alert(link),
            _ => {}
        }
        None
    }

    fn citation<'b>(&mut self, link: &BrokenLink<'_>) -> Option<(CowStr<'b>, CowStr<'b>)> {
        let parsed = if link.link_type == LinkType::Shortcut {
            citation::parse(&link.reference)
        } else {
            Err("a citation stands alone, without other brackets at its side")
        };
        match parsed {
            Ok(_) => Some((CowStr::from(link.reference.to_string()), CowStr::from(""))),
            Err(why) => {
                self.sink.push(bad_citation(why).at(self.span(link)));
                None
            }
        }
    }

    fn undefined(&mut self, link: &BrokenLink<'_>) {
        let name = &link.reference;
        self.sink.push(
            Diagnostic::warning(
                "undefined-reference",
                format!("No line of this text says where [{name}] leads, so this is not a link."),
            )
            .at(self.span(link))
            .hint(format!(
                "Write the address beside the text, [text](address), or add a line [{name}]: address."
            )),
        );
    }

    fn unknown_alert(&mut self, link: &BrokenLink<'_>) {
        let name = &link.reference;
        self.sink.push(
            Diagnostic::warning(
                "unknown-note",
                format!("There is no kind of note called [{name}], so this stays text."),
            )
            .at(self.span(link))
            .hint("Use [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]."),
        );
    }

    fn span(&self, link: &BrokenLink<'_>) -> crate::diag::Span {
        // A picture's brackets start with its exclamation mark.
        let mut range = link.span.clone();
        if self.source[range.clone()].starts_with('!') {
            range.start += 1;
        }
        self.map.span(range)
    }
}

/// The error for a citation in no known form.
pub(super) fn bad_citation(why: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-citation",
        format!("This citation cannot be read: {why}."),
    )
    .hint(CITATION_FORM)
}

fn is_alert(reference: &str) -> bool {
    reference
        .strip_prefix('!')
        .is_some_and(|kind| kind.len() > 2 && kind.bytes().all(|b| b.is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{codes, html, spans};

    #[test]
    fn a_reference_without_definition_stays_text_and_is_a_warning() {
        assert_eq!(html("see [x][y] z"), "<p>see [x][y] z</p>\n");
        assert_eq!(spans("see [x][y] z"), [("undefined-reference", "[x][y]")]);
        assert_eq!(codes("[x][]"), ["undefined-reference"]);
        assert!(codes("a [b] c").is_empty());
        assert!(codes("[x][y]\n\n[y]: award:p4-01").is_empty());
    }

    #[test]
    fn an_unknown_kind_of_note_is_a_warning() {
        assert_eq!(spans("> [!INFO]\n> a"), [("unknown-note", "[!INFO]")]);
    }
}
