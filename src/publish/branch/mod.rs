//! Publishing the built site to a branch of a git repository.
//!
//! In comes an [`Output`] and a [`Branch`]; out comes a [`Done`], or an [`Error`]. No working tree is
//! touched: `git` writes the files as objects, `tree` makes a tree and a commit of them, and one
//! update, which names the commit that the branch must still be at, brings it in. So the branch is at
//! the old commit or at the new one, and two who publish at once never undo one another.
//!
//! For a branch elsewhere, and for a rehearsal, the objects go into a repository in a temporary
//! folder, which is removed afterwards.

mod error;
mod git;
mod store;
mod tree;

use std::path::Path;

pub use error::Error;

use super::paths;
use crate::output::Output;
use git::Git;
use store::Store;

/// Where the site goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The address of the repository, as git takes it. `None`: the one that holds the site's sources.
    pub repository: Option<String>,
    /// The name of the branch.
    pub name: String,
}

/// How to publish.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files and folders of the branch that are not ours and stay.
    pub keep: Vec<String>,
    /// The message of the commit.
    pub message: String,
    /// Say what would happen, and leave the branch as it is.
    pub rehearse: bool,
}

/// What was done. The counts are of files; our own list of files is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files of the old site that the new one does not have.
    pub deleted: usize,
    /// The commit that the branch is at now. `None` when there was nothing to do, or in a rehearsal.
    pub commit: Option<String>,
}

/// Makes the branch hold exactly this site, and what `options` keep. `root` is the folder of the
/// site's sources.
///
/// # Errors
///
/// Each leaves the branch as it was, except for [`Error::Unknown`], which says that nobody can tell.
pub fn to_branch(
    output: &Output,
    root: &Path,
    branch: &Branch,
    options: &Options,
) -> Result<Done, Error> {
    paths::check(output, Path::new(&branch.shown())).map_err(|e| Error::Output(Box::new(e)))?;
    let home = Git::at(root);
    check_name(&home, branch)?;
    let store = match &branch.repository {
        None => Store::here(&home, &branch.name, options.rehearse)?,
        Some(url) => Store::elsewhere(&home, url, &branch.name)?,
    };
    let tree = tree::write(&store, output, &options.keep)?;
    let (written, deleted) = tree::counts(&store, &tree)?;
    let same = match &store.old {
        Some(old) => store.git.line(&["rev-parse", &format!("{old}^{{tree}}")])? == tree,
        None => false,
    };
    if same || options.rehearse {
        return Ok(Done {
            written,
            deleted,
            commit: None,
        });
    }
    let commit = tree::commit(&store, &tree, &options.message)?;
    store.bring_in(&commit, branch)?;
    Ok(Done {
        written,
        deleted,
        commit: Some(commit),
    })
}

impl Branch {
    /// The branch as messages name it.
    pub fn shown(&self) -> String {
        match &self.repository {
            Some(url) => format!("the branch {} of {url}", self.name),
            None => format!("the branch {}", self.name),
        }
    }
}

/// A name that git would take for an option, or that is none.
fn check_name(git: &Git, branch: &Branch) -> Result<(), Error> {
    let name = format!("refs/heads/{}", branch.name);
    let good = !branch.name.starts_with('-') && git.says(&["check-ref-format", &name])?;
    match good {
        true => Ok(()),
        false => Err(Error::BadName(branch.name.clone())),
    }
}
