//! Records that readers look up: guides, the directory, the parts of the programme, its timeline,
//! needs, use cases, resources, artefacts and stories.
//!
//! They are alike in how they are shown (an index by group, and facts in the order of the
//! declaration), so the later stages treat them alike: see [`crate::schema::Catalogue`].

use super::award::Award;
use super::date::Date;
use super::declare::record;
use super::knowledge::Lesson;
use super::prose::Prose;
use super::register::Figure;
use super::source::Source;
use super::value::{Address, Kind, Line, Reference, Term, Text};
use super::vocabularies as v;

record! {
    /// Advice on one subject, drawn together from the sources. The body of the file, below the front matter, is its text.
    pub struct Guide {
        /// The subject.
        title: Line,
        /// What the guide helps with, in one sentence.
        summary: Text,
        /// Who it is for.
        audiences: Vec<Term<v::Audience>>,
        /// When in a project it matters.
        stages: Vec<Term<v::Stage>>,
        /// What kind of factor it is about.
        themes: Vec<Term<v::Theme>>,
        /// The lessons that it rests on.
        lessons: Vec<Reference<Lesson>>,
        /// Entries of the directory that help with it.
        listings: Vec<Reference<Listing>>,
        /// Where it stands among the guides.
        order: Option<u64>,
    }
}

record! {
    /// Somebody or something to know of: a community, service, body, standard, law, policy, platform, programme, role, tool, example or proposal.
    pub struct Listing {
        /// Its name.
        title: Line,
        /// Its abbreviation.
        abbreviation: Option<Line>,
        /// What it is for, and what a reader gets from it.
        purpose: Text,
        /// What sort of thing it is.
        kind: Term<v::DirectoryKind>,
        /// Who runs it, if a source says.
        run_by: Option<Line>,
        /// Its state, as the source that names it says or implies.
        status: Term<v::ListingStatus>,
        /// The source that says so.
        status_source: Option<Reference<Source>>,
        /// Anything to add about its state.
        status_note: Option<Text>,
        /// Who it is for.
        audiences: Vec<Term<v::Audience>>,
        /// When in a project it matters.
        stages: Vec<Term<v::Stage>>,
        /// Its address, only if a source prints it.
        address: Option<Address>,
        /// Awards that it touches.
        awards: Vec<Reference<Award>>,
        /// Rows of the editors' list of named systems that it answers.
        scope: Vec<Line>,
        /// Entries to read as well.
        see_also: Vec<Reference<Listing>>,
    }
}

record! {
    /// A part of the AI Lab, and what became of it.
    pub struct Part {
        /// Its name.
        title: Line,
        /// The group of work that it belonged to.
        group: Term<v::LabGroup>,
        /// Where it stands in its group.
        order: Option<u64>,
        /// What it was to do.
        aim: Text,
        /// What came of it, as far as the sources tell.
        what_happened: Option<Prose>,
        /// Where it ended.
        became: Term<v::Became>,
        /// Anything to add about where it ended.
        became_note: Option<Text>,
        /// Awards that belong to it.
        awards: Vec<Reference<Award>>,
        /// Entries of the directory about it.
        listings: Vec<Reference<Listing>>,
    }
}

record! {
    /// Something that happened on a date that a source states.
    pub struct Event {
        /// What happened, in a few words.
        title: Line,
        /// What sort of event it is.
        kind: Term<v::EventKind>,
        /// When, as exactly as the source says.
        date: Date,
        /// When it ended.
        until: Option<Date>,
        /// What happened, in one or two sentences.
        what: Text,
        /// Where, for events that readers can go to.
        place: Option<Line>,
        /// More about it, only if a source or the organiser prints an address.
        address: Option<Address>,
        /// Figures that belong to it.
        figures: Vec<Reference<Figure>>,
    }
}

