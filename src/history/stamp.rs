//! Whether another revision is checked out, without asking git.
//!
//! The preview looks every second, so this must cost nothing: the size and time of the few files
//! that git writes when it commits or checks out.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::git::git;

/// The files that say what is checked out, as they were when last looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    seen: Vec<(PathBuf, Seen)>,
}

/// Size and time of a file, if it is there.
type Seen = Option<(u64, Option<SystemTime>)>;

impl Stamp {
    /// The files for the repository that holds `root`, as they are now. None without a repository.
    pub fn of(root: &Path) -> Self {
        let folders = git(
            root,
            &["rev-parse", "--absolute-git-dir", "--git-common-dir"],
        );
        let folders = folders.unwrap_or_default();
        let folders = String::from_utf8_lossy(&folders).into_owned();
        let mut folders = folders.lines();
        let (Some(own), Some(common)) = (folders.next(), folders.next()) else {
            return Self::default();
        };
        let (own, common) = (PathBuf::from(own), root.join(common));
        let head = std::fs::read_to_string(own.join("HEAD")).unwrap_or_default();
        let branch = head
            .trim()
            .strip_prefix("ref: ")
            .map(|name| common.join(name));
        let files = [
            own.join("HEAD"),
            own.join("logs/HEAD"),
            common.join("packed-refs"),
            common.join("reftable/tables.list"),
        ];
        let seen = files.into_iter().chain(branch);
        Self {
            seen: seen.map(|path| (path.clone(), look(&path))).collect(),
        }
    }

    /// Whether the files are as they were.
    pub fn holds(&self) -> bool {
        self.seen.iter().all(|(path, seen)| look(path) == *seen)
    }
}

fn look(path: &Path) -> Seen {
    let data = path.metadata().ok()?;
    Some((data.len(), data.modified().ok()))
}
