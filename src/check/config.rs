//! `casebook.yaml`, and the fields that it declares.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fields::{Allowed, Doubt, Owner, a};
use super::walk::Walk;
use super::{DeclaredShape, Vocabularies};
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, Span, excerpt};
use crate::parse::Document;
use crate::record::config::{Config, DeclaredField};
use crate::record::date::Date;
use crate::record::shape::{FieldShape, Inner, Name, Shape, label};
use crate::record::value::{Declared, FromValue, Value};
use crate::schema::{COMMON, KINDS, RecordKind};
use crate::source::CONFIG;

/// The configuration and what it declares.
#[derive(Default)]
pub(super) struct Read {
    pub(super) config: Option<Config>,
    pub(super) declared: BTreeMap<String, Vec<DeclaredShape>>,
    pub(super) doubt: Doubt,
}

impl Read {
    /// There is no configuration, and that has been reported.
    fn nothing() -> Self {
        Self {
            doubt: Doubt::All,
            ..Self::default()
        }
    }
}

pub(super) fn read(document: Option<&Document>, sink: &mut Diagnostics) -> Read {
    let Some(document) = document else {
        sink.push(
            Diagnostic::error("no-config", format!("There is no {CONFIG} here.")).hint(format!(
                "Run Casebook in the folder that holds {CONFIG}, or name the folder with --root."
            )),
        );
        return Read::nothing();
    };
    let Some(tree) = &document.tree else {
        if document.readable {
            sink.push(no_fields(document));
        }
        return Read::nothing();
    };
    let nothing = Vocabularies::default();
    let allowed = Allowed {
        own: &[Config::STRUCT.fields],
        declared: &[],
        doubt: &Doubt::None,
        owner: Owner::Configuration,
    };
    let fields = Walk::new(&document.text, &nothing, sink).fields(tree, &allowed);
    let Some(fields) = fields else {
        return Read::nothing();
    };
    let config = Config::from_value(Value::Struct(fields));
    let at = Span::file_start(document.file);
    look_over(&config, at, sink);
    let mut doubt = Doubt::None;
    let declared = declared(&config, at, &mut doubt, sink);
    Read {
        config: Some(config),
        declared,
        doubt,
    }
}

fn no_fields(document: &Document) -> Diagnostic {
    Diagnostic::error(
        "empty-file",
        format!("{CONFIG} holds no fields, only comments."),
    )
    .hint("Write at least the name of the site: “title: …”.")
    .at(Span::file_start(document.file))
}

fn look_over(config: &Config, at: Span, sink: &mut Diagnostics) {
    if let Some(zone) = &config.time_zone
        && jiff::tz::TimeZone::get(&zone.value).is_err()
    {
        sink.push(bad_time_zone(&zone.value).at(zone.span));
    }
    if let Some(id) = &config.id
        && !is_tag_authority(&id.value)
    {
        sink.push(bad_id(&id.value).at(id.span));
    }
    super::statements::look_over(config, sink);
    super::search::look_over(config, at, sink);
    super::settings::look_over(config, sink);
    let owner = config.owner.as_ref();
    if let Some(problem) = owner.and_then(|owner| super::rules::unknown_owner(owner, config)) {
        sink.push(problem);
    }
    if let Some(base) = &config.base_url
        && base.value.starts_with("mailto:")
    {
        let message = "The address of the site must begin with https:// or http://.";
        sink.push(
            Diagnostic::error("bad-base-url", message)
                .hint("Write the address that readers will type, such as https://example.org/casebook/.")
                .at(base.span),
        );
    }
}

/// Whether a text can begin a `tag:` address: a domain or mail address, a comma, and a day
/// (RFC 4151).
fn is_tag_authority(id: &str) -> bool {
    let Some((name, day)) = id.split_once(',') else {
        return false;
    };
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '@' | '_');
    let named = name.contains('.') && name.chars().all(allowed);
    named && Date::parse(day).is_some()
}

fn bad_id(id: &str) -> Diagnostic {
    let message = format!("“{}” cannot be the name of a site.", excerpt(id));
    Diagnostic::error("bad-site-id", message).hint(
        "Write a domain that is yours, a comma, and a year in which it was, such as “example.org,2026”. Do not change it later: feeds know their entries by it.",
    )
}

pub(super) fn bad_time_zone(zone: &str) -> Diagnostic {
    let message = format!("“{}” is not the name of a time zone.", excerpt(zone));
    let problem = Diagnostic::error("bad-time-zone", message);
    problem.hint(match meant_zone(zone) {
        Some(near) => format!("Did you mean “{near}”?"),
        None => "Write the name of a place, such as Europe/London.".to_string(),
    })
}

