//! What a record says in a column, and what a cell says of it, in one form.
//!
//! A value that is written in two ways is one value: `yes` and `{answer: yes}`, 5.7 and 5.70, a
//! block of text and a line, a list that is empty and none.

use super::columns::Column;
use crate::edit::Plain;
use crate::record::shape::{Shape, StructShape};
use crate::tables::{joined, tidy};
use crate::yaml::{Node, NodeKind};
use serde_json::{Map, Value as Json};

/// What a record says in a column; what it means by saying nothing, where that is something.
pub(super) fn of_record(record: &Node, column: &Column) -> Option<Plain> {
    let found = at_column(record, column);
    let plain = found.and_then(Plain::of);
    let plain = plain.and_then(|plain| canonical(plain, &column.shape));
    plain.or_else(|| column.default.map(Plain::from))
}

/// The node of a column.
pub(super) fn at_column<'n>(record: &'n Node, column: &Column) -> Option<&'n Node> {
    at_path(record, &column.path, column.bare)
}

/// The node at a path. A bare value is the field that it stands for.
pub(super) fn at_path<'n>(node: &'n Node, path: &[String], bare: bool) -> Option<&'n Node> {
    let [key, rest @ ..] = path else {
        return Some(node);
    };
    match &node.kind {
        NodeKind::Map(pairs) => {
            let pair = pairs.iter().find(|pair| pair.key == *key)?;
            at_path(&pair.value, rest, bare)
        }
        NodeKind::Scalar(_) if rest.is_empty() && bare => Some(node),
        _ => None,
    }
}

/// A value in the form in which values are compared; `None` for nothing.
pub(super) fn canonical(plain: Plain, shape: &Shape) -> Option<Plain> {
    match (plain, shape) {
        (Plain::Text(text), shape) => text_value(&text, shape),
        (Plain::List(items), shape) => {
            let inner = match shape {
                Shape::List(inner) => (**inner).clone(),
                _ => Shape::Text,
            };
            let items: Vec<Plain> = items
                .into_iter()
                .filter_map(|item| canonical(item, &inner))
                .collect();
            (!items.is_empty()).then_some(Plain::List(items))
        }
        (Plain::Map(pairs), Shape::Struct(inner)) => fields(pairs, inner),
        (Plain::Map(pairs), shape) => {
            let inner = |key: &str| match shape {
                Shape::Table(inner) => (**inner).clone(),
                Shape::Money if key == "amount" => Shape::Number,
                _ => Shape::Text,
            };
            let pairs = pairs.into_iter();
            let pairs = pairs
                .filter_map(|(key, value)| Some((key.clone(), canonical(value, &inner(&key))?)));
            let pairs: Vec<(String, Plain)> = pairs.collect();
            (!pairs.is_empty()).then_some(Plain::Map(pairs))
        }
    }
}

fn text_value(text: &str, shape: &Shape) -> Option<Plain> {
    let text = tidy(text);
    let text = match shape {
        Shape::Count | Shape::Number | Shape::Money => number(&text),
        _ => text,
    };
    (!text.is_empty()).then_some(Plain::Text(text))
}

/// `5.70` is 5.7; what is no number stays.
fn number(text: &str) -> String {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let decimals = digits.split_once('.').filter(|(whole, decimals)| {
        let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        all(whole) && all(decimals)
    });
    match decimals {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.').to_string(),
        None => text.to_string(),
    }
}

fn fields(pairs: Vec<(String, Plain)>, inner: &StructShape) -> Option<Plain> {
    let pairs = pairs.into_iter().filter_map(|(key, value)| {
        let shape = inner
            .field(&key)
            .map_or(Shape::Text, |field| field.shape.clone());
        Some((key, canonical(value, &shape)?))
    });
    let mut pairs: Vec<(String, Plain)> = pairs.collect();
    let order = |key: &str| {
        inner
            .fields
            .iter()
            .position(|field| field.key == key)
            .unwrap_or(usize::MAX)
    };
    pairs.sort_by_key(|(key, _)| order(key));
    match pairs.as_slice() {
        [] => None,
        [(key, value)] if inner.shorthand == Some(key.as_str()) => Some(value.clone()),
        _ => Some(Plain::Map(pairs)),
    }
}

/// A value as the text of a cell.
pub(super) fn as_cell(plain: &Plain, shape: &Shape) -> String {
    match (plain, shape) {
        (Plain::Text(text), _) => text.clone(),
        (Plain::List(items), Shape::List(inner)) if is_simple(inner) => {
            let texts: Option<Vec<&str>> = items.iter().map(Plain::as_text).collect();
            texts.map_or_else(|| as_json(plain, shape).to_string(), |texts| joined(&texts))
        }
        _ => as_json(plain, shape).to_string(),
    }
}

/// Whether a list of such items is written with `; ` between them, and not as JSON.
pub(super) fn is_simple(inner: &Shape) -> bool {
    !matches!(
        inner,
        Shape::Struct(_) | Shape::List(_) | Shape::Table(_) | Shape::Money
    )
}

fn as_json(plain: &Plain, shape: &Shape) -> Json {
    match plain {
        Plain::Text(text) => match (shape, text.parse::<i64>()) {
            (Shape::Count | Shape::Number, Ok(number)) if number.to_string() == *text => {
                number.into()
            }
            _ => text.as_str().into(),
        },
        Plain::List(items) => {
            let inner = match shape {
                Shape::List(inner) => (**inner).clone(),
                _ => Shape::Text,
            };
            items.iter().map(|item| as_json(item, &inner)).collect()
        }
        Plain::Map(pairs) => {
            let inner = |key: &str| match shape {
                Shape::Struct(inner) => inner
                    .field(key)
                    .map_or(Shape::Text, |field| field.shape.clone()),
                Shape::Money if key == "amount" => Shape::Number,
                _ => Shape::Text,
            };
            let pairs = pairs
                .iter()
                .map(|(key, value)| (key.clone(), as_json(value, &inner(key))));
            Json::Object(pairs.collect::<Map<_, _>>())
        }
    }
}

/// What JSON means.
pub(super) fn of_json(json: Json) -> Option<Plain> {
    match json {
        Json::Null => None,
        Json::String(text) => Some(Plain::Text(text)),
        Json::Bool(_) | Json::Number(_) => Some(Plain::Text(json.to_string())),
        Json::Array(items) => Some(Plain::List(items.into_iter().filter_map(of_json).collect())),
        Json::Object(pairs) => {
            let pairs = pairs.into_iter();
            Some(Plain::Map(
                pairs
                    .filter_map(|(key, value)| Some((key, of_json(value)?)))
                    .collect(),
            ))
        }
    }
}
