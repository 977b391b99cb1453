//! An entry of a feed: a record as other programs list it.

use crate::link::Site;
use crate::search::Described;
use crate::view::kind_name;
use crate::words::Words;

/// The year of the first Casebook. A tag names a day on which its domain was the owner's; a site
/// that names none of its own is known by the domain of its address in this year.
const YEAR: &str = "2026";

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

/// Who gives the names: the configured id, or the domain of the address.
pub(super) fn authority(site: &Site) -> String {
    if let Some(id) = &site.config.id {
        return id.value.to_string();
    }
    let base = site.base_url.as_deref().unwrap_or_default();
    let host = base.split("://").nth(1).unwrap_or("casebook.invalid");
    let host = host.split(['/', ':']).next().unwrap_or(host);
    format!("{host},{YEAR}")
}

/// When a record last changed; the day of the build where nobody knows.
fn updated(site: &Site, record: &Described) -> String {
    match site.record_updated(record.kind, &record.id) {
        Some(moment) => moment.to_string(),
        None => format!("{}T00:00:00Z", site.as_of),
    }
}
