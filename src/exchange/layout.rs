//! Which sheets of a book hold records, where their headings stand, and what each column is.

use super::columns::{Column, KINDS, columns};
use super::headings::{How, Meaning, meaning};
use super::map::{DateOrder, Map, SheetMap};
use super::{Problem, Site, print};
use crate::diag::suggest::nearest;
use crate::schema::RecordKind;
use crate::tables::{Book, Fault, Row, Sheet, letters, place};

/// The last row in which headings are looked for, from 0.
const LAST_HEADING: u32 = 20;

/// The sheets of a book that an export has beside those of records.
const BESIDE: [&str; 2] = ["Notes", "Lists"];

/// A sheet of records: what it holds and where.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The name of the file.
    pub file: String,
    /// The name of the sheet; empty for CSV.
    pub sheet: String,
    /// The kind of its records.
    pub kind: &'static RecordKind,
    /// The columns that such a sheet can have.
    pub columns: Vec<Column>,
    /// The row of the headings, from 0.
    pub heading_row: u32,
    /// The headings that it has.
    pub heads: Vec<Head>,
    /// Which of day and month comes first, if the map says.
    pub(super) dates: Option<DateOrder>,
    /// The currency of amounts that name none, if the map says.
    pub(super) currency: Option<String>,
    /// For CSV, the name of the sign that stands between cells.
    pub(super) between: Option<&'static str>,
    /// The rows below the headings.
    pub(super) rows: Vec<Row>,
    /// Whether numbers that are dates count from 1904.
    pub(super) from_1904: bool,
}

/// A heading of a sheet.
#[derive(Clone, Debug)]
pub struct Head {
    /// The number of its column, from 0.
    pub at: u32,
    /// What stands there.
    pub heading: String,
    /// What it is taken for.
    pub meaning: Meaning,
    /// How that is known.
    pub how: How,
}

impl Head {
    /// What a person should know of how it was understood.
    pub(super) fn remark(&self) -> &'static str {
        match self.how {
            How::Guessed => "   # a guess",
            How::Unknown => "   # not known",
            _ => "",
        }
    }
}

impl Layout {
    /// A cell, as messages name it.
    pub fn place(&self, row: u32, column: u32) -> String {
        match self.sheet.as_str() {
            "" => format!("{}, cell {}", self.file, place(row, column)),
            sheet => format!(
                "{}, sheet “{sheet}”, cell {}",
                self.file,
                place(row, column)
            ),
        }
    }

    /// The sheet, as messages name it.
    pub fn name(&self) -> String {
        match self.sheet.as_str() {
            "" => self.file.clone(),
            sheet => format!("{}, sheet “{sheet}”", self.file),
        }
    }

    /// Whether any column was guessed.
    pub fn has_guesses(&self) -> bool {
        self.heads.iter().any(|head| head.how == How::Guessed)
    }
}

/// What was found in a book.
#[derive(Debug, Default)]
pub struct Sheets {
    /// Its sheets of records.
    pub layouts: Vec<Layout>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What a person should know.
    pub notices: Vec<String>,
}

/// Finds the sheets of records in a book.
pub fn read_sheets(book: &Book, map: Option<&Map>, site: Site<'_>) -> Sheets {
    let mut found = Sheets {
        notices: book
            .notices
            .iter()
            .map(|notice| format!("{}: {notice}", book.name))
            .collect(),
        ..Sheets::default()
    };
    if !book.faults.is_empty() {
        // What the cells are is not known, so nothing that they seem to say is worth a word.
        found.problems = book
            .faults
            .iter()
            .map(|fault| fault_of(book, fault))
            .collect();
        return found;
    }
    for sheet in &book.sheets {
        found.sheet(book, sheet, map, site);
    }
    if let Some(map) = map {
        found.missing(book, map);
    }
    if found.layouts.is_empty() && found.problems.is_empty() {
        found.problems.push(nothing(book));
    }
    found
}

fn fault_of(book: &Book, fault: &Fault) -> Problem {
    let cell = place(fault.row, fault.column);
    Problem::new(
        format!("{}, cell {cell}", book.name),
        fault.message.clone(),
        fault.hint.clone(),
    )
}

fn nothing(book: &Book) -> Problem {
    let sheet = book
        .sheets
        .iter()
        .find(|sheet| !sheet.hidden && !sheet.rows.is_empty());
    let first = sheet.and_then(|sheet| sheet.rows.first());
    let seen: Vec<String> = first
        .map(|row| {
            row.cells
                .iter()
                .map(|(_, cell)| format!("“{}”", cell.text()))
                .collect()
        })
        .unwrap_or_default();
    let seen = match seen.is_empty() {
        true => String::new(),
        false => format!(
            " Its first row has: {}.",
            seen[..seen.len().min(8)].join(", ")
        ),
    };
    Problem::new(
        book.name.clone(),
        format!("No sheet has a row of headings that is known.{seen}"),
        "A sheet needs a column “id” and columns such as those of “casebook export records”. If the headings are others, say what each is in a file and name it with --map.",
    )
}

