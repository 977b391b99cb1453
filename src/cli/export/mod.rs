//! `casebook export`: the site's records in the form that other programs take. One file per form.

mod records;
mod search;

use std::path::PathBuf;

use clap::Subcommand;

use super::Outcome;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook export records\n  casebook export records --format csv --out /tmp/records\n  casebook export search --engine opensearch\n  casebook export search --engine postgres --out /tmp/records";

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
    /// Records, fields and synonyms for a search engine that runs as a server
    #[command(after_help = search::EXAMPLES)]
    Search(search::Args),
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    match &args.what {
        What::Records(args) => records::run(root, args),
        What::Search(args) => search::run(root, args),
    }
}
