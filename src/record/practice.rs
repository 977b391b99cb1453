//! Records that readers work with: checklists to tick and templates to fill in.
//!
//! What a reader types never comes back here: the built page keeps it on the reader's device. A
//! template that says which kind of record its answers are for can be exported as a draft of one.

use super::catalogue::Guide;
use super::common::Locator;
use super::declare::record;
use super::knowledge::Lesson;
use super::value::{At, Id, Kind, Line, Reference, Term, Text};
use super::vocabularies as v;
use super::words::{AskedAs, Level};

record! {
    /// Steps to tick, each with the lesson that shows why it matters.
    pub struct Checklist {
        /// What the checklist is for.
        title: Line,
        /// What the reader has at the end of it, in one sentence.
        summary: Text,
        /// Where it stands among the checklists.
        order: Option<u64>,
        /// Who it is for.
        audiences: Vec<Term<v::Audience>>,
        /// When in a project it is used.
        stages: Vec<Term<v::Stage>>,
        /// Its parts, in order.
        sections: Vec<ChecklistSection>,
        /// Guides that help with it.
        guides: Vec<Reference<Guide>>,
        /// Templates to fill in on the way.
        templates: Vec<Reference<Form>>,
    }
}

record! {
    /// A part of a checklist.
    pub struct ChecklistSection {
        /// A name for it, unique in the checklist.
        id: At<Id>,
        /// Its heading.
        title: Line,
        /// What it is about.
        intro: Option<Text>,
        /// The items, in order.
        items: Vec<ChecklistItem>,
    }
}

record! {
    /// Something to do or to have.
    pub struct ChecklistItem {
        /// A name for it, unique in the checklist. It stays when the words change, so that saved ticks stay with it.
        id: At<Id>,
        /// Its number or letter in the source: “14”, “D1”. Points without a number have none.
        number: Option<Line>,
        /// What to do, in our words.
        text: Line,
        /// How to go about it, or what counts.
        help: Option<Text>,
        /// How strongly the source puts it, as we read it: must for a duty, should for advice, helpful for what it only suggests.
        level: Level,
        /// Lessons because of which it is here.
        because: Vec<Reference<Lesson>>,
        /// Who does it.
        who: Vec<Term<v::Audience>>,
        /// When in a project.
        stage: Option<Term<v::Stage>>,
        /// The item to go back to when this one fails.
        back_to: Option<At<Id>>,
        /// When to go back there.
        back_when: Option<Line>,
        /// Where the source says it.
        locators: Vec<Locator>,
    }
}

record! {
    /// A form to fill in, on the device or on paper.
    pub struct Form {
        /// What is written with it.
        title: Line,
        /// What it is good for, in one sentence.
        summary: Text,
        /// When to use it, and when not.
        use_when: Option<Text>,
        /// Where it stands among the templates.
        order: Option<u64>,
        /// Who it is for.
        audiences: Vec<Term<v::Audience>>,
        /// When in a project it is used.
        stages: Vec<Term<v::Stage>>,
        /// The kind of record that the answers can become a draft of: award, lesson, need.
        record: Option<At<Line>>,
        /// Its parts, in order.
        sections: Vec<FormSection>,
        /// Guides that help with it.
        guides: Vec<Reference<Guide>>,
    }
}

record! {
    /// A part of a form.
    pub struct FormSection {
        /// A name for it, unique in the form.
        id: At<Id>,
        /// Its heading.
        title: Line,
        /// What it is about.
        intro: Option<Text>,
        /// The questions, in order.
        fields: Vec<FormField>,
    }
}

record! {
    /// A question of a form.
    pub struct FormField {
        /// A name for it, unique in the form. It stays when the words change, so that saved answers stay with it.
        id: At<Id>,
        /// The question, or the name of what is asked for.
        label: Line,
        /// What to write, with an example if that helps.
        help: Option<Text>,
        /// What an answer looks like: line, text, number, money, date, choice, choices or list.
        kind: At<AskedAs>,
        /// The vocabulary whose values can be chosen.
        vocabulary: Option<At<Id>>,
        /// True when the form is not done without an answer.
        required: Option<bool>,
        /// The field of the record that the answer goes to, such as evaluation.by; “body” for the text of a lesson.
        goes_to: Option<At<Line>>,
        /// What the record says when there is no answer, for a choice that the record must have.
        unanswered: Option<At<Line>>,
        /// Where the source asks it.
        locators: Vec<Locator>,
    }
}

impl Checklist {
    /// Every item, in order.
    pub fn items(&self) -> impl Iterator<Item = &ChecklistItem> {
        self.sections.iter().flat_map(|section| &section.items)
    }
}

impl Form {
    /// Every question, in order.
    pub fn fields(&self) -> impl Iterator<Item = &FormField> {
        self.sections.iter().flat_map(|section| &section.fields)
    }
}

impl Kind for Checklist {
    const NAME: &'static str = "checklist";
}

impl Kind for Form {
    const NAME: &'static str = "template";
}
