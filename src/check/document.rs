//! One document: which record it is, and its typed entry.

use std::sync::Arc;

use super::fields::{Allowed, Doubt, Owner};
use super::walk::{Found, Walk};
use super::{DeclaredShape, Vocabularies, id, kind_of, rules, to_do};
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, Span, TextMap, excerpt};
use crate::markdown;
use crate::parse::Document;
use crate::record::common::{Common, State};
use crate::record::prose::{Prose, Source};
use crate::record::value::{Fields, FromValue, Value};
use crate::record::{Entry, Written};
use crate::schema::{COMMON, Form, KINDS, RecordKind};
use crate::yaml::{Node, NodeKind};

/// The kind and id of a document, or a report of why it has none. A file with a bad name is reported
/// and read all the same, so that one run finds everything.
pub(super) fn place(
    document: &Document,
    is_taken: &dyn Fn(&str) -> bool,
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
    }
    let name = kind.id_of(&document.path);
    if !name.split('/').all(id::is_id) {
        sink.push(bad_name(document, &name, is_taken));
    }
    Some((kind, name))
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
    let level = folder.matches('/').count();
    let beside = folders.filter(|other| other.matches('/').count() == level);
    match nearest(folder, beside) {
        Some(near) => diagnostic.hint(format!("Did you mean “{near}”?")),
        None => diagnostic.hint(format!(
            "Move the file to the folder of its kind: {}.",
            all.join(", ")
        )),
    }
}

fn bad_name(document: &Document, name: &str, is_taken: &dyn Fn(&str) -> bool) -> Diagnostic {
    let problem = Diagnostic::error(
        "bad-file-name",
        format!(
            "“{}” cannot be an id: a file's name is its record's id and part of its address.",
            excerpt(name)
        ),
    )
    .at(Span::file_start(document.file));
    let parts = || name.split('/');
    let bad = parts().find(|part| !id::is_id(part)).unwrap_or(name);
    let why = id::why_no_id(bad);
    let better: Vec<String> = parts().map(id::as_id).collect();
    if better.iter().any(String::is_empty) {
        return problem.hint(format!("{why} Rename the file."));
    }
    let path = |better: &str| {
        let (folder, ending) = document.path.rsplit_once(name).unwrap_or_default();
        format!("{folder}{better}{ending}")
    };
    let better = id::free(&better.join("/"), |better| is_taken(&path(better)));
    problem.hint(format!("{why} Rename the file, for example to “{better}”."))
}

/// What was made of a document.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) fields: Option<Fields>,
    pub(super) body: Option<Prose>,
    pub(super) state: State,
    pub(super) found: Found,
    pub(super) problems: Diagnostics,
}

/// What documents are checked against.
#[derive(Clone, Copy)]
pub(super) struct Against<'a> {
    /// The fields that the site declares for this kind.
    pub(super) declared: &'a [DeclaredShape],
    /// Fields that it may have meant to declare.
    pub(super) doubt: &'a Doubt,
    /// The vocabularies.
    pub(super) vocabularies: &'a Vocabularies,
    /// Whether drafts are part of the site.
    pub(super) drafts: bool,
    /// Whether running text is packed: it takes less room, and longer each time it is asked for.
    pub(super) packs: bool,
}

/// Checks a document against the declaration of its kind.
pub(super) fn read(document: &Document, kind: &RecordKind, against: Against<'_>) -> Read {
    let mut problems = Diagnostics::new();
    let tree = tree(document, &mut problems);
    rules::printed(tree.as_ref(), &mut problems);
    let mut walk =
        Walk::new(&document.text, against.vocabularies, &mut problems).packing(against.packs);
    let fields = tree.as_ref().and_then(|tree| {
        let allowed = Allowed {
            own: &[kind.shape.fields, COMMON.fields],
            declared: against.declared,
            doubt: against.doubt,
            owner: Owner::Record(kind.name),
        };
        walk.fields(tree, &allowed)
    });
    let body = document.body.clone().map(|range| {
        let mut sink = Diagnostics::new();
        let span = Span::new(document.file, range.clone());
        let map = TextMap::verbatim(span);
        let fragment = markdown::parse(&document.text[range.clone()], &map, &mut sink);
        walk.take(sink);
        walk.kept(fragment, Source::part(&document.text, &range), span)
    });
    let state = state_of(tree.as_ref());
    let found = walk.into_found();
    to_do::report(document, state, against.drafts, &mut problems);
    Read {
        fields,
        body,
        state,
        found,
        problems,
    }
}

/// The tree, or a report of why there is none.
fn tree(document: &Document, sink: &mut Diagnostics) -> Option<Node> {
    let start = Span::file_start(document.file);
    match &document.tree {
        Some(tree) => Some(tree.clone()),
        None if !document.readable => None,
        None if document.body.is_none() => {
            sink.push(
                Diagnostic::error("empty-file", "This file holds no fields, only comments.")
                    .hint("Delete it, or fill it in.")
                    .at(start),
            );
            None
        }
        None => {
            sink.push(
                Diagnostic::error(
                    "no-front-matter",
                    "This file has no front matter: the lines at its top that hold its fields.",
                )
                .hint("Begin the file with a line “---”, then a line “title: …”, then a line “---”, and put the text below.")
                .at(start),
            );
            None
        }
    }
}

/// The state is read also from records that are otherwise wrong: a wrong draft is still a draft.
fn state_of(tree: Option<&Node>) -> State {
    let Some(NodeKind::Map(pairs)) = tree.map(|tree| &tree.kind) else {
        return State::Published;
    };
    let written = pairs.iter().find(|pair| pair.key == "state");
    match written.map(|pair| &pair.value.kind) {
        Some(NodeKind::Scalar(scalar)) => State::of_word(scalar.text.trim()).unwrap_or_default(),
        _ => State::Published,
    }
}

/// The entry of a record, its own fields made what the caller wants of them.
pub(super) fn entry<T>(
    document: &Document,
    id: &str,
    mut fields: Fields,
    body: Option<Prose>,
    own: impl FnOnce(Fields) -> T,
) -> Entry<T> {
    let declared = std::mem::take(&mut fields.declared);
    let span = fields.span;
    let is_common = |key: &str| COMMON.field(key).is_some();
    let (common, rest): (Vec<_>, Vec<_>) = fields
        .known
        .into_iter()
        .partition(|(key, _)| is_common(key));
    let part = |known| Fields {
        span,
        known,
        declared: Vec::new(),
    };
    let written = Written {
        span,
        common: Common::from_value(Value::Struct(part(common))),
        declared,
        data: Arc::new(own(part(rest))),
    };
    Entry::new(id.to_string(), document.file, written, body)
}
