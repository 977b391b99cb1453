//! A folder that is read again and again: what did not change is not read twice.
//!
//! [`Folder::rescan`] looks at every file's size, time and inode and reads only what differs;
//! [`Folder::reread`] reads the files that are named, and says when that is not enough; [`Folder::recheck`] reads everything and trusts nothing. Each says whether anything
//! is other than before. Texts that are the same keep their place in memory, so that later stages
//! know them again without looking.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::disk::{FOLDERS, Found, is_hidden, read_one, site_path, survey};
use super::reads::RealReads;
use super::{CONFIG, Content, Decoded, Files};

/// What a look at the folder found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Paths of files that are new, gone, or other than before; sorted.
    pub paths: Vec<String>,
    /// Whether only a rescan can tell what else there is: a folder, a link, or a place of which
    /// nothing is known was named.
    pub uncertain: bool,
}

impl Change {
    /// Whether everything is as it was.
    pub fn is_none(&self) -> bool {
        self.paths.is_empty()
    }

    /// Both changes as one.
    #[must_use]
    pub fn and(mut self, other: Change) -> Self {
        self.paths.extend(other.paths);
        self.paths.sort();
        self.paths.dedup();
        self.uncertain |= other.uncertain;
        self
    }
}

/// The sources of a site on disk, as they were when last looked at.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    known: BTreeMap<Arc<str>, Known>,
}

#[derive(Clone, Debug)]
struct Known {
    stamp: Option<Stamp>,
    decoded: Decoded,
}

/// What a file system says about a file without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    changed: (i64, i64),
    inode: u64,
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let data = path.metadata().ok()?;
        let (changed, inode) = unix(&data);
        Some(Self {
            size: data.len(),
            modified: data.modified().ok(),
            changed,
            inode,
        })
    }
}

#[cfg(unix)]
fn unix(data: &Metadata) -> ((i64, i64), u64) {
    use std::os::unix::fs::MetadataExt;
    ((data.ctime(), data.ctime_nsec()), data.ino())
}

#[cfg(not(unix))]
fn unix(_: &Metadata) -> ((i64, i64), u64) {
    ((0, 0), 0)
}

impl Folder {
    /// Reads the site at `root`.
    ///
    /// # Errors
    ///
    /// When the root cannot be read at all.
    pub fn open(root: &Path) -> std::io::Result<Self> {
        let mut folder = Self {
            root: root.to_path_buf(),
            known: BTreeMap::new(),
        };
        folder.rescan()?;
        Ok(folder)
    }

    /// The files as they were when last looked at.
    pub fn files(&self) -> Files {
        let mut files = Files::default();
        files.list.reserve(self.known.len());
        for (path, known) in &self.known {
            files.push(path.clone(), &known.decoded);
        }
        files
    }

