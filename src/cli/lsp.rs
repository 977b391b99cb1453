//! `casebook lsp`: help while somebody types, for editors.

use std::path::PathBuf;

use super::Outcome;
use super::date;
use super::report::{self, machine};
use crate::Options;
use crate::lsp::{self, Settings};
use crate::source::Files;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook lsp             (an editor starts it and speaks to it; docs/editors.md says how)\n  casebook lsp --drafts    (drafts are part of the site, so that what is to do in them is shown)";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The day for which the site is checked, such as 2026-01-31
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Drafts are part of the site
    #[arg(long)]
    drafts: bool,
    /// Speak over standard input and output, as is always done; some editors add this by themselves
    #[arg(long)]
    stdio: bool,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    let options = |files: &Files| {
        let zone = report::setting(files, "time_zone");
        let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
        let as_of = date::resolve(args.as_of.as_deref(), epoch.as_deref(), zone.as_deref());
        Ok(Options {
            as_of: as_of.map_err(|problem| problem.0)?,
            base_url: None,
            drafts: args.drafts,
            for_publication: false,
            // Dates of changes are for readers; no problem depends on them.
            history: None,
        })
    };
    let settings = Settings {
        root,
        options: &options,
    };
    match lsp::serve(&settings) {
        Ok(()) => Outcome::Clean,
        Err(problem) => machine(&problem),
    }
}
