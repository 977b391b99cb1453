//! The built site in memory: paths to bytes, in sorted order; and how text is written into it.

mod bytes;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use bytes::{Bytes, Part};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Where a file lies in the built site: relative, `/`-separated, without `.` or `..`.
pub type OutputPath = Arc<str>;

/// The whole built site. Nothing reaches the disk before all of it is here and audited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<OutputPath, Bytes>,
}

impl Output {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. Returns `false`, and keeps the first, when the path is already taken.
    pub fn insert(&mut self, path: impl Into<OutputPath>, bytes: impl Into<Bytes>) -> bool {
        use std::collections::btree_map::Entry;
        match self.files.entry(path.into()) {
            Entry::Occupied(_) => false,
            Entry::Vacant(slot) => {
                slot.insert(bytes.into());
                true
            }
        }
    }

    /// Puts other bytes into a file that is there.
    pub fn replace(&mut self, path: &str, bytes: impl Into<Bytes>) {
        if let Some(known) = self.files.get_mut(path) {
            *known = bytes.into();
        }
    }

    /// The bytes of a file.
    pub fn get(&self, path: &str) -> Option<&Bytes> {
        self.files.get(path)
    }

    /// A file with its path as it is kept here.
    pub fn entry(&self, path: &str) -> Option<(&str, &Bytes)> {
        let (path, bytes) = self.files.get_key_value(path)?;
        Some((&**path, bytes))
    }

    /// Every file, sorted by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Bytes)> {
        self.files.iter().map(|(path, bytes)| (&**path, bytes))
    }

    /// Every file, sorted by path, no longer in the site.
    pub fn into_files(self) -> impl ExactSizeIterator<Item = (OutputPath, Bytes)> {
        self.files.into_iter()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// The path in the output of a relative address on a page.
pub fn below(page: &str, address: &str) -> Option<String> {
    let address = address.split(['#', '?']).next()?;
    if address.is_empty() || address.contains(':') || address.starts_with("//") {
        return None;
    }
    let (mut parts, rest): (Vec<&str>, &str) = match address.strip_prefix('/') {
        Some(rest) => (Vec::new(), rest),
        None => (page.split('/').rev().skip(1).collect(), address),
    };
    if !address.starts_with('/') {
        parts.reverse();
    }
    for part in rest.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Text as HTML or SVG has it, in an element or in a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(text, &mut out);
    out
}

/// [`escape`], written behind what is there. Control characters are not allowed in HTML, so they
/// become the sign for "unreadable".
pub fn escape_into(text: &str, out: &mut String) {
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            b'\t' | b'\n' | 0x20.. => continue,
            b'\r' => "",
            _ => "\u{fffd}",
        };
        out.push_str(&text[start..at]);
        out.push_str(replacement);
        start = at + 1;
    }
    out.push_str(&text[start..]);
}

/// JSON as a script may hold it, also one that stands in a page. Signs that end a line in old
/// engines are escaped; `<` stands in JSON only inside texts, so no text ends a script.
pub fn in_script(json: &str) -> String {
    json.replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
        .replace('<', "\\u003c")
}

/// What an address does not show as it is.
const OTHER_SIGNS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A path as an address writes it: spaces and other signs in per cent, `/` left as it is.
pub fn encoded(path: &str) -> String {
    utf8_percent_encode(path, OTHER_SIGNS).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaping_leaves_nothing_that_could_open_a_tag_or_close_an_attribute() {
        assert_eq!(
            escape("a<b>&\"c'\0\ré"),
            "a&lt;b&gt;&amp;&quot;c&#39;\u{fffd}é"
        );
    }

    #[test]
    fn what_is_no_plain_letter_is_written_in_an_address_as_bytes() {
        assert_eq!(encoded("awards/straße/"), "awards/stra%C3%9Fe/");
        assert_eq!(encoded("a b;$"), "a%20b%3B%24");
        assert_eq!(encoded("/a b/é\r\n"), "/a%20b/%C3%A9%0D%0A");
    }
}
