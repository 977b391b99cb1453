//! Reading a site from a folder.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::reads::{Reads, RealReads};
use super::{CONFIG, Files, LARGEST_ASSET, LARGEST_TEXT, text};
use crate::diag::Diagnostic;
use crate::diag::machine::reason;

/// The folders of a site that hold its sources.
pub(super) const FOLDERS: [&str; 3] = ["content", "data", "themes"];

/// The nearest folder at or above `start` that holds a `casebook.yaml`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start
        .ancestors()
        .find(|folder| folder.join(CONFIG).is_file())
        .map(Path::to_path_buf)
}

/// Reads the sources of the site at `root`. Links are followed only to places inside the root.
///
/// # Errors
///
/// When the root itself cannot be read. Everything below it is a diagnostic.
pub fn read_folder(root: &Path) -> std::io::Result<Files> {
    read_folder_with(&RealReads, root)
}

/// [`read_folder`] with reads of the caller's choice. The seam for fault injection.
///
/// # Errors
///
/// As [`read_folder`].
pub fn read_folder_with(reads: &dyn Reads, root: &Path) -> std::io::Result<Files> {
    let real_root = reads.resolve(root)?;
    let found = survey(root, &real_root)
        .into_iter()
        .map(|found| {
            let read = match found.problem {
                Some(problem) => Err(problem),
                None => read_one(reads, &real_root, &found.disk, &found.path),
            };
            (found.path, read)
        })
        .collect();
    Ok(Files::from_raw(found))
}

/// A place below the root at which a file of the site lies, or something that cannot be one.
pub(super) struct Found {
    /// Its path below the site's root.
    pub(super) path: String,
    /// Where it is on disk.
    pub(super) disk: PathBuf,
    /// Why it is not read.
    pub(super) problem: Option<Diagnostic>,
}

/// Every place at which the site has a file, without reading any.
pub(super) fn survey(root: &Path, real_root: &Path) -> Vec<Found> {
    let mut found = vec![Found {
        path: CONFIG.to_string(),
        disk: root.join(CONFIG),
        problem: None,
    }];
    for folder in FOLDERS {
        let path = root.join(folder);
        if path.is_dir() || path.is_symlink() {
            walk(root, real_root, &path, &mut found);
        }
    }
    found
}

fn walk(root: &Path, real_root: &Path, folder: &Path, found: &mut Vec<Found>) {
    let mut entries = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !is_hidden(entry.file_name()));
    while let Some(entry) = entries.next() {
        let mut add = |disk: &Path, problem: Option<Diagnostic>| {
            found.push(Found {
                path: site_path(root, disk),
                disk: disk.to_path_buf(),
                problem,
            });
        };
        match entry {
            Ok(entry) => {
                if entry.path_is_symlink() && !stays_inside(&entry, real_root) {
                    add(entry.path(), Some(link_out()));
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                } else if entry.file_type().is_file() {
                    add(entry.path(), None);
                } else if !entry.file_type().is_dir() {
                    add(entry.path(), Some(not_a_file()));
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(folder);
                add(path, Some(unreadable_entry(&error)));
            }
        }
    }
}

/// Whether a path below the root is one at which the site has its sources.
pub fn is_source(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    let hidden = path.split('/').any(|part| is_hidden(OsStr::new(part)));
    path == CONFIG || path.contains('/') && FOLDERS.contains(&first) && !hidden
}

/// Whether a name is that of a file that editors and systems leave about: hidden or a backup.
pub fn is_hidden(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    // Office programs put “~$” before the name of a file that somebody has open.
    let begins = name.starts_with('.') && name != ".well-known" || name.starts_with("~$");
    begins || name.ends_with('~') || name.ends_with(".swp")
}

fn stays_inside(entry: &DirEntry, real_root: &Path) -> bool {
    entry
        .path()
        .canonicalize()
        .is_ok_and(|target| target.starts_with(real_root))
}

pub(super) fn site_path(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = below
        .components()
        .filter(|part| !matches!(part, Component::CurDir))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.join("/")
}

/// Reads one file, unless it is too large or leads out of the root.
pub(super) fn read_one(
    reads: &dyn Reads,
    real_root: &Path,
    path: &Path,
    site_path: &str,
) -> Result<Vec<u8>, Diagnostic> {
    let read = || {
        if path.is_symlink() && !reads.resolve(path)?.starts_with(real_root) {
            return Ok(Err(link_out()));
        }
        let size = reads.size(path)?;
        let largest = if text::is_text(site_path) {
            LARGEST_TEXT
        } else {
            LARGEST_ASSET
        };
        if size > largest {
            return Ok(Err(too_large(size, largest)));
        }
        reads.read(path).map(Ok)
    };
    read().unwrap_or_else(|error: std::io::Error| Err(unreadable(&error)))
}

fn link_out() -> Diagnostic {
    Diagnostic::error(
        "link-out",
        "This is a link to a place outside the site's folder, so it is not published.",
    )
    .hint("Copy what it leads to into the site's folder instead of linking to it.")
}

fn not_a_file() -> Diagnostic {
    Diagnostic::error("not-a-file", "This is neither a file nor a folder.")
        .hint("Remove it from the site's folder.")
}

fn too_large(size: u64, largest: u64) -> Diagnostic {
    let megabytes = |bytes: u64| (bytes as f64 / 1_048_576.0).ceil();
    Diagnostic::error(
        "too-large",
        format!(
            "This file has {} MB; the most that is read is {} MB.",
            megabytes(size),
            megabytes(largest)
        ),
    )
    .hint("Split it, or check that it is the file you meant.")
}

fn unreadable(error: &std::io::Error) -> Diagnostic {
    let (reason, hint) = match error.kind() {
        std::io::ErrorKind::NotFound => (
            "it is not there".to_string(),
            "If it is a link, remove the link, or put the file there that it leads to.",
        ),
        std::io::ErrorKind::PermissionDenied => (
            "you are not allowed to read it".to_string(),
            "Give yourself the right to read it, or ask whoever owns the file.",
        ),
        _ => (
            reason(error),
            "Check the disk or network drive on which the file lies.",
        ),
    };
    Diagnostic::error("unreadable", format!("This file cannot be read: {reason}.")).hint(hint)
}

fn unreadable_entry(error: &walkdir::Error) -> Diagnostic {
    if error.loop_ancestor().is_some() {
        return Diagnostic::error(
            "link-loop",
            "This link leads back to a folder that holds it, so there is no end to it.",
        )
        .hint("Remove the link.");
    }
    match error.io_error() {
        Some(error) => unreadable(error),
        None => Diagnostic::error("unreadable", "This place cannot be read.")
            .hint("Check the disk or network drive on which it lies."),
    }
}
