//! Checks the paths of the output once more before they become files.
//!
//! The stages before make sound paths; this is the last gate before the disk.

use std::path::Path;

use super::error::Error;
use super::manifest::RESERVED;
use crate::output::Output;

/// Refuses an empty output, and paths that are unsafe, reserved or in each other's way.
pub(super) fn check(output: &Output, target: &Path) -> Result<(), Error> {
    if output.is_empty() {
        return Err(Error::Empty {
            target: target.to_owned(),
        });
    }
    for (path, _) in output.iter() {
        let reason = fault_of(path).or_else(|| {
            folders_of(path)
                .any(|folder| output.get(folder).is_some())
                .then_some("needs a folder where the site also has a file")
        });
        if let Some(reason) = reason {
            return Err(Error::BadPath {
                target: target.to_owned(),
                path: path.to_owned(),
                reason,
            });
        }
    }
    Ok(())
}

/// Why a path must not be published, if so.
pub(super) fn fault_of(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("is empty");
    }
    if path.starts_with('/') {
        return Some("starts at the root of the disk");
    }
    if path.contains(['\0', '\\']) {
        return Some("holds a character that no file name may have");
    }
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Some("has an empty part, `.` or `..` in it");
    }
    let first = path.split('/').next().unwrap_or(path);
    RESERVED
        .contains(&first)
        .then_some("is a name that Casebook needs for itself")
}

/// The folders above a path, the nearest last: `a/b/c` gives `a`, `a/b`.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}
