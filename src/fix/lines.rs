//! Signs that cannot be seen: marks, line ends, tabs, spaces at the ends of lines.

use std::ops::Range;

use super::same::{Changed, verified};
use super::{File, yaml_of};
use crate::edit::line_end;
use crate::record::shape::FieldShape;
use crate::yaml::{self, Node, NodeKind};

/// The text without such signs.
pub(super) fn mended(path: &str, text: &str, fields: &[FieldShape]) -> Option<String> {
    let mut now = plain_ends(text.trim_start_matches('\u{feff}'));
    if let Some(spaced) = tabs(path, &now, fields) {
        now = spaced;
    }
    if let Some(before) = File::read(path, text)
        && verified(&before, path, now.clone(), &Changed::new()).is_none()
    {
        return None;
    }
    for step in [spaces, last_line] {
        let next = File::read(path, &now)
            .and_then(|file| verified(&file, path, step(&file), &Changed::new()));
        now = next.unwrap_or(now);
    }
    Some(now)
}

/// The text with plain line ends. A file that went through two systems can have `\r\r\n`, and one
/// that was cut off half of the last.
pub(super) fn plain_ends(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.trim_end_matches('\r'));
    lines.collect::<Vec<_>>().join("\n")
}

/// Tabs before the first sign of a line, where YAML allows none, as two spaces each. Only when that
/// makes a record of a text that is none.
fn tabs(path: &str, text: &str, fields: &[FieldShape]) -> Option<String> {
    if File::read(path, text).is_some() {
        return None;
    }
    let yaml = yaml_of(path, text)?;
    let lines = text[yaml.clone()].split_inclusive('\n').map(|line| {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        format!("{}{}", line[..blank].replace('\t', "  "), &line[blank..])
    });
    let new = format!(
        "{}{}{}",
        &text[..yaml.start],
        lines.collect::<String>(),
        &text[yaml.end..]
    );
    let file = File::read(path, &new)?;
    let NodeKind::Map(pairs) = &file.tree.kind else {
        return None;
    };
    let known = |key: &str| fields.iter().any(|field| field.key == key);
    pairs.iter().all(|pair| known(&pair.key)).then_some(new)
}

/// Without spaces at the ends of lines and tabs between words, outside texts and comments.
fn spaces(file: &File<'_>) -> String {
    let mut texts = Vec::new();
    texts_in(file.text, &file.tree, &mut texts);
    let start = file.yaml.start;
    let comments = yaml::comments(&file.text[file.yaml.clone()]);
    texts.extend(
        comments
            .into_iter()
            .map(|at| at.start + start..at.end + start),
    );
    texts.sort_by_key(|at| at.start);
    let mut new = file.text[..start].to_string();
    let mut at = start;
    for text in texts.into_iter().filter(|text| text.end <= file.yaml.end) {
        if text.start < at {
            continue;
        }
        new.push_str(&cleaned(&file.text[at..text.start], false));
        let kept = &file.text[text.clone()];
        new.push_str(if kept.starts_with('#') {
            kept.trim_end()
        } else {
            kept
        });
        at = text.end;
    }
    new.push_str(&cleaned(&file.text[at..file.yaml.end], true));
    new.push_str(&file.text[file.yaml.end..]);
    new
}

/// What stands between values: its lines without spaces at their ends, and its tabs as spaces.
fn cleaned(between: &str, last: bool) -> String {
    let lines: Vec<&str> = between.split('\n').collect();
    let count = lines.len();
    let lines = lines.into_iter().enumerate().map(|(at, line)| {
        // The last part goes on with a value.
        let ends = at + 1 < count || last;
        let line = if ends {
            line.trim_end_matches([' ', '\t'])
        } else {
            line
        };
        line.replace('\t', " ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Where single values stand; a block of text to the end of its last line.
fn texts_in(text: &str, node: &Node, found: &mut Vec<Range<usize>>) {
    match &node.kind {
        NodeKind::Scalar(scalar) => {
            let at = node.span.range();
            let block = scalar.quoted && !text[at.clone()].starts_with(['"', '\'']);
            found.push(match block {
                true => at.start..line_end(text, at.end),
                false => at,
            });
        }
        NodeKind::List(items) => items.iter().for_each(|item| texts_in(text, item, found)),
        NodeKind::Map(pairs) => {
            for pair in pairs {
                found.push(pair.key_span.range());
                texts_in(text, &pair.value, found);
            }
        }
        NodeKind::Null | NodeKind::Refused => {}
    }
}

/// With a line end after the last line.
fn last_line(file: &File<'_>) -> String {
    match file.text.ends_with('\n') {
        true => file.text.to_string(),
        false => format!("{}\n", file.text),
    }
}
