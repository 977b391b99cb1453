//! What is offered while somebody types.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, Position, Range,
    TextEdit,
};

use super::context::{Context, Wanted};
use super::target;
use crate::editor::Index;
use crate::record::shape::{FieldShape, Shape};
use crate::schema::names::Word;
use crate::schema::{KINDS, RecordKind};

/// What is offered, in place of what has been typed up to `cursor`.
pub(super) fn items(context: &Context<'_>, index: &Index, cursor: Position) -> Vec<CompletionItem> {
    let offers = match &context.wanted {
        Wanted::Name(fields) => fields.iter().map(|field| name(field)).collect(),
        Wanted::Value { key, shape, beside } => values(key, shape, beside, index),
        Wanted::Link(typed) => links(typed, index),
        Wanted::Citation(typed) => citations(typed, index),
    };
    let start = match &context.wanted {
        // The editor compares with what it will replace: only what is after the colon or `#`.
        Wanted::Link(typed) | Wanted::Citation(typed) => {
            typed.rsplit([':', '#']).next().unwrap_or_default()
        }
        _ => &context.typed,
    };
    let units = start.encode_utf16().count();
    let back = u32::try_from(units).unwrap_or(cursor.character);
    let from = Position::new(cursor.line, cursor.character.saturating_sub(back));
    let range = Range::new(from, cursor);
    let sorted = offers.into_iter().enumerate();
    sorted
        .map(|(place, offer)| offer.item(place, range))
        .collect()
}

/// Something to offer.
struct Offer {
    label: String,
    insert: String,
    title: String,
    about: String,
    kind: CompletionItemKind,
}

impl Offer {
    fn item(self, place: usize, range: Range) -> CompletionItem {
        let about = (!self.about.is_empty()).then_some(Documentation::String(self.about));
        CompletionItem {
            // A part of the title finds it too.
            filter_text: Some(format!("{} {}", self.label, self.title)),
            label: self.label,
            detail: (!self.title.is_empty()).then_some(self.title),
            documentation: about,
            kind: Some(self.kind),
            sort_text: Some(format!("{place:06}")),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, self.insert))),
            ..CompletionItem::default()
        }
    }
}

fn word(word: &Word, kind: CompletionItemKind) -> Offer {
    Offer {
        label: word.id.clone(),
        insert: word.id.clone(),
        title: word.title.clone(),
        about: word.about.clone(),
        kind,
    }
}

fn name(field: &FieldShape) -> Offer {
    let needed = if field.required { "needed" } else { "" };
    Offer {
        label: field.key.to_string(),
        insert: match field.shape {
            Shape::Struct(_) | Shape::Table(_) => format!("{}:", field.key),
            _ => format!("{}: ", field.key),
        },
        title: needed.to_string(),
        about: format!("{}. Write {}.", field.purpose(), field.shape.wanted()),
        kind: CompletionItemKind::FIELD,
    }
}

fn plain(id: &str, about: &str) -> Offer {
    Offer {
        label: id.to_string(),
        insert: id.to_string(),
        title: String::new(),
        about: about.to_string(),
        kind: CompletionItemKind::VALUE,
    }
}

fn values(key: &str, shape: &Shape, beside: &[(String, String)], index: &Index) -> Vec<Offer> {
    let names = &index.names;
    let words = |words: &[Word], kind| words.iter().map(|known| word(known, kind)).collect();
    match (shape, key) {
        (Shape::Term(vocabulary), _) => {
            words(names.values(vocabulary), CompletionItemKind::ENUM_MEMBER)
        }
        (Shape::Reference(kind), _) => words(names.of_kind(kind), CompletionItemKind::REFERENCE),
        (Shape::Choice(choices), _) => choices.iter().map(|each| plain(each, "")).collect(),
        (Shape::Flag, _) => vec![plain("true", ""), plain("false", "")],
        (_, "owner") => words(&names.owners, CompletionItemKind::VALUE),
        (_, "place") => {
            let source = beside.iter().find(|(key, _)| key == "source");
            let source = source.map_or("", |(_, id)| id.as_str());
            parts(index, source, "places", "")
        }
        (_, "covers") => names
            .of_kind("source")
            .iter()
            .flat_map(|source| parts(index, &source.id, "items", &format!("{}#", source.id)))
            .collect(),
        (Shape::Id, "vocabulary") => {
            words(names.of_kind("vocabulary"), CompletionItemKind::REFERENCE)
        }
        _ => Vec::new(),
    }
}

fn parts(index: &Index, source: &str, list: &str, before: &str) -> Vec<Offer> {
    let parts = target::parts(index, source, list);
    let offer = |(id, title): (String, String)| Offer {
        label: format!("{before}{id}"),
        insert: format!("{before}{id}"),
        title,
        about: String::new(),
        kind: CompletionItemKind::REFERENCE,
    };
    parts.into_iter().map(offer).collect()
}

/// `award:p4-01`, `source:evaluation#table-3`.
fn links(typed: &str, index: &Index) -> Vec<Offer> {
    let Some((kind, id)) = typed.split_once(':') else {
        let shown = KINDS.iter().filter(|kind| kind.is_shown());
        return shown
            .map(|kind| Offer {
                insert: format!("{}:", kind.name),
                ..plain(kind.name, &crate::schema::json::one_line(kind.shape.doc))
            })
            .collect();
    };
    match (RecordKind::named(kind), id.split_once('#')) {
        (Some(kind), Some((source, _))) if kind.name == "source" => {
            parts(index, source, "places", "")
        }
        (Some(kind), None) => {
            let all = index.names.of_kind(kind.name).iter();
            all.map(|known| word(known, CompletionItemKind::REFERENCE))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn citations(typed: &str, index: &Index) -> Vec<Offer> {
    match typed.split_once('#') {
        Some((source, _)) => parts(index, source, "places", ""),
        None => {
            let all = index.names.of_kind("source").iter();
            all.map(|known| word(known, CompletionItemKind::REFERENCE))
                .collect()
        }
    }
}