    /// The files with texts that are open in an editor in place of what is on disk, and with those
    /// that are not on disk yet.
    pub fn files_with<'t>(&self, open: impl Iterator<Item = (&'t str, &'t Arc<str>)>) -> Files {
        let mut all: BTreeMap<Arc<str>, Decoded> = self
            .known
            .iter()
            .map(|(path, known)| (path.clone(), known.decoded.clone()))
            .collect();
        for (path, text) in open {
            let decoded = Decoded::of(path, Ok(text.as_bytes().to_vec()));
            all.insert(Arc::from(path), decoded);
        }
        let mut files = Files::default();
        for (path, decoded) in all {
            files.push(path, &decoded);
        }
        files
    }

    /// Where a file of the site is on disk.
    pub fn disk(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Reads what is new or differs in size, time or inode, and forgets what is gone.
    ///
    /// # Errors
    ///
    /// When the root cannot be read; what was known stays known.
    pub fn rescan(&mut self) -> std::io::Result<Change> {
        self.look(false)
    }

    /// Reads everything, whatever the file system says about it.
    ///
    /// # Errors
    ///
    /// When the root cannot be read; what was known stays known.
    pub fn recheck(&mut self) -> std::io::Result<Change> {
        self.look(true)
    }

    fn look(&mut self, at_all: bool) -> std::io::Result<Change> {
        let real_root = self.root.canonicalize()?;
        let found = survey(&self.root, &real_root);
        let known = &self.known;
        let read: Vec<(String, Option<Known>)> = found
            .into_par_iter()
            .map(|found| {
                let before = known.get(found.path.as_str());
                let now = again(&real_root, &found, before, at_all);
                (found.path, now)
            })
            .collect();
        let mut change = Change::default();
        let mut old = std::mem::take(&mut self.known);
        for (path, now) in read {
            let before = old.remove_entry(path.as_str());
            let (path, before) = match before {
                Some((path, before)) => (path, Some(before)),
                None if self.known.contains_key(path.as_str()) => continue,
                None => (Arc::from(path), None),
            };
            self.put(path, before, now, &mut change);
        }
        change.paths.extend(old.keys().map(ToString::to_string));
        change.paths.sort();
        Ok(change)
    }

    /// Takes over what was read; `None` when the file need not be read.
    fn put(
        &mut self,
        path: Arc<str>,
        before: Option<Known>,
        now: Option<Known>,
        change: &mut Change,
    ) {
        let known = match (before, now) {
            (Some(before), None) => before,
            (Some(before), Some(now)) if same(&before.decoded, &now.decoded) => Known {
                stamp: now.stamp,
                decoded: before.decoded,
            },
            (_, Some(now)) => {
                change.paths.push(path.to_string());
                now
            }
            (None, None) => return,
        };
        self.known.insert(path, known);
    }

    /// Reads the files at these places on disk again.
    pub fn reread(&mut self, places: &[PathBuf]) -> Change {
        let mut change = Change::default();
        let Ok(real_root) = self.root.canonicalize() else {
            change.uncertain = true;
            return change;
        };
        for place in places {
            match self.site_file(place, &real_root) {
                Place::Nothing => {}
                Place::Unknown => change.uncertain = true,
                Place::File(path) => self.reread_one(path, &real_root, &mut change),
            }
        }
        change.and(Change::default())
    }

    fn reread_one(&mut self, path: String, real_root: &Path, change: &mut Change) {
        let (key, before) = match self.known.remove_entry(path.as_str()) {
            Some((key, before)) => (key, Some(before)),
            None => (Arc::from(path.as_str()), None),
        };
        let found = Found {
            disk: self.root.join(&path),
            path,
            problem: None,
        };
        if found.disk.symlink_metadata().is_ok() {
            let now = again(real_root, &found, None, true);
            return self.put(key, before, now, change);
        }
        // Gone. What nobody knew may have been a folder.
        change.uncertain |= before.is_none();
        change.paths.push(found.path);
    }

    fn site_file(&self, place: &Path, real_root: &Path) -> Place {
        let below = place
            .strip_prefix(real_root)
            .or_else(|_| place.strip_prefix(&self.root));
        let Some((below, first)) = below
            .ok()
            .and_then(|below| Some((below, below.components().next()?)))
        else {
            return Place::Unknown;
        };
        let config = below == Path::new(CONFIG);
        let inside = FOLDERS
            .iter()
            .any(|folder| first == Component::Normal(folder.as_ref()));
        if !config && !inside || below.iter().any(is_hidden) {
            return Place::Nothing;
        }
        let disk = self.root.join(below);
        let path = site_path(&self.root, &disk);
        match disk.symlink_metadata() {
            Ok(data) if data.is_file() && is_plain(&self.root, below) => Place::File(path),
            Err(_) if self.known.contains_key(path.as_str()) && !config => Place::File(path),
            Ok(_) | Err(_) => Place::Unknown,
        }
    }
}

/// What a named place is to the site.
enum Place {
    /// A file, at this path, that is there or was.
    File(String),
    /// None of the site's.
    Nothing,
    /// A folder, a link, or something that came and went unseen.
    Unknown,
}

/// Whether no folder on the way to a file is a link.
fn is_plain(root: &Path, below: &Path) -> bool {
    let mut folders = below.ancestors().skip(1);
    folders.all(|folder| !root.join(folder).is_symlink() || folder == Path::new(""))
}

/// A file, read if need be. `None` when it is as it was.
fn again(real_root: &Path, found: &Found, before: Option<&Known>, at_all: bool) -> Option<Known> {
    if let Some(problem) = &found.problem {
        let decoded = Decoded::of(&found.path, Err(problem.clone()));
        return Some(Known {
            stamp: None,
            decoded,
        });
    }
    // Taken before reading: a write during the reading gives another one.
    let stamp = Stamp::of(&found.disk);
    let unchanged = before.is_some_and(|before| before.stamp.is_some() && before.stamp == stamp);
    if unchanged && !at_all {
        return None;
    }
    let bytes = read_one(&RealReads, real_root, &found.disk, &found.path);
    Some(Known {
        stamp,
        decoded: Decoded::of(&found.path, bytes),
    })
}

