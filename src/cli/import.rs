//! `casebook import`: spreadsheets into records. It shows what would change; `--write` changes it.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::examined::{self, Examined};
use super::save::{self, Planned};
use super::{Outcome, amounts, report, unified};
use crate::diag::machine::reason;
use crate::exchange::{
    self, Change, Checked, Compared, How, Layout, Map, Meaning, Prefer, Problem, Sheets, Verdict,
};
use crate::tables::{self, letters};

pub(super) const EXAMPLES: &str = "Examples:\n  casebook import records.xlsx            (shows what would change, and writes nothing)\n  casebook import records.xlsx --write\n  casebook import ours.csv --print-map > map.yaml   (what each column is taken for, to correct)\n  casebook import ours.csv --map map.yaml --diff";

/// The most records that are listed one by one.
const LISTED: usize = 100;

/// Which side wins where the sheet and the record have both changed since the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Side {
    /// What the sheet says
    Sheet,
    /// What the record says
    Record,
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The spreadsheet: .xlsx, .ods or .csv
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A file that says what each column is
    #[arg(long, value_name = "MAP.yaml")]
    map: Option<PathBuf>,
    /// Change the records; without it, only show what would change
    #[arg(long, conflicts_with = "dry_run")]
    write: bool,
    /// Only show what would change, which is what happens without --write
    #[arg(long)]
    dry_run: bool,
    /// Show the lines of the records that change
    #[arg(long)]
    diff: bool,
    /// Print what each column is taken for, as a map to correct, and stop
    #[arg(long)]
    print_map: bool,
    /// Where the sheet and the record have both changed since the export, take this side
    #[arg(long, value_enum, value_name = "SIDE")]
    prefer: Option<Side>,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    let examined = match examined::read(root) {
        Ok(examined) => examined,
        Err(outcome) => return outcome,
    };
    let (book, map) = match book(args) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let sheets = exchange::read_sheets(&book, map.as_ref(), examined.exchange());
    if args.print_map && !sheets.layouts.is_empty() {
        report::out(&exchange::as_yaml(&sheets.layouts));
        return Outcome::Clean;
    }
    let prefer = match args.prefer {
        None => Prefer::Neither,
        Some(Side::Sheet) => Prefer::Sheet,
        Some(Side::Record) => Prefer::Record,
    };
    if !sheets.problems.is_empty() {
        say(&sheets.problems);
        report::err("Nothing was written.\n");
        return Outcome::Problems;
    }
    let mut compared = exchange::compare(&sheets.layouts, examined.exchange(), prefer);
    let mut problems = std::mem::take(&mut compared.problems);
    problems.extend(verified(&book.name, &compared, &examined));
    tell(&sheets, &compared, args, &examined);
    finish(&sheets, &compared, &problems, args, &examined)
}

/// The spreadsheet and the map.
fn book(args: &Args) -> Result<(tables::Book, Option<Map>), Outcome> {
    let name = |path: &Path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let cannot = |path: &Path, error: std::io::Error| {
        report::usage(&format!(
            "{} cannot be read: {error}.",
            path.display(),
            error = reason(&error)
        ))
    };
    let too_large =
        std::fs::metadata(&args.file).is_ok_and(|meta| meta.len() > tables::LARGEST_FILE as u64);
    let read = match too_large {
        true => Err(tables::Unread::TooLarge),
        false => {
            let bytes = std::fs::read(&args.file).map_err(|error| cannot(&args.file, error))?;
            tables::read(&name(&args.file), &bytes)
        }
    };
    let book = read.map_err(|unread| {
        let (message, hint) = unread.explain();
        say(&[Problem::new(name(&args.file), message, hint)]);
        Outcome::Problems
    })?;
    let Some(path) = &args.map else {
        return Ok((book, None));
    };
    let text = std::fs::read_to_string(path).map_err(|error| cannot(path, error))?;
    let map = Map::read(&name(path), &text).map_err(|problems| {
        say(&problems);
        Outcome::Problems
    })?;
    Ok((book, Some(map)))
}

/// What the checks of the site say of what would be written.
fn verified(book: &str, compared: &Compared, examined: &Examined) -> Vec<Problem> {
    let texts = compared
        .outcomes
        .iter()
        .filter_map(|outcome| Some((outcome.path.clone(), outcome.text.clone()?)));
    let texts: Vec<(String, String)> = texts.collect();
    if texts.is_empty() {
        return Vec::new();
    }
    let files = examined.files.with(texts);
    let after = crate::examine(&files, examined.as_of);
    let after = Checked {
        files: &files,
        parsed: &after.parsed,
        problems: &after.diagnostics,
    };
    exchange::verify(book, &compared.outcomes, examined.checked(), after)
}

/// Says how the sheets were understood, and what becomes of each record.
fn tell(sheets: &Sheets, compared: &Compared, args: &Args, examined: &Examined) {
    let mut text = String::new();
    for layout in &sheets.layouts {
        text.push_str(&understood(layout));
    }
    for notice in sheets.notices.iter().chain(&compared.notices) {
        text.push_str(&format!("Notice: {notice}\n"));
    }
    if sheets.layouts.iter().any(Layout::has_guesses) && args.map.is_none() {
        text.push_str("\nSome headings were guessed. Put this into a file such as map.yaml, correct it, and add --map map.yaml:\n\n");
        text.push_str(&exchange::as_yaml(&sheets.layouts));
    }
    text.push_str(&table(compared));
    text.push_str(&listed(compared));
    if args.diff {
        for outcome in &compared.outcomes {
            if let Some(new) = &outcome.text {
                text.push_str(&unified::unified(
                    &outcome.path,
                    examined.text(&outcome.path),
                    new,
                ));
            }
        }
    }
    report::out(&text);
}

