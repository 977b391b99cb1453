//! Rows of a sheet as what they say of records.

use std::collections::BTreeMap;

use super::headings::Meaning;
use super::layout::Layout;
use super::print::Print;
pub use super::texts::Asked;
use super::texts::{Aside, Remark, Texts};
use super::{Problem, Site};
use crate::check::{as_id, is_id, why_no_id};
use crate::record::dated::{self, Dated};
use crate::record::shape::{Shape, label};
use crate::tables::{Cell, Row, letters, place};

/// What a cell says of a field.
#[derive(Clone, Debug)]
pub struct Given {
    /// The number of the column of the kind.
    pub column: usize,
    /// The cell, as messages name it.
    pub place: String,
    /// What it says.
    pub asked: Asked,
    /// The currency whose sign stands with an amount.
    pub(super) currency: Option<&'static str>,
}

/// A row that was read.
#[derive(Clone, Debug)]
pub struct RowRead {
    /// The id of its record.
    pub id: String,
    /// The cell of the id.
    pub place: String,
    /// What it says, by column.
    pub given: Vec<Given>,
    /// What was exported.
    pub(super) print: Option<Print>,
    /// Whether a cell of it could not be read, which has been reported.
    pub(super) doubtful: bool,
}

/// Rows, and what is to be said of them.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<RowRead>,
    pub(super) problems: Vec<Problem>,
    pub(super) notices: Vec<String>,
}

/// Reads the rows of a sheet.
pub(super) fn read(layout: &Layout, site: Site<'_>) -> Rows {
    let mut reader = Reader {
        layout,
        texts: Texts { site, layout },
        found: Rows::default(),
        remarks: BTreeMap::new(),
        headings: Vec::new(),
        old_prints: 0,
        longer: Vec::new(),
        unheaded: Vec::new(),
    };
    for row in &layout.rows {
        reader.row(row);
    }
    reader.longer_rows();
    reader.mixed_dates();
    reader.notices();
    reader.found
}

