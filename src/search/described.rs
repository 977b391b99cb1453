//! What each record is called, summed up and classed as, for lists that other programs read.

use super::documents;
use super::records::url;
use crate::link::Site;
use crate::words::Words;

/// A record or page, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// The kind of record.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Its address below the site's root.
    pub url: String,
    /// What readers call it.
    pub title: String,
    /// Its own summary.
    pub summary: String,
    /// What it is classed as: vocabulary and value.
    pub classes: Vec<(String, String)>,
}

/// Every record and written page, in the order of kinds and ids.
pub fn described(site: &Site, words: &Words) -> Vec<Described> {
    let documents = documents::of(site, words, &[]).into_iter();
    let described = documents.map(|document| Described {
        kind: document.kind,
        url: url(&document),
        id: document.id.into_owned(),
        title: document.title.into_owned(),
        summary: document.summary.into_owned(),
        classes: document
            .classes
            .iter()
            .map(|(list, value)| ((*list).to_string(), (*value).to_string()))
            .collect(),
    });
    described.collect()
}
