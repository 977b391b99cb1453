//! A site as it was at an earlier revision, read from git without touching the folder.

use std::collections::BTreeMap;
use std::path::Path;

use super::git::{Refusal, git, git_with};
use super::moment::Moment;
use super::read::SOURCES;
use crate::source::{CONFIG, Files, is_hidden};

/// A site as it was.
#[derive(Debug)]
pub struct Earlier {
    /// Its files.
    pub files: Files,
    /// The first ten digits of the id of the revision.
    pub id: String,
    /// When the revision was made.
    pub at: Moment,
    /// What could not be read, and what that means.
    pub notes: Vec<String>,
}

/// Why there is no earlier site to compare with. Each says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// What was asked for cannot be found.
    Asked(String),
    /// Git or the machine failed.
    Machine(String),
}

/// Which revision.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// A branch, tag or id.
    Named(&'a str),
    /// The last on the way to what is checked out that was made before this.
    Before(Moment),
}

/// The site at `root` as it was at a revision.
///
/// # Errors
///
/// There is no such revision, it held no site, or git cannot read it.
pub fn files_at(root: &Path, which: Which<'_>) -> Result<Earlier, Missing> {
    let id = revision(root, which)?;
    let time = git(root, &["show", "--no-patch", "--format=%ct", &id]).map_err(failed)?;
    let time = String::from_utf8_lossy(&time)
        .trim()
        .parse()
        .unwrap_or_default();
    let options = ["ls-tree", "-r", "-z", id.as_str(), "--"];
    let list = git(root, &[&options[..], &SOURCES].concat()).map_err(failed)?;
    let mut notes = Vec::new();
    let places = places(&list, &mut notes);
    if !places.iter().any(|place| place.path == CONFIG) {
        return Err(Missing::Asked(format!(
            "The revision {} has no {CONFIG} in this folder, so there was no site then. Name a later one.",
            short(&id)
        )));
    }
    let texts = blobs(root, &places)?;
    Ok(Earlier {
        files: Files::from_memory(followed(places, texts, &mut notes)),
        id: short(&id),
        at: Moment::from_seconds(time),
        notes,
    })
}

fn short(id: &str) -> String {
    id.chars().take(10).collect()
}

/// The whole id of a revision.
fn revision(root: &Path, which: Which<'_>) -> Result<String, Missing> {
    let shallow = git(root, &["rev-parse", "--is-shallow-repository"]).map_err(failed)?;
    let hint = match shallow.starts_with(b"true") {
        true => {
            " git has only a part of the history here (a shallow clone): fetch all of it with `git fetch --unshallow`, or in continuous integration with fetch-depth: 0."
        }
        false => "",
    };
    let found = match which {
        Which::Named(name) => {
            let wanted = format!("{name}^{{commit}}");
            let options = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
            git(root, &[&options[..], &[wanted.as_str()]].concat())
        }
        Which::Before(moment) => {
            // The way of the checked-out branch itself: what was merged later was not on the site.
            let before = format!("--min-age={}", moment.seconds().saturating_sub(1));
            let options = ["rev-list", "--max-count=1", "--first-parent"];
            git(root, &[&options[..], &[before.as_str(), "HEAD"]].concat())
        }
    };
    let id = found.map(|id| String::from_utf8_lossy(&id).trim().to_string());
    match (id, which) {
        (Ok(id), _) if !id.is_empty() => Ok(id),
        (_, Which::Named(name)) => Err(Missing::Asked(format!(
            "There is no revision “{name}”. Name a branch, a tag or an id that `git log` shows, or a day such as --since 2026-10-01.{hint}"
        ))),
        (_, Which::Before(_)) => Err(Missing::Asked(format!(
            "There is no revision before that day. Name a later day.{hint}"
        ))),
    }
}

/// A file in a revision.
struct Place {
    path: String,
    id: String,
    is_link: bool,
}

/// The files in what `git ls-tree -z` prints: `mode type id TAB path`.
fn places(list: &[u8], notes: &mut Vec<String>) -> Vec<Place> {
    let mut places = Vec::new();
    for entry in list.split(|byte| *byte == 0) {
        let entry = String::from_utf8_lossy(entry);
        let Some((what, path)) = entry.split_once('\t') else {
            continue;
        };
        let mut what = what.split(' ');
        let (Some(mode), Some(kind), Some(id)) = (what.next(), what.next(), what.next()) else {
            continue;
        };
        if kind == "commit" {
            notes.push(format!(
                "The folder {path} was a repository of its own (a submodule), so its files are not compared."
            ));
        } else if !path.split('/').any(|part| is_hidden(part.as_ref())) {
            places.push(Place {
                path: path.to_string(),
                id: id.to_string(),
                is_link: mode == "120000",
            });
        }
    }
    places
}

/// The bytes of each file, in their order.
fn blobs(root: &Path, places: &[Place]) -> Result<Vec<Vec<u8>>, Missing> {
    let wanted: String = places
        .iter()
        .map(|place| format!("{}\n", place.id))
        .collect();
    let answer = git_with(root, &["cat-file", "--batch"], wanted.into_bytes()).map_err(failed)?;
    let mut rest = answer.as_slice();
    let mut texts = Vec::with_capacity(places.len());
    for place in places {
        let Some((bytes, after)) = blob(rest) else {
            return Err(Missing::Machine(format!(
                "git does not hold {} as it was then. If this is a partial clone, fetch everything with `git fetch --refetch --filter=blob:limit=1g`.",
                place.path
            )));
        };
        texts.push(bytes.to_vec());
        rest = after;
    }
    Ok(texts)
}

/// The first of what `git cat-file --batch` prints (`id type size LF bytes LF`), and what is after
/// it.
fn blob(answer: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = answer.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(&answer[..end]).ok()?;
    let size: usize = head.rsplit_once(' ')?.1.parse().ok()?;
    let body = &answer[end + 1..];
    Some((body.get(..size)?, body.get(size + 1..)?))
}

/// Files with their bytes; a link has those of the file that it leads to.
fn followed(
    places: Vec<Place>,
    texts: Vec<Vec<u8>>,
    notes: &mut Vec<String>,
) -> Vec<(String, Vec<u8>)> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut links = Vec::new();
    for (place, bytes) in places.into_iter().zip(texts) {
        match place.is_link {
            true => links.push((place.path, String::from_utf8_lossy(&bytes).into_owned())),
            false => drop(files.insert(place.path, bytes)),
        }
    }
    for (path, goal) in links {
        match files.get(&beside(&path, &goal)).cloned() {
            Some(bytes) => drop(files.insert(path, bytes)),
            None => notes.push(format!(
                "{path} was a link to {goal}, which is not a file of the site, so it is not compared."
            )),
        }
    }
    files.into_iter().collect()
}

/// The path that a link at `path` leads to.
fn beside(path: &str, goal: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in goal.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn failed(refusal: Refusal) -> Missing {
    match refusal {
        Refusal::NoGit => Missing::Machine(
            "The program git is not installed here. Install it, and run this again.".into(),
        ),
        Refusal::Machine(error) => Missing::Machine(format!("git could not be run: {error}.")),
        Refusal::Said(said) if said.contains("not a git repository") => Missing::Asked(
            "This folder is not in a git repository, so there is nothing to compare with.".into(),
        ),
        Refusal::Said(said) => Missing::Machine(format!(
            "git could not read the revision ({said}). `git fsck` says more about what is wrong."
        )),
    }
}
