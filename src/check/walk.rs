//! Walks a tree against a shape: checked values out, problems reported at their places.

use std::sync::Arc;

use super::fields::{Allowed, Doubt, GUESSED, Owner, capital};
use super::terms::{self, Lacking};
use super::{Vocabularies, id, money, scalar};
use crate::diag::{Diagnostic, Diagnostics, Span, excerpt};
use crate::markdown;
use crate::record::passage::Passage;
use crate::record::prose::{Fragment, Prose, Source, Target};
use crate::record::shape::{Shape, StructShape};
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

/// A walk through one document.
pub(super) struct Walk<'a> {
    /// The text of the file.
    text: &'a Arc<str>,
    /// Whether what it says is asked for once or twice and takes less room until then.
    packs: bool,
    vocabularies: &'a Vocabularies,
    sink: &'a mut Diagnostics,
    mentions: Vec<Mention>,
    lacking: Vec<Lacking>,
}

/// What a walk finds besides values, for stages that see the whole site.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) mentions: Arc<[Mention]>,
    pub(super) lacking: Vec<Lacking>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        text: &'a Arc<str>,
        vocabularies: &'a Vocabularies,
        sink: &'a mut Diagnostics,
    ) -> Self {
        Self {
            text,
            packs: false,
            vocabularies,
            sink,
            mentions: Vec::new(),
            lacking: Vec::new(),
        }
    }

    pub(super) fn into_found(self) -> Found {
        Found {
            mentions: self.mentions.into(),
            lacking: self.lacking,
        }
    }

    /// Packs running text, or does not.
    pub(super) fn packing(self, packs: bool) -> Self {
        Self { packs, ..self }
    }

    /// The running text of a place.
    pub(super) fn kept(&mut self, fragment: Fragment, source: Source, span: Span) -> Prose {
        self.links(&fragment);
        let passage = match self.packs {
            true => Passage::packed(fragment, &source),
            false => Passage::plain(fragment),
        };
        Prose {
            source,
            span,
            fragment: Arc::new(passage),
        }
    }

    /// Takes over problems found elsewhere.
    pub(super) fn take(&mut self, problems: Diagnostics) {
        self.sink.append(problems);
    }

    /// Remembers the links of a fragment for the link stage.
    fn links(&mut self, fragment: &Fragment) {
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
            self.not_fields(node, allowed);
            return None;
        };
        let mut fields = Fields {
            span: node.span,
            known: Vec::new(),
            declared: Vec::new(),
        };
        let mut whole = true;
        for (at, pair) in pairs.iter().enumerate() {
            // Thousands of unknown names are no slip of the pen.
            let guess = at < GUESSED;
            whole &= self.field(pair, allowed, guess, &mut fields);
        }
        // The first field, so that the frame shows one line and not the whole record.
        let at = pairs.first().map_or(node.span, |pair| pair.key_span);
        for problem in allowed.missing(pairs, at) {
            whole = false;
            self.sink.push(problem);
        }
        whole.then_some(fields)
    }

    fn not_fields(&mut self, node: &Node, allowed: &Allowed<'_>) {
        let owner = allowed.owner;
        if node.is_refused() {
            return;
        }
        let message = format!(
            "{} must be written as fields, each on its own line as “name: value”; this is {}.",
            capital(&owner.any()),
            node.describe()
        );
        let problem = Diagnostic::error("wrong-type", message).at(node.span);
        self.sink.push(match (&node.kind, owner) {
            (NodeKind::List(_), Owner::Record(_)) => {
                problem.hint("Keep one record to a file, and begin its lines without “- ”.")
            }
            (NodeKind::List(_), _) => problem.hint("Take the “- ” or the square brackets away."),
            _ => problem.hint(allowed.wanted()),
        });
    }

    fn field(
        &mut self,
        pair: &Pair,
        allowed: &Allowed<'_>,
        guess: bool,
        fields: &mut Fields,
    ) -> bool {
        let own = allowed.own(&pair.key);
        let Some(field) = own.or_else(|| allowed.declared(&pair.key)) else {
            if let Some(problem) = allowed.unknown(pair, guess) {
                self.sink.push(problem);
            }
            return false;
        };
        if is_blank(&pair.value) {
            // An empty value is the same as none: the field is not reported.
            if field.required {
                self.sink.push(allowed.empty(pair, field));
            }
            return !field.required;
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

    fn value(&mut self, node: &Node, shape: &Shape, key: &str) -> Option<Value> {
        match (shape, &node.kind) {
            (_, NodeKind::Refused) => None,
            (Shape::Struct(shape), _) => self.part(node, shape, Owner::Field(key)),
            (Shape::List(inner), NodeKind::List(items)) => self.list(items, inner, key),
            (Shape::Table(inner), NodeKind::Map(pairs)) => self.table(pairs, inner),
            (Shape::Money, NodeKind::Map(pairs)) => self.money(node.span, pairs, key),
            (Shape::Prose, NodeKind::Scalar(scalar)) => Some(self.prose(scalar, node.span, key)),
            (Shape::Term(vocabulary), NodeKind::Scalar(scalar)) => {
                self.term(scalar, node.span, vocabulary, key)
            }
            (Shape::Reference(kind), NodeKind::Scalar(scalar)) => {
                Some(self.reference(scalar, node.span, kind))
            }
            (Shape::List(inner), NodeKind::Scalar(_) | NodeKind::Map(_)) => {
                let hint = as_list(key, inner, node);
                self.wrong(node, key, &Shape::List(inner.clone()), Some(hint))
            }
            (shape, NodeKind::Scalar(scalar)) => {
                let read = scalar::read(scalar, node.span, shape, key);
                read.map_err(|problem| self.sink.push(problem)).ok()
            }
            (Shape::Money, NodeKind::List(items)) => {
                self.wrong(node, key, shape, Some(money::list_hint(items)))
            }
            (Shape::Table(inner), NodeKind::List(items)) => {
                self.wrong(node, key, shape, Some(as_table(key, inner, items)))
            }
            (shape, _) => self.wrong(node, key, shape, Some(one_value(node).to_string())),
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

    fn part(
        &mut self,
        node: &Node,
        shape: &'static StructShape,
        owner: Owner<'_>,
    ) -> Option<Value> {
        let allowed = Allowed {
            own: &[shape.fields],
            declared: &[],
            doubt: &Doubt::None,
            owner,
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
            let value = match inner {
                Shape::Struct(shape) => self.part(item, shape, Owner::Item(key)),
                inner => self.value(item, inner, key),
            };
            match value {
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

    fn money(&mut self, span: Span, pairs: &[Pair], key: &str) -> Option<Value> {
        match money::read(span, pairs, key) {
            Ok(value) => Some(value),
            Err(problems) => {
                self.sink.append(problems.into_iter().collect());
                None
            }
        }
    }

    fn prose(&mut self, scalar: &Scalar, span: Span, key: &str) -> Value {
        let prefix = format!("{}-", id::as_id(key));
        let options = markdown::ParseOptions {
            id_prefix: &prefix,
            heading_offset: 1,
        };
        let fragment = markdown::parse_with(&scalar.text, &scalar.map, options, self.sink);
        let source = Source::mapped(self.text, &scalar.text, &scalar.map);
        Value::Prose(self.kept(fragment, source, span))
    }

    fn term(&mut self, scalar: &Scalar, span: Span, vocabulary: &str, key: &str) -> Option<Value> {
        let word = scalar.text.trim();
        if self.vocabularies.find(vocabulary, word).is_some() {
            return Some(Value::Text(word.to_string(), span));
        }
        if self.vocabularies.has(vocabulary) {
            let problem = terms::unknown(self.vocabularies, vocabulary, word, span);
            self.sink.push(problem);
        } else if !self.vocabularies.is_broken(vocabulary) {
            self.lacking.push(Lacking {
                vocabulary: vocabulary.to_string(),
                key: key.to_string(),
                span,
            });
        }
        None
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

/// What to do about a single value where a list is wanted.
fn as_list(key: &str, inner: &Shape, node: &Node) -> String {
    if let (Shape::Struct(shape), NodeKind::Scalar(scalar)) = (inner, &node.kind)
        && shape.shorthand.is_none()
    {
        let needed = shape.fields.iter().filter(|field| field.required);
        let mut keys = needed.map(|field| &*field.key);
        let first = keys.next().unwrap_or(&*shape.fields[0].key);
        let written = excerpt(&scalar.text);
        let more: String = keys
            .map(|key| format!(", and below it “{key}: …”"))
            .collect();
        return format!(
            "Write it on a line of its own below “{key}:”, as “- {first}: {written}”{more}."
        );
    }
    format!("Put it in square brackets, “{key}: [ … ]”, or on a line of its own after “- ”.")
}

/// What to do about a list where names with values are wanted.
fn as_table(key: &str, inner: &Shape, items: &[Node]) -> String {
    let name = match items.first().map(|item| &item.kind) {
        Some(NodeKind::Scalar(scalar)) => excerpt(&scalar.text),
        _ => "name".to_string(),
    };
    format!(
        "Write each on a line of its own below “{key}:”, a little to the right and without “- ”: “{name}: {}”.",
        sample(inner)
    )
}

/// A value that can stand in a place.
fn sample(shape: &Shape) -> &'static str {
    match shape {
        Shape::Struct(shape) => {
            let short = shape.shorthand.and_then(|key| shape.field(key));
            short.map_or("…", |field| sample(&field.shape))
        }
        Shape::Choice(words) => words.first().copied().unwrap_or("…"),
        Shape::Line | Shape::Text => "what they do",
        _ => "…",
    }
}

/// What to do about a list or a set of fields where one value is wanted.
fn one_value(node: &Node) -> &'static str {
    match node.kind {
        NodeKind::List(_) => {
            "Write one value. If the text begins with “[” or “- ”, put all of it in quotes."
        }
        _ => {
            "Write one value after the “:”. If the text holds a “: ” or begins with “{”, put all of it in quotes."
        }
    }
}

/// Whether nothing stands there that a reader could see.
fn is_blank(node: &Node) -> bool {
    let unseen = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
            )
    };
    match &node.kind {
        NodeKind::Null => true,
        NodeKind::Scalar(scalar) => scalar.text.chars().all(unseen),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Sandbox;
    use crate::record::prose::Target;

    const AWARD: &str = "data/awards/p4-02.yaml";

    #[test]
    fn everything_wrong_in_a_record_is_reported_and_no_record_is_made() {
        let mut checked = Sandbox::small()
            .change(AWARD, "project: 2", "project: two")
            .change(AWARD, "category: heart", "category: hart\nsupplier: [a]")
            .check();
        let found = [
            ("wrong-type", "two"),
            ("unknown-term", "hart"),
            ("wrong-type", "[a]"),
        ];
        assert_eq!(
            checked.found(),
            found.map(|(code, text)| (code, text.into()))
        );
        assert_eq!(checked.records.awards.len(), 1);
        assert!(checked.records.known.get("award", "p4-02").is_some());
    }

    #[test]
    fn an_empty_value_is_the_same_as_none() {
        let mut checked = Sandbox::small()
            .change(
                AWARD,
                "related: [p4-01]",
                "related:\nsupplier: ~\ncomparator: null",
            )
            .check();
        assert_eq!(checked.found(), []);
        assert_eq!(checked.records.awards[1].data.supplier, None);
        assert!(checked.records.awards[1].data.related.is_empty());
    }

    #[test]
    fn a_bare_answer_is_the_same_as_one_with_its_field() {
        let answer = |text: &str| {
            let mut checked = Sandbox::small()
                .change(AWARD, "region: south", text)
                .check();
            assert_eq!(checked.found(), []);
            checked.records.awards[1].data.revenue.clone()
        };
        let bare = answer("region: south\nrevenue: yes");
        assert_eq!(bare, answer("region: south\nrevenue: {answer: yes}"));
        assert!(bare.is_some());
    }

    #[test]
    fn a_record_that_is_wrong_still_gives_its_references() {
        let checked = Sandbox::small()
            .change(AWARD, "project: 2", "project: two")
            .check();
        let file = checked
            .records
            .known
            .get("award", "p4-02")
            .map(|(file, _)| file);
        let named = checked
            .records
            .mentions
            .iter()
            .filter(|mention| Some(mention.span.file) == file);
        let named: Vec<&Target> = named.map(|mention| &mention.target).collect();
        assert!(
            named
                .iter()
                .any(|target| matches!(target, Target::Record { id, .. } if id == "p4-01"))
        );
    }

    #[test]
    fn a_list_that_is_none_is_told_what_to_write_in_its_place() {
        let hint = |path: &str, from: &str, to: &str| {
            let checked = Sandbox::small().change(path, from, to).check();
            let first = checked.problems.iter().next().expect("a problem");
            first.hints.concat()
        };
        let config = |from, to| hint("casebook.yaml", from, to);
        let rules = config("theme: plain", "theme: plain\nrules: [orphan]");
        assert!(rules.ends_with("“orphan: off”."), "{rules}");
        let owners = config(
            "owners:\n  editors: The people who keep the records",
            "owners: [editors]",
        );
        assert!(owners.ends_with("“editors: what they do”."), "{owners}");
        let locators = hint(
            "data/figures/patients.yaml",
            "locators:\n  - source: evaluation\n    place: results\n    line: 12",
            "locators: evaluation",
        );
        assert_eq!(
            locators,
            "Write it on a line of its own below “locators:”, as “- source: evaluation”, and below it “place: …”."
        );
        let total = hint(
            "data/benefits/p4-01-a.yaml",
            "{amount: -22010, currency: GBP}",
            "[-22010, GBP]",
        );
        assert_eq!(total, "Write it as { amount: -22010, currency: GBP }.");
    }

    #[test]
    fn what_was_refused_is_not_reported_again() {
        let mut checked = Sandbox::small()
            .change(AWARD, "project: 2", "project: *two")
            .check();
        assert_eq!(checked.found(), [("alias", "*two".to_string())]);
    }

    #[test]
    fn a_misspelt_field_is_not_also_missing() {
        let mut checked = Sandbox::small()
            .change(AWARD, "status: stopped", "staus: stopped")
            .check();
        assert_eq!(checked.found(), [("unknown-field", "staus".to_string())]);
    }

    #[test]
    fn links_in_a_block_of_text_are_found_where_they_stand() {
        let checked = Sandbox::small().check();
        let texts: Vec<&str> = checked
            .records
            .mentions
            .iter()
            .filter(|mention| matches!(&mention.target, Target::Record { kind, .. } if kind == "benefit"))
            .map(|mention| {
                let text = crate::diag::render::Texts::text(&checked.files, mention.span.file);
                &text[mention.span.range()]
            })
            .collect();
        assert_eq!(texts, ["benefit:p4-01-a"]);
    }
}