impl Sheets {
    fn sheet(&mut self, book: &Book, sheet: &Sheet, map: Option<&Map>, site: Site<'_>) {
        let own = map.and_then(|map| map.of(&sheet.name));
        let asked = own.is_some_and(|own| own.sheet.is_some());
        let left_out = |why: &str| {
            format!(
                "{}, sheet “{}”: left out, because {why}.",
                book.name, sheet.name
            )
        };
        if sheet.rows.is_empty() || BESIDE.contains(&sheet.name.as_str()) && !asked {
            return;
        }
        if map.is_some() && own.is_none() {
            return self.notices.push(left_out("the map does not name it"));
        }
        if sheet.hidden && !asked {
            return self
                .notices
                .push(left_out("it is hidden. To import it, name it in a map"));
        }
        let Some(layout) = layout(book, sheet, own, site) else {
            if book.sheets.len() > 1 || own.is_some() {
                self.notices.push(left_out(
                    "no row has headings that are known, with one for the id",
                ));
            }
            return;
        };
        let name = layout.name();
        self.notices.extend(
            sheet
                .notices
                .iter()
                .map(|notice| format!("{name}: {notice}")),
        );
        self.unmapped(&layout, own);
        self.twice(&layout);
        self.layouts.push(layout);
    }

    /// Sheets that the map names and the book does not have.
    fn missing(&mut self, book: &Book, map: &Map) {
        let names: Vec<&str> = book
            .sheets
            .iter()
            .map(|sheet| sheet.name.as_str())
            .collect();
        let wanted = map.sheets.iter().filter_map(|map| map.sheet.as_deref());
        for name in wanted.filter(|name| !names.contains(name) && names != [""]) {
            self.problems.push(Problem::new(
                book.name.clone(),
                format!("The map names a sheet “{name}”, and the file has none of that name."),
                format!("Its sheets are: {}.", names.join(", ")),
            ));
        }
    }

    /// What the map says of headings and columns that there are not.
    fn unmapped(&mut self, layout: &Layout, map: Option<&SheetMap>) {
        for (heading, column, place) in map.into_iter().flat_map(|map| &map.columns) {
            if !layout.heads.iter().any(|head| head.heading == *heading) {
                let headings = layout.heads.iter().map(|head| head.heading.as_str());
                let hint = match nearest(heading, headings) {
                    Some(near) => format!("Did you mean “{near}”?"),
                    None => format!("Copy the heading from row {}.", layout.heading_row + 1),
                };
                let message = format!("The sheet has no heading “{heading}”.");
                self.problems
                    .push(Problem::new(place.clone(), message, hint));
            }
            let known = |name: &str| {
                ["id", print::HEADING].contains(&name)
                    || layout.columns.iter().any(|known| known.heading == name)
            };
            if let Some(column) = column.as_deref().filter(|name| !known(name)) {
                let headings = layout.columns.iter().map(|column| column.heading.as_str());
                let hint = match nearest(column, headings) {
                    Some(near) => format!("Did you mean “{near}”?"),
                    None => "“casebook export records” shows every column, with what it is for."
                        .to_string(),
                };
                let message = format!(
                    "There is no column “{column}” for {}.",
                    crate::check::a(layout.kind.name)
                );
                self.problems
                    .push(Problem::new(place.clone(), message, hint));
            }
        }
    }

    /// Two columns of the sheet that are the same.
    fn twice(&mut self, layout: &Layout) {
        for (at, head) in layout.heads.iter().enumerate() {
            let same =
                |other: &&Head| other.meaning == head.meaning && head.meaning != Meaning::LeftOut;
            if let Some(first) = layout.heads[..at].iter().find(same) {
                self.problems.push(Problem::new(
                    layout.place(layout.heading_row, head.at),
                    format!(
                        "“{}” is the same column as “{}” in {}.",
                        head.heading,
                        first.heading,
                        letters(first.at)
                    ),
                    "Delete one of the two columns, or leave one out with “~” in a map.",
                ));
            }
        }
    }
}

/// The layout of a sheet: of every kind and row, the one that understands most headings. Names are
/// guessed only when no row is understood without.
fn layout(book: &Book, sheet: &Sheet, map: Option<&SheetMap>, site: Site<'_>) -> Option<Layout> {
    let best = best(book, sheet, map, site, false).or_else(|| best(book, sheet, map, site, true));
    let mut layout = best?;
    let row = sheet.rows.iter().find(|row| row.at == layout.heading_row)?;
    layout.heads = heads(row, layout.kind, &layout.columns, map, true);
    Some(layout)
}

