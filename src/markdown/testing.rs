//! What the tests of this room share.

use super::{ParseOptions, parse_with};
use crate::diag::{Diagnostics, FileId, Span, TextMap};
use crate::record::prose::{Fragment, Part};

/// The fragment and the problems of a text that is a file of its own.
pub(super) fn parse(source: &str, options: ParseOptions<'_>) -> (Fragment, Diagnostics) {
    let map = TextMap::verbatim(Span::new(FileId(0), 0..source.len()));
    let mut sink = Diagnostics::new();
    let fragment = parse_with(source, &map, options, &mut sink);
    sink.sort();
    (fragment, sink)
}

pub(super) fn fragment(source: &str) -> Fragment {
    fragment_with(source, ParseOptions::default())
}

pub(super) fn fragment_with(source: &str, options: ParseOptions<'_>) -> Fragment {
    parse(source, options).0
}

/// The HTML with slots as `{n}`, and words as their name and what fills their places.
pub(super) fn html(source: &str) -> String {
    show(&fragment(source))
}

pub(super) fn show(fragment: &Fragment) -> String {
    let word = |at: usize| {
        let word = &fragment.words[at];
        let name = word.key.trim_start_matches("text.").to_owned();
        let fills = word.fills.iter().map(|(_, value)| value.clone());
        let shown: Vec<String> = std::iter::once(name).chain(fills).collect();
        format!("‹{}›", shown.join(" "))
    };
    let show = |part: &Part| match part {
        Part::Word(n) => word(*n),
        Part::Html(html) => html.clone(),
        Part::Address(n) | Part::Citation(n) => format!("{{{n}}}"),
    };
    fragment.parts.iter().map(show).collect()
}

/// The codes of the problems, in order of place.
pub(super) fn codes(source: &str) -> Vec<&'static str> {
    let (_, problems) = parse(source, ParseOptions::default());
    problems.iter().map(|problem| problem.code).collect()
}

/// The codes of the problems with what they mark.
pub(super) fn spans(source: &str) -> Vec<(&'static str, &str)> {
    let (_, problems) = parse(source, ParseOptions::default());
    let marked = |problem: &crate::diag::Diagnostic| {
        let place = problem.primary.as_ref().expect("has a place").span;
        (problem.code, &source[place.range()])
    };
    problems.iter().map(marked).collect()
}

/// What each link marks.
pub(super) fn links(source: &str) -> Vec<&str> {
    let links = fragment(source).links;
    links
        .iter()
        .map(|link| &source[link.span.range()])
        .collect()
}