struct Reader<'a> {
    layout: &'a Layout,
    texts: Texts<'a>,
    found: Rows,
    /// How many cells a remark concerns, by column, with the first of them.
    remarks: BTreeMap<(u32, Remark), (usize, String)>,
    /// Rows that repeat the headings.
    headings: Vec<u32>,
    /// Rows with a fingerprint that cannot be used.
    old_prints: usize,
    /// Rows of CSV that go on beyond the headings, with the number of their last column.
    longer: Vec<(u32, u32)>,
    /// Cells that stand under no heading.
    unheaded: Vec<String>,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row) {
        if self.is_heading(row) {
            self.headings.push(row.at + 1);
            return;
        }
        let longer = self.is_longer(row);
        let used = |at: u32| {
            self.layout.heads.iter().any(|head| {
                head.at == at && !matches!(head.meaning, Meaning::LeftOut | Meaning::Print)
            })
        };
        if !row.cells.iter().any(|(at, _)| used(*at)) {
            return;
        }
        let Some((id, place)) = self.id(row) else {
            return;
        };
        let mut read = RowRead {
            id,
            place,
            given: Vec::new(),
            print: None,
            doubtful: false,
        };
        let before = self.found.problems.len();
        for head in &self.layout.heads {
            match head.meaning {
                Meaning::Column(column) => {
                    let given = self.given(row, head.at, column);
                    read.given.extend(given);
                }
                Meaning::Print => read.print = self.print(row, head.at),
                Meaning::Id | Meaning::LeftOut => {}
            }
        }
        read.doubtful = longer || self.found.problems.len() > before;
        if longer {
            // Where a text was cut, cells to its right stand under headings that are not theirs.
            self.found.problems.truncate(before);
        }
        self.found.rows.push(read);
    }

    /// Whether a row of CSV goes on beyond the headings, as it does where a comma has cut a text. In
    /// a workbook a cell cannot be cut: one under no heading is somebody's note.
    fn is_longer(&mut self, row: &Row) -> bool {
        let last = self.layout.heads.last().map_or(0, |head| head.at);
        let end = row.cells.last().map_or(0, |(at, _)| *at);
        if self.layout.between.is_some() && end > last {
            self.longer.push((row.at, end));
            return true;
        }
        let headed = |at: u32| self.layout.heads.iter().any(|head| head.at == at);
        let unheaded = row.cells.iter().filter(|(at, _)| !headed(*at));
        self.unheaded
            .extend(unheaded.map(|(at, _)| place(row.at, *at)));
        false
    }

    /// One message for all rows that go on beyond the headings.
    fn longer_rows(&mut self) {
        let (Some(((row, end), others)), Some(last)) =
            (self.longer.split_first(), self.layout.heads.last())
        else {
            return;
        };
        let others: Vec<String> = others
            .iter()
            .map(|(row, _)| (row + 1).to_string())
            .collect();
        let also = match others.len() {
            0 => String::new(),
            1 => format!(" It is the same in row {}.", others[0]),
            _ => format!(" It is the same in rows {}.", some_of(&others)),
        };
        let sign = self.layout.between.unwrap_or("comma");
        self.found.problems.push(Problem::new(
            self.layout.place(*row, *end),
            format!(
                "The row has {} cells, and there are headings for {}.{also}",
                end + 1,
                last.at + 1
            ),
            format!("If a text of the row holds a {sign}, put double quotes (\") around that text. If the cell is a note of your own, give its column a heading, or empty it."),
        ));
    }

    /// A row in which most cells repeat their headings, as keys or in words.
    fn is_heading(&self, row: &Row) -> bool {
        let mut same = 0;
        let mut all = 0;
        for head in self
            .layout
            .heads
            .iter()
            .filter(|head| head.meaning != Meaning::LeftOut)
        {
            let Some(Cell::Text(text)) = row.cell(head.at) else {
                continue;
            };
            all += 1;
            let bare = |text: &str| {
                text.to_lowercase()
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .collect::<String>()
            };
            let name = match head.meaning {
                Meaning::Column(at) => label(&self.layout.columns[at].heading),
                _ => "id".to_string(),
            };
            same += usize::from(bare(text) == bare(&name) || bare(text) == bare(&head.heading));
        }
        same >= 2 && same * 2 > all
    }

    fn id(&mut self, row: &Row) -> Option<(String, String)> {
        let head = self
            .layout
            .heads
            .iter()
            .find(|head| head.meaning == Meaning::Id)?;
        let place = self.layout.place(row.at, head.at);
        let text = row.cell(head.at).map(Cell::text).unwrap_or_default();
        if is_id(&text) {
            return Some((text, place));
        }
        let (message, hint) = match text.as_str() {
            "" => (
                "The row has no id.".to_string(),
                "Give the record an id, such as p4-17. A row that is no record, such as a sum, must go.".to_string(),
            ),
            text => {
                let better = match as_id(text) {
                    id if id.is_empty() => String::new(),
                    id => format!(" Write, for example, {id}."),
                };
                (
                    format!("“{}” cannot be an id.", crate::diag::excerpt(text)),
                    format!("{}{better}", why_no_id(text)),
                )
            }
        };
        self.found.problems.push(Problem::new(place, message, hint));
        None
    }

    fn given(&mut self, row: &Row, at: u32, column: usize) -> Option<Given> {
        let place = self.layout.place(row.at, at);
        let mut aside = Aside::default();
        let asked = match row.cell(at) {
            None => Ok(Asked::Blank),
            Some(cell) => self
                .texts
                .read(cell, &self.layout.columns[column], &mut aside),
        };
        for remark in aside.remarks {
            let known = self
                .remarks
                .entry((at, remark))
                .or_insert((0, crate::tables::place(row.at, at)));
            known.0 += 1;
        }
        match asked {
            Ok(asked) => Some(Given {
                column,
                place,
                asked,
                currency: aside.currency,
            }),
            Err((message, hint)) => {
                self.found.problems.push(Problem::new(place, message, hint));
                None
            }
        }
    }

    fn print(&mut self, row: &Row, at: u32) -> Option<Print> {
        let text = row
            .cell(at)
            .map(Cell::text)
            .filter(|text| !text.is_empty())?;
        let print = Print::read(&text, &self.layout.columns);
        self.old_prints += usize::from(print.is_none());
        print
    }

    /// Where other dates of a column have the month first, those with two readings are asked about.
    fn mixed_dates(&mut self) {
        if self.layout.dates.is_some() {
            return;
        }
        let first = self.texts.site.month_first;
        for head in &self.layout.heads {
            let date = matches!(head.meaning, Meaning::Column(at) if matches!(self.layout.columns[at].shape, Shape::Date));
            let ambiguous = self.remarks.get(&(head.at, Remark::Ambiguous(first)));
            let (true, Some((_, unclear))) = (date, ambiguous) else {
                continue;
            };
            let other = self.layout.rows.iter().find(|row| {
                matches!(row.cell(head.at), Some(Cell::Text(text)) if has_order(text, !first))
            });
            if let Some(other) = other {
                self.found.problems.push(Problem::new(
                    format!("{}, column {}", self.layout.name(), letters(head.at)),
                    format!(
                        "Dates such as that in {unclear} can be read in two ways, and {} has its day and month the other way round from what is usual here.",
                        place(other.at, head.at)
                    ),
                    "Say which is meant: write “dates: day-first” or “dates: month-first” in a map, and name it with --map.",
                ));
            }
        }
    }

    fn notices(&mut self) {
        let name = self.layout.name();
        if !self.headings.is_empty() {
            let rows: Vec<String> = self
                .headings
                .iter()
                .take(5)
                .map(ToString::to_string)
                .collect();
            self.found.notices.push(format!(
                "{name}: {} repeats the headings and was passed over: {}.",
                count(self.headings.len(), "row"),
                rows.join(", ")
            ));
        }
        if self.old_prints > 0 {
            self.found.notices.push(format!(
                "{name}: {} exported when records had other fields, so it cannot be told whether a record has changed since.",
                match self.old_prints {
                    1 => "1 row was".to_string(),
                    number => format!("{number} rows were"),
                }
            ));
        }
        if let Some(first) = self.unheaded.first() {
            self.found.notices.push(format!(
                "{name}: {} under no heading, left out, such as {first}.",
                count(self.unheaded.len(), "cell")
            ));
        }
        for ((at, remark), (number, first)) in &self.remarks {
            let cells = count(*number, "cell");
            self.found.notices.push(format!(
                "{name}, column {}, {cells} from {first}: {}.",
                letters(*at),
                remark.says()
            ));
        }
    }
}

