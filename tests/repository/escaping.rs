//! Text of records is text everywhere: every line and text of every record gets an ending that
//! would break out of HTML, attributes, scripts and JSON, and the built site is read by a real
//! parser.
//!
//! Which values are texts is read from the declarations of the kinds, so that a new kind or field
//! is covered as soon as there is a record of it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use casebook::Build;
use casebook::diag::{Diagnostics, FileId, Severity};
use casebook::record::shape::{Shape, StructShape};
use casebook::schema::{COMMON, KINDS, RecordKind};
use casebook::source::{CONFIG, Files};
use casebook::view::TEMPLATES;
use casebook::yaml::{Node, NodeKind, parse};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::support::{build_dated, files, pairs};

/// Ends scripts and attributes, opens an element, and holds marks that turn the direction of text.
const HOSTILE: &str = "</script><b data-hostile>\"'&amp;\u{200f}\u{202e}\u{1f389}\u{201c}";

/// Texts by which records name one another or a place in a source, so that they are no words for
/// readers alone: a changed one would be a wrong name.
const NAMES: &[&str] = &[
    "waivers",
    "covers",
    "for",
    "record",
    "goes_to",
    "unanswered",
    "pages",
];

/// A replacement in a text: from, to, with what.
type Edit = (usize, usize, String);

fn edits_of(node: &Node, shape: &Shape, edits: &mut Vec<Edit>) {
    match (&node.kind, shape) {
        (NodeKind::Scalar(scalar), Shape::Line | Shape::Text) => {
            let text = format!("{} {HOSTILE}", scalar.text.trim_end());
            let quoted = serde_json::to_string(&text).expect("a string");
            edits.push((node.span.start as usize, node.span.end as usize, quoted));
        }
        (NodeKind::Scalar(_), Shape::Struct(inner)) => {
            let field = inner.shorthand.and_then(|key| inner.field(key));
            if let Some(field) = field {
                edits_of(node, &field.shape, edits);
            }
        }
        (NodeKind::List(items), Shape::List(inner)) => {
            items.iter().for_each(|item| edits_of(item, inner, edits));
        }
        (NodeKind::Map(pairs), Shape::Table(inner)) => {
            let values = pairs.iter().map(|pair| &pair.value);
            values.for_each(|value| edits_of(value, inner, edits));
        }
        (NodeKind::Map(_), Shape::Struct(inner)) => fields(node, &[inner], edits),
        _ => {}
    }
}

fn fields(node: &Node, shapes: &[&StructShape], edits: &mut Vec<Edit>) {
    let NodeKind::Map(pairs) = &node.kind else {
        return;
    };
    for pair in pairs.iter().filter(|pair| !NAMES.contains(&&*pair.key)) {
        if let Some(field) = shapes.iter().find_map(|shape| shape.field(&pair.key)) {
            edits_of(&pair.value, &field.shape, edits);
        }
    }
}

/// A record with the hostile ending on all its texts.
fn hostile(kind: &RecordKind, path: &str, text: &str) -> String {
    let (start, end) = match path.ends_with(".md") {
        true => (4, text[4..].find("\n---").expect("front matter") + 5),
        false => (0, text.len()),
    };
    let yaml = &text[start..end];
    let tree = parse(FileId(0), yaml, 0, &mut Diagnostics::new()).expect("YAML");
    let mut edits = Vec::new();
    fields(&tree, &[kind.shape, COMMON], &mut edits);
    edits.sort();
    let mut changed = text[..start].to_string();
    let mut at = 0;
    for (from, to, with) in edits {
        changed.push_str(&yaml[at..from]);
        changed.push_str(&with);
        if yaml[from..to].ends_with('\n') {
            changed.push('\n');
        }
        at = to;
    }
    changed.push_str(&yaml[at..]);
    changed.push_str(&text[end..]);
    changed
}

/// A page that was withdrawn: this site has none.
fn withdrawn() -> String {
    let because = serde_json::to_string(HOSTILE).expect("a string");
    format!(
        "---\ntitle: T\nstate: withdrawn\nwithdrawn:\n  day: 2026-01-02\n  because: {because}\n---\n"
    )
}

fn hostile_site() -> (Files, BTreeSet<&'static str>) {
    let mut kinds = BTreeSet::new();
    let changed = pairs(&files()).into_iter().map(|(path, bytes)| {
        let record = path.ends_with(".yaml") || path.ends_with(".md");
        match RecordKind::of_path(&path).filter(|_| record) {
            Some(kind) => {
                let text = String::from_utf8(bytes).expect("text");
                let text = hostile(kind, &path, &text);
                if text.contains("data-hostile") {
                    kinds.insert(kind.name);
                }
                (path, text.into_bytes())
            }
            // What people wrote in git is text too.
            None if path == CONFIG => {
                (path, [bytes.as_slice(), b"\nchange_notes: true\n"].concat())
            }
            None => (path, bytes),
        }
    });
    let mut changed: Vec<_> = changed.collect();
    changed.push(("content/withdrawn.md".to_string(), withdrawn().into_bytes()));
    (Files::from_memory(changed), kinds)
}

