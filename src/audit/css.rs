//! The addresses that a style sheet asks for: `url(...)`, `@import "..."`, `image-set("...")`.
//!
//! Takes the bytes of a style sheet or of a `style` attribute and calls back with each address
//! and where it stands. Comments and other strings are passed over.

use super::scan::{find_text, is_space, starts_with_ignoring_case};

/// Calls `found` with the place of every address, the address, and what asks for it.
pub(super) fn addresses(css: &[u8], found: impl FnMut(usize, &str, &'static str)) {
    let scanner = Scanner {
        css,
        at: 0,
        depth: 0,
        image_set: None,
        found,
    };
    scanner.run();
}

struct Scanner<'a, F> {
    css: &'a [u8],
    at: usize,
    /// How many parentheses are open.
    depth: u32,
    /// At which depth an `image-set(` is open: there, strings are addresses.
    image_set: Option<u32>,
    found: F,
}

impl<F: FnMut(usize, &str, &'static str)> Scanner<'_, F> {
    fn run(mut self) {
        while let Some(&byte) = self.css.get(self.at) {
            match byte {
                b'/' if self.rest().starts_with(b"/*") => self.skip_comment(),
                b'"' | b'\'' => self.string(),
                b'@' => self.rule(),
                b'\\' => self.at += 2,
                b'(' => self.open(),
                b')' => self.close(),
                b'u' | b'U' | b's' | b'S' if self.starts_address() => self.url(),
                _ => self.at += 1,
            }
        }
    }

    fn rest(&self) -> &[u8] {
        self.css.get(self.at..).unwrap_or_default()
    }

    fn is_at(&self, text: &[u8]) -> bool {
        starts_with_ignoring_case(self.rest(), text)
    }

    fn skip_comment(&mut self) {
        self.at = find_text(self.css, self.at + 2, b"*/").map_or(self.css.len(), |end| end + 2);
    }

    fn skip_space(&mut self) {
        loop {
            match self.rest() {
                [byte, ..] if is_space(*byte) => self.at += 1,
                [b'/', b'*', ..] => self.skip_comment(),
                _ => return,
            }
        }
    }

    fn open(&mut self) {
        self.depth += 1;
        let before = &self.css[self.at.saturating_sub(9)..self.at];
        if self.image_set.is_none() && before.eq_ignore_ascii_case(b"image-set") {
            self.image_set = Some(self.depth);
        }
        self.at += 1;
    }

    fn close(&mut self) {
        if self.image_set == Some(self.depth) {
            self.image_set = None;
        }
        self.depth = self.depth.saturating_sub(1);
        self.at += 1;
    }

    fn rule(&mut self) {
        if self.is_at(b"@import") {
            self.at += 7;
            self.skip_space();
            if let Some(b'"' | b'\'') = self.rest().first() {
                let (start, text) = self.take_string();
                (self.found)(start, &text, "@import");
            }
        } else if self.is_at(b"@namespace") {
            // The address of a namespace is a name; nobody fetches it.
            let rest = self.rest();
            self.at += rest.iter().position(|&b| b == b';').unwrap_or(rest.len());
        } else {
            self.at += 1;
        }
    }

    fn string(&mut self) {
        let (start, text) = self.take_string();
        if self.image_set.is_some_and(|depth| depth == self.depth) {
            (self.found)(start, &text, "image-set()");
        }
    }

    /// Whether an address function starts here, rather than in the middle of a name.
    fn starts_address(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.css.get(at));
        let in_name =
            before.is_some_and(|&b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        !in_name && (self.is_at(b"url(") || self.is_at(b"src("))
    }

    fn url(&mut self) {
        self.at += 4;
        self.skip_white();
        let (start, text) = match self.rest().first() {
            Some(b'"' | b'\'') => self.take_string(),
            _ => self.take_until(|b| b == b')' || is_space(b)),
        };
        (self.found)(start, &text, "url()");
        // The parenthesis was not counted when it opened.
        self.skip_white();
        if self.rest().first() == Some(&b')') {
            self.at += 1;
        }
    }

    /// As [`Self::skip_space`], where `/*` is not a comment but an address.
    fn skip_white(&mut self) {
        while self.rest().first().is_some_and(|&b| is_space(b)) {
            self.at += 1;
        }
    }

    fn take_string(&mut self) -> (usize, String) {
        let quote = self.css[self.at];
        self.at += 1;
        let taken = self.take_until(|b| b == quote || b == b'\n');
        self.at = (self.at + 1).min(self.css.len());
        taken
    }

    /// The text up to where `stop` says, with its escapes decoded.
    fn take_until(&mut self, stop: impl Fn(u8) -> bool) -> (usize, String) {
        let start = self.at;
        let mut text = Vec::new();
        while let Some(&byte) = self.css.get(self.at) {
            if stop(byte) {
                break;
            }
            self.at += 1;
            match byte {
                b'\\' => self.escape(&mut text),
                _ => text.push(byte),
            }
        }
        (start, String::from_utf8_lossy(&text).into_owned())
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let digits = self
            .rest()
            .iter()
            .take(6)
            .take_while(|b| b.is_ascii_hexdigit())
            .count();
        if digits == 0 {
            // An escaped line break is nothing; any other character is itself.
            text.extend(self.rest().first().filter(|&&b| b != b'\n'));
            self.at = (self.at + 1).min(self.css.len());
            return;
        }
        let hex = &self.rest()[..digits];
        let code = hex.iter().fold(0, |code, &b| {
            code * 16 + char::from(b).to_digit(16).unwrap_or(0)
        });
        let decoded = char::from_u32(code).unwrap_or('\u{FFFD}');
        text.extend_from_slice(decoded.encode_utf8(&mut [0; 4]).as_bytes());
        self.at += digits;
        if self.rest().first().is_some_and(|&b| is_space(b)) {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    fn found(css: &str) -> Vec<String> {
        let mut list = Vec::new();
        super::addresses(css.as_bytes(), |at, text, place| {
            list.push(format!("{at} {place} {text}"))
        });
        list
    }

    #[test]
    fn finds_what_a_style_sheet_asks_for() {
        let css = "a{b:url( 'x y' )}c{d:URL(z)}";
        assert_eq!(found(css), ["10 url() x y", "25 url() z"]);
        assert_eq!(
            found("@import/**/\"a.css\";@import url(b)"),
            ["12 @import a.css", "31 url() b"]
        );
        assert_eq!(
            found("x:image-set('a.png' type('image/png'))"),
            ["13 image-set() a.png"]
        );
        assert_eq!(found("url(\\68 ttp\\3A//x\\)y)"), ["4 url() http://x)y"]);
    }

    #[test]
    fn passes_over_comments_strings_names_and_namespaces() {
        assert!(found("/* url(a) */ b{content:\"url(c)\"} --my-url(d)").is_empty());
        assert!(found("@namespace url(http://www.w3.org/2000/svg);").is_empty());
        assert_eq!(found("@namespace url(a);b{c:url(d)}"), ["26 url() d"]);
        assert_eq!(found("url("), ["4 url() "]);
        assert_eq!(found("url('\\"), ["5 url() "]);
    }
}
