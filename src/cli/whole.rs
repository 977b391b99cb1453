//! Files that a command writes outside the built site: whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes beside the file, and puts the result in its place.
///
/// # Errors
///
/// When the machine refuses; the file is then as it was.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path, bytes)?;
    fs::rename(&beside, path).inspect_err(|_| discard(&beside))
}

/// Writes a file where none is yet, with the folders that it lies in.
///
/// # Errors
///
/// Of kind `AlreadyExists` when something is there, which stays as it is; else when the machine
/// refuses.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = beside(path, bytes)?;
    // A link is made only where nothing is, also when somebody else writes at the same time.
    let made = fs::hard_link(&beside, path).or_else(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Err(error),
        _ if path.exists() => Err(io::ErrorKind::AlreadyExists.into()),
        // Some network drives have no links.
        _ => fs::rename(&beside, path),
    });
    discard(&beside);
    made
}

/// The bytes in a file of their own in the same folder, safe on disk. Its name is hidden, so that a
/// preview that runs does not read it.
fn beside(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let Some(name) = path.file_name() else {
        return Err(io::ErrorKind::IsADirectory.into());
    };
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}~", std::process::id()));
    let beside = path.with_file_name(beside);
    File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .inspect_err(|_| discard(&beside))?;
    Ok(beside)
}

fn discard(path: &Path) {
    // It may have been renamed; and that it cannot be removed changes nothing.
    let _ = fs::remove_file(path);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_replaced_only_on_purpose_and_nothing_is_left_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/a.yaml");
        create(&path, b"one").expect("creates");
        let error = create(&path, b"two").expect_err("is there");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("reads"), b"one");
        write(&path, b"three").expect("replaces");
        assert_eq!(fs::read(&path).expect("reads"), b"three");
        let there = fs::read_dir(folder.path().join("deep")).expect("lists");
        assert_eq!(there.count(), 1);
    }
}
