//! Several files, written all together or not at all.
//!
//! Each is written beside its name and made safe on disk; when all are, they are renamed. If a rename
//! fails, those before it are put back. A file that has changed since it was read is not touched, and
//! then nothing is written.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Outcome, report};
use crate::diag::machine::reason;
use crate::publish::{Disk, RealDisk};

/// From how many files on the whole disk is made safe at once, which is faster than one by one.
const MANY: usize = 32;

/// A file to be written.
#[derive(Debug)]
pub(super) struct Planned {
    /// Where.
    pub(super) path: PathBuf,
    /// What was there when it was read; `None` when nothing was.
    pub(super) old: Option<Vec<u8>>,
    /// What is to be there.
    pub(super) new: Vec<u8>,
}

/// Why nothing was written.
#[derive(Debug)]
enum Failed {
    /// A file is not what it was when it was read.
    Changed(PathBuf),
    /// The machine would not.
    Machine(PathBuf, io::Error),
    /// The machine would not, and these files could not be put back.
    Half(PathBuf, io::Error, Vec<PathBuf>),
}

impl Failed {
    /// What happened, and what to do.
    fn explain(&self) -> String {
        match self {
            Failed::Changed(path) => format!(
                "{} was changed by somebody else in the meantime, so nothing was written. Run the command again.",
                path.display()
            ),
            Failed::Machine(path, error) => {
                format!(
                    "{} could not be written: {error}. All files are as they were.",
                    path.display(),
                    error = reason(error)
                )
            }
            Failed::Half(path, error, left) => {
                let left: Vec<String> =
                    left.iter().map(|path| path.display().to_string()).collect();
                format!(
                    "{} could not be written: {error}. These files are new already and could not be put back: {}.",
                    path.display(),
                    left.join(", "),
                    error = reason(error)
                )
            }
        }
    }

    /// Whether the machine is to blame.
    fn is_machine(&self) -> bool {
        !matches!(self, Failed::Changed(_))
    }
}

/// Writes every file and then says what was done, or writes none and says why.
pub(super) fn and_say(planned: &[Planned], done: &str) -> Outcome {
    match all(planned) {
        Ok(()) => {
            report::out(done);
            Outcome::Clean
        }
        Err(failed) => {
            report::err(&format!("casebook: {}\n", failed.explain()));
            match failed.is_machine() {
                true => Outcome::Machine,
                false => Outcome::Problems,
            }
        }
    }
}

/// Writes every file, or none.
fn all(planned: &[Planned]) -> Result<(), Failed> {
    let mut staged = Staged(Vec::new());
    for file in planned {
        let path = real(&file.path);
        let is = read(&path).map_err(|error| Failed::Machine(path.clone(), error))?;
        if is != file.old {
            return Err(Failed::Changed(path));
        }
        let beside = beside(&path, &file.new, planned.len() < MANY);
        let beside = beside.map_err(|error| Failed::Machine(path.clone(), error))?;
        staged.0.push((beside, path));
    }
    if let (true, Some((_, path))) = (planned.len() >= MANY, staged.0.first()) {
        let folder = path.parent().unwrap_or(Path::new("."));
        RealDisk
            .sync(folder)
            .map_err(|error| Failed::Machine(path.clone(), error))?;
    }
    for at in 0..staged.0.len() {
        let (beside, path) = &staged.0[at];
        if let Err(error) = fs::rename(beside, path) {
            let left = put_back(&planned[..at], &staged.0[..at]);
            return Err(match left.is_empty() {
                true => Failed::Machine(path.clone(), error),
                false => Failed::Half(path.clone(), error, left),
            });
        }
    }
    staged.0.clear();
    Ok(())
}

/// Files that wait beside their names; what is left of them goes with this.
struct Staged(Vec<(PathBuf, PathBuf)>);

impl Drop for Staged {
    fn drop(&mut self) {
        for (beside, _) in &self.0 {
            // It may have been renamed; then there is nothing to do.
            let _ = fs::remove_file(beside);
        }
    }
}

