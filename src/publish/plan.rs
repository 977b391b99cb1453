//! What has to be done, decided by comparing bytes.
//!
//! In come the output and the survey; out comes a plan in memory. Hashes and times are not trusted
//! for this: a file that somebody edited in the published folder must not pass as unchanged.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::disk::Disk;
use super::error::{Error, State, named};
use super::fault::Fault;
use super::manifest::{self, Manifest};
use super::paths::folders_of;
use super::place::Place;
use super::survey::{Found, Survey};
use super::{Mode, Published};
use crate::output::{Bytes, Output};

/// A file of the new site.
pub(super) struct Item<'a> {
    pub(super) path: &'a str,
    pub(super) bytes: &'a Bytes,
    /// The old site has the same bytes at the same path.
    pub(super) same: bool,
}

/// What has to be done.
pub(super) struct Plan<'a> {
    /// The new site, sorted by path.
    pub(super) items: Vec<Item<'a>>,
    /// Our files that the new site does not have.
    pub(super) deleted: Vec<String>,
    /// The new list.
    pub(super) manifest: Manifest,
    /// What lies there.
    pub(super) survey: Survey,
    /// Our files that somebody changed by hand, which will be lost.
    edited: Vec<String>,
}

/// What comparing found out about one file.
struct Compared<'a> {
    item: Item<'a>,
    hash: String,
    edited: bool,
}

impl<'a> Plan<'a> {
    /// Reads the old site and compares. Changes nothing.
    pub(super) fn make(
        disk: &dyn Disk,
        output: &'a Output,
        place: &Place,
        mut survey: Survey,
    ) -> Result<Self, Error> {
        refuse_clashes(output, place, &survey.kept)?;
        let kept: BTreeSet<String> = survey.kept.iter().map(|item| item.name.clone()).collect();
        let machine = |fault: Fault| fault.leaving(survey.state(place));
        let files: Vec<_> = output.iter().collect();
        let compared: Vec<Compared<'a>> = files
            .into_par_iter()
            .map(|(path, bytes)| compare(disk, place, &survey, kept.contains(path), path, bytes))
            .collect::<Result<_, _>>()
            .map_err(machine)?;
        let deleted: Vec<String> = survey
            .ours
            .keys()
            .filter(|path| output.get(path).is_none())
            .cloned()
            .collect();
        let mut edited = edited_among(disk, place, &survey, &deleted).map_err(machine)?;
        let mut items = Vec::with_capacity(compared.len());
        let mut hashes = BTreeMap::new();
        for Compared {
            item,
            hash,
            edited: by_hand,
        } in compared
        {
            if kept.contains(item.path) && !item.same {
                return Err(clash(place, item.path, item.path));
            }
            if by_hand {
                edited.push(item.path.to_owned());
            }
            hashes.insert(item.path.to_owned(), hash);
            items.push(item);
        }
        // What is the same as a file of the site is from now on ours.
        survey.kept.retain(|item| output.get(&item.name).is_none());
        edited.sort_unstable();
        Ok(Self {
            items,
            deleted,
            manifest: Manifest::new(hashes),
            survey,
            edited,
        })
    }

    /// Whether the target holds this very site already.
    pub(super) fn is_done(&self) -> bool {
        !self.survey.leftovers
            && self.deleted.is_empty()
            && self.items.iter().all(|item| item.same)
            && self.survey.manifest.as_ref() == Some(&self.manifest)
    }

    /// What there is to say of the target as long as it is not touched.
    pub(super) fn state(&self, place: &Place) -> State {
        self.survey.state(place)
    }

    /// The account of carrying out the plan.
    pub(super) fn published(&self, mode: Mode) -> Published {
        let unchanged = self.items.iter().filter(|item| item.same).count();
        let mut notes = Vec::new();
        if !self.edited.is_empty() {
            notes.push(format!(
                "Changes made by hand in the published folder were replaced: {}. Edit the sources \
                 of the site instead.",
                named(&self.edited)
            ));
        }
        Published {
            written: self.items.len() - unchanged,
            unchanged,
            deleted: self.deleted.len(),
            kept: self
                .survey
                .kept
                .iter()
                .filter(|item| !item.is_folder)
                .count(),
            mode,
            notes,
        }
    }

