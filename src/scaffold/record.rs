//! The text with which a record begins.

use super::answers::{Answers, questions};
use super::yaml::{comment, written};
use crate::record::shape::{FieldShape, Shape, StructShape};
use crate::schema::names::{Names, Word};
use crate::schema::{COMMON, Form, RecordKind};

/// A record to begin.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// What kind of record.
    pub kind: &'static RecordKind,
    /// What the site has.
    pub names: &'a Names,
    /// What is known already; the rest is marked as to be written.
    pub answers: &'a Answers,
}

/// What a site must have before a record can be begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// A record of this kind, which the record names.
    Record(String),
    /// This vocabulary, from which it takes values.
    Vocabulary(String),
}

/// Lists that a record may leave out, and without which it would be no use: the type that has the
/// list, and its name. Scaffolds begin them with one item.
const BEGUN: &[(&str, &str)] = &[
    ("VocabularyList", "values"),
    ("SynonymList", "entries"),
    ("Synonym", "words"),
    ("Synonym", "also"),
    ("Source", "places"),
    ("Checklist", "sections"),
    ("ChecklistSection", "items"),
    ("Form", "sections"),
    ("FormSection", "fields"),
];

/// The most values that a comment lists.
const LISTED: usize = 24;

/// The file of a record, below the site's folder.
pub fn path_of(kind: &RecordKind, id: &str) -> String {
    let ending = match kind.form {
        Form::Yaml => "yaml",
        Form::Markdown => "md",
    };
    format!("{}/{id}.{ending}", kind.folder)
}

/// The text of the file.
///
/// # Errors
///
/// What the site lacks for it.
pub fn text(start: Start<'_>) -> Result<String, Lacks> {
    if let Some(lacks) = lacking(start) {
        return Err(lacks);
    }
    let mut out = Out {
        start,
        text: String::new(),
    };
    let declared = start.names.declared(start.kind.name);
    let own = start.kind.shape.fields.iter().chain(declared);
    let needed: Vec<&FieldShape> = own
        .clone()
        .filter(|field| field.required || begun(start.kind.shape, field))
        .collect();
    let fence = start.kind.form == Form::Markdown;
    if fence {
        out.text.push_str("---\n");
    }
    out.line(
        "",
        "A draft is left out of the site. Delete this line when nothing is left to do.",
    );
    out.text.push_str("state: draft\n");
    for field in &needed {
        out.field(field, "", "", 0);
    }
    out.places();
    out.more(own.filter(|field| !needed.iter().any(|known| known.key == field.key)));
    if fence {
        out.text
            .push_str("---\n\nTODO: write the text here, in short sentences.\n");
    }
    Ok(out.text)
}

/// What the site must have first.
pub fn lacking(start: Start<'_>) -> Option<Lacks> {
    let names = start.names;
    let questions = questions(start.kind, names);
    questions.iter().find_map(|question| {
        if !question.choices(names).is_empty() {
            return None;
        }
        match &question.field.shape {
            Shape::Reference(kind) => Some(Lacks::Record(kind.to_string())),
            Shape::Term(vocabulary) => Some(Lacks::Vocabulary(vocabulary.to_string())),
            _ => None,
        }
    })
}

fn begun(shape: &StructShape, field: &FieldShape) -> bool {
    BEGUN.contains(&(shape.name, &*field.key))
}

struct Out<'a> {
    start: Start<'a>,
    text: String,
}

/// Parts are not begun deeper than this: a part could hold itself.
const DEEPEST: usize = 6;

