//! Every read of the sources fails once, and then all from there on: the build says which file it
//! was, nothing is published, and the next run is as if nothing had happened.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use casebook::diag::render::Texts;
use casebook::record::date::Date;
use casebook::source::{Content, Files, Reads, RealReads, read_folder, read_folder_with};
use casebook::{Examined, examine};

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

fn examined(files: &Files) -> Examined {
    examine(files, Date::parse("2026-01-31").expect("a date"))
}

/// The files that an error names.
fn named(files: &Files, examined: &Examined) -> BTreeSet<PathBuf> {
    let errors = examined
        .diagnostics
        .iter()
        .filter(|one| one.code == "unreadable");
    let at = errors.filter_map(|one| one.primary.as_ref());
    at.map(|label| root().join(files.path(label.span.file)))
        .collect()
}

/// Paths and what is in them.
fn contents(files: &Files) -> Vec<(String, Content)> {
    let all = files.iter();
    all.map(|(_, file)| (file.path.to_string(), file.content.clone()))
        .collect()
}

/// One run with a fault, then one without. Gives whether the fault was reached.
fn try_once(fails: Fails, says: ErrorKind, good: &Files) -> bool {
    let disk = Faulty {
        fails,
        says,
        done: AtomicUsize::new(0),
        failed: std::sync::Mutex::default(),
    };
    let read = read_folder_with(&disk, &root());
    let failed = disk.failed.lock().expect("no panic").clone();
    match read {
        Err(_) => assert!(failed.contains(&root()), "{fails:?}: {failed:?}"),
        Ok(files) => {
            // With errors nothing is published: tests/site holds that of every error.
            let examined = examined(&files);
            assert_eq!(examined.diagnostics.has_errors(), !failed.is_empty());
            assert_eq!(named(&files, &examined), failed, "{fails:?}, {says:?}");
        }
    }
    let again = read_folder(&root()).expect("the small site");
    assert!(
        contents(&again) == contents(good),
        "{fails:?} does not heal"
    );
    disk.done.load(Ordering::SeqCst)
        > match fails {
            Fails::Once(n) | Fails::From(n) => n,
        }
}

#[test]
fn every_read_that_fails_is_named_and_publishes_nothing() {
    let good = read_folder(&root()).expect("the small site");
    assert!(!examined(&good).diagnostics.has_errors());
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
