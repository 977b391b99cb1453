//! Walks a tree against a shape: checked values out, problems reported at their places.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{DeclaredShape, Vocabularies, scalar};
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::markdown;
use crate::record::prose::{Fragment, Prose, Target};
use crate::record::shape::{FieldShape, Shape, StructShape};
use crate::record::value::{Fields, Value};
use crate::yaml::{Node, NodeKind, Pair, Scalar};

/// A reference from one record to another, or a link in its prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What is named.
    pub target: Target,
    /// Where.
    pub span: Span,
    /// Whether it stands in a field of a record, and not in running text.
    pub field: bool,
}

/// The fields that a set of fields may have.
pub(super) struct Allowed<'a> {
    pub(super) own: &'a [&'static [FieldShape]],
    pub(super) declared: &'a [DeclaredShape],
    /// What has these fields, for messages.
    pub(super) what: &'a str,
}

impl Allowed<'_> {
    fn names(&self) -> impl Iterator<Item = &str> {
        let own = self.own.iter().flat_map(|fields| fields.iter());
        let own = own.map(|field| &*field.key);
        own.chain(self.declared.iter().map(|declared| &*declared.field.key))
    }

    fn own(&self, key: &str) -> Option<&'static FieldShape> {
        self.own
            .iter()
            .find_map(|fields| fields.iter().find(|field| field.key == key))
    }

    fn declared(&self, key: &str) -> Option<&FieldShape> {
        let declared = self
            .declared
            .iter()
            .find(|declared| declared.field.key == key);
        declared.map(|declared| &declared.field)
    }
}

