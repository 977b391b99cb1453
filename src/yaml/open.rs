//! Which quote or bracket is open at a place: what a parser's error leaves out, and the first thing
//! that an editor needs to know.
//!
//! In goes the text before the place; out comes the sign that has no partner. This is no second
//! parser: it reads only texts that the parser has refused, and only to find that sign.

/// A quote or bracket without its partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    /// Where it stands, in bytes.
    pub(super) at: usize,
    /// The sign itself.
    pub(super) sign: char,
}

impl Opening {
    /// The sign that would close it.
    pub(super) fn partner(self) -> char {
        match self.sign {
            '[' => ']',
            '{' => '}',
            quote => quote,
        }
    }
}

/// The innermost quote or bracket that is open where `text` ends.
pub(super) fn still_open(text: &str) -> Option<Opening> {
    let mut scan = Scan {
        text,
        at: 0,
        brackets: Vec::new(),
        fresh: true,
    };
    while let Some(sign) = scan.rest().chars().next() {
        if let Some(open) = scan.step(sign) {
            return Some(open);
        }
    }
    scan.brackets.pop()
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    brackets: Vec<Opening>,
    /// Whether a value can begin here: only there does a quote or bracket open anything.
    fresh: bool,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Passes one sign. A quote that never closes is the answer.
    fn step(&mut self, sign: char) -> Option<Opening> {
        let start = self.at;
        let after_space = self.text[..start].ends_with([' ', '\t', '\n']) || start == 0;
        self.at += sign.len_utf8();
        let before_space =
            self.rest().is_empty() || self.rest().starts_with([' ', '\t', '\r', '\n']);
        let in_brackets = !self.brackets.is_empty();
        match sign {
            '#' if after_space => self.skip_line(),
            '"' | '\'' if self.fresh => {
                self.fresh = false;
                match closing(self.rest(), sign) {
                    Some(length) => self.at += length,
                    None => return Some(Opening { at: start, sign }),
                }
            }
            '[' | '{' if self.fresh => self.brackets.push(Opening { at: start, sign }),
            ']' | '}' if in_brackets => {
                self.brackets.pop();
                self.fresh = false;
            }
            ',' if in_brackets => self.fresh = true,
            '|' | '>' if self.fresh && !in_brackets => self.skip_block(start),
            ':' if before_space => self.fresh = true,
            '-' | '?' if self.fresh && before_space => {}
            '\n' => self.fresh = true,
            sign if sign.is_whitespace() => {}
            _ => self.fresh = false,
        }
        None
    }

    fn skip_line(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    /// Passes the lines of a block of text: all that are indented deeper than its field.
    fn skip_block(&mut self, start: usize) {
        let field = indentation(self.text, start);
        self.skip_line();
        while let Some(line) = self.rest().strip_prefix('\n') {
            let line = line.split('\n').next().unwrap_or_default();
            let own = line.len() - line.trim_start_matches(' ').len();
            if own <= field && !line.trim().is_empty() {
                return;
            }
            self.at += 1 + line.len();
        }
    }
}

/// How far it is to the end of the quotation whose opening `quote` has been passed.
fn closing(rest: &str, quote: char) -> Option<usize> {
    let mut signs = rest.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' if quote == '"' => {
                signs.next();
            }
            '\'' if quote == '\'' && signs.peek().is_some_and(|(_, next)| *next == '\'') => {
                signs.next();
            }
            sign if sign == quote => return Some(at + sign.len_utf8()),
            _ => {}
        }
    }
    None
}

/// How many spaces the line of `at` begins with.
pub(super) fn indentation(text: &str, at: usize) -> usize {
    let start = line_start(text, at);
    text[start..].len() - text[start..].trim_start_matches(' ').len()
}

/// Where the line of `at` begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> Option<(usize, char)> {
        still_open(text).map(|open| (open.at, open.sign))
    }

    #[test]
    fn a_sign_without_its_partner_is_found_where_it_stands() {
        assert_eq!(open("a: \"b\nc: 1\n"), Some((3, '"')));
        assert_eq!(open("a: [b, 'c'\nd: 1\n"), Some((3, '[')));
        assert_eq!(open("a: {b: [c], d: 1\n"), Some((3, '{')));
        assert_eq!(open("a: 'it''s\n"), Some((3, '\'')));
    }

    #[test]
    fn signs_inside_text_comments_and_blocks_open_nothing() {
        for text in [
            "a: it's 5\" [sic]\n",
            "# don't\na: b # \"c\n",
            "a: |\n  don't [\n\n  \"\nb: 1\n",
            "a: \"b \\\" c\"\n",
            "- [a, \"b]\"]\n",
        ] {
            assert_eq!(open(text), None, "{text}");
        }
    }
}
