//! Markdown to [`Fragment`]s.
//!
//! In goes the text of a page's body or of a record's field, with the [`TextMap`] that says where
//! the text stands in its file. Out comes a [`Fragment`]: HTML with the links left open as
//! numbered slots, the headings, the links with their places, and the plain text for search.
//! Problems go to the list of diagnostics, each at its place.
//!
//! The one thing to know: parsing is pure. It reads no other record, no file and no clock, so the
//! same text gives the same fragment and the result can be kept by the hash of the text.
//!
//! 1. `limits` refuses what is too long or too deep to be prose.
//! 2. pulldown-cmark turns the text into events; `references` judges the brackets that it
//!    cannot place, which is where citations come from.
//! 3. `writer::Writer` turns events into HTML and slots.
//! 4. `look_alikes`, `near_tables` and `unclosed` say what an editor surely meant and did not get,
//!    from the words that stand on the page as typed (`literal`).
//! 5. `raw` cleans the whole, only when the text holds raw HTML.

mod attributes;
mod blocks;
mod citation;
mod code;
mod footnotes;
mod front_matter;
mod front_matter_slips;
mod headings;
mod html;
mod images;
mod limits;
mod links;
mod literal;
mod look_alikes;
mod loops;
mod near_tables;
mod raw;
mod references;
mod slug;
mod tables;
mod target;
mod text;
mod unclosed;
mod writer;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod testing;

pub use code::forget_grammars;
pub use front_matter::{FrontMatter, split_front_matter};
pub use limits::{MAX_BYTES, MAX_DEPTH, MAX_HTML_BYTES};

use pulldown_cmark::{BrokenLink, Options, Parser};

use crate::diag::{Diagnostics, TextMap};
use crate::record::prose::Fragment;

/// How a fragment fits into its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParseOptions<'a> {
    /// Put before every id, so that several fragments can share a page: `context-`. Letters,
    /// digits and hyphens.
    pub id_prefix: &'a str,
    /// Added to the level of every heading: 1 turns `##` into `<h3>`. Nothing goes below `<h6>`.
    pub heading_offset: u8,
}

/// Parses Markdown that has its page to itself. See [`parse_with`].
pub fn parse(text: &str, map: &TextMap, sink: &mut Diagnostics) -> Fragment {
    parse_with(text, map, ParseOptions::default(), sink)
}

/// Parses Markdown. `map` says where `text` stands in its file.
///
/// A text over [`MAX_BYTES`] (with raw HTML, [`MAX_HTML_BYTES`]) or nested deeper than [`MAX_DEPTH`]
/// is an error and gives an empty fragment; every other problem leaves as much of the text as can be kept.
pub fn parse_with(
    text: &str,
    map: &TextMap,
    options: ParseOptions<'_>,
    sink: &mut Diagnostics,
) -> Fragment {
    if let Err(problem) = limits::check(text, map) {
        sink.push(*problem);
        return Fragment::default();
    }
    let mut found = Diagnostics::new();
    let mut references = references::References::new(text, map, &mut found);
    let judge = |link: BrokenLink<'_>| references.judge(&link);
    let events = Parser::new_with_broken_link_callback(text, syntax(), Some(judge));

    let mut writer = writer::Writer::new(text, map, options, sink);
    let written = events
        .into_offset_iter()
        .try_for_each(|(event, range)| writer.event(event, range));
    let fragment = match written {
        Ok(()) => writer.finish(),
        Err(problem) => {
            sink.push(*problem);
            Fragment::default()
        }
    };
    sink.append(found);
    fragment
}

/// What is switched on. Smart punctuation is not: figures and quotations stay as typed.
fn syntax() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}
