//! A problem as HTML: what is wrong, the lines with the place marked, what to do, and a link that
//! opens the editor there.

use std::path::PathBuf;

use crate::diag::render::Texts;
use crate::diag::{Diagnostic, Label, LineColumn, Severity};
use crate::output::escape;
use crate::source::Files;

/// Lines shown before and after the place.
const AROUND: usize = 2;

/// The most characters of a line that are shown.
const WIDEST: usize = 400;

/// How to open a file in the editor.
pub(in crate::serve) struct Editor {
    root: PathBuf,
    pattern: String,
}

impl Editor {
    /// An editor whose links are made from a pattern with `{path}`, `{line}` and `{column}`.
    pub(in crate::serve) fn new(root: PathBuf, pattern: String) -> Self {
        Self { root, pattern }
    }

    /// A link to a place in a file of the site, as HTML.
    pub(super) fn link(&self, path: &str, line: usize, column: usize) -> String {
        let place = match (line, column) {
            (1, 1) => path.to_string(),
            _ => format!("{path}:{line}:{column}"),
        };
        format!(
            "<a class=\"file\" href=\"{}\">{}</a>",
            escape(&self.address(path, line, column)),
            escape(&place)
        )
    }

    fn address(&self, path: &str, line: usize, column: usize) -> String {
        let file = self.root.join(path);
        let mut encoded = String::new();
        for byte in file.to_string_lossy().replace('\\', "/").bytes() {
            match byte {
                b'a'..=b'z'
                | b'A'..=b'Z'
                | b'0'..=b'9'
                | b'/'
                | b'-'
                | b'_'
                | b'.'
                | b'~'
                | b':' => {
                    encoded.push(char::from(byte));
                }
                byte => encoded.push_str(&format!("%{byte:02X}")),
            }
        }
        // The path is put in last: it could look like another place to fill in.
        self.pattern
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string())
            .replace("{path}", &encoded)
    }
}

/// A problem as HTML.
pub(super) fn problem(problem: &Diagnostic, files: &Files, editor: &Editor) -> String {
    let kind = match problem.severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Notice => "Notice",
    };
    let mut html = format!(
        "<article class=\"problem {}\"><h3><span class=\"kind\">{kind}</span> {}</h3>",
        problem.severity.word(),
        escape(&problem.message)
    );
    if let Some(label) = &problem.primary {
        html.push_str(&frame(label, files, editor));
    }
    for label in &problem.related {
        html.push_str(&frame(label, files, editor));
    }
    for hint in &problem.hints {
        html.push_str(&format!("<p class=\"hint\">{}</p>", escape(hint)));
    }
    html.push_str(&format!(
        "<p class=\"code\">{}</p></article>",
        escape(problem.code)
    ));
    html
}

fn frame(label: &Label, files: &Files, editor: &Editor) -> String {
    let text = files.text(label.span.file);
    let at = LineColumn::of(text, label.span.range().start);
    let words = match label.text.as_str() {
        "" => String::new(),
        words => format!(" ({})", escape(words)),
    };
    let link = editor.link(files.path(label.span.file), at.line, at.column);
    let lines = lines(text, label, at);
    format!("<p class=\"place\">{link}{words}</p>{lines}")
}

/// The lines around a place, with the place marked.
fn lines(text: &str, label: &Label, at: LineColumn) -> String {
    if text.is_empty() {
        return String::new();
    }
    let first = at.line.saturating_sub(AROUND).max(1);
    let shown = text
        .lines()
        .enumerate()
        .skip(first - 1)
        .take(at.line - first + 1 + AROUND);
    let width = label.span.range().len();
    let rows = shown.map(|(number, line)| {
        let number = number + 1;
        let line = match number == at.line {
            true => marked(line, at.column - 1, width),
            false => escape(&cut(line)),
        };
        format!("<span class=\"number\">{number:>5}</span> {line}\n")
    });
    let rows: String = rows.collect();
    format!("<pre tabindex=\"0\">{rows}</pre>")
}

fn cut(line: &str) -> String {
    line.chars().take(WIDEST).map(seen).collect()
}

/// Signs that cannot be seen, or that turn the direction of writing, are shown as a box.
fn seen(c: char) -> char {
    match c {
        '\t' => '\t',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{25a1}',
        c if c.is_control() => '\u{25a1}',
        c => c,
    }
}

/// A line with `width` bytes from character `column` marked.
fn marked(line: &str, column: usize, width: usize) -> String {
    let start = line
        .char_indices()
        .nth(column)
        .map_or(line.len(), |(at, _)| at);
    let mut end = (start + width).min(line.len());
    while !line.is_char_boundary(end) {
        end += 1;
    }
    // A long line is shown around its place.
    let skipped = column.saturating_sub(WIDEST / 2);
    let before: String = line[..start].chars().skip(skipped).map(seen).collect();
    let place = match start == end {
        true => " ".to_string(),
        false => cut(&line[start..end]),
    };
    format!(
        "{}<mark>{}</mark>{}",
        escape(&before),
        escape(&place),
        escape(&cut(&line[end..]))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};

    #[test]
    fn a_problem_shows_its_place_escaped_and_links_to_the_editor() {
        let files = Files::from_memory([("data/a b.yaml", "one: 1\ntwo: <b>x</b> y\nthree: 3\n")]);
        let found = Diagnostic::error("c", "Not <this>.")
            .at(Span::new(FileId(0), 12..20))
            .hint("Do \"that\".");
        let editor = Editor::new(
            PathBuf::from("/site"),
            "vscode://file/{path}:{line}:{column}".into(),
        );
        let html = problem(&found, &files, &editor);
        assert!(html.contains("Not &lt;this&gt;."), "{html}");
        assert!(
            html.contains("two: <mark>&lt;b&gt;x&lt;/b&gt;</mark> y\n"),
            "{html}"
        );
        assert!(
            html.contains("href=\"vscode://file//site/data/a%20b.yaml:2:6\""),
            "{html}"
        );
        assert!(html.contains(">data/a b.yaml:2:6</a>"), "{html}");
        assert!(html.contains("Do &quot;that&quot;."), "{html}");
        assert!(html.contains("    3</span> three: 3"), "{html}");
    }

    #[test]
    fn places_at_the_end_and_in_long_lines_are_shown() {
        let long = format!("{}here{}", "x".repeat(5_000), "y".repeat(5_000));
        let html = marked(&long, 5_000, 4);
        assert!(html.contains("<mark>here</mark>") && html.len() < 2_000);
        assert_eq!(marked("é", 1, 0), "é<mark> </mark>");
        assert_eq!(marked("aé", 1, 1), "a<mark>é</mark>");
    }
}
