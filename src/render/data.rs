//! Data beside the pages: the records as JSON and CSV, written by serializers and never by
//! templates.
//!
//! The JSON of a kind is an array of objects, each with `id`, the typed fields and `locators`; a
//! field that the source does not fill is `null` or an empty list. The CSV has one row per record
//! and one column per field in the order of the declaration; fields inside fields are
//! `outer.inner`, lists of words are joined with `; `, and lists of sets of fields are JSON. No cell
//! of CSV can be taken for a formula: see [`crate::tables`].

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use crate::history::Moment;
use crate::link::{REGISTERS, Site, UPDATES, of_record, register_files};
use crate::output::{Bytes, Part};
use crate::record::Entry;
use crate::record::shape::{FieldShape, Shape, StructShape};
use crate::record::value::{Declared, Fields, Kind, ShapeOf, Value};
use crate::schema::{COMMON, RecordKind};
use crate::tables;
use crate::words::Words;

/// Every data file.
pub(super) fn files(site: &Site, words: &Words) -> Vec<(String, Bytes)> {
    let mut files = Vec::new();
    register(site, "awards", &site.awards, &mut files);
    register(site, "benefits", &site.benefits, &mut files);
    register(site, "figures", &site.figures, &mut files);
    register(site, "glossary", &site.terms, &mut files);
    register(site, "lessons", &site.lessons, &mut files);
    for (kind, entries) in &site.catalogued {
        catalogued(site, kind, entries, &mut files);
    }
    files.push(("data/coverage.json".into(), coverage(site).into()));
    files.push(("data/checklists.json".into(), checklists(site).into()));
    files.push((
        "data/templates.json".into(),
        json(&rows_of(site, &site.forms)).into(),
    ));
    updates(site, &mut files);
    let charts = super::charts::files(site, words).into_iter();
    files.extend(charts.map(|(path, bytes)| (path, bytes.into())));
    files
}

/// When each record that readers can be sent to was added and last changed, in UTC; the latest
/// change first. Nothing when that is not known.
fn updates(site: &Site, files: &mut Vec<(String, Bytes)>) {
    let mut rows = Vec::new();
    site.each_record(|kind, id, file, _| {
        let shown = of_record(kind, id).is_some();
        let title = site.title(kind, id).filter(|_| shown);
        if let (Some(title), Some(updated)) = (title, site.updated(file)) {
            rows.push((updated, kind, id, title, site.added(file)));
        }
    });
    rows.sort_by_key(|(updated, kind, id, ..)| (std::cmp::Reverse(*updated), *kind, *id));
    let written = |moment: Option<Moment>| moment.map(|moment| moment.to_string());
    let rows: Vec<Json> = rows
        .into_iter()
        .map(|(updated, kind, id, title, added)| {
            json!({
                "kind": kind,
                "id": id,
                "title": title,
                "url": url(site, kind, id),
                "added": written(added),
                "updated": written(Some(updated)),
            })
        })
        .collect();
    let columns = ["kind", "id", "title", "url", "added", "updated"];
    let columns: Vec<String> = columns.map(String::from).into();
    let made = [csv(&columns, &rows), json(&rows)];
    let made = UPDATES.iter().zip(made);
    let made = made.filter(|(path, _)| site.routes.is_made(path));
    files.extend(made.map(|(path, bytes)| (path.to_string(), bytes.into())));
}

/// Source, item, locator and where it went.
fn coverage(site: &Site) -> Vec<u8> {
    let mut rows = Vec::new();
    for source in &site.sources {
        let covered = site.coverage.get(&source.id);
        for item in &source.data.items {
            let records = covered.and_then(|items| items.get(&*item.id.value));
            let records = records.into_iter().flatten();
            let went = records
                .map(|(kind, id)| json!({"kind": kind, "id": id, "url": url(site, kind, id)}));
            rows.push(json!({
                "source": source.id,
                "item": &*item.id.value,
                "gist": &*item.gist,
                "locator": {"place": &*item.place.value, "at": item.at, "line": item.line},
                "went_to": went.collect::<Vec<_>>(),
            }));
        }
    }
    json(&rows)
}

/// The checklists with their items, and what the lessons have not changed yet: items without a
/// lesson, and lessons without an item.
fn checklists(site: &Site) -> Vec<u8> {
    let items = site.practice.without_lesson().iter().map(|place| {
        let entry = &site.checklists[place.checklist];
        let item = &entry.data.sections[place.section].items[place.item];
        json!({"checklist": entry.id, "item": &*item.id.value})
    });
    let lessons = site.lessons.iter().map(|lesson| lesson.id.as_str());
    let lessons = lessons.filter(|id| site.practice.of_lesson(id).is_empty());
    json(&json!({
        "checklists": rows_of(site, &site.checklists),
        "items_without_lesson": items.collect::<Vec<_>>(),
        "lessons_without_item": lessons.collect::<Vec<_>>(),
    }))
}

pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    let mut json = serde_json::to_vec_pretty(value).unwrap_or_default();
    json.push(b'\n');
    json
}

fn rows_of<T>(site: &Site, entries: &[Entry<T>]) -> Vec<Json>
where
    T: Declared + Kind + Serialize + 'static,
{
    entries.iter().map(|entry| row(site, entry)).collect()
}

fn register<T>(site: &Site, name: &str, entries: &[Entry<T>], files: &mut Vec<(String, Bytes)>)
where
    T: Declared + Kind + Serialize + Send + Sync + 'static,
{
    let kind = (T::NAME, ShapeOf::<T>::STATIC);
    written(site, name, kind, entries, |entry| row(site, entry), files);
}

/// The register of a kind that is shown like others.
fn catalogued(
    site: &Site,
    kind: &str,
    entries: &[Entry<Fields>],
    files: &mut Vec<(String, Bytes)>,
) {
    let named = REGISTERS.iter().find(|(known, _)| *known == kind);
    let (Some((_, name)), Some(kind)) = (named, RecordKind::named(kind)) else {
        return;
    };
    let row = |entry: &Entry<Fields>| {
        let fields = fields_json(&entry.data, kind.shape);
        record(site, (kind.name, kind.shape), entry, fields)
    };
    written(site, name, (kind.name, kind.shape), entries, row, files);
}

/// So many rows of a register are in memory at a time, for each thread.
const ROWS: usize = 64;

/// The two files of a register, if the site has it.
fn written<E: Sync>(
    site: &Site,
    name: &str,
    (kind, shape): (&str, &StructShape),
    entries: &[E],
    row: impl Fn(&E) -> Json + Sync,
    files: &mut Vec<(String, Bytes)>,
) {
    let [table, list] = register_files(name);
    if !site.routes.is_made(&table) {
        return;
    }
    let mut columns = vec!["id".to_string(), "url".to_string()];
    for field in shape.fields.iter().chain(shown_of_every()) {
        flatten(&field.key, &field.shape, &mut columns);
    }
    for declared in site.declared.get(kind).into_iter().flatten() {
        flatten(&declared.field.key, &declared.field.shape, &mut columns);
    }
    let chunks = entries.par_chunks(ROWS).enumerate();
    let parts = chunks.map(|(at, some)| {
        let rows: Vec<Json> = some.iter().map(&row).collect();
        let is_last = (at + 1) * ROWS >= entries.len();
        let list = part_of_list(json(&rows), at == 0, is_last);
        (Part::of(&csv_rows(&columns, &rows)), Part::of(&list))
    });
    let (tables, mut lists): (Vec<_>, Vec<_>) = parts.collect();
    if entries.is_empty() {
        lists.push(Part::of(&json(&Vec::<Json>::new())));
    }
    let head = Part::of(&tables::csv::write(std::iter::once(&columns)));
    let table_bytes = Bytes::joined(std::iter::once(head).chain(tables));
    files.push((table, table_bytes));
    files.push((list, Bytes::joined(lists)));
}

/// What a list of some rows, as [`json()`] writes it, has in the list of all of them.
fn part_of_list(mut list: Vec<u8>, is_first: bool, is_last: bool) -> Vec<u8> {
    const START: &[u8] = b"[\n";
    const END: &[u8] = b"\n]\n";
    debug_assert!(list.starts_with(START) && list.ends_with(END));
    if !is_last {
        list.truncate(list.len() - END.len());
        list.extend_from_slice(b",\n");
    }
    if !is_first {
        list.drain(..START.len());
    }
    list
}

/// Fields of every record that are for editors and not for readers.
const HIDDEN: &[&str] = &["waivers"];

/// The fields of every record that readers get.
fn shown_of_every() -> impl Iterator<Item = &'static FieldShape> {
    COMMON
        .fields
        .iter()
        .filter(|field| !HIDDEN.contains(&&*field.key))
}

fn row<T: Declared + Kind + Serialize + 'static>(site: &Site, entry: &Entry<T>) -> Json {
    let fields = serde_json::to_value(&*entry.data).unwrap_or_default();
    record(site, (T::NAME, ShapeOf::<T>::STATIC), entry, fields)
}

