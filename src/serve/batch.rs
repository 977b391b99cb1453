//! How long to wait for more events before looking: as short as the events themselves suggest.
//!
//! A save of one file is taken up [`SAVE`] after its last event, and [`WRITTEN`] after it when that
//! event says that whoever wrote the file is done. Many files at once (a checkout of
//! another branch) get longer pauses, because the next file may be a while. A file that is missing
//! or empty just after an event is most likely being replaced, and gets [`REPLACED`]. Whatever
//! happens, nothing waits longer than [`Batch::most`]: a program that writes without pause must not
//! keep the page from following.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::watch::Sign;

/// The pause after which a save of a file or two is over.
const SAVE: Duration = Duration::from_millis(2);

/// The pause after one file was closed by its writer or moved to its place. In a checkout the next
/// file follows sooner.
const WRITTEN: Duration = Duration::from_micros(500);

/// The pause after which a handful of files is over, and more than that.
const HANDFUL: Duration = Duration::from_millis(12);
const FLOOD: Duration = Duration::from_millis(50);

/// The time that an editor may need between removing or emptying a file and filling it.
const REPLACED: Duration = Duration::from_millis(30);

/// Events that belong together.
pub(super) struct Batch {
    first: Instant,
    last: Instant,
    paths: BTreeSet<PathBuf>,
    unknown: bool,
    /// Whether the last event says that a file is written.
    written: bool,
}

impl Batch {
    /// Nothing yet.
    pub(super) fn new(now: Instant) -> Self {
        Self {
            first: now,
            last: now,
            paths: BTreeSet::new(),
            unknown: false,
            written: false,
        }
    }

    /// Adds a place, and whether the event says that whoever wrote the file is done.
    pub(super) fn add(&mut self, path: PathBuf, written: bool, now: Instant) {
        self.begin(now);
        self.written = written;
        self.paths.insert(path);
    }

    /// Adds an event that names nothing.
    pub(super) fn add_unknown(&mut self, now: Instant) {
        self.begin(now);
        self.written = false;
        self.unknown = true;
    }

    fn begin(&mut self, now: Instant) {
        if self.is_empty() {
            self.first = now;
        }
        self.last = now;
    }

    /// Whether nothing happened that matters.
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.unknown
    }

    /// How much longer to wait; nothing when the batch is whole.
    pub(super) fn wait(&self, now: Instant) -> Option<Duration> {
        let pause = match self.paths.iter().any(|path| is_absent(path)) {
            true => self.pause().max(REPLACED),
            false => self.pause(),
        };
        let quiet = (self.last + pause).saturating_duration_since(now);
        let most = (self.first + self.most()).saturating_duration_since(now);
        let wait = quiet.min(most);
        (!wait.is_zero()).then_some(wait)
    }

    fn pause(&self) -> Duration {
        match self.paths.len() {
            1 if self.written && !self.unknown => WRITTEN,
            0..=2 => SAVE,
            3..=20 => HANDFUL,
            _ => FLOOD,
        }
    }

    fn most(&self) -> Duration {
        self.pause().max(REPLACED) * 10
    }

    /// What the batch says.
    pub(super) fn sign(self) -> Sign {
        match self.unknown {
            true => Sign::Anything,
            false => Sign::Files(self.paths.into_iter().collect()),
        }
    }
}

/// Whether a file is not there, or has nothing in it yet.
fn is_absent(path: &std::path::Path) -> bool {
    path.metadata()
        .map_or(true, |data| data.is_file() && data.len() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICK: Duration = Duration::from_millis(1);

    fn here(name: &str) -> PathBuf {
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
    }

    #[test]
    fn one_save_waits_least_and_a_flood_waits_for_its_end() {
        let start = Instant::now();
        let mut batch = Batch::new(start);
        batch.add(here("Cargo.toml"), false, start);
        assert_eq!(batch.wait(start), Some(SAVE));
        assert_eq!(batch.wait(start + SAVE), None);
        for number in 0..30 {
            batch.add(here(&format!("data/vocabularies/{number}")), true, start);
        }
        assert_eq!(batch.wait(start), Some(FLOOD));
    }

    #[test]
    fn each_event_begins_the_pause_anew_but_not_for_ever() {
        let start = Instant::now();
        let mut batch = Batch::new(start);
        let mut now = start;
        let mut ticks = 0;
        batch.add(here("Cargo.toml"), false, now);
        while batch.wait(now).is_some() {
            now += TICK;
            ticks += 1;
            batch.add(here("Cargo.toml"), false, now);
        }
        assert_eq!(now, start + REPLACED * 10, "after {ticks} events");
    }

    #[test]
    fn a_file_that_its_writer_has_closed_is_hardly_waited_for() {
        let start = Instant::now();
        let mut batch = Batch::new(start);
        batch.add(here("Cargo.toml"), false, start);
        batch.add(here("Cargo.toml"), true, start);
        assert_eq!(batch.wait(start), Some(WRITTEN));
        assert_eq!(batch.wait(start + WRITTEN), None);
        // Somebody opened it again, or wrote another.
        batch.add(here("Cargo.toml"), false, start);
        assert_eq!(batch.wait(start), Some(SAVE));
        batch.add(here("Cargo.lock"), true, start);
        assert_eq!(batch.wait(start), Some(SAVE));
    }

    #[test]
    fn a_file_that_is_away_is_waited_for() {
        let start = Instant::now();
        let mut batch = Batch::new(start);
        batch.add(here("no-such-file"), true, start);
        assert_eq!(batch.wait(start + SAVE), Some(REPLACED - SAVE));
        assert_eq!(batch.wait(start + REPLACED), None);
    }
}
