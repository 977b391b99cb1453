//! The running text of each record, read by [`super::reading`].
//!
//! Which fields are running text follows from the declaration of the record: `Text` and Markdown
//! are, lines and what is kept word for word are not.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::reading::{self, Limits, Text};
use super::settings::Settings;
use super::{Memo, Subject, finding};
use crate::diag::{Diagnostics, Span, TextMap};
use crate::parse::{Document, Parsed};
use crate::record::shape::{FieldShape, Shape};
use crate::schema::{COMMON, RecordKind};
use crate::yaml::{Node, NodeKind, Scalar};

/// The least words of a record that has a grade. Fewer say little.
const GRADED: usize = 100;

/// Fields whose texts are for editors, and not for readers.
const FOR_EDITORS: [&str; 1] = ["waivers"];

/// Kinds whose titles are sentences and not names.
const STATED: [&str; 5] = ["lesson", "page", "guide", "checklist", "template"];

/// What texts are read against. Nothing else goes into what is found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Against {
    limits: Limits,
    grade: f64,
    /// The configuration, which declares fields.
    config: Arc<str>,
}

/// What was found in a document.
pub(super) type Reading = Vec<Place>;

/// A place that breaks a rule.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) rule: &'static str,
    pub(super) message: String,
    pub(super) span: Span,
}

pub(super) fn check(
    subject: &Subject<'_>,
    settings: &Settings,
    memo: &Memo,
    sink: &mut Diagnostics,
) {
    let against = against(subject, settings);
    let readings = memo.reading(&documents(subject), &against, |document| {
        let declared = declared(subject, document);
        read(document, &declared, &against)
    });
    for place in readings.iter().flat_map(|reading| reading.iter()) {
        sink.push(finding(place.rule, place.message.clone()).at(place.span));
    }
}

/// What the texts of a site are read against.
pub(super) fn against(subject: &Subject<'_>, settings: &Settings) -> Against {
    let config = subject.parsed.config.as_ref();
    Against {
        limits: Limits {
            linked: abbreviations(subject.parsed),
            ..settings.reading.clone()
        },
        grade: settings.limit("reading-grade"),
        config: config.map_or_else(|| Arc::from(""), |document| document.text.clone()),
    }
}

/// The documents whose texts are read.
pub(super) fn documents<'s>(subject: &Subject<'s>) -> Vec<&'s Arc<Document>> {
    let documents = subject.parsed.documents.iter();
    let read = documents.filter(|document| subject.drafts || !is_draft(document));
    read.collect()
}

/// The abbreviation of each term and entry, by the address with which texts link to it.
fn abbreviations(parsed: &Parsed) -> BTreeMap<String, String> {
    let all = parsed.documents.iter().filter_map(|document| {
        let kind = RecordKind::of_path(&document.path)?;
        let short = scalar(document, "abbreviation")?;
        let address = format!("{}:{}", kind.name, kind.id_of(&document.path));
        Some((address, short.text.clone()))
    });
    all.collect()
}

fn scalar<'d>(document: &'d Document, key: &str) -> Option<&'d Scalar> {
    let NodeKind::Map(pairs) = &document.tree.as_ref()?.kind else {
        return None;
    };
    let pair = pairs.iter().find(|pair| pair.key == key)?;
    match &pair.value.kind {
        NodeKind::Scalar(scalar) => Some(scalar),
        _ => None,
    }
}

fn is_draft(document: &Document) -> bool {
    scalar(document, "state").is_some_and(|state| state.text == "draft")
}

fn declared(subject: &Subject<'_>, document: &Document) -> Vec<FieldShape> {
    let kind = RecordKind::of_path(&document.path);
    let fields = subject
        .site
        .zip(kind)
        .and_then(|(site, kind)| site.declared.get(kind.name));
    let fields = fields.into_iter().flatten();
    fields.map(|declared| declared.field.clone()).collect()
}

/// A text of a document, and how it lies in the file.
struct Piece<'d> {
    text: Text<'d>,
    map: TextMap,
}

