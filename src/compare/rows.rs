//! The records of a site as rows of cells, whatever their kind.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::Named;
use crate::diag::FileId;
use crate::link::{Site, of_record};
use crate::record::Entry;
use crate::record::shape::{FieldShape, Shape};
use crate::record::value::Kind;
use crate::schema::{COMMON, KINDS, RecordKind};

/// Fields that readers never see.
const FOR_EDITORS: [&str; 7] = [
    "state",
    "embargo",
    "cleared",
    "withdrawn",
    "aliases",
    "covers",
    "order",
];

/// Every record that readers see: by the position of its kind, and its id.
pub(super) type Rows<'s> = BTreeMap<(usize, &'s str), Row<'s>>;

/// A record.
pub(super) struct Row<'s> {
    pub(super) kind: &'static RecordKind,
    pub(super) id: &'s str,
    pub(super) file: FileId,
    cells: Box<dyn Fn() -> Vec<Cell> + 's>,
    /// The Markdown below its front matter.
    pub(super) text: Option<Cow<'s, str>>,
}

/// A field of a record.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) key: String,
    /// What readers call it, where the site says so.
    pub(super) label: Option<String>,
    pub(super) shape: Shape,
    pub(super) value: Json,
}

impl Row<'_> {
    /// Its fields, in the order of the declaration.
    pub(super) fn cells(&self) -> Vec<Cell> {
        (self.cells)()
    }

    pub(super) fn named(&self, site: &Site) -> Named {
        let title = site.title(self.kind.name, self.id).unwrap_or(self.id);
        let address = match of_record(self.kind.name, self.id) {
            Some((route, Some(anchor))) => format!("{route}#{anchor}"),
            Some((route, None)) => route,
            None => String::new(),
        };
        Named {
            kind: self.kind.name,
            id: self.id.to_string(),
            title: title.to_string(),
            address,
        }
    }
}

/// The records of a site.
pub(super) fn rows(site: &Site) -> Rows<'_> {
    let mut rows = Rows::new();
    typed(site, &site.sources, &mut rows);
    typed(site, &site.awards, &mut rows);
    typed(site, &site.benefits, &mut rows);
    typed(site, &site.figures, &mut rows);
    typed(site, &site.terms, &mut rows);
    typed(site, &site.lessons, &mut rows);
    typed(site, &site.checklists, &mut rows);
    typed(site, &site.forms, &mut rows);
    typed(site, &site.pages, &mut rows);
    for (kind, entries) in &site.catalogued {
        add(site, kind, entries, &mut rows);
    }
    rows
}

fn typed<'s, T: Kind + Serialize>(site: &'s Site, entries: &'s [Entry<T>], rows: &mut Rows<'s>) {
    add(site, T::NAME, entries, rows);
}

fn add<'s, T: Serialize>(site: &'s Site, kind: &str, entries: &'s [Entry<T>], rows: &mut Rows<'s>) {
    let Some(at) = KINDS.iter().position(|known| known.name == kind) else {
        return;
    };
    let kind = &KINDS[at];
    for entry in entries {
        let row = Row {
            kind,
            id: &entry.id,
            file: entry.file,
            cells: Box::new(move || cells(site, kind, entry)),
            text: entry.body().map(|body| body.source.text()),
        };
        rows.insert((at, &entry.id), row);
    }
}

fn cells<T: Serialize>(site: &Site, kind: &RecordKind, entry: &Entry<T>) -> Vec<Cell> {
    let own = serde_json::to_value(&*entry.data).unwrap_or_default();
    let common = serde_json::to_value(&entry.common).unwrap_or_default();
    let of = |fields: &[FieldShape], from: &Json| -> Vec<Cell> {
        let seen = fields
            .iter()
            .filter(|field| !FOR_EDITORS.contains(&&*field.key));
        seen.map(|field| Cell {
            key: field.key.to_string(),
            label: None,
            shape: field.shape.clone(),
            value: from.get(&*field.key).cloned().unwrap_or_default(),
        })
        .collect()
    };
    let mut cells = of(kind.shape.fields, &own);
    for declared in site.declared.get(kind.name).into_iter().flatten() {
        let key = &*declared.field.key;
        let value = entry.declared.iter().find(|(known, _)| known == key);
        cells.push(Cell {
            key: key.to_string(),
            label: Some(declared.label.clone()),
            shape: declared.field.shape.clone(),
            value: value.map(|(_, value)| json!(value)).unwrap_or_default(),
        });
    }
    cells.extend(of(COMMON.fields, &common));
    cells
}
