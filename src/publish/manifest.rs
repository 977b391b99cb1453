//! The list of the files that we wrote, with their hashes.
//!
//! It lies in the published folder and is how the next run knows what is ours. It holds no times
//! and no paths of the machine, so the same site gives the same bytes. The journal of publishing in
//! place has the same form and lists every file that may be ours while the work is under way.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::error::Error;
use super::fault::Fault;
use super::paths;
use super::place::Place;

/// The name of the list in the published folder.
pub const MANIFEST: &str = ".casebook-manifest.json";
/// The journal of publishing in place. It is there only while that is under way.
pub(super) const JOURNAL: &str = ".casebook-journal.json";
/// Where publishing in place puts new files before it renames them.
pub(super) const STAGING: &str = ".casebook-staging";
/// The lock, where it cannot lie beside the target.
pub(super) const LOCK: &str = ".casebook-lock";
/// Names at the root of the target that no page may have.
pub(super) const RESERVED: [&str; 4] = [MANIFEST, JOURNAL, STAGING, LOCK];

const VERSION: u32 = 1;

/// Which files are ours: path to BLAKE3 hash in hex.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    casebook_manifest: u32,
    pub(super) files: BTreeMap<String, String>,
}

impl Manifest {
    pub(super) fn new(files: BTreeMap<String, String>) -> Self {
        Self {
            casebook_manifest: VERSION,
            files,
        }
    }

    /// The list as a file: sorted, a line per path.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("strings and numbers are JSON");
        bytes.push(b'\n');
        bytes
    }

    /// Reads a list back. The paths are checked: they decide what is deleted.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let manifest: Self =
            serde_json::from_slice(bytes).map_err(|error| format!("is damaged ({error})"))?;
        if manifest.casebook_manifest != VERSION {
            return Err("was written by another version of Casebook".into());
        }
        match manifest
            .files
            .keys()
            .find(|path| paths::fault_of(path).is_some())
        {
            Some(path) => Err(format!(
                "lists {path:?}, which cannot be a file of the site"
            )),
            None => Ok(manifest),
        }
    }

    /// The list with this name in the target, if it is there.
    pub(super) fn load(disk: &dyn Disk, place: &Place, name: &str) -> Result<Option<Self>, Error> {
        let path = place.target.join(name);
        match read_if_there(disk, &path) {
            Ok(None) => Ok(None),
            Ok(Some(bytes)) => match Self::from_bytes(&bytes) {
                Ok(manifest) => Ok(Some(manifest)),
                Err(reason) => Err(Error::Manifest {
                    target: place.shown.clone(),
                    path,
                    reason,
                }),
            },
            Err(fault) => Err(fault.leaving(place.unchanged())),
        }
    }
}

fn read_if_there(disk: &dyn Disk, path: &Path) -> Result<Option<Vec<u8>>, Fault> {
    if disk
        .look(path)
        .map_err(Fault::at("look at", path))?
        .is_none()
    {
        return Ok(None);
    }
    disk.read(path).map(Some).map_err(Fault::at("read", path))
}

/// The hash that the lists hold.
pub(super) fn hash(bytes: &[u8]) -> String {
    hash_of(std::iter::once(bytes))
}

/// The same of bytes that come part by part.
pub(super) fn hash_of<B: AsRef<[u8]>>(parts: impl Iterator<Item = B>) -> String {
    let mut hasher = blake3::Hasher::new();
    parts.for_each(|part| {
        hasher.update(part.as_ref());
    });
    hasher.finalize().to_hex().to_string()
}
