//! What has to be done in the bucket, decided from our list and from what the bucket says it holds.
//!
//! In come the output, the list and the listing; out comes a plan in memory. The bucket is believed
//! before the list: an object that is not there, or is called otherwise than what we put there, is
//! sent again.

use std::collections::BTreeMap;

use md5::{Digest, Md5};

use super::list::{List, Put};
use super::{Headers, HeadersOf};
use crate::output::{Bytes, Output};
use crate::publish::manifest::MANIFEST;
use crate::publish::order::{Class, Order};

/// What the bucket holds: the path below the prefix, and what the bucket calls its bytes.
pub(super) type Listing = BTreeMap<String, Option<String>>;

/// A file of the new site.
pub(super) struct Item<'a> {
    pub(super) path: &'a str,
    pub(super) bytes: &'a Bytes,
    pub(super) headers: Headers,
    pub(super) class: Class,
    /// What will be in the object.
    pub(super) put: Put,
    /// It is there already.
    pub(super) same: bool,
}

/// What has to be done.
pub(super) struct Plan<'a> {
    pub(super) items: Vec<Item<'a>>,
    /// Objects of ours that the new site does not have, in the order in which they go: what leads to
    /// pages, then pages, then what pages need.
    pub(super) deleted: Vec<String>,
    /// Objects that are not ours and stay.
    pub(super) foreign: Vec<String>,
    /// Objects that are not ours and stand where a file of the site belongs.
    pub(super) in_the_way: Vec<String>,
    /// The list says something else than it will.
    stale: bool,
}

impl<'a> Plan<'a> {
    pub(super) fn make(
        output: &'a Output,
        headers: HeadersOf<'_>,
        list: &List,
        there: &Listing,
    ) -> Self {
        let order = Order::of(output.iter().map(|(path, _)| path));
        let item = |(path, bytes): (&'a str, &'a Bytes)| {
            let headers = headers(path);
            let mut put = Put {
                hash: hash(&bytes.read(), &headers),
                tag: None,
            };
            let same = found(path, &bytes.read(), &put, list, there);
            put.tag.clone_from(same.as_ref().unwrap_or(&None));
            Item {
                path,
                bytes,
                headers,
                class: order.class(path),
                put,
                same: same.is_some(),
            }
        };
        let items: Vec<_> = output.iter().map(item).collect();
        let stale = list.publishing.is_some()
            || list.files.len() != items.len()
            || items.iter().any(|item| !list.says(item.path, &item.put));
        let unlisted = there
            .keys()
            .filter(|path| !list.files.contains_key(path.as_str()) && path.as_str() != MANIFEST);
        let (in_the_way, foreign) = unlisted
            .cloned()
            .partition(|path| output.get(path).is_some());
        Self {
            deleted: deleted(output, list, there),
            items,
            foreign,
            in_the_way,
            stale,
        }
    }

    /// Whether the bucket holds this site already, and the list says so.
    pub(super) fn is_done(&self) -> bool {
        !self.stale && self.deleted.is_empty() && self.changed().next().is_none()
    }

    pub(super) fn changed(&self) -> impl Iterator<Item = &Item<'a>> {
        self.items.iter().filter(|item| !item.same)
    }
}

/// What the bucket calls the object, if this content with these headers is what it holds.
fn found(
    path: &str,
    bytes: &[u8],
    put: &Put,
    list: &List,
    there: &Listing,
) -> Option<Option<String>> {
    let tag = there.get(path)?;
    let sum = tag.as_ref().filter(|tag| **tag == md5(bytes));
    let listed = list.files.get(path)?;
    let mut fitting = listed.iter().filter(|listed| match &listed.tag {
        Some(known) => Some(known) == tag.as_ref(),
        // Sent by a run that was stopped before it could note what the bucket answered.
        None => listed.hash == put.hash && sum.is_some(),
    });
    let first = fitting.next()?;
    (first.hash == put.hash && fitting.all(|other| other.hash == put.hash)).then(|| tag.clone())
}

