//! One document: which record it is, and its typed entry.

use std::sync::Arc;

use super::walk::{Allowed, Mention, Walk};
use super::{DeclaredShape, Vocabularies, kind_of, scalar};
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, Span, TextMap};
use crate::markdown;
use crate::parse::Document;
use crate::record::Entry;
use crate::record::common::{Common, State};
use crate::record::prose::Prose;
use crate::record::value::{Declared, Fields, FromValue, Kind, Value};
use crate::schema::{COMMON, Form, KINDS, RecordKind};
use crate::yaml::{Node, NodeKind};

/// The kind and id of a document, or a report of why it has none.
pub(super) fn place(
    document: &Document,
    sink: &mut Diagnostics,
) -> Option<(&'static RecordKind, String)> {
    let Some(kind) = kind_of(document) else {
        sink.push(no_folder(document));
        return None;
    };
    if document.path.ends_with(".yml") {
        sink.push(
            Diagnostic::error(
                "yml-ending",
                "Records end in .yaml, and this file ends in .yml.",
            )
            .hint("Rename the file so that it ends in .yaml.")
            .at(Span::file_start(document.file)),
        );
        return None;
    }
    let id = kind.id_of(&document.path);
    if !id.split('/').all(scalar::is_id) {
        sink.push(bad_name(document, &id));
        return None;
    }
    Some((kind, id))
}

fn no_folder(document: &Document) -> Diagnostic {
    let folder = document
        .path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let folders = KINDS
        .iter()
        .filter(|kind| kind.form == Form::Yaml)
        .map(|kind| kind.folder);
    let all: Vec<&str> = folders.clone().collect();
    let diagnostic = Diagnostic::error(
        "unknown-folder",
        format!("Casebook has no records in the folder “{folder}”."),
    )
    .at(Span::file_start(document.file));
    match nearest(folder, folders) {
        Some(near) => diagnostic.hint(format!("Did you mean “{near}”?")),
        None => diagnostic.hint(format!("Records live in: {}.", all.join(", "))),
    }
}

fn bad_name(document: &Document, id: &str) -> Diagnostic {
    let better = scalar::as_id(id);
    Diagnostic::error(
        "bad-file-name",
        format!(
            "“{id}” cannot be an id: a file's name is its record's id and part of its address."
        ),
    )
    .hint(format!(
        "Use lower-case letters, digits and hyphens. Rename the file, for example to “{better}”."
    ))
    .at(Span::file_start(document.file))
}

/// What was made of a document.
pub(super) struct Read<T> {
    pub(super) entry: Option<Entry<T>>,
    pub(super) state: State,
    pub(super) mentions: Vec<Mention>,
    pub(super) problems: Diagnostics,
}

/// Checks a document against the declaration of `T`.
pub(super) fn read<T: Declared + Kind + 'static>(
    document: &Document,
    id: &str,
    declared: &[DeclaredShape],
    vocabularies: &Vocabularies,
) -> Read<T> {
    let mut problems = Diagnostics::new();
    let mut walk = Walk::new(vocabularies, &mut problems);
    let shape = T::STRUCT;
    let tree = tree(document);
    let fields = tree.as_ref().and_then(|tree| {
        let allowed = Allowed {
            own: &[shape.fields, COMMON.fields],
            declared,
            what: T::NAME,
        };
        walk.fields(tree, &allowed)
    });
    let body = document.body.clone().map(|range| {
        let mut sink = Diagnostics::new();
        let body = body(document, range, &mut sink);
        walk.links(&body.fragment);
        walk.take(sink);
        body
    });
    let state = state_of(tree.as_ref());
    let mentions = walk.into_mentions();
    let entry = fields.map(|fields| entry(document, id, fields, body));
    Read {
        entry,
        state,
        mentions,
        problems,
    }
}

/// The tree, where a Markdown file without front matter has an empty one.
fn tree(document: &Document) -> Option<Node> {
    match &document.tree {
        Some(tree) => Some(tree.clone()),
        None if document.readable => Some(Node {
            span: Span::file_start(document.file),
            kind: NodeKind::Map(Vec::new()),
        }),
        None => None,
    }
}

/// The state is read also from records that are otherwise wrong: a wrong draft is still a draft.
fn state_of(tree: Option<&Node>) -> State {
    let Some(NodeKind::Map(pairs)) = tree.map(|tree| &tree.kind) else {
        return State::Published;
    };
    let draft = pairs.iter().any(|pair| {
        pair.key == "state"
            && matches!(&pair.value.kind, NodeKind::Scalar(scalar) if scalar.text == "draft")
    });
    if draft {
        State::Draft
    } else {
        State::Published
    }
}

fn body(document: &Document, range: std::ops::Range<usize>, sink: &mut Diagnostics) -> Prose {
    let span = Span::new(document.file, range.clone());
    let text = &document.text[range];
    let fragment = markdown::parse(text, &TextMap::verbatim(span), sink);
    Prose {
        source: Arc::from(text),
        span,
        fragment: Arc::new(fragment),
    }
}

fn entry<T: FromValue>(
    document: &Document,
    id: &str,
    mut fields: Fields,
    body: Option<Prose>,
) -> Entry<T> {
    let declared = std::mem::take(&mut fields.declared);
    let span = fields.span;
    let is_common = |key: &str| COMMON.field(key).is_some();
    let (common, own): (Vec<_>, Vec<_>) = fields
        .known
        .into_iter()
        .partition(|(key, _)| is_common(key));
    let part = |known| {
        Value::Struct(Fields {
            span,
            known,
            declared: Vec::new(),
        })
    };
    Entry {
        id: id.to_string(),
        file: document.file,
        span,
        common: Common::from_value(part(common)),
        declared,
        body,
        data: Arc::new(T::from_value(part(own))),
    }
}
