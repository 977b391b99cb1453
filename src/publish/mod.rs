//! Publishing the built site to a folder.
//!
//! In comes an [`Output`] and a folder; out comes a [`Published`], or an [`Error`] that says what
//! state the published site is in. The one thing to know: **killing the process at any moment
//! leaves the old site or the new one**, because the new one is put together beside the target and
//! swapped in with one rename.
//!
//! 1. `paths` refuses output paths that would leave the folder.
//! 2. `place` finds the real target and its siblings; `lock` keeps other publishers out.
//! 3. `swap::recover` clears up after a run that was killed.
//! 4. `survey` looks at what lies in the target and refuses what is not ours.
//! 5. `plan` compares bytes: which files are the same, new, to be deleted.
//! 6. `swap` stages and exchanges; where that cannot work, `in_place` renames file by file,
//!    which is whole per file, not per site.
//!
//! Unchanged files are hard links to the old ones, so nothing here ever writes into an existing
//! file. Every disk operation goes through [`Disk`], so that tests can make each of them fail.

pub mod branch;
#[cfg(feature = "bucket")]
pub mod bucket;
mod disk;
mod error;
mod fault;
mod in_place;
mod lock;
mod manifest;
mod order;
mod paths;
mod place;
mod plan;
mod real;
mod stage;
mod survey;
mod swap;

pub use disk::{Disk, Entry, Kind, Meta};
pub use error::{Error, State};
pub use manifest::MANIFEST;
pub use real::RealDisk;

use std::path::Path;

use crate::output::Output;
use fault::Fault;
use in_place::Why;
use place::Place;
use plan::Plan;
use survey::Survey;

/// What stays in the published folder although Casebook did not write it.
pub const DEFAULT_KEEP: [&str; 5] = [".gitignore", "CNAME", ".nojekyll", ".well-known", ".git"];

/// How to publish.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files and folders that are not ours and stay: paths from the root of the site, separated by
    /// `/`. A folder covers all that lies in it. This list replaces [`DEFAULT_KEEP`].
    pub keep: Vec<String>,
    /// Replace file by file even where the whole site could be swapped.
    pub in_place: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            keep: DEFAULT_KEEP.map(str::to_owned).to_vec(),
            in_place: false,
        }
    }
}

/// How the new site took the place of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// All at once.
    Swapped,
    /// File by file: every file is whole at any moment, the site is not.
    InPlace,
    /// Not at all: what lies there is this site already, byte for byte.
    Untouched,
}

/// What was done. The counts are of files; our own list of files is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files whose bytes were there already.
    pub unchanged: usize,
    /// Files of the old site that the new one does not have.
    pub deleted: usize,
    /// Files that are not ours and stay.
    pub kept: usize,
    /// How the new site took the place of the old one.
    pub mode: Mode,
    /// What the user should know, a sentence each.
    pub notes: Vec<String>,
}

impl Published {
    /// A site where none was.
    fn first(output: &Output) -> Self {
        Self {
            written: output.len(),
            unchanged: 0,
            deleted: 0,
            kept: 0,
            mode: Mode::Swapped,
            notes: Vec::new(),
        }
    }
}

/// Makes the folder at `target` hold exactly this site, and what `options` keep.
///
/// # Errors
///
/// Refusals (see [`Error::is_refusal`]) change nothing. Any other error is the machine's, and says
/// in what state it leaves the published site.
pub fn to_folder(output: &Output, target: &Path, options: &Options) -> Result<Published, Error> {
    to_folder_with(&RealDisk, output, target, options)
}

/// What [`to_folder`] would do. Writes nothing.
///
/// # Errors
///
/// As [`to_folder`], for what can be told without writing.
pub fn rehearse(output: &Output, target: &Path, options: &Options) -> Result<Published, Error> {
    paths::check(output, target)?;
    let above = target
        .parent()
        .filter(|above| !above.as_os_str().is_empty());
    if above.is_some_and(|above| !above.exists()) {
        return Ok(Published::first(output));
    }
    let disk = &RealDisk;
    let place = Place::find(disk, target)?;
    let survey = Survey::take(disk, &place, &options.keep)?;
    let plan = Plan::make(disk, output, &place, survey)?;
    Ok(plan.published(match plan.is_done() {
        true => Mode::Untouched,
        false => Mode::Swapped,
    }))
}

/// [`to_folder`] on a disk of the caller's choice. The seam for fault injection.
///
/// # Errors
///
/// As [`to_folder`].
pub fn to_folder_with(
    disk: &dyn Disk,
    output: &Output,
    target: &Path,
    options: &Options,
) -> Result<Published, Error> {
    paths::check(output, target)?;
    let place = Place::find(disk, target)?;
    let lock = lock::take(disk, &place)?;
    let result = publish_locked(disk, output, &place, lock.beside, options);
    lock.release(disk);
    result
}

/// Publishes; the caller holds the lock. `beside` tells whether siblings of the target can be made.
fn publish_locked(
    disk: &dyn Disk,
    output: &Output,
    place: &Place,
    beside: bool,
    options: &Options,
) -> Result<Published, Error> {
    if beside {
        swap::recover(disk, place)?;
    }
    let survey = Survey::take(disk, place, &options.keep)?;
    let plan = Plan::make(disk, output, place, survey)?;
    if plan.is_done() {
        return Ok(plan.published(Mode::Untouched));
    }
    let why = match reason_for_in_place(disk, place, beside, options) {
        Ok(Some(why)) => why,
        Ok(None) => match swap::publish(disk, place, &plan)? {
            Some(published) => return Ok(published),
            None => Why::SwapRefused,
        },
        Err(fault) => return Err(fault.leaving(plan.state(place))),
    };
    in_place::publish(disk, place, &plan, why)
}

/// Why the site cannot be swapped as a whole, as far as can be told before trying.
fn reason_for_in_place(
    disk: &dyn Disk,
    place: &Place,
    beside: bool,
    options: &Options,
) -> Result<Option<Why>, Fault> {
    if options.in_place {
        return Ok(Some(Why::Asked));
    }
    if !beside {
        return Ok(Some(Why::ParentClosed));
    }
    let device = |path: &Path| -> Result<Option<u64>, Fault> {
        let meta = disk.look(path).map_err(Fault::at("look at", path))?;
        Ok(meta.map(|meta| meta.device))
    };
    let mounted = match device(&place.target)? {
        Some(own) => device(&place.parent)? != Some(own),
        None => false,
    };
    Ok(mounted.then_some(Why::MountPoint))
}
