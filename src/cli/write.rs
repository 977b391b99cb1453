//! Files that a command writes outside the built site: whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Puts `text` at `path`, in place of what is there.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let beside = beside(path, text)?;
    fs::rename(&beside, path).inspect_err(|_| discard(&beside))
}

/// Puts `text` at `path`; what is there stays, and is an error of kind `AlreadyExists`.
pub(super) fn create(path: &Path, text: &str) -> io::Result<()> {
    let beside = beside(path, text)?;
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

/// The text in a file of its own in the same folder, safe on disk.
fn beside(path: &Path, text: &str) -> io::Result<PathBuf> {
    if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) {
        fs::create_dir_all(folder)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Hidden, so that a preview that runs does not read it.
    let beside = path.with_file_name(format!(".{name}.{}~", std::process::id()));
    let write = |mut file: File| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    let mut options = OpenOptions::new();
    let file = options
        .write(true)
        .create(true)
        .truncate(true)
        .open(&beside)?;
    write(file).inspect_err(|_| discard(&beside))?;
    Ok(beside)
}

fn discard(path: &Path) {
    // It may have been renamed; then there is nothing to do.
    let _ = fs::remove_file(path);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_replaced_only_on_purpose_and_nothing_is_left_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/a.yaml");
        create(&path, "one").expect("creates");
        let error = create(&path, "two").expect_err("is there");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).expect("reads"), "one");
        replace(&path, "three").expect("replaces");
        assert_eq!(fs::read_to_string(&path).expect("reads"), "three");
        let there = fs::read_dir(folder.path().join("deep")).expect("lists");
        assert_eq!(there.count(), 1);
    }
}