/// The most rows or cells that a message names one by one.
const NAMED: usize = 20;

/// `2, 5 and 9`, or the first of many and how many more.
pub(super) fn some_of(names: &[String]) -> String {
    let (first, rest) = names.split_at(names.len().min(NAMED));
    match (first, rest.len()) {
        ([], _) => String::new(),
        ([one], 0) => one.clone(),
        ([before @ .., last], 0) => format!("{} and {last}", before.join(", ")),
        (first, more) => format!("{} and {more} more", first.join(", ")),
    }
}

/// `1 row`, `2 rows`.
fn count(number: usize, word: &str) -> String {
    match number {
        1 => format!("1 {word}"),
        number => format!("{number} {word}s"),
    }
}

/// Whether a date has its month first, and can have it nowhere else; or its day.
fn has_order(text: &str, month_first: bool) -> bool {
    let mut numbers = text
        .split(['/', '.', '-', ' '])
        .map(|part| part.parse::<u32>().ok());
    let (Some(Some(first)), Some(Some(second))) = (numbers.next(), numbers.next()) else {
        return false;
    };
    let one = matches!(dated::read(text), Some(Dated::One { .. }));
    let (month, day) = if month_first {
        (first, second)
    } else {
        (second, first)
    };
    one && month <= 12 && day > 12 && day <= 31
}
