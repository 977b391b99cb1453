//! `casebook check`: every problem, nothing written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::report::{self, Shared, Written};
use super::{Outcome, amounts, external};
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostics, Severity, excerpt};
use crate::rules;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook check\n  casebook check --format short\n  casebook check --strict --format github   (in continuous integration)\n  casebook check --external   (also links to other sites)\n  casebook check --explain small-number";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    shared: Shared,
    /// Show each notice, and not only how many there are of each rule
    #[arg(long)]
    notices: bool,
    /// Ask other sites whether what is linked to is still there; needs a network
    #[arg(long)]
    external: bool,
    /// For how many days an answer of another site is believed; 0 asks for all again
    #[arg(long, value_name = "DAYS", default_value_t = external::DAYS, requires = "external")]
    max_age: u64,
    /// Say what a rule of the house asks for, and what to do about it
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    if let Some(code) = &args.explain {
        return explain(code);
    }
    let mut built = match report::build(root, &args.shared) {
        Ok(built) => built,
        Err(outcome) => return outcome,
    };
    let asked = match args.external {
        true => external::check(&mut built, args.max_age),
        false => Ok(String::new()),
    };
    let asked = match asked {
        Ok(asked) => asked,
        Err(outcome) => return outcome,
    };
    let outcome = built.report_with(&args.shared, args.notices);
    let errors = built.build.diagnostics.count(Severity::Error);
    if args.shared.format == Written::Human {
        report::out(&notices(&built.build.diagnostics, args.notices));
        report::out(&asked);
    }
    if errors == 0 && args.shared.format == Written::Human {
        report::out(&format!(
            "Checked {} for {}: no errors. The site would have {}.\n",
            amounts::files(built.files.iter().len()),
            built.options.as_of.in_words(),
            amounts::files(built.build.output.len())
        ));
        report::out(&built.notice());
    }
    outcome
}

/// What the docs say of a rule.
fn explain(code: &str) -> Outcome {
    if let Some(text) = rules::explained(code) {
        report::out(&text);
        return Outcome::Clean;
    }
    let near = nearest(code, rules::known_codes());
    let near = near.map_or_else(
        || "The rules are listed in docs/rules.md.".to_string(),
        |near| format!("Did you mean “{near}”?"),
    );
    report::usage(&format!("There is no rule “{}”. {near}", excerpt(code)))
}

/// How many notices there are of each rule.
fn notices(diagnostics: &Diagnostics, shown: bool) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in diagnostics.iter() {
        if problem.severity == Severity::Notice {
            *counts.entry(problem.code).or_default() += 1;
        }
    }
    if counts.is_empty() {
        return String::new();
    }
    let each: Vec<String> = counts
        .iter()
        .map(|(code, count)| format!("{count} {code}"))
        .collect();
    let how = match shown {
        true => "",
        false => " Show each with --notices.",
    };
    format!("Notices: {}.{how}\n", each.join(", "))
}
