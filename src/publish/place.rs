//! Where the site goes: the real folder behind the target, and the names beside it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::disk::{Disk, Kind};
use super::error::{Error, State};
use super::fault::Fault;

/// As many links as the kernel follows.
const MOST_LINKS: usize = 40;

/// The target, resolved.
#[derive(Debug)]
pub(super) struct Place {
    /// As the user wrote it; for messages.
    pub(super) shown: PathBuf,
    /// The folder itself; it may not exist yet, and is never a link.
    pub(super) target: PathBuf,
    /// The folder that holds it; it exists.
    pub(super) parent: PathBuf,
}

impl Place {
    /// Follows links, also one to a folder that is not there (yet, or for the moment), and makes
    /// the folders above.
    pub(super) fn find(disk: &dyn Disk, shown: &Path) -> Result<Self, Error> {
        let refuse = |reason| Error::BadTarget {
            target: shown.to_owned(),
            reason,
        };
        let machine = |fault: Fault| fault.leaving(State::Nothing(shown.to_owned()));
        let path = follow(disk, shown)
            .map_err(machine)?
            .ok_or_else(|| refuse("its links lead in a circle"))?;
        let name = path
            .file_name()
            .ok_or_else(|| refuse("it is the root of the disk"))?;
        let above = path.parent().unwrap_or(Path::new(""));
        let parent = make_parent(disk, above).map_err(machine)?;
        let target = parent.join(name);
        let meta = disk
            .look(&target)
            .map_err(|error| machine(Fault::at("look at", &target)(error)))?;
        if meta.is_some_and(|meta| meta.kind != Kind::Folder) {
            return Err(refuse("it is a file, not a folder"));
        }
        Ok(Self {
            shown: shown.to_owned(),
            target,
            parent,
        })
    }

    /// A hidden name beside the target that tells what it is for: `.public.casebook-staging`.
    pub(super) fn sibling(&self, purpose: &str) -> PathBuf {
        let name = self.target.file_name().unwrap_or(OsStr::new("site"));
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(".casebook-");
        hidden.push(purpose);
        self.parent.join(hidden)
    }

    /// The state of a site that was not touched.
    pub(super) fn unchanged(&self) -> State {
        State::Unchanged(self.shown.clone())
    }
}

/// The path with links at its end followed; `None` if they lead in a circle.
fn follow(disk: &dyn Disk, path: &Path) -> Result<Option<PathBuf>, Fault> {
    let mut path = tidy(path);
    for _ in 0..MOST_LINKS {
        if path.file_name().is_none() {
            let whole = if path.as_os_str().is_empty() {
                Path::new(".")
            } else {
                &path
            };
            return disk
                .resolve(whole)
                .map(Some)
                .map_err(Fault::at("find", whole));
        }
        let meta = disk.look(&path).map_err(Fault::at("look at", &path))?;
        if meta.is_none_or(|meta| meta.kind != Kind::Link) {
            return Ok(Some(path));
        }
        let goal = disk.read_link(&path).map_err(Fault::at("follow", &path))?;
        let above = path.parent().unwrap_or(Path::new(""));
        path = tidy(&above.join(goal));
    }
    Ok(None)
}

/// Without a trailing slash, which would make the system follow a link unasked.
fn tidy(path: &Path) -> PathBuf {
    path.components().collect()
}

/// Makes the folder and those above it; gives its real path.
fn make_parent(disk: &dyn Disk, folder: &Path) -> Result<PathBuf, Fault> {
    if folder.as_os_str().is_empty() {
        let here = Path::new(".");
        return disk.resolve(here).map_err(Fault::at("find", here));
    }
    let mut missing = Vec::new();
    for above in folder.ancestors() {
        if above.as_os_str().is_empty()
            || disk
                .look(above)
                .map_err(Fault::at("look at", above))?
                .is_some()
        {
            break;
        }
        missing.push(above);
    }
    for path in missing.into_iter().rev() {
        disk.make_folder(path, None)
            .map_err(Fault::at("make the folder", path))?;
    }
    disk.resolve(folder).map_err(Fault::at("find", folder))
}
