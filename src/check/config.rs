//! `casebook.yaml`, and the fields that it declares.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::walk::{Allowed, Walk};
use super::{DeclaredShape, Vocabularies};
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::parse::Document;
use crate::record::config::{Config, DeclaredField};
use crate::record::shape::{FieldShape, Inner, Name, Shape, label};
use crate::record::value::{Declared, FromValue, Value};
use crate::schema::{COMMON, KINDS, RecordKind};
use crate::source::CONFIG;

/// The configuration and what it declares.
#[derive(Default)]
pub(super) struct Read {
    pub(super) config: Option<Config>,
    pub(super) declared: BTreeMap<String, Vec<DeclaredShape>>,
}

pub(super) fn read(document: Option<&Document>, sink: &mut Diagnostics) -> Read {
    let Some(document) = document else {
        sink.push(
            Diagnostic::error("no-config", format!("There is no {CONFIG} here.")).hint(format!(
                "Run Casebook in the folder that holds {CONFIG}, or name the folder with --root."
            )),
        );
        return Read::default();
    };
    let Some(tree) = &document.tree else {
        return Read::default();
    };
    let nothing = Vocabularies::default();
    let allowed = Allowed {
        own: &[Config::STRUCT.fields],
        declared: &[],
        what: "configuration",
    };
    let fields = Walk::new(&nothing, sink).fields(tree, &allowed);
    let Some(fields) = fields else {
        return Read::default();
    };
    let config = Config::from_value(Value::Struct(fields));
    look_over(&config, sink);
    let declared = declared(&config, Span::file_start(document.file), sink);
    Read {
        config: Some(config),
        declared,
    }
}

fn look_over(config: &Config, sink: &mut Diagnostics) {
    if let Some(zone) = &config.time_zone
        && jiff::tz::TimeZone::get(&zone.value).is_err()
    {
        let message = format!("“{}” is not the name of a time zone.", zone.value);
        sink.push(
            Diagnostic::error("bad-time-zone", message)
                .hint("Use a name such as Europe/London.")
                .at(zone.span),
        );
    }
    if let Some(base) = &config.base_url
        && base.value.starts_with("mailto:")
    {
        sink.push(
            Diagnostic::error(
                "bad-base-url",
                "The address of the site must begin with https:// or http://.",
            )
            .at(base.span),
        );
    }
}

fn declared(
    config: &Config,
    at: Span,
    sink: &mut Diagnostics,
) -> BTreeMap<String, Vec<DeclaredShape>> {
    let mut all = BTreeMap::new();
    for (kind, fields) in &config.fields {
        let Some(kind) = RecordKind::named(kind) else {
            sink.push(unknown_kind(
                kind,
                fields.first().map_or(at, |field| field.key.span),
            ));
            continue;
        };
        let shapes = fields.iter().filter_map(|field| {
            let shape = declared_field(field, kind);
            shape.map_err(|problem| sink.push(problem)).ok()
        });
        all.insert(kind.name.to_string(), shapes.collect());
    }
    all
}

fn unknown_kind(kind: &str, at: Span) -> Diagnostic {
    let names = KINDS.iter().map(|kind| kind.name);
    let problem = Diagnostic::error(
        "unknown-kind",
        format!("There is no kind of record called “{kind}”."),
    )
    .at(at);
    match nearest(kind, names.clone()) {
        Some(near) => problem.hint(format!("Did you mean “{near}”?")),
        None => problem.hint(format!(
            "The kinds are: {}.",
            names.collect::<Vec<_>>().join(", ")
        )),
    }
}

fn declared_field(field: &DeclaredField, kind: &RecordKind) -> Result<DeclaredShape, Diagnostic> {
    let key = field.key.value.to_string();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    if key.is_empty() || !key.chars().all(fits) {
        return Err(Diagnostic::error(
            "bad-key",
            format!("“{key}” cannot be the name of a field."),
        )
        .hint("Use lower-case letters, digits, hyphens and underscores.")
        .at(field.key.span));
    }
    if kind.shape.field(&key).is_some() || COMMON.field(&key).is_some() || key == "id" {
        let message = format!("Casebook itself has a field “{key}” for a {}.", kind.name);
        return Err(Diagnostic::error("field-taken", message)
            .hint("Choose another name for the site's own field.")
            .at(field.key.span));
    }
    let shape = shape(&field.r#type.value).ok_or_else(|| {
        let message = format!("“{}” is not a type of field.", field.r#type.value);
        Diagnostic::error("unknown-type", message)
            .hint("Use line, text, markdown, count, number, money, date, flag, address, “vocabulary: ID”, “record: KIND”, or “list of …” with one of these.")
            .at(field.r#type.span)
    })?;
    Ok(DeclaredShape {
        label: field
            .label
            .as_ref()
            .map_or_else(|| label(&key), ToString::to_string),
        filter: field.filter == Some(true),
        field: FieldShape {
            key: Name::Owned(key),
            doc: Name::Owned(field.purpose.to_string()),
            shape,
            required: field.required == Some(true),
        },
    })
}

fn shape(words: &str) -> Option<Shape> {
    if let Some(inner) = words.strip_prefix("list of ") {
        return Some(Shape::List(Inner::Declared(Arc::new(shape(inner)?))));
    }
    if let Some((what, name)) = words.split_once(':') {
        let name = name.trim().to_string();
        return match what.trim() {
            "vocabulary" => Some(Shape::Term(Name::Owned(name))),
            "record" => {
                RecordKind::named(&name).map(|kind| Shape::Reference(Name::Borrowed(kind.name)))
            }
            _ => None,
        };
    }
    match words {
        "line" => Some(Shape::Line),
        "text" => Some(Shape::Text),
        "markdown" => Some(Shape::Prose),
        "count" => Some(Shape::Count),
        "number" => Some(Shape::Number),
        "money" => Some(Shape::Money),
        "date" => Some(Shape::Date),
        "flag" => Some(Shape::Flag),
        "address" => Some(Shape::Address),
        _ => None,
    }
}
