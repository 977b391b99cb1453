//! The list of what Casebook put into the bucket, which lies in the bucket itself.
//!
//! It says which objects are ours, so that nothing else is ever deleted, and what is in them, so that
//! only changes are sent. While a run is under way it holds the run's [`Lease`], and it names the old
//! and the new content of each object, so that whoever goes on after a kill knows both. It is replaced
//! only if it is still the one that was read: of two who publish at once, one is refused.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::publish::manifest::Manifest;
use crate::publish::paths;

const VERSION: u32 = 1;

/// What we put, or were about to put, into an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Put {
    /// Of the bytes with their type and how long they are kept.
    pub(super) hash: String,
    /// What the bucket called these bytes. Not known before it has answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) tag: Option<String>,
}

/// That somebody is publishing, and until when nobody else may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Lease {
    /// Who, in words.
    pub(super) by: String,
    /// The process, on machines that can say whether it still runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) process: Option<super::machine::Process>,
    /// When they began: seconds since 1970, as below.
    pub(super) since: i64,
    /// When others may take it that they were stopped.
    pub(super) until: i64,
}

/// Which objects are ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct List {
    casebook_bucket: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) publishing: Option<Lease>,
    /// By path below the prefix. More than one while it is not known which of them is there.
    pub(super) files: BTreeMap<String, Vec<Put>>,
}

impl List {
    pub(super) fn new(files: BTreeMap<String, Vec<Put>>) -> Self {
        Self {
            casebook_bucket: VERSION,
            publishing: None,
            files,
        }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings and numbers are JSON")
    }

    /// Reads a list back. The paths are checked: they decide what is deleted. The list of a folder
    /// that somebody copied into the bucket says which objects are ours too.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        if let Ok(folder) = Manifest::from_bytes(bytes) {
            let files = folder.files.into_iter();
            let files = files.map(|(path, hash)| (path, vec![Put { hash, tag: None }]));
            return Ok(Self::new(files.collect()));
        }
        let list: Self =
            serde_json::from_slice(bytes).map_err(|error| format!("is damaged ({error})"))?;
        if list.casebook_bucket != VERSION {
            return Err("was written by another version of Casebook".into());
        }
        let bad = list.files.keys().find(|p| paths::fault_of(p).is_some());
        match bad {
            Some(path) => Err(format!(
                "lists {path:?}, which cannot be a file of the site"
            )),
            None => Ok(list),
        }
    }

    /// Notes what may be in an object from now on, besides what it may hold already.
    pub(super) fn expect(&mut self, path: &str, put: &Put) {
        let puts = self.files.entry(path.to_owned()).or_default();
        if !puts.contains(put) {
            puts.push(put.clone());
        }
    }

    /// Whether this and nothing else is in an object.
    pub(super) fn says(&self, path: &str, put: &Put) -> bool {
        let known = self.files.get(path).map(Vec::as_slice);
        known == Some(std::slice::from_ref(put))
    }

    /// Notes what is in an object.
    pub(super) fn settle(&mut self, path: &str, put: Put) {
        self.files.insert(path.to_owned(), vec![put]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_back_as_it_was_and_a_foreign_one_is_refused() {
        let mut list = List::new(BTreeMap::new());
        let put = |hash: &str| Put {
            hash: hash.into(),
            tag: None,
        };
        list.expect("a.html", &put("1"));
        list.expect("a.html", &put("1"));
        list.expect("a.html", &put("2"));
        assert_eq!(list.files["a.html"].len(), 2);
        assert_eq!(List::from_bytes(&list.to_bytes()), Ok(list.clone()));
        list.settle("a.html", put("2"));
        assert_eq!(list.files["a.html"], [put("2")]);
        for bad in [
            "",
            "{}",
            r#"{"casebook_bucket":2,"files":{}}"#,
            r#"{"casebook_bucket":1,"files":{"../a":[]}}"#,
        ] {
            assert!(List::from_bytes(bad.as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_list_of_a_folder_says_what_is_ours() {
        let folder = br#"{"casebook_manifest":1,"files":{"a.html":"00"}}"#;
        let list = List::from_bytes(folder).expect("a list");
        assert_eq!(list.files.keys().collect::<Vec<_>>(), ["a.html"]);
    }
}
