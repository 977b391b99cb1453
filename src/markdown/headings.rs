//! Headings: ids, levels and the list of them.
//!
//! In go the events of a heading; out come the element and an entry in the list. The one thing to
//! know: the id is made of the text, which ends after the opening tag, so that tag is a hole until
//! the heading closes.

use std::ops::Range;

use pulldown_cmark::{CowStr, HeadingLevel};

use super::html::Hole;
use super::slug::{Ids, is_name, slug};
use super::writer::Writer;
use crate::diag::Diagnostic;
use crate::record::prose::Heading;

/// The headings so far.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// In order.
    pub(super) list: Vec<Heading>,
    /// Their ids without the prefix.
    pub(super) ids: Ids,
    /// The level of the last one, as written.
    last: u8,
    /// The headings that the next one may stand below.
    above: Vec<Level>,
    open: Option<Open>,
}

/// The level of a heading, 1 to 6.
#[derive(Clone, Copy, Debug)]
struct Level {
    written: u8,
    shown: u8,
}

impl Headings {
    /// The level on the page of a heading of this level in the text: one below the heading that it
    /// belongs to. The page's title is the only main heading, and no level is skipped.
    fn shown(&mut self, written: u8) -> u8 {
        while self
            .above
            .last()
            .is_some_and(|above| above.written >= written)
        {
            self.above.pop();
        }
        let shown = self.above.last().map_or(1, |above| above.shown) + 1;
        self.above.push(Level { written, shown });
        shown
    }
}

#[derive(Debug)]
struct Open {
    hole: Hole,
    /// On a page of its own, from 2.
    level: u8,
    id: Option<String>,
    classes: String,
    /// Where its words begin in the plain text.
    words: usize,
    range: Range<usize>,
}

/// A heading's id, classes and other attributes, as written.
pub(super) struct Attributes<'a> {
    pub(super) id: Option<CowStr<'a>>,
    pub(super) classes: Vec<CowStr<'a>>,
    pub(super) others: Vec<(CowStr<'a>, Option<CowStr<'a>>)>,
}

impl Writer<'_> {
    /// Opens a heading.
    pub(super) fn heading_start(
        &mut self,
        level: HeadingLevel,
        attributes: &Attributes<'_>,
        range: Range<usize>,
    ) {
        let level = level as u8;
        self.check_level(level, &range);
        let level = self.headings.shown(level);
        for (name, _) in &attributes.others {
            self.refuse_attribute(name, &range);
        }
        let classes = attributes.classes.iter().map(|class| class.as_ref());
        let classes = self.classes(classes, &range);
        let id = attributes
            .id
            .as_deref()
            .and_then(|id| self.custom_id(id, &range));
        self.text.line();
        self.headings.open = Some(Open {
            hole: self.html.hole(),
            level,
            id,
            classes,
            words: self.text.mark(),
            range,
        });
    }

    /// Closes a heading, now that its text is known.
    pub(super) fn heading_end(&mut self) {
        let Some(open) = self.headings.open.take() else {
            return;
        };
        let level = open
            .level
            .saturating_add(self.options.heading_offset)
            .min(6);
        let text = self.text.since(open.words).to_owned();
        let wanted = open.id.unwrap_or_else(|| slug(&text));
        let prefix = self.options.id_prefix;
        let id = format!("{prefix}{}", self.headings.ids.unique(&wanted));
        let class = match open.classes.as_str() {
            "" => String::new(),
            classes => format!(" class=\"{classes}\""),
        };
        self.html
            .fill(open.hole, format!("<h{level} id=\"{id}\"{class}>"));
        self.html.push(&format!("</h{level}>\n"));
        self.text.line();
        self.tables.under_new_heading();
        self.headings.list.push(Heading {
            level,
            id,
            text,
            span: self.map.span(trim_end(self.source, open.range)),
        });
    }

    /// An id chosen by the editor, if it is one and not taken.
    fn custom_id(&mut self, id: &str, range: &Range<usize>) -> Option<String> {
        if !is_name(id) {
            self.refuse_attribute(&format!("#{id}"), range);
            return None;
        }
        if self.headings.ids.contains(id) {
            let problem = Diagnostic::warning(
                "duplicate-id",
                format!("Another heading of this text already has the id “{id}”."),
            )
            .hint("Give this heading an id of its own, or none.");
            self.report(problem, range.clone());
        }
        Some(id.to_owned())
    }

    fn check_level(&mut self, level: u8, range: &Range<usize>) {
        let last = self.headings.last.max(1);
        self.headings.last = level;
        let range = trim_end(self.source, range.clone());
        if level == 1 {
            let problem = Diagnostic::warning(
                "second-h1",
                "The title is the page's main heading, so a text cannot have another. This one is \
                 shown a level lower.",
            )
            .hint("Start with ## for the first level of headings in the text.");
            self.report(problem, range);
        } else if level > last + 1 {
            let (marks, wanted) = ("#".repeat(level.into()), "#".repeat(usize::from(last) + 1));
            let problem = Diagnostic::warning(
                "skipped-heading",
                format!("This heading ({marks}) skips a level."),
            )
            .hint(format!(
                "Write {wanted}, the level below the heading before it."
            ));
            self.report(problem, range);
        }
    }
}

