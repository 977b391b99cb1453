//! Values as readers see them.

use serde_json::Value as Json;

use super::plain::paragraphs;
use crate::link::Site;
use crate::record::date::Date;
use crate::record::number::{Money, Number};
use crate::record::shape::{Shape, StructShape};
use crate::words::Words;

/// The name of the type of a place in a source.
const LOCATOR: &str = "Locator";

/// Puts the values of one side into words.
#[derive(Clone, Copy)]
pub(super) struct Teller<'s> {
    pub(super) site: &'s Site,
    pub(super) words: &'s Words,
}

impl Teller<'_> {
    /// A value as readers see it. `None` for a blank.
    pub(super) fn text(&self, shape: &Shape, value: &Json) -> Option<String> {
        if is_blank(value) {
            return None;
        }
        let text = match (shape, value) {
            (Shape::List(inner), Json::Array(items)) => {
                let items = items.iter().filter_map(|item| self.text(inner, item));
                return Some(self.words.list(&items.collect::<Vec<_>>()))
                    .filter(|text| !text.is_empty());
            }
            (Shape::Struct(inner), Json::Object(_)) if inner.name == LOCATOR => self.place(value),
            (Shape::Struct(inner), Json::Object(_)) => return self.set(inner, value),
            (Shape::Table(inner), Json::Object(rows)) => {
                let rows = rows.iter().filter_map(|(key, value)| {
                    Some(format!("{key}: {}", self.text(inner, value)?))
                });
                rows.collect::<Vec<_>>().join("; ")
            }
            (Shape::Term(vocabulary), Json::String(id)) => {
                self.site.vocabularies.label(vocabulary, id).to_string()
            }
            (Shape::Reference(kind), Json::String(id)) => {
                self.site.title(kind, id).unwrap_or(id).to_string()
            }
            (Shape::Date, Json::String(date)) => match Date::parse(date) {
                Some(date) => self.words.date(date),
                None => date.clone(),
            },
            (Shape::Money, Json::Object(_)) => self.money(value),
            (Shape::Count | Shape::Number, Json::Number(number)) => {
                self.number(&number.to_string())
            }
            (_, Json::Bool(true)) => self.words.text("fact.flag_yes"),
            (_, Json::Bool(false)) => self.words.text("fact.flag_no"),
            (Shape::Prose | Shape::Text, Json::String(text)) => paragraphs(text).join(" "),
            (_, Json::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        };
        Some(text)
    }

    fn number(&self, digits: &str) -> String {
        let number = Number::parse(digits);
        number.map_or_else(|| digits.to_string(), |number| self.words.number(number))
    }

    fn money(&self, value: &Json) -> String {
        let amount = value
            .get("amount")
            .map(ToString::to_string)
            .unwrap_or_default();
        let currency = value
            .get("currency")
            .and_then(Json::as_str)
            .unwrap_or_default();
        let money = Number::parse(&amount).and_then(|number| Money::from_number(number, currency));
        money.map_or(amount, |money| self.words.money(&money))
    }

    /// A place in a source, without the line in our copy, which readers do not see.
    fn place(&self, value: &Json) -> String {
        let get = |key: &str| value.get(key).and_then(Json::as_str);
        let (source, place) = (
            get("source").unwrap_or_default(),
            get("place").unwrap_or_default(),
        );
        let known = self.site.place(source, place);
        let source = known.map_or(source, |(source, _)| &source.data.short);
        let place = known.map_or(place, |(_, place)| &place.label);
        let parts: Vec<&str> = [Some(source), Some(place), get("at")]
            .into_iter()
            .flatten()
            .collect();
        self.words.list(&parts)
    }

    /// A set of fields, as “label: value” one after the other.
    fn set(&self, shape: &StructShape, value: &Json) -> Option<String> {
        let parts = shape.fields.iter().filter_map(|field| {
            let text = self.text(&field.shape, value.get(&*field.key)?)?;
            Some(format!("{}: {text}", self.label(&field.key)))
        });
        let parts: Vec<String> = parts.collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// What readers call a field of Casebook's own.
    pub(super) fn label(&self, key: &str) -> String {
        self.words.text(&format!("field.{key}"))
    }
}

/// Whether a value is none: a blank is the same as a field that is not there.
pub(super) fn is_blank(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.is_empty(),
        Json::Object(fields) => fields.values().all(is_blank),
        _ => false,
    }
}
