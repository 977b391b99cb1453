//! Whether every link and button says something.
//!
//! A name is text that is not hidden, an image's alt text, or a label (`aria-label`,
//! `aria-labelledby`, `title`) on the element or inside it.

use super::Kind;
use super::attributes::{equals, get, says};
use super::entities;
use super::facts::Builder;
use super::page::Tag;
use super::scan::is_space;

/// The link or button that is open, if any: they cannot nest.
#[derive(Default)]
pub(super) struct Controls<'a> {
    open: Option<Control<'a>>,
}

struct Control<'a> {
    at: usize,
    is_link: bool,
    named: bool,
    /// The hidden element inside it that is open, and how many of its name.
    hidden: Option<(&'a [u8], u32)>,
}

impl<'a> Controls<'a> {
    /// Looks at a start tag.
    pub(super) fn open(&mut self, tag: &Tag<'_, 'a>, facts: &mut Builder) {
        let is_link = tag.name == b"a" && has_address(tag);
        if is_link || tag.name == b"button" {
            self.finish(facts);
            if !(tag.closed && tag.foreign) {
                self.open = Some(Control {
                    at: tag.at,
                    is_link,
                    named: has_label(tag) || is_hidden(tag),
                    hidden: None,
                });
            }
        } else if let Some(control) = &mut self.open {
            control.child(tag);
        }
    }

    /// Looks at text.
    pub(super) fn text(&mut self, text: &[u8]) {
        if let Some(control) = &mut self.open
            && !control.named
            && control.hidden.is_none()
        {
            control.named = is_visible(text);
        }
    }

    /// Looks at an end tag; the name is in lower case.
    pub(super) fn close(&mut self, name: &[u8], facts: &mut Builder) {
        let Some(control) = &mut self.open else {
            return;
        };
        if name
            == (if control.is_link {
                &b"a"[..]
            } else {
                b"button"
            })
        {
            self.finish(facts);
        } else {
            control.leave(name);
        }
    }

    /// Ends what is open, as the end of the page does.
    pub(super) fn finish(&mut self, facts: &mut Builder) {
        match self.open.take() {
            Some(Control {
                at,
                named: false,
                is_link: true,
                ..
            }) => {
                facts.report(at, Kind::EmptyLink, "The link has no text");
            }
            Some(Control {
                at, named: false, ..
            }) => {
                facts.report(at, Kind::EmptyButton, "The button has no text");
            }
            _ => {}
        }
    }
}

impl<'a> Control<'a> {
    fn child(&mut self, tag: &Tag<'_, 'a>) {
        if self.named {
            return;
        }
        let holds_nothing = is_void(tag.name) || (tag.closed && tag.foreign);
        if let Some((name, count)) = &mut self.hidden {
            if !holds_nothing && name.eq_ignore_ascii_case(tag.name) {
                *count += 1;
            }
        } else if is_hidden(tag) {
            self.hidden = (!holds_nothing).then_some((tag.written, 1));
        } else {
            self.named = has_label(tag) || (tag.name == b"img" && says(tag.attrs, b"alt"));
        }
    }

    fn leave(&mut self, closing: &[u8]) {
        if let Some((name, count)) = &mut self.hidden
            && name.eq_ignore_ascii_case(closing)
        {
            *count -= 1;
            if *count == 0 {
                self.hidden = None;
            }
        }
    }
}

fn has_address(tag: &Tag<'_, '_>) -> bool {
    [&b"href"[..], b"xlink:href"]
        .iter()
        .any(|name| get(tag.attrs, name).is_some())
}

fn has_label(tag: &Tag<'_, '_>) -> bool {
    [&b"aria-label"[..], b"aria-labelledby", b"title"]
        .iter()
        .any(|name| says(tag.attrs, name))
}

fn is_hidden(tag: &Tag<'_, '_>) -> bool {
    equals(tag.attrs, b"aria-hidden", "true") || get(tag.attrs, b"hidden").is_some()
}

fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Whether the text is more than space, also than space written as `&nbsp;`.
fn is_visible(text: &[u8]) -> bool {
    let Some(&first) = text.iter().find(|&&b| !is_space(b)) else {
        return false;
    };
    // Decoding is only needed where the first mark may itself be a space.
    if first != b'&' && first.is_ascii() {
        return true;
    }
    entities::decode(text)
        .chars()
        .any(|c| !c.is_whitespace() && c != '\u{200B}')
}
