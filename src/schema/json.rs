//! JSON Schema, draft 07, for editors: one for each kind of record and one for `casebook.yaml`.
//!
//! In go the declarations and the [`Names`] of a site; out come JSON documents. What changes with
//! every record, the ids, stands in a document of its own ([`KNOWN`]) to which the others refer, so
//! that a new award changes one line of one file.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::names::{Names, Word};
use super::{COMMON, KINDS, RecordKind};
use crate::record::config::Config;
use crate::record::shape::{FieldShape, Shape, StructShape};
use crate::record::value::ShapeOf;

/// The name of the document that holds ids and values of vocabularies.
pub const KNOWN: &str = "known";

/// The name of the schema of `casebook.yaml`.
pub const CONFIG: &str = "config";

/// By this, files that Casebook wrote are known again.
pub const MARK: &str = "Written by `casebook schema`. Do not change it by hand.";

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The fields of `casebook.yaml`.
pub(super) const CONFIG_SHAPE: &StructShape = ShapeOf::<Config>::STATIC;

/// A document for each kind of record, one for `casebook.yaml`, and one for what they refer to; by
/// name.
pub fn documents(names: &Names) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    for kind in KINDS {
        let mut writer = Writer::new(names, "known.json");
        let record = writer.record(kind);
        all.insert(kind.name.to_string(), document(record, writer.parts));
    }
    let mut writer = Writer::new(names, "known.json");
    let config = writer.config();
    all.insert(CONFIG.to_string(), document(config, writer.parts));
    let title = json!({"title": "Ids and values that this site has"});
    all.insert(KNOWN.to_string(), document(title, known(names)));
    all
}

