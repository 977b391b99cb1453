//! A site made from the declarations: each kind of record with every field filled, and each with
//! as few as may be, all in Greek letters. A kind or field that is added later is in it at once.

use casebook::record::shape::{FieldShape, Shape};
use casebook::record::vocabularies;
use casebook::schema::{COMMON, Form, KINDS, RecordKind, Shown};
use casebook::source::Files;

/// An address, which stands on pages as it is.
pub(crate) const ADDRESS: &str = "https://example.org/a";

const CONFIG: &str = r#"title: "Ιστός"
tagline: "Γραμμή"
description: "Κείμενο του ιστού"
language: qps
time_zone: Europe/London
theme: own
owner: editors
owners:
  editors: "Συντάκτες"
report_address: https://example.org/report
edit_address: https://example.org/edit/{path}
content_licence:
  name: "Άδεια"
  address: https://example.org/licence
empty_lists: [artefact]
statements:
  organisation: "Οργανισμός"
  contact: https://example.org/contact
  telephone: "0123"
  answer_within: "Μέρες"
  accessibility:
    compliance: partial
    prepared: 2025-02-03
    reviewed: 2025-02-03
    tested: 2025-02-03
    tested_by: "Οργανισμός"
    tested_how: "Τρόπος"
    plans: "Σχέδιο"
    uk_public_body: true
    problems:
      - {what: "Λάθος", criterion: "1", reason: not-met, plan: "Σχέδιο"}
      - {what: "Λάθος", reason: disproportionate-burden}
      - {what: "Λάθος", reason: out-of-scope}
  privacy:
    hosting: "Κείμενο"
    controller: "Οργανισμός"
    contact: https://example.org/privacy
fields:
  award:
    - {key: flag, label: "Σημαία", purpose: "Σκοπός", type: flag}
    - {key: off, label: "Σημαία", purpose: "Σκοπός", type: flag}
    - {key: number, label: "Αριθμός", purpose: "Σκοπός", type: number}
    - {key: amount, label: "Ποσό", purpose: "Σκοπός", type: money}
    - {key: day, label: "Μέρα", purpose: "Σκοπός", type: date}
    - {key: region, label: "Περιοχή", purpose: "Σκοπός", type: "vocabulary: phase", filter: true}
    - {key: lines, label: "Γραμμές", purpose: "Σκοπός", type: "list of count"}
"#;

const DECLARED: &str = "flag: true\noff: false\nnumber: -1234567.5\namount: {amount: -1234567, currency: GBP}\nday: 2019-12-24\nregion: a\nlines: [1, 2345]\n";

/// Everything that Casebook adds to a text.
const BODY: &str = r#"
| α | β |
| - | - |
| γ | δ |

Άλλος.

| α | β |
| - | - |
| γ | δ |

## Τίτλος

> [!NOTE]
> Άλφα

> [!TIP]
> Άλφα

> [!IMPORTANT]
> Άλφα

> [!WARNING]
> Άλφα

> [!CAUTION]
> Άλφα

## Δεύτερος

| α | β |
| - | - |
| γ | δ |

| α | β |
| - | - |
| γ | δ |

- [ ] Έργο
- [x]  ⁣

