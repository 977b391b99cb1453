//! Where the front matter of a Markdown file ends and its body begins.
//!
//! In goes the text of a file; out come the ranges of the YAML between the two lines of hyphens
//! and of the Markdown after them. The one thing to know: nothing is copied or changed, so both
//! ranges are places in the file.

use std::ops::Range;

use super::front_matter_slips;
use crate::diag::{Diagnostic, FileId, Span};

/// The two parts of a Markdown file, as bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// The YAML, without the lines of hyphens. Empty when there is none.
    pub yaml: Range<usize>,
    /// The Markdown.
    pub body: Range<usize>,
}

/// Splits a Markdown file. A byte-order mark and both kinds of line ends are accepted.
///
/// # Errors
///
/// Front matter that opens and never closes, at its opening line; front matter that stands too low
/// or opens with other than three hyphens.
pub fn split_front_matter(file: FileId, text: &str) -> Result<FrontMatter, Diagnostic> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = lines(text, start);
    let Some(opening) = lines.next().filter(|line| is_fence(&text[line.clone()])) else {
        if let Some(problem) = front_matter_slips::unseen(file, text, start) {
            return Err(problem);
        }
        return Ok(FrontMatter {
            yaml: start..start,
            body: start..text.len(),
        });
    };
    let mut nearly = None;
    for line in lines {
        let content = &text[line.clone()];
        if is_fence(content) {
            return Ok(FrontMatter {
                yaml: opening.end..line.start,
                body: line.end..text.len(),
            });
        }
        if nearly.is_none() && is_nearly_fence(content) {
            nearly = Some(line.start..line.start + content.trim_end().len());
        }
    }
    let opening = opening.start..opening.start + 3;
    Err(never_closes(file, opening, nearly))
}

fn never_closes(file: FileId, opening: Range<usize>, nearly: Option<Range<usize>>) -> Diagnostic {
    let problem = Diagnostic::error(
        "front-matter-open",
        "The front matter that starts here never ends.",
    )
    .at(Span::new(file, opening))
    .hint("Put a line of exactly three hyphens (---) after the last field, before the text.");
    match nearly {
        Some(line) => problem.related(
            Span::new(file, line),
            "this line is not exactly three hyphens at the start of the line",
        ),
        None => problem,
    }
}

/// Every line from `start`, with its line end.
pub(super) fn lines(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |line| {
        let range = at..at + line.len();
        at = range.end;
        range
    })
}

/// Whether a line opens or closes front matter.
pub(super) fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// Whether somebody surely meant a line to do so.
pub(super) fn is_nearly_fence(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|c| matches!(c, '-' | '–' | '—' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> (&str, &str) {
        let parts = split_front_matter(FileId(0), text).expect("closes");
        (&text[parts.yaml], &text[parts.body])
    }

    #[test]
    fn yaml_and_body_are_found_with_any_line_ends_and_a_byte_order_mark() {
        assert_eq!(split("---\na: b\n---\nbody\n"), ("a: b\n", "body\n"));
        assert_eq!(split("---\r\na: b\r\n---\r\nbody"), ("a: b\r\n", "body"));
        assert_eq!(split("\u{feff}---\na: b\n--- \n"), ("a: b\n", ""));
        assert_eq!(split("---\n---"), ("", ""));
    }

    #[test]
    fn without_front_matter_all_of_the_text_is_the_body() {
        assert_eq!(split("text\n---\nmore"), ("", "text\n---\nmore"));
        assert_eq!(split("\u{feff}text"), ("", "text"));
        assert_eq!(split("----\ntext"), ("", "----\ntext"));
        assert_eq!(split(""), ("", ""));
    }

    #[test]
    fn front_matter_that_never_closes_is_an_error_at_its_opening_line() {
        let problem = split_front_matter(FileId(7), "---\na: b\n----\ntext").expect_err("open");
        assert_eq!(problem.code, "front-matter-open");
        let span = |range| Span::new(FileId(7), range);
        assert_eq!(problem.primary.map(|label| label.span), Some(span(0..3)));
        assert_eq!(problem.related[0].span, span(9..13));
    }
}