/// The parser counts the line end to a heading.
fn trim_end(source: &str, range: Range<usize>) -> Range<usize> {
    let end = range.start + source[range.clone()].trim_end().len();
    range.start..end
}

#[cfg(test)]
mod tests {
    use super::super::ParseOptions;
    use super::super::testing::{codes, fragment, fragment_with, html, show};

    #[test]
    fn headings_get_ids_from_their_text() {
        assert_eq!(
            html("## What *it* took\n\n## What it took"),
            "<h2 id=\"what-it-took\">What <em>it</em> took</h2>\n\
             <h2 id=\"what-it-took-2\">What it took</h2>\n"
        );
    }

    #[test]
    fn ids_and_classes_of_letters_digits_and_hyphens_are_kept() {
        let expected = "<h2 id=\"cost\" class=\"wide x-1\">A</h2>\n";
        assert_eq!(html("## A {#cost .wide .x-1}"), expected);
        assert_eq!(html("## A {#co$t onclick=x}"), "<h2 id=\"a\">A</h2>\n");
        assert_eq!(codes("## A {#co$t onclick=x}"), ["bad-attribute"; 2]);
        assert_eq!(codes("## A {#x}\n\n## B {#x}"), ["duplicate-id"]);
    }

    #[test]
    fn a_second_main_heading_and_a_skipped_level_are_warnings() {
        assert_eq!(codes("# A"), ["second-h1"]);
        assert_eq!(codes("### A"), ["skipped-heading"]);
        assert_eq!(codes("## A\n\n#### B"), ["skipped-heading"]);
        assert!(codes("## A\n\n### B\n\n## C").is_empty());
    }

    #[test]
    fn the_page_has_one_main_heading_and_skips_no_level() {
        let levels = |source: &str| -> Vec<u8> {
            let headings = fragment(source).headings;
            headings.iter().map(|heading| heading.level).collect()
        };
        assert_eq!(levels("## A\n\n### B\n\n## C"), [2, 3, 2]);
        assert_eq!(levels("# A\n\n## B\n\n# C"), [2, 3, 2]);
        assert_eq!(levels("## A\n\n#### B\n\n#### C\n\n### D"), [2, 3, 3, 3]);
        assert_eq!(levels("#### A\n\n###### B\n\n# C\n\n### D"), [2, 3, 2, 3]);
    }

    #[test]
    fn headings_are_listed_with_level_id_text_and_span() {
        let source = "a\n\n## B `c`[^1]\n\nd\n\n[^1]: e";
        let headings = fragment(source).headings;
        let heading = &headings[0];
        assert_eq!((heading.level, heading.id.as_str()), (2, "b-c"));
        assert_eq!(heading.text, "B c");
        assert_eq!(&source[heading.span.range()], "## B `c`[^1]");
    }

    #[test]
    fn a_prefix_and_an_offset_fit_a_fragment_into_its_page() {
        let options = ParseOptions {
            id_prefix: "context-",
            heading_offset: 2,
        };
        let fragment = fragment_with("## A\n\n[b](#a) [c](#z)[^1]\n\n[^1]: d", options);
        let html = show(&fragment);
        assert!(html.starts_with("<h4 id=\"context-a\">A</h4>"), "{html}");
        assert!(html.contains("<li id=\"context-cb-fn-1\">"), "{html}");
        let targets = format!("{:?}", fragment.links);
        assert!(targets.contains("Anchor(\"context-a\")"), "{targets}");
        assert!(targets.contains("Anchor(\"z\")"), "{targets}");
    }
}