/// The place whose time zone somebody most likely meant, by its whole name or its city.
///
/// For `GMT+1` and `BST` there is none: `Etc/GMT+1` is an hour behind, and other short names are
/// near in letters only.
fn meant_zone(zone: &str) -> Option<String> {
    let is_short = |c: char| !c.is_lowercase() && !matches!(c, '/' | ' ');
    if zone.chars().all(is_short) {
        return None;
    }
    let all: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.as_str().to_string())
        .filter(|name| name.contains('/') && !name.starts_with("Etc/"))
        .collect();
    let wanted = zone.trim().replace(' ', "_");
    let names = all.iter().map(String::as_str);
    if wanted.contains('/') {
        return nearest(&wanted, names).map(str::to_string);
    }
    let cities: Vec<&str> = names.map(city).collect();
    let near = nearest(&wanted, cities)?;
    all.iter().find(|name| city(name) == near).cloned()
}

fn city(zone: &str) -> &str {
    zone.rsplit('/').next().unwrap_or(zone)
}

/// Vocabularies that declared fields draw on, and that the site does not have.
pub(super) fn check_vocabularies(
    declared: &BTreeMap<String, Vec<DeclaredShape>>,
    vocabularies: &mut Vocabularies,
    sink: &mut Diagnostics,
) {
    for field in declared.values().flatten() {
        let Some(vocabulary) = vocabulary_of(&field.field.shape) else {
            continue;
        };
        if vocabularies.has(vocabulary) || vocabularies.is_broken(vocabulary) {
            continue;
        }
        let message = format!("This site has no vocabulary “{}”.", excerpt(vocabulary));
        let problem = Diagnostic::error("no-vocabulary", message).at(field.span);
        sink.push(match nearest(vocabulary, vocabularies.ids()) {
            Some(near) => problem.hint(format!("Did you mean “{near}”?")),
            None => problem.hint(format!("Add the file data/vocabularies/{vocabulary}.yaml, with a title, a description and values.")),
        });
        vocabularies.add_broken(vocabulary);
    }
}

fn vocabulary_of(shape: &Shape) -> Option<&str> {
    match shape {
        Shape::Term(vocabulary) => Some(vocabulary),
        Shape::List(inner) => vocabulary_of(inner),
        _ => None,
    }
}

fn declared(
    config: &Config,
    at: Span,
    doubt: &mut Doubt,
    sink: &mut Diagnostics,
) -> BTreeMap<String, Vec<DeclaredShape>> {
    let mut all = BTreeMap::new();
    for (name, fields) in &config.fields {
        let Some(kind) = RecordKind::named(name) else {
            let first = fields.first().map_or(at, |field| field.key.span);
            sink.push(unknown_kind(name, first));
            fields.iter().for_each(|field| doubt.add(&field.key.value));
            continue;
        };
        let mut shapes: Vec<DeclaredShape> = Vec::new();
        for (place, field) in fields.iter().enumerate() {
            let before = &fields[..place];
            match once(field, before).and_then(|()| declared_field(field, kind)) {
                Ok(shape) => shapes.push(shape),
                Err(problem) => {
                    doubt.add(&field.key.value);
                    sink.push(*problem);
                }
            }
        }
        all.insert(kind.name.to_string(), shapes);
    }
    all
}

/// A field can be declared once.
fn once(field: &DeclaredField, before: &[DeclaredField]) -> Result<(), Box<Diagnostic>> {
    let Some(first) = before
        .iter()
        .find(|first| first.key.value == field.key.value)
    else {
        return Ok(());
    };
    let message = format!("The field “{}” is declared twice.", field.key.value.0);
    Err(Box::new(
        Diagnostic::error("declared-twice", message)
            .at_with(field.key.span, "again here")
            .related(first.key.span, "first declared here")
            .hint("Keep one of the two, or choose another name."),
    ))
}

