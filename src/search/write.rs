//! From counted words to files: classic scripts that call `casebookIndex(name, data)`.
//!
//! `search/index.js` is the head. In a small site it holds everything but the places of words
//! (`positions-0`), which only phrases need. In a large one words, with what they were found in, are
//! in `words-N` by their first letters, and titles and summaries in `docs-N`. See docs/search.md.

use rayon::prelude::*;
use serde_json::{Map, Value as Json, json};

use super::FOLDER;
use super::collect::{Collected, Field, Found};
use super::documents::Document;
use super::encode::{push, push_one};
use super::facets::{Facet, kind_label};
use super::rank::{Rank, of_kind};
use super::records::url;
use super::synonyms::Rule;
use super::wanted::Wanted;
use crate::output::in_script;
use crate::words::Words;

/// The most of one word in one section that is told apart.
const MOST: u32 = 7;

/// The sizes at which an index is cut into shards.
#[derive(Clone, Copy, Debug)]
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
    pub(super) collected: &'i Collected,
    pub(super) rules: &'i [Rule],
    pub(super) facets: &'i [Facet],
    pub(super) empty: &'static [&'static str],
    pub(super) wanted: &'static [Wanted],
}

/// A group as it is written: in which sections, and at which places.
struct Written {
    sections: String,
    places: String,
}

/// A run of words, and of the groups that begin with them.
struct Shard {
    words: std::ops::Range<usize>,
    groups: std::ops::Range<usize>,
}

