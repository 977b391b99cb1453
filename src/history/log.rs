//! From what `git log` prints to the changes of each file.
//!
//! The log comes latest first. Each step is `# NUL id NUL seconds NUL subject NUL`, then its files:
//! a status and a path, or two paths for a rename, each ended by a NUL. Only NUL separates, so a
//! path may hold anything else. A file that was renamed keeps its changes: from the rename
//! backwards, what is said about its old path is about this file.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{Change, Commit, History, Moment, What};

/// How each step is printed.
pub(super) const FORMAT: &str = "--format=tformat:%x00#%x00%H%x00%at%x00%s%x00";

/// What a step begins with. A status is letters and digits, so it is none.
const MARK: &str = "#";

/// Digits of an id that are kept: fixed, because git's own short ids grow with the repository.
const DIGITS: usize = 10;

/// The history in a log.
pub(super) fn parse(log: &[u8]) -> History {
    let mut tokens = log
        .split(|byte| *byte == 0)
        .map(|token| String::from_utf8_lossy(token).into_owned());
    let mut reader = Reader::default();
    while let Some(token) = tokens.next() {
        // Git puts line ends and empty tokens between a step and its files.
        let status = token.trim_start_matches('\n');
        let known = match status {
            "" => Some(()),
            MARK => step(&mut tokens).map(|commit| reader.step(commit)),
            status => file(status, &mut tokens).map(|file| reader.file(file)),
        };
        if known.is_none() {
            break;
        }
    }
    reader.end()
}

fn step(tokens: &mut impl Iterator<Item = String>) -> Option<Commit> {
    let id = tokens.next()?;
    let at = tokens.next()?;
    Some(Commit {
        at: Moment::from_seconds(at.parse().ok()?),
        id: id.chars().take(DIGITS).collect(),
        subject: tokens.next()?,
    })
}

/// What a step did to a file: its status, its path after the step, and its path before.
struct Touched {
    status: char,
    path: String,
    before: Option<String>,
}

fn file(status: &str, tokens: &mut impl Iterator<Item = String>) -> Option<Touched> {
    let first = tokens.next()?;
    // A merge has a letter for each side; when both say that a file is new, the merge made it.
    let letters = status.trim_end_matches(|c: char| c.is_ascii_digit());
    let status = letters.chars().next()?;
    let status = match letters.chars().all(|letter| letter == status) {
        true => status,
        false => 'M',
    };
    let renamed = letters.len() == 1 && matches!(status, 'R' | 'C');
    Some(match renamed {
        true => Touched {
            status,
            path: tokens.next()?,
            before: Some(first),
        },
        false => Touched {
            status,
            path: first,
            before: None,
        },
    })
}

/// The changes so far, from the latest backwards.
#[derive(Default)]
struct Reader {
    commit: Option<Arc<Commit>>,
    files: BTreeMap<String, Vec<Change>>,
    /// What files were called before, and what they are called now.
    now: HashMap<String, String>,
    /// Renames of this step, which hold from the step before it.
    renamed: Vec<(String, String)>,
}

impl Reader {
    fn step(&mut self, commit: Commit) {
        self.pass();
        self.commit = Some(Arc::new(commit));
    }

    /// Goes on to the step before.
    fn pass(&mut self) {
        for (before, now) in self.renamed.drain(..) {
            self.now.insert(before, now);
        }
    }

    fn file(&mut self, touched: Touched) {
        let Some(commit) = &self.commit else { return };
        let now = match self.now.get(&touched.path) {
            Some(now) => now.clone(),
            None => touched.path,
        };
        let what = match (touched.status, touched.before) {
            ('D', _) => return,
            ('R', Some(before)) => {
                self.renamed.push((before.clone(), now.clone()));
                What::Moved { from: before }
            }
            ('A' | 'C', _) => What::Added,
            _ => What::Changed,
        };
        let commit = commit.clone();
        let changes = self.files.entry(now).or_default();
        changes.push(Change { commit, what });
    }

    fn end(self) -> History {
        History::new(self.files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log as git prints it: a step without files, one with a rename, one with two files.
    const LOG: &str = "\0#\0aaaaaaaaaaaa\x00300\0Merge\0\0\
        \0#\0bbbbbbbbbbbb\x00200\0\0\0\nR090\0data/a b.yaml\0data/ü\n.yaml\0\0\
        #\0cccccccccccc\x00100\0First\0\0\nA\0data/a b.yaml\0A\0#\0";

    fn told(history: &History, path: &str) -> Vec<(i64, What)> {
        let changes = history.of(path).iter();
        changes
            .map(|change| (change.at().seconds(), change.what.clone()))
            .collect()
    }

    #[test]
    fn a_renamed_file_keeps_its_changes_and_a_path_may_hold_anything() {
        let history = parse(LOG.as_bytes());
        let moved = What::Moved {
            from: "data/a b.yaml".into(),
        };
        let wanted = vec![(200, moved), (100, What::Added)];
        assert_eq!(told(&history, "data/ü\n.yaml"), wanted);
        assert_eq!(told(&history, "data/a b.yaml"), []);
        assert_eq!(told(&history, "#"), [(100, What::Added)]);
        let first = history.of("#").first().expect("a change");
        assert_eq!(first.commit.id, "cccccccccc");
        assert_eq!(first.commit.subject, "First");
    }

    #[test]
    fn a_log_that_ends_in_the_middle_gives_what_it_had() {
        for end in 0..LOG.len() {
            // No panic, and nothing beyond what was read.
            parse(&LOG.as_bytes()[..end]);
        }
        assert_eq!(told(&parse(&LOG.as_bytes()[..60]), "#"), []);
    }

    #[test]
    fn a_merge_that_changed_a_file_itself_counts_and_a_new_file_at_an_old_name_is_another() {
        let log = "\0#\0e\x00400\0New at the old name\0\0\nA\0data/a.yaml\0\0\
            #\0d\x00300\0Merge\0\0\nMM\0data/b.yaml\0AA\0data/c.yaml\0\0\
            #\0c\x00200\0Rename\0\0\nR100\0data/a.yaml\0data/b.yaml\0\0\
            #\0b\x00100\0First\0\0\nA\0data/a.yaml\0";
        let history = parse(log.as_bytes());
        assert_eq!(told(&history, "data/a.yaml"), [(400, What::Added)]);
        assert_eq!(told(&history, "data/c.yaml"), [(300, What::Added)]);
        assert_eq!(told(&history, "data/b.yaml").len(), 3);
        assert_eq!(
            history.added("data/b.yaml"),
            Some(Moment::from_seconds(100))
        );
    }
}
