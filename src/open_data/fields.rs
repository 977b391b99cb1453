//! The columns of a table, from the declarations of its records.

use serde_json::{Value, json};

use crate::link::Site;
use crate::record::shape::{FieldShape, Shape, StructShape};
use crate::schema::{COMMON, RecordKind};

/// A column.
pub(super) struct Field {
    /// Its heading.
    pub(super) name: String,
    /// The type, in the words of Table Schema.
    pub(super) r#type: &'static str,
    /// What it is for.
    about: Option<String>,
    /// What its cells must be.
    constraints: Option<Value>,
}

impl Field {
    fn new(name: &str, r#type: &'static str, about: Option<String>) -> Self {
        Self {
            name: name.to_string(),
            r#type,
            about,
            constraints: None,
        }
    }

    /// Whether its cells are dates of records.
    pub(super) fn is_date(&self) -> bool {
        self.constraints == Some(json!({"pattern": DATE}))
    }

    /// As Table Schema writes it.
    pub(super) fn json(&self) -> Value {
        let mut field = json!({"name": self.name, "type": self.r#type});
        if let Some(about) = &self.about {
            field["description"] = json!(about);
        }
        if let Some(constraints) = &self.constraints {
            field["constraints"] = constraints.clone();
        }
        field
    }
}

/// Dates of records may be a year, or a month of one.
const DATE: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";

/// The columns of a table of this kind of record; without one, as far as the cells tell.
pub(super) fn of(site: &Site, kind: Option<&str>, table: impl std::io::Read) -> Vec<Field> {
    let mut reader = csv::Reader::from_reader(table);
    let Ok(head) = reader.headers().cloned() else {
        return Vec::new();
    };
    let known = kind.and_then(RecordKind::named);
    let known = known.filter(|_| head.get(0) == Some("id"));
    if let Some(kind) = known {
        return head.iter().map(|name| field(site, kind, name)).collect();
    }
    let rows: Vec<csv::StringRecord> = reader.records().flatten().collect();
    let columns = head.iter().enumerate();
    let columns = columns.map(|(at, name)| {
        let cells = rows.iter().filter_map(move |row| row.get(at));
        Field::new(name, counted(name, cells), None)
    });
    columns.collect()
}

/// What the cells of a column without a declaration are.
fn counted<'c>(name: &str, cells: impl Iterator<Item = &'c str>) -> &'static str {
    if matches!(name, "added" | "updated") {
        return "datetime";
    }
    let mut cells = cells.filter(|cell| !cell.is_empty()).peekable();
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    let number = |cell: &str| cell.chars().all(plain) && cell.parse::<f64>().is_ok();
    match cells.peek().is_some() && cells.all(number) {
        true => "number",
        false => "string",
    }
}

fn field(site: &Site, kind: &RecordKind, name: &str) -> Field {
    match name {
        "id" => {
            let about = "The name of the record: its file without the ending";
            let mut field = Field::new(name, "string", Some(about.into()));
            field.constraints = Some(json!({"required": true, "unique": true}));
            return field;
        }
        "url" => {
            let about = "The page on which the record is shown";
            return Field::new(name, "string", Some(about.into()));
        }
        _ => {}
    }
    let (key, rest) = name.split_once('.').unwrap_or((name, ""));
    let own = kind.shape.field(key).or_else(|| COMMON.field(key));
    let declared = site.declared.get(kind.name).into_iter().flatten();
    let declared = declared.map(|declared| &declared.field);
    let found = own.or_else(|| declared.into_iter().find(|field| field.key == key));
    match found {
        Some(found) => inside(name, found, rest),
        None => Field::new(name, "string", None),
    }
}

/// A field, or what the rest of the heading names inside it.
fn inside(name: &str, field: &FieldShape, rest: &str) -> Field {
    let (key, after) = rest.split_once('.').unwrap_or((rest, ""));
    match (&field.shape, rest) {
        (Shape::Struct(inner), rest) if !rest.is_empty() => part(name, inner, key, after),
        (Shape::Money, "amount") => Field::new(name, "number", Some(field.purpose())),
        (Shape::Money, "currency") => {
            let about = format!("{}: the currency (ISO 4217)", field.purpose());
            Field::new(name, "string", Some(about))
        }
        (shape, _) => {
            let mut known = Field::new(name, column(shape), Some(about(field)));
            if matches!(shape, Shape::Date) {
                known.constraints = Some(json!({"pattern": DATE}));
            }
            known
        }
    }
}

fn part(name: &str, shape: &StructShape, key: &str, after: &str) -> Field {
    match shape.field(key) {
        Some(field) => inside(name, field, after),
        None => Field::new(name, "string", None),
    }
}

/// What a field is for, and how a list is written in a cell.
fn about(field: &FieldShape) -> String {
    let purpose = field.purpose();
    match &field.shape {
        Shape::List(_) if column(&field.shape) == "string" => {
            format!("{purpose}. Several values are separated by “; ”")
        }
        _ => purpose,
    }
}

/// The type of a column. Lists of words are joined; other lists and tables are JSON.
fn column(shape: &Shape) -> &'static str {
    match shape {
        Shape::Count => "integer",
        Shape::Number => "number",
        Shape::Flag => "boolean",
        Shape::Table(_) => "object",
        Shape::List(inner) => match **inner {
            Shape::Count
            | Shape::Number
            | Shape::Money
            | Shape::Flag
            | Shape::List(_)
            | Shape::Struct(_)
            | Shape::Table(_) => "array",
            _ => "string",
        },
        _ => "string",
    }
}

#[cfg(test)]
mod tests {
    use super::{column, counted, inside};
    use crate::schema::{COMMON, KINDS};

    #[test]
    fn a_column_is_a_number_only_when_all_its_cells_are() {
        let of = |cells: &[&str]| counted("n", cells.iter().copied());
        assert_eq!(of(&["1", "", "-2.5"]), "number");
        for cells in [
            &["1", "n/a"][..],
            &["", ""],
            &[],
            &["2025-04"],
            &["1e5"],
            &["-"],
        ] {
            assert_eq!(of(cells), "string", "{cells:?}");
        }
    }

    #[test]
    fn every_declared_field_has_a_purpose_and_a_type() {
        let fields = KINDS.iter().flat_map(|kind| kind.shape.fields);
        for field in fields.chain(COMMON.fields) {
            let known = inside(&field.key, field, "").json();
            assert!(!known["description"].as_str().unwrap_or_default().is_empty());
            assert_eq!(known["type"], column(&field.shape));
        }
    }

    #[test]
    fn what_is_inside_a_field_is_found() {
        let award = crate::schema::RecordKind::named("award").expect("a kind");
        let evaluation = award.shape.field("evaluation").expect("a field");
        let by = inside("evaluation.by", evaluation, "by").json();
        assert_ne!(by["description"], evaluation.purpose().as_str());
        let benefit = crate::schema::RecordKind::named("benefit").expect("a kind");
        let total = benefit.shape.field("total").expect("a field");
        assert_eq!(
            inside("total.amount", total, "amount").json()["type"],
            "number"
        );
        assert_eq!(
            inside("total.currency", total, "currency").json()["type"],
            "string"
        );
    }
}
