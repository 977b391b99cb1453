//! The index, read back from its files: what the browser does with them.

use serde::Deserialize;
use serde_json::Value as Json;

use super::FOLDER;
use super::encode::Numbers;
use super::rank::Rank;
use crate::output::Output;

/// An index whose files cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the search index cannot be read: {}", self.0)
    }
}

/// `search/index.js`, without what is packed.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Head {
    pub(super) documents: usize,
    per_shard: usize,
    lengths: String,
    titles: String,
    kind_of: String,
    sections: String,
    pub(super) kinds: Vec<(String, String, f64)>,
    pub(super) words: Vec<String>,
    groups: Vec<usize>,
    pub(super) empty: Vec<String>,
    pub(super) wanted: Vec<(Vec<String>, Vec<String>, f64)>,
    /// Words that name a kind of page.
    pub(super) named: Vec<(Vec<String>, String)>,
    pub(super) synonyms: Vec<(Vec<u32>, Vec<u32>, String)>,
    pub(super) rank: Rank,
    inline: Option<serde_json::Map<String, Json>>,
}

#[derive(Debug, Deserialize)]
struct Words {
    words: String,
    groups: String,
    found: String,
}

#[derive(Debug, Deserialize)]
struct Texts {
    titles: Vec<String>,
    summaries: Vec<String>,
    urls: Vec<String>,
    headings: Vec<(String, String)>,
    sections: String,
}

/// A document, as results show it.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) url: String,
    /// Anchor and heading of its sections after the first.
    pub(super) headings: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Facet {
    pub(super) id: String,
    pub(super) values: Vec<(String, String, String)>,
}

/// An index.
#[derive(Debug)]
pub struct Store {
    pub(super) head: Head,
    pub(super) lengths: Vec<u32>,
    pub(super) average: f64,
    pub(super) title_lengths: Vec<u32>,
    pub(super) average_title: f64,
    pub(super) kind_of: Vec<u32>,
    /// The first section of each document, and the end.
    pub(super) first_section: Vec<u32>,
    /// The document of each section.
    pub(super) document_of: Vec<u32>,
    /// Words with their groups, by shard.
    pub(super) words: Vec<Vec<(String, u32)>>,
    /// Packed sections, by group.
    pub(super) found: Vec<String>,
    /// Packed places, by group.
    pub(super) places: Vec<String>,
    pub(super) shown: Vec<Shown>,
    pub(super) facets: Vec<Facet>,
}

/// A word in a section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    pub(super) section: u32,
    pub(super) fields: u32,
}

