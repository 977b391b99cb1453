//! What lies in the target before we touch it.
//!
//! In comes the folder and the `keep` list; out comes every file sorted into ours and kept, or a
//! refusal that names what is neither. Links are never followed, so nothing outside is looked at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk::{Disk, Kind};
use super::error::{Error, State};
use super::fault::Fault;
use super::manifest::{JOURNAL, MANIFEST, Manifest, RESERVED, STAGING};
use super::place::Place;

/// Something in the target.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    /// From the root of the target.
    pub(super) path: PathBuf,
    /// The path as text, `/`-separated; lossy, so only ours if the list says the very same.
    pub(super) name: String,
    pub(super) is_folder: bool,
    /// A regular file: the only thing that can be compared or linked as ours.
    pub(super) is_file: bool,
}

/// What lies in the target.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Whether the target is there at all.
    pub(super) exists: bool,
    /// The list of the old site, if it has one.
    pub(super) manifest: Option<Manifest>,
    /// What our lists say of each file: the hashes it may have.
    pub(super) listed: BTreeMap<String, Vec<String>>,
    /// Our files that are there; whether each is a regular file.
    pub(super) ours: BTreeMap<String, bool>,
    /// What is not ours and stays; folders before what lies in them.
    pub(super) kept: Vec<Found>,
    /// Every folder, those above first.
    pub(super) folders: Vec<PathBuf>,
    /// A run of publishing in place did not finish.
    pub(super) interrupted: bool,
    /// Something that publishing leaves only when it is interrupted is there.
    pub(super) leftovers: bool,
}

impl Survey {
    /// Looks, and refuses a folder with files that are neither ours nor to be kept.
    pub(super) fn take(disk: &dyn Disk, place: &Place, keep: &[String]) -> Result<Self, Error> {
        let machine = |fault: Fault| fault.leaving(place.unchanged());
        let target = &place.target;
        let meta = disk
            .look(target)
            .map_err(|e| machine(Fault::at("look at", target)(e)))?;
        if meta.is_none() {
            return Ok(Self::default());
        }
        let manifest = Manifest::load(disk, place, MANIFEST)?;
        let journal = Manifest::load(disk, place, JOURNAL)?;
        let mut survey = Self {
            exists: true,
            interrupted: journal.is_some(),
            ..Self::default()
        };
        let has_list = manifest.is_some() || journal.is_some();
        for list in manifest.iter().chain(&journal) {
            for (path, hash) in &list.files {
                survey
                    .listed
                    .entry(path.clone())
                    .or_default()
                    .push(hash.clone());
            }
        }
        survey.manifest = manifest;
        let mut found = walk(disk, target, Path::new("")).map_err(machine)?;
        found.sort_unstable();
        let foreign = survey.sort_out(found, &Keep::new(keep));
        match (foreign.is_empty(), has_list) {
            (true, _) => Ok(survey),
            (false, true) => Err(Error::Foreign {
                target: place.shown.clone(),
                files: foreign,
            }),
            (false, false) => Err(Error::NotOurs {
                target: place.shown.clone(),
                files: foreign,
            }),
        }
    }

    /// Files everything under ours or kept; gives the names of what is neither.
    fn sort_out(&mut self, found: Vec<Found>, keep: &Keep) -> Vec<String> {
        let mut foreign = Vec::new();
        for item in found {
            if is_reserved(&item.name) {
                self.leftovers |= item.name == JOURNAL || item.name == STAGING;
            } else if item.is_folder {
                self.folders.push(item.path.clone());
                if keep.covers(&item.name) {
                    self.kept.push(item);
                }
            } else if self.listed.contains_key(&item.name) {
                self.ours.insert(item.name, item.is_file);
            } else if keep.covers(&item.name) {
                self.kept.push(item);
            } else {
                foreign.push(item.name);
            }
        }
        foreign
    }

    /// What there is to say of the target as long as it is not touched.
    pub(super) fn state(&self, place: &Place) -> State {
        match (self.interrupted, self.exists) {
            (true, _) => State::Mixed(place.shown.clone()),
            (false, true) => place.unchanged(),
            (false, false) => State::Nothing(place.shown.clone()),
        }
    }
}

fn is_reserved(name: &str) -> bool {
    let first = name.split('/').next().unwrap_or(name);
    RESERVED.contains(&first)
}

/// Everything below a folder, in any order. Folders are read side by side.
fn walk(disk: &dyn Disk, root: &Path, below: &Path) -> Result<Vec<Found>, Fault> {
    let folder = root.join(below);
    let entries = disk
        .list(&folder)
        .map_err(Fault::at("look into", &folder))?;
    let mut all: Vec<Found> = entries
        .into_iter()
        .map(|entry| found(below.join(entry.name), entry.kind))
        .collect();
    let deeper: Vec<Vec<Found>> = all
        .par_iter()
        .filter(|item| item.is_folder)
        .map(|item| walk(disk, root, &item.path))
        .collect::<Result<_, _>>()?;
    all.extend(deeper.into_iter().flatten());
    Ok(all)
}

fn found(path: PathBuf, kind: Kind) -> Found {
    Found {
        name: path.to_string_lossy().into_owned(),
        path,
        is_folder: kind == Kind::Folder,
        is_file: kind == Kind::File,
    }
}

/// The `keep` list, tidied: no `./` in front, no `/` behind.
struct Keep<'a>(Vec<&'a str>);

impl<'a> Keep<'a> {
    fn new(keep: &'a [String]) -> Self {
        let tidy = |entry: &'a String| entry.trim_start_matches("./").trim_matches('/');
        Self(
            keep.iter()
                .map(tidy)
                .filter(|entry| !entry.is_empty())
                .collect(),
        )
    }

    /// Whether the name is on the list, or lies in a folder that is.
    fn covers(&self, name: &str) -> bool {
        self.0.iter().any(|entry| {
            name.strip_prefix(entry)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keep_covers_whole_names_and_what_lies_below() {
        let list = ["./.git/".to_owned(), "a/b".to_owned(), "/".to_owned()];
        let keep = Keep::new(&list);
        for name in [".git", ".git/HEAD", "a/b", "a/b/c"] {
            assert!(keep.covers(name), "{name}");
        }
        for name in [".gitignore", "a", "a/bc", "x/.git"] {
            assert!(!keep.covers(name), "{name}");
        }
    }
}
