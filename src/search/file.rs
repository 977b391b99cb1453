//! A file of the index, with the hash of what is in it.

use std::sync::Arc;

use serde_json::Value as Json;

use super::FOLDER;
use crate::output::{Bytes, in_script};

/// A file.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) path: Arc<str>,
    pub(super) bytes: Bytes,
    pub(super) hash: [u8; 32],
}

impl File {
    /// A script that hands over a part of the index.
    pub(super) fn script(name: &str, data: &Json) -> Self {
        let text = format!("casebookIndex({name:?},{});\n", literal(data));
        Self {
            path: format!("{FOLDER}{name}.js").into(),
            hash: *blake3::hash(text.as_bytes()).as_bytes(),
            bytes: text.into_bytes().into(),
        }
    }

    /// Its path and bytes.
    pub(super) fn pair(&self) -> (Arc<str>, Bytes) {
        (self.path.clone(), self.bytes.clone())
    }
}

/// Data as a script may hold it.
pub(super) fn literal(data: &Json) -> String {
    in_script(&data.to_string())
}
