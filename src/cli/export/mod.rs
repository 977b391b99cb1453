//! `casebook export`: the site's records in the form that other programs take. One file per form.

mod records;

use std::path::PathBuf;

use clap::Subcommand;

use super::Outcome;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook export records\n  casebook export records --format csv --out /tmp/records";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Awards, benefits and figures as spreadsheets, to edit and to bring back with import
    #[command(after_help = records::EXAMPLES)]
    Records(records::Args),
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    match &args.what {
        What::Records(args) => records::run(root, args),
    }
}
