//! Disk operations that failed, before it is known what that means for the published site.
//!
//! The steps give a [`Fault`] (what failed, where); who called them knows what is left behind and
//! turns it into an [`Error`] with a [`State`].

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::{Error, State};
use crate::diag::machine::reason;

/// A disk operation that failed.
#[derive(Debug)]
pub(super) struct Fault {
    action: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl Fault {
    /// Turns the system's error into a fault: `disk.read(path).map_err(Fault::at("read", path))`.
    pub(super) fn at(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Fault {
        move |source| Fault {
            action,
            path: path.to_owned(),
            source,
        }
    }

    /// Whether a folder may not be written to.
    pub(super) fn is_closed(&self) -> bool {
        is_closed(&self.source)
    }

    /// Says what the fault means for the published site.
    pub(super) fn leaving(self, state: State) -> Error {
        Error::Disk {
            action: self.action,
            path: self.path,
            source: self.source,
            state,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        write!(f, "cannot {} {path}: {}", self.action, reason(&self.source))
    }
}

/// Whether nobody may write there, as opposed to some fault.
pub(super) fn is_closed(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
    )
}

/// What the user can do about it.
pub(super) fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "Free some space and run it again.",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "Ask for permission to write there, or choose another folder."
        }
        _ => "Run it again; if that does not help, check the disk.",
    }
}
