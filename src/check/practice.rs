//! Rules of checklists and templates: names that are unique, steps that exist, and answers that
//! fit the record they go to.

use super::rules::twice;
use super::{Records, Vocabularies, terms};
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, Span, excerpt};
use crate::record::Entry;
use crate::record::practice::{Checklist, Form, FormField};
use crate::record::shape::{FieldShape, Shape};
use crate::record::words::AskedAs;
use crate::schema::{Form as Written, KINDS, RecordKind};

/// Where the text of a Markdown record goes.
const BODY: &str = "body";

pub(super) fn check(records: &Records, vocabularies: &Vocabularies, sink: &mut Diagnostics) {
    for entry in &records.checklists {
        checklist(entry, sink);
    }
    for entry in &records.forms {
        form(entry, vocabularies, sink);
    }
}

fn checklist(entry: &Entry<Checklist>, sink: &mut Diagnostics) {
    let checklist = &*entry.data;
    let sections = checklist.sections.iter().map(|section| &section.id);
    let say = |id: &str| format!("This checklist has two sections with the id “{id}”.");
    twice("duplicate-section", sections, say, sink);
    let items = checklist.items().map(|item| &item.id);
    let say = |id: &str| format!("This checklist has two items with the id “{id}”.");
    twice("duplicate-step", items, say, sink);
    for target in checklist.items().filter_map(|item| item.back_to.as_ref()) {
        let mut ids = checklist.items().map(|item| &**item.id);
        if ids.any(|id| id == &***target) {
            continue;
        }
        let message = format!("This checklist has no item “{}” to go back to.", &**target);
        let problem = Diagnostic::error("unknown-step", message).at(target.span);
        let ids = checklist.items().map(|item| &**item.id);
        sink.push(match nearest(target, ids) {
            Some(near) => problem.hint(format!("Did you mean “{near}”?")),
            None => problem.hint("Write the id of an item of this checklist."),
        });
    }
}

fn form(entry: &Entry<Form>, vocabularies: &Vocabularies, sink: &mut Diagnostics) {
    let form = &*entry.data;
    let sections = form.sections.iter().map(|section| &section.id);
    let say = |id: &str| format!("This template has two sections with the id “{id}”.");
    twice("duplicate-section", sections, say, sink);
    let fields = form.fields().map(|field| &field.id);
    let say = |id: &str| format!("This template has two questions with the id “{id}”.");
    twice("duplicate-question", fields, say, sink);
    for field in form.fields() {
        sink.append(choices(field, vocabularies).into_iter().collect());
        sink.append(unanswered(field, vocabularies).into_iter().collect());
    }
    match target(form) {
        Err(problem) => sink.push(*problem),
        Ok(None) => no_target(form, sink),
        Ok(Some(kind)) => answers(form, kind, entry.span, sink),
    }
}

/// A choice needs a vocabulary that exists; nothing else has one.
fn choices(field: &FormField, vocabularies: &Vocabularies) -> Option<Diagnostic> {
    let chosen = matches!(field.kind.value, AskedAs::Choice | AskedAs::Choices);
    match (&field.vocabulary, chosen) {
        (None, true) => Some(
            Diagnostic::error(
                "no-vocabulary-named",
                format!(
                    "The question “{}” offers a choice of nothing.",
                    &*field.label
                ),
            )
            .hint("Add “vocabulary: ” and the id of the vocabulary whose values can be chosen.")
            .at(field.kind.span),
        ),
        (Some(named), false) => Some(
            Diagnostic::error(
                "vocabulary-without-choice",
                format!(
                    "A question of kind “{}” offers no values.",
                    field.kind.word()
                ),
            )
            .hint("Make it “kind: choice”, or take “vocabulary” away.")
            .at(named.span),
        ),
        (Some(named), true) if !vocabularies.has(named) && !vocabularies.is_broken(named) => Some(
            Diagnostic::error(
                "unknown-vocabulary",
                format!("There is no vocabulary “{}”.", excerpt(named)),
            )
            .hint("Write the name of a file in data/vocabularies without its ending.")
            .at(named.span),
        ),
        _ => None,
    }
}

/// What a record says without an answer is one of the values that can be chosen.
fn unanswered(field: &FormField, vocabularies: &Vocabularies) -> Option<Diagnostic> {
    let said = field.unanswered.as_ref()?;
    let named = field.vocabulary.as_ref()?;
    let known = vocabularies.find(named, said).is_some();
    (!known && vocabularies.has(named))
        .then(|| terms::unknown(vocabularies, named, said, said.span))
}

/// The kind of record that answers become.
fn target(form: &Form) -> Result<Option<&'static RecordKind>, Box<Diagnostic>> {
    let Some(named) = &form.record else {
        return Ok(None);
    };
    if let Some(kind) = RecordKind::named(named) {
        return Ok(Some(kind));
    }
    let message = format!("There is no kind of record called “{}”.", excerpt(named));
    let problem = Diagnostic::error("unknown-record-kind", message).at(named.span);
    let names = KINDS.iter().map(|kind| kind.name);
    Err(Box::new(match nearest(named, names.clone()) {
        Some(near) => problem.hint(format!("Did you mean “{near}”?")),
        None => problem.hint(format!(
            "The kinds are: {}.",
            names.collect::<Vec<_>>().join(", ")
        )),
    }))
}

