//! When each file of a site changed, and what a site was at an earlier time.
//!
//! [`read`](read()) asks git about the folder of a site, once, and gives a [`History`]: plain data,
//! which the command line hands into the build. [`files_at`] gives the [`Files`] of an earlier
//! revision. The build itself knows no git: tests make a history by hand.
//!
//! The one thing to know: what git cannot tell for certain is left out, and a [`Reading`] says in
//! a sentence why. A date is never made up.
//!
//! [`Files`]: crate::source::Files

pub(crate) mod git;
mod left;
mod log;
mod moment;
mod read;
mod stamp;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use moment::Moment;
pub use read::{Reading, read};
pub use stamp::Stamp;
pub use tree::{Earlier, Missing, Which, files_at};

/// A step in the history: when it was made and what was said about it. Who made it is not kept:
/// nobody agreed to be named on a website.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Commit {
    /// When the change was written.
    pub at: Moment,
    /// The first ten digits of its id.
    pub id: String,
    /// The first line of its message.
    pub subject: String,
}

/// What happened to a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum What {
    /// It was new.
    Added,
    /// It became other than before.
    Changed,
    /// It got another name or place, and may have changed with it.
    Moved {
        /// Its path before.
        from: String,
    },
}

/// A change of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The step that made it.
    pub commit: Arc<Commit>,
    /// What happened.
    pub what: What,
}

impl Change {
    /// When it was made.
    pub fn at(&self) -> Moment {
        self.commit.at
    }
}

/// The changes of each file of a site, by its path below the site's root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    files: Arc<BTreeMap<String, Vec<Change>>>,
    /// Files that are other than git knows them.
    edited: Arc<BTreeSet<String>>,
}

impl History {
    /// A history of these files. The changes of a file may come in any order.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<Change>)>) -> Self {
        let latest_first = |mut changes: Vec<Change>| {
            // The log gives the latest first, which decides between steps of one second.
            changes.sort_by_key(|change| std::cmp::Reverse(change.at()));
            changes
        };
        let files = files
            .into_iter()
            .map(|(path, changes)| (path, latest_first(changes)));
        Self {
            files: Arc::new(files.collect()),
            edited: Arc::default(),
        }
    }

    /// The same, but nothing is said about these files: they have changes that are in no commit.
    #[must_use]
    pub fn with_edited(&self, paths: impl IntoIterator<Item = String>) -> Self {
        let edited: BTreeSet<String> = paths.into_iter().collect();
        Self {
            files: self.files.clone(),
            edited: match edited == *self.edited {
                true => self.edited.clone(),
                false => Arc::new(edited),
            },
        }
    }

    /// The files of which nothing is said because they have changes that are in no commit.
    pub fn edited(&self) -> &BTreeSet<String> {
        &self.edited
    }

    /// The changes of a file, the latest first. Empty when nothing is known for certain.
    pub fn of(&self, path: &str) -> &[Change] {
        match self.files.get(path) {
            Some(changes) if !self.edited.contains(path) => changes,
            _ => &[],
        }
    }

    /// When a file last changed.
    pub fn updated(&self, path: &str) -> Option<Moment> {
        Some(self.of(path).first()?.at())
    }

    /// When a file was first added.
    pub fn added(&self, path: &str) -> Option<Moment> {
        Some(self.of(path).last()?.at())
    }

    /// Whether nothing is known of any file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(seconds: i64, what: What) -> Change {
        Change {
            commit: Arc::new(Commit {
                at: Moment::from_seconds(seconds),
                id: format!("{seconds:010}"),
                subject: "A change".into(),
            }),
            what,
        }
    }

    #[test]
    fn the_latest_change_comes_first_and_an_edited_file_has_none() {
        let path = "data/awards/a.yaml".to_string();
        let changes = vec![change(10, What::Added), change(30, What::Changed)];
        let history = History::new([(path.clone(), changes)]);
        assert_eq!(history.added(&path), Some(Moment::from_seconds(10)));
        assert_eq!(history.updated(&path), Some(Moment::from_seconds(30)));
        let edited = history.with_edited([path.clone()]);
        assert_eq!(edited.of(&path), []);
        assert_eq!(edited.with_edited([]).of(&path).len(), 2);
        assert_eq!(history.updated("data/awards/b.yaml"), None);
    }
}