impl Store {
    /// Reads the index of a built site.
    ///
    /// # Errors
    ///
    /// When a file is missing or is not one of this version.
    pub fn read(output: &Output) -> Result<Self, Unreadable> {
        let head: Head = from_json(file(output, "index")?, "index")?;
        let part = |name: String| match head.inline.as_ref().and_then(|inline| inline.get(&name)) {
            Some(part) => Ok(part.clone()),
            None => file(output, &name),
        };
        let (mut words, mut found, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for at in 0..head.words.len() {
            let name = format!("words-{at}");
            let own: Words = from_json(part(name.clone())?, &name)?;
            let first = head.groups.get(at).copied().unwrap_or_default();
            words.push(unpacked(&own, first));
            found.extend(own.found.split(' ').map(str::to_string));
            let name = format!("positions-{at}");
            let own: String = from_json(file(output, &name)?, &name)?;
            places.extend(own.split(' ').map(str::to_string));
        }
        let section_counts: Vec<u32> = Numbers::of(&head.sections).collect();
        let mut shown = Vec::new();
        for at in 0..head.documents.div_ceil(head.per_shard) {
            let name = format!("docs-{at}");
            let texts: Texts = from_json(part(name.clone())?, &name)?;
            let from = shown.len();
            add_shown(
                texts,
                section_counts.get(from..).unwrap_or_default(),
                &mut shown,
            );
        }
        let facets = from_json(part("facets".to_string())?, "facets")?;
        Ok(Self::new(
            head,
            section_counts,
            words,
            (found, places),
            shown,
            facets,
        ))
    }

    fn new(
        head: Head,
        section_counts: Vec<u32>,
        words: Vec<Vec<(String, u32)>>,
        (found, places): (Vec<String>, Vec<String>),
        shown: Vec<Shown>,
        facets: Vec<Facet>,
    ) -> Self {
        let lengths: Vec<u32> = Numbers::of(&head.lengths).collect();
        let title_lengths: Vec<u32> = Numbers::of(&head.titles).collect();
        let mut first_section = vec![0];
        let mut document_of = Vec::new();
        for (at, count) in section_counts.iter().enumerate() {
            document_of.extend((0..*count).map(|_| at as u32));
            first_section.push(document_of.len() as u32);
        }
        Self {
            average: average(&lengths),
            average_title: average(&title_lengths),
            kind_of: Numbers::of(&head.kind_of).collect(),
            lengths,
            title_lengths,
            first_section,
            document_of,
            words,
            found,
            places,
            shown,
            facets,
            head,
        }
    }

    /// How many documents there are.
    pub fn documents(&self) -> usize {
        self.head.documents
    }

    /// How many forms of words the index knows.
    pub fn words(&self) -> usize {
        self.words.iter().map(Vec::len).sum()
    }

    /// The shard in which a word would stand.
    pub(super) fn shard_of(&self, word: &str) -> usize {
        let after = self
            .head
            .words
            .partition_point(|first| first.as_str() <= word);
        after.saturating_sub(1)
    }

    /// The group of a word.
    pub(super) fn group(&self, word: &str) -> Option<u32> {
        let words = self.words.get(self.shard_of(word))?;
        let at = words
            .binary_search_by(|(known, _)| known.as_str().cmp(word))
            .ok()?;
        Some(words[at].1)
    }

    /// Where the words of a group are.
    pub(super) fn postings(&self, group: u32) -> Vec<Posting> {
        let mut numbers = Numbers::of(self.packed(group));
        let mut section = 0;
        let mut postings = Vec::new();
        while let (Some(gap), Some(fields)) = (numbers.next(), numbers.next()) {
            section += gap;
            if (section as usize) < self.document_of.len() {
                postings.push(Posting { section, fields });
            }
        }
        postings
    }

    /// What is packed of a group. Its length tells how common it is.
    pub(super) fn packed(&self, group: u32) -> &str {
        self.found.get(group as usize).map_or("", String::as_str)
    }

    /// The places of a group, beside [`Store::postings`].
    pub(super) fn places(&self, group: u32) -> Vec<Vec<u32>> {
        let packed = self.places.get(group as usize).map_or("", String::as_str);
        let mut numbers = Numbers::of(packed);
        let mut all = Vec::new();
        while let Some(count) = numbers.next() {
            let mut place = 0;
            let own = numbers.by_ref().take(count as usize).map(|gap| {
                place += gap;
                place
            });
            all.push(own.collect());
        }
        all
    }

    /// The kind of a document: its name, and how much it counts.
    pub(super) fn kind(&self, document: usize) -> (&str, f64) {
        let kind = self
            .kind_of
            .get(document)
            .and_then(|kind| self.head.kinds.get(*kind as usize));
        kind.map_or(("", 1.0), |(name, _, weight)| (name, *weight))
    }
}

fn average(numbers: &[u32]) -> f64 {
    let sum: f64 = numbers.iter().map(|number| f64::from(*number)).sum();
    (sum / numbers.len().max(1) as f64).max(1.0)
}

/// The data that a script hands over.
fn file(output: &Output, name: &str) -> Result<Json, Unreadable> {
    let path = format!("{FOLDER}{name}.js");
    let bytes = output
        .get(&path)
        .ok_or_else(|| Unreadable(format!("there is no {path}")))?;
    let bytes = bytes.read();
    let text = String::from_utf8_lossy(&bytes);
    let data = text
        .strip_prefix(&format!("casebookIndex({name:?},"))
        .and_then(|rest| rest.strip_suffix(");\n"));
    let data = data.ok_or_else(|| Unreadable(format!("{path} is no part of an index")))?;
    serde_json::from_str(data).map_err(|error| Unreadable(format!("{path}: {error}")))
}

fn from_json<T: serde::de::DeserializeOwned>(data: Json, name: &str) -> Result<T, Unreadable> {
    serde_json::from_value(data).map_err(|error| Unreadable(format!("{name}: {error}")))
}

fn unpacked(own: &Words, first_group: usize) -> Vec<(String, u32)> {
    let mut next = first_group as u32;
    let mut before: Vec<char> = Vec::new();
    let words = own
        .words
        .split(' ')
        .zip(Numbers::of(&own.groups))
        .map(|(packed, back)| {
            let shared = Numbers::of(packed).one().unwrap_or_default() as usize;
            before.truncate(shared);
            before.extend(packed.chars().skip(1));
            let group = next.saturating_sub(back);
            next += u32::from(back == 0);
            (before.iter().collect(), group)
        });
    words.collect()
}

fn add_shown(texts: Texts, section_counts: &[u32], shown: &mut Vec<Shown>) {
    let mut headings = Numbers::of(&texts.sections);
    let rows = texts
        .titles
        .into_iter()
        .zip(texts.summaries)
        .zip(texts.urls);
    for (((title, summary), url), count) in rows.zip(section_counts) {
        let own = headings.by_ref().take(count.saturating_sub(1) as usize);
        shown.push(Shown {
            title,
            summary,
            url,
            headings: own
                .map(|at| texts.headings.get(at as usize).cloned().unwrap_or_default())
                .collect(),
        });
    }
}
