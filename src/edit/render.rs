//! Values as the lines of a record.

use super::plain::Plain;
use super::scalar::written;
use crate::record::shape::{FieldShape, Shape, StructShape};

/// The longest list that stands on one line, in characters.
const LONGEST_LINE: usize = 100;

/// The fields that a set of fields may have, in the declared order.
#[derive(Clone, Debug)]
pub struct Fields<'s> {
    list: Vec<(&'s str, Shape)>,
    shorthand: Option<&'static str>,
    /// An amount of money stands in braces, on one line.
    braces: bool,
}

impl<'s> Fields<'s> {
    /// The fields of a record.
    pub fn new(fields: impl IntoIterator<Item = &'s FieldShape>) -> Self {
        let list = fields.into_iter();
        Self {
            list: list
                .map(|field| (&*field.key, field.shape.clone()))
                .collect(),
            shorthand: None,
            braces: false,
        }
    }

    /// The fields inside a value of this shape, if it has any.
    pub(super) fn inside(shape: &Shape) -> Option<Fields<'static>> {
        match shape {
            Shape::Struct(inner) => Some(Fields::of(inner)),
            Shape::Money => Some(Fields {
                list: vec![("amount", Shape::Number), ("currency", Shape::Line)],
                shorthand: None,
                braces: true,
            }),
            _ => None,
        }
    }

    fn of(inner: &'static StructShape) -> Fields<'static> {
        Fields {
            shorthand: inner.shorthand,
            ..Fields::new(inner.fields)
        }
    }

    /// The shape of a field. One that is not declared is text.
    pub fn shape(&self, key: &str) -> Shape {
        let known = self.list.iter().find(|(name, _)| *name == key);
        known.map_or(Shape::Text, |(_, shape)| shape.clone())
    }

    /// Where a field stands in the order.
    pub(super) fn order(&self, key: &str) -> usize {
        let at = self.list.iter().position(|(name, _)| *name == key);
        at.unwrap_or(usize::MAX)
    }

    /// The field that a bare value stands for.
    pub(super) fn shorthand(&self) -> Option<&'static str> {
        self.shorthand
    }
}

/// A field as lines, from its name to the last line end.
pub fn field(key: &str, value: &Plain, shape: &Shape, indent: usize) -> String {
    let pad = " ".repeat(indent);
    format!("{pad}{}:{}\n", name(key), after_colon(value, shape, indent))
}

/// A name; only names that a site declares can need quotes.
fn name(key: &str) -> String {
    written(key, &Shape::Line, true)
}

/// What stands behind the colon of a field that begins `indent` from the left, without the last
/// line end.
pub(super) fn after_colon(value: &Plain, shape: &Shape, indent: usize) -> String {
    match (value, shape) {
        (Plain::Text(text), shape) => format!(" {}", text_value(text, alone(shape), indent)),
        (Plain::List(items), Shape::List(inner)) => list(items, inner, indent),
        (Plain::Map(pairs), shape) => map(pairs, shape, indent),
        (Plain::List(items), _) => list(items, &Shape::Text, indent),
    }
}

/// The shape of a single value: that of the field which it stands for, if it stands for one.
fn alone(shape: &Shape) -> &Shape {
    let Shape::Struct(inner) = shape else {
        return shape;
    };
    let field = inner.shorthand.and_then(|key| inner.field(key));
    field.map_or(shape, |field| alone(&field.shape))
}

fn text_value(text: &str, shape: &Shape, indent: usize) -> String {
    let multi_line = matches!(shape, Shape::Text | Shape::Prose) && text.contains('\n');
    match multi_line && fits_block(text) {
        true => block(text, indent + 2),
        false => written(text, shape, false),
    }
}

/// Whether a text can be a block: then its lines stand as they are.
fn fits_block(text: &str) -> bool {
    let odd = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
    };
    !text.starts_with([' ', '\n', '\t']) && !text.contains(odd)
}

