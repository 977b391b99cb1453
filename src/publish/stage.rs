//! Puts files together in a folder that nobody reads yet, and removes such folders.
//!
//! The one thing to know: a staged file is a new file or a second name of an old one; no existing
//! file is opened for writing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk::{Disk, Kind};
use super::fault::Fault;
use super::paths::folders_of;
use super::plan::Item;
use super::survey::Found;

/// Makes the folder, with the permissions of `like`.
pub(super) fn make_root(disk: &dyn Disk, root: &Path, like: Option<&Path>) -> Result<(), Fault> {
    disk.make_folder(root, like)
        .map_err(Fault::at("make the folder", root))
}

/// Puts the files under `root`. Those that are the same in the site at `old` become links to it.
pub(super) fn put_items(
    disk: &dyn Disk,
    root: &Path,
    items: &[Item],
    old: Option<&Path>,
) -> Result<(), Fault> {
    make_folders(disk, root, items)?;
    items.par_iter().try_for_each(|item| {
        let path = root.join(item.path);
        let linked = old
            .filter(|_| item.same)
            .is_some_and(|old| disk.link(&old.join(item.path), &path).is_ok());
        if linked {
            return Ok(());
        }
        put(disk, &path, &item.bytes.read())
    })
}

/// Writes one new file.
pub(super) fn put(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    disk.write(path, bytes).map_err(Fault::at("write", path))
}

/// Makes the folders that the files need, a level at a time, side by side.
fn make_folders(disk: &dyn Disk, root: &Path, items: &[Item]) -> Result<(), Fault> {
    let mut levels: Vec<BTreeSet<&str>> = Vec::new();
    for item in items {
        for (depth, folder) in folders_of(item.path).enumerate() {
            if levels.len() <= depth {
                levels.resize_with(depth + 1, BTreeSet::new);
            }
            levels[depth].insert(folder);
        }
    }
    levels.iter().try_for_each(|level| {
        level.par_iter().try_for_each(|folder| {
            let path = root.join(folder);
            disk.make_folder(&path, None)
                .map_err(Fault::at("make the folder", &path))
        })
    })
}

/// Gives what is kept a second name under `root`. It stays in the old site too, so that it is in
/// one of the two at any moment.
pub(super) fn carry(disk: &dyn Disk, old: &Path, root: &Path, kept: &[Found]) -> Result<(), Fault> {
    for item in kept.iter().filter(|item| item.is_folder) {
        carry_folder(disk, old, root, &item.path)?;
    }
    kept.par_iter()
        .filter(|item| !item.is_folder)
        .try_for_each(|item| {
            let (from, to) = (old.join(&item.path), root.join(&item.path));
            if let Some(folder) = item.path.parent() {
                make_missing(disk, root, folder)?;
            }
            disk.link(&from, &to)
                .or_else(|_| disk.copy(&from, &to))
                .map_err(Fault::at("keep", &from))
        })
}

/// Makes a kept folder like the old one, also an empty one: `.git` needs those.
fn carry_folder(disk: &dyn Disk, old: &Path, root: &Path, folder: &Path) -> Result<(), Fault> {
    if let Some(above) = folder.parent() {
        make_missing(disk, root, above)?;
    }
    let path = root.join(folder);
    if is_there(disk, &path)? {
        return Ok(());
    }
    disk.make_folder(&path, Some(&old.join(folder)))
        .map_err(Fault::at("make the folder", &path))
}

/// Makes a folder below `root`, and those above it, unless it is there.
pub(super) fn make_missing(disk: &dyn Disk, root: &Path, folder: &Path) -> Result<(), Fault> {
    let path = root.join(folder);
    if is_there(disk, &path)? {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make_missing(disk, root, above)?;
    }
    match disk.make_folder(&path, None) {
        // Another thread was faster.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        result => result.map_err(Fault::at("make the folder", &path)),
    }
}

fn is_there(disk: &dyn Disk, path: &Path) -> Result<bool, Fault> {
    let found = disk.look(path).map_err(Fault::at("look at", path))?;
    Ok(found.is_some())
}

/// Removes a folder of ours with all that is in it; nothing is fine too. Links are not followed.
pub(super) fn remove_tree(disk: &dyn Disk, path: &Path) -> Result<(), Fault> {
    match disk.look(path).map_err(Fault::at("look at", path))? {
        None => Ok(()),
        Some(meta) if meta.kind == Kind::Folder => remove_folder(disk, path),
        Some(_) => disk.remove_file(path).map_err(Fault::at("remove", path)),
    }
}

fn remove_folder(disk: &dyn Disk, folder: &Path) -> Result<(), Fault> {
    let entries = disk.list(folder).map_err(Fault::at("look into", folder))?;
    entries.into_par_iter().try_for_each(|entry| {
        let path: PathBuf = folder.join(entry.name);
        if entry.kind == Kind::Folder {
            return remove_folder(disk, &path);
        }
        disk.remove_file(&path).map_err(Fault::at("remove", &path))
    })?;
    disk.remove_folder(folder)
        .map_err(Fault::at("remove", folder))
}
