//! Reads a page (HTML) or a drawing (SVG) into [`Facts`].
//!
//! One walk over the tokens, no tree. This module hands each tag to those who look at it: what it
//! asks for ([`urls`](mod@super::urls)), what it is called ([`Controls`]), where it stands in the
//! document ([`Outline`]), and what the content security policy would say
//! ([`policy`](mod@super::policy)).

use super::Kind;
use super::attributes::{self, Attr};
use super::controls::Controls;
use super::css;
use super::facts::{Builder, Facts};
use super::outline::Outline;
use super::scan::{LONGEST_NAME, has_text, lower};
use super::tokens::{Token, Tokens};
use super::{policy, urls};

/// A start tag with all that is known of it.
pub(super) struct Tag<'t, 'a> {
    pub(super) at: usize,
    /// The name as written; two tags of one name may differ in case.
    pub(super) written: &'a [u8],
    /// The name in lower case.
    pub(super) name: &'t [u8],
    pub(super) attrs: &'t [Attr<'a>],
    /// Whether it ends in `/>`.
    pub(super) closed: bool,
    /// Whether it is part of SVG, MathML or XML.
    pub(super) foreign: bool,
    /// Whether the file is a drawing of its own rather than a page.
    pub(super) drawing: bool,
}

/// What the text that comes next belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Page,
    Title,
    Style,
    /// A script that may not stand in the page, and where its tag is.
    Code(usize),
    /// A script that names a file, or data: its text does not matter.
    Ignored,
}

/// Reads a page.
pub(super) fn read_html(bytes: &[u8]) -> Facts {
    let mut walk = Walk::new(bytes, false);
    walk.run(Tokens::html(bytes));
    walk.controls.finish(&mut walk.facts);
    walk.outline.finish(&mut walk.facts);
    walk.facts.finish(bytes)
}

/// Reads a drawing. It has no title, headings or language of its own.
pub(super) fn read_svg(bytes: &[u8]) -> Facts {
    let mut walk = Walk::new(bytes, true);
    walk.run(Tokens::xml(bytes));
    super::xml::check(bytes, &mut walk.facts);
    walk.facts.finish(bytes)
}

struct Walk<'a> {
    facts: Builder,
    controls: Controls<'a>,
    outline: Outline,
    inside: Inside,
    drawing: bool,
}

impl<'a> Walk<'a> {
    fn new(bytes: &[u8], drawing: bool) -> Self {
        Self {
            facts: Builder::for_size(bytes.len()),
            controls: Controls::default(),
            outline: Outline::default(),
            inside: Inside::Page,
            drawing,
        }
    }

    fn run(&mut self, mut tokens: Tokens<'a>) {
        let mut buffer = [0; LONGEST_NAME];
        while let Some(token) = tokens.next() {
            match token {
                Token::Text { at, text } => self.text(at, text),
                Token::Close { name, .. } => self.close(lower(name, &mut buffer)),
                Token::Open { at, name, closed } => self.open(&Tag {
                    at,
                    written: name,
                    name: lower(name, &mut buffer),
                    attrs: tokens.attrs(),
                    closed,
                    foreign: tokens.is_foreign(),
                    drawing: self.drawing,
                }),
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_, 'a>) {
        for attr in tag.attrs {
            attribute(&mut self.facts, tag, attr);
        }
        self.controls.open(tag, &mut self.facts);
        if !tag.foreign {
            self.outline.open(tag, &mut self.facts);
        }
        self.element(tag);
    }

    fn element(&mut self, tag: &Tag<'_, 'a>) {
        match tag.name {
            b"img" if !tag.foreign => image(&mut self.facts, tag),
            b"script" => {
                let is_code = policy::script(&mut self.facts, tag);
                self.enter(
                    tag,
                    if is_code {
                        Inside::Code(tag.at)
                    } else {
                        Inside::Ignored
                    },
                );
            }
            b"style" => {
                policy::style(&mut self.facts, tag);
                self.enter(tag, Inside::Style);
            }
            b"title" if !tag.foreign => self.enter(tag, Inside::Title),
            b"link" => policy::link(&mut self.facts, tag),
            b"base" if !tag.foreign => {
                self.facts
                    .report(tag.at, Kind::BaseElement, "There is a base element");
            }
            b"meta" => {
                policy::meta(&mut self.facts, tag);
                urls::refresh(&mut self.facts, tag);
            }
            _ => {}
        }
    }

    /// In HTML `<script/>` is a start tag all the same.
    fn enter(&mut self, tag: &Tag<'_, 'a>, inside: Inside) {
        if !(tag.closed && tag.foreign) {
            self.inside = inside;
        }
    }

    fn close(&mut self, name: &[u8]) {
        self.controls.close(name, &mut self.facts);
        if matches!(name, b"script" | b"style" | b"title") {
            self.inside = Inside::Page;
        }
    }

    fn text(&mut self, at: usize, text: &[u8]) {
        match self.inside {
            Inside::Page => self.controls.text(text),
            Inside::Title => self.outline.title(text),
            Inside::Style => css::addresses(text, |start, address, place| {
                urls::request(&mut self.facts, at + start, place, address);
            }),
            Inside::Code(tag) if has_text(text) => {
                self.facts
                    .report(tag, Kind::InlineScript, "There is a script in the page");
                // One finding for one script, even if its text comes in parts.
                self.inside = Inside::Ignored;
            }
            Inside::Code(_) | Inside::Ignored => {}
        }
    }
}

/// Looks at what any element may have.
fn attribute(facts: &mut Builder, tag: &Tag<'_, '_>, attr: &Attr<'_>) {
    let mut buffer = [0; LONGEST_NAME];
    match lower(attr.name, &mut buffer) {
        b"class" => {}
        b"id" => facts.id(attr),
        b"name" if tag.name == b"a" => facts.name(attr),
        b"for" if matches!(tag.name, b"label" | b"output") => facts.references(attr, "for"),
        b"headers" if matches!(tag.name, b"td" | b"th") => facts.references(attr, "headers"),
        b"list" if tag.name == b"input" => facts.references(attr, "list"),
        b"form" if !tag.foreign => facts.references(attr, "form"),
        b"style" => policy::style_attribute(facts, tag, attr),
        name if name.starts_with(b"aria-") => aria(facts, attr, name),
        name if name.starts_with(b"on") && name.len() > 2 => policy::handler(facts, attr),
        name => urls::attribute(facts, tag, attr, name),
    }
}

fn aria(facts: &mut Builder, attr: &Attr<'_>, name: &[u8]) {
    let place = match name {
        b"aria-labelledby" => "aria-labelledby",
        b"aria-describedby" => "aria-describedby",
        b"aria-controls" => "aria-controls",
        b"aria-owns" => "aria-owns",
        b"aria-details" => "aria-details",
        b"aria-errormessage" => "aria-errormessage",
        b"aria-activedescendant" => "aria-activedescendant",
        _ => return,
    };
    facts.references(attr, place);
}

fn image(facts: &mut Builder, tag: &Tag<'_, '_>) {
    let source = attributes::get(tag.attrs, b"src")
        .map(Attr::text)
        .unwrap_or_default();
    if attributes::get(tag.attrs, b"alt").is_none() {
        let message = format!("The image \"{source}\" has no alt text");
        facts.report(tag.at, Kind::MissingAlt, message);
    }
    if !(attributes::says(tag.attrs, b"width") && attributes::says(tag.attrs, b"height")) {
        let message = format!("The image \"{source}\" has no width and height");
        facts.report(tag.at, Kind::MissingImageSize, message);
    }
}
