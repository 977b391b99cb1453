//! Checks the site beside the conversation: a thread of its own, which waits for a pause in the
//! typing, builds in memory as `check` does, and tells the editor what is wrong in which file.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use lsp_server::{Message, Notification};
use lsp_types::{
    DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
    PublishDiagnosticsParams, Range, Uri,
};

use super::position::range;
use super::uris;
use crate::diag::{Diagnostic, FileId, Label, Severity};
use crate::source::{CONFIG, Content, Files};
use crate::{Memo, Options};

/// How long nothing must have been typed before the site is checked.
const PAUSE: Duration = Duration::from_millis(120);

/// A site to check.
pub(super) struct Job {
    pub(super) files: Files,
    pub(super) options: Options,
    /// Open files: the address that the editor uses, and the version of the text.
    pub(super) open: BTreeMap<String, (Uri, i32)>,
}

/// Checks what comes until there is nothing more to come.
pub(super) fn run(root: PathBuf, jobs: &Receiver<Job>, mut tell: impl FnMut(Message) -> bool) {
    let mut memo = Memo::new();
    let mut told = BTreeSet::new();
    while let Some(job) = latest(jobs) {
        let built = catch_unwind(AssertUnwindSafe(|| {
            crate::build(&job.files, &job.options, &memo)
        }));
        let Ok(built) = built else {
            // What is kept may be half made.
            memo = Memo::new();
            continue;
        };
        let problems = by_file(built.diagnostics.iter(), &job.files);
        let mut now = BTreeSet::new();
        for (path, problems) in problems {
            let Some(params) = params(&root, &path, &problems, &job) else {
                continue;
            };
            now.insert(path);
            if !tell(message(&params)) {
                return;
            }
        }
        // Files that have no more problems, and open files that have none.
        let clean = told.iter().chain(job.open.keys());
        let clean: BTreeSet<String> = clean.filter(|path| !now.contains(*path)).cloned().collect();
        for path in clean {
            let params = params(&root, &path, &[], &job);
            if params.is_some_and(|params| !tell(message(&params))) {
                return;
            }
        }
        told = now;
    }
}

/// The last of the jobs that come until a pause.
fn latest(jobs: &Receiver<Job>) -> Option<Job> {
    let mut job = jobs.recv().ok()?;
    loop {
        match jobs.recv_timeout(PAUSE) {
            Ok(newer) => job = newer,
            Err(RecvTimeoutError::Timeout) => return Some(job),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

/// Problems by the path of their file; those of no file stand in the configuration.
fn by_file<'d>(
    all: impl Iterator<Item = &'d Diagnostic>,
    files: &Files,
) -> BTreeMap<String, Vec<&'d Diagnostic>> {
    let mut problems: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
    for problem in all {
        let file = problem.primary.as_ref().map(|label| label.span.file);
        let file = file.and_then(|file| files.get(file));
        let path = file.map_or(CONFIG, |file| &*file.path);
        problems.entry(path.to_string()).or_default().push(problem);
    }
    problems
}

fn params(
    root: &std::path::Path,
    path: &str,
    problems: &[&Diagnostic],
    job: &Job,
) -> Option<PublishDiagnosticsParams> {
    let open = job.open.get(path);
    let uri = match open {
        Some((uri, _)) => uri.clone(),
        None => uris::uri(&root.join(path))?,
    };
    let diagnostics = problems
        .iter()
        .map(|problem| diagnostic(problem, root, job))
        .collect();
    Some(PublishDiagnosticsParams::new(
        uri,
        diagnostics,
        open.map(|(_, version)| *version),
    ))
}

fn message(params: &PublishDiagnosticsParams) -> Message {
    let method = "textDocument/publishDiagnostics".to_string();
    Message::Notification(Notification::new(method, params))
}

fn diagnostic(problem: &Diagnostic, root: &std::path::Path, job: &Job) -> lsp_types::Diagnostic {
    let range = match &problem.primary {
        Some(label) => place(&job.files, label.span.file, label.span.range()),
        None => Range::default(),
    };
    let mut words = vec![problem.message.clone()];
    words.extend(problem.hints.iter().cloned());
    let related = problem
        .related
        .iter()
        .filter_map(|label| related(label, root, job));
    let related: Vec<DiagnosticRelatedInformation> = related.collect();
    lsp_types::Diagnostic {
        range,
        severity: Some(match problem.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Notice => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(problem.code.to_string())),
        source: Some("casebook".to_string()),
        message: words.join("\n"),
        related_information: (!related.is_empty()).then_some(related),
        ..lsp_types::Diagnostic::default()
    }
}

fn related(
    label: &Label,
    root: &std::path::Path,
    job: &Job,
) -> Option<DiagnosticRelatedInformation> {
    let file = job.files.get(label.span.file)?;
    let uri = match job.open.get(&*file.path) {
        Some((uri, _)) => uri.clone(),
        None => uris::uri(&root.join(&*file.path))?,
    };
    let range = place(&job.files, label.span.file, label.span.range());
    Some(DiagnosticRelatedInformation {
        location: Location::new(uri, range),
        message: label.text.clone(),
    })
}

/// A place in a file as editors count it.
pub(super) fn place(files: &Files, file: FileId, bytes: std::ops::Range<usize>) -> Range {
    match files.get(file).map(|file| &file.content) {
        Some(Content::Text(text) | Content::Unreadable(text)) => range(text, bytes),
        _ => Range::default(),
    }
}