record! {
    /// A problem that somebody has, before any solution.
    pub struct Need {
        /// The need in one line, as someone in that situation would say it.
        title: Line,
        /// What is wrong now, and for whom.
        problem: Text,
        /// Who has it.
        who: Vec<Term<v::Audience>>,
        /// Where.
        setting: Vec<Term<v::Setting>>,
        /// Clinical category.
        category: Option<Term<v::Category>>,
        /// What a source says would help.
        wanted: Option<Text>,
        /// Where it stands.
        status: Term<v::NeedStatus>,
        /// Lessons that help with it.
        lessons: Vec<Reference<Lesson>>,
        /// Guides that help with it.
        guides: Vec<Reference<Guide>>,
        /// Awards that worked on it.
        awards: Vec<Reference<Award>>,
        /// Rows of the editors' list of named systems that it answers.
        scope: Vec<Line>,
    }
}

record! {
    /// A technology, a use of it, or a way to get it.
    pub struct UseCase {
        /// Its name.
        title: Line,
        /// The pillar that it stands under.
        pillar: Term<v::Pillar>,
        /// What it is.
        description: Text,
        /// Uses that it serves.
        uses: Vec<Term<v::Use>>,
        /// Where it is used.
        settings: Vec<Term<v::Setting>>,
        /// Awards that did this.
        awards: Vec<Reference<Award>>,
        /// Rows of the editors' list of named systems that it answers.
        scope: Vec<Line>,
    }
}

record! {
    /// A document that the sources cite or list.
    pub struct Resource {
        /// Its title.
        title: Line,
        /// What sort of document it is.
        kind: Term<v::ResourceKind>,
        /// What it is good for.
        about: Text,
        /// Who wrote it.
        authors: Vec<Line>,
        /// Who published it.
        publisher: Option<Line>,
        /// When, as printed.
        date: Option<Date>,
        /// Its address, as printed in the source.
        address: Option<Address>,
        /// Who it is for.
        audiences: Vec<Term<v::Audience>>,
        /// Entries of the directory about it.
        listings: Vec<Reference<Listing>>,
        /// Rows of the editors' list of named systems that it answers.
        scope: Vec<Line>,
    }
}

record! {
    /// Something that others can take over from those who did it before: a safety case, an impact assessment, a business case, a specification, a protocol.
    pub struct Artefact {
        /// What it is.
        title: Line,
        /// What sort of artefact it is.
        kind: Term<v::ArtefactKind>,
        /// What it covers, and what must be changed before it is used elsewhere.
        about: Text,
        /// The award that it comes from.
        award: Option<Reference<Award>>,
        /// The setting that it was made for.
        setting: Vec<Term<v::Setting>>,
        /// Clinical category.
        category: Option<Term<v::Category>>,
        /// When in a project it is used.
        stages: Vec<Term<v::Stage>>,
        /// The systems that it was made for, such as the electronic patient record.
        systems: Vec<Line>,
        /// Under what licence it may be used.
        licence: Option<Line>,
        /// The role to ask, not a person.
        contact_role: Option<Line>,
        /// Where it can be had.
        address: Option<Address>,
    }
}

record! {
    /// An account by someone who did it. The body of the file, below the front matter, is its text.
    pub struct Story {
        /// What the story tells.
        title: Line,
        /// The story in one sentence.
        summary: Text,
        /// The role of the teller.
        told_by: Option<Line>,
        /// Where it happened.
        setting: Vec<Term<v::Setting>>,
        /// The award that it is about.
        award: Option<Reference<Award>>,
        /// Who it is for.
        audiences: Vec<Term<v::Audience>>,
        /// Lessons that it bears out.
        lessons: Vec<Reference<Lesson>>,
    }
}

impl Kind for Guide {
    const NAME: &'static str = "guide";
}

impl Kind for Listing {
    const NAME: &'static str = "listing";
}

impl Kind for Part {
    const NAME: &'static str = "part";
}

impl Kind for Event {
    const NAME: &'static str = "event";
}

impl Kind for Need {
    const NAME: &'static str = "need";
}

impl Kind for UseCase {
    const NAME: &'static str = "use-case";
}

impl Kind for Resource {
    const NAME: &'static str = "resource";
}

impl Kind for Artefact {
    const NAME: &'static str = "artefact";
}

impl Kind for Story {
    const NAME: &'static str = "story";
}
