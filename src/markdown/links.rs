//! Links, and citations, which reach the writer as links.
//!
//! In go the events of a link; out come an `<a>` whose address is a slot, or the bare text if the
//! address is refused. The one thing to know: links do not nest in HTML, so a link inside a link
//! is written as its text.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::citation;
use super::references::bad_citation;
use super::target::classify;
use super::writer::Writer;
use crate::diag::Diagnostic;
use crate::record::prose::Part;

impl Writer<'_> {
    /// Opens a link, or writes a citation.
    pub(super) fn link_start(
        &mut self,
        kind: LinkType,
        address: &str,
        title: &str,
        range: Range<usize>,
    ) {
        if kind == LinkType::ShortcutUnknown {
            self.citation(address, range);
            return;
        }
        let address = if kind == LinkType::Email {
            &format!("mailto:{address}")
        } else {
            address
        };
        let place = address_place(self.source, &range, kind, address);
        let target = match classify(address) {
            Ok(target) => target,
            Err(refusal) => {
                self.report(refusal.diagnostic(address), place);
                self.open_links.push(false);
                return;
            }
        };
        let index = self.add_link(target, place);
        let nested = self.open_links.contains(&true);
        self.open_links.push(!nested);
        if nested {
            return;
        }
        self.html.push("<a");
        self.address("href", index);
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.html.push(">");
        self.link_words = Some((range, self.html.mark()));
    }

    /// Closes a link if it was opened as one.
    pub(super) fn link_end(&mut self) {
        if self.open_links.pop() == Some(true) {
            self.refuse_link_without_words();
            self.html.push("</a>");
        }
    }

    fn refuse_link_without_words(&mut self) {
        let Some((place, before)) = self.link_words.take() else {
            return;
        };
        if self.html.mark() == before {
            let problem = Diagnostic::error("empty-link", "This link has no words.")
                .hint("Put words for readers between the square brackets, or take the link away.");
            self.report(problem, place);
        }
    }

    /// Writes a citation in place of its brackets; the events inside them are passed over.
    pub(super) fn citation(&mut self, inside: &str, range: Range<usize>) {
        self.passed_over = 1;
        match citation::parse(inside) {
            Ok(target) => {
                let index = self.add_link(target, range);
                self.html.slot(Part::Citation(index));
            }
            Err(why) => self.report(bad_citation(why), range),
        }
    }
}

/// Where the address stands inside a link or picture; all of it when that cannot be told, because
/// the address stands in a definition elsewhere or is written with escapes.
pub(super) fn address_place(
    source: &str,
    range: &Range<usize>,
    kind: LinkType,
    address: &str,
) -> Range<usize> {
    let written = &source[range.clone()];
    let start = match kind {
        LinkType::Inline => written.rfind("](").map(|at| at + 2).map(|at| {
            let rest = written[at..].trim_start();
            let rest = rest.strip_prefix('<').unwrap_or(rest);
            written.len() - rest.len()
        }),
        LinkType::Autolink => Some(1),
        _ => None,
    };
    match start {
        Some(start) if !address.is_empty() && written[start..].starts_with(address) => {
            let start = range.start + start;
            start..start + address.len()
        }
        _ => range.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{codes, fragment, html, links, spans};

    #[test]
    fn a_link_leaves_its_address_open() {
        let source = "a [b *c*](award:p4-01 \"T<\") d";
        let expected = "<p>a <a href=\"{0}\" title=\"T&lt;\">b <em>c</em></a> d</p>\n";
        assert_eq!(html(source), expected);
    }

    #[test]
    fn links_are_found_where_their_address_stands() {
        let source =
            "é [a](<b c> \"b c\") [r] [s](x\\_y) <award:p4-01> <a@b.c> ![i](p.png)\n\n[r]: q";
        let expected = [
            "b c",
            "[r]",
            "[s](x\\_y)",
            "award:p4-01",
            "<a@b.c>",
            "p.png",
        ];
        assert_eq!(links(source), expected);
        let mail = &fragment("<a@b.c>").links[0].target;
        assert_eq!(format!("{mail:?}"), "External(\"mailto:a@b.c\")");
    }

    #[test]
    fn an_unsafe_link_is_an_error_and_its_text_stays() {
        assert_eq!(html("a [b](javascript:alert(1)) c"), "<p>a b c</p>\n");
        assert_eq!(codes("[b](javascript:alert(1))"), ["unsafe-link"]);
        assert_eq!(codes("[b](data:x)"), ["unsafe-link"]);
        assert_eq!(codes("[b]()"), ["empty-link"]);
        assert_eq!(codes("[b](award:)"), ["empty-link"]);
    }

    #[test]
    fn a_link_without_words_is_an_error_at_its_place() {
        let source = "a\n\n[](award:p4-01) b";
        assert_eq!(spans(source), [("empty-link", "[](award:p4-01)")]);
        assert!(codes("[![b](c.png)](award:p4-01) [`d`](e)").is_empty());
    }

    #[test]
    fn links_do_not_nest() {
        let written = html("[a <https://b.c> d](e)");
        assert_eq!(written.matches("<a ").count(), 1, "{written}");
    }
}
