//! Sites to publish, pictures of folders to compare, and disks that fail.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use casebook::output::Output;
use casebook::publish::{Disk, Entry, Meta, Options, Published, RealDisk, to_folder};

/// A site with these files.
pub(crate) fn site(files: &[(&str, &str)]) -> Output {
    let mut output = Output::new();
    for (path, text) in files {
        assert!(output.insert(*path, text.as_bytes()), "{path} twice");
    }
    output
}

/// The first of two versions that differ in every way: changed, added, removed, file and folder.
pub(crate) fn version_a() -> Output {
    site(&[
        ("assets/site.css", "same in both"),
        ("awards/index.html", "awards A"),
        ("awards/p4-01/index.html", "p4-01 A"),
        ("awards/p4-02/index.html", "only in A"),
        ("guide", "a file in A, a folder in B"),
        ("index.html", "home A"),
        ("lessons/index.html", "a folder in A, a file in B"),
    ])
}

/// The second version.
pub(crate) fn version_b() -> Output {
    site(&[
        ("assets/site.css", "same in both"),
        ("awards/index.html", "awards B"),
        ("awards/p4-01/index.html", "p4-01 B"),
        ("awards/p4-03/index.html", "only in B"),
        ("guide/index.html", "a folder in B"),
        ("index.html", "home B"),
        ("lessons", "a file in B"),
    ])
}

pub(crate) fn in_place() -> Options {
    Options {
        in_place: true,
        ..Options::default()
    }
}

/// Publishes with the default options, which must work.
pub(crate) fn publish(output: &Output, target: &Path) -> Published {
    to_folder(output, target, &Options::default()).expect("publishes")
}

/// What a folder holds: path to bytes. A folder ends in `/`, a link holds where it points to.
pub(crate) type Picture = BTreeMap<String, Vec<u8>>;

pub(crate) fn picture(folder: &Path) -> Picture {
    let mut all = Picture::new();
    add(folder, "", &mut all);
    all
}

fn add(root: &Path, below: &str, all: &mut Picture) {
    for entry in fs::read_dir(root.join(below)).expect("lists") {
        let entry = entry.expect("lists");
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().expect("has a type");
        if kind.is_dir() {
            let name = format!("{name}/");
            add(root, &name, all);
            all.insert(name, Vec::new());
        } else if kind.is_symlink() {
            let goal = fs::read_link(entry.path()).expect("is a link");
            all.insert(name, goal.to_string_lossy().as_bytes().to_vec());
        } else {
            all.insert(name, fs::read(entry.path()).expect("reads"));
        }
    }
}

/// What publishing this output to a fresh folder gives.
pub(crate) fn picture_of(output: &Output) -> Picture {
    let folder = temp();
    publish(output, &folder.path().join("public"));
    picture(&folder.path().join("public"))
}

/// The names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("lists");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("lists")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

/// A folder in memory where there is one: thousands of publishes need not wait for a medium. With
/// `TMPDIR` set, there.
pub(crate) fn temp() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if std::env::var_os("TMPDIR").is_none() && memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    folder.expect("makes a temporary folder")
}

pub(crate) fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("has a parent")).expect("makes folders");
    fs::write(path, text).expect("writes");
}

/// How a [`Faulty`] disk fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fails {
    /// Operation n fails, the others work.
    Once(usize),
    /// From operation n on nothing works: as if the process had been killed there.
    From(usize),
    /// From operation n on there is no room: what needs some fails, all else works.
    Full(usize),
    /// From operation n on nothing may be changed any more; all can still be read.
    Denied(usize),
    /// Nothing fails.
    Never,
}

/// The real disk with faults and with quirks of other systems.
#[derive(Debug)]
pub(crate) struct Faulty {
    pub(crate) fails: Fails,
    /// The system cannot exchange folders.
    pub(crate) no_exchange: bool,
    /// The file system has no hard links.
    pub(crate) no_links: bool,
    /// Moving this folder gives that error: a mount point.
    pub(crate) pinned: Option<(PathBuf, ErrorKind)>,
    /// Nobody may make names in this folder.
    pub(crate) closed: Option<PathBuf>,
    /// The device of this folder is another one.
    pub(crate) mounted: Option<PathBuf>,
    /// What the system says when an operation fails.
    pub(crate) says: ErrorKind,
    pub(crate) done: AtomicUsize,
}

