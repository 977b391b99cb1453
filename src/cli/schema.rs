//! `casebook schema`: what records hold, as JSON Schema for editors.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::Outcome;
use super::report::{self, machine, usage};
use super::whole;
use crate::diag::machine::reason;
use crate::editor::{Index, Memo};
use crate::schema::names::Names;
use crate::schema::{json, reference};
use crate::source;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook schema > casebook.schema.json   (one document)\n  casebook schema --out schemas            (a file for each kind of record)\n  casebook schema --check                  (are the files in schemas up to date?)";

/// Where a site keeps its schemas.
const FOLDER: &str = "schemas";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Write a file for each kind of record into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write nothing; fail when the files are not up to date [default folder: schemas]
    #[arg(long)]
    check: bool,
    /// Write the reference pages of Casebook's own documentation into this folder
    #[arg(long, value_name = "DIR", hide = true, conflicts_with = "out")]
    docs: Option<PathBuf>,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    if let Some(folder) = &args.docs {
        if let Some(problem) = inside_a_site(folder) {
            return usage(&problem);
        }
        return keep(folder, reference::pages(), args, "--docs");
    }
    let root = match report::find_root(root) {
        Ok(root) => root,
        Err(outcome) => return outcome,
    };
    let names = match names(&root) {
        Ok(names) => names,
        Err(outcome) => return outcome,
    };
    let folder = match (&args.out, args.check) {
        (Some(folder), _) => folder.clone(),
        (None, true) => root.join(FOLDER),
        (None, false) => {
            report::out(&json::written(&json::whole(&names)));
            return Outcome::Clean;
        }
    };
    match report::inside_sources(&folder, &root) {
        Some(problem) => usage(&problem),
        None => keep(&folder, files(&names), args, "--out"),
    }
}

/// Why nothing can be written into a folder that belongs to the sources of some site.
pub(super) fn inside_a_site(folder: &Path) -> Option<String> {
    let absolute = std::path::absolute(folder).ok()?;
    let root = source::find_root(&absolute)?;
    report::inside_sources(folder, &root)
}

fn files(names: &Names) -> BTreeMap<String, String> {
    json::documents(names)
        .iter()
        .map(|(name, schema)| (format!("{name}.json"), json::written(schema)))
        .collect()
}

/// Brings the schemas of a site up to date, if it keeps any; says whether they were not.
pub(super) fn refresh(root: &Path) -> Result<bool, Outcome> {
    let folder = root.join(FOLDER);
    if !folder.join(format!("{}.json", json::KNOWN)).is_file() {
        return Ok(false);
    }
    let files = files(&names(root)?);
    let stale = stale(&folder, &files);
    bring(&folder, &files, &stale)?;
    Ok(!stale.is_empty())
}

/// Does what has to be done to each file.
fn bring(
    folder: &Path,
    files: &BTreeMap<String, String>,
    stale: &BTreeMap<String, Change>,
) -> Result<(), Outcome> {
    let refused = |path: &Path, error| {
        machine(&format!(
            "{} cannot be written: {error}.",
            path.display(),
            error = reason(&error)
        ))
    };
    fs::create_dir_all(folder).map_err(|error| refused(folder, error))?;
    for (name, change) in stale {
        let path = folder.join(name);
        let done = match change {
            Change::Write => whole::write(&path, files[name].as_bytes()),
            Change::Delete => fs::remove_file(&path),
        };
        done.map_err(|error| refused(&path, error))?;
    }
    Ok(())
}

/// The names that the site has, also when some of its records are wrong.
fn names(root: &Path) -> Result<Names, Outcome> {
    let files = source::read_folder(root).map_err(|error| {
        machine(&format!(
            "The folder {} cannot be read: {error}.",
            root.display(),
            error = reason(&error)
        ))
    })?;
    Ok(Index::of(&files, &Memo::default()).names)
}

/// Writes the files, or says which are not as they would be written.
fn keep(folder: &Path, files: BTreeMap<String, String>, args: &Args, option: &str) -> Outcome {
    if folder.is_file() {
        return usage(&format!(
            "{} is a file. Name a folder with {option}.",
            folder.display()
        ));
    }
    let stale = stale(folder, &files);
    if args.check {
        return told(folder, &stale, option);
    }
    if let Err(outcome) = bring(folder, &files, &stale) {
        return outcome;
    }
    report::out(&format!(
        "{}: {} files, {} changed.\n",
        folder.display(),
        files.len(),
        stale.len()
    ));
    Outcome::Clean
}

/// What has to be done to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Write,
    Delete,
}

/// The files that are not as they would be written, and those that Casebook wrote and would no more.
fn stale(folder: &Path, files: &BTreeMap<String, String>) -> BTreeMap<String, Change> {
    let mut stale: BTreeMap<String, Change> = files
        .iter()
        .filter(|(name, text)| !is_same(&folder.join(name), text))
        .map(|(name, _)| (name.clone(), Change::Write))
        .collect();
    let there = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in there {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = || {
            fs::read_to_string(entry.path())
                .is_ok_and(|text| text.contains("Written by `casebook schema"))
        };
        if !files.contains_key(&name) && ours() {
            stale.insert(name, Change::Delete);
        }
    }
    stale
}

/// Whether a file says the same; checked out with Windows line ends it does.
fn is_same(path: &Path, text: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|there| there.replace("\r\n", "\n") == text)
}

fn told(folder: &Path, stale: &BTreeMap<String, Change>, option: &str) -> Outcome {
    if stale.is_empty() {
        report::out(&format!("{}: up to date.\n", folder.display()));
        return Outcome::Clean;
    }
    for (name, change) in stale {
        let what = match change {
            Change::Write => "is not up to date",
            Change::Delete => "is no longer needed",
        };
        report::err(&format!("{} {what}.\n", folder.join(name).display()));
    }
    report::err(&format!(
        "Run `casebook schema {option} {}` and commit what it writes.\n",
        folder.display()
    ));
    Outcome::Problems
}
