//! Findings before they have a line and advice.

use super::Kind;

/// A problem at a place in a file.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The byte.
    pub(super) at: usize,
    pub(super) kind: Kind,
    pub(super) message: String,
    /// What to do, if that can be said better than by the kind alone.
    pub(super) hint: Option<String>,
    /// What was looked for and not found.
    pub(super) sought: Option<Sought>,
}

/// Something that is not there, but something like it may be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sought {
    /// A file of the site.
    File(String),
    /// An id in the file of this number.
    Anchor(usize, String),
}

impl Found {
    pub(super) fn new(at: usize, kind: Kind, message: impl Into<String>) -> Self {
        Self {
            at,
            kind,
            message: message.into(),
            hint: None,
            sought: None,
        }
    }

    pub(super) fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    pub(super) fn sought(mut self, sought: Sought) -> Self {
        self.sought = Some(sought);
        self
    }
}
