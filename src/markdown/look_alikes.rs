//! What looks like a link and is none.
//!
//! In goes the text, and the same with all but plain words blotted out (see [`super::literal`]);
//! out comes a warning for each pair of brackets that an editor surely meant as a link. The one
//! thing to know: brackets are common in prose, so nothing is said unless an address stands in
//! them: a kind of record with an id, another site, or the name of a file.

use std::ops::Range;

use super::writer::Writer;
use crate::diag::Diagnostic;
use crate::schema::RecordKind;

/// How far the other bracket is looked for, in bytes. It bounds the time for a text of brackets.
const FARTHEST: usize = 300;

/// The longest words that a proposal repeats, in characters.
const LONGEST_WORDS: usize = 60;

/// Endings by which the name of a file is known.
const ENDINGS: [&str; 20] = [
    "csv", "doc", "docx", "gif", "html", "jpeg", "jpg", "md", "ods", "odt", "pdf", "png", "ppt",
    "pptx", "svg", "txt", "webp", "xls", "xlsx", "zip",
];

/// Brackets that are no link.
struct LookAlike {
    place: Range<usize>,
    why: &'static str,
    words: Range<usize>,
    address: String,
}

impl Writer<'_> {
    /// Warns of brackets that look like a link.
    pub(super) fn warn_of_look_alikes(&mut self, page: &str) {
        let look = Look {
            source: self.source,
            page,
        };
        for found in look.all() {
            let picture = self.source[..found.place.start].ends_with('!');
            let what = if picture { "picture" } else { "link" };
            let words = match &self.source[found.words] {
                same if same == found.address => "words for readers".to_owned(),
                words => shown(words),
            };
            let problem = Diagnostic::warning(
                "not-a-link",
                format!("This looks like a {what} and is none: {}.", found.why),
            )
            .hint(format!("Write [{words}]({}).", bracketed(&found.address)));
            self.report(problem, found.place);
        }
    }
}

/// A text, and what of it stands on the page as typed.
struct Look<'a> {
    source: &'a str,
    page: &'a str,
}

