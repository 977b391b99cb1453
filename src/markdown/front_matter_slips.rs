//! Front matter that is there and is not seen.
//!
//! In goes a file that does not begin with a line of three hyphens; out comes what keeps its front
//! matter from being one. The one thing to know: a line of hyphens is also a rule or a heading of
//! Markdown, so it counts only at the top of the file and with a field in the next line.

use std::ops::Range;

use super::front_matter::{is_fence, is_nearly_fence, lines};
use crate::diag::{Diagnostic, FileId, Span};

/// Why the front matter that stands in `text` from `start` on is not seen; nothing if there is
/// none.
pub(super) fn unseen(file: FileId, text: &str, start: usize) -> Option<Diagnostic> {
    if text[start..].starts_with("---\r") && !text.contains('\n') {
        return Some(old_line_ends().at(Span::new(file, start..start + 3)));
    }
    let blank = |line: &Range<usize>| text[line.clone()].trim().is_empty();
    let above = lines(text, start).take_while(blank).count();
    let mut rest = lines(text, start).skip(above);
    let (fence, field) = (rest.next()?, rest.next()?);
    let written = &text[fence.clone()];
    let hyphens = written.trim();
    if !is_nearly_fence(written) || hyphens.starts_with('.') || !is_field(&text[field]) {
        return None;
    }
    let problem = match is_fence(written) {
        true => too_low(above),
        false => not_three_hyphens(above),
    };
    let from = fence.start + (written.len() - written.trim_start().len());
    Some(problem.at(Span::new(file, from..from + hyphens.len())))
}

fn too_low(above: usize) -> Diagnostic {
    let hint = match above {
        1 => "Delete the empty line above it.".to_owned(),
        _ => format!("Delete the {above} empty lines above it."),
    };
    Diagnostic::error(
        "no-front-matter",
        format!(
            "The front matter begins in line {}, and must begin in line 1.",
            above + 1
        ),
    )
    .hint(hint)
}

fn not_three_hyphens(above: usize) -> Diagnostic {
    let first = match above {
        0 => "",
        _ => " Delete the empty lines above it.",
    };
    Diagnostic::error(
        "no-front-matter",
        "The front matter must begin with a line of exactly three hyphens, and this line is not.",
    )
    .hint(format!(
        "Write --- in its place, with no space before it.{first}"
    ))
}

fn old_line_ends() -> Diagnostic {
    Diagnostic::error(
        "no-front-matter",
        "The lines of this file end as on Macintosh computers before 2001, so it is one long line.",
    )
    .hint("Save it with other line ends (LF or CRLF): most editors let you choose at “Save as”.")
}

/// Whether a line is `name: …`.
fn is_field(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, rest)| {
        !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
            && (rest.is_empty() || rest.starts_with(char::is_whitespace))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<(String, String, Range<usize>)> {
        let problem = unseen(FileId(0), text, 0)?;
        let span = problem.primary.map(|label| label.span.range())?;
        Some((problem.message, problem.hints[0].clone(), span))
    }

    #[test]
    fn empty_lines_above_the_front_matter_are_named() {
        let (message, hint, place) = said("\n\n---\na: b\n---\n").expect("is seen");
        assert!(message.contains("begins in line 3"), "{message}");
        assert_eq!(hint, "Delete the 2 empty lines above it.");
        assert_eq!(place, 2..5);
    }

    #[test]
    fn a_line_that_is_nearly_three_hyphens_is_named() {
        for (text, place) in [
            ("----\na: b\n---\n", 0..4),
            (" ---\na: b\n---\n", 1..4),
            ("--\na: b\n--\n", 0..2),
            ("—\na: b\n—\n", 0..3),
        ] {
            let (message, _, found) = said(text).expect("is seen");
            assert!(message.contains("exactly three hyphens"), "{message}");
            assert_eq!(found, place, "{text}");
        }
        let (message, ..) = said("---\ra: b\r---\rtext").expect("is seen");
        assert!(message.contains("Macintosh"), "{message}");
    }

    #[test]
    fn rules_and_headings_are_no_front_matter() {
        for text in [
            "----\ntext",
            "\n---\n\na: b",
            "text\n---\na: b",
            "",
            "- a\nb: c",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
