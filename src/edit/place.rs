//! Where things stand in a text, line by line.

use std::ops::Range;

use crate::yaml::{Node, NodeKind, Pair};

/// Where the line of `at` begins.
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// Where the line of `at` ends, behind its line end.
pub fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |far| at + far + 1)
}

/// Whether a list or set of fields is written in brackets.
pub(super) fn in_brackets(text: &str, node: &Node) -> bool {
    let collection = matches!(node.kind, NodeKind::List(_) | NodeKind::Map(_));
    collection && text[node.span.range()].starts_with(['[', '{'])
}

/// Where a value ends, without the comments and empty lines that follow it.
pub fn content_end(text: &str, node: &Node) -> usize {
    let inner = match &node.kind {
        _ if in_brackets(text, node) => None,
        NodeKind::List(items) => items.last().map(|item| content_end(text, item)),
        NodeKind::Map(pairs) => pairs.last().map(|pair| pair_end(text, pair)),
        _ => None,
    };
    inner.unwrap_or_else(|| node.span.range().end)
}

/// Where a field ends; one without a value ends with its colon.
pub(super) fn pair_end(text: &str, pair: &Pair) -> usize {
    match pair.value.kind {
        NodeKind::Null => content_end(text, &pair.value).max(colon(text, pair)),
        _ => content_end(text, &pair.value),
    }
}

/// The place behind the colon of a field.
pub(super) fn colon(text: &str, pair: &Pair) -> usize {
    let end = pair.key_span.range().end;
    text[end..].find(':').map_or(end, |far| end + far + 1)
}

/// How far from the start of its line the field begins.
pub(super) fn indent(text: &str, pair: &Pair) -> usize {
    let start = pair.key_span.range().start;
    let line = &text[line_start(text, start)..start];
    let line = line.trim_start_matches('\u{feff}');
    line.chars().count()
}

/// The line end that a text uses.
pub(super) fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Where the comment lines begin that stand directly above the line at `start`, no further left
/// than `indent`; `start` itself when there are none.
pub fn attached(text: &str, start: usize, indent: usize) -> usize {
    let mut top = start;
    while top > 0 {
        let above = line_start(text, top - 1);
        let line = text[above..top].trim_start_matches('\u{feff}');
        let blank = line.len() - line.trim_start_matches(' ').len();
        if !line[blank..].starts_with('#') || blank > indent {
            return top;
        }
        top = above;
    }
    top
}

/// Behind the comment lines that follow the line end at `end` and are indented deeper than
/// `indent`: they belong to what is above them.
pub fn past_own_comments(text: &str, end: usize, indent: usize) -> usize {
    let mut end = end;
    loop {
        let line = &text[end..line_end(text, end)];
        let blank = line.len() - line.trim_start_matches(' ').len();
        if !line[blank..].starts_with('#') || blank <= indent {
            return end;
        }
        end += line.len();
    }
}

/// The comments within a range, as their texts.
pub(super) fn comments_in<'t>(
    text: &'t str,
    comments: &[Range<usize>],
    range: Range<usize>,
) -> Vec<&'t str> {
    let inside = comments
        .iter()
        .filter(|at| at.start >= range.start && at.end <= range.end);
    inside.map(|at| text[at.clone()].trim_end()).collect()
}