impl Out<'_> {
    fn line(&mut self, indent: &str, words: &str) {
        self.text.push_str(&comment(words, indent));
    }

    /// A field with what it is for, above it.
    fn field(&mut self, field: &FieldShape, above: &str, indent: &str, depth: usize) {
        let path = format!("{above}{}", field.key);
        self.about(field, indent);
        match &field.shape {
            Shape::Struct(part) => {
                self.text.push_str(&format!("{indent}{}:\n", field.key));
                self.part(part, &format!("{path}."), &format!("{indent}  "), depth + 1);
            }
            Shape::List(inner) => {
                self.text.push_str(&format!("{indent}{}:\n", field.key));
                self.item(
                    inner,
                    &format!("{path}."),
                    &format!("{indent}  "),
                    depth + 1,
                );
            }
            shape => {
                let value = match self.start.answers.get(&path) {
                    Some(answer) => answered(shape, answer),
                    None => self.to_do(shape),
                };
                self.text
                    .push_str(&format!("{indent}{}: {value}\n", field.key));
            }
        }
    }

    fn part(&mut self, part: &'static StructShape, above: &str, indent: &str, depth: usize) {
        let needed = part
            .fields
            .iter()
            .filter(|field| field.required || begun(part, field));
        for field in needed.filter(|_| depth < DEEPEST) {
            self.field(field, above, indent, depth);
        }
    }

    /// The first item of a list.
    fn item(&mut self, shape: &Shape, above: &str, indent: &str, depth: usize) {
        let before = self.text.len();
        match shape {
            Shape::Struct(part) => {
                self.part(part, above, &format!("{indent}  "), depth);
                self.dash(before, indent);
            }
            shape => {
                let value = self.to_do(shape);
                self.text.push_str(&format!("{indent}- {value}\n"));
            }
        }
    }

    /// Puts the dash of a list item before the first line of it that is no comment.
    fn dash(&mut self, from: usize, indent: &str) {
        let inner = format!("{indent}  ");
        let mut at = from;
        for line in self.text[from..].split_inclusive('\n') {
            if !line.trim_start().starts_with('#') {
                break;
            }
            at += line.len();
        }
        if self.text[at..].starts_with(&inner) {
            self.text
                .replace_range(at..at + inner.len(), &format!("{indent}- "));
        }
    }

    fn about(&mut self, field: &FieldShape, indent: &str) {
        let words = self.choices(&field.shape);
        let purpose = field.purpose();
        if words.is_empty() {
            let wanted = match &field.shape {
                Shape::Struct(_) | Shape::List(_) | Shape::Line | Shape::Text | Shape::Prose => {
                    String::new()
                }
                shape => format!(" Write {}.", shape.wanted()),
            };
            return self.line(indent, &format!("{purpose}.{wanted}"));
        }
        let listed: Vec<String> = words.iter().take(LISTED).map(named).collect();
        let more = match words.len().saturating_sub(LISTED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let listed = listed.join(", ");
        self.line(indent, &format!("{purpose}. One of: {listed}{more}."));
    }

    fn choices(&self, shape: &Shape) -> &[Word] {
        match shape {
            Shape::Term(vocabulary) => self.start.names.values(vocabulary),
            Shape::Reference(kind) => self.start.names.of_kind(kind),
            _ => &[],
        }
    }

    /// A value that is allowed, marked as not yet meant.
    fn to_do(&self, shape: &Shape) -> String {
        let value = match shape {
            Shape::Line | Shape::Text | Shape::Prose => return "TODO".into(),
            Shape::Count | Shape::Number => "0".into(),
            Shape::Money => "{ amount: 0, currency: GBP }".into(),
            Shape::Date => "2000".into(),
            Shape::Flag => "false".into(),
            Shape::Id => "to-do".into(),
            Shape::Address => "https://example.org/".into(),
            Shape::Choice(words) => words.first().copied().unwrap_or("TODO").to_string(),
            shape => match blank(self.choices(shape)) {
                Some(word) => written(&word.id),
                None => return "TODO".into(),
            },
        };
        format!("{value} # TODO")
    }

    /// How to say where the facts come from; records of facts are nothing without it.
    fn places(&mut self) {
        let Some(locators) = COMMON.field("locators") else {
            return;
        };
        self.line("", &format!("{}.", locators.purpose()));
        let source = self.start.names.of_kind("source").first();
        let source = source.map_or("ID", |source| source.id.as_str());
        self.text.push_str(&format!(
            "# locators:\n#   - source: {source}\n#     place: ID of one of its places\n#     line: 1\n"
        ));
    }

    /// The names of the other fields.
    fn more<'f>(&mut self, fields: impl Iterator<Item = &'f FieldShape>) {
        let names: Vec<&str> = fields.map(|field| &*field.key).collect();
        if !names.is_empty() {
            let kind = self.start.kind.name;
            let names = names.join(", ");
            self.line("", &format!("More fields for {kind}: {names}."));
        }
    }
}