/// All of it in one document: a record of kind `award` is `#/definitions/award`.
pub fn whole(names: &Names) -> Value {
    let mut writer = Writer::new(names, "");
    let mut definitions = Map::new();
    let mut properties = Map::new();
    for kind in KINDS {
        let record = writer.record(kind);
        definitions.insert(kind.name.to_string(), record);
        let list = json!({"type": "array", "items": refer("", kind.name)});
        properties.insert(kind.name.to_string(), list);
    }
    let config = writer.config();
    definitions.insert(CONFIG.to_string(), config);
    properties.insert(CONFIG.to_string(), refer("", CONFIG));
    definitions.extend(writer.parts);
    definitions.extend(known(names));
    let top = json!({
        "title": "Casebook",
        "description": "Records by kind, and casebook.yaml as config.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    document(top, definitions)
}

/// JSON for people: a line for each value, so that changes can be read and merged.
pub fn written(json: &Value) -> String {
    format!("{json:#}\n")
}

/// The files of a site that each schema is for, as the YAML extension of Visual Studio Code wants
/// them: the path of the schema, and the files. Markdown is none of its business.
pub fn associations(folder: &str) -> BTreeMap<String, String> {
    let yaml = KINDS.iter().filter(|kind| kind.form == super::Form::Yaml);
    let of_kinds = yaml.map(|kind| {
        let files = format!("/{}/**/*.yaml", kind.folder);
        (format!("{folder}/{}.json", kind.name), files)
    });
    let config = (
        format!("{folder}/{CONFIG}.json"),
        "/casebook.yaml".to_string(),
    );
    of_kinds.chain([config]).collect()
}

/// A schema with its head and the parts that it refers to.
fn document(body: Value, definitions: Map<String, Value>) -> Value {
    let mut all = Map::new();
    all.insert("$schema".into(), json!(DRAFT));
    all.insert("$comment".into(), json!(MARK));
    if let Value::Object(body) = body {
        all.extend(body);
    }
    if !definitions.is_empty() {
        all.insert("definitions".into(), Value::Object(definitions));
    }
    Value::Object(all)
}

fn refer(file: &str, name: &str) -> Value {
    json!({"$ref": format!("{file}#/definitions/{name}")})
}

/// Ids of records as `id-KIND` and values of vocabularies as `values-ID`.
fn known(names: &Names) -> Map<String, Value> {
    let mut all = Map::new();
    for kind in KINDS {
        let wanted = Shape::Reference(kind.name.into()).wanted();
        // Without the summaries, which change often and would change this document.
        let words = choice(names.of_kind(kind.name), &wanted, |word| word.title.clone());
        all.insert(format!("id-{}", kind.name), words);
    }
    for (vocabulary, values) in &names.vocabularies {
        let wanted = Shape::Term(vocabulary.clone().into()).wanted();
        all.insert(
            format!("values-{vocabulary}"),
            choice(values, &wanted, Word::explained),
        );
    }
    let wanted = "a role that casebook.yaml names under “owners”";
    let owners = choice(&names.owners, wanted, Word::explained);
    all.insert("owners".into(), owners);
    all
}

/// One of these words. In an empty list nothing can be right.
fn choice(words: &[Word], wanted: &str, about: impl Fn(&Word) -> String) -> Value {
    let mut values = Vec::new();
    let mut meanings = Vec::new();
    for word in words {
        for value in spellings(&word.id) {
            values.push(value);
            meanings.push(about(word));
        }
    }
    match values.is_empty() {
        true => json!({
            "not": {},
            "description": format!("Must be {wanted}, and this site has none yet."),
        }),
        false => json!({
            "enum": values,
            "enumDescriptions": meanings,
            "errorMessage": format!("Must be {wanted}."),
        }),
    }
}

/// An id as YAML reads it: one that looks like a number or a truth value is read as that too.
fn spellings(id: &str) -> Vec<Value> {
    let plain = serde_json::from_str::<Value>(id).ok();
    let plain = plain.filter(|value| value.is_number() || value.is_boolean());
    [json!(id)].into_iter().chain(plain).collect()
}

struct Writer<'n> {
    names: &'n Names,
    /// The file that holds ids and values; empty for this one.
    known: &'static str,
    /// Parts of records that were referred to.
    parts: Map<String, Value>,
}

impl<'n> Writer<'n> {
    fn new(names: &'n Names, known: &'static str) -> Self {
        Self {
            names,
            known,
            parts: Map::new(),
        }
    }

    fn record(&mut self, kind: &RecordKind) -> Value {
        let own = kind.shape.fields.iter().chain(COMMON.fields);
        let declared = self.names.declared(kind.name);
        let fields: Vec<&FieldShape> = own.chain(declared).collect();
        self.object(kind.name, kind.shape.doc, &fields)
    }

    fn config(&mut self) -> Value {
        let fields: Vec<&FieldShape> = CONFIG_SHAPE.fields.iter().collect();
        self.object("casebook.yaml", CONFIG_SHAPE.doc, &fields)
    }

    fn object(&mut self, title: &str, doc: &str, fields: &[&FieldShape]) -> Value {
        let properties: Map<String, Value> = fields
            .iter()
            .map(|field| (field.key.to_string(), self.field(field)))
            .collect();
        let required: Vec<&str> = fields
            .iter()
            .filter(|field| field.required)
            .map(|field| &*field.key)
            .collect();
        let mut object = json!({
            "title": title,
            "description": one_line(doc),
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        });
        if !required.is_empty() {
            object["required"] = json!(required);
        }
        object
    }

    fn field(&mut self, field: &FieldShape) -> Value {
        let owner = field.key == "owner" && !self.names.owners.is_empty();
        let mut schema = match owner {
            true => refer(self.known, "owners"),
            false => self.shape(&field.shape),
        };
        let wanted = field.shape.wanted();
        schema["description"] = json!(format!("{}. Write {wanted}.", field.purpose()));
        schema
    }

    fn shape(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Term(vocabulary) => self.term(vocabulary),
            Shape::Reference(kind) => refer(self.known, &format!("id-{kind}")),
            Shape::List(inner) => json!({"type": "array", "items": self.shape(inner)}),
            Shape::Table(inner) => {
                json!({"type": "object", "additionalProperties": self.shape(inner)})
            }
            Shape::Struct(shape) => self.part(shape),
            shape => value(shape),
        }
    }

    /// A vocabulary that the site lacks allows nothing; `check` says what to do.
    fn term(&self, vocabulary: &str) -> Value {
        match self.names.vocabularies.contains_key(vocabulary) {
            true => refer(self.known, &format!("values-{vocabulary}")),
            false => value(&Shape::Line),
        }
    }

    /// A part of a record, with a definition of its own.
    fn part(&mut self, shape: &'static StructShape) -> Value {
        let name = part_name(shape);
        if !self.parts.contains_key(&name) {
            // A part can hold itself.
            self.parts.insert(name.clone(), Value::Null);
            let fields: Vec<&FieldShape> = shape.fields.iter().collect();
            let object = self.object(shape.name, shape.doc, &fields);
            self.parts.insert(name.clone(), object);
        }
        let short = shape.shorthand.and_then(|key| shape.field(key));
        match short {
            Some(field) => json!({"anyOf": [self.shape(&field.shape), refer("", &name)]}),
            None => refer("", &name),
        }
    }
}

/// The definition of a part of records.
fn part_name(shape: &StructShape) -> String {
    format!("part-{}", shape.name)
}

