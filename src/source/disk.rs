//! Reading a site from a folder.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{CONFIG, Files, LARGEST_ASSET, LARGEST_TEXT, text};
use crate::diag::Diagnostic;

/// The folders of a site that hold its sources.
const FOLDERS: [&str; 3] = ["content", "data", "themes"];

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
    let real_root = root.canonicalize()?;
    let mut found = Vec::new();
    found.push(read_one(&real_root, &root.join(CONFIG), CONFIG));
    for folder in FOLDERS {
        let path = root.join(folder);
        if path.is_dir() || path.is_symlink() {
            walk(root, &real_root, &path, &mut found);
        }
    }
    Ok(Files::from_raw(found))
}

type Read = (String, Result<Vec<u8>, Diagnostic>);

fn walk(root: &Path, real_root: &Path, folder: &Path, found: &mut Vec<Read>) {
    let entries = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !hidden(entry.file_name()));
    let mut entries = entries;
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => {
                let path = site_path(root, entry.path());
                if entry.path_is_symlink() && !stays_inside(&entry, real_root) {
                    found.push((path, Err(link_out())));
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                } else if entry.file_type().is_file() {
                    found.push(read_one(real_root, entry.path(), &path));
                } else if !entry.file_type().is_dir() {
                    found.push((path, Err(not_a_file())));
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(folder);
                found.push((site_path(root, path), Err(unreadable_entry(&error))));
            }
        }
    }
}

/// Editors and systems leave hidden and backup files about.
fn hidden(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') && name != ".well-known" || name.ends_with('~') || name.ends_with(".swp")
}

fn stays_inside(entry: &DirEntry, real_root: &Path) -> bool {
    entry
        .path()
        .canonicalize()
        .is_ok_and(|target| target.starts_with(real_root))
}

fn site_path(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = below
        .components()
        .filter(|part| !matches!(part, Component::CurDir))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.join("/")
}

fn read_one(real_root: &Path, path: &Path, site_path: &str) -> Read {
    let read = || {
        if path.is_symlink() && !path.canonicalize()?.starts_with(real_root) {
            return Ok(Err(link_out()));
        }
        let size = path.metadata()?.len();
        let largest = if text::is_text(site_path) {
            LARGEST_TEXT
        } else {
            LARGEST_ASSET
        };
        if size > largest {
            return Ok(Err(too_large(size, largest)));
        }
        std::fs::read(path).map(Ok)
    };
    let result = read().unwrap_or_else(|error: std::io::Error| Err(unreadable(&error)));
    (site_path.to_string(), result)
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
            error.to_string(),
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