    /// Every file that may be ours until the plan is carried out.
    pub(super) fn journal(&self) -> Manifest {
        let listed = self.survey.listed.iter();
        let old = listed.filter_map(|(path, hashes)| Some((path.clone(), hashes.last()?.clone())));
        let mut files: BTreeMap<_, _> = old.collect();
        files.extend(self.manifest.files.clone());
        Manifest::new(files)
    }
}

/// Compares one file with what lies at its path.
fn compare<'a>(
    disk: &dyn Disk,
    place: &Place,
    survey: &Survey,
    kept: bool,
    path: &'a str,
    bytes: &'a Bytes,
) -> Result<Compared<'a>, Fault> {
    let ours = survey.ours.get(path);
    let old = match ours {
        Some(true) => Some(read(disk, place, path)?),
        None if kept => Some(read(disk, place, path)?),
        // A link or the like in the place of our file is replaced, never read.
        _ => None,
    };
    let (hash, same) = hash_and_compare(bytes, old.as_deref());
    let edited = !same && ours.is_some() && !is_as_listed(survey, path, old.as_deref());
    Ok(Compared {
        item: Item { path, bytes, same },
        hash,
        edited,
    })
}

/// The hash of bytes, and whether the old ones are the same: part by part, for some are large.
fn hash_and_compare(new: &Bytes, old: Option<&[u8]>) -> (String, bool) {
    let mut rest = old;
    let parts = new.in_parts().inspect(|part| {
        rest = rest.and_then(|rest| rest.strip_prefix(&**part));
    });
    let hash = manifest::hash_of(parts);
    (hash, rest.is_some_and(<[u8]>::is_empty))
}

/// Which of these files of ours are not as we wrote them.
fn edited_among(
    disk: &dyn Disk,
    place: &Place,
    survey: &Survey,
    paths: &[String],
) -> Result<Vec<String>, Fault> {
    let check = |path: &String| {
        let old = match survey.ours.get(path) {
            Some(true) => Some(read(disk, place, path)?),
            _ => None,
        };
        Ok((!is_as_listed(survey, path, old.as_deref())).then(|| path.clone()))
    };
    let checked: Vec<Option<String>> = paths.par_iter().map(check).collect::<Result<_, _>>()?;
    Ok(checked.into_iter().flatten().collect())
}

fn is_as_listed(survey: &Survey, path: &str, bytes: Option<&[u8]>) -> bool {
    let (Some(hashes), Some(bytes)) = (survey.listed.get(path), bytes) else {
        return false;
    };
    hashes.contains(&manifest::hash(bytes))
}

fn read(disk: &dyn Disk, place: &Place, path: &str) -> Result<Vec<u8>, Fault> {
    let path = place.target.join(path);
    disk.read(&path).map_err(Fault::at("read", &path))
}

/// Refuses a kept file where the site needs a folder, and the other way round. Two files at one
/// path clash only if their bytes differ, which comparing finds out.
fn refuse_clashes(output: &Output, place: &Place, kept: &[Found]) -> Result<(), Error> {
    if kept.is_empty() {
        return Ok(());
    }
    let mut folders = BTreeMap::new();
    for (path, _) in output.iter() {
        for folder in folders_of(path) {
            folders.entry(folder).or_insert(path);
        }
    }
    for item in kept {
        let name = item.name.as_str();
        let at = output.get(name).is_some() && !item.is_file;
        let above = folders_of(name).find(|folder| output.get(folder).is_some());
        let below = folders.get(name).filter(|_| !item.is_folder).copied();
        if let Some(ours) = at.then_some(name).or(above).or(below) {
            return Err(clash(place, name, ours));
        }
    }
    Ok(())
}

fn clash(place: &Place, kept: &str, ours: &str) -> Error {
    Error::Clash {
        target: place.shown.clone(),
        kept: kept.to_owned(),
        ours: ours.to_owned(),
    }
}
