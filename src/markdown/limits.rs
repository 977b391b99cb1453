//! What is too long or too deep to be prose.
//!
//! In goes a text; out comes an error if parsing it would cost more than it can be worth. The one
//! thing to know: the parser visits every open list and quotation on every line, so its time is
//! lines times depth. Bounding both bounds the time; no text is parsed before this check.

use crate::diag::{Diagnostic, TextMap};

/// The longest text that is parsed, in bytes: about 170,000 words.
pub const MAX_BYTES: usize = 1 << 20;

/// The longest text with raw HTML in it, in bytes: the full HTML parser takes the square of a run of
/// text full of `&`, 0.7 s for this much of nothing else.
pub const MAX_HTML_BYTES: usize = MAX_BYTES / 4;

/// The deepest nesting, in levels of lists, quotations, emphasis and HTML together.
pub const MAX_DEPTH: usize = 200;

/// Refuses a text that is too long, or a line that opens too many lists and quotations.
pub(super) fn check(text: &str, map: &TextMap) -> Result<(), Box<Diagnostic>> {
    if text.len() > MAX_BYTES {
        return Err(Box::new(too_long(text.len(), MAX_BYTES, map)));
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        // A line shorter than the limit cannot exceed it.
        if line.len() > MAX_DEPTH && depth(line.as_bytes()) > MAX_DEPTH {
            return Err(Box::new(too_deep(map, start..start + 1)));
        }
        start += line.len();
    }
    Ok(())
}

/// The error for nesting past [`MAX_DEPTH`].
pub(super) fn too_deep(map: &TextMap, at: std::ops::Range<usize>) -> Diagnostic {
    Diagnostic::error(
        "too-deep",
        format!(
            "This text nests lists, quotations, emphasis or HTML more than {MAX_DEPTH} levels deep."
        ),
    )
    .at(map.span(at))
    .hint("Flatten it: use headings, or fewer levels of lists and quotations.")
}

/// The error for a text with raw HTML past [`MAX_HTML_BYTES`].
pub(super) fn too_long_for_html(text: &str, map: &TextMap) -> Diagnostic {
    too_long(text.len(), MAX_HTML_BYTES, map)
        .hint("A text without HTML tags may be four times as long: use Markdown instead of tags.")
}

fn too_long(bytes: usize, most: usize, map: &TextMap) -> Diagnostic {
    let (size, most) = (bytes.div_ceil(1000), most / 1000);
    Diagnostic::error(
        "too-long",
        format!("This text is {size} kB long; the most that Casebook reads is {most} kB."),
    )
    .at(map.span(0..0))
    .hint("Split it into several pages, or put the bulk into a file to download.")
}

/// How many levels the start of a line can open or continue: one for each mark of a list or
/// quotation, and one for every two columns of indentation, the least that a list item takes.
fn depth(line: &[u8]) -> usize {
    let (mut marks, mut columns, mut at) = (0, 0, 0);
    while let Some(&byte) = line.get(at) {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4,
            b'>' => marks += 1,
            b'-' | b'+' | b'*' | b':' if gap(line, at + 1) => marks += 1,
            b'0'..=b'9' => match number(line, at) {
                Some(end) => {
                    marks += 1;
                    at = end;
                }
                None => break,
            },
            _ => break,
        }
        at += 1;
    }
    let blank_or_rule = line[at..].trim_ascii().is_empty();
    if blank_or_rule && (marks == 0 || is_rule(line)) {
        return 0;
    }
    marks + columns / 2
}

/// The place of the `.` or `)` that ends a list number which starts at `at`.
fn number(line: &[u8], at: usize) -> Option<usize> {
    let digits = line[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let end = at + digits;
    let closes = matches!(line.get(end), Some(b'.' | b')'));
    (digits <= 9 && closes && gap(line, end + 1)).then_some(end)
}

fn gap(line: &[u8], at: usize) -> bool {
    line.get(at).is_none_or(u8::is_ascii_whitespace)
}

/// `* * *` however long is a rule, not a list in a list.
fn is_rule(line: &[u8]) -> bool {
    let mut marks = line.iter().filter(|b| !b.is_ascii_whitespace());
    marks
        .next()
        .is_some_and(|first| b"*-".contains(first) && marks.all(|mark| mark == first))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{codes, fragment};
    use super::{MAX_BYTES, MAX_HTML_BYTES, depth};

    #[test]
    fn marks_and_indentation_count_as_levels_and_rules_do_not() {
        assert_eq!(depth(b"> > - 1. text"), 4 + 2);
        assert_eq!(depth(b"        deep"), 4);
        assert_eq!(depth(b"* * * * *"), 0);
        assert_eq!(depth(b"-text"), 0);
    }

    #[test]
    fn a_text_over_the_limit_is_refused_whole() {
        let long = "word ".repeat(MAX_BYTES / 5 + 1);
        assert_eq!(codes(&long), ["too-long"]);
        assert!(fragment(&long).parts.is_empty());
        let with_html = "word ".repeat(MAX_HTML_BYTES / 5 + 1) + "<br>";
        assert_eq!(codes(&with_html), ["too-long"]);
    }

    #[test]
    fn nesting_twenty_thousand_deep_is_an_error_and_not_a_crash() {
        let n = 20_000;
        for deep in [
            ">".repeat(n) + " a",
            "> ".repeat(n) + "a",
            "- ".repeat(n) + "a",
            "1. ".repeat(n) + "a",
            "*a ".repeat(n) + &" a*".repeat(n),
            "**a ".repeat(n) + &" a**".repeat(n),
            "![".repeat(n) + "a" + &"](b)".repeat(n),
            "<div>".repeat(n),
            "a <b>".repeat(n),
        ] {
            assert_eq!(codes(&deep)[0], "too-deep", "{}", &deep[..30]);
        }
        // These open nothing that is ever closed, so they stay text.
        for text in ["[".repeat(n), "*".repeat(n), "<".repeat(n), "![".repeat(n)] {
            fragment(&text);
        }
    }
}
