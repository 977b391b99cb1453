//! The seam between publishing and the disk.
//!
//! Every operation that can fail goes through [`Disk`]; tests wrap [`super::RealDisk`] and make the
//! n-th call fail. The one thing to know: no operation writes into a file that exists already.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// What a name in a folder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, to whatever.
    Link,
    /// A socket, a pipe, a device.
    Other,
}

/// What publishing needs to know about a path.
#[derive(Clone, Copy, Debug)]
pub struct Meta {
    /// What it is. Links are not followed.
    pub kind: Kind,
    /// The file system that it lies on.
    pub device: u64,
}

/// A name in a folder.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name alone.
    pub name: OsString,
    /// What it is. Links are not followed.
    pub kind: Kind,
}

/// The disk operations of publishing.
///
/// All report what went wrong as the [`io::Error`] that the system gave.
#[expect(
    clippy::missing_errors_doc,
    reason = "every method fails as the system call behind it does"
)]
pub trait Disk: Sync {
    /// What lies at the path; `None` for nothing. Links are not followed.
    fn look(&self, path: &Path) -> io::Result<Option<Meta>>;
    /// The path without links, `.` and `..`; it must exist.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// Where a link points to.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;
    /// The names in a folder, in any order.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Writes a new file (0644, less the umask). Fails if the name is taken.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Gives a file a second name.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Copies a file, with its permissions, or a link, as a link.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes a folder: 0755 less the umask, or with the permissions of `like`.
    fn make_folder(&self, path: &Path, like: Option<&Path>) -> io::Result<()>;
    /// Moves a file over a file, or a folder to a free name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Lets two folders change places in one step. [`io::ErrorKind::Unsupported`] where the system
    /// or the file system cannot.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes a file or a link.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Brings all that was written to the file system of `folder` to the medium.
    fn sync(&self, folder: &Path) -> io::Result<()>;
    /// Takes the lock file at `path`, making it if need be; `None` if somebody else holds it. It is
    /// held until the file is dropped, so a killed process leaves no lock behind.
    fn lock(&self, path: &Path) -> io::Result<Option<File>>;
}
