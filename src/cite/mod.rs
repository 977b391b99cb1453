//! References to the pages of records, for programs that keep references.
//!
//! In go the [`Site`] and what a view says of a page; out come three small files beside each page:
//! BibTeX, RIS and CSL-JSON. What a text holds can never end a field early.

mod bibtex;
mod csl;
mod ris;

use rayon::prelude::*;

use crate::link::Site;
use crate::view::{Citation, citation, pages};
use crate::words::Words;

/// Every file, made when its turn comes.
pub fn files(site: &Site, words: &Words) -> impl ParallelIterator<Item = (String, Vec<u8>)> {
    let keys = pages(site).into_par_iter();
    let cited = keys.filter_map(|key| citation(site, words, &key));
    cited.flat_map_iter(|page| written(&page))
}

fn written(page: &Citation) -> [(String, Vec<u8>); 3] {
    [
        (page.file("bib"), bibtex::write(page).into_bytes()),
        (page.file("ris"), ris::write(page).into_bytes()),
        (page.file("json"), csl::write(page)),
    ]
}

/// A text on one line: whatever a program may take for the end of a line becomes a space.
fn line(text: &str) -> String {
    let parts = text.split(|c: char| c.is_whitespace() || c.is_control());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

#[cfg(test)]
mod testing {
    use super::Citation;
    use crate::record::date::Date;

    /// A page whose texts hold every sign that means something somewhere.
    pub(super) fn hostile() -> Citation {
        Citation {
            of: "page/about/über us".into(),
            route: "about/über us/".into(),
            title:
                "50% & {more}: $5_000 #1 ~^\\ \"quoted\" @misc{x,\r\nER  - \n}\u{2028}TY  - JOUR"
                    .into(),
            container: "A } site".into(),
            publisher: "R&D\tand { more".into(),
            changed: Date::parse("2026-03-04"),
            address: Some("https://example.org/a_b%20{c}\\d#e/".into()),
            tag: Some("tag:example.org,2026:page/about/über us".into()),
            language: "en-GB".into(),
        }
    }

    /// The same with nothing but what is always known.
    pub(super) fn unknown() -> Citation {
        Citation {
            changed: None,
            address: None,
            tag: None,
            title: "A page".into(),
            ..hostile()
        }
    }
}
