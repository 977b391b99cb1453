//! Signs that files have changed, gathered into batches.
//!
//! Two sources: the operating system's events, or, with `--poll`, nothing but the clock. In goes
//! the root; out come [`Sign`]s. An event is only ever a trigger and a hint which files to read
//! first; what changed is found by looking ([`crate::source::Folder`]). Reading a file raises
//! events too: those are filtered, or looking would never end.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::batch::Batch;
use crate::source::CONFIG;

/// The folders that are watched with all that is in them.
const FOLDERS: [&str; 3] = ["content", "data", "themes"];

/// What made the preview look.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Files were named.
    Files(Vec<PathBuf>),
    /// Something happened, but not everything that did was named.
    Anything,
    /// Nothing happened for the time given.
    Quiet,
    /// The preview is to end.
    Stop,
}

/// A message to the thread that builds.
pub(super) enum Message {
    /// From the operating system.
    Event(notify::Result<Event>),
    /// From whoever ends the preview.
    Stop,
}

/// A watch on the sources of a site.
pub(super) struct Watch {
    root: PathBuf,
    messages: Receiver<Message>,
    /// `None` when the clock alone decides.
    watcher: Option<RecommendedWatcher>,
    /// What is watched, and which folder it was when the watch began.
    watched: Vec<(PathBuf, RecursiveMode, Option<Identity>)>,
    /// Once told to stop, every wait says so.
    stopped: bool,
}

/// Which folder it is, whatever its name.
type Identity = (u64, u64);

impl Watch {
    /// Begins to watch. The second is for ending it. When the system gives no watch, the reason
    /// comes third, and the clock decides.
    pub(super) fn new(root: &Path, poll: bool) -> (Self, Sender<Message>, Option<String>) {
        let (sender, messages) = channel();
        let events = sender.clone();
        let handler = move |event| {
            // The receiver is gone only when the preview ends.
            let _ = events.send(Message::Event(event));
        };
        let mut problem = None;
        let watcher = match poll {
            true => None,
            false => notify::recommended_watcher(handler)
                .map_err(|error| problem = Some(error.to_string()))
                .ok(),
        };
        // Events name files by the real path of what is watched.
        let real = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let folders = FOLDERS
            .iter()
            .map(|folder| (real.join(folder), RecursiveMode::Recursive, None));
        let mut watch = Self {
            watched: std::iter::once((real.clone(), RecursiveMode::NonRecursive, None))
                .chain(folders)
                .collect(),
            root: real,
            messages,
            watcher,
            stopped: false,
        };
        if let Err(error) = watch.heal() {
            problem = Some(error);
            watch.watcher = None;
        }
        (watch, sender, problem)
    }

    /// Whether the clock decides.
    pub(super) fn polls(&self) -> bool {
        self.watcher.is_none()
    }

    /// Watches again what was removed and put back, and what is new. Whether there was any.
    ///
    /// # Errors
    ///
    /// When the system refuses, such as for too many watches.
    pub(super) fn heal(&mut self) -> Result<bool, String> {
        let Some(watcher) = &mut self.watcher else {
            return Ok(false);
        };
        let mut healed = false;
        for (path, mode, known) in &mut self.watched {
            let now = identity(path);
            if now == *known {
                continue;
            }
            // Fails when the folder is gone, and the watch with it.
            let _ = watcher.unwatch(path);
            if now.is_some() {
                match watcher.watch(path, *mode) {
                    Ok(()) => {}
                    Err(error) if is_gone(&error) => continue,
                    Err(error) => return Err(error.to_string()),
                }
            }
            *known = now;
            healed = true;
        }
        Ok(healed)
    }

    /// Waits for a sign, at most for `patience`. Events that follow closely upon one another are one
    /// sign; events that cannot matter are none.
    pub(super) fn wait(&mut self, patience: Duration) -> Sign {
        let end = Instant::now() + patience;
        let mut batch = Batch::new(Instant::now());
        while !self.stopped {
            let now = Instant::now();
            let wait = match batch.is_empty() {
                true => end.saturating_duration_since(now),
                false => match batch.wait(now) {
                    Some(wait) => wait,
                    None => return batch.sign(),
                },
            };
            match self.messages.recv_timeout(wait) {
                Ok(Message::Event(event)) => self.add(&mut batch, event),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => self.stopped = true,
                Err(RecvTimeoutError::Timeout) if batch.is_empty() => return Sign::Quiet,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        Sign::Stop
    }

    fn add(&self, batch: &mut Batch, event: notify::Result<Event>) {
        let now = Instant::now();
        let Ok(event) = event else {
            return batch.add_unknown(now);
        };
        if event.need_rescan() {
            return batch.add_unknown(now);
        }
        let written = is_written(&event.kind);
        if matches!(event.kind, EventKind::Access(_)) && !written {
            return;
        }
        if event.paths.is_empty() {
            batch.add_unknown(now);
        }
        for path in event.paths {
            if self.concerns(&path) {
                batch.add(path, written, now);
            }
        }
    }

    /// Whether a place can matter to the site.
    fn concerns(&self, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.root) else {
            return true;
        };
        let Some(first) = below.components().next() else {
            return true;
        };
        let first = first.as_os_str();
        let named = first == CONFIG || FOLDERS.iter().any(|folder| first == *folder);
        // Editors write swap and backup files beside the one that is edited.
        named && !below.iter().any(crate::source::is_hidden)
    }
}

/// Whether an event says that a file is whole: closed by its writer, or moved to its place.
fn is_written(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both))
    )
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let data = path.metadata().ok()?;
    Some((data.dev(), data.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    path.metadata().ok().map(|_| (0, 0))
}
