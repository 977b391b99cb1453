//! Diagnostics as people and machines read them: frames for a terminal, one line each, JSON, and
//! annotations for a code host's checks. All say the same.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Diagnostics, FileId, Label, LineColumn, Severity};

/// Paths and texts of files, to show places in them.
pub trait Texts {
    /// The path below the site's root.
    fn path(&self, id: FileId) -> &str;
    /// The text, empty when it cannot be shown.
    fn text(&self, id: FileId) -> &str;
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A frame with the line and a mark under the place; in colour if `color`.
    Human {
        /// Whether to use colour.
        color: bool,
    },
    /// `path:line:column: severity[code]: message`.
    Short,
    /// One JSON document: an array.
    Json,
    /// Workflow commands of GitHub.
    Github,
}

/// All problems in one text.
pub fn render(diagnostics: &Diagnostics, texts: &dyn Texts, format: Format) -> String {
    let each =
        |one: &dyn Fn(&Diagnostic) -> String| diagnostics.iter().map(one).collect::<String>();
    match format {
        Format::Human { color } => each(&|diagnostic| frame(diagnostic, texts, color)),
        Format::Short => each(&|diagnostic| short(diagnostic, texts)),
        Format::Github => each(&|diagnostic| github(diagnostic, texts)),
        Format::Json => {
            let rows: Vec<Row> = diagnostics.iter().map(|d| row(d, texts)).collect();
            let json = serde_json::to_string_pretty(&rows).unwrap_or_default();
            json + "\n"
        }
    }
}

fn frame(diagnostic: &Diagnostic, texts: &dyn Texts, color: bool) -> String {
    let renderer = match color {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(120);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Notice => Level::NOTE.with_name("notice"),
    };
    let message = clean(&diagnostic.message);
    let mut group = Group::with_title(level.primary_title(message.as_str()).id(diagnostic.code));
    let mut cuts = Vec::new();
    if let Some(primary) = &diagnostic.primary {
        cuts.push((Cut::around(primary, texts), AnnotationKind::Primary));
    }
    for label in &diagnostic.related {
        cuts.push((Cut::around(label, texts), AnnotationKind::Context));
    }
    for (cut, kind) in &cuts {
        group = group.element(cut.snippet(*kind));
    }
    let hints: Vec<String> = diagnostic.hints.iter().map(|hint| clean(hint)).collect();
    for hint in &hints {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    renderer.render(&[group]) + "\n\n"
}

/// The lines around a place. A whole file is never handed to the renderer: files may be large and
/// lines endless.
struct Cut<'t> {
    path: &'t str,
    text: String,
    first_line: usize,
    range: std::ops::Range<usize>,
    label: String,
}

impl<'t> Cut<'t> {
    const LONGEST: usize = 160;

    fn around(label: &Label, texts: &'t dyn Texts) -> Self {
        let text = texts.text(label.span.file);
        let range = label.span.range();
        let floor = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(range.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let from = floor(line_start.max(start.saturating_sub(Self::LONGEST / 2)));
        let to = floor(line_end.min(start + Self::LONGEST / 2)).max(start);
        let end = floor(range.end).clamp(start, to);
        let shown = clean(&text[from..to]);
        // `clean` keeps lengths, so the range still fits.
        Self {
            path: texts.path(label.span.file),
            first_line: LineColumn::of(text, start).line,
            range: start - from..(end - from).min(shown.len()),
            text: shown,
            label: clean(&label.text),
        }
    }

    fn snippet(&self, kind: AnnotationKind) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let annotation = kind.span(self.range.clone());
        let annotation = match self.label.as_str() {
            "" => annotation,
            label => annotation.label(label),
        };
        Snippet::source(self.text.as_str())
            .path(self.path)
            .line_start(self.first_line)
            .annotation(annotation)
    }
}

/// Control characters could move the cursor of a terminal or break a line: each becomes a `?` of
/// its own length in bytes.
fn clean(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control() && c != '\t'
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match hidden(c) {
            true => clean.extend(std::iter::repeat_n('?', c.len_utf8())),
            false => clean.push(c),
        }
    }
    clean
}

fn place(diagnostic: &Diagnostic, texts: &dyn Texts) -> Option<(String, LineColumn)> {
    let span = diagnostic.primary.as_ref()?.span;
    let at = LineColumn::of(texts.text(span.file), span.range().start);
    Some((texts.path(span.file).to_string(), at))
}

fn short(diagnostic: &Diagnostic, texts: &dyn Texts) -> String {
    let word = diagnostic.severity.word();
    let message = clean(&diagnostic.message);
    let code = diagnostic.code;
    match place(diagnostic, texts) {
        Some((path, at)) => {
            format!(
                "{path}:{}:{}: {word}[{code}]: {message}\n",
                at.line, at.column
            )
        }
        None => format!("casebook: {word}[{code}]: {message}\n"),
    }
}

