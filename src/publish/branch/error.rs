//! What can go wrong when publishing to a branch, in plain words.

use std::fmt;
use std::io;

/// Why a site was not published to a branch.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A path of the output cannot be published anywhere.
    Output(Box<crate::publish::Error>),
    /// There is no git on this machine.
    NoGit,
    /// The sources lie in no repository.
    NoRepository,
    /// No branch can have this name.
    BadName(String),
    /// The branch is what somebody works on.
    CheckedOut(String),
    /// The branch holds files, and none of them says that Casebook wrote it.
    NotOurs(String),
    /// A file that is to be kept stands where a file of the site belongs.
    Clash(String),
    /// Somebody else changed the branch meanwhile.
    Moved(String),
    /// Git does not know who makes the commit.
    Nobody,
    /// The other repository was asked for something and did not do it. The branch is as it was.
    Elsewhere {
        /// Its address.
        url: String,
        /// What git said.
        said: String,
    },
    /// The connection ended while the commit was on its way.
    Unknown {
        /// Its address.
        url: String,
        /// What git said.
        said: String,
    },
    /// Git said no.
    Git {
        /// What was asked.
        action: String,
        /// What it said.
        said: String,
    },
    /// The machine failed.
    Machine(io::Error),
}

impl Error {
    /// Whether the user's files or wishes stand in the way, rather than the machine.
    pub fn is_refusal(&self) -> bool {
        use Error::{Elsewhere, Git, Machine, NoGit, Unknown};
        !matches!(
            self,
            NoGit | Elsewhere { .. } | Unknown { .. } | Git { .. } | Machine(_)
        )
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Output(error) => write!(f, "{error}"),
            Error::NoGit => write!(
                f,
                "there is no git on this machine. Install it, or publish to a folder. Nothing was changed."
            ),
            Error::NoRepository => write!(
                f,
                "the folder of the site is in no git repository, so it has no branches. Run “git init” there, or give the address of a repository: git+https://HOST/PATH#BRANCH. Nothing was changed."
            ),
            Error::BadName(name) => write!(
                f,
                "“{name}” cannot be the name of a branch. Choose one such as git:pages. Nothing was changed."
            ),
            Error::CheckedOut(name) => write!(
                f,
                "the branch {name} is checked out, so the files that somebody works on would no longer fit it. Choose a branch that is only for the built site, such as git:pages. Nothing was changed."
            ),
            Error::NotOurs(branch) => write!(
                f,
                "{branch} holds files, and Casebook wrote none of them. Choose a branch that is only for the built site. Nothing was changed."
            ),
            Error::Clash(path) => write!(
                f,
                "the branch has a file {path} that is listed under “keep:”, and the site has another of that name. Take it off the list, or out of the site. Nothing was changed."
            ),
            Error::Moved(branch) => write!(
                f,
                "{branch} was changed by somebody else while this run prepared the site. Look at what they did, and publish again. This run changed nothing."
            ),
            Error::Nobody => write!(
                f,
                "git does not know who publishes. Run “git config user.name NAME” and “git config user.email ADDRESS”, and publish again. Nothing was changed."
            ),
            Error::Elsewhere { url, said } => write!(
                f,
                "{url} could not be used: {said}. Check the address and whether you may write there. The branch is as it was."
            ),
            Error::Unknown { url, said } => write!(
                f,
                "the connection to {url} ended while the commit was on its way: {said}. Publish again: the branch is at the old commit or the new one, and what is there already is not sent twice."
            ),
            Error::Git { action, said } => write!(
                f,
                "git refused “git {action}”: {said}. The branch is as it was."
            ),
            Error::Machine(error) => {
                write!(f, "git could not be run: {error}. The branch is as it was.")
            }
        }
    }
}
