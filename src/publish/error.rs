//! What can go wrong when publishing, in plain words.
//!
//! Every message says where, what, what to do, and what state the published site is in. The one
//! thing to know: refusals change nothing; only [`Error::Disk`] comes with a [`State`].

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::fault::advice;
use crate::diag::machine::reason;

/// How many files a message names before it counts the rest.
const NAMED: usize = 5;

/// Why a site was not published.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// There is no file in the output.
    Empty {
        /// The folder, as it was given.
        target: PathBuf,
    },
    /// A path of the output would leave the folder, or meets another one.
    BadPath {
        /// The folder, as it was given.
        target: PathBuf,
        /// The path.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The target cannot be a site.
    BadTarget {
        /// The folder, as it was given.
        target: PathBuf,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Somebody else is publishing to the same folder.
    Locked {
        /// The folder.
        target: PathBuf,
    },
    /// The folder holds files, and none of them says that Casebook wrote it.
    NotOurs {
        /// The folder.
        target: PathBuf,
        /// What lies in it.
        files: Vec<String>,
    },
    /// Among our files there are some that we did not write.
    Foreign {
        /// The folder.
        target: PathBuf,
        /// Those files.
        files: Vec<String>,
    },
    /// A file that is to be kept stands where a file of the site belongs.
    Clash {
        /// The folder.
        target: PathBuf,
        /// The file that is to be kept.
        kept: String,
        /// The file of the site.
        ours: String,
    },
    /// The list of our files cannot be understood.
    Manifest {
        /// The folder.
        target: PathBuf,
        /// The list.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The machine failed.
    Disk {
        /// What was tried: "write", "rename".
        action: &'static str,
        /// With which path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
        /// What that leaves behind.
        state: State,
    },
}

/// What an error leaves in the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The site that was there.
    Unchanged(PathBuf),
    /// Nothing, as before.
    Nothing(PathBuf),
    /// Whole files, some old, some new. Only publishing in place can leave this.
    Mixed(PathBuf),
    /// Nothing, for the moment: the old site lies beside it. Only where folders cannot be exchanged.
    Aside {
        /// Where the site belongs.
        target: PathBuf,
        /// Where the old site is.
        old: PathBuf,
    },
}

impl Error {
    /// Whether the user's files or wishes stand in the way, rather than the machine.
    pub fn is_refusal(&self) -> bool {
        !matches!(self, Error::Disk { .. })
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Disk { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Empty { target } => write!(
                f,
                "the built site has no files, so nothing was published. Check that the content \
                 folders are where `casebook.yaml` says. What lies in {} is unchanged.",
                target.display()
            ),
            Error::BadPath {
                target,
                path,
                reason,
            } => write!(
                f,
                "the site has a file with the path {path:?}, which {reason}. Change the page's \
                 address. What lies in {} is unchanged.",
                target.display()
            ),
            Error::BadTarget { target, reason } => write!(
                f,
                "cannot publish to {}: {reason}. Choose another folder. Nothing was \
                 changed.",
                target.display()
            ),
            Error::Locked { target } => write!(
                f,
                "another run is publishing to {} right now. Wait until it has finished and try \
                 again. This run changed nothing.",
                target.display()
            ),
            Error::NotOurs { target, files } => write!(
                f,
                "{} was not made by Casebook and is not empty; it holds {}. Choose an empty folder, or \
                 move these files away. Nothing in it was changed.",
                target.display(),
                named(files)
            ),
            Error::Foreign { target, files } => write!(
                f,
                "{} holds files that Casebook did not write: {}. Move them to the site's source, \
                 list them under `keep:` in `casebook.yaml`, or delete them. The site in {} is \
                 unchanged.",
                target.display(),
                named(files),
                target.display()
            ),
            Error::Clash { target, kept, ours } => write!(
                f,
                "in {}, {kept} is listed under `keep:`, but the site has a file {ours} of its own. \
                 Delete one of the two, or take it off the list. The site in {} is unchanged.",
                target.display(),
                target.display()
            ),
            Error::Manifest {
                target,
                path,
                reason,
            } => write!(
                f,
                "cannot tell which files in {} are Casebook's: {} {reason}. Restore that file, or \
                 publish to an empty folder. The site in {} is unchanged.",
                target.display(),
                path.display(),
                target.display()
            ),
            Error::Disk {
                action,
                path,
                source,
                state,
            } => write!(
                f,
                "cannot {action} {}: {}. {} {state}",
                path.display(),
                reason(source),
                advice(source)
            ),
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            State::Unchanged(target) => {
                write!(f, "The site in {} is unchanged.", target.display())
            }
            State::Nothing(target) => write!(f, "Nothing was published to {}.", target.display()),
            State::Mixed(target) => write!(
                f,
                "The site in {} is partly old and partly new; every file in it is whole. The next \
                 run finishes the work.",
                target.display()
            ),
            State::Aside { target, old } => write!(
                f,
                "The site is missing from {} for the moment; it lies whole in {}, and the next run \
                 puts it back.",
                target.display(),
                old.display()
            ),
        }
    }
}

/// The first few names, and how many more there are.
pub(super) fn named(files: &[String]) -> String {
    let first = files[..files.len().min(NAMED)].join(", ");
    match files.len().saturating_sub(NAMED) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
