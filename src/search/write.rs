//! From counted words to files: classic scripts that call `casebookIndex(name, data)`.
//!
//! `search/index.js` is the head. In a small site it holds everything but the places of words
//! (`positions-0`), which only phrases need. In a large one words, with what they were found in, are
//! in `words-N` by their first letters, and titles and summaries in `docs-N`. See docs/search.md.

use rayon::prelude::*;
use serde_json::{Map, Value as Json, json};

use super::collect::{Collected, Touched};
use super::documents::Document;
use super::encode::push;
use super::facets::{Facet, kind_label};
use super::file::File;
use super::rank::{Rank, of_kind};
use super::records::url;
use super::shards::{self, Shard};
use super::synonyms::Rule;
use super::wanted::{Named, Wanted};
use crate::words::Words;

/// The sizes at which an index is cut into shards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes that stay in one file, before compression.
    pub whole: usize,
    /// About how many bytes of words go into one shard.
    pub shard: usize,
    /// How many documents' titles and summaries go into one shard.
    pub documents: usize,
}

impl Default for Limits {
    /// 1.4 MB of index are about 500 kB when compressed.
    fn default() -> Self {
        Self {
            whole: 1_400_000,
            shard: 40_000,
            documents: 40,
        }
    }
}

/// What the files are made of.
pub(super) struct Index<'i> {
    pub(super) words: &'i Words,
    pub(super) documents: &'i [Document<'i>],
    /// Which documents are other than in the index before.
    pub(super) changed: &'i [bool],
    pub(super) collected: &'i Collected,
    pub(super) touched: &'i Touched,
    pub(super) rules: &'i [Rule],
    pub(super) facets: &'i [Facet],
    pub(super) empty: &'static [&'static str],
    pub(super) wanted: &'static [Wanted],
    pub(super) kinds: &'static [Named],
}

/// What is kept of the files, so that only those are written again that would be other ones.
#[derive(Debug, Default)]
pub(super) struct Kept {
    groups: shards::Groups,
    shards: shards::Files,
    /// Titles and summaries, and how many documents are in each file.
    texts: Vec<(usize, File)>,
}

