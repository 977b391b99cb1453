//! What every record has: its state, review, notes and provenance.

use serde::{Serialize, Serializer};

use super::date::Date;
use super::declare::record;
use super::shape::Shape;
use super::source::Source;
use super::value::{At, FromValue, Id, Line, Reference, Term, Text, Value};
use super::vocabularies as v;

/// Whether a record goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Left out, unless drafts are asked for.
    Draft,
    /// Left out until its day has come.
    Embargoed,
    /// Part of the site, and somebody has cleared it.
    Cleared,
    /// Part of the site.
    #[default]
    Published,
    /// No longer part of the site: its address says why.
    Withdrawn,
}

/// The words for the states, in the order in which a record passes through them.
const STATES: [State; 5] = [
    State::Draft,
    State::Embargoed,
    State::Cleared,
    State::Published,
    State::Withdrawn,
];

impl State {
    /// The word in the YAML.
    pub fn word(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Embargoed => "embargoed",
            State::Cleared => "cleared",
            State::Published => "published",
            State::Withdrawn => "withdrawn",
        }
    }

    /// The state of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        STATES.into_iter().find(|state| state.word() == word)
    }
}

impl FromValue for State {
    const SHAPE: Shape =
        Shape::Choice(&["draft", "embargoed", "cleared", "published", "withdrawn"]);
    const REQUIRED: bool = false;
    fn from_value(value: Value) -> Self {
        match value {
            Value::Text(word, _) => State::of_word(&word).unwrap_or_default(),
            _ => State::Published,
        }
    }
    fn absent() -> Option<Self> {
        Some(State::Published)
    }
}

impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

record! {
    /// What every record has, whatever its kind.
    pub struct Common {
        /// draft, embargoed, cleared, published or withdrawn. Drafts and embargoed records are left out of the site, withdrawn ones leave a page that says why; without this field a record is published.
        state: State,
        /// The day from which the record may go out. Until then it is left out of the site.
        embargo: Option<Embargo>,
        /// Who has said that the record may go out, and when.
        cleared: Option<Clearance>,
        /// Why the record is no longer part of the site.
        withdrawn: Option<Withdrawal>,
        /// Addresses at which the page of this record was before, such as awards/old-name/. They lead here for ever.
        aliases: Vec<At<Line>>,
        /// The role that looks after this record, as named in casebook.yaml.
        owner: Option<At<Line>>,
        /// The day on which a person last checked this record. Leave it out until somebody has.
        reviewed: Option<At<Date>>,
        /// The day by which it should be checked again.
        next_review: Option<At<Date>>,
        /// Slips, conflicts, cautions and readings of our own that a reader must know.
        notes: Vec<Note>,
        /// Items of sources that this record carries to readers: the source's id, “#”, and the item's id.
        covers: Vec<ItemName>,
        /// Where the facts come from: the source and the place in it, for each field or group of fields.
        locators: Vec<Locator>,
        /// Rules of the house that this record may break, each with the reason. Readers do not see them.
        waivers: Vec<Waiver>,
    }
}

record! {
    /// A rule of the house that a record may break, and why.
    pub struct Waiver {
        /// The rule's code, as the message has it in square brackets.
        rule: At<Line>,
        /// Why the record is right as it is.
        reason: Text,
        /// In how many places. Left out, in every place of the file; for personal data and secrets, in one.
        places: Option<u64>,
    }
}

impl Default for Common {
    fn default() -> Self {
        Self {
            state: State::Published,
            embargo: None,
            cleared: None,
            withdrawn: None,
            aliases: Vec::new(),
            owner: None,
            reviewed: None,
            next_review: None,
            notes: Vec::new(),
            covers: Vec::new(),
            locators: Vec::new(),
            waivers: Vec::new(),
        }
    }
}

record! {
    /// Until when a record is held back.
    #[shorthand(until)]
    pub struct Embargo {
        /// The first day on which it may go out, such as 2026-12-01.
        until: At<Date>,
        /// The time zone of that day, such as Europe/London. Without it, that of the site.
        time_zone: Option<At<Line>>,
    }
}

record! {
    /// That somebody has said that a record may go out.
    pub struct Clearance {
        /// Their role, as named in casebook.yaml.
        by: At<Line>,
        /// The day on which they said so.
        day: At<Date>,
    }
}

record! {
    /// That a record is no longer part of the site.
    pub struct Withdrawal {
        /// The day from which it is not.
        day: At<Date>,
        /// Why, in words for readers. The page at its address says this and nothing else.
        because: Text,
    }
}

record! {
    /// Where in a source something stands.
    pub struct Locator {
        /// The fields that this place supports. Left out, it supports the whole record.
        r#for: Vec<FieldName>,
        /// The source.
        source: Reference<Source>,
        /// The place in the source: one of those that the source record lists.
        place: At<Id>,
        /// Where inside the place, in words: a row, a column, a paragraph, a list number.
        at: Option<Line>,
        /// The line in our text copy of the source.
        line: Option<u64>,
    }
}

record! {
    /// Something that a reader must know about a record.
    pub struct Note {
        /// Why the note is there.
        kind: Term<v::NoteKind>,
        /// The note, in our own words.
        text: Text,
        /// The fields concerned.
        r#for: Vec<FieldName>,
        /// Where the source says it.
        locators: Vec<Locator>,
    }
}

/// An item of a source: `ai-lab-evaluation#table-4-01`.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemName {
    /// As written.
    pub name: String,
    /// Where.
    pub span: crate::diag::Span,
}

impl ItemName {
    /// The source's id and the item's id.
    pub fn parts(&self) -> (&str, &str) {
        self.name.split_once('#').unwrap_or((&self.name, ""))
    }
}

impl FromValue for ItemName {
    const SHAPE: Shape = Shape::Line;
    fn from_value(value: Value) -> Self {
        match value {
            Value::Text(name, span) => Self { name, span },
            other => panic!("validation let {other:?} pass as an item of a source"),
        }
    }
}

impl Serialize for ItemName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

/// The name of a field of the record that a locator or note is about, perhaps of a field inside
/// it: `evaluation.by`.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldName {
    /// As written.
    pub path: String,
    /// Where.
    pub span: crate::diag::Span,
}

impl FromValue for FieldName {
    const SHAPE: Shape = Shape::Line;
    fn from_value(value: Value) -> Self {
        match value {
            Value::Text(path, span) => Self { path, span },
            other => panic!("validation let {other:?} pass as a field's name"),
        }
    }
}

impl Serialize for FieldName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.path)
    }
}
