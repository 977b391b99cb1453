//! Rows held against records: what is new, changed, the same, or changed on both sides.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Column, fields};
use super::layout::Layout;
use super::rows::{self, Asked, Given, RowRead};
use super::values::of_record;
use super::{Problem, Site};
use crate::diag::{Diagnostics, FileId};
use crate::edit::{self, Fields, Plain};
use crate::parse::Document;
use crate::record::shape::Shape;
use crate::yaml::{self, Node};

/// What becomes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// There was none.
    New,
    /// The sheet says something else.
    Changed,
    /// The sheet says what the record says.
    Same,
    /// The sheet and the record have both changed since the export.
    Conflict,
}

/// Which side wins where both have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefer {
    /// Neither: it is a conflict.
    Neither,
    /// What the sheet says.
    Sheet,
    /// What the record says.
    Record,
}

/// A field that changes.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its column.
    pub column: Column,
    /// The cell, as messages name it.
    pub place: String,
    /// What the record said.
    pub old: Option<Plain>,
    /// What the sheet says.
    pub new: Option<Plain>,
}

/// A field that every record of the kind must have, and that this one would be without.
#[derive(Clone, Debug)]
pub struct Lacking {
    /// The number of its column, which gives the order in which columns are named.
    pub at: usize,
    /// Its column.
    pub column: Column,
    /// The cell, as messages name it; none if the sheet has no such column.
    pub place: Option<String>,
}

/// What becomes of one record.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The kind of the record.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// The cell of its id.
    pub place: String,
    /// Its file.
    pub path: String,
    /// What becomes of it.
    pub verdict: Verdict,
    /// Fields that change, or would if there were no conflict.
    pub changes: Vec<Change>,
    /// Fields that both sides changed.
    pub conflicts: Vec<Change>,
    /// Fields that it must have and would be without, as far as the sheet can help it.
    pub lacking: Vec<Lacking>,
    /// How many fields only the record changed since the export: they stay.
    pub kept: usize,
    /// The new text of the file, if it changes.
    pub text: Option<String>,
    /// Whether something of its row could not be read, which has been reported.
    pub doubtful: bool,
}

/// What becomes of every record that a book names.
#[derive(Debug, Default)]
pub struct Compared {
    /// By the order of the sheets and rows.
    pub outcomes: Vec<Outcome>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What a person should know.
    pub notices: Vec<String>,
}

/// Holds the rows of each sheet against the records.
pub fn compare(layouts: &[Layout], site: Site<'_>, prefer: Prefer) -> Compared {
    let mut compared = Compared::default();
    let mut seen: BTreeMap<(&str, String), String> = BTreeMap::new();
    for layout in layouts {
        let read = rows::read(layout, site);
        compared.problems.extend(read.problems);
        compared.notices.extend(read.notices);
        let records = site.records(layout.kind);
        let mut names = BTreeSet::new();
        for row in &read.rows {
            names.insert(row.id.clone());
            if let Some(first) = seen.insert((layout.kind.name, row.id.clone()), row.place.clone())
            {
                compared.problems.push(Problem::new(
                    row.place.clone(),
                    format!(
                        "The id “{}” stands in two rows; the first is {first}.",
                        row.id
                    ),
                    "Delete one of the rows, or give it an id of its own.",
                ));
                continue;
            }
            let record = records.get(&row.id).copied();
            compared.row(layout, site, row, record, prefer);
        }
        let absent = records.keys().filter(|id| !names.contains(*id)).count();
        if absent > 0 && !names.is_empty() {
            compared.notices.push(format!(
                "{}: {} records without a row: {absent}. They stay as they are: import deletes nothing.",
                layout.name(),
                layout.kind.name
            ));
        }
    }
    compared
}

impl Compared {
    fn row(
        &mut self,
        layout: &Layout,
        site: Site<'_>,
        row: &RowRead,
        record: Option<&std::sync::Arc<Document>>,
        prefer: Prefer,
    ) {
        let record = match record.map(|document| (&**document, document.tree.as_ref())) {
            None => None,
            Some((document, Some(tree))) => Some((document, tree)),
            Some((document, None)) => return self.problems.push(unreadable(row, document)),
        };
        if row
            .print
            .as_ref()
            .is_some_and(|print| !print.is_of(&row.id))
        {
            return self.problems.push(moved(row));
        }
        let judge = Judge {
            layout,
            row,
            tree: record.map(|(_, tree)| tree),
            prefer,
        };
        let mut outcome = judge.outcome();
        if let Some((document, _)) = record {
            outcome.path = document.path.to_string();
        }
        self.problems.extend(judge.money(&mut outcome));
        outcome.lacking = judge.lacking(&outcome);
        outcome.settle(record.is_none());
        if matches!(outcome.verdict, Verdict::New | Verdict::Changed) {
            outcome.text = text(layout, site, record, &outcome.changes);
            if outcome.text.is_none() {
                self.problems.push(unsafe_change(row, &outcome.path));
            }
        }
        self.outcomes.push(outcome);
    }
}

