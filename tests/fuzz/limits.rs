//! What a text may cost: processor time and memory, both of them in proportion to its length.
//!
//! Processor time, as the machine may be busy with other things. Linux tells it; elsewhere only
//! panics are found.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::engine::keep;

/// A second for each of these bytes, or part of them.
const PIECE: usize = 10_000;

/// How many times the second that we aim for a bounded run allows: it must not fail on a machine
/// that is slow or busy. A long run allows it once.
const LENIENT: u64 = 20;

/// What memory may grow by, whatever the length: what is kept from one text to the next is part of it.
const GROWTH_KB: u64 = 128 * 1024;

/// What it may grow by for each piece.
const GROWTH_KB_FOR_EACH: u64 = 64 * 1024;

/// How often a text that takes its time is looked at.
const LOOK: Duration = Duration::from_millis(500);

fn pieces(length: usize) -> u64 {
    length.div_ceil(PIECE).max(1) as u64
}

fn allowed(length: usize) -> Duration {
    let times = match std::env::var_os("CASEBOOK_FUZZ_SECONDS") {
        Some(_) => 1,
        None => LENIENT,
    };
    Duration::from_secs(pieces(length) * times)
}

/// The processor time of a thread.
fn spent(task: &str) -> Option<Duration> {
    let text = fs::read_to_string(format!("/proc/{task}/schedstat")).ok()?;
    let nanos = text.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanos))
}

/// A line of what the system says of this process, in kB.
fn status(line: &str) -> Option<u64> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|own| own.strip_prefix(line))?;
    line.trim().split(' ').next()?.parse().ok()
}

/// What was so before a text.
pub(crate) struct Before {
    spent: Option<Duration>,
    resident: Option<u64>,
}

/// What texts have cost.
pub(crate) struct Limits {
    cases: usize,
    bytes: usize,
    slowest: (Duration, usize),
    most: (u64, usize),
}

impl Limits {
    pub(crate) fn new() -> Self {
        Self {
            cases: 0,
            bytes: 0,
            slowest: (Duration::ZERO, 0),
            most: (0, 0),
        }
    }

    pub(crate) fn before(&self) -> Before {
        // The peak begins anew from here.
        let _ = fs::write("/proc/self/clear_refs", "5");
        Before {
            spent: spent("thread-self"),
            resident: status("VmRSS:"),
        }
    }

    /// What is wrong with what a text of this length has cost.
    pub(crate) fn after(&mut self, before: &Before, length: usize) -> Result<(), String> {
        self.cases += 1;
        self.bytes += length;
        let time = match (before.spent, spent("thread-self")) {
            (Some(before), Some(after)) => after.saturating_sub(before),
            _ => Duration::ZERO,
        };
        let memory = match (before.resident, status("VmHWM:")) {
            (Some(before), Some(peak)) => peak.saturating_sub(before),
            _ => 0,
        };
        self.slowest = self.slowest.max((time, length));
        self.most = self.most.max((memory, length));
        if time > allowed(length) {
            return Err(format!(
                "took {time:?} of processor time for {length} bytes"
            ));
        }
        if memory > GROWTH_KB + pieces(length) * GROWTH_KB_FOR_EACH {
            return Err(format!("took {memory} kB of memory for {length} bytes"));
        }
        Ok(())
    }

    /// A line for the report.
    pub(crate) fn said(&self, name: &str, kinds: usize) -> String {
        format!(
            "{name}: {} texts, {:.1} MB, {kinds} different results; slowest {:.0} ms of processor time ({} bytes), largest growth {:.1} MB ({} bytes)",
            self.cases,
            self.bytes as f64 / 1e6,
            self.slowest.0.as_secs_f64() * 1e3,
            self.slowest.1,
            self.most.0 as f64 / 1024.0,
            self.most.1,
        )
    }
}

/// The text that is being tried, and the processor time of the thread when it began.
type Now = Option<(Vec<u8>, Duration)>;

/// Looks from another thread at how long a text takes: one that never ends would never be told of.
pub(crate) struct Watch {
    task: String,
    now: Arc<Mutex<Now>>,
    over: Arc<Mutex<bool>>,
}

impl Watch {
    /// Watches the thread that calls this.
    pub(crate) fn start(name: &'static str) -> Self {
        let task = fs::read_link("/proc/thread-self").unwrap_or_else(|_| PathBuf::from("none"));
        let watch = Self {
            task: task.to_string_lossy().into_owned(),
            now: Arc::default(),
            over: Arc::default(),
        };
        let (task, now, over) = (watch.task.clone(), watch.now.clone(), watch.over.clone());
        thread::spawn(move || {
            while !*over.lock().expect("no panic") {
                thread::sleep(LOOK);
                look(name, &task, &now);
            }
        });
        watch
    }

    pub(crate) fn began(&self, text: &[u8]) {
        let spent = spent(&self.task).unwrap_or_default();
        *self.now.lock().expect("no panic") = Some((text.to_vec(), spent));
    }

    pub(crate) fn ended(&self) {
        *self.now.lock().expect("no panic") = None;
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        *self.over.lock().expect("no panic") = true;
    }
}

fn look(name: &str, task: &str, now: &Mutex<Now>) {
    let now = now.lock().expect("no panic");
    let (Some((text, began)), Some(spent)) = (&*now, spent(task)) else {
        return;
    };
    let time = spent.saturating_sub(*began);
    // Twice: one that ends is told of when it does.
    if time > 2 * allowed(text.len()) {
        let kept = keep(name, text);
        eprintln!(
            "{name}: {time:?} of processor time and no end. The text is in {}.",
            kept.display()
        );
        std::process::abort();
    }
}
