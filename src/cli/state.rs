//! `casebook report`: the state of the knowledge base, on the terminal, as JSON or as a page.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Outcome;
use super::report::{self as shared, Shared, Written};
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
        base_url: None,
        strict: false,
        drafts: args.drafts,
        for_publication: false,
        format: Written::Human,
        timings: false,
    };
    let built = match shared::build(root, &asked) {
        Ok(built) => built,
        Err(outcome) => return outcome,
    };
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
    match &args.out {
        None => {
            shared::out(&text);
            Outcome::Clean
        }
        Some(path) => write(path, &text),
    }
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

/// Puts the report at `path`, whole or not at all.
fn write(path: &Path, text: &str) -> Outcome {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".new");
    let beside = path.with_file_name(name);
    let written = std::fs::write(&beside, text).and_then(|()| {
        std::fs::File::open(&beside)?.sync_all()?;
        std::fs::rename(&beside, path)
    });
    match written {
        Ok(()) => {
            shared::out(&format!("Wrote {}.\n", path.display()));
            Outcome::Clean
        }
        Err(error) => {
            let _ = std::fs::remove_file(&beside);
            shared::machine(&format!("{} cannot be written: {error}.", path.display()))
        }
    }
}