impl Look<'_> {
    fn all(&self) -> Vec<LookAlike> {
        let signs = self.page.match_indices(['[', ']', ')']);
        signs.filter_map(|(at, _)| self.at(at)).collect()
    }

    fn at(&self, at: usize) -> Option<LookAlike> {
        let rest = &self.page[at..];
        if rest.starts_with("](") {
            self.broken(at)
        } else if rest.starts_with("] (") {
            self.parted(at)
        } else if rest.starts_with(")[") {
            self.turned(at)
        } else if rest.starts_with("[[") {
            self.doubled(at)
        } else {
            None
        }
    }

    /// `[words](award:x and more`, `[words](award: x)`, `[words](my report.pdf)`.
    fn broken(&self, at: usize) -> Option<LookAlike> {
        let words = self.words(at, b'[', b']')?;
        let start = at + 2;
        let (end, closed) = self.end(start, b'(', b')')?;
        let inside = self.source[start..end].trim();
        let first = inside.split_whitespace().next()?;
        let bare = first.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let (why, address, end) = if !closed {
            let end = start + self.source[start..end].find(bare)? + bare.len();
            ("the round bracket is never closed", bare.to_owned(), end)
        } else if let Some(address) = without_space(inside) {
            ("a space stands after the colon", address, end + 1)
        } else if first == inside {
            // Nothing is wrong with these brackets: they stand around another link.
            return None;
        } else if is_address(bare) {
            let why = "more than an address stands between the round brackets";
            (why, bare.to_owned(), end + 1)
        } else {
            let why = "an address with spaces must stand between < and >";
            (why, inside.to_owned(), end + 1)
        };
        let fits = is_address(&address) || closed && is_file(&address);
        fits.then(|| LookAlike {
            place: words.start - 1..end,
            why,
            words,
            address,
        })
    }

    /// `[words] (award:x)`. A number in brackets is a mark of the editor's own.
    fn parted(&self, at: usize) -> Option<LookAlike> {
        let words = self.words(at, b'[', b']')?;
        let written = &self.source[words.clone()];
        if written.len() < 2 || written.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let why = "a space stands between the square and the round brackets";
        self.second(at + 3, words, why, (b'(', b')'))
    }

    /// `(words)[award:x]`.
    fn turned(&self, at: usize) -> Option<LookAlike> {
        let words = self.words(at, b'(', b')')?;
        let why = "the round and the square brackets are the wrong way round";
        self.second(at + 2, words, why, (b'[', b']'))
    }

    /// A whole address in the second pair of brackets, from `start` on.
    fn second(
        &self,
        start: usize,
        words: Range<usize>,
        why: &'static str,
        (open, close): (u8, u8),
    ) -> Option<LookAlike> {
        let (end, closed) = self.end(start, open, close)?;
        let address = self.source[start..end].trim();
        (closed && is_address(address)).then(|| LookAlike {
            place: words.start - 1..end + 1,
            why,
            words,
            address: address.to_owned(),
        })
    }

    /// `[[award:x]]` and `[[award:x|words]]`, as wikis write links.
    fn doubled(&self, at: usize) -> Option<LookAlike> {
        let start = at + 2;
        let (end, closed) = self.end(start, b'[', b']')?;
        if !closed || !self.page[end..].starts_with("]]") {
            return None;
        }
        let inside = &self.source[start..end];
        let address = inside.split('|').next().unwrap_or_default();
        let words = match address.len() {
            all if all == inside.len() => start..end,
            before => start + before + 1..end,
        };
        is_address(address.trim()).then(|| LookAlike {
            place: at..end + 2,
            why: "double square brackets are the links of wikis",
            words,
            address: address.trim().to_owned(),
        })
    }

    /// What stands between the bracket that closes at `at` and the one that opens it, in the same
    /// paragraph. Marks of footnotes and citations are no words.
    fn words(&self, at: usize, open: u8, close: u8) -> Option<Range<usize>> {
        let bytes = self.page.as_bytes();
        let mut depth = 0_usize;
        for start in (at.saturating_sub(FARTHEST)..at).rev() {
            match bytes[start] {
                b'\n' if bytes.get(start + 1) == Some(&b'\n') => return None,
                byte if byte == close => depth += 1,
                byte if byte == open && depth > 0 => depth -= 1,
                byte if byte == open => {
                    let words = &self.source[start + 1..at];
                    let is_mark = words.starts_with(['^', '@']) || words.trim().is_empty();
                    return (!is_mark).then_some(start + 1..at);
                }
                _ => {}
            }
        }
        None
    }

    /// Where the bracket closes whose inside starts at `start`; where the line ends if it does not
    /// close, with `false`.
    fn end(&self, start: usize, open: u8, close: u8) -> Option<(usize, bool)> {
        let bytes = self.page.as_bytes();
        let mut depth = 0_usize;
        let near = bytes.iter().enumerate().skip(start).take(FARTHEST);
        for (at, byte) in near {
            match *byte {
                b'\n' => return Some((at, false)),
                byte if byte == open => depth += 1,
                byte if byte == close && depth > 0 => depth -= 1,
                byte if byte == close => return Some((at, true)),
                _ => {}
            }
        }
        (bytes.len() <= start + FARTHEST).then_some((bytes.len(), false))
    }
}

/// `award: x` without its space.
fn without_space(inside: &str) -> Option<String> {
    let (kind, id) = inside.split_once(':')?;
    let joined = format!("{kind}:{}", id.trim_start());
    (id.starts_with(' ') && is_address(&joined)).then_some(joined)
}

/// Whether this can be nothing but an address.
fn is_address(text: &str) -> bool {
    if text.contains(char::is_whitespace) {
        return false;
    }
    match text.split_once(':') {
        Some(("http" | "https", rest)) => rest.len() > 2 && rest.starts_with("//"),
        Some(("mailto", rest)) => rest.contains('@'),
        Some((kind, id)) => {
            RecordKind::named(kind).is_some() && id.starts_with(|c: char| c.is_alphanumeric())
        }
        None => is_file(text),
    }
}

