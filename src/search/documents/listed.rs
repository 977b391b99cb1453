//! Records of the kinds that are all shown alike, by their declaration: what is a word becomes
//! text, what is from a vocabulary a label, what is Markdown a section.

use std::borrow::Cow;

use super::{Document, Said, Section, prose};
use crate::link::{Site, text};
use crate::record::Entry;
use crate::record::shape::{FieldShape, Shape};
use crate::record::value::{Fields, Value};
use crate::schema::RecordKind;
use crate::words::Words;

/// Fields that are a name of the record.
const NAMES: &[&str] = &["abbreviation"];

pub(super) fn of<'s>(
    site: &'s Site,
    words: &Words,
    kind: &'static str,
    entry: &'s Entry<Fields>,
) -> Document<'s> {
    let Some(kind) = RecordKind::named(kind) else {
        return Document::of(kind, entry, "", "");
    };
    let lead = kind.catalogue.map_or("", |catalogue| catalogue.lead);
    let mut document = Document::of(kind.name, entry, text(entry, "title"), text(entry, lead));
    let hidden = kind
        .catalogue
        .map_or(&[] as &[&str], |catalogue| catalogue.hidden);
    for field in kind.shape.fields {
        let aside = field.key == "title" || field.key == lead || hidden.contains(&&*field.key);
        if let Some(value) = entry.data.get(&field.key).filter(|_| !aside) {
            add(words, field, value, &mut document);
        }
    }
    declared(site, &entry.declared, &mut document);
    if let Some(body) = entry.body() {
        prose::add(&body.fragment, &mut document.sections);
    }
    document
}

fn add<'s>(words: &Words, field: &'s FieldShape, value: &'s Value, document: &mut Document<'s>) {
    match value {
        Value::Prose(prose) => document.sections.push(Section {
            anchor: Cow::Owned(field.key.replace('_', "-")),
            heading: Cow::Owned(words.text(&format!("field.{}", field.key))),
            text: vec![Said::Whole(&prose.fragment)],
        }),
        Value::Text(text, _) if NAMES.contains(&&*field.key) => {
            document.names.push(Cow::Borrowed(text));
        }
        value => add_value(&field.shape, value, document),
    }
}

/// Adds the fields that a site declares for itself.
pub(super) fn declared<'s>(
    site: &'s Site,
    values: &'s [(String, Value)],
    document: &mut Document<'s>,
) {
    let shapes = site.declared.get(document.kind);
    for (key, value) in values {
        let mut shapes = shapes.into_iter().flatten();
        if let Some(known) = shapes.find(|known| known.field.key == *key) {
            add_value(&known.field.shape, value, document);
        }
    }
}

fn add_value<'s>(shape: &'s Shape, value: &'s Value, document: &mut Document<'s>) {
    match (shape, value) {
        (Shape::Term(vocabulary), Value::Text(id, _)) => {
            document.classes.push((vocabulary, id));
        }
        (Shape::Line | Shape::Text, Value::Text(text, _)) => {
            document.sections[0].text.push(Said::from(&**text));
        }
        (Shape::List(inner), Value::List(items)) => {
            for item in items {
                add_value(inner, item, document);
            }
        }
        (Shape::Struct(shape), Value::Struct(fields)) => {
            for field in shape.fields {
                if let Some(value) = fields.get(&field.key) {
                    add_value(&field.shape, value, document);
                }
            }
        }
        _ => {}
    }
}
