//! What stands at a place, what it names, and where else the same is named.

use crate::diag::{FileId, Span};
use crate::editor::{Index, Seen, fields_of, value, visit};
use crate::record::prose::Target as Link;
use crate::record::shape::{FieldShape, Shape};
use crate::schema::RecordKind;
use crate::source::Files;
use crate::yaml::{Node, NodeKind, Pair};

/// Something that can be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A record, by kind and id.
    Record(String, String),
    /// A value of a vocabulary.
    Value(String, String),
    /// A place in a source.
    Place(String, String),
    /// An item of a source.
    Item(String, String),
}

/// Something that stands at a place.
#[derive(Debug)]
pub(super) enum Found<'i> {
    /// It names something.
    Names(Target, Span),
    /// It is the name of a field.
    Field(&'i FieldShape, Span),
}

/// What stands at a byte of a file.
pub(super) fn at(index: &Index, file: FileId, offset: usize) -> Option<Found<'_>> {
    let document = index.document(file)?;
    let here = |span: Span| {
        span.file == file && (span.start as usize..=span.end as usize).contains(&offset)
    };
    for mention in index.records().mentions.iter() {
        if !mention.field && here(mention.span) {
            return Some(Found::Names(of_link(&mention.target)?, mention.span));
        }
    }
    let mut found = None;
    let tree = document.tree.as_ref()?;
    visit(tree, &fields_of(document, index), &mut |seen| {
        if found.is_some() {
            return;
        }
        found = match seen {
            Seen::Name(pair, field) if here(pair.key_span) => {
                Some(Found::Field(field, pair.key_span))
            }
            Seen::Value { node, .. } if here(node.span) => {
                named(&document.path, seen).map(|target| Found::Names(target, node.span))
            }
            _ => None,
        };
    });
    found
}

/// Every place that names it, in the order of files.
pub(super) fn references(index: &Index, target: &Target) -> Vec<Span> {
    let mut spans: Vec<Span> = index
        .records()
        .mentions
        .iter()
        .filter(|mention| !mention.field && of_link(&mention.target).as_ref() == Some(target))
        .map(|mention| mention.span)
        .collect();
    let own = definition(index, target);
    for document in index.documents() {
        let Some(tree) = &document.tree else { continue };
        visit(tree, &fields_of(document, index), &mut |seen| {
            if let Seen::Value { node, .. } = seen
                && Some(node.span) != own
                && named(&document.path, seen).as_ref() == Some(target)
            {
                spans.push(node.span);
            }
        });
    }
    spans.sort();
    spans.dedup();
    spans
}

/// Where it is defined.
pub(super) fn definition(index: &Index, target: &Target) -> Option<Span> {
    match target {
        Target::Record(kind, id) => Some(index.record(kind, id)?.span),
        Target::Value(vocabulary, id) => Some(index.value(vocabulary, id)?.1),
        Target::Place(source, id) => part(index, source, "places", id).map(|(_, span)| span),
        Target::Item(source, id) => part(index, source, "items", id).map(|(_, span)| span),
    }
}

/// What it is, in Markdown.
pub(super) fn explained(index: &Index, files: &Files, target: &Target) -> Option<String> {
    let (title, about, what) = match target {
        Target::Record(kind, id) => {
            let record = index.record(kind, id)?;
            let path = files.get(record.file).map_or("", |file| &*file.path);
            let word = &record.word;
            (
                word.title.clone(),
                word.about.clone(),
                format!("{kind} `{id}`, {path}"),
            )
        }
        Target::Value(vocabulary, id) => {
            let (word, _) = index.value(vocabulary, id)?;
            let what = format!("value `{id}` of the vocabulary `{vocabulary}`");
            (word.title.clone(), word.about.clone(), what)
        }
        Target::Place(source, id) => {
            let (place, _) = part(index, source, "places", id)?;
            let title = text(place, "label").unwrap_or_default();
            (
                title,
                String::new(),
                format!("place `{id}` of the source `{source}`"),
            )
        }
        Target::Item(source, id) => {
            let (item, _) = part(index, source, "items", id)?;
            let gist = text(item, "gist").unwrap_or_default();
            (
                gist,
                String::new(),
                format!("item `{id}` of the source `{source}`"),
            )
        }
    };
    let parts = [format!("**{}**", plain(&title)), plain(&about), what];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|part| !part.is_empty() && part != "****")
        .collect();
    Some(parts.join("\n\n"))
}

