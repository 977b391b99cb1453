//! The built site in memory: paths to bytes, in sorted order.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Where a file lies in the built site: relative, `/`-separated, without `.` or `..`.
pub type OutputPath = Arc<str>;

/// The whole built site. Nothing reaches the disk before all of it is here and audited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<OutputPath, Arc<[u8]>>,
}

impl Output {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. Returns `false`, and keeps the first, when the path is already taken.
    pub fn insert(&mut self, path: impl Into<OutputPath>, bytes: impl Into<Arc<[u8]>>) -> bool {
        use std::collections::btree_map::Entry;
        match self.files.entry(path.into()) {
            Entry::Occupied(_) => false,
            Entry::Vacant(slot) => {
                slot.insert(bytes.into());
                true
            }
        }
    }

    /// The bytes of a file.
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// A file with its path as it is kept here.
    pub fn entry(&self, path: &str) -> Option<(&str, &Arc<[u8]>)> {
        let (path, bytes) = self.files.get_key_value(path)?;
        Some((&**path, bytes))
    }

    /// Every file, sorted by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Arc<[u8]>)> {
        self.files.iter().map(|(path, bytes)| (&**path, bytes))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
