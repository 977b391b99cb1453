//! One field of a record, set or taken away.

use std::ops::Range;

use super::list;
use super::place::{
    attached, colon, comments_in, content_end, in_brackets, indent, line_end, line_start, newline,
    pair_end, past_own_comments,
};
use super::plain::Plain;
use super::render::{self, Fields, after_colon, field};
use crate::record::shape::Shape;
use crate::yaml::{self, Node, NodeKind, Pair};

/// A text with its tree.
struct Record<'t> {
    text: &'t str,
    comments: Vec<Range<usize>>,
}

/// Sets the field at `path` of the record in `text`, whose tree is `root`. A field that is new goes
/// to its place in the declared order.
pub fn set(text: &str, root: &Node, fields: &Fields<'_>, path: &[String], value: &Plain) -> String {
    let record = Record {
        text,
        comments: yaml::comments(text),
    };
    record.set(root, fields, path, value)
}

/// Takes the field at `path` away, and a set of fields with the last of them.
pub fn remove(text: &str, root: &Node, path: &[String]) -> String {
    let record = Record {
        text,
        comments: yaml::comments(text),
    };
    record.remove(root, path)
}

impl Record<'_> {
    fn set(&self, map: &Node, fields: &Fields<'_>, path: &[String], value: &Plain) -> String {
        let [key, rest @ ..] = path else {
            return self.text.to_string();
        };
        let shape = fields.shape(key);
        let NodeKind::Map(pairs) = &map.kind else {
            return self.text.to_string();
        };
        let Some(pair) = pairs.iter().find(|pair| pair.key == *key) else {
            let value = nested(rest, value);
            return self.insert(map, pairs, fields, key, &value);
        };
        let inside = Fields::inside(&shape);
        match (&pair.value.kind, rest, inside) {
            (NodeKind::Map(_), [_, ..], Some(inside)) => {
                self.set(&pair.value, &inside, rest, value)
            }
            (NodeKind::Scalar(scalar), [last], Some(inside))
                if inside.shorthand() != Some(last) =>
            {
                let short = inside.shorthand().unwrap_or_default().to_string();
                let both = vec![
                    (short, Plain::Text(scalar.text.clone())),
                    (last.clone(), value.clone()),
                ];
                self.replace(map, pair, &Plain::Map(both), &shape)
            }
            _ => self.replace(map, pair, &nested(rest, value), &shape),
        }
    }

    fn replace(&self, map: &Node, pair: &Pair, value: &Plain, shape: &Shape) -> String {
        if let (NodeKind::List(items), Plain::List(wanted), Shape::List(inner)) =
            (&pair.value.kind, value, shape)
            && !in_brackets(self.text, &pair.value)
            && let Some((place, lines)) =
                list::changed(self.text, &self.comments, items, wanted, inner)
        {
            return spliced(self.text, place, &lines);
        }
        let start = colon(self.text, pair);
        let end = pair_end(self.text, pair);
        if in_brackets(self.text, map) {
            let value = format!(" {}", render::in_brackets(value, shape));
            return spliced(self.text, start..end, &value);
        }
        let listed =
            matches!(pair.value.kind, NodeKind::List(_)) && in_brackets(self.text, &pair.value);
        let indent = indent(self.text, pair);
        let mut value = match value {
            Plain::List(items) if listed && items.iter().all(|item| item.as_text().is_some()) => {
                format!(" {}", render::in_brackets(value, shape))
            }
            value => after_colon(value, shape, indent),
        };
        // Spaces that line values up stay.
        let gap = &self.text[start..];
        let gap = &gap[..gap.len() - gap.trim_start_matches(' ').len()];
        if value.starts_with(' ') && !gap.is_empty() {
            value = format!("{gap}{}", &value[1..]);
        }
        self.written(pair, start..end, &value)
    }

    /// Puts a value in the place of another; comments that would be lost or become part of it
    /// move above the field.
    fn written(&self, pair: &Pair, place: Range<usize>, value: &str) -> String {
        let mut place = place;
        if value.contains('\n') {
            place.end = line_end(self.text, place.end);
            place.end -= self.text[place.start..place.end].len()
                - self.text[place.start..place.end]
                    .trim_end_matches(['\r', '\n'])
                    .len();
        }
        let moved = comments_in(self.text, &self.comments, place.clone());
        let ending = newline(self.text);
        let text = spliced(self.text, place, &value.replace('\n', ending));
        let key = pair.key_span.range().start;
        let line = line_start(self.text, key);
        spliced(
            &text,
            line..line,
            &self.lines_of(&moved, indent(self.text, pair)),
        )
    }

    fn lines_of(&self, comments: &[&str], indent: usize) -> String {
        let ending = newline(self.text);
        let lines = comments
            .iter()
            .map(|comment| format!("{}{comment}{ending}", " ".repeat(indent)));
        lines.collect()
    }

    fn insert(
        &self,
        map: &Node,
        pairs: &[Pair],
        fields: &Fields<'_>,
        key: &str,
        value: &Plain,
    ) -> String {
        let order = fields.order(key);
        let before = pairs.iter().rfind(|pair| fields.order(&pair.key) <= order);
        let shape = fields.shape(key);
        if in_brackets(self.text, map) {
            let written = format!("{key}: {}", render::in_brackets(value, &shape));
            return self.insert_in_braces(map, pairs, before, &written);
        }
        let indent = pairs.first().map_or(0, |pair| indent(self.text, pair));
        let ending = newline(self.text);
        let lines = field(key, value, &shape, indent).replace('\n', ending);
        match before {
            Some(before) => {
                let end = line_end(self.text, pair_end(self.text, before));
                let at = past_own_comments(self.text, end, indent);
                match self.text[..at].ends_with('\n') {
                    true => spliced(self.text, at..at, &lines),
                    false => spliced(self.text, at..at, &format!("{ending}{lines}")),
                }
            }
            None => {
                let first = pairs.first().map_or(0, |pair| pair.key_span.range().start);
                let at = attached(self.text, line_start(self.text, first), indent);
                spliced(self.text, at..at, &lines)
            }
        }
    }

    fn insert_in_braces(
        &self,
        map: &Node,
        pairs: &[Pair],
        before: Option<&Pair>,
        written: &str,
    ) -> String {
        match (before, pairs.first()) {
            (Some(before), _) => {
                let at = pair_end(self.text, before);
                spliced(self.text, at..at, &format!(", {written}"))
            }
            (None, Some(first)) => {
                let at = first.key_span.range().start;
                spliced(self.text, at..at, &format!("{written}, "))
            }
            (None, None) => spliced(self.text, map.span.range(), &format!("{{{written}}}")),
        }
    }

    fn remove(&self, map: &Node, path: &[String]) -> String {
        let (NodeKind::Map(pairs), [key, rest @ ..]) = (&map.kind, path) else {
            return self.text.to_string();
        };
        let Some(at) = pairs.iter().position(|pair| pair.key == *key) else {
            return self.text.to_string();
        };
        let pair = &pairs[at];
        if let (NodeKind::Map(inner), [last]) = (&pair.value.kind, rest)
            && inner
                .iter()
                .any(|other| other.key != *last && other.value.kind != NodeKind::Null)
        {
            return self.remove(&pair.value, rest);
        }
        match in_brackets(self.text, map) {
            true => self.remove_in_braces(map, pairs, at),
            false => self.remove_lines(pair),
        }
    }

    fn remove_in_braces(&self, map: &Node, pairs: &[Pair], at: usize) -> String {
        let start = pairs[at].key_span.range().start;
        let place = match (pairs.get(at + 1), at.checked_sub(1)) {
            (Some(next), _) => start..next.key_span.range().start,
            (None, Some(before)) => {
                pair_end(self.text, &pairs[before])..pair_end(self.text, &pairs[at])
            }
            (None, None) => map.span.range().start + 1..content_end(self.text, map) - 1,
        };
        spliced(self.text, place, "")
    }

    fn remove_lines(&self, pair: &Pair) -> String {
        let start = line_start(self.text, pair.key_span.range().start);
        let end = line_end(self.text, pair_end(self.text, pair));
        let kept = comments_in(self.text, &self.comments, start..end);
        let kept = self.lines_of(&kept, indent(self.text, pair));
        let mark = match self.text[start..].starts_with('\u{feff}') {
            true => '\u{feff}'.len_utf8(),
            false => 0,
        };
        spliced(self.text, start + mark..end, &kept)
    }
}

/// A value below the names of `path`.
fn nested(path: &[String], value: &Plain) -> Plain {
    path.iter().rev().fold(value.clone(), |value, key| {
        Plain::Map(vec![(key.clone(), value)])
    })
}

fn spliced(text: &str, place: Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..place.start], &text[place.end..])
}
