//! Publishes file by file, where the folder as a whole cannot be swapped.
//!
//! The changed files are written to a hidden folder inside the target and brought to the medium;
//! until then the site is untouched. Then a journal goes in, each file is renamed to its place, old
//! files are deleted, and the journal goes. The one thing to know: this mode is whole per file, not
//! per site. Whatever stops it, the journal tells the next run, of whatever build, which files are
//! ours, and that run completes to its own state.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk::{Disk, Kind};
use super::error::{Error, State};
use super::fault::Fault;
use super::manifest::{JOURNAL, MANIFEST, STAGING};
use super::order::Order;
use super::paths::folders_of;
use super::place::Place;
use super::plan::{Item, Plan};
use super::{Mode, Published, stage};

/// Why the site is not swapped as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The user asked.
    Asked,
    /// The target is a file system of its own.
    MountPoint,
    /// Nothing can be made beside the target.
    ParentClosed,
    /// The system did not let the folder be moved.
    SwapRefused,
}

impl Why {
    fn words(self) -> &'static str {
        match self {
            Why::Asked => "you asked for it",
            Why::MountPoint => "the folder is a disk of its own (a mount point)",
            Why::ParentClosed => "nothing may be written beside the folder",
            Why::SwapRefused => "the system does not let the folder be moved",
        }
    }
}

/// Publishes by renaming each changed file.
pub(super) fn publish(
    disk: &dyn Disk,
    place: &Place,
    plan: &Plan,
    why: Why,
) -> Result<Published, Error> {
    let staging = place.target.join(STAGING);
    if let Err(fault) = prepare(disk, place, plan, &staging) {
        // What cannot be removed now is removed by the next run.
        let _ = stage::remove_tree(disk, &staging);
        return Err(fault.leaving(plan.state(place)));
    }
    roll_forward(disk, place, plan, &staging)
        .map_err(|fault| fault.leaving(State::Mixed(place.shown.clone())))?;
    let mut published = plan.published(Mode::InPlace);
    published.notes.push(format!(
        "{} was updated file by file, because {}: each file was whole at any moment, but the site \
         as a whole was not.",
        place.shown.display(),
        why.words()
    ));
    Ok(published)
}

/// Writes all that is new, and the journal, into `staging`. The site is not touched.
fn prepare(disk: &dyn Disk, place: &Place, plan: &Plan, staging: &Path) -> Result<(), Fault> {
    if !plan.survey.exists {
        stage::make_root(disk, &place.target, None)?;
    }
    stage::remove_tree(disk, staging)?;
    stage::make_root(disk, staging, None)?;
    let changed = in_order(&plan.items);
    changed
        .par_iter()
        .enumerate()
        .try_for_each(|(at, item)| stage::put(disk, &staged(staging, at), &item.bytes.read()))?;
    stage::put(disk, &staging.join(MANIFEST), &plan.manifest.to_bytes())?;
    stage::put(disk, &staging.join(JOURNAL), &plan.journal().to_bytes())?;
    disk.sync(staging)
        .map_err(Fault::at("bring to the disk", staging))
}

/// Everything from the journal's appearance to its removal.
fn roll_forward(disk: &dyn Disk, place: &Place, plan: &Plan, staging: &Path) -> Result<(), Fault> {
    let target = place.target.as_path();
    let settle = |from: &Path, path: &str| {
        let to = target.join(path);
        disk.rename(from, &to).map_err(Fault::at("replace", &to))
    };
    settle(&staging.join(JOURNAL), JOURNAL)?;
    let cleared = make_way(disk, target, plan)?;
    for (at, item) in in_order(&plan.items).into_iter().enumerate() {
        if let Some((folder, _)) = item.path.rsplit_once('/') {
            stage::make_missing(disk, target, Path::new(folder))?;
        }
        settle(&staged(staging, at), item.path)?;
    }
    settle(&staging.join(MANIFEST), MANIFEST)?;
    for path in plan
        .deleted
        .iter()
        .filter(|path| !cleared.contains(path.as_str()))
    {
        remove(disk, &target.join(path))?;
    }
    prune(disk, target, plan)?;
    stage::remove_tree(disk, staging)?;
    // The journal must not disappear from the medium before what it speaks of is there.
    disk.sync(target)
        .map_err(Fault::at("bring to the disk", target))?;
    remove(disk, &target.join(JOURNAL))
}

/// Where a changed file waits: by its number in the order of renaming, as folders would only cost
/// time here.
fn staged(staging: &Path, at: usize) -> PathBuf {
    staging.join(at.to_string())
}

/// The changed files: assets, then pages, then indexes.
fn in_order<'p, 'a>(items: &'p [Item<'a>]) -> Vec<&'p Item<'a>> {
    let order = Order::of(items.iter().map(|item| item.path));
    let mut changed: Vec<_> = items.iter().filter(|item| !item.same).collect();
    changed.sort_by_key(|item| order.class(item.path));
    changed
}

/// Clears old files where the new site has a folder, and old folders where it has a file. Gives
/// what was removed.
fn make_way<'p>(
    disk: &dyn Disk,
    target: &Path,
    plan: &'p Plan,
) -> Result<BTreeSet<&'p str>, Fault> {
    let files: BTreeSet<&str> = plan.items.iter().map(|item| item.path).collect();
    let folders: BTreeSet<&str> = files.iter().flat_map(|path| folders_of(path)).collect();
    let in_the_way = |path: &str| {
        folders.contains(path) || folders_of(path).any(|folder| files.contains(folder))
    };
    let mut cleared = BTreeSet::new();
    for path in plan.deleted.iter().filter(|path| in_the_way(path)) {
        remove(disk, &target.join(path))?;
        cleared.insert(path.as_str());
    }
    // What stands where a file belongs is empty by now: the survey refused anything else.
    let taken = |folder: &&PathBuf| {
        let name = folder.to_string_lossy();
        files.contains(&*name) || folders_of(&name).any(|above| files.contains(above))
    };
    for folder in plan.survey.folders.iter().rev().filter(taken) {
        let path = target.join(folder);
        disk.remove_folder(&path)
            .map_err(Fault::at("remove", &path))?;
    }
    Ok(cleared)
}

/// Removes the empty folders that the new site does not need: those that deleting left, in this run
/// or in one that was interrupted. Kept folders stay.
fn prune(disk: &dyn Disk, target: &Path, plan: &Plan) -> Result<(), Fault> {
    let needed: BTreeSet<&str> = plan
        .items
        .iter()
        .flat_map(|item| folders_of(item.path))
        .collect();
    let kept: BTreeSet<&Path> = plan
        .survey
        .kept
        .iter()
        .map(|item| item.path.as_path())
        .collect();
    let spare = |folder: &&PathBuf| {
        !kept.contains(folder.as_path()) && !needed.contains(&*folder.to_string_lossy())
    };
    for folder in plan.survey.folders.iter().rev().filter(spare) {
        let path = target.join(folder);
        let meta = disk.look(&path).map_err(Fault::at("look at", &path))?;
        if meta.is_none_or(|meta| meta.kind != Kind::Folder) {
            continue;
        }
        if disk
            .list(&path)
            .map_err(Fault::at("look into", &path))?
            .is_empty()
        {
            disk.remove_folder(&path)
                .map_err(Fault::at("remove", &path))?;
        }
    }
    Ok(())
}

fn remove(disk: &dyn Disk, path: &Path) -> Result<(), Fault> {
    disk.remove_file(path).map_err(Fault::at("remove", path))
}