fn same(a: &Decoded, b: &Decoded) -> bool {
    let content = match (&a.content, &b.content) {
        (Content::Text(a), Content::Text(b)) => a == b,
        (Content::Bytes(a), Content::Bytes(b)) => a == b,
        (Content::Unreadable(a), Content::Unreadable(b)) => a == b,
        _ => false,
    };
    content && a.problem == b.problem
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn site() -> (tempfile::TempDir, Folder) {
        let dir = tempfile::tempdir().expect("a folder");
        for (path, text) in [
            (CONFIG, "title: T\n"),
            ("content/about.md", "---\ntitle: A\n---\nHello\n"),
            ("data/awards/a.yaml", "title: A\n"),
        ] {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, text).expect("a file");
        }
        let folder = Folder::open(dir.path()).expect("a site");
        (dir, folder)
    }

    fn texts(folder: &Folder) -> Vec<(String, String)> {
        let files = folder.files();
        let text = |content: &Content| match content {
            Content::Text(text) | Content::Unreadable(text) => text.to_string(),
            Content::Bytes(_) => String::new(),
        };
        files
            .iter()
            .map(|(_, file)| (file.path.to_string(), text(&file.content)))
            .collect()
    }

    fn on_disk(dir: &tempfile::TempDir) -> Vec<(String, String)> {
        texts(&Folder::open(dir.path()).expect("a site"))
    }

    #[test]
    fn a_rescan_reads_only_what_differs_and_keeps_the_rest_in_its_place() {
        let (dir, mut folder) = site();
        let text = |folder: &Folder| match &folder
            .files()
            .find("data/awards/a.yaml")
            .expect("it")
            .1
            .content
        {
            Content::Text(text) => text.clone(),
            _ => panic!("text"),
        };
        let before = text(&folder);
        assert!(folder.rescan().expect("a site").is_none());
        fs::write(dir.path().join("content/about.md"), "---\ntitle: B\n---\n").expect("a file");
        let change = folder.rescan().expect("a site");
        assert_eq!(change.paths, ["content/about.md"]);
        assert!(Arc::ptr_eq(&before, &text(&folder)));
        // Written again with the same text: read, and found to be the same.
        fs::write(dir.path().join("data/awards/a.yaml"), "title: A\n").expect("a file");
        assert!(folder.rescan().expect("a site").is_none());
        assert!(Arc::ptr_eq(&before, &text(&folder)));
    }

    #[test]
    fn a_change_that_the_file_system_hides_is_found_by_a_full_look() {
        let (dir, mut folder) = site();
        let path = dir.path().join("data/awards/a.yaml");
        let stamp = Stamp::of(&path);
        fs::write(&path, "title: B\n").expect("a file");
        // As if size, times and inode were all the same as before.
        let known = folder.known.get_mut("data/awards/a.yaml").expect("it");
        assert_ne!(stamp, Stamp::of(&path));
        known.stamp = Stamp::of(&path);
        assert!(folder.rescan().expect("a site").is_none());
        assert_eq!(
            folder.recheck().expect("a site").paths,
            ["data/awards/a.yaml"]
        );
    }

    #[test]
    fn named_files_are_read_again_added_and_forgotten() {
        let (dir, mut folder) = site();
        let real = dir.path().canonicalize().expect("a path");
        let about = real.join("content/about.md");
        let award = real.join("data/awards/a.yaml");
        let new = real.join("data/awards/b.yaml");
        fs::write(&about, "---\ntitle: B\n---\n").expect("a file");
        fs::write(&new, "title: New\n").expect("a file");
        fs::remove_file(&award).expect("gone");
        let change = folder.reread(&[about, award, new]);
        assert!(!change.uncertain);
        let paths = [
            "content/about.md",
            "data/awards/a.yaml",
            "data/awards/b.yaml",
        ];
        assert_eq!(change.paths, paths);
        assert_eq!(texts(&folder), on_disk(&dir));
        assert!(folder.rescan().expect("a site").is_none());
    }

    #[test]
    fn folders_and_unknown_places_ask_for_a_rescan_and_other_files_are_nothing() {
        let (dir, mut folder) = site();
        let real = dir.path().canonicalize().expect("a path");
        fs::create_dir(real.join("data/benefits")).expect("a folder");
        let award = real.join("data/awards/a.yaml");
        for unknown in ["data/benefits", "data/never-there.yaml", "data"] {
            fs::write(&award, format!("title: {unknown}\n")).expect("a file");
            // What can be told is told all the same.
            let change = folder.reread(&[real.join(unknown), award.clone()]);
            assert!(change.uncertain, "{unknown}");
            assert_eq!(change.paths, ["data/awards/a.yaml"]);
        }
        let nothing = [
            real.join("public/index.html"),
            real.join("content/.about.md.swp"),
        ];
        assert_eq!(folder.reread(&nothing), Change::default());
    }

    #[test]
    fn a_root_that_is_gone_is_an_error_and_nothing_is_forgotten() {
        let (dir, mut folder) = site();
        let before = texts(&folder);
        let away = dir.path().with_extension("away");
        fs::rename(dir.path(), &away).expect("moved");
        assert!(folder.rescan().is_err());
        assert_eq!(texts(&folder), before);
        fs::rename(&away, dir.path()).expect("moved back");
        assert!(folder.rescan().expect("a site").is_none());
    }
}
