//! Problems, and where they are.
//!
//! Every stage of the pipeline pushes [`Diagnostic`]s and goes on, so that one run reports
//! everything. A diagnostic says *what* is wrong in plain words, *where* (a primary [`Label`] and
//! related ones) and *what to do* (a hint). The same value renders as a terminal frame, as one
//! line, as JSON, as a CI annotation and in the preview; see [`render`].

pub mod machine;
pub mod render;
mod span;
pub mod suggest;

pub use span::{FileId, LineColumn, Span, TextMap};

use serde::Serialize;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built; somebody should look.
    Warning,
    /// The site is built, and is clean also when warnings count as errors; somebody may look.
    Notice,
}

impl Severity {
    /// The word that reports print.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        }
    }
}

/// A place in a file, with what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// A few words beside the marked text; empty when the message says it all.
    pub text: String,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// A stable name for this kind of problem, such as `unknown-field`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in words for someone who does not program.
    pub message: String,
    /// Where it is. `None` for a problem of no one file, such as a missing folder.
    pub primary: Option<Label>,
    /// Other places that belong to the problem, such as the first of two duplicate keys.
    pub related: Vec<Label>,
    /// What to do.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// An error of kind `code`.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning of kind `code`.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A problem of kind `code`, as severe as the caller says.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            primary: None,
            related: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// Says where the problem is.
    #[must_use]
    pub fn at(self, span: Span) -> Self {
        self.at_with(span, "")
    }

    /// Says where the problem is, with a few words beside the place.
    #[must_use]
    pub fn at_with(mut self, span: Span, text: impl Into<String>) -> Self {
        self.primary = Some(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds another place that belongs to the problem.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds advice on what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// The problems found so far.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No problems yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Takes over the problems of another list.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.list.append(&mut other.list);
    }

    /// Puts the problems in the order in which they are reported: those of no file first, then by
    /// file and place. Equal ones are reported once.
    pub fn sort(&mut self) {
        self.list.sort_by(|a, b| {
            let key = |d: &Diagnostic| d.primary.as_ref().map(|label| label.span);
            key(a)
                .cmp(&key(b))
                .then(a.severity.cmp(&b.severity))
                .then_with(|| a.code.cmp(b.code))
                .then_with(|| a.message.cmp(&b.message))
        });
        self.list.dedup();
    }

    /// Keeps the first `most` problems of each file and says how many more there are. Call it after
    /// [`Diagnostics::sort`]. Nobody reads a thousand problems of one file, and showing each costs a
    /// look through the file.
    pub fn cap(&mut self, most: usize) {
        let mut kept: Vec<Diagnostic> = Vec::with_capacity(self.list.len());
        let mut run: Vec<Diagnostic> = Vec::new();
        let file = |problem: &Diagnostic| problem.primary.as_ref().map(|label| label.span.file);
        for problem in std::mem::take(&mut self.list) {
            if run
                .first()
                .is_some_and(|first| file(first) != file(&problem))
            {
                kept.extend(capped(std::mem::take(&mut run), most));
            }
            run.push(problem);
        }
        kept.extend(capped(run, most));
        self.list = kept;
    }

    /// Takes every problem out.
    pub fn take(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.list)
    }

    /// Every problem, in order of pushing until [`Diagnostics::sort`] is called.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// How many problems of this severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether any problem is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether there is no problem at all.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self {
            list: iter.into_iter().collect(),
        }
    }
}

/// The first `most` of the problems of one file, and how many more there are.
fn capped(mut run: Vec<Diagnostic>, most: usize) -> Vec<Diagnostic> {
    if run.len() <= most {
        return run;
    }
    let rest = run.split_off(most);
    let message = format!(
        "This file has {} more problems, which are not shown.",
        rest.len()
    );
    let severities = rest.iter().map(|problem| problem.severity);
    let more = Diagnostic {
        severity: severities.min().unwrap_or(Severity::Error),
        primary: rest[0].primary.clone(),
        ..Diagnostic::error("too-many", message)
    };
    run.push(more.hint("Correct those above first. If they are all alike, look for one cause."));
    run
}

/// The start of a text, short enough for a message.
pub fn excerpt(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(80).collect();
    if short.len() < text.trim_end().len() {
        return format!("{short}…");
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_problems_of_one_file_are_capped_and_the_rest_counted() {
        let at = |file, start| Span::new(FileId(file), start..start + 1);
        let many = (0..7).map(|start| Diagnostic::warning("x", "X.").at(at(1, start)));
        let last = Diagnostic::error("y", "Y.").at(at(1, 9));
        let other = Diagnostic::error("z", "Z.").at(at(2, 0));
        let mut list: Diagnostics = many.chain([last, other]).collect();
        list.sort();
        list.cap(3);
        let codes: Vec<&str> = list.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["x", "x", "x", "too-many", "z"]);
        let more = list.iter().nth(3).expect("a note");
        assert_eq!(more.severity, Severity::Error);
        assert!(
            more.message.contains(" 5 more problems"),
            "{}",
            more.message
        );
    }
}