/// A single value. Plain text may look like a number, as YAML needs no quotes around it.
fn value(shape: &Shape) -> Value {
    let mut schema = match shape {
        Shape::Line => json!({"type": ["string", "number"], "pattern": "^[^\\n]*\\n?$"}),
        Shape::Text | Shape::Prose => json!({"type": ["string", "number"]}),
        Shape::Count => json!({"type": "integer", "minimum": 0}),
        Shape::Number => json!({"type": "number"}),
        Shape::Money => json!({
            "type": "object",
            "properties": {
                "amount": {"type": "number", "description": "The amount, such as -110 or 5.70."},
                "currency": {
                    "type": "string",
                    "pattern": "^[A-Z]{3}$",
                    "description": "Pounds are GBP, euros EUR, dollars USD.",
                },
            },
            "required": ["amount", "currency"],
            "additionalProperties": false,
        }),
        Shape::Date => json!({
            "type": ["string", "integer"],
            "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
            "minimum": 0,
            "maximum": 9999,
        }),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::Id => json!({
            "type": ["string", "integer"],
            "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$",
            "maxLength": 80,
        }),
        Shape::Address => json!({
            "type": "string",
            "pattern": "^(https?://|mailto:)[^\\s<>\"]+$",
        }),
        Shape::Choice(words) => json!({"enum": words}),
        _ => json!({}),
    };
    let message = json!(format!("Must be {}.", shape.wanted()));
    schema["errorMessage"] = message.clone();
    if schema.get("pattern").is_some() {
        schema["patternErrorMessage"] = message;
    }
    schema
}

/// A doc comment as one line.
pub fn one_line(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(id: &str) -> Word {
        Word {
            id: id.into(),
            title: format!("Title of {id}"),
            about: "What it is.".into(),
        }
    }

    fn names() -> Names {
        Names {
            records: [("award".to_string(), vec![word("p4-01"), word("12")])].into(),
            vocabularies: [("status".to_string(), vec![word("stopped")])].into(),
            ..Names::default()
        }
    }

    #[test]
    fn ids_and_values_are_offered_with_what_they_are() {
        let all = documents(&names());
        let known = &all[KNOWN]["definitions"];
        assert_eq!(known["values-status"]["enum"], json!(["stopped"]));
        assert_eq!(
            known["values-status"]["enumDescriptions"],
            json!(["Title of stopped: What it is."])
        );
        // 12 without quotes is a number in YAML.
        assert_eq!(known["id-award"]["enum"], json!(["p4-01", "12", 12]));
        assert_eq!(
            all["benefit"]["properties"]["award"]["$ref"],
            "known.json#/definitions/id-award"
        );
    }

    #[test]
    fn a_new_record_changes_only_the_document_of_names() {
        let before = documents(&names());
        let mut more = names();
        more.records
            .entry("award".into())
            .or_default()
            .push(word("p4-02"));
        let changed: Vec<String> = documents(&more)
            .into_iter()
            .filter(|(name, schema)| before[name] != *schema)
            .map(|(name, _)| name)
            .collect();
        assert_eq!(changed, [KNOWN]);
    }

    #[test]
    fn everything_that_is_referred_to_is_there() {
        let whole = whole(&names());
        let text = whole.to_string();
        let definitions = whole["definitions"].as_object().expect("definitions");
        let names = text.split("\"$ref\":\"#/definitions/").skip(1);
        let mut seen = 0;
        for name in names.filter_map(|rest| rest.split('"').next()) {
            assert!(definitions.contains_key(name), "{name}");
            seen += 1;
        }
        assert!(seen > 100, "{seen}");
    }

    #[test]
    fn no_two_parts_of_records_have_one_name() {
        let mut parts: BTreeMap<&str, *const StructShape> = BTreeMap::new();
        fn look(shape: &Shape, parts: &mut BTreeMap<&'static str, *const StructShape>) {
            match shape {
                Shape::List(inner) | Shape::Table(inner) => look(inner, parts),
                Shape::Struct(part) => {
                    let known = parts.insert(part.name, *part);
                    if let Some(known) = known {
                        return assert!(std::ptr::eq(known, *part), "{}", part.name);
                    }
                    part.fields
                        .iter()
                        .for_each(|field| look(&field.shape, parts));
                }
                _ => {}
            }
        }
        let kinds = KINDS.iter().map(|kind| kind.shape);
        for shape in kinds.chain([COMMON, CONFIG_SHAPE]) {
            shape
                .fields
                .iter()
                .for_each(|field| look(&field.shape, &mut parts));
        }
        assert!(parts.contains_key("Locator"));
    }
}