/// The file that a link leads to: the link itself stays.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The bytes in a file of their own in the same folder, with the rights of the one that it replaces.
fn beside(path: &Path, bytes: &[u8], safe: bool) -> io::Result<PathBuf> {
    if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) {
        fs::create_dir_all(folder)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Hidden, so that a preview that runs does not read it.
    let beside = path.with_file_name(format!(".{name}.{}~", std::process::id()));
    let write = |mut file: File| {
        file.write_all(bytes)?;
        if let Ok(meta) = fs::metadata(path) {
            file.set_permissions(meta.permissions())?;
        }
        if safe { file.sync_all() } else { Ok(()) }
    };
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(&beside)?;
    write(file).inspect_err(|_| drop(fs::remove_file(&beside)))?;
    Ok(beside)
}

/// Puts files back that were renamed already; those for which that fails.
fn put_back(planned: &[Planned], renamed: &[(PathBuf, PathBuf)]) -> Vec<PathBuf> {
    let mut left = Vec::new();
    for (file, (_, path)) in planned.iter().zip(renamed) {
        let back = match &file.old {
            Some(old) => beside(path, old, true).and_then(|beside| fs::rename(beside, path)),
            None => fs::remove_file(path),
        };
        if back.is_err() {
            left.push(path.clone());
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(path: PathBuf, old: Option<&str>, new: &str) -> Planned {
        Planned {
            path,
            old: old.map(|text| text.as_bytes().to_vec()),
            new: new.as_bytes().to_vec(),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("lists");
        let names = entries.map(|entry| {
            entry
                .expect("lists")
                .file_name()
                .to_string_lossy()
                .into_owned()
        });
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn all_files_are_written_and_nothing_is_left_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "1").expect("writes");
        all(&[
            planned(at("a"), Some("1"), "2"),
            planned(at("new/b"), None, "3"),
        ])
        .expect("writes");
        assert_eq!(fs::read_to_string(at("a")).expect("reads"), "2");
        assert_eq!(fs::read_to_string(at("new/b")).expect("reads"), "3");
        assert_eq!(names(folder.path()), ["a", "new"]);
    }

    #[test]
    fn nothing_is_written_when_one_file_has_changed() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("b"), "other").expect("writes");
        let failed = all(&[
            planned(at("a"), None, "1"),
            planned(at("b"), Some("old"), "2"),
        ]);
        assert!(matches!(failed, Err(Failed::Changed(_))));
        assert_eq!(names(folder.path()), ["b"]);
    }

    #[test]
    fn what_was_renamed_is_put_back_when_a_later_file_fails() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "1").expect("writes");
        // The same new file twice: the second rename finds nothing beside it.
        let twice = [
            planned(at("a"), Some("1"), "2"),
            planned(at("b"), None, "3"),
            planned(at("b"), None, "4"),
        ];
        let failed = all(&twice).expect_err("fails");
        assert!(matches!(failed, Failed::Machine(..)), "{failed:?}");
        assert_eq!(fs::read_to_string(at("a")).expect("reads"), "1");
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn each_failure_says_what_became_of_the_files() {
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        let path = |name: &str| PathBuf::from(name);
        for (failed, machine, says) in [
            (Failed::Changed(path("a")), false, "so nothing was written."),
            (
                Failed::Machine(path("a"), full()),
                true,
                "a could not be written: the disk is full. All files are as they were.",
            ),
            (
                Failed::Half(path("a"), full(), vec![path("b"), path("c")]),
                true,
                "These files are new already and could not be put back: b, c.",
            ),
        ] {
            assert!(failed.explain().contains(says), "{}", failed.explain());
            assert_eq!(failed.is_machine(), machine);
        }
    }

    #[test]
    fn what_cannot_be_put_back_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let (gone, back) = (at("nowhere/a"), at("b"));
        fs::write(&back, "new").expect("writes");
        let planned = [
            planned(gone.clone(), None, "new"),
            planned(back.clone(), Some("old"), "new"),
        ];
        let renamed = [(at("x"), gone.clone()), (at("y"), back.clone())];
        assert_eq!(put_back(&planned, &renamed), [gone]);
        assert_eq!(fs::read_to_string(back).expect("reads"), "old");
    }
}