/// Text as Markdown that means itself.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(sign, '*' | '_' | '`' | '[' | ']' | '<' | '\\' | '#') {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

/// The ids of the places or items of a source, with what each is.
pub(super) fn parts(index: &Index, source: &str, list: &str) -> Vec<(String, String)> {
    let about = if list == "places" { "label" } else { "gist" };
    all_parts(index, source, list)
        .filter_map(|node| Some((text(node, "id")?, text(node, about).unwrap_or_default())))
        .collect()
}

fn part<'i>(index: &'i Index, source: &str, list: &str, id: &str) -> Option<(&'i Node, Span)> {
    all_parts(index, source, list).find_map(|node| {
        let named = value(node, "id")?;
        (text(node, "id")? == id).then_some((node, named.span))
    })
}

fn all_parts<'i>(
    index: &'i Index,
    source: &str,
    list: &str,
) -> impl Iterator<Item = &'i Node> + use<'i> {
    let record = index.record("source", source);
    let tree = record.and_then(|record| index.document(record.file)?.tree.as_ref());
    let items = tree.and_then(|tree| match &value(tree, list)?.kind {
        NodeKind::List(items) => Some(items),
        _ => None,
    });
    items.into_iter().flatten()
}

fn text(node: &Node, key: &str) -> Option<String> {
    scalar(value(node, key)?)
}

fn scalar(node: &Node) -> Option<String> {
    match &node.kind {
        NodeKind::Scalar(scalar) => Some(scalar.text.trim().to_string()),
        _ => None,
    }
}

fn of_link(link: &Link) -> Option<Target> {
    match link {
        Link::Record {
            kind,
            id,
            anchor: Some(place),
        } if kind == "source" => Some(Target::Place(id.clone(), place.clone())),
        Link::Record { kind, id, .. } => Some(Target::Record(kind.clone(), id.clone())),
        Link::Citation {
            source,
            place: Some(place),
            ..
        } => Some(Target::Place(source.clone(), place.clone())),
        Link::Citation { source, .. } => Some(Target::Record("source".to_string(), source.clone())),
        _ => None,
    }
}

/// What a value in the file at `path` names.
fn named(path: &str, seen: Seen<'_>) -> Option<Target> {
    let Seen::Value {
        node,
        shape,
        key,
        beside,
    } = seen
    else {
        return None;
    };
    let text = scalar(node)?;
    match (shape, key) {
        (Shape::Reference(kind), _) => Some(Target::Record(kind.to_string(), text)),
        (Shape::Term(vocabulary), _) => Some(Target::Value(vocabulary.to_string(), text)),
        (_, "covers") => {
            let (source, item) = text.split_once('#')?;
            Some(Target::Item(source.to_string(), item.to_string()))
        }
        (Shape::Id, _) => id(path, text, key, beside),
        (Shape::Line, "title") => {
            let kind = RecordKind::of_path(path)?;
            let own = beside.iter().any(|pair| std::ptr::eq(&pair.value, node));
            // The title of the record itself, and not of a part of it.
            (own && node.span.start < 4_096 && !has(beside, "id"))
                .then(|| Target::Record(kind.name.to_string(), kind.id_of(path)))
        }
        _ => None,
    }
}

/// An id that a part of a record has, or that names one.
fn id(path: &str, text: String, key: &str, beside: &[Pair]) -> Option<Target> {
    let kind = RecordKind::of_path(path)?;
    let own = kind.id_of(path);
    match (key, kind.name) {
        ("place", _) if has(beside, "source") => {
            let source = beside.iter().find(|pair| pair.key == "source")?;
            Some(Target::Place(scalar(&source.value)?, text))
        }
        ("place", "source") => Some(Target::Place(own, text)),
        ("id", "source") if has(beside, "gist") => Some(Target::Item(own, text)),
        ("id", "source") => Some(Target::Place(own, text)),
        ("id", "vocabulary") => Some(Target::Value(own, text)),
        ("vocabulary", "template") => Some(Target::Record("vocabulary".to_string(), text)),
        _ => None,
    }
}

fn has(beside: &[Pair], key: &str) -> bool {
    beside.iter().any(|pair| pair.key == key)
}