fn deleted(output: &Output, list: &List, there: &Listing) -> Vec<String> {
    let order = Order::of(list.files.keys().map(String::as_str));
    let gone = |path: &&String| output.get(path).is_none() && there.contains_key(path.as_str());
    let mut deleted: Vec<String> = list.files.keys().filter(gone).cloned().collect();
    deleted.sort_by_key(|path| std::cmp::Reverse(order.class(path)));
    deleted
}

/// What the bucket should know of an object, in one word.
fn hash(bytes: &[u8], headers: &Headers) -> String {
    let mut hash = blake3::Hasher::new();
    for header in [&*headers.content_type, headers.cache_control] {
        hash.update(header.as_bytes()).update(b"\n");
    }
    hash.update(bytes).finalize().to_hex().to_string()
}

/// What most buckets call bytes that were sent in one piece.
pub(super) fn md5(bytes: &[u8]) -> String {
    let sum = Md5::digest(bytes);
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(_: &str) -> Headers {
        Headers {
            content_type: "text/html".into(),
            cache_control: "no-cache",
        }
    }

    fn output(files: &[(&'static str, &str)]) -> Output {
        let mut output = Output::new();
        for (path, text) in files {
            output.insert(*path, text.as_bytes());
        }
        output
    }

    /// A list and a listing as they are after `site` was published whole.
    fn published(site: &Output) -> (List, Listing) {
        let mut list = List::new(BTreeMap::new());
        let mut there = Listing::new();
        for (path, bytes) in site.iter() {
            let tag = Some(format!("tag of {}", md5(&bytes.read())));
            there.insert(path.into(), tag.clone());
            let hash = hash(&bytes.read(), &headers(path));
            list.settle(path, Put { hash, tag });
        }
        (list, there)
    }

    fn changed<'a>(plan: &Plan<'a>) -> Vec<&'a str> {
        plan.changed().map(|item| item.path).collect()
    }

    #[test]
    fn what_is_there_is_not_sent_again_and_what_somebody_else_changed_is() {
        let site = output(&[("a.html", "a"), ("b.html", "b")]);
        let (list, mut there) = published(&site);
        assert!(Plan::make(&site, &headers, &list, &there).is_done());
        there.insert("a.html".into(), Some("other".into()));
        there.remove("b.html");
        let plan = Plan::make(&site, &headers, &list, &there);
        assert_eq!(changed(&plan), ["a.html", "b.html"]);
    }

    #[test]
    fn a_stopped_run_goes_on_and_other_headers_alone_are_sent() {
        let site = output(&[("a.html", "a"), ("b.html", "b")]);
        let mut list = List::new(BTreeMap::new());
        let new = |path: &str, bytes: &[u8]| Put {
            hash: hash(bytes, &headers(path)),
            tag: None,
        };
        list.expect("a.html", &new("a.html", b"a"));
        list.expect("b.html", &new("b.html", b"b"));
        // The same bytes were there with other headers before.
        let old = Put {
            hash: "other headers".into(),
            tag: Some(md5(b"b")),
        };
        list.expect("b.html", &old);
        let tags = [("a.html", "a"), ("b.html", "b")];
        let there = tags.map(|(path, text)| (path.to_owned(), Some(md5(text.as_bytes()))));
        let there = Listing::from(there);
        let plan = Plan::make(&site, &headers, &list, &there);
        assert_eq!(changed(&plan), ["b.html"]);
        assert!(!plan.is_done());
    }

    #[test]
    fn only_what_is_listed_is_deleted_what_leads_first() {
        let old = output(&[
            ("assets/a.css", ""),
            ("awards/index.html", ""),
            ("awards/x/index.html", ""),
        ]);
        let (list, mut there) = published(&old);
        there.insert("notes.txt".into(), None);
        there.insert("new.html".into(), None);
        let plan_of = output(&[("new.html", "")]);
        let plan = Plan::make(&plan_of, &headers, &list, &there);
        assert_eq!(
            plan.deleted,
            ["awards/index.html", "awards/x/index.html", "assets/a.css"]
        );
        assert_eq!(plan.foreign, ["notes.txt"]);
        assert_eq!(plan.in_the_way, ["new.html"]);
    }
}
