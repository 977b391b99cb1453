//! Fields in the order in which their record declares them.
//!
//! A field moves with its lines, the comment lines directly above it and those inside it. Where a
//! comment stands apart, so that it is not plain to which field it belongs, nothing is moved and a
//! person is told.

use std::ops::Range;

use super::same::{Changed, verified};
use super::{File, Question};
use crate::edit::{attached, content_end, line_end, line_start, past_own_comments};
use crate::record::shape::{FieldShape, Shape};
use crate::yaml::{Node, NodeKind, Pair};

/// The text with its fields in the declared order.
pub(super) fn mended(file: &File<'_>, fields: &[FieldShape], path: &str) -> Option<String> {
    let mut text = file.text.to_string();
    // Each turn puts one set of fields in order, so there are no more turns than sets.
    for _ in 0..1_000 {
        let Some(now) = File::read(path, &text) else {
            break;
        };
        let mut jumbled = Vec::new();
        unordered(&now.tree, fields, &mut jumbled);
        let next = jumbled.iter().find_map(|set| set.sorted(&now));
        match next {
            Some(next) => text = next,
            None => break,
        }
    }
    verified(file, path, text, &Changed::new())
}

/// Sets of fields that cannot be put in order here.
pub(super) fn questions(file: &File<'_>, fields: &[FieldShape]) -> Vec<Question> {
    let mut jumbled = Vec::new();
    unordered(&file.tree, fields, &mut jumbled);
    let asked = jumbled.iter().filter_map(|set| {
        let why = set.lines(file).err()?;
        Some(Question {
            urgent: false,
            line: file.line(set.pairs[0].key_span),
            text: format!("The fields are not in the declared order, and stay so because {why}"),
        })
    });
    asked.collect()
}

const APART: &str =
    "a comment stands apart from them. Put the comment directly above the field that it is about.";
const AT_THE_TOP: &str = "the comment at the top may be about the whole file or about the first field. If it is about the file, put an empty line below it; if not, move it and its field by hand.";
const ONE_LINE: &str = "not each of them is on lines of its own. Put each field on a new line.";

/// Fields with the order that they should have.
struct Jumbled<'n> {
    pairs: &'n [Pair],
    order: Vec<usize>,
    top: bool,
}

/// Finds sets of fields, one to a line, that are not in order, the outermost first.
fn unordered<'n>(node: &'n Node, fields: &[FieldShape], found: &mut Vec<Jumbled<'n>>) {
    look(node, fields, true, found);
}

fn look<'n>(node: &'n Node, fields: &[FieldShape], top: bool, found: &mut Vec<Jumbled<'n>>) {
    let NodeKind::Map(pairs) = &node.kind else {
        return;
    };
    let place = |key: &str| fields.iter().position(|field| field.key == key);
    let places: Option<Vec<usize>> = pairs.iter().map(|pair| place(&pair.key)).collect();
    if let Some(places) = places.filter(|places| !places.is_sorted()) {
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by_key(|at| places[*at]);
        found.push(Jumbled { pairs, order, top });
    }
    for pair in pairs {
        let field = fields.iter().find(|field| field.key == pair.key);
        if let Some(Shape::Struct(inner)) = field.map(|field| &field.shape) {
            look(&pair.value, inner.fields, false, found);
        }
    }
}

impl Jumbled<'_> {
    fn sorted(&self, file: &File<'_>) -> Option<String> {
        let lines = self.lines(file).ok()?;
        let (start, end) = (lines.first()?.start, lines.last()?.end);
        let parts: Vec<&str> = lines.into_iter().map(|at| &file.text[at]).collect();
        let sorted: String = self.order.iter().map(|at| parts[*at]).collect();
        Some(format!(
            "{}{sorted}{}",
            &file.text[..start],
            &file.text[end..]
        ))
    }

    /// The lines of each field; when that is not plain, why, and what to do.
    fn lines(&self, file: &File<'_>) -> Result<Vec<Range<usize>>, &'static str> {
        let text = file.text;
        let mut lines: Vec<Range<usize>> = Vec::new();
        for (at, pair) in self.pairs.iter().enumerate() {
            let key = pair.key_span.range().start;
            let first = line_start(text, key);
            let indent = key - first;
            let alone = text[first..key].chars().all(|c| c == ' ');
            let mut start = attached(text, first, indent);
            let before = lines.last().map_or(start, |before| before.end);
            // What stands between two fields goes with the second, if it is empty lines only.
            if !alone || first < before {
                return Err(ONE_LINE);
            }
            let apart = text.get(before..start).ok_or(APART)?;
            if !apart.trim().is_empty() {
                return Err(APART);
            }
            // Above a field that stays the first, a comment stays in any case.
            if self.top && at == 0 && start < first && self.order[0] != 0 {
                return Err(AT_THE_TOP);
            }
            start = before;
            let mut end = line_end(text, pair_end(text, pair));
            end = past_own_comments(text, end, indent);
            let whole = text[..end].ends_with('\n') && end <= file.yaml.end;
            lines.push(whole.then_some(start..end).ok_or(ONE_LINE)?);
        }
        Ok(lines)
    }
}

fn pair_end(text: &str, pair: &Pair) -> usize {
    match pair.value.kind {
        NodeKind::Null => pair.key_span.range().end,
        _ => content_end(text, &pair.value),
    }
}
