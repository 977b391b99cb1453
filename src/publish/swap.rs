//! Puts the whole new site together beside the target and swaps the two.
//!
//! The one thing to know: the old site is not touched before the swap, and is removed only after it.
//! What a killed run leaves beside the target is cleared up by [`recover`] at the next start.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::disk::Disk;
use super::error::{Error, State};
use super::fault::{Fault, is_closed};
use super::manifest::MANIFEST;
use super::place::Place;
use super::plan::Plan;
use super::{Mode, Published, stage};

/// The sibling in which the new site grows; after the exchange it holds the old one.
const STAGING: &str = "staging";
/// The sibling that holds the old site between two renames.
const ASIDE: &str = "old";

/// Clears up after a run that was killed: puts the old site back if the run died between two
/// renames, and removes what is left over.
pub(super) fn recover(disk: &dyn Disk, place: &Place) -> Result<(), Error> {
    let aside = place.sibling(ASIDE);
    let unchanged = |fault: Fault| fault.leaving(place.unchanged());
    if is_missing(disk, &place.target).map_err(unchanged)?
        && !is_missing(disk, &aside).map_err(unchanged)?
    {
        disk.rename(&aside, &place.target).map_err(|error| {
            Fault::at("put back", &place.target)(error).leaving(State::Aside {
                target: place.shown.clone(),
                old: aside.clone(),
            })
        })?;
    }
    stage::remove_tree(disk, &aside)
        .and_then(|()| stage::remove_tree(disk, &place.sibling(STAGING)))
        .map_err(unchanged)
}

fn is_missing(disk: &dyn Disk, path: &Path) -> Result<bool, Fault> {
    let meta = disk.look(path).map_err(Fault::at("look at", path))?;
    Ok(meta.is_none())
}

/// Stages and swaps. `None`, with nothing changed, if the system does not let this folder be moved.
pub(super) fn publish(
    disk: &dyn Disk,
    place: &Place,
    plan: &Plan,
) -> Result<Option<Published>, Error> {
    let staging = place.sibling(STAGING);
    let old = plan.survey.exists.then_some(place.target.as_path());
    match stage::make_root(disk, &staging, old) {
        Ok(()) => {}
        Err(fault) if old.is_some() && fault.is_closed() => return Ok(None),
        Err(fault) => {
            let _ = stage::remove_tree(disk, &staging);
            return Err(fault.leaving(plan.state(place)));
        }
    }
    let swapped = fill(disk, place, plan, &staging)
        .map_err(|fault| fault.leaving(plan.state(place)))
        .and_then(|()| swap(disk, place, plan, &staging));
    if !matches!(swapped, Ok(true)) {
        // What cannot be removed now is removed at the next start.
        let _ = stage::remove_tree(disk, &staging);
        return swapped.map(|_| None);
    }
    let mut published = plan.published(Mode::Swapped);
    for old in [staging, place.sibling(ASIDE)] {
        if let Err(fault) = stage::remove_tree(disk, &old) {
            published.notes.push(format!(
                "The new site is published, but a copy of the old one is left in {} ({fault}). The \
                 next run removes it.",
                old.display()
            ));
        }
    }
    Ok(Some(published))
}

/// Builds the whole new site in `staging` and brings it to the medium.
fn fill(disk: &dyn Disk, place: &Place, plan: &Plan, staging: &Path) -> Result<(), Fault> {
    let old = plan.survey.exists.then_some(place.target.as_path());
    stage::put_items(disk, staging, &plan.items, old)?;
    stage::put(disk, &staging.join(MANIFEST), &plan.manifest.to_bytes())?;
    stage::carry(disk, &place.target, staging, &plan.survey.kept)?;
    disk.sync(staging)
        .map_err(Fault::at("bring to the disk", staging))
}

/// Puts the new site in the place of the old one. `false` if this folder cannot be moved.
fn swap(disk: &dyn Disk, place: &Place, plan: &Plan, staging: &Path) -> Result<bool, Error> {
    let target = &place.target;
    let result = if plan.survey.exists {
        disk.exchange(staging, target)
    } else {
        disk.rename(staging, target)
    };
    match result {
        Ok(()) => Ok(true),
        Err(error) if plan.survey.exists && error.kind() == ErrorKind::Unsupported => {
            two_renames(disk, place, plan, staging)
        }
        Err(error) if plan.survey.exists && is_pinned(&error) => Ok(false),
        Err(error) => Err(Fault::at("replace", target)(error).leaving(plan.state(place))),
    }
}

/// Where the system cannot exchange folders. Between the two renames there is no site; a run that
/// is killed there is put right at the next start.
fn two_renames(disk: &dyn Disk, place: &Place, plan: &Plan, staging: &Path) -> Result<bool, Error> {
    let (target, aside) = (&place.target, place.sibling(ASIDE));
    match disk.rename(target, &aside) {
        Ok(()) => {}
        Err(error) if is_pinned(&error) => return Ok(false),
        Err(error) => return Err(Fault::at("replace", target)(error).leaving(plan.state(place))),
    }
    let Err(error) = disk.rename(staging, target) else {
        return Ok(true);
    };
    let state = match disk.rename(&aside, target) {
        Ok(()) => plan.state(place),
        Err(_) => State::Aside {
            target: place.shown.clone(),
            old: aside,
        },
    };
    Err(Fault::at("replace", target)(error).leaving(state))
}

/// A mount point, or a folder that the owner of its parent alone may move.
fn is_pinned(error: &io::Error) -> bool {
    is_closed(error)
        || matches!(
            error.kind(),
            ErrorKind::ResourceBusy | ErrorKind::CrossesDevices
        )
}
