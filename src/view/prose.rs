//! Fragments with their links filled in, and written pages.

use std::fmt::Display;

use serde::Serialize;

use super::{Body, Frame, Look};
use crate::output::{encoded, escape};
use crate::record::Entry;
use crate::record::knowledge::Page;
use crate::record::passage::Passage;
use crate::record::prose::{Link, Part, Target, Word};

/// A written page.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// What the page is about.
    pub summary: Option<String>,
    /// Its text.
    pub html: String,
    /// Its headings of the second level, for a list of contents.
    pub contents: Vec<super::LinkView>,
}

pub(super) fn view(look: &Look<'_>, page: &Entry<Page>) -> (Frame, Body) {
    let title = page.data.title.to_string();
    let summary = page.data.summary.as_ref().map(ToString::to_string);
    let mut frame = look.frame("page", &title, summary.clone().unwrap_or_default(), &[]);
    frame.end = Some(look.end(&title, &page.common, Some(page.file)));
    let body = look.body(page);
    let view = PageView {
        summary,
        html: body.map(|body| look.html(body)).unwrap_or_default(),
        contents: body.map(contents).unwrap_or_default(),
    };
    (frame, Body::Page(Box::new(view)))
}

/// The headings of the second level of a text.
pub(super) fn contents(passage: &Passage) -> Vec<super::LinkView> {
    let headings = passage.headings.iter().filter(|heading| heading.level == 2);
    headings
        .map(|heading| super::LinkView {
            text: heading.text.clone(),
            href: format!("#{}", heading.id),
        })
        .collect()
}

impl Look<'_> {
    /// A text as HTML, its links seen from this page.
    pub(crate) fn html(&self, passage: &Passage) -> String {
        let mut html = String::new();
        let written = passage.html();
        let mut parts = written.parts().peekable();
        while let Some(part) = parts.next() {
            match part {
                Part::Html(text) => html.push_str(text),
                Part::Word(at) => html.push_str(&self.word(&passage.words[at])),
                Part::Citation(at) => html.push_str(&self.citation(&passage.links[at].target)),
                Part::Address(at) => {
                    let link = &passage.links[at];
                    let rest = match parts.peek() {
                        Some(Part::Html(rest)) => rest,
                        _ => "",
                    };
                    let size = self.picture_size(&html, rest, link);
                    let spell = match html.ends_with("<a href=\"") && is_spelled(&link.target) {
                        true => "\" data-spell=\"",
                        false => "",
                    };
                    html.push_str(&escape(&self.address(link)));
                    html.push_str(&size);
                    html.push_str(spell);
                }
            }
        }
        html
    }

    /// Words that Casebook adds to a text.
    fn word(&self, word: &Word) -> String {
        let fills: Vec<(&str, &dyn Display)> = word
            .fills
            .iter()
            .map(|(name, value)| (*name, value as &dyn Display))
            .collect();
        escape(&self.words.fill(word.key, &fills))
    }

    /// The size of a picture whose address is about to be written, so that the page does not jump
    /// when it arrives. It closes the quote of the address and opens that of the height, which the
    /// rest of the tag closes. Nothing when the tag is no picture, or gives a size itself.
    fn picture_size(&self, before: &str, rest: &str, link: &Link) -> String {
        let tag = rest.split('>').next().unwrap_or_default();
        if !before.ends_with("<img src=\"") || tag.contains(" width=") {
            return String::new();
        }
        let Target::Path { path, .. } = &link.target else {
            return String::new();
        };
        let file = self.site.routes.resolved(link.span, path);
        match self.site.picture_sizes.get(file) {
            Some((width, height)) => format!("\" width=\"{width}\" height=\"{height}"),
            None => String::new(),
        }
    }

    fn address(&self, link: &Link) -> String {
        match &link.target {
            Target::Record { kind, id, anchor } => match crate::link::of_record(kind, id) {
                Some((route, own)) => match anchor.as_ref().or(own.as_ref()) {
                    Some(anchor) => self.href_at(&route, anchor),
                    None => self.href(&route),
                },
                None => String::new(),
            },
            Target::Path { path, anchor } => {
                let to = &encoded(self.site.routes.resolved(link.span, path));
                match anchor {
                    Some(anchor) => self.href_at(to, anchor),
                    None => self.href(to),
                }
            }
            Target::Anchor(anchor) => format!("#{anchor}"),
            Target::External(address) => address.clone(),
            Target::Citation { source, place, .. } => self
                .mark_of(source, place.as_deref())
                .map(|mark| mark.href)
                .unwrap_or_default(),
        }
    }

    fn citation(&self, target: &Target) -> String {
        let Target::Citation { source, place, at } = target else {
            return String::new();
        };
        let Some(mut mark) = self.mark_of(source, place.as_deref()) else {
            return String::new();
        };
        mark.at.clone_from(at);
        let html = format!(
            "<span class=\"cb-cite\">(<a href=\"{}\">{}</a>)</span>",
            escape(&mark.href),
            escape(&self.short_mark(source, place.as_deref(), &mark))
        );
        let mut cited = self.cited.borrow_mut();
        if !cited.contains(&mark) {
            cited.push(mark);
        }
        html
    }
}

/// Whether paper spells out where a link leads: not within the page, nor to what a term means.
fn is_spelled(target: &Target) -> bool {
    match target {
        Target::Record { kind, .. } => kind != "term",
        Target::Path { .. } => true,
        Target::Anchor(_) | Target::External(_) | Target::Citation { .. } => false,
    }
}
