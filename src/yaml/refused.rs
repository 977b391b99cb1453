//! What records do not use, such as aliases and tags: each kind of it is one problem of a file, with
//! its places.

use super::open::line_start;
use super::tree::Place;
use crate::diag::{Diagnostic, Span};

/// Something that records do not use.
pub(super) struct Refused {
    pub(super) code: &'static str,
    pub(super) sign: char,
    pub(super) places: Vec<Span>,
}

/// The most places that are shown besides the first.
const SHOWN: usize = 3;

impl Refused {
    /// All of them as one problem.
    pub(super) fn diagnostic(&self, place: Place<'_>) -> Diagnostic {
        let Refused { code, sign, places } = self;
        let line = |span: &Span| line_start(place.text, span.start as usize - place.base);
        let mut shown = places.clone();
        shown.dedup_by_key(|span| line(span));
        let article = if *code == "tag" { "A" } else { "An" };
        let message =
            format!("{article} {code} (a word that begins with “{sign}”) is not used in records.");
        let what = match *code {
            "alias" => "Write the value out in full.",
            _ => "Delete the word.",
        };
        let problem = Diagnostic::error(code, message).hint(format!(
            "{what} If the text should begin with “{sign}”, put all of it in quotes."
        ));
        let problem = match places.len() - 1 {
            0..=SHOWN => problem,
            more => problem.hint(format!("There are {more} more of them in this file.")),
        };
        let problem = problem.at(places[0]);
        let also = shown.iter().skip(1).take(SHOWN);
        also.fold(problem, |problem, place| {
            problem.related(*place, "also here")
        })
    }
}
