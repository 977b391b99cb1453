//! `casebook init`: a small site of one's own, to change.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::report::{self, machine, usage};
use super::{Outcome, whole};
use crate::diag::machine::reason;
use crate::scaffold::starter;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook init my-casebook\n  casebook init my-casebook && cd my-casebook && casebook serve";

/// Where the files are before all of them are written.
const STAGE: &str = ".casebook-init~";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder of the new site. It is made if it is not there, and must be empty
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

pub(super) fn run(args: &Args) -> Outcome {
    let dir = &args.dir;
    if let Some(problem) = super::schema::inside_a_site(dir) {
        return usage(&problem);
    }
    match holds(dir) {
        Ok(None) => {}
        Ok(Some(name)) => {
            return usage(&format!(
                "The folder {} is not empty: it holds {name}. Nothing was written. Name a folder that is empty or not there yet.",
                dir.display()
            ));
        }
        Err(error) => {
            return machine(&format!(
                "{} cannot be used: {error}.",
                dir.display(),
                error = reason(&error)
            ));
        }
    }
    let files = starter::files();
    if let Err(error) = put(dir, &files) {
        return machine(&format!(
            "{} cannot be written: {error}. Nothing was left there.",
            dir.display(),
            error = reason(&error)
        ));
    }
    report::out(&format!(
        "Wrote {} files into {}. All of its records are made-up examples.\nGo there and run `casebook serve` to see it; README.md says how to go on.\n",
        files.len(),
        dir.display()
    ));
    Outcome::Clean
}

/// Something that a folder holds; a new repository of git counts as empty.
fn holds(dir: &Path) -> io::Result<Option<String>> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let name = entry?.file_name();
        if name != ".git" && name != STAGE {
            return Ok(Some(name.to_string_lossy().into_owned()));
        }
    }
    Ok(None)
}

/// All of the files, or none.
fn put(dir: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    let made = !dir.exists();
    let stage = dir.join(STAGE);
    let mut moved = Vec::new();
    let done = stage_files(&stage, files).and_then(|()| move_up(dir, &stage, files, &mut moved));
    let _ = fs::remove_dir_all(&stage);
    if done.is_err() {
        for path in &moved {
            let _ = fs::remove_file(path).or_else(|_| fs::remove_dir_all(path));
        }
        if made {
            let _ = fs::remove_dir(dir);
        }
    }
    done
}

fn stage_files(stage: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    // What a run that was killed has left.
    if stage.exists() {
        fs::remove_dir_all(stage)?;
    }
    for (path, text) in files {
        whole::create(&stage.join(path), text.as_bytes())?;
    }
    Ok(())
}

fn move_up(
    dir: &Path,
    stage: &Path,
    files: &BTreeMap<String, String>,
    moved: &mut Vec<PathBuf>,
) -> io::Result<()> {
    let first = |path: &String| path.split('/').next().unwrap_or_default().to_string();
    let mut names: Vec<String> = files
        .keys()
        .map(first)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    // The configuration makes the folder a site: it comes last.
    names.sort_by_key(|name| name == crate::source::CONFIG);
    for name in names {
        fs::rename(stage.join(&name), dir.join(&name))?;
        moved.push(dir.join(&name));
    }
    Ok(())
}
