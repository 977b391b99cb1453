//! Records as rows.

use super::columns::{Column, KINDS, columns};
use super::print::{HEADING, Print};
use super::values::{as_cell, of_record};
use super::{Problem, Site};
use crate::record::date::Date;
use crate::record::shape::{Inner, Shape};
use crate::schema::RecordKind;
use crate::tables;
use crate::tables::write::{Holds, List, Page, Sheet};

/// The records of a site, ready to be written.
#[derive(Debug)]
pub struct Exported {
    pages: Vec<Page>,
    lists: Vec<List>,
    notes: Page,
}

/// Every record of the kinds that have a sheet, drafts too.
pub fn export(site: Site<'_>) -> Exported {
    let mut exported = Exported {
        pages: Vec::new(),
        lists: Vec::new(),
        notes: notes_page(),
    };
    for kind in KINDS.iter().filter_map(|name| RecordKind::named(name)) {
        let nothing = Vec::new();
        let columns = columns(kind, site.declared.get(kind.name).unwrap_or(&nothing));
        exported.note(kind, &columns);
        exported.list(site, &columns);
        exported.pages.push(page(site, kind, &columns));
    }
    exported
}

impl Exported {
    /// A workbook with a sheet for each kind, the notes and the lists.
    ///
    /// # Errors
    ///
    /// When a text is too long for a cell of Excel.
    pub fn workbook(self, as_of: Date) -> Result<Vec<u8>, Problem> {
        let mut pages = self.pages;
        pages.push(self.notes);
        let sheets = pages.into_iter().map(Sheet::from);
        tables::write::write(sheets, &self.lists, as_of).map_err(|long| {
            Problem::new(
                format!("{}, field “{}”", long.row, long.column),
                "The text is longer than a cell of Excel can hold (32,767 signs).",
                "Export as CSV instead: --format csv.",
            )
        })
    }

    /// A CSV file for each kind: its name and bytes.
    pub fn csv(self) -> Vec<(String, Vec<u8>)> {
        let pages = self.pages.into_iter().map(|page| {
            let headings = page.columns.into_iter().map(|column| column.heading);
            let rows = std::iter::once(headings.collect()).chain(page.rows);
            // The mark tells Excel that the file is UTF-8.
            let bytes = [
                &b"\xef\xbb\xbf"[..],
                &tables::csv::write::<Vec<String>, String>(rows),
            ]
            .concat();
            (format!("{}.csv", page.name.to_lowercase()), bytes)
        });
        pages.collect()
    }

    /// How many records there are, by the name of their sheet.
    pub fn counts(&self) -> Vec<(&str, usize)> {
        self.pages
            .iter()
            .map(|page| (page.name.as_str(), page.rows.len()))
            .collect()
    }

    fn note(&mut self, kind: &RecordKind, columns: &[Column]) {
        let sheet = sheet_name(kind);
        for column in columns {
            let needed = if column.required { "yes" } else { "" };
            let row = [
                &sheet,
                &column.heading,
                &column.purpose,
                &how(&column.shape),
                needed,
            ];
            self.notes.rows.push(row.map(String::from).to_vec());
        }
    }

    /// The lists that the columns draw on.
    fn list(&mut self, site: Site<'_>, columns: &[Column]) {
        for column in columns {
            let Some(name) = list_name(&column.shape) else {
                continue;
            };
            if !self.lists.iter().any(|(known, _)| *known == name) {
                let values = list_values(site, &column.shape);
                self.lists.push((name, values));
            }
        }
    }
}

fn page(site: Site<'_>, kind: &RecordKind, columns: &[Column]) -> Page {
    let mut page = Page {
        name: sheet_name(kind),
        columns: vec![column("id", Holds::Text, 14)],
        rows: Vec::new(),
    };
    for known in columns {
        page.columns
            .push(column(&known.heading, holds(&known.shape), 22));
    }
    let mut print = column(HEADING, Holds::Text, 12);
    print.hidden = true;
    page.columns.push(print);
    for (id, document) in site.records(kind) {
        let Some(tree) = &document.tree else {
            continue;
        };
        let values: Vec<_> = columns
            .iter()
            .map(|column| of_record(tree, column))
            .collect();
        let print = Print::written(columns, &id, &values);
        let cells = columns.iter().zip(&values).map(|(column, value)| {
            value
                .as_ref()
                .map_or_else(String::new, |value| as_cell(value, &column.shape))
        });
        page.rows
            .push(std::iter::once(id).chain(cells).chain([print]).collect());
    }
    page
}

