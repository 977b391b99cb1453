//! Atom (RFC 4287).

use super::Head;
use super::entry::Entry;
use super::xml::{element, text};
use crate::link::Site;

pub(super) fn write(site: &Site, head: &Head<'_>, entries: &[Entry<'_>]) -> Vec<u8> {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let language = site.config.language();
    xml.push_str(&format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        text(language)
    ));
    xml.push_str(&element("id", &head.id));
    xml.push_str(&element("title", &head.title));
    if let Some(about) = &site.config.description {
        xml.push_str(&element("subtitle", about));
    }
    let newest = entries.first().map(|entry| entry.updated.clone());
    let updated = newest.unwrap_or_else(|| format!("{}T00:00:00Z", site.as_of));
    xml.push_str(&element("updated", &updated));
    xml.push_str(&link(
        "self",
        "application/atom+xml",
        &format!("{}{}", head.base, head.feed.atom()),
    ));
    xml.push_str(&link("alternate", "text/html", &head.page));
    xml.push_str(&format!(
        "<author>{}</author>\n",
        element("name", &site.config.title).trim_end()
    ));
    if let Some(licence) = &site.config.content_licence {
        xml.push_str(&element("rights", &licence.name));
    }
    xml.push_str("<generator>Casebook</generator>\n");
    for entry in entries {
        xml.push_str(&written(entry));
    }
    xml.push_str("</feed>\n");
    xml.into_bytes()
}

fn written(entry: &Entry<'_>) -> String {
    let summary = Some(entry.summary).filter(|summary| !summary.is_empty());
    let tags = entry.tags.iter();
    let tags = tags.map(|tag| format!("<category term=\"{}\"/>\n", text(tag)));
    [
        "<entry>\n".to_string(),
        element("id", &entry.id),
        element("title", entry.title),
        element("updated", &entry.updated),
        link("alternate", "text/html", &entry.url),
        summary.map_or_else(String::new, |summary| element("summary", summary)),
        tags.collect(),
        "</entry>\n".to_string(),
    ]
    .concat()
}

fn link(rel: &str, kind: &str, href: &str) -> String {
    format!(
        "<link rel=\"{rel}\" type=\"{kind}\" href=\"{}\"/>\n",
        text(href)
    )
}
