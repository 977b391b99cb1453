//! Tables that lose a cell, or are none.
//!
//! In go rows of a table, and lines that stand on the page with their bars; out come warnings. The
//! one thing to know: Markdown drops the cells that have no heading, and takes a table whose
//! second line does not fit its first for prose, both without a word.

use std::ops::Range;

use super::writer::Writer;
use crate::diag::Diagnostic;

/// The most parts that a proposal writes out.
const MOST_PARTS: usize = 20;

impl Writer<'_> {
    /// Warns of cells of a row behind the last column. `shown` is where the last cell ends that is
    /// shown, `columns` how many there are.
    pub(super) fn warn_of_lost_cells(&mut self, row: Range<usize>, shown: usize, columns: usize) {
        let rest = self.source.get(shown..row.end).unwrap_or_default().trim();
        let lost = cells(rest);
        if lost.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let problem = Diagnostic::warning(
            "lost-cells",
            format!(
                "This row has {}, and the table has {}; the rest is not shown.",
                counted(columns + lost.len(), "cell"),
                counted(columns, "column")
            ),
        )
        .hint(
            "Add a heading and a part of the line below it, or take the cell away. A bar that \
             belongs to the text is written \\|.",
        );
        let end = row.start + self.source[row.clone()].trim_end().len();
        self.report(problem, row.start..end);
    }

    /// Warns of lines that look like the first two of a table.
    pub(super) fn warn_of_near_tables(&mut self, page: &str) {
        let mut before: Option<Range<usize>> = None;
        let mut start = 0;
        for line in page.split_inclusive('\n') {
            let place = start..start + line.len();
            start = place.end;
            // A bar that divides a real table is no word of the page.
            if !line.contains('|') {
                before = None;
                continue;
            }
            if let Some(heads) = before.replace(place.clone()) {
                self.near_table(heads, place);
            }
        }
    }

    fn near_table(&mut self, heads: Range<usize>, line: Range<usize>) {
        let (rule, place) = bare(self.source, line);
        let (heads, _) = bare(self.source, heads);
        if !is_rule(rule) || is_rule(heads) {
            return;
        }
        let (parts, headings) = (cells(rule).len(), cells(heads).len());
        if parts == headings {
            return;
        }
        let are = if headings == 1 { "is" } else { "are" };
        let problem = Diagnostic::warning(
            "not-a-table",
            format!(
                "This looks like a table and is none: the line below the headings has {}, and \
                 there {are} {}.",
                counted(parts, "part"),
                counted(headings, "heading")
            ),
        )
        .hint(format!(
            "Write the line as |{}.",
            " --- |".repeat(headings.min(MOST_PARTS))
        ));
        self.report(problem, place);
    }
}

fn counted(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

/// A line without the marks of a quotation and the spaces around it, and where it stands.
fn bare(source: &str, line: Range<usize>) -> (&str, Range<usize>) {
    let text = &source[line.clone()];
    let rest = text.trim_start_matches([' ', '\t', '>']);
    let start = line.end - rest.len();
    let rest = rest.trim_end();
    (rest, start..start + rest.len())
}

/// Whether this is the line below the headings of a table.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// The cells of a row. A bar after a backslash divides none.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in row.match_indices('|') {
        if !row[..at].ends_with('\\') {
            cells.push(&row[start..at]);
            start = at + 1;
        }
    }
    // Nothing follows the bar that ends a row.
    if start < row.len() || cells.is_empty() {
        cells.push(&row[start..]);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::super::ParseOptions;
    use super::super::testing::{codes, parse, spans};

    fn said(source: &str) -> String {
        let (_, problems) = parse(source, ParseOptions::default());
        let found: Vec<String> = problems.iter().map(|p| p.message.clone()).collect();
        found.join(" ")
    }

    #[test]
    fn a_cell_without_a_heading_is_a_warning() {
        let source = "| a | b |\n| - | - |\n| 1 | 2 | kept? |\n| 3 | 4 |\n";
        assert_eq!(spans(source), [("lost-cells", "| 1 | 2 | kept? |")]);
        let message = "This row has 3 cells, and the table has 2 columns; the rest is not shown.";
        assert_eq!(said(source), message);
        assert_eq!(
            spans("> a | b\n> - | -\n> 1 | `2|3`"),
            [("lost-cells", "1 | `2|3`")]
        );
    }

    #[test]
    fn rows_that_lose_nothing_are_left_alone() {
        for source in [
            "| a | b |\n| - | - |\n| 1 | 2 | |\n| 3 |\n| 4 | 5 \\| 6 |\n",
            "a | b\n-|-\n1 | `2 \\| 3`\nlast\n",
            "a | b in prose\nc | d\n\n---|---\n",
            "```\n| a | b |\n|---|\n```\n",
        ] {
            assert!(codes(source).is_empty(), "{source}: {}", said(source));
        }
    }

    #[test]
    fn a_line_that_does_not_fit_the_headings_is_a_warning() {
        let source = "| a | *b* |\n|---|\n| 1 | 2 |\n";
        assert_eq!(spans(source), [("not-a-table", "|---|")]);
        assert!(said(source).ends_with("has 1 part, and there are 2 headings."));
        assert_eq!(spans("> | a |\n> |-|-|\n"), [("not-a-table", "|-|-|")]);
    }
}