fn no_target(form: &Form, sink: &mut Diagnostics) {
    if let Some(goes_to) = form.fields().find_map(|field| field.goes_to.as_ref()) {
        sink.push(
            Diagnostic::error(
                "unknown-record-field",
                "This template does not say which kind of record its answers go to.",
            )
            .hint("Add “record: ” and the kind, such as award, or take “goes_to” away.")
            .at(goes_to.span),
        );
    }
}

/// Every answer fits its field, and every field that the record must have is asked for.
fn answers(form: &Form, kind: &RecordKind, start: Span, sink: &mut Diagnostics) {
    let mut misspelt = false;
    for field in form.fields() {
        let Some(goes_to) = &field.goes_to else {
            continue;
        };
        if &***goes_to == BODY && kind.form == Written::Markdown {
            continue;
        }
        match kind.shape.field_at(goes_to) {
            None => {
                misspelt = true;
                sink.push(unknown_field(kind, goes_to, goes_to.span));
            }
            Some(found) if !fits(field, &found.shape) => sink.push(misfit(field, found)),
            Some(_) => {}
        }
    }
    // A field that is misspelt is not also missing.
    let missing = if misspelt {
        Vec::new()
    } else {
        unasked(form, kind)
    };
    for path in missing {
        let message = format!(
            "{} needs the field “{path}”, and no question of this template asks for it.",
            super::fields::capital(&super::a(kind.name))
        );
        sink.push(
            Diagnostic::error("unasked-field", message)
                .hint(format!("Add a question with “goes_to: {path}”."))
                .at(start),
        );
    }
}

/// Whether an answer of this kind can be the value of a field of this shape.
fn fits(field: &FormField, shape: &Shape) -> bool {
    let offers = |vocabulary: &str| {
        let named = field.vocabulary.as_ref();
        named.is_none_or(|named| &***named == vocabulary)
    };
    match (field.kind.value, shape) {
        (AskedAs::Line, Shape::Line | Shape::Text | Shape::Prose)
        | (AskedAs::Text, Shape::Text | Shape::Prose)
        | (AskedAs::Number, Shape::Count | Shape::Number)
        | (AskedAs::Money, Shape::Money)
        | (AskedAs::Date, Shape::Date) => true,
        (AskedAs::Choice, Shape::Term(vocabulary)) => offers(vocabulary),
        (AskedAs::Choice, Shape::Struct(inner)) => inner
            .shorthand
            .and_then(|key| inner.field(key))
            .is_some_and(|short| fits(field, &short.shape)),
        (AskedAs::Choices, Shape::List(inner)) => {
            matches!(&**inner, Shape::Term(vocabulary) if offers(vocabulary))
        }
        (AskedAs::List, Shape::List(inner)) => matches!(&**inner, Shape::Line | Shape::Text),
        _ => false,
    }
}

fn unknown_field(kind: &RecordKind, path: &str, span: Span) -> Diagnostic {
    let message = format!(
        "{} has no field “{}”.",
        super::fields::capital(&super::a(kind.name)),
        excerpt(path)
    );
    let problem = Diagnostic::error("unknown-record-field", message).at(span);
    let names = kind.shape.fields.iter().map(|field| &*field.key);
    match nearest(path, names) {
        Some(near) => problem.hint(format!("Did you mean “{near}”?")),
        None => problem.hint(
            "Write the name of a field of that kind; for a field inside a field, both with a dot.",
        ),
    }
}

fn misfit(field: &FormField, found: &FieldShape) -> Diagnostic {
    let message = format!(
        "An answer of kind “{}” cannot be the field “{}”, which is {}.",
        field.kind.word(),
        found.key,
        found.shape.wanted()
    );
    Diagnostic::error("answer-does-not-fit", message)
        .hint("Change “kind” or “vocabulary” of the question, or where its answer goes.")
        .at(field.kind.span)
}

/// The required fields that no question asks for: of the record, and of each part of it that some
/// question asks about.
fn unasked(form: &Form, kind: &RecordKind) -> Vec<String> {
    let asked: Vec<&str> = form
        .fields()
        .filter_map(|field| field.goes_to.as_ref().map(|path| &***path))
        .collect();
    let is_asked = |path: &str| {
        let below = |asked: &&str| {
            let rest = asked.strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        asked.iter().any(below)
    };
    let mut missing = Vec::new();
    for field in kind.shape.fields {
        let asks = is_asked(&field.key);
        match &field.shape {
            Shape::Struct(inner) if asks && !asked.contains(&&*field.key) => {
                let parts = inner.fields.iter().filter(|part| part.required);
                let paths = parts.map(|part| format!("{}.{}", field.key, part.key));
                missing.extend(paths.filter(|path| !is_asked(path)));
            }
            _ if field.required && !asks => missing.push(field.key.to_string()),
            _ => {}
        }
    }
    missing
}
