//! Pictures.
//!
//! In go the events of a picture; out comes an `<img>` whose address is a slot. The one thing to
//! know: what stands between the brackets is the description, so its markup is dropped and its
//! words are kept. Pictures come from this site only: a page makes no request elsewhere.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::links::address_place;
use super::references::bad_citation;
use super::target::classify;
use super::writer::Writer;
use crate::diag::Diagnostic;
use crate::record::prose::Target;

/// A picture whose description is being read.
pub(super) struct Picture {
    alt: String,
    address: String,
    title: String,
    /// The whole picture, and its address.
    range: Range<usize>,
    place: Range<usize>,
    /// Tags open inside the description.
    open: usize,
}

impl Writer<'_> {
    /// Begins a picture.
    pub(super) fn picture_start(
        &mut self,
        kind: LinkType,
        address: &str,
        title: &str,
        range: Range<usize>,
    ) {
        if kind == LinkType::ShortcutUnknown {
            // "Great![@source]": an exclamation mark, then a citation.
            self.html.push("!");
            self.text.push("!");
            self.citation(address, range.start + 1..range.end);
            return;
        }
        self.picture = Some(Picture {
            alt: String::new(),
            address: address.to_owned(),
            title: title.to_owned(),
            place: address_place(self.source, &range, kind, address),
            range,
            open: 0,
        });
    }

    /// Reads the description of the picture that is open.
    pub(super) fn picture_event(&mut self, event: Event<'_>, range: Range<usize>) {
        let Some(picture) = &mut self.picture else {
            return;
        };
        match event {
            Event::Text(text) | Event::Code(text) => picture.alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => picture.alt.push(' '),
            Event::End(_) if picture.open == 0 => self.picture_end(),
            Event::End(_) => picture.open -= 1,
            Event::Start(tag) => {
                picture.open += 1;
                if is_citation(&tag) {
                    let why = "it stands in the description of a picture";
                    self.report(bad_citation(why), range);
                }
            }
            _ => {}
        }
    }

    fn picture_end(&mut self) {
        let Some(picture) = self.picture.take() else {
            return;
        };
        if picture.alt.trim().is_empty() {
            self.warn_of_missing_alt(picture.range);
        }
        self.text.push(&picture.alt);
        match self.picture_address(&picture.address, picture.place) {
            Some(index) => {
                let title = Some(picture.title).filter(|title| !title.is_empty());
                self.write_picture(index, &picture.alt, title.as_deref());
            }
            None => self.html.text(&picture.alt),
        }
    }

    /// Writes an `<img>` up to and with its end.
    pub(super) fn write_picture(&mut self, index: usize, alt: &str, title: Option<&str>) {
        self.html.push("<img");
        self.address("src", index);
        self.attribute("alt", alt);
        if let Some(title) = title {
            self.attribute("title", title);
        }
        self.html.push(" loading=\"lazy\">");
    }

    /// The link for the address of a picture, if it is a file of this site.
    pub(super) fn picture_address(&mut self, address: &str, place: Range<usize>) -> Option<usize> {
        let problem = match classify(address) {
            Ok(target @ Target::Path { .. }) => return Some(self.add_link(target, place)),
            Ok(Target::External(_)) => Diagnostic::error(
                "off-site-image",
                "This picture lies on another site; pages load nothing from elsewhere.",
            )
            .hint("Put the file beside the text and write its name, such as ![…](picture.png)."),
            Ok(_) => Diagnostic::error("bad-image", "This is not the address of a picture.")
                .hint("Write the name of a file, such as ![…](picture.png)."),
            Err(refusal) => refusal.diagnostic(address),
        };
        self.report(problem, place);
        None
    }

    /// Warns that a picture has no description.
    pub(super) fn warn_of_missing_alt(&mut self, range: Range<usize>) {
        let problem = Diagnostic::warning(
            "missing-alt",
            "This picture has no description for people who cannot see it.",
        )
        .hint("Say what it shows between the square brackets: ![what it shows](picture.png).");
        self.report(problem, range);
    }
}

fn is_citation(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Link {
            link_type: LinkType::ShortcutUnknown,
            ..
        }
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::{codes, html, spans};

    #[test]
    fn a_picture_leaves_its_address_open_and_describes_itself() {
        assert_eq!(
            html("![a *b* `c` \"d\"](e.png)"),
            "<p><img src=\"{0}\" alt=\"a b c &quot;d&quot;\" loading=\"lazy\"></p>\n"
        );
    }

    #[test]
    fn a_picture_without_description_is_a_warning_at_the_picture() {
        assert_eq!(spans("a ![](b.png)"), [("missing-alt", "![](b.png)")]);
    }

    #[test]
    fn a_picture_from_elsewhere_is_an_error_and_its_description_stays() {
        assert_eq!(html("![a](https://b.c/d.png)"), "<p>a</p>\n");
        assert_eq!(
            spans("![a](https://b.c)"),
            [("off-site-image", "https://b.c")]
        );
        assert_eq!(codes("![a](award:p4-01)"), ["bad-image"]);
        assert_eq!(codes("![a](javascript:x)"), ["unsafe-link"]);
    }
}