/// What a browser makes of a page.
#[derive(Default)]
struct Seen {
    wrong: RefCell<Vec<String>>,
    text: RefCell<String>,
    /// The kind of page, as its body says.
    kind: RefCell<String>,
    scripts: RefCell<i32>,
}

impl Seen {
    fn tag(&self, tag: &Tag, line: u64) {
        let name = &*tag.name;
        if name == "script" {
            *self.scripts.borrow_mut() += if tag.kind == TagKind::StartTag { 1 } else { -1 };
        }
        for attribute in &tag.attrs {
            let local = &*attribute.name.local;
            let plain = |c: char| c.is_ascii_alphanumeric() || "-_:".contains(c);
            if local == "data-hostile" || !local.chars().all(plain) {
                let wrong = format!("line {line}: <{name}> has an attribute {local:?}");
                self.wrong.borrow_mut().push(wrong);
            }
            self.text.borrow_mut().push_str(&attribute.value);
            self.text.borrow_mut().push('\n');
            if name == "body" && local == "class" {
                *self.kind.borrow_mut() = attribute.value.to_string();
            }
        }
    }
}

impl TokenSink for Seen {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.tag(&tag, line),
            Token::CharacterTokens(text) => self.text.borrow_mut().push_str(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn see(html: &str) -> Seen {
    let tokenizer = Tokenizer::new(Seen::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink
}

/// What the pages of a site are like: what is wrong with them, the kinds there are, and the kinds
/// of which a page carries the hostile text.
#[derive(Default)]
struct Pages {
    wrong: Vec<String>,
    all: BTreeSet<String>,
    carried: BTreeSet<String>,
}

impl Pages {
    fn add(&mut self, path: &str, html: &str) {
        let seen = see(html);
        let wrong = seen.wrong.take().into_iter();
        self.wrong.extend(wrong.map(|one| format!("{path}: {one}")));
        if seen.scripts.take() != 0 {
            let wrong = format!("{path}: a script ends that did not begin");
            self.wrong.push(wrong);
        }
        let kind = seen.kind.take();
        if seen.text.take().contains(HOSTILE) {
            self.carried.insert(kind.clone());
        }
        self.all.insert(kind);
    }
}

/// What is wrong with a file that is no page.
fn data_file(path: &str, bytes: &[u8]) -> Option<String> {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    let problem = match ending {
        Some("js") => String::from_utf8_lossy(bytes)
            .contains("</script")
            .then(|| "ends a script".to_string()),
        Some("json") => serde_json::from_slice::<serde_json::Value>(bytes)
            .err()
            .map(|error| error.to_string()),
        Some("csv") => csv::Reader::from_reader(bytes)
            .into_records()
            .find_map(Result::err)
            .map(|error| error.to_string()),
        _ => None,
    };
    problem.map(|problem| format!("{path}: {problem}"))
}

fn hostile_build() -> Build {
    let (site, kinds) = hostile_site();
    let every: BTreeSet<&str> = KINDS
        .iter()
        .map(|kind| kind.name)
        .filter(|kind| !NO_RECORDS.contains(kind))
        .collect();
    assert_eq!(kinds, every, "kinds whose records got hostile text");
    let built = build_dated(&site, HOSTILE);
    let first = built
        .diagnostics
        .iter()
        .find(|problem| problem.severity == Severity::Error);
    assert!(first.is_none(), "{first:#?}");
    for template in TEMPLATES {
        let used = built.timings.templates.contains_key(template);
        assert!(used, "no page is made with {template}");
    }
    built
}

#[test]
fn hostile_text_of_records_is_text_in_every_page_and_data_file() {
    let built = hostile_build();
    let mut pages = Pages::default();
    for (path, bytes) in built.output.iter() {
        let bytes = &*bytes.read();
        match path.ends_with(".html") {
            true => pages.add(path, std::str::from_utf8(bytes).expect("UTF-8")),
            false => pages.wrong.extend(data_file(path, bytes)),
        }
    }
    let wrong = pages.wrong;
    let first = &wrong[..wrong.len().min(20)];
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        first.join("\n")
    );
    let without: Vec<&String> = pages.all.difference(&pages.carried).collect();
    assert!(
        without.is_empty(),
        "kinds of page without text of a record: {without:?}"
    );
    let awards = built.output.get("data/awards.json").expect("the awards");
    let awards: serde_json::Value = serde_json::from_slice(&awards.read()).expect("JSON");
    let title = awards[0]["title"].as_str().expect("a title");
    assert!(title.ends_with(HOSTILE), "{title}");
}

/// Kinds that nobody has written a record of yet.
const NO_RECORDS: &[&str] = &["artefact", "story"];
