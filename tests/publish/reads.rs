//! Every read of the sources fails once, and then all from there on: the build says which file it
//! was, nothing is published, and the next run is as if nothing had happened.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use casebook::diag::render::Texts;
use casebook::record::date::Date;
use casebook::source::{Files, Reads, RealReads, read_folder, read_folder_with};
use casebook::{Build, Memo, build};

#[derive(Clone, Copy, Debug)]
enum Fails {
    Once(usize),
    From(usize),
}

#[derive(Debug)]
struct Faulty {
    fails: Fails,
    says: ErrorKind,
    done: AtomicUsize,
    /// What was asked of when it failed.
    failed: std::sync::Mutex<BTreeSet<PathBuf>>,
}

impl Faulty {
    fn step(&self, path: &Path) -> io::Result<()> {
        let now = self.done.fetch_add(1, Ordering::SeqCst);
        let fails = match self.fails {
            Fails::Once(n) => now == n,
            Fails::From(n) => now >= n,
        };
        if fails {
            let mut failed = self.failed.lock().expect("no panic");
            failed.insert(path.to_owned());
            return Err(io::Error::new(self.says, "injected fault"));
        }
        Ok(())
    }
}

impl Reads for Faulty {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.step(path)?;
        RealReads.resolve(path)
    }
    fn size(&self, path: &Path) -> io::Result<u64> {
        self.step(path)?;
        RealReads.size(path)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.step(path)?;
        RealReads.read(path)
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small")
}

fn built(files: &Files, memo: &Memo) -> Build {
    let options = casebook::Options {
        as_of: Date::parse("2026-01-31").expect("a date"),
        base_url: None,
        drafts: false,
        for_publication: false,
        history: None,
    };
    build(files, &options, memo)
}

/// The files that an error names.
fn named(files: &Files, built: &Build) -> BTreeSet<PathBuf> {
    let errors = built
        .diagnostics
        .iter()
        .filter(|one| one.code == "unreadable");
    let at = errors.filter_map(|one| one.primary.as_ref());
    at.map(|label| root().join(files.path(label.span.file)))
        .collect()
}

/// One run with a fault, then one without, with what the first remembered. Gives whether the fault
/// was reached.
fn try_once(fails: Fails, says: ErrorKind, good: &Build) -> bool {
    let disk = Faulty {
        fails,
        says,
        done: AtomicUsize::new(0),
        failed: std::sync::Mutex::default(),
    };
    let memo = Memo::new();
    let read = read_folder_with(&disk, &root());
    let failed = disk.failed.lock().expect("no panic").clone();
    match read {
        Err(_) => assert!(failed.contains(&root()), "{fails:?}: {failed:?}"),
        Ok(files) => {
            let built = built(&files, &memo);
            assert_eq!(built.diagnostics.has_errors(), !failed.is_empty());
            assert_eq!(named(&files, &built), failed, "{fails:?}, {says:?}");
        }
    }
    let files = read_folder(&root()).expect("the small site");
    let again = built(&files, &memo);
    assert!(again.output == good.output, "{fails:?} does not heal");
    disk.done.load(Ordering::SeqCst)
        > match fails {
            Fails::Once(n) | Fails::From(n) => n,
        }
}

#[test]
fn every_read_that_fails_is_named_and_publishes_nothing() {
    let good = built(&read_folder(&root()).expect("the small site"), &Memo::new());
    assert!(!good.diagnostics.has_errors());
    for (fails, says) in [
        (Fails::Once as fn(usize) -> Fails, ErrorKind::Other),
        (Fails::Once, ErrorKind::PermissionDenied),
        (Fails::From, ErrorKind::PermissionDenied),
    ] {
        let mut n = 0;
        while try_once(fails(n), says, &good) {
            n += 1;
        }
        assert!(n > 60, "only {n} reads: is the seam used?");
    }
}