fn sheet_name(kind: &RecordKind) -> String {
    crate::record::shape::label(&format!("{}s", kind.name))
}

fn column(heading: &str, holds: Holds, width: u16) -> tables::write::Column {
    tables::write::Column {
        heading: heading.to_string(),
        holds,
        hidden: false,
        width,
    }
}

fn holds(shape: &Shape) -> Holds {
    match shape {
        Shape::Count => Holds::Count,
        Shape::Number => Holds::Number,
        Shape::Date => Holds::Date,
        shape => match (shape, list_name(shape)) {
            // A cell that may hold several values of a list has no drop-down.
            (Shape::List(_), _) | (_, None) => Holds::Text,
            (_, Some(name)) => Holds::OneOf(name),
        },
    }
}

fn list_name(shape: &Shape) -> Option<String> {
    match shape {
        Shape::Term(name) => Some(name.to_string()),
        Shape::Reference(kind) => Some(format!("{kind} ids")),
        Shape::Choice(words) => Some(words.join(" or ")),
        Shape::Flag => Some("true or false".to_string()),
        Shape::List(inner) => list_name(inner),
        _ => None,
    }
}

fn list_values(site: Site<'_>, shape: &Shape) -> Vec<(String, String)> {
    let same = |word: &str| (word.to_string(), String::new());
    match shape {
        Shape::Term(name) => {
            let values = site.vocabularies.values(name).iter();
            values
                .map(|value| (value.id.clone(), value.label.clone()))
                .collect()
        }
        Shape::Reference(kind) => {
            let kind = RecordKind::named(kind);
            let records = kind.map(|kind| site.records(kind)).unwrap_or_default();
            records
                .into_iter()
                .map(|(id, document)| (id, title(document)))
                .collect()
        }
        Shape::Choice(words) => words.iter().copied().map(same).collect(),
        Shape::Flag => ["true", "false"].map(same).to_vec(),
        Shape::List(Inner::Built(inner)) => list_values(site, inner),
        Shape::List(Inner::Declared(inner)) => list_values(site, inner),
        _ => Vec::new(),
    }
}

fn title(document: &crate::parse::Document) -> String {
    let path = ["title".to_string()];
    let node = document
        .tree
        .as_ref()
        .and_then(|tree| super::values::at_path(tree, &path, false));
    let title = node.and_then(crate::edit::Plain::of);
    title
        .and_then(|title| title.as_text().map(String::from))
        .unwrap_or_default()
}

/// How a column is filled in, for people.
fn how(shape: &Shape) -> String {
    match shape {
        Shape::List(inner) if super::values::is_simple(inner) => {
            format!(
                "several values with “; ” between them, each {}",
                inner.wanted()
            )
        }
        Shape::Term(name) => {
            format!("a value of the list “{name}” (sheet Lists): its value or its label")
        }
        Shape::List(_) | Shape::Table(_) => {
            "JSON; leave it, or edit it in the record itself".to_string()
        }
        shape => shape.wanted(),
    }
}

fn notes_page() -> Page {
    let headings = [
        ("Sheet", 12),
        ("Column", 28),
        ("What it is for", 70),
        ("How to write it", 60),
        ("Needed", 8),
    ];
    let columns = headings.map(|(heading, width)| column(heading, Holds::Text, width));
    let said = [
        "Edit the sheets, save, and run: casebook import FILE. It shows what would change and writes nothing until you add --write.",
        "Keep the headings. Columns may be moved, or deleted: what has no column stays as it is.",
        "A new record is a new row with an id of its own. Leave its last column empty.",
        "The last column (hidden) tells what each row said when it was exported. Leave it as it is.",
        "A row that is deleted here deletes no record.",
    ];
    let rows = said.map(|text| {
        vec![
            String::new(),
            String::new(),
            text.to_string(),
            String::new(),
            String::new(),
        ]
    });
    Page {
        name: "Notes".to_string(),
        columns: columns.to_vec(),
        rows: rows.to_vec(),
    }
}
