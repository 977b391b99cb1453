//! JSON Feed 1.1.

use serde_json::{Value, json};

use super::Head;
use super::entry::Entry;
use crate::link::Site;

pub(super) fn write(site: &Site, head: &Head<'_>, entries: &[Entry<'_>]) -> Vec<u8> {
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.page,
        "feed_url": format!("{}{}", head.base, head.feed.json()),
        "language": site.config.language(),
        "authors": [{"name": &*site.config.title, "url": head.base}],
        "items": entries.iter().map(item).collect::<Vec<_>>(),
    });
    if let Some(about) = &site.config.description {
        feed["description"] = json!(&**about);
    }
    let mut bytes = serde_json::to_vec_pretty(&feed).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The text of an item is its summary, and the title where it has none: the page has the rest.
fn item(entry: &Entry<'_>) -> Value {
    let text = match entry.summary {
        "" => entry.title,
        summary => summary,
    };
    json!({
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": text,
        "date_modified": entry.updated,
        "tags": entry.tags,
    })
}