fn unknown_kind(kind: &str, at: Span) -> Diagnostic {
    let names = KINDS.iter().map(|kind| kind.name);
    let problem = Diagnostic::error(
        "unknown-kind",
        format!(
            "Fields are declared here for “{}”, which is no kind of record.",
            excerpt(kind)
        ),
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

fn declared_field(
    field: &DeclaredField,
    kind: &RecordKind,
) -> Result<DeclaredShape, Box<Diagnostic>> {
    let key = field.key.value.to_string();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    if key.is_empty() || !key.chars().all(fits) {
        let message = format!("“{}” cannot be the name of a field.", excerpt(&key));
        let better = super::id::as_id(&key).replace('-', "_");
        let problem = Diagnostic::error("bad-key", message).at(field.key.span);
        return Err(Box::new(problem.hint(format!(
            "Use lower-case letters, digits, hyphens and underscores, such as “{better}”. Readers see its label."
        ))));
    }
    if kind.shape.field(&key).is_some()
        || COMMON.field(&key).is_some()
        || matches!(key.as_str(), "id" | "url")
    {
        let message = format!("Casebook itself has a field “{key}” for {}.", a(kind.name));
        return Err(Box::new(
            Diagnostic::error("field-taken", message)
                .hint("Use that field and delete this declaration, or choose another name.")
                .at(field.key.span),
        ));
    }
    let shape = shape(&field.r#type.value).ok_or_else(|| Box::new(unknown_type(field)))?;
    if field.filter == Some(true) && vocabulary_of(&shape).is_none() {
        return Err(Box::new(no_filter(field)));
    }
    Ok(DeclaredShape {
        label: field
            .label
            .as_ref()
            .map_or_else(|| label(&key), ToString::to_string),
        filter: field.filter == Some(true),
        span: field.r#type.span,
        field: FieldShape {
            key: Name::Owned(key),
            doc: Name::Owned(field.purpose.to_string()),
            shape,
            required: field.required == Some(true),
        },
    })
}

fn no_filter(field: &DeclaredField) -> Diagnostic {
    let message = format!(
        "The index cannot be filtered by “{}”: only a vocabulary gives a filter its values.",
        field.key.value.0
    );
    Diagnostic::error("bad-filter", message)
        .hint("Take the line “filter: true” away, or make the type “vocabulary: ID”.")
        .at(field.r#type.span)
}

const TYPES: [&str; 9] = [
    "line", "text", "markdown", "count", "number", "money", "date", "flag", "address",
];

fn unknown_type(field: &DeclaredField) -> Diagnostic {
    let written = &field.r#type.value;
    let message = format!("“{}” is not a type of field.", excerpt(written));
    let problem = Diagnostic::error("unknown-type", message).at(field.r#type.span);
    match nearest(written, TYPES) {
        Some(near) => problem.hint(format!("Did you mean “{near}”?")),
        None => problem.hint(format!(
            "Use {}, “vocabulary: ID”, “record: KIND”, or “list of …” with one of these.",
            TYPES.join(", ")
        )),
    }
}

fn shape(words: &str) -> Option<Shape> {
    let words = words.trim();
    if let Some(inner) = words.strip_prefix("list of ") {
        // One level: a list of lists has no place on a page, and could be nested without end.
        if inner.trim_start().starts_with("list of ") {
            return None;
        }
        return Some(Shape::List(Inner::Declared(Arc::new(shape(inner)?))));
    }
    if let Some((what, name)) = words.split_once(':') {
        let name = name.trim().to_string();
        return match what.trim() {
            "vocabulary" if super::id::is_id(&name) => Some(Shape::Term(Name::Owned(name))),
            "record" => {
                let kind = RecordKind::named(&name).filter(|kind| kind.is_shown());
                kind.map(|kind| Shape::Reference(Name::Borrowed(kind.name)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::Sandbox;

    #[test]
    fn types_are_read_from_plain_words() {
        assert!(matches!(shape("line"), Some(Shape::Line)));
        assert!(matches!(shape(" vocabulary: region "), Some(Shape::Term(id)) if id == "region"));
        assert!(matches!(shape("record:award"), Some(Shape::Reference(kind)) if kind == "award"));
        assert!(
            matches!(shape("list of date"), Some(Shape::List(inner)) if matches!(*inner, Shape::Date))
        );
        for wrong in [
            "",
            "lines",
            "record: nothing",
            "vocabulary:",
            "vocabulary: ../x",
            "list of",
        ] {
            assert!(shape(wrong).is_none(), "{wrong}");
        }
        assert!(shape(&"list of ".repeat(100_000)).is_none());
    }

    #[test]
    fn a_configuration_that_cannot_be_read_makes_no_record_wrong() {
        for text in ["title: [", "- a\n", "# nothing\n", "title: 1\ntitel: 2\n"] {
            let checked = Sandbox::small().with("casebook.yaml", text).check();
            let files: Vec<&str> = checked
                .problems
                .iter()
                .filter_map(|problem| {
                    let file = problem.primary.as_ref()?.span.file;
                    Some(&*checked.files.get(file)?.path)
                })
                .collect();
            assert!(
                !files.is_empty() && files.iter().all(|path| *path == CONFIG),
                "{text}: {files:?}"
            );
        }
    }

    #[test]
    fn without_a_configuration_there_is_one_problem() {
        let checked = Sandbox::small().without(CONFIG).check();
        let codes: Vec<&str> = checked
            .problems
            .iter()
            .map(|problem| problem.code)
            .collect();
        assert_eq!(codes, ["no-config"]);
    }

    #[test]
    fn only_a_vocabulary_makes_a_filter() {
        let mut checked = Sandbox::small()
            .change(CONFIG, "type: count", "type: count\n      filter: true")
            .check();
        assert_eq!(checked.found(), [("bad-filter", "count".to_string())]);
    }

    #[test]
    fn a_city_is_enough_to_find_its_time_zone() {
        let hint = |zone: &str| bad_time_zone(zone).hints.concat();
        assert_eq!(hint("London"), "Did you mean “Europe/London”?");
        assert_eq!(hint("New York"), "Did you mean “America/New_York”?");
        assert_eq!(hint("londn"), "Did you mean “Europe/London”?");
    }

    #[test]
    fn hours_and_short_names_are_no_time_zone_and_get_no_proposal() {
        for zone in [
            "GMT+1",
            "gmt-5",
            "BST",
            "UTC+1",
            "Etc/GMT+20",
            "CEST",
            "+01:00",
            "qqqqqq",
        ] {
            let hints = bad_time_zone(zone).hints.concat();
            let place = "Write the name of a place, such as Europe/London.";
            assert_eq!(hints, place, "{zone}");
        }
    }
}
