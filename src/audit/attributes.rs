//! The inside of a tag: its name and its attributes, in all three quotings.

use std::borrow::Cow;

use super::entities;
use super::scan::{find, has_text, is_space};

/// An attribute as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attr<'a> {
    /// Where its name starts.
    pub(super) at: usize,
    /// Its name, case as written.
    pub(super) name: &'a [u8],
    /// Its value without quotes, references not decoded; empty if it has none.
    pub(super) value: &'a [u8],
    /// Whether the value stands in quotes.
    pub(super) quoted: bool,
}

impl<'a> Attr<'a> {
    /// The value as a browser reads it.
    pub(super) fn text(&self) -> Cow<'a, str> {
        entities::decode(self.value)
    }

    /// Whether the name is this one; `name` is lower case.
    pub(super) fn is(&self, name: &[u8]) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The attribute of this name. The first counts, as in browsers.
pub(super) fn get<'t, 'a>(attrs: &'t [Attr<'a>], name: &[u8]) -> Option<&'t Attr<'a>> {
    attrs.iter().find(|attr| attr.is(name))
}

/// Whether there is an attribute of this name with more than space in it.
pub(super) fn says(attrs: &[Attr<'_>], name: &[u8]) -> bool {
    get(attrs, name).is_some_and(|attr| has_text(attr.value))
}

/// Whether the attribute has this value, whatever the case.
pub(super) fn equals(attrs: &[Attr<'_>], name: &[u8], value: &str) -> bool {
    get(attrs, name).is_some_and(|attr| attr.text().trim().eq_ignore_ascii_case(value))
}

/// Where the parts of a tag end.
pub(super) struct Ends {
    /// After the name.
    pub(super) name_end: usize,
    /// After the `>`.
    pub(super) end: usize,
    /// Whether it ends in `/>`.
    pub(super) closed: bool,
}

/// Reads a tag whose name starts at `start` and puts its attributes into `attrs`. Nothing if the
/// file ends first.
pub(super) fn read<'a>(bytes: &'a [u8], start: usize, attrs: &mut Vec<Attr<'a>>) -> Option<Ends> {
    attrs.clear();
    let name_end = until(bytes, start, |b| is_space(b) || matches!(b, b'/' | b'>'))?;
    let mut at = name_end;
    loop {
        at = until(bytes, at, |b| !is_space(b))?;
        match bytes[at] {
            b'>' => {
                let (end, closed) = (at + 1, false);
                return Some(Ends {
                    name_end,
                    end,
                    closed,
                });
            }
            b'/' if bytes.get(at + 1) == Some(&b'>') => {
                let (end, closed) = (at + 2, true);
                return Some(Ends {
                    name_end,
                    end,
                    closed,
                });
            }
            b'/' => at += 1,
            _ => at = attribute(bytes, at, attrs)?,
        }
    }
}

/// Reads one attribute and gives where it ends.
fn attribute<'a>(bytes: &'a [u8], at: usize, attrs: &mut Vec<Attr<'a>>) -> Option<usize> {
    // A `=` in the first place is part of the name, says the standard.
    let name_end = until(bytes, at + 1, |b| {
        is_space(b) || matches!(b, b'/' | b'>' | b'=')
    })?;
    let after = until(bytes, name_end, |b| !is_space(b))?;
    let (value, end, quoted) = if bytes[after] == b'=' {
        value(bytes, until(bytes, after + 1, |b| !is_space(b))?)?
    } else {
        (&bytes[..0], name_end, false)
    };
    attrs.push(Attr {
        at,
        name: &bytes[at..name_end],
        value,
        quoted,
    });
    Some(end)
}

/// The value that starts at `at`, where it ends, and whether it has quotes.
fn value(bytes: &[u8], at: usize) -> Option<(&[u8], usize, bool)> {
    match bytes[at] {
        quote @ (b'"' | b'\'') => {
            let end = find(bytes, at + 1, quote)?;
            Some((&bytes[at + 1..end], end + 1, true))
        }
        _ => {
            let end = until(bytes, at, |b| is_space(b) || b == b'>')?;
            Some((&bytes[at..end], end, false))
        }
    }
}

fn until(bytes: &[u8], from: usize, stop: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.iter().position(|&b| stop(b)).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(tag: &str) -> Vec<(String, String)> {
        let mut attrs = Vec::new();
        read(tag.as_bytes(), 1, &mut attrs);
        let name = |attr: &Attr<'_>| String::from_utf8_lossy(attr.name).into_owned();
        attrs
            .iter()
            .map(|a| (name(a), a.text().into_owned()))
            .collect()
    }

    #[test]
    fn reads_all_three_quotings_and_none() {
        let pairs = parts("<a one=\"1 > 2\" two='\"' three=3/4 four\nfive = x/>");
        let expected = [
            ("one", "1 > 2"),
            ("two", "\""),
            ("three", "3/4"),
            ("four", ""),
            ("five", "x/"),
        ];
        let expected = expected.map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(pairs, expected);
    }

    #[test]
    fn a_tag_that_the_file_ends_in_is_none() {
        let mut attrs = Vec::new();
        for tag in ["<a", "<a ", "<a b", "<a b=", "<a b='", "<a b=c", "<a /"] {
            assert!(read(tag.as_bytes(), 1, &mut attrs).is_none(), "{tag}");
        }
        assert!(read(b"<a/>", 1, &mut attrs).is_some_and(|tag| tag.closed));
    }
}