/// What an operation needs of a disk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Nothing but that it can be read.
    Sight,
    /// The right to change the folder.
    Right,
    /// That, and room.
    Room,
}

impl Fails {
    /// Whether the operation with this number fails.
    fn falls(self, now: usize, needs: Needs) -> bool {
        match self {
            Fails::Once(n) => now == n,
            Fails::From(n) => now >= n,
            Fails::Full(n) => now >= n && needs == Needs::Room,
            Fails::Denied(n) => now >= n && needs != Needs::Sight,
            Fails::Never => false,
        }
    }

    /// The operation at which it begins.
    pub(crate) fn begins(self) -> usize {
        match self {
            Fails::Once(n) | Fails::From(n) | Fails::Full(n) | Fails::Denied(n) => n,
            Fails::Never => usize::MAX,
        }
    }
}

impl Faulty {
    pub(crate) fn new(fails: Fails) -> Self {
        Self {
            fails,
            no_exchange: false,
            no_links: false,
            pinned: None,
            closed: None,
            mounted: None,
            says: match fails {
                Fails::Full(_) => ErrorKind::StorageFull,
                Fails::Denied(_) => ErrorKind::PermissionDenied,
                _ => ErrorKind::Other,
            },
            done: AtomicUsize::new(0),
        }
    }

    /// How many operations were asked for.
    pub(crate) fn operations(&self) -> usize {
        self.done.load(Ordering::SeqCst)
    }

    fn step(&self, needs: Needs) -> io::Result<()> {
        let now = self.done.fetch_add(1, Ordering::SeqCst);
        match self.fails.falls(now, needs) {
            true => Err(io::Error::new(self.says, "injected fault")),
            false => Ok(()),
        }
    }

    /// An operation that only looks.
    fn sees(&self) -> io::Result<()> {
        self.step(Needs::Sight)
    }

    /// As [`Faulty::step`], for operations that change the folder of `path`.
    fn change(&self, path: &Path, needs: Needs) -> io::Result<()> {
        self.step(needs)?;
        if self.closed.is_some() && self.closed.as_deref() == path.parent() {
            return Err(ErrorKind::PermissionDenied.into());
        }
        Ok(())
    }

    fn moving(&self, path: &Path) -> io::Result<()> {
        self.change(path, Needs::Right)?;
        match &self.pinned {
            Some((pinned, kind)) if pinned == path => Err((*kind).into()),
            _ => Ok(()),
        }
    }
}

impl Disk for Faulty {
    fn look(&self, path: &Path) -> io::Result<Option<Meta>> {
        self.sees()?;
        let mut meta = RealDisk.look(path)?;
        if self.mounted.as_deref() == Some(path) {
            meta = meta.map(|meta| Meta {
                device: meta.device + 1,
                ..meta
            });
        }
        Ok(meta)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.sees()?;
        RealDisk.resolve(path)
    }
    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.sees()?;
        RealDisk.read_link(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.sees()?;
        RealDisk.list(folder)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.sees()?;
        RealDisk.read(path)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.change(path, Needs::Room) {
            // A full disk leaves half a file.
            if matches!(self.fails, Fails::Once(_) | Fails::Full(_)) {
                let _ = RealDisk.write(path, &bytes[..bytes.len() / 2]);
            }
            return Err(error);
        }
        RealDisk.write(path, bytes)
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change(to, Needs::Room)?;
        if self.no_links {
            return Err(ErrorKind::Unsupported.into());
        }
        RealDisk.link(from, to)
    }
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change(to, Needs::Room)?;
        RealDisk.copy(from, to)
    }
    fn make_folder(&self, path: &Path, like: Option<&Path>) -> io::Result<()> {
        self.change(path, Needs::Room)?;
        RealDisk.make_folder(path, like)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.moving(from)?;
        RealDisk.rename(from, to)
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.moving(other)?;
        if self.no_exchange {
            return Err(ErrorKind::Unsupported.into());
        }
        RealDisk.exchange(one, other)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.change(path, Needs::Right)?;
        RealDisk.remove_file(path)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.change(path, Needs::Right)?;
        RealDisk.remove_folder(path)
    }
    fn sync(&self, folder: &Path) -> io::Result<()> {
        // Really waiting for the medium hundreds of times would only make the tests slow.
        self.sees()?;
        fs::metadata(folder).map(drop)
    }
    fn lock(&self, path: &Path) -> io::Result<Option<File>> {
        self.change(path, Needs::Right)?;
        RealDisk.lock(path)
    }
}
