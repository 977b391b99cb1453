//! The map of a workbook: what each of its columns is, written by people, in YAML.

use super::Problem;
use super::columns::{Column, KINDS};
use super::headings::Meaning;
use super::layout::Layout;
use crate::diag::{Diagnostics, FileId, Severity, Span};
use crate::edit::quoted;
use crate::yaml::{self, Node, NodeKind, Pair};

/// Which of day and month comes first in dates such as 6/8/2018.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 6 August.
    DayFirst,
    /// 8 June.
    MonthFirst,
}

/// The map of a workbook.
#[derive(Clone, Debug, Default)]
pub struct Map {
    pub(super) sheets: Vec<SheetMap>,
}

/// The map of a sheet. What it leaves open is found out from the sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetMap {
    pub(super) sheet: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) heading_row: Option<u32>,
    pub(super) dates: Option<DateOrder>,
    pub(super) currency: Option<String>,
    /// Headings, each with the column that it is or none, and where that is said.
    pub(super) columns: Vec<(String, Option<String>, String)>,
}

const EXAMPLE: &str = "Write “sheets:”, and below it for each sheet “- sheet: NAME”, “kind: award” and “columns:” with lines “Heading: column”.";

impl Map {
    /// Reads the map in the file called `name`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn read(name: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader {
            name,
            text,
            problems: Vec::new(),
        };
        let map = reader.map();
        match reader.problems.is_empty() {
            true => Ok(map),
            false => Err(reader.problems),
        }
    }

    /// The map of a sheet; a file of CSV has one sheet, without a name.
    pub(super) fn of(&self, sheet: &str) -> Option<&SheetMap> {
        let named = |map: &&SheetMap| {
            map.sheet
                .as_deref()
                .is_none_or(|name| name == sheet || sheet.is_empty())
        };
        self.sheets.iter().find(named)
    }
}

struct Reader<'t> {
    name: &'t str,
    text: &'t str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn map(&mut self) -> Map {
        let mut sink = Diagnostics::new();
        let tree = yaml::parse(FileId(0), self.text, 0, &mut sink);
        let errors = sink.iter();
        let errors = errors.filter(|problem| problem.severity == Severity::Error);
        for problem in errors {
            let place = problem
                .primary
                .as_ref()
                .map_or(0, |label| label.span.range().start);
            let hint = problem.hints.join(" ");
            self.problems.push(Problem::new(
                self.place(place),
                problem.message.clone(),
                hint,
            ));
        }
        let mut map = Map::default();
        let pairs = match tree.as_ref().map(|tree| &tree.kind) {
            Some(NodeKind::Map(pairs)) => pairs.as_slice(),
            _ if self.problems.is_empty() => {
                self.problems
                    .push(Problem::new(self.name, "The map has no fields.", EXAMPLE));
                &[]
            }
            _ => &[],
        };
        for pair in pairs {
            match (pair.key.as_str(), &pair.value.kind) {
                ("sheets", NodeKind::List(items)) => {
                    let sheets = items.iter().map(|item| self.sheet(item));
                    map.sheets = sheets.collect();
                }
                _ => self.wrong(
                    pair.key_span,
                    format!("“{}” is no part of a map, or not a list.", pair.key),
                    EXAMPLE,
                ),
            }
        }
        map
    }

    fn sheet(&mut self, node: &Node) -> SheetMap {
        let mut map = SheetMap::default();
        let NodeKind::Map(pairs) = &node.kind else {
            self.wrong(
                node.span,
                "Each sheet is written as fields.".into(),
                EXAMPLE,
            );
            return map;
        };
        for pair in pairs {
            self.setting(&mut map, pair);
        }
        map
    }

    fn setting(&mut self, map: &mut SheetMap, pair: &Pair) {
        let text = text(&pair.value).unwrap_or_default();
        match pair.key.as_str() {
            "sheet" => map.sheet = Some(text),
            "kind" if KINDS.contains(&text.as_str()) => map.kind = Some(text),
            "kind" => self.wrong(
                pair.value.span,
                format!("“{text}” is no kind that is imported."),
                &format!("Write one of: {}.", KINDS.join(", ")),
            ),
            "heading_row" => match text.parse().ok().filter(|row| *row > 0) {
                Some(row) => map.heading_row = Some(row),
                None => self.wrong(
                    pair.value.span,
                    "“heading_row” must be the number of a row, from 1.".into(),
                    "The row in which the headings stand.",
                ),
            },
            "dates" => match text.as_str() {
                "day-first" => map.dates = Some(DateOrder::DayFirst),
                "month-first" => map.dates = Some(DateOrder::MonthFirst),
                _ => self.wrong(
                    pair.value.span,
                    "“dates” must be day-first or month-first.".into(),
                    "6/8/2018 is 6 August with day-first, and 8 June with month-first.",
                ),
            },
            "currency" => map.currency = Some(text.to_uppercase()),
            "columns" => self.columns(map, pair),
            other => self.wrong(
                pair.key_span,
                format!("There is no setting “{other}” for a sheet."),
                "Its settings are: sheet, kind, heading_row, dates, currency, columns.",
            ),
        }
    }

    fn columns(&mut self, map: &mut SheetMap, pair: &Pair) {
        let NodeKind::Map(pairs) = &pair.value.kind else {
            self.wrong(
                pair.key_span,
                "“columns” must have a line for each heading.".into(),
                "Write “Heading: column”, or “Heading: ~” to leave it out.",
            );
            return;
        };
        for pair in pairs {
            let place = self.place(pair.key_span.range().start);
            map.columns
                .push((pair.key.clone(), text(&pair.value), place));
        }
    }

    fn wrong(&mut self, span: Span, message: String, hint: &str) {
        let place = self.place(span.range().start);
        self.problems.push(Problem::new(place, message, hint));
    }

    /// `map.yaml:3:5`
    fn place(&self, at: usize) -> String {
        let before = &self.text[..at.min(self.text.len())];
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        format!("{}:{line}:{column}", self.name)
    }
}

fn text(node: &Node) -> Option<String> {
    match &node.kind {
        NodeKind::Scalar(scalar) => Some(scalar.text.trim().to_string()),
        _ => None,
    }
}

/// What was found out of the sheets, as a map to correct and to hand in.
pub fn as_yaml(layouts: &[Layout]) -> String {
    let mut text = String::from(
        "# What each column is. Correct the right side; “~” leaves a column out.\nsheets:\n",
    );
    for layout in layouts {
        let mut start = "  - ";
        if !layout.sheet.is_empty() {
            text.push_str(&format!("{start}sheet: {}\n", quoted(&layout.sheet)));
            start = "    ";
        }
        text.push_str(&format!(
            "{start}kind: {}\n    heading_row: {}\n    columns:\n",
            layout.kind.name,
            layout.heading_row + 1
        ));
        for head in &layout.heads {
            let column = name(head.meaning, &layout.columns);
            text.push_str(&format!(
                "      {}: {column}{}\n",
                quoted(&head.heading),
                head.remark()
            ));
        }
    }
    text
}

fn name(meaning: Meaning, columns: &[Column]) -> &str {
    match meaning {
        Meaning::Id => "id",
        Meaning::Column(at) => &columns[at].heading,
        Meaning::Print => super::print::HEADING,
        Meaning::LeftOut => "~",
    }
}