fn best(
    book: &Book,
    sheet: &Sheet,
    map: Option<&SheetMap>,
    site: Site<'_>,
    guess: bool,
) -> Option<Layout> {
    let mut best: Option<(usize, Layout)> = None;
    let kinds = KINDS.iter().filter_map(|name| RecordKind::named(name));
    let kinds = kinds.filter(|kind| {
        map.and_then(|map| map.kind.as_deref())
            .is_none_or(|name| name == kind.name)
    });
    for kind in kinds {
        let nothing = Vec::new();
        let columns = columns(kind, site.declared.get(kind.name).unwrap_or(&nothing));
        let wanted = map.and_then(|map| map.heading_row).map(|row| row - 1);
        let rows = sheet
            .rows
            .iter()
            .take_while(|row| wanted.is_some() || row.at <= LAST_HEADING);
        for row in rows.filter(|row| wanted.is_none_or(|wanted| row.at == wanted)) {
            let heads = heads(row, kind, &columns, map, guess);
            let score = score(&heads, kind, &book.name, &sheet.name);
            let has_id = heads.iter().any(|head| head.meaning == Meaning::Id);
            let enough = heads.iter().filter(|head| head.how >= How::Guessed).count() > 1;
            if has_id && enough && best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, made(book, sheet, kind, &columns, row.at, map)));
            }
        }
    }
    best.map(|(_, layout)| layout)
}

fn made(
    book: &Book,
    sheet: &Sheet,
    kind: &'static RecordKind,
    columns: &[Column],
    heading_row: u32,
    map: Option<&SheetMap>,
) -> Layout {
    Layout {
        file: book.name.clone(),
        sheet: sheet.name.clone(),
        kind,
        columns: columns.to_vec(),
        heading_row,
        heads: Vec::new(),
        dates: map.and_then(|map| map.dates),
        currency: map.and_then(|map| map.currency.clone()),
        between: sheet.between,
        rows: sheet
            .rows
            .iter()
            .filter(|row| row.at > heading_row)
            .cloned()
            .collect(),
        from_1904: book.from_1904,
    }
}

/// How well headings are understood. The names of sheet and file break ties.
fn score(heads: &[Head], kind: &RecordKind, file: &str, sheet: &str) -> usize {
    let each = heads.iter().map(|head| match (head.how, head.meaning) {
        (How::Mapped, _) => 6,
        (_, Meaning::LeftOut) | (How::Unknown, _) => 0,
        (How::Exact, _) => 6,
        (How::Alike, _) => 5,
        (How::Guessed, _) => 1,
    });
    let named = |name: &str| name.to_lowercase().contains(kind.name);
    each.sum::<usize>() * 10 + 2 * usize::from(named(sheet)) + usize::from(named(file))
}

fn heads(
    row: &Row,
    kind: &RecordKind,
    columns: &[Column],
    map: Option<&SheetMap>,
    guess: bool,
) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for (at, cell) in &row.cells {
        let text = cell.text();
        let same = heads.iter().any(|head| head.heading == text);
        let heading = match same {
            true => format!("{text} (column {})", letters(*at)),
            false => text.clone(),
        };
        let (meaning, how) =
            mapped(&heading, columns, map).unwrap_or_else(|| meaning(&text, kind, columns, guess));
        heads.push(Head {
            at: *at,
            heading,
            meaning,
            how,
        });
    }
    if map.is_some_and(|map| !map.columns.is_empty()) {
        // Who writes a map says all that is not plain.
        leave_out(&mut heads, |head, _| head.how == How::Guessed);
    }
    // A guess gives way to a heading that is known to be the column.
    leave_out(&mut heads, |head, all| {
        let better = |other: &Head| other.meaning == head.meaning && other.how > How::Guessed;
        head.how == How::Guessed && all.iter().any(better)
    });
    heads
}

fn leave_out(heads: &mut [Head], which: impl Fn(&Head, &[Head]) -> bool) {
    let all = heads.to_vec();
    for head in heads.iter_mut().filter(|head| which(head, &all)) {
        head.meaning = Meaning::LeftOut;
        head.how = How::Unknown;
    }
}

fn mapped(heading: &str, columns: &[Column], map: Option<&SheetMap>) -> Option<(Meaning, How)> {
    let (_, column, _) = map?.columns.iter().find(|(name, _, _)| name == heading)?;
    let meaning = match column.as_deref() {
        None => Meaning::LeftOut,
        Some("id") => Meaning::Id,
        Some(print::HEADING) => Meaning::Print,
        Some(name) => columns
            .iter()
            .position(|column| column.heading == name)
            .map_or(Meaning::LeftOut, Meaning::Column),
    };
    Some((meaning, How::Mapped))
}