/// A walk through one document.
pub(super) struct Walk<'a> {
    vocabularies: &'a Vocabularies,
    sink: &'a mut Diagnostics,
    mentions: Vec<Mention>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(vocabularies: &'a Vocabularies, sink: &'a mut Diagnostics) -> Self {
        Self {
            vocabularies,
            sink,
            mentions: Vec::new(),
        }
    }

    pub(super) fn into_mentions(self) -> Vec<Mention> {
        self.mentions
    }

    /// Takes over problems found elsewhere.
    pub(super) fn take(&mut self, problems: Diagnostics) {
        self.sink.append(problems);
    }

    /// Remembers the links of a fragment for the link stage.
    pub(super) fn links(&mut self, fragment: &Fragment) {
        self.mentions
            .extend(fragment.links.iter().map(|link| Mention {
                target: link.target.clone(),
                span: link.span,
                field: false,
            }));
    }

    /// Checks a set of fields. `None` when a required one is missing or anything in it is wrong:
    /// then no typed record is made, but everything has been looked at.
    pub(super) fn fields(&mut self, node: &Node, allowed: &Allowed<'_>) -> Option<Fields> {
        let NodeKind::Map(pairs) = &node.kind else {
            let message = format!(
                "A {} must be a set of fields, each on its own line as “name: value”; this is {}.",
                allowed.what,
                node.describe()
            );
            self.sink
                .push(Diagnostic::error("wrong-type", message).at(node.span));
            return None;
        };
        let mut fields = Fields {
            span: node.span,
            known: Vec::new(),
            declared: Vec::new(),
        };
        let mut whole = true;
        for pair in pairs {
            whole &= self.field(pair, allowed, &mut fields);
        }
        whole &= self.nothing_missing(node, pairs, allowed);
        whole.then_some(fields)
    }

    fn field(&mut self, pair: &Pair, allowed: &Allowed<'_>, fields: &mut Fields) -> bool {
        let own = allowed.own(&pair.key);
        let Some(field) = own.or_else(|| allowed.declared(&pair.key)) else {
            self.sink.push(unknown_field(pair, allowed));
            return false;
        };
        if pair.value.kind == NodeKind::Null {
            // An empty value is the same as none: the field is not reported.
            return !field.required || self.missing_value(pair, field);
        }
        let Some(value) = self.value(&pair.value, &field.shape, &pair.key) else {
            return false;
        };
        match own.map(|field| &field.key) {
            Some(std::borrow::Cow::Borrowed(key)) => fields.known.push((key, value)),
            _ => fields.declared.push((pair.key.clone(), value)),
        }
        true
    }

    fn missing_value(&mut self, pair: &Pair, field: &FieldShape) -> bool {
        let message = format!("The field “{}” has no value.", pair.key);
        self.sink.push(
            Diagnostic::error("missing-field", message)
                .hint(format!("{}: {}.", pair.key, field.purpose()))
                .at(pair.key_span),
        );
        false
    }

    fn nothing_missing(&mut self, node: &Node, pairs: &[Pair], allowed: &Allowed<'_>) -> bool {
        let given: BTreeSet<&str> = pairs.iter().map(|pair| pair.key.as_str()).collect();
        let own = allowed.own.iter().flat_map(|fields| fields.iter());
        let declared = allowed.declared.iter().map(|declared| &declared.field);
        let mut whole = true;
        for field in own.chain(declared) {
            if field.required && !given.contains(&*field.key) {
                whole = false;
                // The first field, so that the frame shows one line and not the whole record.
                let at = pairs.first().map_or(node.span, |pair| pair.key_span);
                let message = format!("This {} has no “{}”.", allowed.what, field.key);
                self.sink.push(
                    Diagnostic::error("missing-field", message)
                        .hint(format!(
                            "Add a line “{}: …”. {}.",
                            field.key,
                            field.purpose()
                        ))
                        .at(at),
                );
            }
        }
        whole
    }

    fn value(&mut self, node: &Node, shape: &Shape, key: &str) -> Option<Value> {
        match (shape, &node.kind) {
            (Shape::Struct(shape), _) => self.part(node, shape),
            (Shape::List(inner), NodeKind::List(items)) => self.list(items, inner, key),
            (Shape::Table(inner), NodeKind::Map(pairs)) => self.table(pairs, inner),
            (Shape::Money, NodeKind::Map(pairs)) => self.money(node, pairs, key),
            (Shape::Prose, NodeKind::Scalar(scalar)) => Some(self.prose(scalar, node.span, key)),
            (Shape::Term(vocabulary), NodeKind::Scalar(scalar)) => {
                self.term(scalar, node.span, vocabulary, key)
            }
            (Shape::Reference(kind), NodeKind::Scalar(scalar)) => {
                Some(self.reference(scalar, node.span, kind))
            }
            (Shape::List(inner), NodeKind::Scalar(_) | NodeKind::Map(_)) => {
                let hint = format!(
                    "Put it in square brackets, “{key}: [ … ]”, or on a line of its own after “- ”."
                );
                self.wrong(node, key, &Shape::List(inner.clone()), Some(hint))
            }
            (shape, NodeKind::Scalar(scalar)) => {
                let read = scalar::read(scalar, node.span, shape, key);
                read.map_err(|problem| self.sink.push(problem)).ok()
            }
            (shape, _) => self.wrong(node, key, shape, None),
        }
    }

    fn wrong(
        &mut self,
        node: &Node,
        key: &str,
        shape: &Shape,
        hint: Option<String>,
    ) -> Option<Value> {
        let problem = scalar::wrong_type(key, shape, &node.describe(), node.span);
        self.sink.push(match hint {
            Some(hint) => problem.hint(hint),
            None => problem,
        });
        None
    }

    fn part(&mut self, node: &Node, shape: &'static StructShape) -> Option<Value> {
        let what = part_name(shape.name);
        let allowed = Allowed {
            own: &[shape.fields],
            declared: &[],
            what: &what,
        };
        if let (Some(key), NodeKind::Scalar(_)) = (shape.shorthand, &node.kind) {
            let field = shape.field(key)?;
            let value = self.value(node, &field.shape, key)?;
            return Some(Value::Struct(Fields {
                span: node.span,
                known: vec![(key, value)],
                declared: Vec::new(),
            }));
        }
        self.fields(node, &allowed).map(Value::Struct)
    }

    fn list(&mut self, items: &[Node], inner: &Shape, key: &str) -> Option<Value> {
        let mut values = Vec::with_capacity(items.len());
        let mut whole = true;
        for item in items {
            if item.kind == NodeKind::Null {
                self.sink.push(
                    Diagnostic::error("empty-item", format!("An item of “{key}” is empty."))
                        .hint("Delete the “-”, or write a value after it.")
                        .at(item.span),
                );
                whole = false;
                continue;
            }
            match self.value(item, inner, key) {
                Some(value) => values.push(value),
                None => whole = false,
            }
        }
        whole.then_some(Value::List(values))
    }

    fn table(&mut self, pairs: &[Pair], inner: &Shape) -> Option<Value> {
        let mut rows = Vec::with_capacity(pairs.len());
        let mut whole = true;
        for pair in pairs {
            match self.value(&pair.value, inner, &pair.key) {
                Some(value) => rows.push((pair.key.clone(), value)),
                None => whole = false,
            }
        }
        whole.then_some(Value::Table(rows))
    }

    fn money(&mut self, node: &Node, pairs: &[Pair], key: &str) -> Option<Value> {
        let text = |name: &str| {
            let pair = pairs.iter().find(|pair| pair.key == name)?;
            match &pair.value.kind {
                NodeKind::Scalar(scalar) => Some(scalar.text.clone()),
                _ => None,
            }
        };
        let only = pairs
            .iter()
            .all(|pair| matches!(pair.key.as_str(), "amount" | "currency"));
        let money = text("amount").zip(text("currency"));
        let money = money.and_then(|(amount, currency)| scalar::money(&amount, &currency));
        match money {
            Some(money) if only => Some(Value::Money(money, node.span)),
            _ => self.wrong(
                node,
                key,
                &Shape::Money,
                Some("The amount is a plain number, at most with two decimals; the currency is GBP, EUR or another code of three letters.".into()),
            ),
        }
    }

    fn prose(&mut self, scalar: &Scalar, span: Span, key: &str) -> Value {
        let prefix = format!("{}-", scalar::as_id(key));
        let options = markdown::ParseOptions {
            id_prefix: &prefix,
            heading_offset: 1,
        };
        let fragment = markdown::parse_with(&scalar.text, &scalar.map, options, self.sink);
        self.links(&fragment);
        Value::Prose(Prose {
            source: Arc::from(scalar.text.as_str()),
            span,
            fragment: Arc::new(fragment),
        })
    }

    fn term(&mut self, scalar: &Scalar, span: Span, vocabulary: &str, key: &str) -> Option<Value> {
        let word = scalar.text.trim();
        if self.vocabularies.find(vocabulary, word).is_some() {
            return Some(Value::Text(word.to_string(), span));
        }
        self.sink
            .push(self.unknown_term(word, span, vocabulary, key));
        None
    }

    fn unknown_term(&self, word: &str, span: Span, vocabulary: &str, key: &str) -> Diagnostic {
        let word = crate::diag::excerpt(word);
        if !self.vocabularies.has(vocabulary) {
            return Diagnostic::error(
                "no-vocabulary",
                format!("“{key}” takes its values from the vocabulary “{vocabulary}”, which this site does not have."),
            )
            .hint(format!("Add the file data/vocabularies/{vocabulary}.yaml, or correct it if it has errors."))
            .at(span);
        }
        let problem = Diagnostic::error(
            "unknown-term",
            format!("“{word}” is not a value of the vocabulary “{vocabulary}”."),
        )
        .at(span);
        match self.vocabularies.meant(vocabulary, &word) {
            Some(meant) => problem.hint(format!("Did you mean “{}” ({})?", meant.id, meant.label)),
            None => {
                let ids = self
                    .vocabularies
                    .values(vocabulary)
                    .iter()
                    .map(|value| value.id.as_str());
                let some: Vec<&str> = ids.take(20).collect();
                problem.hint(format!(
                    "Use one of: {}. A new value is added in data/vocabularies/{vocabulary}.yaml.",
                    some.join(", ")
                ))
            }
        }
    }

    fn reference(&mut self, scalar: &Scalar, span: Span, kind: &str) -> Value {
        let id = scalar.text.trim().to_string();
        self.mentions.push(Mention {
            target: Target::Record {
                kind: kind.to_string(),
                id: id.clone(),
                anchor: None,
            },
            span,
            field: true,
        });
        Value::Text(id, span)
    }
}

fn unknown_field(pair: &Pair, allowed: &Allowed<'_>) -> Diagnostic {
    let problem = Diagnostic::error(
        "unknown-field",
        format!(
            "A {} has no field “{}”.",
            allowed.what,
            crate::diag::excerpt(&pair.key)
        ),
    )
    .at(pair.key_span);
    match nearest(&pair.key, allowed.names()) {
        Some(near) => problem.hint(format!("Did you mean “{near}”?")),
        None => {
            let names: Vec<&str> = allowed.names().collect();
            problem.hint(format!("Its fields are: {}.", names.join(", ")))
        }
    }
}

/// `OutcomeReading` as “outcome reading”.
fn part_name(name: &str) -> String {
    let mut words = String::new();
    for (at, c) in name.char_indices() {
        if at > 0 && c.is_uppercase() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}
