//! Bytes of HTML, SVG or XML in; tags and text out.
//!
//! The rules are those of the HTML standard's tokenizer as far as they decide where a tag, an
//! attribute or a raw text ends. Comments, doctypes and processing instructions are passed over.
//! Nothing is copied: tokens are slices of the file, and the attributes of the current tag lie in
//! one list that is used again for the next tag. Any bytes whatever give some list of tokens.

use super::attributes::{self, Attr};
use super::raw::{self, Raw};
use super::scan::{find, find_text};

/// A part of the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text between tags, references not decoded; also all of a script, style or title.
    Text { at: usize, text: &'a [u8] },
    /// A start tag; its attributes are [`Tokens::attrs`].
    Open {
        at: usize,
        name: &'a [u8],
        closed: bool,
    },
    /// An end tag.
    Close { at: usize, name: &'a [u8] },
}

/// The tokenizer.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
    xml: bool,
    foreign: u32,
    raw: Option<Raw<'a>>,
    attrs: Vec<Attr<'a>>,
    truncated: bool,
}

impl<'a> Tokens<'a> {
    /// Reads a page.
    pub(super) fn html(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            xml: false,
            foreign: 0,
            raw: None,
            attrs: Vec::with_capacity(16),
            truncated: false,
        }
    }

    /// Reads XML: no element holds raw text, and CDATA sections are text.
    pub(super) fn xml(bytes: &'a [u8]) -> Self {
        Self {
            xml: true,
            ..Self::html(bytes)
        }
    }

    /// The attributes of the tag last given.
    pub(super) fn attrs(&self) -> &[Attr<'a>] {
        &self.attrs
    }

    /// Whether what is read is SVG, MathML or XML rather than HTML.
    pub(super) fn is_foreign(&self) -> bool {
        self.xml || self.foreign > 0
    }

    /// Whether the file ended inside a tag, a comment or a section.
    pub(super) fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The next part, or nothing at the end of the file.
    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        if let Some(raw) = self.raw.take() {
            let start = self.at;
            self.at = raw::end(self.bytes, start, raw);
            if self.at > start {
                return Some(self.text(start));
            }
        }
        while self.at < self.bytes.len() {
            let token = if self.bytes[self.at] == b'<' {
                self.markup()
            } else {
                self.plain(0)
            };
            if token.is_some() {
                return token;
            }
        }
        None
    }

    fn text(&self, start: usize) -> Token<'a> {
        Token::Text {
            at: start,
            text: &self.bytes[start..self.at],
        }
    }

    /// Text up to the next `<`, of which the first `skip` bytes are text whatever they are.
    fn plain(&mut self, skip: usize) -> Option<Token<'a>> {
        let start = self.at;
        self.at = find(self.bytes, start + skip, b'<').unwrap_or(self.bytes.len());
        Some(self.text(start))
    }

    fn markup(&mut self) -> Option<Token<'a>> {
        match self.bytes.get(self.at + 1) {
            Some(&b) if self.starts_name(b) => self.open(),
            Some(b'/') => self.close(),
            Some(b'!') => self.declaration(),
            Some(b'?') => self.skip_past(2, if self.xml { b"?>" } else { b">" }),
            _ => self.plain(1),
        }
    }

    fn starts_name(&self, byte: u8) -> bool {
        byte.is_ascii_alphabetic() || (self.xml && (matches!(byte, b'_' | b':') || byte >= 0x80))
    }

    fn open(&mut self) -> Option<Token<'a>> {
        let at = self.at;
        let (name, closed) = self.tag(at + 1)?;
        match name.len() {
            3 | 4 => self.enter_foreign(name, closed),
            5.. if !self.is_foreign() => self.raw = Raw::of(name),
            _ => {}
        }
        Some(Token::Open { at, name, closed })
    }

    fn close(&mut self) -> Option<Token<'a>> {
        let at = self.at;
        match self.bytes.get(at + 2) {
            Some(&b) if self.starts_name(b) => {}
            _ => return self.skip_past(2, b">"),
        }
        let (name, _) = self.tag(at + 2)?;
        if is_foreign_root(name) {
            self.foreign = self.foreign.saturating_sub(1);
        }
        Some(Token::Close { at, name })
    }

    /// Reads a tag from its name on. A tag that the file ends in is none.
    fn tag(&mut self, start: usize) -> Option<(&'a [u8], bool)> {
        let tag = attributes::read(self.bytes, start, &mut self.attrs);
        match tag {
            Some(tag) => {
                self.at = tag.end;
                Some((&self.bytes[start..tag.name_end], tag.closed))
            }
            None => {
                self.truncated = true;
                self.at = self.bytes.len();
                None
            }
        }
    }

    fn enter_foreign(&mut self, name: &[u8], closed: bool) {
        if !closed && is_foreign_root(name) {
            self.foreign += 1;
        }
    }

    fn declaration(&mut self) -> Option<Token<'a>> {
        let rest = &self.bytes[self.at + 2..];
        if rest.starts_with(b"--") {
            self.comment()
        } else if self.is_foreign() && rest.starts_with(b"[CDATA[") {
            self.cdata()
        } else if self.xml && has_subset(rest) {
            self.skip_past(2, b"]>")
        } else {
            self.skip_past(2, b">")
        }
    }

    fn comment(&mut self) -> Option<Token<'a>> {
        let body = self.at + 4;
        let rest = &self.bytes[body..];
        let mut from = body;
        if rest.starts_with(b">") || rest.starts_with(b"->") {
            return self.skip_past(4, b">");
        }
        while let Some(dashes) = find_text(self.bytes, from, b"--") {
            let rest = &self.bytes[dashes + 2..];
            let bang = usize::from(!self.xml && rest.starts_with(b"!"));
            if rest.get(bang) == Some(&b'>') {
                self.at = dashes + 3 + bang;
                return None;
            }
            from = dashes + 1;
        }
        self.cut_off()
    }

    fn cdata(&mut self) -> Option<Token<'a>> {
        let start = self.at + b"<![CDATA[".len();
        let Some(end) = find_text(self.bytes, start, b"]]>") else {
            return self.cut_off();
        };
        self.at = end + 3;
        let text = &self.bytes[start..end];
        (!text.is_empty()).then_some(Token::Text { at: start, text })
    }

    fn skip_past(&mut self, from: usize, end: &[u8]) -> Option<Token<'a>> {
        match find_text(self.bytes, self.at + from, end) {
            Some(at) => {
                self.at = at + end.len();
                None
            }
            None => self.cut_off(),
        }
    }

    fn cut_off(&mut self) -> Option<Token<'a>> {
        self.truncated = true;
        self.at = self.bytes.len();
        None
    }
}

/// Whether this is a doctype with declarations of its own.
fn has_subset(declaration: &[u8]) -> bool {
    let end = find(declaration, 0, b'>').unwrap_or(declaration.len());
    declaration[..end].contains(&b'[')
}

fn is_foreign_root(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(b"svg") || name.eq_ignore_ascii_case(b"math")
}
