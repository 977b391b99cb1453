//! What one file offers (ids) and wants (links), and what is wrong with it on its own.
//!
//! Depends on nothing but the bytes of the file, not even on its path, so that it can be kept for
//! as long as the bytes stay the same. All texts lie in one string; the rest points into it.

use super::Kind;
use super::address;
use super::attributes::Attr;
use super::hash;
use super::scan::newlines;

/// A text of [`Facts`].
#[derive(Clone, Copy, Debug)]
struct Slice {
    start: u32,
    end: u32,
}

/// An id, or a name that links can point to. Found by its hash, so that looking one up among
/// hundreds compares numbers, and texts but once.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    hash: u64,
    text: Slice,
}

/// An internal link.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// Where in the file.
    pub(super) at: u32,
    /// The attribute or rule that it stands in.
    pub(super) place: &'static str,
    /// Whether it starts with `/`.
    pub(super) from_root: bool,
    text: Slice,
}

/// A problem of the file itself.
#[derive(Clone, Debug)]
pub(super) struct Own {
    /// Where in the file.
    pub(super) at: u32,
    pub(super) kind: Kind,
    pub(super) message: String,
}

/// What is known of a file.
#[derive(Debug, Default)]
pub(super) struct Facts {
    text: String,
    /// Sorted by hash.
    anchors: Vec<Anchor>,
    /// The internal links, in order.
    pub(super) links: Vec<Link>,
    /// The problems of the file itself, in no order.
    pub(super) own: Vec<Own>,
}

impl Facts {
    /// A link as it is written in the file.
    pub(super) fn written(&self, link: &Link) -> &str {
        self.slice(link.text)
    }

    /// Whether the file has this id.
    pub(super) fn has_anchor(&self, id: &str) -> bool {
        let hash = hash::of(id);
        let start = self.anchors.partition_point(|anchor| anchor.hash < hash);
        let mut same = self.anchors[start..]
            .iter()
            .take_while(|anchor| anchor.hash == hash);
        same.any(|anchor| self.slice(anchor.text) == id)
    }

    /// Every id of the file, in no order that means anything.
    pub(super) fn anchors(&self) -> impl Iterator<Item = &str> {
        self.anchors.iter().map(|anchor| self.slice(anchor.text))
    }

    /// Forgets links, with their text. Ids are kept, for the links of other files.
    pub(super) fn forget_links(&mut self, forgotten: impl FnMut(&Link, &str) -> bool) {
        let mut forgotten = forgotten;
        let text = std::mem::take(&mut self.text);
        let written = |slice: Slice| &text[slice.start as usize..slice.end as usize];
        self.links
            .retain(|link| !forgotten(link, written(link.text)));
        let slices = self.anchors.iter_mut().map(|anchor| &mut anchor.text);
        for slice in slices.chain(self.links.iter_mut().map(|link| &mut link.text)) {
            let start = offset(self.text.len());
            self.text.push_str(written(*slice));
            *slice = Slice {
                start,
                end: offset(self.text.len()),
            };
        }
        self.text.shrink_to_fit();
        self.links.shrink_to_fit();
    }

    fn slice(&self, slice: Slice) -> &str {
        self.text
            .get(slice.start as usize..slice.end as usize)
            .unwrap_or_default()
    }
}

/// [`Facts`] in the making.
#[derive(Default)]
pub(super) struct Builder {
    facts: Facts,
    ids: Vec<(u32, Anchor)>,
    names: Vec<Anchor>,
    references: Vec<(u32, &'static str, Slice)>,
}

impl Builder {
    /// With room for what a file of this many bytes holds as a rule.
    pub(super) fn for_size(bytes: usize) -> Self {
        let mut builder = Self::default();
        builder.facts.text.reserve(bytes / 8);
        builder.facts.links.reserve(bytes / 256);
        builder
    }

    /// Notes a problem.
    pub(super) fn report(&mut self, at: usize, kind: Kind, message: impl Into<String>) {
        let (at, message) = (offset(at), message.into());
        self.facts.own.push(Own { at, kind, message });
    }