/// The new text of a record; `None` when it cannot be changed safely.
fn text(
    layout: &Layout,
    site: Site<'_>,
    record: Option<(&Document, &Node)>,
    changes: &[Change],
) -> Option<String> {
    let nothing = Vec::new();
    let declared = site.declared.get(layout.kind.name).unwrap_or(&nothing);
    let fields = Fields::new(fields(layout.kind, declared));
    match record {
        None => Some(new_text(changes, &fields)),
        Some((document, tree)) => changed_text(document, tree, changes, &fields, &layout.columns),
    }
}

fn moved(row: &RowRead) -> Problem {
    Problem::new(
        row.place.clone(),
        format!("The row was exported for another record than “{}”.", row.id),
        "If you sorted the sheet, sort all columns together. If you copied a row to begin a new record, empty its cell in the column “_casebook” (it may be hidden). To give a record another id, rename its file.",
    )
}

fn unreadable(row: &RowRead, document: &Document) -> Problem {
    Problem::new(
        row.place.clone(),
        format!(
            "The record “{}” cannot be read ({}).",
            row.id, document.path
        ),
        "Mend the file first: “casebook check” says what is wrong with it.",
    )
}

fn unsafe_change(row: &RowRead, path: &str) -> Problem {
    Problem::new(
        row.place.clone(),
        format!("The file {path} is written in a way that cannot be changed safely here."),
        "Edit the record by hand.",
    )
}

impl Outcome {
    fn settle(&mut self, new: bool) {
        self.verdict = match (new, self.conflicts.is_empty(), self.changes.is_empty()) {
            (true, ..) => Verdict::New,
            (_, false, _) => Verdict::Conflict,
            (_, _, false) => Verdict::Changed,
            (_, _, true) => Verdict::Same,
        };
    }
}

/// Holds a row against its record.
struct Judge<'a> {
    layout: &'a Layout,
    row: &'a RowRead,
    tree: Option<&'a Node>,
    prefer: Prefer,
}

/// What becomes of one field.
enum Fate {
    Same,
    Kept,
    Change,
    Conflict,
}

impl Judge<'_> {
    fn outcome(&self) -> Outcome {
        let mut outcome = Outcome {
            kind: self.layout.kind.name,
            id: self.row.id.clone(),
            place: self.row.place.clone(),
            path: format!("{}/{}.yaml", self.layout.kind.folder, self.row.id),
            verdict: Verdict::Same,
            changes: Vec::new(),
            conflicts: Vec::new(),
            lacking: Vec::new(),
            kept: 0,
            text: None,
            doubtful: self.row.doubtful,
        };
        for given in &self.row.given {
            let column = &self.layout.columns[given.column];
            let old = self.current(column);
            let new = match &given.asked {
                Asked::Value(value) => Some(value.clone()),
                Asked::Placeholder => continue,
                Asked::Blank => column.default.map(Plain::from),
            };
            let fate = self.fate(given, column, old.as_ref(), new.as_ref());
            let change = Change {
                column: column.clone(),
                place: given.place.clone(),
                old,
                new,
            };
            match fate {
                Fate::Same => {}
                Fate::Kept => outcome.kept += 1,
                Fate::Change => outcome.changes.push(change),
                Fate::Conflict => outcome.conflicts.push(change),
            }
        }
        outcome
    }

    fn current(&self, column: &Column) -> Option<Plain> {
        match self.tree {
            Some(tree) => of_record(tree, column),
            None => column.default.map(Plain::from),
        }
    }

    fn fate(
        &self,
        given: &Given,
        column: &Column,
        old: Option<&Plain>,
        new: Option<&Plain>,
    ) -> Fate {
        if old == new {
            return Fate::Same;
        }
        let Some(print) = self.row.print.as_ref().filter(|_| self.tree.is_some()) else {
            // Without a fingerprint a blank cell says nothing.
            return match given.asked {
                Asked::Blank => Fate::Same,
                _ => Fate::Change,
            };
        };
        let was = |value| print.was(given.column, column, value);
        match (was(new), was(old), self.prefer) {
            (true, false, _) => Fate::Kept,
            (false, true, _) | (_, _, Prefer::Sheet) => Fate::Change,
            (_, _, Prefer::Record) => Fate::Kept,
            (_, _, Prefer::Neither) => Fate::Conflict,
        }
    }

    /// An amount without a currency takes that of its sign, or of the map.
    fn money(&self, outcome: &mut Outcome) -> Vec<Problem> {
        let mut problems = Vec::new();
        for given in &self.row.given {
            let column = &self.layout.columns[given.column];
            if !column.is_amount() || !matches!(given.asked, Asked::Value(_)) {
                continue;
            }
            let next = &self.layout.columns[given.column + 1];
            let asked = outcome
                .changes
                .iter()
                .find(|change| change.column.heading == next.heading);
            let known = asked.map_or_else(|| self.current(next), |change| change.new.clone());
            let known = known.as_ref().and_then(Plain::as_text);
            match (known, given.currency, &self.layout.currency) {
                (Some(known), Some(sign), _) if known != sign => problems.push(Problem::new(
                    given.place.clone(),
                    format!("The amount stands in {sign}, and its currency is {known}."),
                    format!("Correct the amount, or the column “{}”.", next.heading),
                )),
                (None, Some(sign), _) => outcome.changes.push(self.currency(given, next, sign)),
                (None, None, Some(code)) => outcome.changes.push(self.currency(given, next, code)),
                _ => {}
            }
        }
        problems
    }

    /// What a record must have and would not. For a record that is there, only cells count: what
    /// the sheet has no column for is not the sheet's concern.
    fn lacking(&self, outcome: &Outcome) -> Vec<Lacking> {
        let columns = self.layout.columns.iter().enumerate();
        let required = columns.filter(|(_, column)| column.required);
        let lacks = |column: &Column| {
            let mut changes = outcome.changes.iter();
            match changes.find(|change| change.column.heading == column.heading) {
                Some(change) => change.new.is_none(),
                None => self.current(column).is_none(),
            }
        };
        let cell = |at: usize| self.row.given.iter().find(|given| given.column == at);
        required
            .filter(|(_, column)| lacks(column))
            .map(|(at, column)| Lacking {
                at,
                column: column.clone(),
                place: cell(at).map(|given| given.place.clone()),
            })
            .filter(|lacking| lacking.place.is_some() || self.tree.is_none())
            .collect()
    }

    fn currency(&self, given: &Given, column: &Column, code: &str) -> Change {
        Change {
            column: column.clone(),
            place: given.place.clone(),
            old: None,
            new: Some(code.into()),
        }
    }
}

