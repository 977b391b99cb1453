//! Markdown after parsing: HTML with the links left open.
//!
//! A page's links depend on where the page lies and on records that are not read yet, so a
//! [`Fragment`] keeps its links as numbered slots. The link stage checks each [`Link`] at its
//! span; the view stage fills the slots. Records hold a [`Passage`], which takes less room.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::passage::Passage;
use crate::diag::{Span, TextMap};

/// A piece of Markdown, rendered but for its links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// HTML and slots, in order.
    pub parts: Vec<Part>,
    /// What the slots stand for.
    pub links: Vec<Link>,
    /// Words that Casebook adds, which the view writes in the language of the site.
    pub words: Vec<Word>,
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// The plain text, for search, word counts and summaries: blocks separated by newlines.
    pub text: String,
}

#[cfg(test)]
impl Fragment {
    /// A text of which each line that begins with a capital is a heading.
    pub(crate) fn with_headings(text: &str) -> Self {
        let is_heading = |line: &&str| line.starts_with(char::is_uppercase);
        let heading = |line: &str| Heading {
            level: 2,
            id: line.to_lowercase(),
            text: line.to_string(),
            span: Span::file_start(crate::diag::FileId(0)),
        };
        Self {
            headings: text.lines().filter(is_heading).map(heading).collect(),
            text: text.to_string(),
            ..Self::default()
        }
    }
}

/// A run of HTML, or a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<T = String> {
    /// Finished HTML.
    Html(T),
    /// The address of link `links[n]`, to be written escaped inside a quoted attribute.
    Address(usize),
    /// The whole provenance mark of citation `links[n]`: the view writes the element.
    Citation(usize),
    /// The words of `words[n]`, to be written escaped, in text or inside a quoted attribute.
    Word(usize),
}

/// Words of the interface inside a fragment: the title of a warning, the name of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Their key in the catalogue.
    pub key: &'static str,
    /// What fills their places, by name.
    pub fills: Vec<(&'static str, String)>,
}

/// Something that a fragment points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it points to.
    pub target: Target,
    /// Where the link stands in its file.
    pub span: Span,
}

/// What a link points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `award:p4-01`, `lesson:…`, `source:ai-lab-evaluation#table-3`, `term:rct`.
    Record {
        /// The kind of record, as written before the colon.
        kind: String,
        /// Its id.
        id: String,
        /// A heading or place on its page.
        anchor: Option<String>,
    },
    /// `[@ai-lab-evaluation#table-3, row 2]`.
    Citation {
        /// The source's id.
        source: String,
        /// The id of a place in the source.
        place: Option<String>,
        /// Where inside the place, in words.
        at: Option<String>,
    },
    /// A path inside the site, as written: `../about.md`, `/benefits/`, `picture.png`.
    Path {
        /// The path without its anchor.
        path: String,
        /// A heading on that page.
        anchor: Option<String>,
    },
    /// `#heading` on the same page.
    Anchor(String),
    /// An address elsewhere: `https:`, `http:`, `mailto:` or `tel:`.
    External(String),
}

/// A heading of a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The anchor, unique in the fragment.
    pub id: String,
    /// Its text without markup.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Markdown as it is written: not a copy, but its places in the text of its file.
#[derive(Clone)]
pub struct Source {
    file: Arc<str>,
    /// From where to where, in order. A text in YAML is indented, so each of its lines is a run.
    runs: Box<[(u32, u32)]>,
}

impl Source {
    /// Part of a file.
    pub fn part(file: &Arc<str>, range: &Range<usize>) -> Self {
        Self::of(file, [range.clone()])
    }

    /// A text that the file holds as `map` says.
    pub fn mapped(file: &Arc<str>, text: &str, map: &TextMap) -> Self {
        let mapped = Self::of(file, map.runs(text.len()));
        // What was in quotes with escapes, say, does not stand in the file as it reads.
        match mapped.runs.len() <= MOST_RUNS && mapped.is(text) {
            true => mapped,
            false => Self::part(&text.into(), &(0..text.len())),
        }
    }

    fn of(file: &Arc<str>, ranges: impl IntoIterator<Item = Range<usize>>) -> Self {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let runs = ranges.into_iter();
        let runs = runs.map(|range| (place(range.start), place(range.end)));
        Self {
            file: file.clone(),
            runs: runs.collect(),
        }
    }

    /// The text.
    pub fn text(&self) -> Cow<'_, str> {
        match &*self.runs {
            [run] => Cow::Borrowed(self.run(*run).unwrap_or_default()),
            runs => runs.iter().filter_map(|run| self.run(*run)).collect(),
        }
    }

    /// The part of a file in which the text stands, perhaps with other signs between its lines.
    pub(super) fn stretch(&self) -> (&Arc<str>, Range<usize>) {
        let run = |at: Option<&(u32, u32)>| at.copied().unwrap_or_default();
        let (first, last) = (run(self.runs.first()), run(self.runs.last()));
        (&self.file, first.0 as usize..last.1 as usize)
    }

    fn run(&self, (start, end): (u32, u32)) -> Option<&str> {
        self.file.get(start as usize..end as usize)
    }

    fn is(&self, text: &str) -> bool {
        let mut runs = self.runs.iter();
        let rest = runs.try_fold(text, |rest, run| rest.strip_prefix(self.run(*run)?));
        rest == Some("")
    }
}

/// A text of more lines than this is copied: its places would take as much room.
const MOST_RUNS: usize = 256;

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for Source {}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.text().fmt(f)
    }
}

/// A Markdown field of a record, or the body of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// As written.
    pub source: Source,
    /// Where it stands.
    pub span: Span,
    /// Parsed.
    pub fragment: Arc<Passage>,
}
