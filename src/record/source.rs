//! Sources: the documents that everything rests on.

use super::date::Date;
use super::declare::record;
use super::value::{Address, At, Id, Kind, Line, Term, Text};
use super::vocabularies as v;

record! {
    /// A document that facts are taken from, with the places that locators may name.
    pub struct Source {
        /// The full title.
        title: Line,
        /// A short name, used beside every figure.
        short: Line,
        /// What sort of document it is.
        kind: Term<v::SourceKind>,
        /// Who wrote it.
        authors: Vec<Line>,
        /// Who published it.
        publisher: Option<Line>,
        /// When it was published, as exactly as it says.
        published: Option<Date>,
        /// When the meeting that it reports took place.
        event_date: Option<Date>,
        /// What it is and how it was made, in our own words.
        about: Text,
        /// Its rights, as the document states them. Left out, readers see “not stated”.
        rights: Option<Text>,
        /// Its address, only if the document prints it.
        address: Option<Address>,
        /// Conflicts of interest that the document states.
        conflicts_of_interest: Option<Text>,
        /// Who paid for it, as the document states.
        funding: Option<Text>,
        /// The limits that a reader of its figures must know.
        cautions: Vec<Text>,
        /// The places in it that a locator can name, in the order of the document.
        places: Vec<Place>,
        /// Its lists and findings, item by item, so that every one can be shown to have gone somewhere.
        items: Vec<Item>,
    }
}

record! {
    /// A part of a source that a holder of the document can find.
    pub struct Place {
        /// A short name for locators.
        id: At<Id>,
        /// What sort of part it is.
        kind: Term<v::PlaceKind>,
        /// Its heading, as printed.
        label: Line,
        /// A shorter name for the marks beside figures, where the heading is long.
        short: Option<Line>,
        /// The first line in our text copy.
        line: Option<u64>,
        /// The last line in our text copy.
        to_line: Option<u64>,
        /// True when our copy has lost it, such as a drawing or colours.
        lost: Option<bool>,
        /// What it holds, in a few words.
        parts: Vec<Line>,
    }
}

record! {
    /// Something that a source says: a bullet, a row, a finding.
    pub struct Item {
        /// A name for it, unique in the source.
        id: At<Id>,
        /// The place that it stands in.
        place: At<Id>,
        /// The line in our text copy.
        line: Option<u64>,
        /// Where inside the place, in words.
        at: Option<Line>,
        /// What it says, in our own words.
        gist: Line,
    }
}

impl Kind for Source {
    const NAME: &'static str = "source";
}
