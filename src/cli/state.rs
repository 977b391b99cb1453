//! `casebook report`: the state of the knowledge base, on the terminal, as JSON or as a page.

use std::path::PathBuf;

use clap::ValueEnum;

use super::Outcome;
use super::report::{self as shared, Shared};
use crate::report::{self, Report};

pub(super) const EXAMPLES: &str = "Examples:\n  casebook report\n  casebook report --format json | jq .reviews\n  casebook report --out report.html --as-of 2026-12-31";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How the report is written [default: human; with --out, by the ending of the file]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Form>,
    /// The file to write the report into, such as report.html or report.json
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The day for which the report is made, such as 2026-01-31
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Drafts are part of the report
    #[arg(long)]
    drafts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people, on a terminal
    Human,
    /// One JSON document
    Json,
    /// A page that needs nothing else
    Html,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    let asked = Shared {
        as_of: args.as_of.clone(),
        drafts: args.drafts,
        ..Shared::default()
    };
    let built = match shared::build(root, &asked) {
        Ok(built) => built,
        Err(outcome) => return outcome,
    };
    let inside = args.out.as_deref();
    let inside = inside.and_then(|out| shared::inside_sources(out, &built.root));
    if let Some(problem) = inside {
        return shared::usage(&problem);
    }
    let site = match &built.build.site {
        Some(site) if !built.build.diagnostics.has_errors() => site,
        _ => {
            let outcome = built.report(&asked);
            shared::err(
                "There is no report: correct the errors above first, as records that are wrong would be missing from it.\n",
            );
            return outcome;
        }
    };
    let text = written(&Report::new(site), form(args));
    shared::out_or_file(&text, args.out.as_deref())
}

fn form(args: &Args) -> Form {
    let ending = args.out.as_ref().and_then(|path| path.extension());
    args.format
        .unwrap_or(match ending.and_then(|ending| ending.to_str()) {
            Some("html" | "htm") => Form::Html,
            Some("json") => Form::Json,
            _ => Form::Human,
        })
}

fn written(report: &Report, form: Form) -> String {
    match form {
        Form::Human => report::human(report),
        Form::Html => report::page(report),
        Form::Json => {
            let json = serde_json::to_string_pretty(report).unwrap_or_default();
            json + "\n"
        }
    }
}
