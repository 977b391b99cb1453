//! The repository in which the commit is made, and how it gets into the branch.

use std::path::{Path, PathBuf};

use super::git::{Git, problem};
use super::{Branch, Error};
use crate::history::git::Refusal;

/// Where objects are written.
pub(super) struct Store {
    pub(super) git: Git,
    /// The commit that the branch is at.
    pub(super) old: Option<String>,
    /// The branch, for messages.
    pub(super) shown: String,
    /// A file of git's that is only for this run.
    index: PathBuf,
    /// A folder that goes with this run.
    scratch: Option<PathBuf>,
}

impl Store {
    /// The repository of the sources itself, or for a rehearsal one beside it that reads its objects.
    pub(super) fn here(home: &Git, name: &str, rehearse: bool) -> Result<Self, Error> {
        let folder = home.maybe(&["rev-parse", "--absolute-git-dir"])?;
        let folder = PathBuf::from(folder.ok_or(Error::NoRepository)?);
        let reference = format!("refs/heads/{name}");
        let listed = home.line(&["worktree", "list", "--porcelain"])?;
        if listed
            .lines()
            .any(|line| line == format!("branch {reference}"))
        {
            return Err(Error::CheckedOut(name.to_string()));
        }
        let old = home.maybe(&[
            "rev-parse",
            "--verify",
            "--quiet",
            &format!("{reference}^{{commit}}"),
        ])?;
        let mut store = match rehearse {
            true => {
                let objects = home.line(&[
                    "rev-parse",
                    "--path-format=absolute",
                    "--git-path",
                    "objects",
                ])?;
                Self::scratch(home, |git| {
                    git.with("GIT_ALTERNATE_OBJECT_DIRECTORIES", objects)
                })?
            }
            false => Self {
                index: folder.join(format!("casebook-index-{}", std::process::id())),
                git: home.clone(),
                old: None,
                shown: String::new(),
                scratch: None,
            },
        };
        store.git = store.git.clone().with("GIT_INDEX_FILE", &store.index);
        store.old = old;
        store.shown = format!("the branch {name}");
        Ok(store)
    }

    /// A repository for this run, with what the branch elsewhere holds now.
    pub(super) fn elsewhere(home: &Git, url: &str, name: &str) -> Result<Self, Error> {
        let mut store = Self::scratch(home, |git| git)?;
        store.git = store.git.clone().with("GIT_INDEX_FILE", &store.index);
        store.shown = format!("the branch {name} of {url}");
        let reference = format!("refs/heads/{name}");
        let failed = |error| match error {
            Error::Git { said, .. } => Error::Elsewhere {
                url: url.to_string(),
                said,
            },
            other => other,
        };
        let listed = store
            .git
            .line(&["ls-remote", "--", url, &reference])
            .map_err(failed)?;
        let known = listed
            .lines()
            .find_map(|line| line.split_once('\t').filter(|(_, name)| *name == reference));
        if let Some((old, _)) = known {
            let fetch = [
                "fetch",
                "--quiet",
                "--no-tags",
                "--depth=1",
                "--",
                url,
                &reference,
            ];
            store.git.line(&fetch).map_err(failed)?;
            // What was fetched is what counts: the branch may have moved since it was listed.
            let fetched =
                store
                    .git
                    .maybe(&["rev-parse", "--verify", "--quiet", "FETCH_HEAD^{commit}"])?;
            store.old = Some(fetched.unwrap_or_else(|| old.to_string()));
        }
        Ok(store)
    }

    /// An empty repository in a temporary folder.
    fn scratch(home: &Git, tell: impl FnOnce(Git) -> Git) -> Result<Self, Error> {
        let folder = std::env::temp_dir().join(format!("casebook-publish-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).map_err(Error::Machine)?;
        let store = Self {
            index: folder.join("casebook-index"),
            git: as_somebody(home, tell(Git::at(&folder)))?,
            old: None,
            shown: String::new(),
            scratch: Some(folder),
        };
        store
            .git
            .line(&["init", "--quiet", "--bare", "--template="])?;
        Ok(store)
    }

    /// Moves the branch to the commit, if it is still where it was.
    pub(super) fn bring_in(&self, commit: &str, branch: &Branch) -> Result<(), Error> {
        let reference = format!("refs/heads/{}", branch.name);
        let old = self.old.as_deref().unwrap_or_default();
        match &branch.repository {
            None => {
                let update = [
                    "update-ref",
                    "-m",
                    "casebook publish",
                    &reference,
                    commit,
                    old,
                ];
                let done = self.git.run(&update, Vec::new());
                let now = self
                    .git
                    .maybe(&["rev-parse", "--verify", "--quiet", &reference])?;
                match done {
                    Ok(_) => Ok(()),
                    Err(Refusal::Said(_)) if now.as_deref().unwrap_or_default() != old => {
                        Err(Error::Moved(self.shown.clone()))
                    }
                    Err(refusal) => Err(problem(refusal, &update)),
                }
            }
            Some(url) => self.push(commit, &reference, url),
        }
    }

    fn push(&self, commit: &str, reference: &str, url: &str) -> Result<(), Error> {
        let old = self.old.as_deref().unwrap_or_default();
        let lease = format!("--force-with-lease={reference}:{old}");
        let what = format!("{commit}:{reference}");
        let done = self.git.run(
            &["push", "--quiet", "--no-verify", &lease, "--", url, &what],
            Vec::new(),
        );
        let Err(refusal) = done else {
            return Ok(());
        };
        let Refusal::Said(said) = refusal else {
            return Err(problem(refusal, &["push"]));
        };
        let url = url.to_string();
        // Whoever else it was, and whatever git calls it: the branch itself says what happened.
        let now = self
            .git
            .run(&["ls-remote", "--", &url, reference], Vec::new());
        let Ok(now) = now else {
            return Err(Error::Unknown { url, said });
        };
        let now = String::from_utf8_lossy(&now);
        match now.split('\t').next().unwrap_or_default() {
            now if now == commit => Ok(()),
            now if now == old => Err(Error::Elsewhere { url, said }),
            _ => Err(Error::Moved(self.shown.clone())),
        }
    }
}

/// Who publishes, as the repository of the sources knows them.
fn as_somebody(home: &Git, mut git: Git) -> Result<Git, Error> {
    for (name, key) in [("NAME", "user.name"), ("EMAIL", "user.email")] {
        let Some(value) = home.maybe(&["config", "--get", key])? else {
            continue;
        };
        for role in ["AUTHOR", "COMMITTER"] {
            let variable = format!("GIT_{role}_{name}");
            if std::env::var_os(&variable).is_none() {
                git = git.with(&variable, &value);
            }
        }
    }
    Ok(git)
}

impl Drop for Store {
    fn drop(&mut self) {
        remove(&self.index);
        if let Some(folder) = &self.scratch {
            // What is left in the temporary folder harms nobody.
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

fn remove(index: &Path) {
    let _ = std::fs::remove_file(index);
    let _ = std::fs::remove_file(index.with_extension("lock"));
}