impl Index<'_> {
    /// The files of the index; `kept` is of the index before, or nothing.
    pub(super) fn files(&self, limits: Limits, kept: &mut Kept) -> Vec<File> {
        let written = kept.groups.update(self.collected, self.touched);
        let size: usize = written.iter().map(|group| group.sections.len()).sum();
        let texts = self.documents.iter();
        let texts: usize = texts.map(|one| one.title.len() + one.summary.len()).sum();
        let words = self.collected.vocabulary.words.len() * 8;
        match size + texts + words <= limits.whole {
            true => {
                kept.shards = shards::Files::default();
                kept.texts.clear();
                self.in_one(&shards::cut(self.collected, &written, usize::MAX))
            }
            false => {
                let shards = shards::cut(self.collected, &written, limits.shard);
                self.apart(shards, limits.documents, kept)
            }
        }
    }

    /// The index of a small site: the head holds all but places.
    fn in_one(&self, shards: &[Shard]) -> Vec<File> {
        let mut inner = Map::new();
        let mut files = Vec::new();
        for (at, shard) in shards.iter().enumerate() {
            inner.insert(format!("words-{at}"), shard.words());
            files.push(File::script(&format!("positions-{at}"), &shard.places()));
        }
        let documents = self.documents.len().max(1);
        for (at, some) in self.documents.chunks(documents).enumerate() {
            inner.insert(format!("docs-{at}"), docs(some));
        }
        inner.insert("facets".into(), self.facets());
        let mut head = self.head(shards, documents);
        head.insert("inline".into(), Json::Object(inner));
        finished(head, files)
    }

    /// The index of a large site.
    fn apart(&self, shards: Vec<Shard>, documents: usize, kept: &mut Kept) -> Vec<File> {
        let head = self.head(&shards, documents);
        let mut files: Vec<File> = Vec::new();
        files.extend(kept.shards.update(shards).flatten().cloned());
        self.texts(documents, &mut kept.texts);
        files.extend(kept.texts.iter().map(|(_, file)| file.clone()));
        files.push(File::script("facets", &self.facets()));
        finished(head, files)
    }

    /// Writes the titles and summaries again of which any is other than before.
    fn texts(&self, documents: usize, kept: &mut Vec<(usize, File)>) {
        let documents = documents.max(1);
        let chunks = self.documents.par_chunks(documents);
        let chunks = chunks.zip(self.changed.par_chunks(documents));
        let now = chunks.enumerate().map(|(at, (some, changed))| {
            let same =
                |(count, _): &&(usize, File)| *count == some.len() && !changed.contains(&true);
            let known = kept.get(at).filter(same).cloned();
            known.unwrap_or_else(|| (some.len(), File::script(&format!("docs-{at}"), &docs(some))))
        });
        *kept = now.collect();
    }

    fn facets(&self) -> Json {
        let facets = self.facets.iter().map(|facet| {
            let values = facet.values.iter().map(|value| {
                let mut documents = String::new();
                let mut last = 0;
                for document in &value.documents {
                    push(&mut documents, document - last);
                    last = *document;
                }
                json!([value.id, value.label, documents])
            });
            json!({"id": facet.id, "label": facet.label, "values": values.collect::<Vec<_>>()})
        });
        Json::Array(facets.collect())
    }

    fn head(&self, shards: &[Shard], documents: usize) -> Map<String, Json> {
        let mut kinds: Vec<&str> = Vec::new();
        let [mut lengths, mut titles, mut kind_of, mut sections] = [const { String::new() }; 4];
        for (document, (length, title)) in self.documents.iter().zip(self.collected.lengths()) {
            let known = kinds.iter().position(|kind| *kind == document.kind);
            let kind = known.unwrap_or_else(|| {
                kinds.push(document.kind);
                kinds.len() - 1
            });
            push(&mut lengths, length);
            push(&mut titles, title);
            push(&mut kind_of, kind as u32);
            push(&mut sections, document.sections.len() as u32);
        }
        let kinds = kinds
            .iter()
            .map(|kind| json!([kind, kind_label(self.words, kind), of_kind(kind)]));
        let rules = self
            .rules
            .iter()
            .map(|rule| json!([rule.typed, rule.also, rule.shown]));
        let head = json!({
            "format": 1,
            "documents": self.documents.len(),
            "perShard": documents,
            "lengths": lengths,
            "titles": titles,
            "kindOf": kind_of,
            "sections": sections,
            "kinds": kinds.collect::<Vec<_>>(),
            "words": shards.iter().filter_map(Shard::first_word).collect::<Vec<_>>(),
            "groups": shards.iter().map(|shard| shard.first_group).collect::<Vec<_>>(),
            "empty": self.empty,
            "wanted": self.wanted,
            "named": self.kinds,
            "synonyms": rules.collect::<Vec<_>>(),
            "rank": Rank::default(),
        });
        match head {
            Json::Object(head) => head,
            _ => Map::new(),
        }
    }
}

/// Titles, summaries, addresses, and the headings of sections after the first.
fn docs(documents: &[Document<'_>]) -> Json {
    let mut headings: Vec<(&str, &str)> = Vec::new();
    let mut known = hashbrown::HashMap::new();
    let mut sections = String::new();
    for section in documents
        .iter()
        .flat_map(|document| document.sections.iter().skip(1))
    {
        let heading = (&*section.anchor, &*section.heading);
        let next = headings.len() as u32;
        let at = *known.entry(heading).or_insert(next);
        if at == next {
            headings.push(heading);
        }
        push(&mut sections, at);
    }
    let titles: Vec<&str> = documents.iter().map(|document| &*document.title).collect();
    let summaries: Vec<&str> = documents
        .iter()
        .map(|document| &*document.summary)
        .collect();
    let urls: Vec<String> = documents.iter().map(url).collect();
    json!({"titles": titles, "summaries": summaries, "urls": urls, "headings": headings, "sections": sections})
}

/// The files with the head, which says what they are. Its stamp tells one index from another, so that
/// a browser never mixes parts of two.
fn finished(mut head: Map<String, Json>, mut files: Vec<File>) -> Vec<File> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(Json::Object(head.clone()).to_string().as_bytes());
    for file in &files {
        hasher.update(&file.hash);
    }
    let stamp = hasher.finalize().to_hex()[..8].to_string();
    head.insert("stamp".into(), json!(stamp));
    files.push(File::script("index", &Json::Object(head)));
    files
}
