//! The checks of the site, held over what an import would write.

use std::collections::{BTreeMap, BTreeSet};

use super::Problem;
use super::compare::Outcome;
use super::lacking::Missing;
use super::values::at_column;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::parse::{Document, Parsed};
use crate::source::Files;
use crate::yaml::Node;

/// A site with what its checks say.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'s> {
    /// Its files.
    pub files: &'s Files,
    /// Its documents.
    pub parsed: &'s Parsed,
    /// What is wrong with it.
    pub problems: &'s Diagnostics,
}

/// What is wrong with the site after an import that was not wrong before, by cell where that is
/// known. `book` is the name of the file that is imported.
pub fn verify(
    book: &str,
    outcomes: &[Outcome],
    before: Checked<'_>,
    after: Checked<'_>,
) -> Vec<Problem> {
    let old: BTreeSet<Known<'_>> = before
        .problems
        .iter()
        .map(|problem| known(problem, before.files))
        .collect();
    let written = outcomes.iter().filter(|outcome| outcome.text.is_some());
    let written: BTreeMap<&str, &Outcome> = written
        .map(|outcome| (outcome.path.as_str(), outcome))
        .collect();
    let errors = after
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    let mut found: Vec<Problem> = Vec::new();
    let mut missing = Missing::default();
    for problem in errors {
        let of = known(problem, after.files);
        let place = match written.get(of.path) {
            Some(outcome) if outcome.doubtful || missing.takes(problem, outcome) => continue,
            Some(outcome) => place(problem, outcome, after.parsed),
            None if old.contains(&of) => continue,
            None => format!("{book}, after the import: {}", of.path),
        };
        found.push(Problem::new(
            place,
            problem.message.clone(),
            problem.hints.join(" "),
        ));
    }
    found.dedup();
    missing.problems().chain(found).collect()
}

/// A problem, whatever the line in which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Known<'p> {
    path: &'p str,
    code: &'static str,
    message: &'p str,
}

fn known<'p>(problem: &'p Diagnostic, files: &'p Files) -> Known<'p> {
    let label = problem.primary.as_ref();
    let file = label.and_then(|label| files.get(label.span.file));
    Known {
        path: file.map_or("the site", |file| &file.path),
        code: problem.code,
        message: &problem.message,
    }
}

/// The cell whose value a problem is about; else that of the record's id.
fn place(problem: &Diagnostic, outcome: &Outcome, parsed: &Parsed) -> String {
    let at = parsed
        .documents
        .binary_search_by(|document| (*document.path).cmp(&outcome.path));
    let document: Option<&Document> = at.ok().map(|at| &*parsed.documents[at]);
    let tree = document.and_then(|document| document.tree.as_ref());
    let span = problem.primary.as_ref().map(|label| label.span);
    let cell = tree.zip(span).and_then(|(tree, span)| {
        let holds = |node: &Node| {
            node.span.start <= span.start
                && span.end <= node.span.end
                && node.span.end > node.span.start
        };
        let mut changes = outcome.changes.iter();
        // What is missing is shown at the first field, and is no fault of its cell.
        let missing = problem.code == "missing-field";
        changes.find(|change| !missing && at_column(tree, &change.column).is_some_and(holds))
    });
    cell.map_or_else(|| outcome.place.clone(), |change| change.place.clone())
}
