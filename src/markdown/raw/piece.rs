//! One piece of raw HTML, rebuilt from what may stand.
//!
//! In go the tokens of a piece; out come tags and text in the writer, with slots for addresses.
//! The one thing to know: nothing is copied through. Names come from the list of what is allowed,
//! values are checked or escaped, and addresses go the same way as those of Markdown links.

use std::ops::Range;

use super::super::slug::is_name;
use super::super::target::classify;
use super::super::unclosed::hidden_by_comment;
use super::super::writer::Writer;
use super::tokens::{Attribute, Tag, Token, Tokens};
use super::{Located, allow, entities};

impl Writer<'_> {
    /// Writes a piece.
    pub(super) fn write_piece(&mut self, piece: &Located<'_>) {
        let mut tokens = Tokens::new(piece.html);
        self.raw.deepest = self.raw.open.len();
        // Elements whose end was looked for in vain: looking again would take the square.
        let mut endless: Vec<String> = Vec::new();
        while let Some((token, range)) = tokens.next() {
            let place = piece.place(range);
            match token {
                Token::Text(text) => self.raw_text(text),
                Token::Open(tag) if allow::element(&tag.name) => self.raw_open(&tag, piece, place),
                Token::Open(tag) => {
                    if allow::goes_with_content(&tag.name) && !endless.contains(&tag.name) {
                        match end_of_content(piece.html, tokens.at, &tag.name) {
                            Some(end) => tokens.at = end,
                            None => endless.push(tag.name.clone()),
                        }
                    }
                    self.raw.remove(format!("<{}>", shown(&tag.name)), place);
                }
                Token::Close(name) => self.raw_close(&name, place),
                // Notes between editors, which are not for readers.
                Token::Comment if is_closed(&piece.html[..tokens.at]) => {}
                Token::Comment => {
                    let start = place.start..place.start + "<!--".len();
                    self.report(hidden_by_comment(), start);
                }
                Token::Declaration => self.raw.remove("a declaration".to_owned(), place),
            }
        }
    }

    fn raw_text(&mut self, text: &str) {
        self.html.push(&entities::escape_around(text));
        for (n, line) in entities::decode(text).split_ascii_whitespace().enumerate() {
            if n > 0 || text.starts_with(|c: char| c.is_ascii_whitespace()) {
                self.text.space();
            }
            self.text.push(line);
        }
        if text.ends_with(|c: char| c.is_ascii_whitespace()) {
            self.text.space();
        }
    }

    fn raw_open(&mut self, tag: &Tag<'_>, piece: &Located<'_>, place: Range<usize>) {
        let name = tag.name.as_str();
        self.raw_break(name);
        while self
            .raw
            .open
            .last()
            .is_some_and(|(last, _)| allow::closes(name, last))
        {
            self.raw.open.pop();
        }
        if name == "img" {
            self.raw_picture(tag, piece, place);
            return;
        }
        self.html.push("<");
        self.html.push(name);
        for attribute in &tag.attributes {
            if name == "a" && attribute.name == "href" {
                self.raw_address(attribute, piece);
            } else {
                self.raw_attribute(name, attribute, &place);
            }
        }
        self.html.push(">");
        if !allow::is_void(name) {
            self.raw.open.push((name.to_owned(), place));
            self.raw.deepest = self.raw.deepest.max(self.raw.open.len());
        }
    }

    /// A closing tag closes the nearest open element of its name and all inside it. One that
    /// closes nothing is left out: browsers would make an element of `</p>`.
    fn raw_close(&mut self, name: &str, place: Range<usize>) {
        let open = self.raw.open.iter().rposition(|(open, _)| open == name);
        match open {
            Some(at) => {
                self.raw.open.truncate(at);
                self.html.push(&format!("</{name}>"));
            }
            None if allow::element(name) => {
                let name = shown(name);
                self.raw
                    .remove(format!("</{name}> without <{name}>"), place);
            }
            None => self.raw.remove(format!("<{}>", shown(name)), place),
        }
        self.raw_break(name);
    }

    fn raw_attribute(&mut self, element: &str, attribute: &Attribute<'_>, place: &Range<usize>) {
        let name = attribute.name.as_str();
        if name == "class" {
            let (kept, refused): (Vec<_>, Vec<_>) = attribute
                .value
                .split_ascii_whitespace()
                .partition(|class| is_name(class));
            for class in refused {
                self.raw
                    .remove(format!("the class “{}”", shown(class)), place.clone());
            }
            if !kept.is_empty() {
                self.attribute("class", &kept.join(" "));
            }
        } else if allow::attribute(element, name, attribute.value) {
            self.attribute(name, &entities::decode(attribute.value));
        } else {
            let removed = format!("“{}” on <{element}>", shown(name));
            self.raw.remove(removed, place.clone());
        }
    }

    fn raw_address(&mut self, attribute: &Attribute<'_>, piece: &Located<'_>) {
        let address = entities::decode(attribute.value);
        let place = piece.place(attribute.place.clone());
        match classify(&address) {
            Ok(target) => {
                let index = self.add_link(target, place);
                self.address("href", index);
            }
            Err(refusal) => self.report(refusal.diagnostic(&address), place),
        }
    }

    fn raw_picture(&mut self, tag: &Tag<'_>, piece: &Located<'_>, place: Range<usize>) {
        let value = |wanted: &str| tag.attributes.iter().find(|a| a.name == wanted);
        let alt = value("alt").map(|alt| entities::decode(alt.value));
        if alt.is_none() {
            self.warn_of_missing_alt(place.clone());
        }
        let alt = alt.unwrap_or_default();
        self.text.push(&alt);
        let index = match value("src") {
            Some(src) => {
                let at = piece.place(src.place.clone());
                self.picture_address(&entities::decode(src.value), at)
            }
            None => self.picture_address("", place.clone()),
        };
        let Some(index) = index else {
            self.html.text(&alt);
            return;
        };
        let title = value("title").map(|title| entities::decode(title.value));
        self.write_picture(index, &alt, title.as_deref());
        let handled = |name: &str| matches!(name, "src" | "alt" | "title" | "loading");
        let others = tag.attributes.iter().filter(|a| !handled(&a.name));
        if self.html.replace_end(">", "") {
            for attribute in others {
                self.raw_attribute("img", attribute, &place);
            }
            self.html.push(">");
        }
    }

    fn raw_break(&mut self, name: &str) {
        if allow::is_block(name) {
            self.text.line();
        } else if matches!(name, "br" | "td" | "th") {
            self.text.space();
        }
    }
}

/// Whether a comment that ends where `html` ends was closed there.
fn is_closed(html: &str) -> bool {
    html.ends_with("-->")
}

/// Past the closing tag of `name`, from `from` on.
fn end_of_content(html: &str, from: usize, name: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let closes = |at: &usize| {
        let after = at + 2 + name.len();
        bytes.get(*at..*at + 2) == Some(b"</")
            && bytes
                .get(at + 2..after)
                .is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()))
    };
    let at = (from..bytes.len()).find(closes)?;
    html[at..].find('>').map(|end| at + end + 1)
}

/// A name for a message.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(30).collect()
}
