//! `casebook export records`: spreadsheets to edit, and to bring back with `casebook import`.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::examined::{self, Examined};
use crate::cli::save::{self, Planned};
use crate::cli::{Outcome, report};
use crate::diag::machine::reason;
use crate::exchange;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook export records\n  casebook export records --format xlsx --out ~/Desktop\n  casebook import export/records.xlsx   (what was edited, back into the records)";

/// The folder that spreadsheets go to, unless another is named.
const FOLDER: &str = "export";

/// The kinds of spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One workbook of Excel with a sheet for each kind
    Xlsx,
    /// One file of text for each kind
    Csv,
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to write into [default: export, in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Only this kind of spreadsheet [default: both]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Form>,
    /// Replace spreadsheets that are there, and whatever was edited in them
    #[arg(long)]
    force: bool,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    let examined = match examined::read(root) {
        Ok(examined) => examined,
        Err(outcome) => return outcome,
    };
    if examined.site.diagnostics.has_errors() {
        examined.report();
        report::err(
            "Nothing was exported: a record with errors would come back with something missing. Mend the errors first.\n",
        );
        return Outcome::Problems;
    }
    let exported = exchange::export(examined.exchange());
    let counts = exported
        .counts()
        .into_iter()
        .map(|(name, count)| format!("{count} {}", name.to_lowercase()));
    let counts = counts.collect::<Vec<_>>().join(", ");
    let folder = args
        .out
        .clone()
        .unwrap_or_else(|| examined.root.join(FOLDER));
    if let Some(problem) = report::inside_sources(&folder, &examined.root) {
        return report::usage(&problem);
    }
    match files(&examined, args.format) {
        Ok(files) => write(&folder, files, args.force, &counts, &examined.root),
        Err(problem) => {
            report::err(&format!(
                "casebook: {}: {} {}\n",
                problem.place, problem.message, problem.hint
            ));
            Outcome::Problems
        }
    }
}

/// Names and bytes.
type Named = Vec<(String, Vec<u8>)>;

fn files(examined: &Examined, form: Option<Form>) -> Result<Named, exchange::Problem> {
    let exported = || exchange::export(examined.exchange());
    let mut files = Vec::new();
    if form != Some(Form::Csv) {
        files.push((
            "records.xlsx".to_string(),
            exported().workbook(examined.as_of)?,
        ));
    }
    if form != Some(Form::Xlsx) {
        files.extend(exported().csv());
    }
    Ok(files)
}

fn write(folder: &Path, files: Named, force: bool, counts: &str, root: &Path) -> Outcome {
    let mut planned = Vec::new();
    for (name, new) in files {
        let path = folder.join(name);
        let old = match std::fs::read(&path) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => {
                return report::machine(&format!(
                    "{} cannot be read: {error}.",
                    path.display(),
                    error = reason(&error)
                ));
            }
        };
        if old.as_ref().is_some_and(|old| *old != new) && !force {
            report::err(&format!(
                "casebook: {} is there already and may hold what somebody edited, so nothing was written. Import it first, choose another folder with --out, or replace it with --force.\n",
                report::shown(&path, root)
            ));
            return Outcome::Problems;
        }
        planned.push(Planned { path, old, new });
    }
    let names: Vec<String> = planned
        .iter()
        .map(|file| report::shown(&file.path, root))
        .collect();
    let done = format!("Exported {counts} to {}.\n", names.join(", "));
    save::and_say(&planned, &done)
}