/// A value that says that nothing is known, or else the first.
fn blank(words: &[Word]) -> Option<&Word> {
    let unknown = ["not-reported", "not-stated", "not-yet-known"];
    let blank = unknown
        .iter()
        .find_map(|id| words.iter().find(|word| word.id == *id));
    blank.or_else(|| words.first())
}

fn named(word: &Word) -> String {
    match word.title.is_empty() {
        true => word.id.clone(),
        false => format!("{} ({})", word.id, word.title),
    }
}

fn answered(shape: &Shape, answer: &str) -> String {
    match shape {
        Shape::Count | Shape::Number | Shape::Date | Shape::Flag | Shape::Address => answer.into(),
        _ => written(answer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::KINDS;

    #[test]
    fn lists_that_are_begun_exist() {
        let mut parts: Vec<&'static StructShape> = Vec::new();
        fn look(shape: &'static StructShape, parts: &mut Vec<&'static StructShape>) {
            if parts.iter().any(|known| known.name == shape.name) {
                return;
            }
            parts.push(shape);
            for field in shape.fields {
                let mut inner = &field.shape;
                while let Shape::List(deeper) | Shape::Table(deeper) = inner {
                    inner = deeper;
                }
                if let Shape::Struct(part) = inner {
                    look(part, parts);
                }
            }
        }
        KINDS.iter().for_each(|kind| look(kind.shape, &mut parts));
        for (name, key) in BEGUN {
            let part = parts.iter().find(|part| part.name == *name);
            let part = part.unwrap_or_else(|| panic!("{name}"));
            let field = part.field(key).unwrap_or_else(|| panic!("{name}.{key}"));
            assert!(matches!(field.shape, Shape::List(_)), "{name}.{key}");
        }
    }

    #[test]
    fn answers_stand_in_their_fields_and_the_rest_is_to_do() {
        let word = Word {
            id: "stopped".into(),
            title: "Stopped".into(),
            about: String::new(),
        };
        let lists = ["phase", "status", "outcome"];
        let names = Names {
            vocabularies: lists.map(|id| (id.to_string(), vec![word.clone()])).into(),
            ..Names::default()
        };
        let answers = [
            ("title".to_string(), "Care: faster".to_string()),
            ("outcome.basis".to_string(), "We read it so".to_string()),
        ]
        .into();
        let start = Start {
            kind: RecordKind::named("award").expect("a kind"),
            names: &names,
            answers: &answers,
        };
        let text = text(start).expect("needs nothing");
        for line in [
            "state: draft",
            "title: \"Care: faster\"",
            "project: 0 # TODO",
            "summary: TODO",
            "status: stopped # TODO",
            "outcome:",
            "  basis: We read it so",
        ] {
            assert!(text.lines().any(|known| known == line), "{line}\n{text}");
        }
        assert!(text.contains("One of: stopped (Stopped)."), "{text}");
        assert!(
            text.contains("# More fields for award: status_reason,"),
            "{text}"
        );
    }

    #[test]
    fn a_record_that_needs_another_says_which() {
        let begin = |kind: &str| {
            text(Start {
                kind: RecordKind::named(kind).expect("a kind"),
                names: &Names::default(),
                answers: &Answers::new(),
            })
        };
        assert_eq!(begin("benefit"), Err(Lacks::Record("award".into())));
        assert_eq!(begin("award"), Err(Lacks::Vocabulary("phase".into())));
        assert!(begin("page").is_ok());
    }
}
