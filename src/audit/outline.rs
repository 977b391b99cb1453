//! Whether a page has a language, a title, and headings in order.

use super::Kind;
use super::attributes;
use super::facts::Builder;
use super::page::Tag;
use super::scan::has_text;

/// What has been seen of the document's frame.
#[derive(Default)]
pub(super) struct Outline {
    has_lang: bool,
    has_title: bool,
    h1: u32,
    /// The level of the last heading, 0 before the first.
    level: u8,
}

impl Outline {
    /// Looks at a start tag.
    pub(super) fn open(&mut self, tag: &Tag<'_, '_>, facts: &mut Builder) {
        match tag.name {
            b"html" => self.has_lang |= attributes::says(tag.attrs, b"lang"),
            [b'h', digit @ b'1'..=b'6'] => self.heading(tag.at, digit - b'0', facts),
            _ => {}
        }
    }

    /// Looks at the text of a title.
    pub(super) fn title(&mut self, text: &[u8]) {
        self.has_title |= has_text(text);
    }

    /// Says what was not there at the end of the page.
    pub(super) fn finish(&self, facts: &mut Builder) {
        if !self.has_lang {
            facts.report(
                0,
                Kind::MissingLang,
                "The page does not say which language it is in",
            );
        }
        if !self.has_title {
            facts.report(0, Kind::MissingTitle, "The page has no title");
        }
        if self.h1 == 0 {
            facts.report(0, Kind::MissingH1, "The page has no h1");
        }
    }

    fn heading(&mut self, at: usize, level: u8, facts: &mut Builder) {
        if level == 1 {
            self.h1 += 1;
            if self.h1 > 1 {
                facts.report(at, Kind::MultipleH1, "The page has another h1 already");
            }
        }
        // An h2 may come before the h1: a banner stands above the main heading.
        let before = self.level.max(1);
        if level > before + 1 {
            let message = match self.level {
                0 => format!("The first heading of the page is an h{level}"),
                before => format!("An h{level} follows an h{before}"),
            };
            facts.report(at, Kind::SkippedHeading, message);
        }
        self.level = level;
    }
}
