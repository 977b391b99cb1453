//! The history of a site's folder, from git.

use std::path::Path;

use super::git::{Refusal, git};
use super::{History, log};
use crate::source::CONFIG;

/// What a site is made of.
pub(super) const SOURCES: [&str; 4] = [CONFIG, "content", "data", "themes"];

/// What records are written in.
const RECORDS: [&str; 2] = ["content", "data"];

/// Files that are named in a sentence.
const NAMED: usize = 3;

/// The history, as far as git tells it, and why it tells no more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The changes of each file. `None` when there is nothing to tell.
    pub history: Option<History>,
    /// Why dates are left out, and what to do about it.
    pub notice: Option<String>,
}

impl Reading {
    fn without(why: impl Into<String>) -> Self {
        Self {
            history: None,
            notice: Some(format!("Dates of changes are left out: {}", why.into())),
        }
    }
}

/// Asks git when each file of the site at `root` changed.
pub fn read(root: &Path) -> Reading {
    let shallow = match git(root, &["rev-parse", "--is-shallow-repository"]) {
        Ok(answer) => answer.starts_with(b"true"),
        Err(refusal) => return Reading::without(no_repository(&refusal)),
    };
    if shallow {
        return Reading::without(
            "git has only a part of the history here (a shallow clone). Fetch all of it with `git fetch --unshallow`; on GitHub, set `fetch-depth: 0` for actions/checkout; on GitLab, set `GIT_DEPTH: 0`.",
        );
    }
    if git(root, &["rev-parse", "--verify", "--quiet", "HEAD"]).is_err() {
        return Reading::without(
            "nothing has been committed yet. They come with the first commit.",
        );
    }
    let history = match log_of(root).map(|log| log::parse(&log)) {
        Ok(history) if history.is_empty() => {
            return Reading::without(
                "no file of this site is in git. They come with the first commit of its files.",
            );
        }
        Ok(history) => history,
        Err(refusal) => return Reading::without(failed(&refusal)),
    };
    match edited(root) {
        Ok(edited) => Reading {
            notice: notice_of(&edited),
            history: Some(history.with_edited(edited)),
        },
        Err(refusal) => Reading::without(failed(&refusal)),
    }
}

/// Renames are found by likeness. Where git has not fetched old texts (a partial clone), only files
/// that were renamed without a change can be told.
fn log_of(root: &Path) -> Result<Vec<u8>, Refusal> {
    let log = |likeness: &str| {
        let options = [
            "log",
            "-z",
            log::FORMAT,
            "--name-status",
            "--cc",
            likeness,
            "--relative",
            "--full-history",
            "--topo-order",
            "--no-color",
            "--no-decorate",
            "--no-ext-diff",
            "--no-mailmap",
            "--no-notes",
            "--no-show-signature",
            "--no-textconv",
            "--encoding=UTF-8",
            "HEAD",
            "--",
        ];
        git(root, &[&options[..], &RECORDS].concat())
    };
    log("--find-renames=50%").or_else(|_| log("--find-renames=100%"))
}

/// The files of the site that are other than git knows them, or that it does not know.
fn edited(root: &Path) -> Result<Vec<String>, Refusal> {
    let options = [
        "status",
        "-z",
        "--porcelain=v1",
        "--no-renames",
        "--untracked-files=all",
        "--ignore-submodules=all",
        "--",
    ];
    let prefix = git(root, &["rev-parse", "--show-prefix"])?;
    let prefix = String::from_utf8_lossy(&prefix)
        .trim_end_matches('\n')
        .to_string();
    let status = git(root, &[&options[..], &RECORDS].concat())?;
    let entries = status.split(|byte| *byte == 0);
    let paths = entries.filter_map(|entry| {
        let entry = String::from_utf8_lossy(entry);
        // Two letters, a space, and the path from the top of the repository.
        let path = entry.get(3..)?.strip_prefix(prefix.as_str())?;
        Some(path.to_string())
    });
    Ok(paths.collect())
}

fn notice_of(edited: &[String]) -> Option<String> {
    let shown: Vec<&str> = edited.iter().map(String::as_str).take(NAMED).collect();
    let names = shown.join(", ");
    Some(match edited.len() {
        0 => return None,
        1 => format!("The date of {names} is left out: it has changes that are not committed."),
        count if count <= NAMED => {
            format!("The dates of {names} are left out: they have changes that are not committed.")
        }
        count => format!(
            "The dates of {names} and {} other files are left out: they have changes that are not committed.",
            count - NAMED
        ),
    })
}

fn no_repository(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Said(said) if said.contains("not a git repository") => {
            "this folder is not in a git repository.".into()
        }
        refusal => failed(refusal),
    }
}

fn failed(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoGit => {
            "the program git is not installed here. Install it, and run this again.".into()
        }
        Refusal::Machine(error) => format!("git could not be run ({error})."),
        Refusal::Said(said) if said.contains("dubious ownership") => {
            "git does not trust this folder, because somebody else owns it. `git status` in the folder says how to allow it."
                .into()
        }
        Refusal::Said(said) => format!(
            "git could not read its history ({said}). `git fsck` says more about what is wrong."
        ),
    }
}
