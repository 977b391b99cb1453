//! `casebook check`: every problem, nothing written.

use std::path::PathBuf;

use super::Outcome;
use super::report::{self, Shared, Written};
use crate::diag::Severity;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook check\n  casebook check --format short\n  casebook check --strict --format github   (in continuous integration)";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    shared: Shared,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    let built = match report::build(root, &args.shared) {
        Ok(built) => built,
        Err(outcome) => return outcome,
    };
    let outcome = built.report(&args.shared);
    let errors = built.build.diagnostics.count(Severity::Error);
    if errors == 0 && args.shared.format == Written::Human {
        report::out(&format!(
            "Checked {} files for {}: no errors. The site would have {} files.\n",
            built.files.iter().len(),
            built.as_of.in_words(),
            built.build.output.len()
        ));
        report::out(&built.notice());
    }
    outcome
}
