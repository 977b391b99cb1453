//! What other programs follow: feeds, the calendar, the site map for search engines.
//!
//! In go the [`Site`] and what search knows of each record; out come files. An entry of a feed is
//! named by a `tag:` address (RFC 4151) that begins with the site's own name, so that it is still
//! the same entry after the site has moved.
//!
//! Feeds and site map consist of whole addresses: a site whose own is not known has none.

mod atom;
mod calendar;
mod entry;
mod json;
mod sitemap;
mod xml;

use crate::link::{Feed, Site};
use crate::search::{Described, described};
use crate::view::feed_title;
use crate::words::Words;
use entry::Entry;

/// The most entries in a feed: the newest. The rest is in the data files.
const MOST: usize = 100;

/// Every file.
pub fn files(site: &Site, words: &Words, routes: &[String]) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = calendar::file(site).into_iter().collect();
    if let Some(base) = &site.base_url {
        let described = described(site, words);
        for feed in site.feeds.iter() {
            files.extend(written(site, words, base, feed, &described));
        }
        files.extend(sitemap::files(site, base, routes));
    }
    files
}

/// A feed in both forms.
fn written(
    site: &Site,
    words: &Words,
    base: &str,
    feed: &Feed,
    described: &[Described],
) -> [(String, Vec<u8>); 2] {
    let members = described.iter().filter(|record| is_in(feed, record));
    let mut entries: Vec<Entry<'_>> = members
        .map(|record| Entry::new(site, words, base, record))
        .collect();
    // Equal times leave the order of kinds and ids.
    entries.sort_by(|a, b| b.updated.cmp(&a.updated));
    entries.truncate(MOST);
    let head = Head {
        title: feed_title(site, words, feed),
        id: entry::tag(site, &feed.route),
        page: format!("{base}{}", feed.route),
        base,
        feed,
    };
    [
        (feed.atom(), atom::write(site, &head, &entries)),
        (feed.json(), json::write(site, &head, &entries)),
    ]
}

/// What stands at the top of a feed.
struct Head<'f> {
    title: String,
    id: String,
    page: String,
    base: &'f str,
    feed: &'f Feed,
}

fn is_in(feed: &Feed, record: &Described) -> bool {
    let of_class = feed.class.as_ref();
    feed.kind.is_none_or(|kind| record.kind == kind)
        && of_class.is_none_or(|class| record.classes.contains(class))
}
