//! Character references in raw HTML.
//!
//! In goes HTML text; out comes what it says. The one thing to know: this serves the text for
//! search and the judging of addresses, where an unknown name may stay as it is; the HTML itself
//! is decoded by a full parser.

use crate::output::escape;

/// Names that editors type.
const NAMED: [(&str, &str); 17] = [
    ("amp", "&"),
    ("apos", "'"),
    ("colon", ":"),
    ("euro", "€"),
    ("gt", ">"),
    ("hellip", "…"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("nbsp", "\u{a0}"),
    ("ndash", "–"),
    ("pound", "£"),
    ("quot", "\""),
    ("rdquo", "”"),
    ("rsquo", "’"),
    ("times", "×"),
];

/// The longest reference that is looked for, in bytes after the `&`; HTML's own longest name has
/// 31 letters and a semicolon.
const LONGEST: usize = 32;

/// `text` with its character references replaced.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.bytes().take(LONGEST).position(|byte| byte == b';');
        match end.and_then(|end| Some((end, reference(&rest[..end])?))) {
            Some((end, meaning)) => {
                out.push_str(&meaning);
                rest = &rest[end + 1..];
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

/// `text` escaped, but for what looks like a character reference: the full parser knows all of
/// them, and is slow to find that an `&` begins none.
pub(super) fn escape_around(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&escape(&rest[..at]));
        rest = &rest[at + 1..];
        let name = rest
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#');
        let end = name.take(LONGEST).count();
        let is_reference = end > 0 && rest[end..].starts_with(';');
        out.push_str(if is_reference { "&" } else { "&amp;" });
    }
    out.push_str(&escape(rest));
    out
}

fn reference(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?).map(String::from);
    }
    let (_, meaning) = NAMED.iter().find(|(known, _)| *known == name)?;
    Some((*meaning).to_owned())
}

#[cfg(test)]
mod tests {
    use super::{decode, escape_around};

    #[test]
    fn known_references_are_decoded_and_the_rest_stays() {
        assert_eq!(
            decode("a &amp; b&#163;1&#xA3; &foo; & &#xD800;"),
            "a & b£1£ &foo; & &#xD800;"
        );
    }

    #[test]
    fn references_are_left_to_the_full_parser_and_the_rest_is_escaped() {
        assert_eq!(
            escape_around("&eacute; & <b> &&#39;"),
            "&eacute; &amp; &lt;b&gt; &amp;&#39;"
        );
    }
}
