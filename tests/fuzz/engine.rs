//! Runs a target over its corpus, its regressions and changed texts, and keeps what was too much.

use std::collections::HashSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::limits::{Limits, Watch};
use super::mutate::{Rng, changed};

/// A way in.
pub(crate) struct Target {
    /// Its name, and that of its folders.
    pub(crate) name: &'static str,
    /// Takes an input. Gives a number that stands for what came of it: texts with a new one are
    /// changed further.
    pub(crate) run: fn(&[u8]) -> u64,
    /// Texts to begin with, besides those in the folder.
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    /// Bits that mean something to it.
    pub(crate) bits: &'static [&'static str],
    /// How many changed texts the bounded run tries.
    pub(crate) cases: usize,
    /// Whether an input is a packed workbook behind its first byte.
    pub(crate) packed: bool,
}

/// The largest text that is tried.
const LARGEST: usize = 64 * 1024;

/// One target at a time: memory is measured of the whole process.
static TURN: Mutex<()> = Mutex::new(());

/// How long a run goes on.
enum Until {
    Cases(usize),
    Time(Instant),
}

impl Until {
    fn of(target: &Target) -> Self {
        match asked("CASEBOOK_FUZZ_SECONDS") {
            Some(seconds) => Until::Time(Instant::now() + Duration::from_secs(seconds)),
            None => Until::Cases(target.cases),
        }
    }

    fn is_over(&self, done: usize) -> bool {
        match self {
            Until::Cases(cases) => done >= *cases,
            Until::Time(end) => Instant::now() >= *end,
        }
    }
}

fn asked(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().expect("a whole number"))
}

/// The same in every bounded run; another in every long one.
fn seed() -> u64 {
    let now = || SystemTime::now().duration_since(UNIX_EPOCH);
    asked("CASEBOOK_FUZZ_SEED").unwrap_or_else(|| match asked("CASEBOOK_FUZZ_SECONDS") {
        Some(_) => now().map_or(1, |now| now.as_millis() as u64),
        None => 0x2545_f491_4f6c_dd1d,
    })
}

/// The files of a folder, by name.
fn files(folder: &str, target: &Target) -> Vec<Vec<u8>> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let Ok(entries) = fs::read_dir(own.join(folder).join(target.name)) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("lists").path()).collect();
    paths.sort();
    let read = |path: &PathBuf| fs::read(path).expect("reads");
    paths.iter().map(read).collect()
}

/// What panics says so in one line. A backtrace takes more memory than any text may, where the
/// environment asks for one, and some readers panic on purpose behind a guard.
fn without_backtraces() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|panic| eprintln!("{panic}"))));
}

/// Runs a target.
pub(crate) fn fuzz(target: &Target) {
    without_backtraces();
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut run = Run {
        target,
        limits: Limits::new(),
        seen: HashSet::new(),
        pool: Vec::new(),
    };
    // One thread, whose processor time is the whole of it.
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    one.expect("a thread").install(|| run.all());
    println!("{}", run.limits.said(target.name, run.seen.len()));
}

struct Run<'t> {
    target: &'t Target,
    limits: Limits,
    seen: HashSet<u64>,
    pool: Vec<Vec<u8>>,
}

impl Run<'_> {
    fn all(&mut self) {
        let watch = Watch::start(self.target.name);
        let mut first = (self.target.seeds)();
        first.extend(files("corpus", self.target));
        assert!(!first.is_empty(), "nothing to begin with");
        for text in first.into_iter().chain(files("regressions", self.target)) {
            self.try_one(&text, &watch);
            self.pool.push(text);
        }
        let seed = seed();
        println!("{}: seed {seed}", self.target.name);
        let mut rng = Rng(seed);
        let until = Until::of(self.target);
        let mut done = 0;
        while !until.is_over(done) {
            let mut text = changed(&mut rng, &self.pool, self.target);
            text.truncate(LARGEST);
            if self.try_one(&text, &watch) && self.pool.len() < 4_000 {
                self.pool.push(text);
            }
            done += 1;
        }
    }

    /// Whether something new came of the text.
    fn try_one(&mut self, text: &[u8], watch: &Watch) -> bool {
        let before = self.limits.before();
        watch.began(text);
        let result = catch_unwind(AssertUnwindSafe(|| (self.target.run)(text)));
        watch.ended();
        let limits = self.limits.after(&before, text.len());
        match (result, limits) {
            (Ok(came), Ok(())) => self.seen.insert(came),
            (Err(_), _) => self.fail(text, "panicked; the message is above"),
            (Ok(_), Err(why)) => self.fail(text, &why),
        }
    }

    fn fail(&self, text: &[u8], why: &str) -> ! {
        let kept = keep(self.target.name, text);
        panic!(
            "{}: {why}. The text is in {}; put it into tests/fuzz/regressions/{}/ when it is mended.",
            self.target.name,
            kept.display(),
            self.target.name
        );
    }
}

/// Keeps a text that was too much.
pub(crate) fn keep(name: &str, text: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    fs::create_dir_all(&folder).expect("makes a folder");
    let hash = blake3::hash(text).to_hex();
    let path = folder.join(format!("{name}-{}", &hash[..12]));
    fs::write(&path, text).expect("writes");
    path
}