fn read(document: &Document, declared: &[FieldShape], against: &Against) -> Reading {
    let (Some(kind), Some(tree)) = (RecordKind::of_path(&document.path), &document.tree) else {
        return Vec::new();
    };
    let mut pieces = Vec::new();
    walk(
        tree,
        &[kind.shape.fields, COMMON.fields, declared],
        &mut pieces,
    );
    if let Some(body) = &document.body {
        pieces.push(Piece {
            text: Text {
                text: &document.text[body.clone()],
                markdown: true,
            },
            map: TextMap::verbatim(Span::new(document.file, body.clone())),
        });
    }
    let own = scalar(document, "abbreviation").map(|short| short.text.clone());
    let own: BTreeSet<String> = own.into_iter().collect();
    let texts = pieces.iter().map(|piece| piece.text);
    let (found, tally) = reading::read(texts, &own, &against.limits);
    let mut problems = Vec::new();
    for (piece, found) in pieces.iter().zip(found) {
        let each = found.into_iter().map(|one| Place {
            rule: one.rule,
            message: one.message,
            span: piece.map.span(one.range),
        });
        problems.extend(each);
    }
    problems.extend(title(document, kind));
    problems.extend(hard_to_read(&pieces, &tally, against.grade));
    problems
}

fn title(document: &Document, kind: &RecordKind) -> Option<Place> {
    let title = scalar(document, "title").filter(|_| STATED.contains(&kind.name))?;
    reading::title_is_in_capitals(&title.text).then(|| Place {
        rule: "heading-case",
        message: "This title has a capital at most of its words.".into(),
        span: title.map.whole(),
    })
}

fn hard_to_read(pieces: &[Piece<'_>], tally: &reading::Tally, most: f64) -> Option<Place> {
    let grade = tally.grade().filter(|_| tally.words >= GRADED)?;
    // As it is printed, so that 12.04 is no more than 12.
    let grade = (grade * 10.0).round() / 10.0;
    let first = pieces.first().filter(|_| grade > most)?;
    let message = format!(
        "The text of this record reads at grade {grade:.1}, above {most}: {} words in {} sentences.",
        tally.words, tally.sentences
    );
    let whole = first.map.whole();
    Some(Place {
        rule: "reading-grade",
        message,
        span: Span {
            end: whole.start,
            ..whole
        },
    })
}

/// Adds the running texts of a set of fields, in the order of the file.
fn walk<'d>(node: &'d Node, shapes: &[&[FieldShape]], pieces: &mut Vec<Piece<'d>>) {
    let NodeKind::Map(pairs) = &node.kind else {
        return;
    };
    for pair in pairs
        .iter()
        .filter(|pair| !FOR_EDITORS.contains(&&*pair.key))
    {
        let mut fields = shapes.iter().flat_map(|fields| fields.iter());
        if let Some(field) = fields.find(|field| field.key == pair.key) {
            value(&pair.value, &field.shape, pieces);
        }
    }
}

fn value<'d>(node: &'d Node, shape: &Shape, pieces: &mut Vec<Piece<'d>>) {
    match (shape, &node.kind) {
        (Shape::Text | Shape::Prose, NodeKind::Scalar(scalar)) => pieces.push(Piece {
            text: Text {
                text: &scalar.text,
                markdown: matches!(shape, Shape::Prose),
            },
            map: scalar.map.clone(),
        }),
        (Shape::List(inner), NodeKind::List(items)) => {
            for item in items {
                value(item, inner, pieces);
            }
        }
        (Shape::Table(inner), NodeKind::Map(pairs)) => {
            for pair in pairs {
                value(&pair.value, inner, pieces);
            }
        }
        (Shape::Struct(shape), NodeKind::Map(_)) => walk(node, &[shape.fields], pieces),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::list;

    #[test]
    fn what_is_found_here_is_a_rule_of_the_list() {
        for code in [
            "long-sentence",
            "reading-grade",
            "acronym",
            "heading-case",
            "link-text",
            "small-number",
        ] {
            assert!(list::rule(code).is_some(), "{code}");
        }
    }
}
