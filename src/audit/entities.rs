//! Character references in attribute values.
//!
//! Takes a value as it stands in the file, gives the text that a browser reads there. Knows every
//! numeric reference, the five names of XML, and those names of HTML that could hide an address
//! (`&colon;`, `&sol;` ...). Other names stay as written: no link of this site holds one.

use std::borrow::Cow;

/// The value as text: UTF-8 (what is not becomes U+FFFD), with its references decoded.
pub(super) fn decode(value: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(value);
    if text.contains('&') {
        Cow::Owned(decode_text(&text))
    } else {
        text
    }
}

fn decode_text(mut rest: &str) -> String {
    let mut out = String::with_capacity(rest.len());
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (decoded, used) = reference(rest).unwrap_or(('&', 1));
        out.push(decoded);
        rest = &rest[used..];
    }
    out.push_str(rest);
    out
}

/// The character that the reference at the start of `text` means, and how many bytes it takes.
pub(super) fn reference(text: &str) -> Option<(char, usize)> {
    match text.strip_prefix("&#") {
        Some(number) => numeric(number).map(|(c, used)| (c, used + 2)),
        None => named(text),
    }
}

fn numeric(text: &str) -> Option<(char, usize)> {
    let (digits, radix, prefix) = match text.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 1),
        None => (text, 10, 0),
    };
    let length = digits
        .bytes()
        .take_while(|&b| char::from(b).is_digit(radix))
        .count();
    if length == 0 {
        return None;
    }
    // Too large a number is no character, as is a surrogate or zero.
    let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(0);
    let decoded = char::from_u32(code)
        .filter(|&c| c != '\0')
        .unwrap_or('\u{FFFD}');
    let semicolon = usize::from(digits[length..].starts_with(';'));
    Some((decoded, prefix + length + semicolon))
}

fn named(text: &str) -> Option<(char, usize)> {
    let length = text.bytes().take(12).position(|b| b == b';')?;
    let decoded = match &text[1..length] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "colon" => ':',
        "sol" => '/',
        "bsol" => '\\',
        "num" => '#',
        "period" => '.',
        "lpar" => '(',
        "rpar" => ')',
        "Tab" => '\t',
        "NewLine" => '\n',
        _ => return None,
    };
    Some((decoded, length + 1))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn decodes_names_and_numbers() {
        assert_eq!(decode(b"a&amp;b&lt;&gt;&quot;&apos;"), "a&b<>\"'");
        assert_eq!(decode(b"&#104;&#x74;tp&colon;&#47"), "http:/");
        assert_eq!(decode(b"plain"), "plain");
    }

    #[test]
    fn leaves_what_is_no_reference() {
        assert_eq!(decode(b"?a=1&b=2&"), "?a=1&b=2&");
        assert_eq!(decode(b"&#;&#x;&;&unknown;"), "&#;&#x;&;&unknown;");
        assert_eq!(
            decode(b"&#0;&#xD800;&#99999999999;"),
            "\u{FFFD}\u{FFFD}\u{FFFD}"
        );
        assert_eq!(decode(b"\xFF&amp;"), "\u{FFFD}&");
        assert_eq!(decode("&é;".as_bytes()), "&é;");
    }
}