    /// Notes an id.
    pub(super) fn id(&mut self, attr: &Attr<'_>) {
        let anchor = self.anchor(attr);
        self.ids.push((offset(attr.at), anchor));
    }

    /// Notes a name that links can point to, as `<a name>` gives.
    pub(super) fn name(&mut self, attr: &Attr<'_>) {
        let anchor = self.anchor(attr);
        self.names.push(anchor);
    }

    /// Notes an attribute that names other elements of the page by their ids.
    pub(super) fn references(&mut self, attr: &Attr<'_>, place: &'static str) {
        for id in attr.text().split_ascii_whitespace() {
            let text = self.keep(id);
            self.references.push((offset(attr.at), place, text));
        }
    }

    /// Notes an internal link.
    pub(super) fn link(&mut self, at: usize, place: &'static str, address: &str, from_root: bool) {
        // `?page=2` and `#` are the page itself.
        if address::split(address) == ("", "") {
            return;
        }
        let (at, text) = (offset(at), self.keep(address));
        self.facts.links.push(Link {
            at,
            place,
            from_root,
            text,
        });
    }

    /// What is known once the whole file is read.
    pub(super) fn finish(mut self, bytes: &[u8]) -> Facts {
        self.sort_ids();
        self.check_duplicates(bytes);
        self.facts.anchors = self.ids.iter().map(|&(_, id)| id).collect();
        self.check_references();
        if !self.names.is_empty() {
            self.add_names();
        }
        self.drop_answered_links();
        self.facts
    }

    fn keep(&mut self, text: &str) -> Slice {
        let start = offset(self.facts.text.len());
        self.facts.text.push_str(text);
        let end = offset(self.facts.text.len());
        Slice { start, end }
    }

    fn anchor(&mut self, attr: &Attr<'_>) -> Anchor {
        let id = attr.text();
        let (hash, text) = (hash::of(&id), self.keep(&id));
        Anchor { hash, text }
    }

    fn sort_ids(&mut self) {
        // By text after the hash, so that equal ids are neighbours even where hashes collide.
        let facts = &self.facts;
        let key = |id: &Anchor| (id.hash, facts.slice(id.text));
        self.ids
            .sort_unstable_by(|a, b| key(&a.1).cmp(&key(&b.1)).then(a.0.cmp(&b.0)));
    }

    fn check_duplicates(&mut self, bytes: &[u8]) {
        let mut first: Option<(u32, Slice)> = None;
        for &(at, id) in &self.ids {
            let (id, text) = (id.text, self.facts.slice(id.text));
            match first {
                Some((before, same)) if self.facts.slice(same) == text => {
                    let line = newlines(&bytes[..(before as usize).min(bytes.len())]) + 1;
                    let message = format!("The id \"{text}\" is already used on line {line}");
                    let kind = Kind::DuplicateId;
                    self.facts.own.push(Own { at, kind, message });
                }
                _ => first = Some((at, id)),
            }
        }
    }

    fn check_references(&mut self) {
        for &(at, place, id) in &self.references {
            let id = self.facts.slice(id);
            if !self.facts.has_anchor(id) {
                let message = format!("{place} names \"{id}\", but no element here has that id");
                let kind = Kind::MissingReference;
                self.facts.own.push(Own { at, kind, message });
            }
        }
    }

    /// A link to an id of the same file is answered here, once, rather than in every audit.
    fn drop_answered_links(&mut self) {
        let mut links = std::mem::take(&mut self.facts.links);
        links.retain(|link| {
            let id = self.facts.written(link).strip_prefix('#');
            !id.is_some_and(|id| self.facts.has_anchor(id))
        });
        self.facts.links = links;
    }

    fn add_names(&mut self) {
        self.facts.anchors.append(&mut self.names);
        self.facts
            .anchors
            .sort_unstable_by_key(|anchor| anchor.hash);
    }
}

/// A place in a file. One past 4 GiB is shown as the last that can be told.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