fn github(diagnostic: &Diagnostic, texts: &dyn Texts) -> String {
    let escape = |text: &str| {
        text.replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let word = diagnostic.severity.word();
    let mut message = clean(&diagnostic.message);
    for hint in &diagnostic.hints {
        message.push('\n');
        message.push_str(&clean(hint));
    }
    let mut properties = format!("title={}", diagnostic.code);
    if let Some((path, at)) = place(diagnostic, texts) {
        let path = escape(&path).replace(':', "%3A").replace(',', "%2C");
        properties = format!(
            "file={path},line={},col={},{properties}",
            at.line, at.column
        );
    }
    let message = message
        .split('\n')
        .map(escape)
        .collect::<Vec<_>>()
        .join("%0A");
    format!("::{word} {properties}::{message}\n")
}

#[derive(Serialize)]
struct Row<'d> {
    code: &'d str,
    severity: Severity,
    message: &'d str,
    #[serde(flatten)]
    place: Option<RowPlace>,
    related: Vec<RowPlace>,
    hints: &'d [String],
}

#[derive(Serialize)]
struct RowPlace {
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    label: String,
}

fn row<'d>(diagnostic: &'d Diagnostic, texts: &dyn Texts) -> Row<'d> {
    Row {
        code: diagnostic.code,
        severity: diagnostic.severity,
        message: &diagnostic.message,
        place: diagnostic
            .primary
            .as_ref()
            .map(|label| row_place(label, texts)),
        related: diagnostic
            .related
            .iter()
            .map(|label| row_place(label, texts))
            .collect(),
        hints: &diagnostic.hints,
    }
}

fn row_place(label: &Label, texts: &dyn Texts) -> RowPlace {
    let text = texts.text(label.span.file);
    let start = LineColumn::of(text, label.span.range().start);
    let end = LineColumn::of(text, label.span.range().end);
    RowPlace {
        path: texts.path(label.span.file).to_string(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        label: label.text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    struct One(&'static str);
    impl Texts for One {
        fn path(&self, _: FileId) -> &str {
            "data/awards/p4-01.yaml"
        }
        fn text(&self, _: FileId) -> &str {
            self.0
        }
    }

    fn problems() -> Diagnostics {
        [
            Diagnostic::error("unknown-term", "There is no “complted” here.")
                .at_with(Span::new(FileId(0), 8..16), "not in the list")
                .hint("Did you mean “completed”?"),
        ]
        .into_iter()
        .collect()
    }

    const TEXT: One = One("status: complted\n");

    #[test]
    fn the_short_form_is_one_line_with_place_severity_and_code() {
        assert_eq!(
            render(&problems(), &TEXT, Format::Short),
            "data/awards/p4-01.yaml:1:9: error[unknown-term]: There is no “complted” here.\n"
        );
    }

    #[test]
    fn the_frame_shows_the_line_the_mark_and_the_way_out() {
        let text = render(&problems(), &TEXT, Format::Human { color: false });
        assert!(
            text.contains("error[unknown-term]: There is no “complted” here."),
            "{text}"
        );
        assert!(text.contains("--> data/awards/p4-01.yaml:1:9"), "{text}");
        assert!(text.contains("^^^^^^^^ not in the list"), "{text}");
        assert!(text.contains("help: Did you mean “completed”?"), "{text}");
    }

    #[test]
    fn github_gets_a_command_with_escaped_text() {
        assert_eq!(
            render(&problems(), &TEXT, Format::Github),
            "::error file=data/awards/p4-01.yaml,line=1,col=9,title=unknown-term::There is no “complted” here.%0ADid you mean “completed”?\n"
        );
    }

    #[test]
    fn json_gives_places_as_people_count() {
        let json = render(&problems(), &TEXT, Format::Json);
        let rows: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(rows[0]["line"], 1);
        assert_eq!(rows[0]["column"], 9);
        assert_eq!(rows[0]["end_column"], 17);
    }

    #[test]
    fn endless_lines_and_terminal_codes_do_no_harm() {
        let long: &'static str =
            Box::leak(format!("{}\u{1b}[31mx\u{202e}", "a".repeat(1_000_000)).into_boxed_str());
        let text = One(long);
        let list: Diagnostics =
            [Diagnostic::error("x", "\u{1b}[2J").at(Span::new(FileId(0), 1_000_000..1_000_001))]
                .into_iter()
                .collect();
        let shown = render(&list, &text, Format::Human { color: false });
        assert!(shown.len() < 2_000);
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'));
    }
}