/// Whether this is the name of a file, perhaps with spaces and a place in it.
fn is_file(text: &str) -> bool {
    let path = text.split('#').next().unwrap_or_default();
    let ending = path
        .rsplit_once('.')
        .filter(|(name, _)| !name.is_empty())
        .map(|(_, ending)| ending.to_ascii_lowercase());
    !path.contains([':', '"', '<', '>'])
        && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// The address as it may stand between round brackets.
fn bracketed(address: &str) -> String {
    let count = |sign| address.matches(sign).count();
    match address.contains(' ') || count('(') != count(')') {
        true => format!("<{address}>"),
        false => address.to_owned(),
    }
}

/// Words on one line, for a proposal.
fn shown(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    match words.chars().count() > LONGEST_WORDS {
        true => "…".to_owned(),
        false => words,
    }
}

#[cfg(test)]
mod tests {
    use super::super::ParseOptions;
    use super::super::testing::{codes, parse, spans};

    fn hint(source: &str) -> String {
        let (_, problems) = parse(source, ParseOptions::default());
        let found = problems.iter().find(|found| found.code == "not-a-link");
        found.map_or(String::new(), |found| found.hints[0].clone())
    }

    #[test]
    fn brackets_that_hold_an_address_and_are_no_link_are_a_warning() {
        for (source, marked, way_out) in [
            (
                "See [the *p*](award:p4-01, and more.",
                "[the *p*](award:p4-01",
                "Write [the *p*](award:p4-01).",
            ),
            (
                "a [b](award: p4-01).",
                "[b](award: p4-01)",
                "Write [b](award:p4-01).",
            ),
            (
                "[the\np] (award:p4-01)",
                "[the\np] (award:p4-01)",
                "Write [the p](award:p4-01).",
            ),
            (
                "(the p)[https://a.b/c] d",
                "(the p)[https://a.b/c]",
                "Write [the p](https://a.b/c).",
            ),
            (
                "[[award:p4-01|the p]]",
                "[[award:p4-01|the p]]",
                "Write [the p](award:p4-01).",
            ),
            (
                "![my p](my p.png)",
                "[my p](my p.png)",
                "Write [my p](<my p.png>).",
            ),
            (
                "[b](award:p4-01 and c)",
                "[b](award:p4-01 and c)",
                "Write [b](award:p4-01).",
            ),
            (
                "[b](https://a.b/c_(d",
                "[b](https://a.b/c_(d",
                "Write [b](<https://a.b/c_(d>).",
            ),
            (
                "| a |\n| - |\n| [b](c d.pdf) |",
                "[b](c d.pdf)",
                "Write [b](<c d.pdf>).",
            ),
        ] {
            assert_eq!(spans(source), [("not-a-link", marked)], "{source}");
            assert_eq!(hint(source), way_out, "{source}");
        }
    }

    #[test]
    fn the_way_out_is_a_link() {
        for source in ["[b](c d.pdf)", "[[award:p4-01]]", "[b](https://a.b/c_(d"] {
            let hint = hint(source);
            let written = hint.trim_start_matches("Write ").trim_end_matches('.');
            assert!(codes(written).is_empty(), "{written}");
            assert_eq!(super::super::testing::links(written).len(), 1, "{written}");
        }
    }

    #[test]
    fn ordinary_brackets_are_left_alone() {
        for source in [
            "He said [sic](see below) and [sic] (see note).",
            "a[0](b) f(x)[i] f(x)[a:b] [[1, 2], [3]] [x] (y) [1] (https://a.b)",
            "[a [b](award:p4-01)](award:p4-02)",
            "`[b](award: p4-01)` and `[[award:p4-01]]`\n\n    [b] (award:p4-01)\n",
            "```\n[b] (award:p4-01)\n```",
            "\\[b](award: p4-01) \\[\\[award:p4-01]] \\(b)\\[award:p4-01]",
            "a [@b#c] (award:p4-01)",
            "- [ ] (award:p4-01)\n- [x] (https://a.b)",
            "[b](award:p4-01\n\"title\")",
            "the award: it [was](https://a.b \"c\") given (c)[d]",
        ] {
            let found = codes(source);
            assert!(!found.contains(&"not-a-link"), "{source}");
        }
    }

    #[test]
    fn brackets_by_the_thousand_do_not_hang() {
        for piece in ["](award:", "[[", "] (", "[a](b c.md", ")[", "[[award:x"] {
            codes(&piece.repeat(100_000 / piece.len()));
        }
    }
}
