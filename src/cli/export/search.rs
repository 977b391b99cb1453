//! `casebook export search`: a folder that a search engine can be filled from.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::Outcome;
use crate::cli::report::{self, Built, Shared};
use crate::diag::machine::reason;
use crate::publish;
use crate::search::export::Engine;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook export search --engine opensearch\n  casebook export search --engine postgres --out /tmp/records\n\nThe folder holds a README.md with the commands that load it.";

/// The folder that exports go to, unless another is named.
const FOLDER: &str = "export";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum For {
    /// OpenSearch: settings, mapping and files for _bulk
    Opensearch,
    /// PostgreSQL: scripts for psql, with a function that answers queries
    Postgres,
}

impl For {
    fn engine(self) -> Engine {
        match self {
            For::Opensearch => Engine::OpenSearch,
            For::Postgres => Engine::Postgres,
        }
    }

    /// The folder of this export, in that of all.
    fn folder(self) -> &'static str {
        match self {
            For::Opensearch => "search-opensearch",
            For::Postgres => "search-postgres",
        }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The search engine
    #[arg(long, value_enum, value_name = "ENGINE")]
    engine: For,
    /// The folder to write [default: export/search-ENGINE, in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    shared: Shared,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    let built = match report::build(root, &args.shared) {
        Ok(built) => built,
        Err(outcome) => return outcome,
    };
    let target = args.out.clone();
    let target = target.unwrap_or_else(|| built.root.join(FOLDER).join(args.engine.folder()));
    if let Some(problem) = report::inside_sources(&target, &built.root) {
        return report::usage(&problem);
    }
    if let Some(problem) = report::holds_another(&target, "README.md", "such an export") {
        return report::usage(&problem);
    }
    let outcome = built.report(&args.shared);
    if built.fails(&args.shared) {
        report::err("Nothing was exported.\n");
        return outcome;
    }
    match write(&built, args.engine, &target) {
        Ok(()) => outcome,
        Err(failed) => failed,
    }
}

fn write(built: &Built, engine: For, target: &Path) -> Result<(), Outcome> {
    let Some(output) = built.build.search_export(engine.engine()) else {
        return Err(report::usage("There is no site here to export."));
    };
    if let Some(parent) = target.parent() {
        std::fs::create_dir_all(parent).map_err(|error| {
            report::machine(&format!(
                "The folder {} cannot be made: {error}.",
                parent.display(),
                error = reason(&error)
            ))
        })?;
    }
    let options = publish::Options::default();
    let published = publish::to_folder(&output, target, &options)
        .map_err(|error| report::failed(&error, error.is_refusal()))?;
    report::out(&format!(
        "Wrote {} files into {}. Its README.md says how to load them.\n",
        output.len(),
        report::shown(target, &built.root)
    ));
    for note in &published.notes {
        report::out(&format!("{note}\n"));
    }
    Ok(())
}
