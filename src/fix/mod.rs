//! Mechanical repairs of records: what has one right form and is written in another.
//!
//! In goes a document; out comes its new text, and what has to be asked of a person. Repairs come in
//! steps ([`Step`]). After each the text is read again: what it means must be what it meant, but for
//! the values that the step says it changed, and every comment must be there. A step that would
//! break this is left out for that file. A file in which nothing is to be mended stays as it is.

mod lines;
mod order;
mod same;
mod values;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::{DeclaredShape, Vocabularies};
use crate::diag::{Diagnostics, FileId, Span};
use crate::edit::Plain;
use crate::markdown;
use crate::record::config::Config;
use crate::record::shape::FieldShape;
use crate::record::value::ShapeOf;
use crate::schema::{COMMON, RecordKind};
use crate::source::CONFIG;
use crate::yaml::{self, Node};

/// A kind of repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Byte-order marks, Windows line ends, tabs, trailing spaces, a missing line end.
    Lines,
    /// Dates, vocabulary labels, numbers with commas, words for true and false.
    Values,
    /// Quotes around texts that other programs would take for numbers, dates or flags.
    Quotes,
    /// Fields in the declared order.
    Order,
}

/// Every step, in the order in which they are taken.
pub const STEPS: [Step; 4] = [Step::Lines, Step::Values, Step::Quotes, Step::Order];

/// What a file is mended with.
#[derive(Clone, Copy, Debug)]
pub struct Site<'s> {
    /// The vocabularies.
    pub vocabularies: &'s Vocabularies,
    /// The fields that the site declares, by kind.
    pub declared: &'s BTreeMap<String, Vec<DeclaredShape>>,
}

/// What was made of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Its text.
    pub text: String,
    /// What only a person can say.
    pub questions: Vec<Question>,
    /// Whether it can be read; else little can be mended.
    pub is_readable: bool,
}

/// Something that only a person can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Whether the record is wrong until it is answered.
    pub urgent: bool,
    /// The line, from 1, in the text that was asked about.
    pub line: usize,
    /// What is asked.
    pub text: String,
}

/// Mends the file at `path`.
pub fn mend(path: &str, text: &str, steps: &[Step], site: Site<'_>) -> Mended {
    let fields = fields(path, site);
    let mut now = text.to_string();
    for step in STEPS.iter().filter(|step| steps.contains(step)) {
        now = take(*step, path, &now, &fields, site);
    }
    let questions = asked(path, &now, steps, &fields);
    Mended {
        is_readable: questions.is_some(),
        questions: questions.unwrap_or_default(),
        text: now,
    }
}

/// What only a person can say of a text as it is. `None` when it cannot be read.
pub fn questions(path: &str, text: &str, steps: &[Step], site: Site<'_>) -> Option<Vec<Question>> {
    asked(path, text, steps, &fields(path, site))
}

fn asked(path: &str, text: &str, steps: &[Step], fields: &[FieldShape]) -> Option<Vec<Question>> {
    let file = File::read(path, text)?;
    let mut asked = Vec::new();
    if steps.contains(&Step::Values) {
        asked.extend(values::questions(&file, fields));
    }
    if steps.contains(&Step::Order) && path != CONFIG {
        asked.extend(order::questions(&file, fields));
    }
    Some(asked)
}

/// One step; the text as it was when the step would change more than it says.
fn take(step: Step, path: &str, text: &str, fields: &[FieldShape], site: Site<'_>) -> String {
    let next = match step {
        Step::Lines => lines::mended(path, text, fields),
        Step::Values => File::read(path, text)
            .and_then(|file| values::mended(&file, fields, site.vocabularies, path)),
        Step::Quotes => File::read(path, text).and_then(|file| values::quotes(&file, fields, path)),
        // The configuration is laid out as its owner likes.
        Step::Order if path == CONFIG => None,
        Step::Order => File::read(path, text).and_then(|file| order::mended(&file, fields, path)),
    };
    next.unwrap_or_else(|| text.to_string())
}

/// The fields that the file at `path` can have, in the declared order.
fn fields(path: &str, site: Site<'_>) -> Vec<FieldShape> {
    if path == CONFIG {
        return ShapeOf::<Config>::STATIC.fields.to_vec();
    }
    let Some(kind) = RecordKind::of_path(path) else {
        return Vec::new();
    };
    let declared = site.declared.get(kind.name).into_iter().flatten();
    let declared = declared.map(|declared| declared.field.clone());
    kind.shape
        .fields
        .iter()
        .chain(COMMON.fields)
        .cloned()
        .chain(declared)
        .collect()
}

/// A text that can be read without a problem.
struct File<'t> {
    text: &'t str,
    /// Where its YAML stands: all of it, or the front matter.
    yaml: Range<usize>,
    tree: Node,
}

impl<'t> File<'t> {
    fn read(path: &str, text: &'t str) -> Option<Self> {
        let yaml = yaml_of(path, text)?;
        let mut sink = Diagnostics::new();
        let tree = yaml::parse(FileId(0), &text[yaml.clone()], yaml.start, &mut sink)?;
        (!sink.has_errors()).then_some(Self { text, yaml, tree })
    }

    fn plain(&self) -> Option<Plain> {
        Plain::of(&self.tree)
    }

    /// The comments, sorted: where they stand may change.
    fn comments(&self) -> Vec<&'t str> {
        let yaml = &self.text[self.yaml.clone()];
        let mut comments: Vec<&str> = yaml::comments(yaml)
            .into_iter()
            .map(|at| yaml[at].trim_end())
            .collect();
        comments.sort_unstable();
        comments
    }

    /// What stands outside the YAML, with plain line ends.
    fn around(&self) -> String {
        let around = [&self.text[..self.yaml.start], &self.text[self.yaml.end..]].concat();
        lines::plain_ends(&around).replace('\u{feff}', "")
    }

    fn line(&self, span: Span) -> usize {
        self.text[..span.range().start].matches('\n').count() + 1
    }
}

fn yaml_of(path: &str, text: &str) -> Option<Range<usize>> {
    match path.ends_with(".md") {
        true => markdown::split_front_matter(FileId(0), text)
            .ok()
            .map(|parts| parts.yaml),
        false => Some(0..text.len()),
    }
}
