//! Lists with one item to a line: only the items that differ are written anew.

use std::ops::Range;

use super::place::{comments_in, content_end, in_brackets, line_end, line_start, newline};
use super::plain::Plain;
use super::render::{self, item_lines};
use crate::record::shape::Shape;
use crate::yaml::Node;

/// The new lines of a list, and the range that they replace. `None` when the list is not written
/// with one item to a line, or nothing of it stays.
pub(super) fn changed(
    text: &str,
    comments: &[Range<usize>],
    items: &[Node],
    wanted: &[Plain],
    shape: &Shape,
) -> Option<(Range<usize>, String)> {
    let known: Vec<Option<Plain>> = items.iter().map(Plain::of).collect();
    let same = |a: &Option<Plain>, b: &Plain| a.as_ref() == Some(b);
    let front = known
        .iter()
        .zip(wanted)
        .take_while(|(a, b)| same(a, b))
        .count();
    let room = known.len().min(wanted.len()) - front;
    let back = known.iter().rev().zip(wanted.iter().rev());
    let back = back.take(room).take_while(|(a, b)| same(a, b)).count();
    if front + back == 0 {
        return None;
    }
    let indent = indent(text, items.first()?)?;
    let place = place(text, items, front, items.len() - back);
    let mut lines = String::new();
    for comment in comments_in(text, comments, place.clone()) {
        lines.push_str(&format!("{}{comment}\n", " ".repeat(indent)));
    }
    for (at, item) in wanted[front..wanted.len() - back].iter().enumerate() {
        let like = items
            .get(front + at)
            .filter(|_| front + at < items.len() - back);
        lines.push_str(&one(text, like, item, shape, indent));
    }
    let ending = newline(text);
    let mut lines = lines.replace('\n', ending);
    let before = &text[..place.start];
    if place.is_empty() && !before.ends_with('\n') {
        lines = format!("{ending}{}", lines.strip_suffix(ending).unwrap_or(&lines));
    }
    Some((place, lines))
}

/// An item, in braces if the one that it replaces was.
fn one(text: &str, like: Option<&Node>, item: &Plain, shape: &Shape, indent: usize) -> String {
    match like.is_some_and(|like| in_brackets(text, like)) {
        true => format!(
            "{}- {}\n",
            " ".repeat(indent),
            render::in_brackets(item, shape)
        ),
        false => item_lines(item, shape, indent),
    }
}

/// How far from the left the dashes stand; `None` in brackets.
fn indent(text: &str, item: &Node) -> Option<usize> {
    let start = item.span.range().start;
    let line = &text[line_start(text, start)..start];
    let blank = line.len() - line.trim_start_matches(' ').len();
    (line[blank..].trim_end() == "-").then_some(blank)
}

/// The lines of the items from `from` to before `to`, from the first dash.
fn place(text: &str, items: &[Node], from: usize, to: usize) -> Range<usize> {
    let start = match from {
        0 => line_start(text, items[0].span.range().start),
        from => line_end(text, content_end(text, &items[from - 1])),
    };
    match to > from {
        true => start..line_end(text, content_end(text, &items[to - 1])),
        false => start..start,
    }
}
