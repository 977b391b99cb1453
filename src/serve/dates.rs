//! When files changed, while the preview runs.
//!
//! Git is asked at the start and when another revision is checked out or made, never because of a
//! save; and on a thread of its own, so that no save waits for it. A file that is other than when
//! git was asked has changes that are in no commit: nothing is said about it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::history::{self, History, Reading, Stamp};
use crate::source::{Content, Files, Folder};

/// How long the first page waits for git. A site with a longer history shows its dates later.
const PATIENCE: Duration = Duration::from_secs(2);

/// Files as they were when git was asked, by path.
type Contents = Vec<(Arc<str>, Content)>;

pub(super) struct Dates {
    root: PathBuf,
    /// What is checked out, as git was last asked about it.
    stamp: Stamp,
    /// The history, and the files that it is about.
    known: Option<(History, Contents)>,
    /// Git at work.
    asked: Option<(Receiver<(Stamp, Reading)>, Contents)>,
}

impl Dates {
    /// Asks git, and waits a moment for the answer. Second is what the editor should know.
    pub(super) fn start(root: &Path, files: &Files) -> (Self, Option<String>) {
        let mut dates = Self {
            root: root.to_path_buf(),
            stamp: Stamp::default(),
            known: None,
            asked: None,
        };
        dates.ask(files);
        let notice = dates.take(PATIENCE).flatten();
        (dates, notice)
    }

    /// The history of these files.
    pub(super) fn history(&self, files: &Files) -> Option<History> {
        let (history, contents) = self.known.as_ref()?;
        let edited = contents.iter().filter(|(path, content)| {
            let now = files.find(path).map(|(_, file)| &file.content);
            now != Some(content)
        });
        let edited = edited.map(|(path, _)| path.to_string());
        Some(history.with_edited(history.edited().iter().cloned().chain(edited)))
    }

    /// Looks whether there is something new; asks again when another revision is checked out.
    /// When the history is other than before, what the editor should know about it.
    pub(super) fn look(&mut self, folder: &Folder) -> Option<Option<String>> {
        if self.asked.is_none() && !self.stamp.holds() {
            self.ask(&folder.files());
        }
        self.take(Duration::ZERO)
    }

    fn ask(&mut self, files: &Files) {
        let (sender, answer) = channel();
        let root = self.root.clone();
        // Before git is asked, so that what is saved meanwhile counts as edited.
        let contents = files
            .iter()
            .map(|(_, file)| (file.path.clone(), file.content.clone()));
        let asked = thread::Builder::new()
            .name("preview-dates".into())
            .spawn(move || {
                let stamp = Stamp::of(&root);
                // The receiver is gone only when the preview ends.
                let _ = sender.send((stamp, history::read(&root)));
            });
        self.asked = asked.is_ok().then(|| (answer, contents.collect()));
    }

    fn take(&mut self, patience: Duration) -> Option<Option<String>> {
        let (answer, _) = self.asked.as_ref()?;
        let (stamp, reading) = answer.recv_timeout(patience).ok()?;
        let (_, contents) = self.asked.take()?;
        let before = self.known.take();
        self.stamp = stamp;
        self.known = reading.history.map(|history| (history, contents));
        let same = match (&before, &self.known) {
            (Some((before, _)), Some((now, _))) => before == now,
            (None, None) => true,
            _ => false,
        };
        (!same || before.is_none()).then_some(reading.notice)
    }
}
