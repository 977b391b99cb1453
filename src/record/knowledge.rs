//! Lessons, pages, terms and vocabularies.

use super::award::Award;
use super::catalogue::Guide;
use super::declare::record;
use super::value::{At, Id, Kind, Line, Reference, Term, Text};
use super::vocabularies as v;
use super::words::Meaning;

record! {
    /// Something that was learned, stated so that it can be acted on. The body of the file, below the front matter, is its text.
    pub struct Lesson {
        /// The lesson, as a statement.
        title: Line,
        /// The lesson in one sentence.
        summary: Text,
        /// The same for the public, in the plainest words.
        plain: Option<Text>,
        /// What sort of statement it is.
        kind: Option<Term<v::LessonKind>>,
        /// Who it is for.
        audiences: Vec<Term<v::Audience>>,
        /// What kind of factor it is about.
        themes: Vec<Term<v::Theme>>,
        /// When in a project it matters.
        stages: Vec<Term<v::Stage>>,
        /// The awards that it comes from.
        awards: Vec<Reference<Award>>,
        /// How it is known.
        evidence: Option<Term<v::EvidenceStrength>>,
        /// Lessons that support it.
        supports: Vec<Reference<Lesson>>,
        /// Lessons that speak against it.
        contradicts: Vec<Reference<Lesson>>,
        /// Guides that it bears on.
        guides: Vec<Reference<Guide>>,
    }
}

record! {
    /// A page of text. Its address is its path in the content folder.
    pub struct Page {
        /// The page's heading.
        title: Line,
        /// What the page is about, in one or two sentences.
        summary: Option<Text>,
        /// Who it is for.
        audiences: Vec<Term<v::Audience>>,
        /// Where it stands in the menu; pages without a number are not in the menu.
        menu: Option<u64>,
    }
}

record! {
    /// A word or abbreviation that readers may not know.
    pub struct Glossary {
        /// The term, spelled out.
        title: Line,
        /// Its abbreviation.
        abbreviation: Option<Line>,
        /// What it means, in plain words.
        definition: Text,
        /// The same for the public, simpler.
        public: Option<Text>,
        /// Other words for it.
        synonyms: Vec<Line>,
        /// Terms to read as well.
        see_also: Vec<Reference<Glossary>>,
    }
}

record! {
    /// A list of allowed values, with what each means.
    pub struct VocabularyList {
        /// The name of the list.
        title: Line,
        /// What it is for.
        description: Text,
        /// The values, in the order in which they are shown.
        values: Vec<VocabularyValue>,
    }
}

record! {
    /// One allowed value.
    pub struct VocabularyValue {
        /// What is written in records.
        id: At<Id>,
        /// What readers see.
        label: Line,
        /// For units: what readers see after the number 1.
        one: Option<Line>,
        /// What it means.
        definition: Option<Text>,
        /// Other words for it, for search and for suggestions.
        synonyms: Vec<Line>,
        /// What it means to the rules of the house: success or failure for an outcome; ended or stopped for a status.
        means: Option<Meaning>,
    }
}

record! {
    /// Words that mean the same to people who search, although the pages use only one of them.
    pub struct SynonymList {
        /// What the words of this list have in common.
        title: Line,
        /// The words.
        entries: Vec<Synonym>,
    }
}

record! {
    /// What somebody may type, and what is searched for besides or which pages answer it.
    pub struct Synonym {
        /// What somebody may type: one or more words or phrases.
        words: Vec<Line>,
        /// What is searched for besides.
        also: Vec<Line>,
        /// Pages that answer it: the kind of record, a colon and the id (need:who-is-liable), or the address of a list (/benefits/).
        pages: Vec<At<Line>>,
        /// Whether it holds the other way round too.
        both_ways: Option<bool>,
    }
}

impl Kind for SynonymList {
    const NAME: &'static str = "synonyms";
}

impl Kind for Lesson {
    const NAME: &'static str = "lesson";
}

impl Kind for Page {
    const NAME: &'static str = "page";
}

impl Kind for Glossary {
    const NAME: &'static str = "term";
}

impl Kind for VocabularyList {
    const NAME: &'static str = "vocabulary";
}
