//! Why there is no pack, in words for the person who asked for it.

use std::fmt;

use crate::diag::excerpt;
use crate::diag::suggest::nearest;
use crate::link::{CLEAR, Site};
use crate::record::common::State;
use crate::schema::KINDS;
use crate::view::quoted;

/// Why there is no pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No such award; and what to do about it.
    Absent(String),
    /// The record may not go out; and what to do about it.
    Held(String),
    /// The picture cannot be made.
    Picture(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent(why) | Self::Held(why) => write!(f, "{why}"),
            Self::Picture(why) => write!(
                f,
                "The picture for links cannot be made: {why}. This is a fault of Casebook; please report it with the id of the award."
            ),
        }
    }
}

impl Refused {
    /// An award that is not part of the site: held back, something else, or nothing.
    pub(super) fn absent(site: &Site, id: &str) -> Self {
        if let Some((file, state)) = site.known.get("award", id) {
            return Self::Held(held_back(id, state, site.file_path(file), site));
        }
        let shown = excerpt(id);
        let others = KINDS.iter().filter(|kind| kind.name != "award");
        let mut others = others.filter(|kind| site.known.get(kind.name, id).is_some());
        if let Some(kind) = others.next() {
            return Self::Absent(format!(
                "“{shown}” is a {}. Packs are made of awards, the case studies in data/awards.",
                kind.name
            ));
        }
        let awards = site.awards.iter().map(|award| award.id.as_str());
        let hint = match nearest(id, awards) {
            Some(near) => format!("Did you mean “{near}”?"),
            None => {
                "The id of an award is the name of its file in data/awards, without the ending."
                    .to_string()
            }
        };
        Self::Absent(format!("There is no award “{shown}”. {hint}"))
    }

    /// Stops a pack that would quote what somebody must clear first and nobody has.
    pub(super) fn held(site: &Site, id: &str) -> Result<(), Self> {
        let held = quoted(site, id)
            .into_iter()
            .filter_map(|(kind, id, common)| {
                let why = site.uncleared(common)?;
                Some(format!("The {kind} “{id}” may not go out: {why}."))
            });
        let held: Vec<String> = held.collect();
        match held.is_empty() {
            true => Ok(()),
            false => Err(Self::Held(format!("{}\n{CLEAR}", held.join("\n")))),
        }
    }
}

fn held_back(id: &str, state: State, file: &str, site: &Site) -> String {
    let day = site.as_of.in_words();
    let (why, what) = match state {
        State::Draft => (
            "is a draft".to_string(),
            "When it may go out, take “state: draft” out of",
        ),
        State::Embargoed => (
            format!("is under an embargo that is not over on {day}"),
            "Make the pack when it is. The day stands under “embargo” in",
        ),
        State::Withdrawn => (
            "has been withdrawn".to_string(),
            "Nothing of it goes out any more. The reason stands under “withdrawn” in",
        ),
        State::Cleared | State::Published => (
            "is not part of the site".to_string(),
            "`casebook check` says what is wrong with",
        ),
    };
    format!("The award “{id}” {why}, so there is no pack of it. {what} {file}.")
}
