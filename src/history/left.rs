//! A [`History`] from one run of the program to the next.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Change, Commit, History, What};
use crate::codec::{Reader, Writer};

/// The commits, each once; the changes of each file by the numbers of theirs; the edited files.
#[derive(Serialize, Deserialize)]
struct Left {
    commits: Vec<Commit>,
    files: BTreeMap<String, Vec<(usize, What)>>,
    edited: BTreeSet<String>,
}

impl History {
    /// Writes all that is known.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn leave(&self, out: &mut Writer<'_>) -> io::Result<()> {
        let mut numbers: HashMap<*const Commit, usize> = HashMap::new();
        let mut commits = Vec::new();
        let mut number = |commit: &Arc<Commit>| {
            *numbers.entry(Arc::as_ptr(commit)).or_insert_with(|| {
                commits.push(Commit::clone(commit));
                commits.len() - 1
            })
        };
        let mut numbered = |changes: &Vec<Change>| {
            let changes = changes.iter();
            let changes = changes.map(|change| (number(&change.commit), change.what.clone()));
            changes.collect()
        };
        let files = self.files.iter();
        let files = files.map(|(path, changes)| (path.clone(), numbered(changes)));
        let files = files.collect();
        out.put(&Left {
            commits,
            files,
            edited: BTreeSet::clone(&self.edited),
        })
    }

    /// What [`Self::leave`] wrote.
    pub fn left(input: &mut Reader<'_>) -> Option<Self> {
        let left: Left = input.take()?;
        let commits: Vec<Arc<Commit>> = left.commits.into_iter().map(Arc::new).collect();
        let change = |(number, what): (usize, What)| {
            let commit = commits.get(number)?.clone();
            Some(Change { commit, what })
        };
        let files = left.files.into_iter().map(|(path, changes)| {
            let changes = changes.into_iter().map(change);
            Some((path, changes.collect::<Option<_>>()?))
        });
        Some(Self {
            files: Arc::new(files.collect::<Option<_>>()?),
            edited: Arc::new(left.edited),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Moment;
    use super::*;

    #[test]
    fn a_history_is_read_as_it_was_written() {
        let commit = Arc::new(Commit {
            at: Moment::from_seconds(7),
            id: "0123456789".into(),
            subject: "Two files".into(),
        });
        let change = |what| Change {
            commit: commit.clone(),
            what,
        };
        let moved = What::Moved { from: "c".into() };
        let files = [("a", What::Added), ("b", moved)];
        let files = files.map(|(path, what)| (path.to_string(), vec![change(what)]));
        let history = History::new(files).with_edited(["a".to_string()]);
        let mut written = Vec::new();
        let mut out = Writer::new(&mut written);
        history.leave(&mut out).expect("memory");
        assert_eq!(
            History::left(&mut Reader::new(&mut &written[..])),
            Some(history)
        );
    }
}
