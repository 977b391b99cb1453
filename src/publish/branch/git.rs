//! Git, with the fixed settings of [`crate::history`] and what it needs to write and to reach others.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Error;
use crate::history::git::{Refusal, command, run_with};

/// Variables by which a machine says who it is and how it reaches other repositories.
const OUTSIDE: &[&str] = &[
    "GIT_ASKPASS",
    "GIT_AUTHOR_DATE",
    "GIT_AUTHOR_EMAIL",
    "GIT_AUTHOR_NAME",
    "GIT_COMMITTER_DATE",
    "GIT_COMMITTER_EMAIL",
    "GIT_COMMITTER_NAME",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_SSL_CAINFO",
    "GIT_SSL_CAPATH",
];

/// A repository, and what every command in it is told.
#[derive(Clone, Debug)]
pub(super) struct Git {
    folder: PathBuf,
    variables: Vec<(String, OsString)>,
}

impl Git {
    /// Git in a folder.
    pub(super) fn at(folder: &Path) -> Self {
        let known = |name: &&str| Some(((*name).to_string(), std::env::var_os(name)?));
        Self {
            folder: folder.to_owned(),
            variables: OUTSIDE.iter().filter_map(known).collect(),
        }
    }

    /// The same, with another variable.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.variables.push((name.to_string(), value.into()));
        self
    }

    /// Runs a command, with something to read.
    pub(super) fn run(&self, args: &[&str], input: Vec<u8>) -> Result<Vec<u8>, Refusal> {
        let mut command = command(&self.folder, args);
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        run_with(command, input)
    }

    /// What a command prints.
    pub(super) fn bytes(&self, args: &[&str], input: Vec<u8>) -> Result<Vec<u8>, Error> {
        self.run(args, input)
            .map_err(|refusal| problem(refusal, args))
    }

    /// The line that a command prints.
    pub(super) fn line(&self, args: &[&str]) -> Result<String, Error> {
        let bytes = self.bytes(args, Vec::new())?;
        Ok(String::from_utf8_lossy(&bytes).trim().to_string())
    }

    /// Whether a command that asks something says yes.
    pub(super) fn says(&self, args: &[&str]) -> Result<bool, Error> {
        match self.run(args, Vec::new()) {
            Ok(_) => Ok(true),
            Err(Refusal::Said(_)) => Ok(false),
            Err(refusal) => Err(problem(refusal, args)),
        }
    }

    /// The line of a command that may have none.
    pub(super) fn maybe(&self, args: &[&str]) -> Result<Option<String>, Error> {
        match self.run(args, Vec::new()) {
            Ok(bytes) => {
                let line = String::from_utf8_lossy(&bytes).trim().to_string();
                Ok(Some(line).filter(|line| !line.is_empty()))
            }
            Err(Refusal::Said(_)) => Ok(None),
            Err(refusal) => Err(problem(refusal, args)),
        }
    }
}

/// What a refusal means for somebody who publishes.
pub(super) fn problem(refusal: Refusal, args: &[&str]) -> Error {
    match refusal {
        Refusal::NoGit => Error::NoGit,
        Refusal::Machine(error) => Error::Machine(error),
        Refusal::Said(said) => Error::Git {
            action: args.first().copied().unwrap_or_default().to_string(),
            said,
        },
    }
}
