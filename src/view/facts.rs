//! Facts: a label, what is known, and where from. A blank is an answer too.

use serde::Serialize;

use super::Look;
use super::marks::Mark;
use crate::record::award::Answer;
use crate::record::common::Common;
use crate::record::shape::Shape;
use crate::record::value::{Term, Value, Vocabulary};

/// A row of a fact table.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// The field.
    pub key: String,
    /// What the row is about.
    pub label: String,
    /// What is known; empty when the source does not say.
    pub values: Vec<FactValue>,
    /// What the source adds to it.
    pub note: Option<String>,
    /// The cell of the source, word for word.
    pub printed: Option<String>,
    /// Where it comes from.
    pub marks: Vec<Mark>,
}

/// One thing that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactValue {
    /// What it is.
    pub text: String,
    /// Records that share it.
    pub href: Option<String>,
    /// The id of the value, as a class.
    pub class: Option<String>,
}

impl FactValue {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: None,
            class: None,
        }
    }
}

/// What editors choose so that readers find their way: no source says it, so none stands behind it.
const CHOSEN: [&str; 9] = [
    "lessons",
    "guides",
    "listings",
    "audiences",
    "stages",
    "themes",
    "see_also",
    "related",
    "awards",
];

impl Look<'_> {
    /// A row without values.
    pub(super) fn fact(&self, common: &Common, key: &str, label: &str) -> Fact {
        Fact {
            key: key.to_string(),
            label: label.to_string(),
            values: Vec::new(),
            note: None,
            printed: None,
            marks: match CHOSEN.contains(&key) {
                true => Vec::new(),
                false => self.marks(common, key),
            },
        }
    }

    /// A value of a vocabulary, linked to what shares it.
    pub(super) fn term<V: Vocabulary>(&self, term: &Term<V>) -> FactValue {
        self.value_of(V::ID, &term.id)
    }

    fn value_of(&self, vocabulary: &str, id: &str) -> FactValue {
        FactValue {
            text: self.site.vocabularies.label(vocabulary, id).to_string(),
            href: self.value_href(vocabulary, id),
            class: Some(id.to_string()),
        }
    }

    /// What shares a value: the way in of an audience, the stage of the journey, or the awards.
    fn value_href(&self, vocabulary: &str, id: &str) -> Option<String> {
        match vocabulary {
            "audience" => return Some(self.href(&format!("for/{id}/"))),
            "stage" => return Some(self.href_at("journey/", id)),
            _ => {}
        }
        let facets = self.site.facets.iter();
        let mut facets = facets.filter(|facet| facet.vocabulary.as_deref() == Some(vocabulary));
        let facet = facets.find(|facet| facet.used().any(|(_, value)| value.id == id))?;
        Some(self.href(&facet.route(id)))
    }

    /// The label of a vocabulary value.
    pub(super) fn label<V: Vocabulary>(&self, term: &Term<V>) -> String {
        self.site.vocabularies.label(V::ID, &term.id).to_string()
    }

    /// The answer in a yes/no column.
    pub(super) fn answer(
        &self,
        common: &Common,
        key: &str,
        label: &str,
        answer: Option<&Answer>,
    ) -> Fact {
        let mut fact = self.fact(common, key, label);
        if let Some(answer) = answer {
            fact.values.push(FactValue {
                text: self.label(&answer.answer),
                href: None,
                class: Some(answer.answer.id.clone()),
            });
            fact.note = answer.qualification.as_ref().map(ToString::to_string);
        }
        fact
    }

    /// The fields that the site declares for itself.
    pub(super) fn declared(
        &self,
        kind: &str,
        declared: &[(String, Value)],
        common: &Common,
    ) -> Vec<Fact> {
        let shapes = self.site.declared.get(kind).into_iter().flatten();
        shapes
            .map(|shape| {
                let mut fact = self.fact(common, &shape.field.key, &shape.label);
                let value = declared.iter().find(|(key, _)| *key == *shape.field.key);
                if let Some((_, value)) = value {
                    self.values(value, &shape.field.shape, &mut fact.values);
                }
                fact
            })
            .collect()
    }

    pub(super) fn values(&self, value: &Value, shape: &Shape, out: &mut Vec<FactValue>) {
        let text = match (value, shape) {
            (Value::List(items), Shape::List(inner)) => {
                return items.iter().for_each(|item| self.values(item, inner, out));
            }
            (Value::Text(id, _), Shape::Term(vocabulary)) => {
                out.push(self.value_of(vocabulary, id));
                return;
            }
            (Value::Text(id, _), Shape::Reference(kind)) => {
                // A record that is left out is not named either.
                out.extend(self.record_value(kind, id));
                return;
            }
            (Value::Text(address, _), Shape::Address) => {
                out.push(FactValue {
                    text: address.clone(),
                    href: Some(address.clone()),
                    class: None,
                });
                return;
            }
            (value, _) => self.plain(value),
        };
        out.push(FactValue::text(text));
    }

    fn record_value(&self, kind: &str, id: &str) -> Option<FactValue> {
        let link = self.record_link(kind, id)?;
        Some(FactValue {
            text: link.text,
            href: Some(link.href),
            class: None,
        })
    }

    /// A link to a record by its id, with its title. `None` when it does not exist or is left out.
    pub(super) fn record_link(&self, kind: &str, id: &str) -> Option<super::LinkView> {
        let title = self.site.title(kind, id)?.to_string();
        let (route, anchor) = crate::link::of_record(kind, id)?;
        let href = match anchor {
            Some(anchor) => self.href_at(&route, &anchor),
            None => self.href(&route),
        };
        Some(super::LinkView { text: title, href })
    }

    fn plain(&self, value: &Value) -> String {
        match value {
            Value::Text(text, _) => text.clone(),
            Value::Prose(prose) => prose.fragment.text().into_owned(),
            Value::Count(count, _) => self.words.counted(*count),
            Value::Number(number, _) => self.words.number(*number),
            Value::Money(money, _) => self.words.money(money),
            Value::Date(date, _) => self.words.date(*date),
            Value::Flag(true, _) => self.words.text("fact.flag_yes"),
            Value::Flag(false, _) => self.words.text("fact.flag_no"),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.plain(item)).collect();
                self.words.list(&items)
            }
            Value::Struct(_) | Value::Table(_) => String::new(),
        }
    }
}
