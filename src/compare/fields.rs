//! Fields that are other than they were.

use serde_json::Value as Json;

use super::plain::paragraphs;
use super::records::Pairs;
use super::rows::{Cell, Row};
use super::value::{Teller, is_blank};
use super::{Changed, Field, FieldChange, Sides};
use crate::record::shape::{Shape, StructShape, label};
use crate::words::Words;

/// A text as long as this is compared by its paragraphs.
const LONG: usize = 200;

/// The records of both sides that are other than they were.
pub(super) fn changed(sides: Sides<'_>, pairs: &Pairs<'_>, words: &Words) -> Vec<Changed> {
    let differ = Differ {
        old: Teller {
            site: sides.old,
            words,
        },
        new: Teller {
            site: sides.new,
            words,
        },
    };
    let changed = pairs.both.iter().map(|(old, new)| Changed {
        record: new.named(sides.new),
        was: (old.id != new.id).then(|| old.id.to_string()),
        fields: differ.row(old, new),
    });
    changed
        .filter(|changed| changed.was.is_some() || !changed.fields.is_empty())
        .collect()
}

/// A value of both sides: before, now.
type Pair<'v> = (&'v Json, &'v Json);

struct Differ<'s> {
    old: Teller<'s>,
    new: Teller<'s>,
}

/// Where a field lies: its key and what readers call it, with those that it lies in before them.
#[derive(Clone)]
struct Place {
    key: String,
    label: String,
}

impl Place {
    fn inside(&self, key: &str, label: &str) -> Self {
        Self {
            key: format!("{}.{key}", self.key),
            label: format!("{}: {label}", self.label),
        }
    }

    fn is(self, change: FieldChange) -> Field {
        Field {
            key: self.key,
            label: self.label,
            change,
        }
    }
}

impl Differ<'_> {
    fn row(&self, old: &Row<'_>, new: &Row<'_>) -> Vec<Field> {
        let mut fields = Vec::new();
        let (before, now) = (old.cells(), new.cells());
        let gone = before.iter().filter(|cell| find(&now, &cell.key).is_none());
        for cell in now.iter().chain(gone) {
            let value = |cells: &[Cell]| find(cells, &cell.key).map(|cell| cell.value.clone());
            let (old, new) = (value(&before), value(&now));
            let label = cell.label.clone();
            let place = Place {
                label: label.unwrap_or_else(|| self.new.label(&cell.key)),
                key: cell.key.clone(),
            };
            let pair = (&old.unwrap_or_default(), &new.unwrap_or_default());
            self.value(place, &cell.shape, pair, &mut fields);
        }
        let text = |row: &Row<'_>| Json::from(row.text.as_deref().unwrap_or_default());
        let place = Place {
            key: "text".into(),
            label: self.new.words.text("diff.text"),
        };
        self.value(place, &Shape::Prose, (&text(old), &text(new)), &mut fields);
        fields
    }

    fn value(&self, place: Place, shape: &Shape, pair: Pair<'_>, out: &mut Vec<Field>) {
        let (old, new) = pair;
        if old == new || is_blank(old) && is_blank(new) {
            return;
        }
        match (shape, old, new) {
            (Shape::Struct(inner), Json::Object(_), Json::Object(_)) => {
                self.set(&place, inner, pair, out);
            }
            (Shape::Table(inner), Json::Object(before), Json::Object(now)) => {
                let gone = before.keys().filter(|key| !now.contains_key(*key));
                for key in now.keys().chain(gone) {
                    self.value(place.inside(key, &label(key)), inner, of(pair, key), out);
                }
            }
            (Shape::List(inner), ..) => self.list(place, inner, pair, out),
            (Shape::Prose | Shape::Text, ..) => self.prose(place, pair, out),
            _ => {
                let (old, new) = (self.old.text(shape, old), self.new.text(shape, new));
                out.push(place.is(FieldChange::Value { old, new }));
            }
        }
    }

    fn set(&self, place: &Place, shape: &StructShape, pair: Pair<'_>, out: &mut Vec<Field>) {
        for field in shape.fields {
            let inside = place.inside(&field.key, &self.new.label(&field.key));
            self.value(inside, &field.shape, of(pair, &field.key), out);
        }
    }

    /// Items with an id are compared one by one; of others it is told which came and went.
    fn list(&self, place: Place, inner: &Shape, pair: Pair<'_>, out: &mut Vec<Field>) {
        let (before, now) = (items(pair.0), items(pair.1));
        let mut came = Vec::new();
        let mut stayed = Vec::new();
        for item in now {
            let known = id(item).and_then(|own| before.iter().find(|old| id(old) == Some(own)));
            match known {
                Some(old) => stayed.push((old, item)),
                None => came.push(item),
            }
        }
        let went = before
            .iter()
            .filter(|old| !stayed.iter().any(|(known, _)| known == old));
        let texts = |teller: &Teller<'_>, items: Vec<&Json>| -> Vec<String> {
            items
                .into_iter()
                .filter_map(|item| teller.text(inner, item))
                .collect()
        };
        let went = texts(&self.old, went.collect());
        let came = texts(&self.new, came);
        let (removed, added) = (without(&went, &came), without(&came, &went));
        if !(removed.is_empty() && added.is_empty()) {
            out.push(place.clone().is(FieldChange::Items { removed, added }));
        }
        for (old, new) in stayed {
            let name = id(new).unwrap_or_default();
            self.value(place.inside(name, name), inner, (old, new), out);
        }
    }

    /// A short text as a whole; a long one by its paragraphs.
    fn prose(&self, place: Place, pair: Pair<'_>, out: &mut Vec<Field>) {
        let text = |value: &Json| paragraphs(value.as_str().unwrap_or_default());
        let (before, now) = (text(pair.0), text(pair.1));
        let short = |text: &[String]| text.len() <= 1 && text.iter().all(|one| one.len() < LONG);
        let change = match (before == now, short(&before) && short(&now)) {
            (true, _) => FieldChange::Form {},
            (false, true) => FieldChange::Value {
                old: before.first().cloned(),
                new: now.first().cloned(),
            },
            (false, false) => {
                let (removed, added) = (without(&before, &now), without(&now, &before));
                match removed.is_empty() && added.is_empty() {
                    true => FieldChange::Form {},
                    false => FieldChange::Items { removed, added },
                }
            }
        };
        out.push(place.is(change));
    }
}

fn find<'c>(cells: &'c [Cell], key: &str) -> Option<&'c Cell> {
    cells.iter().find(|cell| cell.key == key)
}

fn of<'v>(pair: Pair<'v>, key: &str) -> Pair<'v> {
    const BLANK: &Json = &Json::Null;
    let get = |value: &'v Json| value.get(key).unwrap_or(BLANK);
    (get(pair.0), get(pair.1))
}

fn items(value: &Json) -> &[Json] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn id(item: &Json) -> Option<&str> {
    item.get("id").and_then(Json::as_str)
}

/// The items that are not among the others; each takes away one that is alike.
fn without(items: &[String], others: &[String]) -> Vec<String> {
    let mut others: Vec<&String> = others.iter().collect();
    let left = items.iter().filter(|item| {
        let alike = others.iter().position(|other| other == item);
        alike.map(|at| others.swap_remove(at)).is_none()
    });
    left.cloned().collect()
}
