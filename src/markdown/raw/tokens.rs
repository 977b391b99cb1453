//! Raw HTML to tags and text.
//!
//! In goes a piece of HTML; out come its tokens with their places. The one thing to know: this
//! need not read broken HTML as a browser would, because what is written is rebuilt from tokens:
//! what is no complete tag here is text there.

use std::ops::Range;

/// The longest tag that is read, in bytes. It bounds the search for the end of a broken one.
const LONGEST_TAG: usize = 2_000;

/// A token.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, its character references as written.
    Text(&'a str),
    /// `<name …>`.
    Open(Tag<'a>),
    /// `</name>`.
    Close(String),
    /// `<!-- … -->`.
    Comment,
    /// `<!…>` or `<?…>`.
    Declaration,
}

/// An opening tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// In lower case.
    pub(super) name: String,
    /// In order.
    pub(super) attributes: Vec<Attribute<'a>>,
}

/// An attribute.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    /// In lower case.
    pub(super) name: String,
    /// Without quotes, its character references as written.
    pub(super) value: &'a str,
    /// Where the value stands.
    pub(super) place: Range<usize>,
}

/// Reads a piece of HTML from `at` on.
pub(super) struct Tokens<'a> {
    html: &'a str,
    pub(super) at: usize,
    next_end: Option<usize>,
}

impl<'a> Tokens<'a> {
    /// At the start of `html`.
    pub(super) fn new(html: &'a str) -> Self {
        let next_end = html.find('>');
        Self {
            html,
            at: 0,
            next_end,
        }
    }

    /// The markup that starts at `at`, which is a `<`, and where it ends.
    fn markup(&self) -> Option<(Token<'a>, usize)> {
        let rest = &self.html[self.at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").map_or(rest.len(), |end| end + 7);
            return Some((Token::Comment, self.at + end));
        }
        let bytes = rest.as_bytes();
        match bytes.get(1)? {
            b'!' | b'?' => self.end_of(self.at).map(|end| (Token::Declaration, end)),
            b'/' => {
                let end = self.end_of(self.at)?;
                let name = name(self.html, self.at + 2, end)?;
                Some((Token::Close(name.to_ascii_lowercase()), end))
            }
            letter if letter.is_ascii_alphabetic() => self.tag(),
            _ => None,
        }
    }

    /// Past the next `>`, if it is near.
    fn end_of(&self, from: usize) -> Option<usize> {
        let end = self.next_end?;
        (end < from + LONGEST_TAG).then_some(end + 1)
    }

    /// Keeps `next_end` at the first `>` from `at` on, so that each is looked for once.
    fn find_end(&mut self) {
        if self.next_end.is_some_and(|end| end < self.at) {
            let next = self.html[self.at..].find('>');
            self.next_end = next.map(|end| self.at + end);
        }
    }

    fn tag(&self) -> Option<(Token<'a>, usize)> {
        self.end_of(self.at)?;
        let bytes = self.html.as_bytes();
        let limit = bytes.len().min(self.at + LONGEST_TAG);
        let tag_name = name(self.html, self.at + 1, limit)?;
        let mut at = self.at + 1 + tag_name.len();
        let mut attributes = Vec::new();
        loop {
            at = skip(bytes, at, limit, |b| b.is_ascii_whitespace() || b == b'/');
            match bytes.get(at).filter(|_| at < limit)? {
                b'>' => break,
                _ => {
                    let attribute;
                    (attribute, at) = self.attribute(at, limit)?;
                    attributes.push(attribute);
                }
            }
        }
        let name = tag_name.to_ascii_lowercase();
        Some((Token::Open(Tag { name, attributes }), at + 1))
    }

    fn attribute(&self, start: usize, limit: usize) -> Option<(Attribute<'a>, usize)> {
        let bytes = self.html.as_bytes();
        let is_end = |b: u8| b.is_ascii_whitespace() || matches!(b, b'=' | b'>' | b'/');
        // A name may start with any byte, even `=`; taking one keeps the reader moving.
        let end = skip(bytes, start + 1, limit, |b| !is_end(b));
        let name = self.html.get(start..end)?.to_ascii_lowercase();
        let equals = skip(bytes, end, limit, |b| b.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') || equals >= limit {
            let place = end..end;
            let value = "";
            return Some((Attribute { name, value, place }, end));
        }
        let value = skip(bytes, equals + 1, limit, |b| b.is_ascii_whitespace());
        let (place, end) = match bytes.get(value).filter(|_| value < limit)? {
            &quote @ (b'"' | b'\'') => {
                let end = skip(bytes, value + 1, limit, |b| b != quote);
                (end < limit).then_some((value + 1..end, end + 1))?
            }
            _ => {
                let end = skip(bytes, value, limit, |b| {
                    !b.is_ascii_whitespace() && b != b'>'
                });
                (value..end, end)
            }
        };
        let value = self.html.get(place.clone())?;
        Some((Attribute { name, value, place }, end))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (Token<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        self.find_end();
        let rest = &self.html[start..];
        let first = rest.chars().next()?;
        let (token, end) = match first {
            '<' => self.markup(),
            _ => None,
        }
        .unwrap_or_else(|| {
            // Text up to the next `<`; a `<` that opens nothing is text itself.
            let skip = first.len_utf8();
            let end = rest[skip..].find('<').map_or(rest.len(), |at| skip + at);
            (Token::Text(&rest[..end]), start + end)
        });
        self.at = end;
        Some((token, start..end))
    }
}

fn name(html: &str, start: usize, limit: usize) -> Option<&str> {
    let bytes = html.as_bytes();
    if !bytes.get(start)?.is_ascii_alphabetic() {
        return None;
    }
    let is_end = |b: u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/');
    html.get(start..skip(bytes, start, limit, |b| !is_end(b)))
}

fn skip(bytes: &[u8], from: usize, limit: usize, passes: impl Fn(u8) -> bool) -> usize {
    let mut at = from;
    while at < limit && bytes.get(at).is_some_and(|&byte| passes(byte)) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_any_quoting() {
        let html = "a<A  HREF = 'x>y' b=c d/>e</A ><!-- > --><!x>";
        let tokens: Vec<_> = Tokens::new(html).map(|(token, _)| token).collect();
        let Token::Open(tag) = &tokens[1] else {
            panic!("{tokens:?}");
        };
        let read: Vec<_> = tag
            .attributes
            .iter()
            .map(|a| (a.name.as_str(), a.value))
            .collect();
        assert_eq!(read, [("href", "x>y"), ("b", "c"), ("d", "")]);
        assert_eq!(&html[tag.attributes[0].place.clone()], "x>y");
        assert_eq!(
            tokens[3..],
            [
                Token::Close("a".to_owned()),
                Token::Comment,
                Token::Declaration
            ]
        );
    }

    #[test]
    fn what_is_no_complete_tag_is_text() {
        for text in ["<", "< a>", "<a", "<a b=\"", "</>", "<a b"] {
            let all_text = Tokens::new(text).all(|(token, _)| matches!(token, Token::Text(_)));
            assert!(all_text, "{text}");
        }
    }
}