fn understood(layout: &Layout) -> String {
    let mut text = format!(
        "{}: {} records, headings in row {}.\n",
        layout.name(),
        layout.kind.name,
        layout.heading_row + 1
    );
    for head in &layout.heads {
        let column = letters(head.at);
        match (head.how, head.meaning) {
            (How::Guessed, Meaning::Column(at)) => text.push_str(&format!(
                "  Column {column}, “{}”, was guessed to be {}.\n",
                head.heading, layout.columns[at].heading
            )),
            (How::Unknown, _) => text.push_str(&format!(
                "  Column {column}, “{}”, is not known and was left out.\n",
                head.heading
            )),
            _ => {}
        }
    }
    text
}

fn table(compared: &Compared) -> String {
    let count = |verdict| {
        compared
            .outcomes
            .iter()
            .filter(|outcome| outcome.verdict == verdict)
            .count()
    };
    let rows = [
        ("new", Verdict::New),
        ("changed", Verdict::Changed),
        ("same", Verdict::Same),
        ("conflict", Verdict::Conflict),
    ];
    let rows = rows.map(|(name, verdict)| format!("  {name:<9}{:>6}\n", count(verdict)));
    format!("\n{}", rows.concat())
}

fn listed(compared: &Compared) -> String {
    let mut text = String::new();
    let told = compared
        .outcomes
        .iter()
        .filter(|outcome| outcome.verdict != Verdict::Same || outcome.kept > 0);
    let all = told.clone().count();
    for outcome in told.take(LISTED) {
        let (word, changes) = match outcome.verdict {
            Verdict::New => ("new", &[][..]),
            Verdict::Changed => ("changed", &outcome.changes[..]),
            Verdict::Conflict => ("conflict", &outcome.conflicts[..]),
            Verdict::Same => ("same", &[][..]),
        };
        text.push_str(&format!(
            "\n{word}: {} {} ({})\n",
            outcome.kind, outcome.id, outcome.path
        ));
        text.extend(changes.iter().map(line));
        if outcome.kept > 0 {
            text.push_str(&format!(
                "    {} fields have changed in the record since the export, and stay\n",
                outcome.kept
            ));
        }
    }
    if all > LISTED {
        text.push_str(&format!("\n… and {} more.\n", all - LISTED));
    }
    text
}

fn line(change: &Change) -> String {
    let cell = change.place.rsplit("cell ").next().unwrap_or_default();
    format!(
        "    {} ({cell}): {}\n",
        change.column.heading,
        change.in_words()
    )
}

/// Writes, or says why not.
fn finish(
    sheets: &Sheets,
    compared: &Compared,
    problems: &[Problem],
    args: &Args,
    examined: &Examined,
) -> Outcome {
    say(problems);
    let conflicts = compared
        .outcomes
        .iter()
        .filter(|outcome| outcome.verdict == Verdict::Conflict)
        .count();
    if conflicts > 0 {
        report::err(&format!(
            "{conflicts} records were changed in the sheet and, since the export, in the file. Export again and repeat the change, or choose a side with --prefer sheet or --prefer record.\n"
        ));
    }
    if !problems.is_empty() || conflicts > 0 {
        let count = problems.len();
        let errors = if count == 1 {
            "1 problem".to_string()
        } else {
            format!("{count} problems")
        };
        report::err(&format!("Nothing was written: {errors}.\n"));
        return Outcome::Problems;
    }
    let changed = compared
        .outcomes
        .iter()
        .filter(|outcome| outcome.text.is_some())
        .count();
    match (changed, args.write) {
        (0, _) => {
            report::out("\nNothing to change.\n");
            Outcome::Clean
        }
        (count, false) => {
            report::out(&format!(
                "\nNothing was written: this only shows what would change. Add --write to change {}.\n",
                amounts::files(count)
            ));
            Outcome::Clean
        }
        (_, true) if args.map.is_none() && sheets.layouts.iter().any(Layout::has_guesses) => {
            report::err(
                "Nothing was written: some headings were guessed. Say what they are with --map; the map above is a start.\n",
            );
            Outcome::Problems
        }
        (_, true) => write(compared, examined),
    }
}

fn write(compared: &Compared, examined: &Examined) -> Outcome {
    let written = compared
        .outcomes
        .iter()
        .filter_map(|outcome| Some((outcome, outcome.text.as_ref()?)));
    let planned = written.map(|(outcome, text)| Planned {
        path: examined.root.join(&outcome.path),
        old: examined
            .has(&outcome.path)
            .then(|| examined.text(&outcome.path).as_bytes().to_vec()),
        new: text.as_bytes().to_vec(),
    });
    let planned: Vec<Planned> = planned.collect();
    save::and_say(
        &planned,
        &format!("\nWrote {}.\n", amounts::files(planned.len())),
    )
}

fn say(problems: &[Problem]) {
    for problem in problems {
        report::err(&format!("error: {}: {}\n", problem.place, problem.message));
        if !problem.hint.is_empty() {
            report::err(&format!("  help: {}\n", problem.hint));
        }
    }
}