/// A record with its address, the fields of its kind, and those that every record has.
fn record<T>(
    site: &Site,
    (kind, shape): (&str, &StructShape),
    entry: &Entry<T>,
    fields: Json,
) -> Json {
    let mut row = Map::new();
    row.insert("id".into(), json!(entry.id));
    row.insert("url".into(), json!(url(site, kind, &entry.id)));
    let common = serde_json::to_value(&entry.common).unwrap_or_default();
    for part in [fields, common] {
        if let Json::Object(fields) = part {
            row.extend(fields);
        }
    }
    row.retain(|key, _| !HIDDEN.contains(&key.as_str()));
    for field in shape.fields.iter().chain(shown_of_every()) {
        if let Some(value) = row.get_mut(&*field.key) {
            only_shown(site, value, &field.shape);
        }
    }
    for declared in site.declared.get(kind).into_iter().flatten() {
        let key = declared.field.key.to_string();
        let value = entry.declared.iter().find(|(known, _)| *known == key);
        let mut value = value.map_or(Json::Null, |(_, value)| json!(value));
        only_shown(site, &mut value, &declared.field.shape);
        row.insert(key, value);
    }
    Json::Object(row)
}

/// Takes out the names of records that are left out of the site, such as drafts. A set of fields
/// that needs such a record goes with it. Whether anything is left.
fn only_shown(site: &Site, value: &mut Json, shape: &Shape) -> bool {
    let shown = match (shape, &mut *value) {
        (Shape::Reference(kind), Json::String(id)) => site.title(kind, id).is_some(),
        (Shape::List(inner), Json::Array(items)) => {
            items.retain_mut(|item| only_shown(site, item, inner));
            true
        }
        (Shape::Struct(inner), Json::Object(fields)) => inner.fields.iter().all(|field| {
            let value = fields.get_mut(&*field.key);
            value.is_none_or(|value| only_shown(site, value, &field.shape) || !field.required)
        }),
        _ => true,
    };
    if !shown {
        *value = Json::Null;
    }
    shown
}

/// The address of a record's page: whole when the site's is known, else below its root.
fn url(site: &Site, kind: &str, id: &str) -> String {
    let base = site.base_url.as_deref().unwrap_or("");
    match of_record(kind, id) {
        Some((route, Some(anchor))) => format!("{base}{route}#{anchor}"),
        Some((route, None)) => format!("{base}{route}"),
        None => base.to_string(),
    }
}

/// All fields of a shape, in its order: what is not given is `null`, or an empty list.
fn fields_json(fields: &Fields, shape: &StructShape) -> Json {
    let value = |field: &FieldShape| match (&field.shape, fields.get(&field.key)) {
        (Shape::Struct(inner), Some(Value::Struct(fields))) => fields_json(fields, inner),
        (_, Some(value)) => json!(value),
        (Shape::List(_), None) => Json::Array(Vec::new()),
        (_, None) => Json::Null,
    };
    let fields = shape.fields.iter();
    let fields = fields.map(|field| (field.key.to_string(), value(field)));
    Json::Object(fields.collect())
}

fn flatten(key: &str, shape: &Shape, columns: &mut Vec<String>) {
    match shape {
        Shape::Struct(inner) => {
            for field in inner.fields {
                flatten(&format!("{key}.{}", field.key), &field.shape, columns);
            }
        }
        Shape::Money => columns.extend([format!("{key}.amount"), format!("{key}.currency")]),
        _ => columns.push(key.to_string()),
    }
}

fn csv(columns: &[String], rows: &[Json]) -> Vec<u8> {
    let head = tables::csv::write(std::iter::once(columns));
    [head, csv_rows(columns, rows)].concat()
}

fn csv_rows(columns: &[String], rows: &[Json]) -> Vec<u8> {
    let rows = rows.iter().map(|row| {
        let cells = columns.iter().map(|column| cell(at(row, column)));
        cells.collect::<Vec<_>>()
    });
    tables::csv::write(rows)
}

fn at<'j>(row: &'j Json, column: &str) -> &'j Json {
    let mut parts = column.split('.');
    parts
        .try_fold(row, |value, part| value.get(part))
        .unwrap_or(&Json::Null)
}

fn cell(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(items) if items.is_empty() => String::new(),
        Json::Array(items) if items.iter().all(Json::is_string) => {
            let words: Vec<&str> = items.iter().filter_map(Json::as_str).collect();
            tables::joined(&words)
        }
        other => other.to_string(),
    }
}
