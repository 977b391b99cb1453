//! Elements whose content is text whatever it looks like: where that text ends.

use super::scan::{find, is_space, starts_with_ignoring_case};

/// An element with raw text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Raw<'a> {
    /// Ends at its own end tag; the name as written.
    Until(&'a [u8]),
    /// A script: as above, except that a script inside a `<!--` inside it is part of it.
    Script,
    /// Ends with the file.
    Plaintext,
}

impl<'a> Raw<'a> {
    /// What the element of this name holds, if it is raw text.
    pub(super) fn of(name: &'a [u8]) -> Option<Self> {
        let is = |known: &[u8]| name.eq_ignore_ascii_case(known);
        match name.first()?.to_ascii_lowercase() {
            b's' if is(b"script") => Some(Raw::Script),
            b's' if is(b"style") => Some(Raw::Until(name)),
            b't' if is(b"title") || is(b"textarea") => Some(Raw::Until(name)),
            b'i' if is(b"iframe") => Some(Raw::Until(name)),
            b'n' if is(b"noembed") || is(b"noframes") => Some(Raw::Until(name)),
            b'p' if is(b"plaintext") => Some(Raw::Plaintext),
            _ => None,
        }
    }
}

/// Where raw text that starts at `start` ends: at its end tag, or with the file.
pub(super) fn end(bytes: &[u8], start: usize, raw: Raw<'_>) -> usize {
    let found = match raw {
        Raw::Until(name) => next_tag(bytes, start, true, name),
        Raw::Script => script_end(bytes, start),
        Raw::Plaintext => None,
    };
    found.unwrap_or(bytes.len())
}

/// Where the next `<name` or `</name` stands.
fn next_tag(bytes: &[u8], mut from: usize, closing: bool, name: &[u8]) -> Option<usize> {
    while let Some(at) = find(bytes, from, b'<') {
        if is_tag(&bytes[at..], closing, name) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

fn is_tag(bytes: &[u8], closing: bool, name: &[u8]) -> bool {
    let start = if closing { &b"</"[..] } else { b"<" };
    let Some(rest) = bytes.strip_prefix(start) else {
        return false;
    };
    rest.get(..name.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(name))
        && rest
            .get(name.len())
            .is_some_and(|&b| is_space(b) || matches!(b, b'/' | b'>'))
}

/// The "script data double escaped" states of the standard: after `<!--`, a `<script` hides the
/// next `</script`, until `-->`.
fn script_end(bytes: &[u8], start: usize) -> Option<usize> {
    let (mut escaped, mut doubled) = (false, false);
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        match byte {
            b'<' if is_tag(rest, true, b"script") && !doubled => return Some(at),
            b'<' if is_tag(rest, true, b"script") => doubled = false,
            b'<' if escaped && is_tag(rest, false, b"script") => doubled = true,
            // The dashes of `<!-->` also end what they start.
            b'<' if !escaped && starts_with_ignoring_case(rest, b"<!--") => {
                escaped = true;
                at += 1;
            }
            b'-' if escaped && rest.starts_with(b"-->") => (escaped, doubled) = (false, false),
            _ => {}
        }
        at += 1;
        if !escaped {
            at = find(bytes, at, b'<')?;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_ends_at_its_own_end_tag_only() {
        let text = b"a </titles> <b> </TITLE >x";
        assert_eq!(end(text, 0, Raw::Until(b"title")), 16);
        assert_eq!(end(b"a </b>", 0, Raw::Until(b"title")), 6);
        assert_eq!(end(b"a</title", 0, Raw::Until(b"title")), 8);
    }

    #[test]
    fn a_script_hides_scripts_in_its_comments() {
        assert_eq!(end(b"x</script>", 0, Raw::Script), 1);
        let hidden = b"<!-- <script> </script> --></script>";
        assert_eq!(end(hidden, 0, Raw::Script), 27);
        assert_eq!(end(b"<!-- </script>", 0, Raw::Script), 5);
        assert_eq!(end(b"<!--><script></script>", 0, Raw::Script), 13);
        assert_eq!(end(b"<!-- <script></script", 0, Raw::Script), 21);
    }
}
