//! What a record looks like: the one declaration that everything else reads.
//!
//! A record type is declared once with [`record!`](crate::record::declare::record). The
//! declaration gives the Rust type and its [`StructShape`]: validation walks the shape, and the
//! JSON Schema, the reference pages and the scaffolds of `casebook new` are written from it.

use std::sync::Arc;

/// The shape of one value.
#[derive(Clone, Debug)]
pub enum Shape {
    /// One line of plain text.
    Line,
    /// Plain text, possibly of several lines.
    Text,
    /// Markdown.
    Prose,
    /// A whole number of things, 0 or more.
    Count,
    /// A number, possibly negative, possibly with decimals.
    Number,
    /// An amount of money: `{amount, currency}`.
    Money,
    /// A date: a year, a year and month, or a day.
    Date,
    /// True or false.
    Flag,
    /// A short name of lower-case letters, digits and hyphens.
    Id,
    /// A web or mail address.
    Address,
    /// One of a few words that Casebook itself knows.
    Choice(&'static [&'static str]),
    /// A value of the vocabulary with this id.
    Term(Name),
    /// The id of a record of this kind.
    Reference(Name),
    /// A list.
    List(Inner),
    /// A set of named fields.
    Struct(&'static StructShape),
    /// Names of one's own choosing, each with a value of this shape.
    Table(Inner),
}

/// A name known when Casebook is compiled, or one that a site declares.
pub type Name = std::borrow::Cow<'static, str>;

/// The shape inside a list or table.
#[derive(Clone, Debug)]
pub enum Inner {
    /// Declared in Casebook.
    Built(&'static Shape),
    /// Declared by a site.
    Declared(Arc<Shape>),
}

impl std::ops::Deref for Inner {
    type Target = Shape;
    fn deref(&self) -> &Shape {
        match self {
            Inner::Built(shape) => shape,
            Inner::Declared(shape) => shape,
        }
    }
}

impl Shape {
    /// What an editor is told to write, such as "a date, such as 2025-04-30".
    pub fn wanted(&self) -> String {
        match self {
            Shape::Line => "a line of text".into(),
            Shape::Text => "text".into(),
            Shape::Prose => "text (Markdown)".into(),
            Shape::Count => "a whole number, such as 150019, without commas or words".into(),
            Shape::Number => {
                "a number, such as 5.7, without commas, signs of money or words".into()
            }
            Shape::Money => "an amount of money, such as { amount: -110, currency: GBP }".into(),
            Shape::Date => "a date, such as 2025, 2025-04 or 2025-04-30".into(),
            Shape::Flag => "true or false".into(),
            Shape::Id => "an id of lower-case letters, digits and hyphens, such as p4-01".into(),
            Shape::Address => "an address that starts with https://, http:// or mailto:".into(),
            Shape::Choice(words) => format!("one of: {}", words.join(", ")),
            Shape::Term(vocabulary) => format!("a value of the vocabulary “{vocabulary}”"),
            Shape::Reference(kind) => format!("the id of a record of kind “{kind}”"),
            Shape::List(inner) => format!("a list, each item {}", inner.wanted()),
            Shape::Struct(shape) => match shape.shorthand {
                Some(key) => format!("a set of fields, or just the {key}"),
                None => "a set of fields, each on its own line as “name: value”".into(),
            },
            Shape::Table(inner) => format!("names, each with {}", inner.wanted()),
        }
    }
}

/// One field of a record.
#[derive(Clone, Debug)]
pub struct FieldShape {
    /// The name in the YAML.
    pub key: Name,
    /// What it is for, in the first line; more after it.
    pub doc: Name,
    /// What it holds.
    pub shape: Shape,
    /// Whether a record without it is wrong.
    pub required: bool,
}

impl FieldShape {
    /// What the field is for, as one line of text.
    pub fn purpose(&self) -> String {
        let words: Vec<&str> = self.doc.split_whitespace().collect();
        words.join(" ").trim_end_matches('.').to_string()
    }

    /// The name as readers see it: `status_reason` is “Status reason”.
    pub fn label(&self) -> String {
        label(&self.key)
    }
}

/// A key as readers see it: `status_reason` is “Status reason”.
pub fn label(key: &str) -> String {
    let spaced = key.replace(['_', '-'], " ");
    let mut chars = spaced.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A label or sentence as part of another sentence: its first letter small, unless it begins an
/// abbreviation. “Generative AI” is “generative AI”, and “CT scans” stays.
pub fn small(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), text.chars().nth(1)) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_string(),
    }
}

/// The fields of a record, or of a part of one.
#[derive(Debug)]
pub struct StructShape {
    /// The name of the type, such as `Award`.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its fields, in the order in which scaffolds and docs give them.
    pub fields: &'static [FieldShape],
    /// The field that a bare value stands for: `revenue: yes` is `revenue: {answer: yes}`.
    pub shorthand: Option<&'static str>,
}

impl StructShape {
    /// The field called `key`.
    pub fn field(&self, key: &str) -> Option<&'static FieldShape> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The field at a path such as `evaluation.by`.
    pub fn field_at(&self, path: &str) -> Option<&'static FieldShape> {
        match path.split_once('.') {
            None => self.field(path),
            Some((first, rest)) => match &self.field(first)?.shape {
                Shape::Struct(inner) => inner.field_at(rest),
                _ => None,
            },
        }
    }
}
