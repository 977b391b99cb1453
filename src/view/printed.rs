//! What the source prints word for word, and every place behind a record.

use serde::Serialize;

use super::Look;
use super::marks::Mark;
use crate::record::common::Common;
use crate::record::shape::StructShape;

/// A cell of a table of the source.
#[derive(Clone, Debug, Serialize)]
pub struct PrintedCell {
    /// The column.
    pub column: String,
    /// The cell.
    pub text: String,
}

/// A locator and what it supports.
#[derive(Clone, Debug, Serialize)]
pub struct LocatorRow {
    /// The fields, in words; empty for the whole record.
    pub what: Vec<String>,
    /// The place.
    pub mark: Mark,
}

/// Fields that readers see everywhere and that need no place of their own in a list.
const PLAIN: [&str; 4] = ["title", "project", "phase", "printed"];

impl Look<'_> {
    /// The cells of a record that are kept word for word, in the order of the declaration, which
    /// is that of the source's tables.
    pub(super) fn printed_cells(
        &self,
        kind: &str,
        shape: &StructShape,
        cells: &serde_json::Value,
    ) -> Vec<PrintedCell> {
        let fields = shape.fields.iter().filter_map(|field| {
            Some(PrintedCell {
                column: self.words.text(&format!("printed.{kind}_{}", field.key)),
                text: cells.get(&*field.key)?.as_str()?.to_string(),
            })
        });
        fields.collect()
    }

    /// Every locator of a record, with what it supports.
    pub(super) fn locator_rows(&self, kind: &str, common: &Common) -> Vec<LocatorRow> {
        let rows = common.locators.iter().filter_map(|locator| {
            let all = locator.r#for.iter().map(|name| name.path.as_str());
            let mut named: Vec<&str> = all.clone().filter(|path| !PLAIN.contains(path)).collect();
            if named.is_empty() {
                named = all.collect();
            }
            Some(LocatorRow {
                what: named
                    .into_iter()
                    .map(|path| self.path(kind, path))
                    .collect(),
                mark: self.mark(locator)?,
            })
        });
        rows.collect()
    }

    /// “Evaluation: by”: a field, or one inside another.
    fn path(&self, kind: &str, path: &str) -> String {
        let declared = self.site.declared.get(kind).into_iter().flatten();
        if let Some(own) = declared.into_iter().find(|own| own.field.key == path) {
            return own.label.clone();
        }
        let (field, part) = match path.split_once('.') {
            Some((field, part)) => (field, part),
            None => {
                let heading = self.words.find(&format!("story.{path}"));
                let heading = heading.or_else(|| self.words.find(&format!("{kind}.fact_{path}")));
                return heading.unwrap_or_else(|| self.field(path));
            }
        };
        let part = self.words.small(&self.path(kind, part));
        self.words.fill(
            "format.labelled",
            &[("label", &self.field(field)), ("value", &part)],
        )
    }
}