Ένα[^1] και δύο[^1] με [βραβείο](award:a) [@a#a, σειρά].

[^1]: Σημείωση.
"#;

/// Figures of every form.
const FIGURES: &[(&str, &str)] = &[
    (
        "range",
        "unit: gbp\nvalue: 1234.5\nupper: 7654321\nexactness: exact\ndate: 2019-02",
    ),
    (
        "share",
        "unit: percent\nvalue: 12.5\nof: 1000\nexactness: a\nuntil: 2020",
    ),
    (
        "count",
        "unit: a\nvalue: 12345\nexactness: a\ndate: 2019\nuntil: 2020-01-05",
    ),
];

/// The files of the site, with the words of its language.
pub(crate) fn site(strings: impl IntoIterator<Item = (String, String)>) -> Files {
    let mut files = vec![
        ("casebook.yaml".to_string(), CONFIG.to_string()),
        (
            "content/index.md".to_string(),
            format!("---\ntitle: \"Αρχή\"\n---\n{BODY}"),
        ),
    ];
    for id in vocabularies::ALL {
        files.push((format!("data/vocabularies/{id}.yaml"), vocabulary(id)));
    }
    for kind in KINDS.iter().filter(|kind| kind.name != "vocabulary") {
        // The list that stays empty says so.
        if kind.name != "artefact" {
            files.push(record(kind, "a", true));
            files.push(record(kind, "b", false));
        }
    }
    for (id, fields) in FIGURES {
        let text = format!("title: \"Αριθμός\"\nsubject: a\naward: a\n{fields}\n{LOCATORS}");
        files.push((format!("data/figures/{id}.yaml"), text));
    }
    let withdrawn = "state: withdrawn\nwithdrawn: {day: 2024-05-06, because: \"Λόγος\"}\n";
    let (path, text) = record(&KINDS[3], "c", false);
    files.push((path, text + withdrawn));
    files.extend(strings);
    Files::from_memory(
        files
            .into_iter()
            .map(|(path, text)| (path, text.into_bytes())),
    )
}

const LOCATORS: &str = "locators:\n  - {source: a, place: a, line: 5}\n";

/// Besides `a`, the values that mean something to Casebook.
fn vocabulary(id: &str) -> String {
    let known: &[&str] = match id {
        "unit" => &["gbp", "percent"],
        "exactness" => &["exact"],
        "answer" => &["yes", "no"],
        "evidence-strength" => &["several-sources"],
        _ => &["unused"],
    };
    let values = known
        .iter()
        .chain(&["a"])
        .map(|id| format!("  - {{id: {id}, label: \"Τιμή\", definition: \"Ορισμός\"}}\n"));
    let values: String = values.collect();
    format!("title: \"Λίστα\"\ndescription: \"Ορισμός\"\nvalues:\n{values}")
}

/// A record, with every field or with as few as may be.
fn record(kind: &RecordKind, id: &str, full: bool) -> (String, String) {
    let wanted = |field: &&FieldShape| (full && !left_out(kind, &field.key)) || field.required;
    let mut text = String::new();
    for field in kind.shape.fields.iter().filter(wanted) {
        let value = value(kind, &field.key, &field.shape, full);
        text.push_str(&format!("{}: {value}\n", field.key));
    }
    for field in COMMON
        .fields
        .iter()
        .filter(|field| full && !left_out(kind, &field.key))
    {
        let value = value(kind, &field.key, &field.shape, full);
        text.push_str(&format!("{}: {value}\n", field.key));
    }
    if !full && kind.name != "source" {
        text.push_str(LOCATORS);
    }
    if full && kind.name == "award" {
        text.push_str(DECLARED);
    }
    let folder = kind.folder;
    match kind.form {
        Form::Yaml => (format!("{folder}/{id}.yaml"), text),
        Form::Markdown => (
            format!("{folder}/{id}.md"),
            format!("---\n{text}---\n{BODY}"),
        ),
    }
}

/// A value of a shape, in one line.
fn value(kind: &RecordKind, key: &str, shape: &Shape, full: bool) -> String {
    if let Some(fixed) = fixed(kind, key, shape) {
        return fixed;
    }
    match shape {
        Shape::Line if key == "title" && !full => "\"Άλλος τίτλος\"".into(),
        Shape::Line | Shape::Text => format!("\"{}\"", greek(key)),
        Shape::Prose => format!("\"{}. Άλλο [@a#a].\"", greek(key)),
        Shape::Count => "5".into(),
        Shape::Number => "1234.5".into(),
        Shape::Money => "{amount: 1234.5, currency: GBP}".into(),
        Shape::Date => "2024-05-06".into(),
        Shape::Flag => "true".into(),
        Shape::Id | Shape::Term(_) => "a".into(),
        Shape::Address => ADDRESS.into(),
        Shape::Choice(words) => words[words.len() - 1].into(),
        // The full record names the other one, and the other one the full one.
        Shape::Reference(name) if full && name == kind.name && key != "source" => "b".into(),
        Shape::Reference(_) => "a".into(),
        Shape::List(inner) => format!("[{}]", value(kind, key, inner, full)),
        Shape::Table(inner) => format!("{{a: {}}}", value(kind, key, inner, full)),
        Shape::Struct(shape) => {
            let wanted = |key: &str| full && !left_out(kind, key);
            let fields = shape.fields.iter();
            let fields = fields.filter(|field| wanted(&field.key) || field.required);
            let fields: Vec<String> = fields
                .map(|field| {
                    let value = value(kind, &field.key, &field.shape, full);
                    format!("{}: {value}", field.key)
                })
                .collect();
            format!("{{{}}}", fields.join(", "))
        }
    }
}

/// Fields with which a template says where its answers go: no reader sees them.
fn left_out(kind: &RecordKind, key: &str) -> bool {
    if key == "withdrawn" {
        return true;
    }
    kind.name == "template" && ["record", "goes_to", "unanswered"].contains(&key)
}

/// Fields that a rule binds to others.
fn fixed(kind: &RecordKind, key: &str, shape: &Shape) -> Option<String> {
    let fixed = match (kind.name, key) {
        (_, "owner") => "editors",
        (_, "waivers") => "[]",
        (_, "covers") => "[a#a]",
        ("synonyms", "pages") => "[\"award:a\", /awards/]",
        (_, "by") if matches!(shape, Shape::Line) => "editors",
        (_, "state") => "published",
        (_, "time_zone") => "Europe/London",
        (kind, "aliases") => return Some(format!("[\"{}\"]", greek(kind))),
        (_, "next_review") => "2025-05-06",
        ("award", "for") => "[title, evaluation.by]",
        ("benefit", "total") if matches!(shape, Shape::Money) => "{amount: 6172.5, currency: GBP}",
        (_, "for") => "[title]",
        ("template", "kind") if matches!(shape, Shape::Choice(_)) => "choice",
        ("template", "vocabulary") => "phase",
        _ => return None,
    };
    Some(fixed.to_string())
}

/// A name in Greek letters.
fn greek(name: &str) -> String {
    const LETTERS: [char; 24] = [
        'α', 'β', 'γ', 'δ', 'ε', 'ζ', 'η', 'θ', 'ι', 'κ', 'λ', 'μ', 'ν', 'ξ', 'ο', 'π', 'ρ', 'σ',
        'τ', 'υ', 'φ', 'χ', 'ψ', 'ω',
    ];
    let letter = |byte: u8| match byte {
        b'a'..=b'z' => LETTERS[usize::from(byte - b'a') % LETTERS.len()],
        _ => ' ',
    };
    let text: String = name.bytes().map(letter).collect();
    format!("Λ{}", text.trim())
}

/// Whether a kind has a page of its own for each record.
pub(crate) fn has_pages(kind: &RecordKind) -> bool {
    matches!(kind.shown, Shown::Page(_) | Shown::Path)
}