fn block(text: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let lines = text
        .trim_end_matches('\n')
        .split('\n')
        .map(|line| match line.is_empty() {
            true => "\n".to_string(),
            false => format!("\n{pad}{line}"),
        });
    format!("|{}", lines.collect::<String>())
}

fn list(items: &[Plain], inner: &Shape, indent: usize) -> String {
    if let Some(line) = on_one_line(items, inner) {
        return format!(" {line}");
    }
    let items = items.iter().map(|item| item_lines(item, inner, indent + 2));
    let lines: String = items.collect();
    format!("\n{}", lines.trim_end_matches('\n'))
}

/// A list of single values in brackets, if it is short.
fn on_one_line(items: &[Plain], inner: &Shape) -> Option<String> {
    let short = items
        .iter()
        .all(|item| item.as_text().is_some_and(|text| !text.contains('\n')));
    let line = in_brackets(&Plain::List(items.to_vec()), &Shape::List(boxed(inner)));
    (short && line.chars().count() <= LONGEST_LINE).then_some(line)
}

fn boxed(shape: &Shape) -> crate::record::shape::Inner {
    crate::record::shape::Inner::Declared(std::sync::Arc::new(shape.clone()))
}

/// An item of a list as lines, from its dash to the last line end.
pub(super) fn item_lines(item: &Plain, shape: &Shape, indent: usize) -> String {
    let pad = " ".repeat(indent);
    match (item, Fields::inside(shape)) {
        (Plain::Map(pairs), Some(fields)) if !pairs.is_empty() && !fields.braces => {
            let lines = pairs_lines(pairs, &fields, indent + 2);
            format!("{pad}- {}", lines.trim_start_matches(' '))
        }
        (Plain::Text(text), _) => {
            format!("{pad}- {}\n", text_value(text, alone(shape), indent))
        }
        _ => format!("{pad}- {}\n", in_brackets(item, shape)),
    }
}

fn pairs_lines(pairs: &[(String, Plain)], fields: &Fields<'_>, indent: usize) -> String {
    let mut sorted: Vec<&(String, Plain)> = pairs.iter().collect();
    sorted.sort_by_key(|(key, _)| fields.order(key));
    let lines = sorted
        .into_iter()
        .map(|(key, value)| field(key, value, &fields.shape(key), indent));
    lines.collect()
}

fn map(pairs: &[(String, Plain)], shape: &Shape, indent: usize) -> String {
    let fields = Fields::inside(shape);
    let short = fields.as_ref().and_then(|fields| fields.shorthand);
    match (pairs, fields) {
        ([(key, value)], Some(fields)) if short == Some(key.as_str()) => {
            after_colon(value, &fields.shape(key), indent)
        }
        (pairs, Some(fields)) if !fields.braces && !pairs.is_empty() => {
            let lines = pairs_lines(pairs, &fields, indent + 2);
            format!("\n{}", lines.trim_end_matches('\n'))
        }
        (pairs, _) => format!(" {}", in_brackets(&Plain::Map(pairs.to_vec()), shape)),
    }
}

/// A value on one line, with lists in brackets and fields in braces.
pub(super) fn in_brackets(value: &Plain, shape: &Shape) -> String {
    match value {
        Plain::Text(text) => written(text, alone(shape), true),
        Plain::List(items) => {
            let text = Shape::Text;
            let inner = match shape {
                Shape::List(inner) => inner,
                _ => &text,
            };
            let items: Vec<String> = items.iter().map(|item| in_brackets(item, inner)).collect();
            format!("[{}]", items.join(", "))
        }
        Plain::Map(pairs) => {
            let fields = Fields::inside(shape).unwrap_or_else(|| Fields::new([]));
            let table = match shape {
                Shape::Table(inner) => Some((**inner).clone()),
                _ => None,
            };
            let pairs = pairs.iter().map(|(key, value)| {
                let shape = table.clone().unwrap_or_else(|| fields.shape(key));
                format!("{}: {}", name(key), in_brackets(value, &shape))
            });
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}