impl Index<'_> {
    pub(super) fn files(&self, limits: Limits) -> Vec<(String, Vec<u8>)> {
        let written: Vec<Written> = (0..self.collected.groups)
            .into_par_iter()
            .map(|group| self.group(group))
            .collect();
        let size: usize = written.iter().map(|group| group.sections.len()).sum();
        let texts: usize = self
            .documents
            .iter()
            .map(|one| one.title.len() + one.summary.len())
            .sum();
        let whole = size + texts + self.collected.words.len() * 8 <= limits.whole;
        let (shard, documents) = match whole {
            true => (usize::MAX, self.documents.len().max(1)),
            false => (limits.shard, limits.documents),
        };
        let shards = self.shards(&written, shard);
        let mut inner: Vec<(String, Json)> = Vec::new();
        inner.par_extend(
            shards
                .par_iter()
                .enumerate()
                .map(|(at, shard)| (format!("words-{at}"), self.words(shard, &written))),
        );
        let texts = self.documents.chunks(documents).enumerate();
        inner.extend(texts.map(|(at, some)| (format!("docs-{at}"), docs(some))));
        inner.push(("facets".into(), self.facets()));
        let mut files: Vec<(String, Vec<u8>)> = shards
            .par_iter()
            .enumerate()
            .map(|(at, shard)| {
                let places = join(
                    written[shard.groups.clone()]
                        .iter()
                        .map(|group| &group.places),
                );
                script(&format!("positions-{at}"), &json!(places))
            })
            .collect();
        let mut head = self.head(&shards, documents);
        match whole {
            true => {
                head.insert("inline".into(), Json::Object(inner.into_iter().collect()));
            }
            false => files.extend(inner.iter().map(|(name, data)| script(name, data))),
        }
        head.insert("stamp".into(), json!(stamp(&head, &files)));
        files.push(script("index", &Json::Object(head)));
        files
    }

    fn group(&self, group: usize) -> Written {
        let mut written = Written {
            sections: String::new(),
            places: String::new(),
        };
        let mut last = 0;
        for part in &self.collected.parts {
            let same = |a: &Found, b: &Found| a.section() == b.section();
            for found in part.of(group).chunk_by(same) {
                let section = part.first_section + found[0].section();
                push(&mut written.sections, section - last);
                push(&mut written.sections, fields(found));
                last = section;
                push(&mut written.places, found.len() as u32);
                let mut before = 0;
                for one in found {
                    push(&mut written.places, one.place() - before);
                    before = one.place();
                }
            }
        }
        written
    }

    /// Cuts the words where a shard is full and a new group begins.
    fn shards(&self, written: &[Written], limit: usize) -> Vec<Shard> {
        let mut shards: Vec<Shard> = vec![Shard {
            words: 0..0,
            groups: 0..0,
        }];
        let (mut size, mut groups) = (0, 0);
        for (at, (word, group)) in self.collected.words.iter().enumerate() {
            let new = *group as usize == groups;
            if new && size >= limit {
                shards.push(Shard {
                    words: at..at,
                    groups: groups..groups,
                });
                size = 0;
            }
            size += word.len();
            if new {
                size += written[groups].sections.len();
                groups += 1;
            }
            if let Some(shard) = shards.last_mut() {
                shard.words.end = at + 1;
                shard.groups.end = groups;
            }
        }
        shards
    }

    /// Words, each with the letters that it shares with the one before, and their groups.
    fn words(&self, shard: &Shard, written: &[Written]) -> Json {
        let (mut words, mut groups) = (String::new(), String::new());
        let mut next = shard.groups.start as u32;
        let mut before = "";
        for (at, (word, group)) in self.collected.words[shard.words.clone()].iter().enumerate() {
            if at > 0 {
                words.push(' ');
            }
            let shared = shared(before, word);
            push_one(&mut words, shared as u32);
            words.extend(word.chars().skip(shared));
            push(&mut groups, next - group);
            next += u32::from(next == *group);
            before = word;
        }
        let found = join(
            written[shard.groups.clone()]
                .iter()
                .map(|group| &group.sections),
        );
        json!({"words": words, "groups": groups, "found": found})
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
        for (at, document) in self.documents.iter().enumerate() {
            let known = kinds.iter().position(|kind| *kind == document.kind);
            let kind = known.unwrap_or_else(|| {
                kinds.push(document.kind);
                kinds.len() - 1
            });
            push(&mut lengths, self.collected.lengths[at]);
            push(&mut titles, self.collected.title_lengths[at]);
            push(&mut kind_of, kind as u32);
            push(&mut sections, document.sections.len() as u32);
        }
        let kinds = kinds
            .iter()
            .map(|kind| json!([kind, kind_label(self.words, kind), of_kind(kind)]));
        let first_word = |shard: &Shard| {
            self.collected
                .words
                .get(shard.words.start)
                .map(|(word, _)| word.to_string())
        };
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
            "words": shards.iter().filter_map(first_word).collect::<Vec<_>>(),
            "groups": shards.iter().map(|shard| shard.groups.start).collect::<Vec<_>>(),
            "empty": self.empty,
            "wanted": self.wanted,
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

/// In which fields of a section a word was found, and how often in its text.
fn fields(found: &[Found]) -> u32 {
    let has = |field: Field| u32::from(found.iter().any(|one| one.field() == field as u32));
    let body = found
        .iter()
        .filter(|one| one.field() == Field::Body as u32)
        .count() as u32;
    body.min(MOST)
        + 8 * has(Field::Summary)
        + 16 * has(Field::Label)
        + 32 * has(Field::Heading)
        + 64 * has(Field::Name)
        + 128 * has(Field::Asked)
}

/// How many letters two words begin with together, at most what one sign can say.
fn shared(a: &str, b: &str) -> usize {
    let pairs = a.chars().zip(b.chars());
    pairs.take_while(|(a, b)| a == b).count().min(89)
}

fn join<'t>(texts: impl Iterator<Item = &'t String>) -> String {
    let mut joined = String::new();
    for (at, text) in texts.enumerate() {
        if at > 0 {
            joined.push(' ');
        }
        joined.push_str(text);
    }
    joined
}

/// A script that hands over a part of the index.
fn script(name: &str, data: &Json) -> (String, Vec<u8>) {
    let data = literal(data);
    let text = format!("casebookIndex({name:?},{data});\n");
    (format!("{FOLDER}{name}.js"), text.into_bytes())
}

/// Data as a script may hold it.
pub(super) fn literal(data: &Json) -> String {
    in_script(&data.to_string())
}

/// Tells one index from another, so that a browser never mixes parts of two.
fn stamp(head: &Map<String, Json>, files: &[(String, Vec<u8>)]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(Json::Object(head.clone()).to_string().as_bytes());
    for (_, bytes) in files {
        hasher.update(bytes);
    }
    hasher.finalize().to_hex()[..8].to_string()
}