/// A new record, with its fields in the declared order.
fn new_text(changes: &[Change], fields: &Fields<'_>) -> String {
    let mut whole: Vec<(String, Plain)> = Vec::new();
    for change in changes {
        if let Some(value) = &change.new {
            put(&mut whole, &change.column.path, value);
        }
    }
    let lines = whole
        .iter()
        .map(|(key, value)| edit::field(key, value, &fields.shape(key), 0));
    lines.collect()
}

fn put(map: &mut Vec<(String, Plain)>, path: &[String], value: &Plain) {
    let [key, rest @ ..] = path else {
        return;
    };
    if rest.is_empty() {
        map.push((key.clone(), value.clone()));
        return;
    }
    let at = map
        .iter()
        .position(|(known, _)| known == key)
        .unwrap_or_else(|| {
            map.push((key.clone(), Plain::Map(Vec::new())));
            map.len() - 1
        });
    if let Plain::Map(inner) = &mut map[at].1 {
        put(inner, rest, value);
    }
}

/// The text of a record with its changes; `None` when reading it again shows anything else, or when
/// a comment is gone.
fn changed_text(
    document: &Document,
    tree: &Node,
    changes: &[Change],
    fields: &Fields<'_>,
    columns: &[Column],
) -> Option<String> {
    let mut text = document.text.to_string();
    let mut now = tree.clone();
    for change in changes {
        text = match &change.new {
            Some(value) => edit::set(&text, &now, fields, &change.column.path, value),
            None => edit::remove(&text, &now, &change.column.path),
        };
        now = read(&text)?;
    }
    let expected = |column: &Column| match changes
        .iter()
        .find(|change| change.column.heading == column.heading)
    {
        Some(change) => change
            .new
            .clone()
            .or_else(|| column.default.map(Plain::from)),
        None => of_record(tree, column),
    };
    let right = columns
        .iter()
        .all(|column| of_record(&now, column) == expected(column));
    (right && comments(&document.text) == comments(&text)).then_some(text)
}

fn read(text: &str) -> Option<Node> {
    let mut sink = Diagnostics::new();
    let tree = yaml::parse(FileId(0), text, 0, &mut sink);
    tree.filter(|_| !sink.has_errors())
}

fn comments(text: &str) -> Vec<&str> {
    let mut comments: Vec<&str> = yaml::comments(text)
        .into_iter()
        .map(|at| text[at].trim_end())
        .collect();
    comments.sort_unstable();
    comments
}

/// A value as a message shows it.
pub(super) fn shown(value: Option<&Plain>, shape: &Shape) -> String {
    value.map_or_else(
        || "nothing".to_string(),
        |value| {
            format!(
                "“{}”",
                crate::diag::excerpt(&super::values::as_cell(value, shape))
            )
        },
    )
}

impl Change {
    /// The change in words: “a” → “b”.
    pub fn in_words(&self) -> String {
        format!(
            "{} → {}",
            shown(self.old.as_ref(), &self.column.shape),
            shown(self.new.as_ref(), &self.column.shape)
        )
    }
}
