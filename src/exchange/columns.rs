//! The columns of a kind of record: one for each field, and for each field inside a field.

use crate::check::DeclaredShape;
use crate::record::shape::{FieldShape, Shape};
use crate::schema::{COMMON, RecordKind};

/// The kinds of record that have a sheet.
pub const KINDS: [&str; 3] = ["award", "benefit", "figure"];

/// A column of a sheet.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading: the names of its fields with dots between them.
    pub heading: String,
    /// The names of its fields, from the outermost.
    pub path: Vec<String>,
    /// What it holds.
    pub shape: Shape,
    /// Whether a record without it is wrong.
    pub required: bool,
    /// What it is for.
    pub purpose: String,
    /// Whether the field around it may hold just this, as in `revenue: yes`.
    pub bare: bool,
    /// What a record without it means all the same.
    pub default: Option<&'static str>,
}

impl Column {
    /// Whether it is an amount of money, which the next column gives the currency of.
    pub fn is_amount(&self) -> bool {
        self.path.len() > 1
            && self.path.last().is_some_and(|name| name == "amount")
            && matches!(self.shape, Shape::Number)
    }

    /// Whether it is the currency of an amount.
    pub fn is_currency(&self) -> bool {
        self.path.len() > 1 && self.path.last().is_some_and(|name| name == "currency")
    }

    /// Whether its cells are taken from a source word for word.
    pub fn is_printed(&self) -> bool {
        self.path.first().is_some_and(|name| name == "printed")
    }
}

/// Every column of a kind, in the declared order. The id comes before them.
pub fn columns(kind: &RecordKind, declared: &[DeclaredShape]) -> Vec<Column> {
    let mut columns = Vec::new();
    for field in fields(kind, declared) {
        add(field, &[], field.required, &mut columns);
    }
    columns
}

/// Every field of a kind, in the declared order.
pub(super) fn fields<'d>(
    kind: &RecordKind,
    declared: &'d [DeclaredShape],
) -> impl Iterator<Item = &'d FieldShape> + use<'d> {
    let own: &'static [FieldShape] = kind.shape.fields;
    let declared = declared.iter().map(|declared| &declared.field);
    own.iter().chain(COMMON.fields).chain(declared)
}

fn add(field: &FieldShape, outer: &[String], required: bool, columns: &mut Vec<Column>) {
    let mut path = outer.to_vec();
    path.push(field.key.to_string());
    match &field.shape {
        Shape::Struct(inner) => {
            for field in inner.fields {
                let first = columns.len();
                add(field, &path, required && field.required, columns);
                let bare = inner.shorthand == Some(&*field.key);
                columns[first].bare = bare && columns.len() == first + 1;
            }
        }
        Shape::Money => {
            for (name, shape) in [("amount", Shape::Number), ("currency", Shape::Line)] {
                let path = [path.as_slice(), &[name.to_string()]].concat();
                columns.push(column(path, shape, required, field.purpose()));
            }
        }
        shape => columns.push(column(path, shape.clone(), required, field.purpose())),
    }
}

fn column(path: Vec<String>, shape: Shape, required: bool, purpose: String) -> Column {
    let default = match path.as_slice() {
        [state] if state == "state" => Some("published"),
        _ => None,
    };
    Column {
        heading: path.join("."),
        path,
        shape,
        required,
        purpose,
        bare: false,
        default,
    }
}
