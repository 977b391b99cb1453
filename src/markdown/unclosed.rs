//! What is opened and never closed: fences of code, and comments.
//!
//! In go a block of code and the words of the page; out come warnings. The one thing to know:
//! Markdown closes both where the text ends, so that one missing line changes all that follows.

use std::ops::Range;

use super::writer::Writer;
use crate::diag::Diagnostic;

impl Writer<'_> {
    /// Warns of a block of code whose last line is no fence.
    pub(super) fn warn_of_open_fence(&mut self, block: Range<usize>) {
        let text = &self.source[block.clone()];
        let start = block.end - text.trim_start().len();
        let text = text.trim();
        let Some(sign) = text.chars().next() else {
            return;
        };
        let rest = text.trim_start_matches(sign);
        let fence = &text[..text.len() - rest.len()];
        let last = rest.lines().skip(1).last().unwrap_or_default();
        let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
        if last.starts_with(fence) && last.chars().all(|c| c == sign) {
            return;
        }
        let problem = Diagnostic::warning(
            "code-unclosed",
            "This block of code is never closed, so all that follows is shown as code.",
        )
        .hint(format!("Put a line {fence} below the code."));
        self.report(problem, start..start + fence.len());
    }

    /// Warns of comments that stand on the page, because they do not end in their paragraph.
    pub(super) fn warn_of_shown_comments(&mut self, page: &str) {
        for (at, start) in page.match_indices("<!--") {
            let problem = Diagnostic::warning(
                "html-unclosed",
                "This comment does not end in its paragraph, so readers see it.",
            )
            .hint("Put --> where it ends, with no empty line before it.");
            self.report(problem, at..at + start.len());
        }
    }
}

/// The warning for a comment that hides the rest.
pub(super) fn hidden_by_comment() -> Diagnostic {
    Diagnostic::warning(
        "html-unclosed",
        "This comment is never closed, so readers do not see what follows.",
    )
    .hint("Put --> where the comment ends.")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{codes, spans};

    #[test]
    fn a_fence_that_is_never_closed_is_a_warning() {
        assert_eq!(
            spans("a\n\n```yaml\nb\n\n[c](d)\n"),
            [("code-unclosed", "```")]
        );
        assert_eq!(spans("~~~~\nb\n~~~\n"), [("code-unclosed", "~~~~")]);
        assert_eq!(spans("- a\n\n  ```\n  b\n\nc"), [("code-unclosed", "```")]);
        assert_eq!(spans("```"), [("code-unclosed", "```")]);
    }

    #[test]
    fn closed_code_is_left_alone() {
        for source in [
            "```\na\n```\n",
            "  ```yaml\n  a\n  `````  \n\nb",
            "> ```\n> a\n> ```\n\nb",
            "- ~~~\n  a\n  ~~~\n- b",
            "```\n```\n",
            "```\r\na\r\n```\r\nb",
            "    ```\n    a",
        ] {
            assert!(codes(source).is_empty(), "{source}");
        }
    }

    #[test]
    fn a_comment_that_is_never_closed_is_a_warning() {
        let marked = [("html-unclosed", "<!--")];
        assert_eq!(spans("a\n\n<!-- todo\n\nb\n"), marked);
        assert_eq!(spans("a <!-- todo\n\nb -->\n"), marked);
        assert!(codes("a <!-- b --> c\n\n<!--\n\nd\n-->\n\n`<!--`").is_empty());
    }
}
