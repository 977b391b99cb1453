//! Values that have one right form: dates, names from vocabularies, numbers, true and false.

use super::same::{Changed, verified};
use super::{File, Question};
use crate::check::Vocabularies;
use crate::edit::{looks_otherwise, quoted};
use crate::record::date::Date;
use crate::record::dated::{self, Dated};
use crate::record::number::Number;
use crate::record::shape::{FieldShape, Shape};
use crate::yaml::{Node, NodeKind, Scalar};

/// What is done with a single value: its new text, and the way that it is written.
type Mend<'a> = &'a dyn Fn(&Scalar, &Shape) -> Option<(String, String)>;

/// Values in their right form.
pub(super) fn mended(
    file: &File<'_>,
    fields: &[FieldShape],
    vocabularies: &Vocabularies,
    path: &str,
) -> Option<String> {
    changed(file, fields, path, &|scalar, shape| {
        let text = scalar.text.trim();
        let better = better(text, shape, vocabularies)?;
        let written = match looks_otherwise(&better, shape) && is_text(shape) {
            true => quoted(&better),
            false => better.clone(),
        };
        Some((better, written))
    })
}

/// Quotes around texts that others would not take for texts.
pub(super) fn quotes(file: &File<'_>, fields: &[FieldShape], path: &str) -> Option<String> {
    changed(file, fields, path, &|scalar, shape| {
        let plain = !scalar.quoted && !scalar.text.contains('\n') && is_text(shape);
        let text = &scalar.text;
        // A long sentence is no number; only what is short can be taken for something else.
        let doubtful =
            plain && text.len() <= 40 && !text.contains(' ') && looks_otherwise(text, shape);
        doubtful.then(|| (text.clone(), quoted(text)))
    })
}

fn is_text(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Line
            | Shape::Text
            | Shape::Prose
            | Shape::Id
            | Shape::Address
            | Shape::Term(_)
            | Shape::Reference(_)
            | Shape::Choice(_)
    )
}

/// The value that was meant, if there is one only.
fn better(text: &str, shape: &Shape, vocabularies: &Vocabularies) -> Option<String> {
    let small = text.to_lowercase();
    match shape {
        Shape::Date if Date::parse(text).is_none() => match dated::read(text)? {
            Dated::One { date, short: false } => Some(date.to_string()),
            _ => None,
        },
        Shape::Term(name) if vocabularies.find(name, text).is_none() => {
            vocabularies.named(name, text).map(|value| value.id.clone())
        }
        Shape::Choice(words) if !words.contains(&text) => words
            .iter()
            .find(|word| **word == small)
            .map(ToString::to_string),
        Shape::Flag => match small.as_str() {
            _ if matches!(text, "true" | "false") => None,
            "true" | "yes" | "y" | "on" => Some("true".into()),
            "false" | "no" | "n" | "off" => Some("false".into()),
            _ => None,
        },
        Shape::Count | Shape::Number => without_commas(text),
        _ => None,
    }
}

/// `150,019` without its commas, when they stand between thousands.
fn without_commas(text: &str) -> Option<String> {
    let (whole, _) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next()?;
    let thousands = groups.clone().count() > 0 && groups.all(|group| group.len() == 3);
    let bare = text.replace(',', "");
    // 0,500 is a half, or a slip: nobody groups thousands behind a nought.
    let thousands = thousands && !first.trim_start_matches('-').starts_with('0');
    let fits = thousands && (1..=3).contains(&first.len()) && Number::parse(&bare).is_some();
    fits.then_some(bare)
}

/// Dates that have two readings, or leave the century out.
pub(super) fn questions(file: &File<'_>, fields: &[FieldShape]) -> Vec<Question> {
    let mut asked = Vec::new();
    walk(
        &file.tree,
        &Inside::Fields(fields),
        String::new(),
        &mut |node, scalar, shape, _| {
            let text = scalar.text.trim();
            if !matches!(shape, Shape::Date) || Date::parse(text).is_some() {
                return;
            }
            let question = match dated::read(text) {
                Some(Dated::Two {
                    day_first,
                    month_first,
                }) => format!(
                    "“{text}” can be {} or {}. Write {day_first} or {month_first}.",
                    day_first.in_words(),
                    month_first.in_words()
                ),
                Some(Dated::One { date, short: true }) => {
                    format!("“{text}” leaves the century out. Write {date}, if that is meant.")
                }
                _ => return,
            };
            asked.push(Question {
                urgent: true,
                line: file.line(node.span),
                text: question,
            });
        },
    );
    asked
}

fn changed(file: &File<'_>, fields: &[FieldShape], path: &str, mend: Mend<'_>) -> Option<String> {
    let mut changed = Changed::new();
    let mut places = Vec::new();
    walk(
        &file.tree,
        &Inside::Fields(fields),
        String::new(),
        &mut |node, scalar, shape, path| {
            // A block of text keeps its form.
            let at = node.span.range();
            let block = scalar.quoted && !file.text[at.clone()].starts_with(['"', '\'']);
            if block {
                return;
            }
            if let Some((means, written)) = mend(scalar, shape) {
                changed.insert(path, means);
                places.push((at, written));
            }
        },
    );
    let mut text = file.text.to_string();
    places.sort_by_key(|(at, _)| std::cmp::Reverse(at.start));
    for (at, written) in places {
        text.replace_range(at, &written);
    }
    verified(file, path, text, &changed)
}

/// What a node can hold.
enum Inside<'s> {
    Fields(&'s [FieldShape]),
    Shape(&'s Shape),
}

/// Sees every single value whose shape is known.
fn walk(
    node: &Node,
    inside: &Inside<'_>,
    path: String,
    see: &mut dyn FnMut(&Node, &Scalar, &Shape, String),
) {
    match (&node.kind, inside) {
        (NodeKind::Map(pairs), Inside::Fields(fields)) => {
            for pair in pairs {
                if let Some(field) = fields.iter().find(|field| field.key == pair.key) {
                    walk(
                        &pair.value,
                        &Inside::Shape(&field.shape),
                        format!("{path}/{}", pair.key),
                        see,
                    );
                }
            }
        }
        (NodeKind::Map(_), Inside::Shape(Shape::Struct(inner))) => {
            walk(node, &Inside::Fields(inner.fields), path, see)
        }
        (NodeKind::Map(pairs), Inside::Shape(Shape::Table(inner))) => {
            for pair in pairs {
                walk(
                    &pair.value,
                    &Inside::Shape(inner),
                    format!("{path}/{}", pair.key),
                    see,
                );
            }
        }
        (NodeKind::Map(pairs), Inside::Shape(Shape::Money)) => {
            for pair in pairs.iter().filter(|pair| pair.key == "amount") {
                walk(
                    &pair.value,
                    &Inside::Shape(&Shape::Number),
                    format!("{path}/amount"),
                    see,
                );
            }
        }
        (NodeKind::List(items), Inside::Shape(Shape::List(inner))) => {
            for (at, item) in items.iter().enumerate() {
                walk(item, &Inside::Shape(inner), format!("{path}/{at}"), see);
            }
        }
        (NodeKind::Scalar(_), Inside::Shape(Shape::Struct(inner))) => {
            let short = inner.shorthand.and_then(|key| inner.field(key));
            if let Some(field) = short {
                walk(node, &Inside::Shape(&field.shape), path, see);
            }
        }
        (NodeKind::Scalar(scalar), Inside::Shape(shape)) => see(node, scalar, shape, path),
        _ => {}
    }
}
