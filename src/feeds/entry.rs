//! An entry of a feed: a record as other programs list it.

use crate::link::Site;
use crate::search::Described;
use crate::view::kind_name;
use crate::words::Words;

/// A record.
pub(super) struct Entry<'s> {
    /// Its name for ever.
    pub(super) id: String,
    /// Its address.
    pub(super) url: String,
    pub(super) title: &'s str,
    pub(super) summary: &'s str,
    /// What it is: kind and labels.
    pub(super) tags: Vec<String>,
    /// When it last changed, as RFC 3339 writes it.
    pub(super) updated: String,
}

impl<'s> Entry<'s> {
    pub(super) fn new(site: &Site, words: &Words, base: &str, record: &'s Described) -> Self {
        let kind = kind_name(words, record.kind);
        let labels = record.classes.iter();
        let labels = labels.map(|(list, value)| site.vocabularies.label(list, value).to_string());
        Self {
            id: tag(site, &format!("{}/{}", record.kind, record.id)),
            url: format!("{base}{}", record.url),
            title: &record.title,
            summary: &record.summary,
            tags: std::iter::once(kind).chain(labels).collect(),
            updated: updated(site, record),
        }
    }
}

/// The name of a thing of this site, whatever its address.
pub(super) fn tag(site: &Site, of: &str) -> String {
    format!("tag:{}:{of}", authority(site))
}

/// Who gives the names; of a site without a name or an address, only its calendar needs one.
pub(super) fn authority(site: &Site) -> String {
    let known = site.authority();
    known.unwrap_or_else(|| "casebook.invalid,2026".into())
}

/// When a record last changed; the day of the build where nobody knows.
fn updated(site: &Site, record: &Described) -> String {
    match site.record_updated(record.kind, &record.id) {
        Some(moment) => moment.to_string(),
        None => format!("{}T00:00:00Z", site.as_of),
    }
}
