//! `casebook diff`: what changed for readers since a revision.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use jiff::tz::TimeZone;

use super::Outcome;
use super::report::{self, Shared};
use crate::compare::{self, Changes, Links, Sides};
use crate::diag::render::{Format, render};
use crate::diag::{Diagnostics, FileId, Severity};
use crate::history::{Earlier, History, Missing, Moment, What, Which, files_at};
use crate::link::Site;
use crate::record::date::Date;
use crate::schema::RecordKind;
use crate::source::Files;
use crate::words::Words;
use crate::{Linked, Options};

pub(super) const EXAMPLES: &str = "Examples:\n  casebook diff v1.2\n  casebook diff --since 2026-10-01\n  casebook diff 2026-10-01 --format page --out content/changes-in-october.md\n  casebook diff main~5 --format json   (for other programs)";

/// How the changes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For a newsletter, or as release notes
    Markdown,
    /// For the folder content: a page of this site, with links to its records
    Page,
    /// A page by itself, to send or to open from disk
    Html,
    /// For other programs
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A branch, tag or id of git, or a day: the last revision before it
    #[arg(value_name = "REV", required_unless_present = "since")]
    revision: Option<String>,
    /// The last revision before a day, such as 2026-10-01
    #[arg(long, value_name = "DATE", conflicts_with = "revision")]
    since: Option<String>,
    /// How the changes are written
    #[arg(long, value_enum, default_value_t = Form::Markdown, value_name = "FORMAT")]
    format: Form,
    /// The file to write, instead of showing the changes
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The address at which the site is published, instead of the one in casebook.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

/// A site with its words.
type Known = (Arc<Site>, Arc<Words>);

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    match diff(root, args) {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

fn diff(root: Option<PathBuf>, args: &Args) -> Result<Outcome, Outcome> {
    let root = report::find_root(root)?;
    if let Some(problem) = args
        .out
        .as_deref()
        .and_then(|out| refused(out, &root, args.format))
    {
        return Err(report::usage(&problem));
    }
    let (files, dated) = report::read(&root)?;
    let (new, words) = today(&root, &files, args)?;
    let earlier = earlier(&root, &files, args)?;
    let history = dated.history.unwrap_or_default();
    let (old, unread) = then(&earlier, args)?;
    let moves = moves(&history, &files);
    let sides = Sides {
        old: &old,
        new: &new,
        unread: &unread,
        moves: &moves,
    };
    let changes = compare::compare(sides, &words);
    let told = Told {
        changes: &changes,
        notes: notes(&earlier, &unread),
        earlier: &earlier,
        site: &new,
        words: &words,
    };
    let text = told.write(args.format);
    Ok(report::out_or_file(&text, args.out.as_deref()))
}

/// Why the changes cannot go there: a page may become one of the site's pages, if there is none yet,
/// and nothing else may go among the sources.
fn refused(out: &Path, root: &Path, form: Form) -> Option<String> {
    let problem = report::inside_sources(out, root)?;
    let is_page = out.extension().is_some_and(|ending| ending == "md");
    match form {
        Form::Page if is_page && !out.exists() => None,
        Form::Page if is_page => Some(format!(
            "{} is there already, and would be replaced. Choose another name, or delete it first.",
            out.display()
        )),
        _ => Some(problem),
    }
}

fn options(files: &Files, args: &Args) -> Result<Options, Outcome> {
    let shared = Shared {
        base_url: args.base_url.clone(),
        ..Shared::default()
    };
    report::options(files, &shared)
}

/// The site as it is; one with errors is not compared.
fn today(root: &Path, files: &Files, args: &Args) -> Result<Known, Outcome> {
    let linked = crate::linked(files, &options(files, args)?);
    if linked.diagnostics.has_errors() {
        let errors = only_errors(&linked.diagnostics);
        report::err(&render(&errors, files, Format::Human { color: false }));
        report::err(&format!(
            "The site in {} has errors, so it cannot be compared. Correct them first.\n",
            root.display()
        ));
        return Err(Outcome::Problems);
    }
    // Without a configuration there is an error.
    linked.site.ok_or(Outcome::Problems)
}

fn only_errors(all: &Diagnostics) -> Diagnostics {
    let errors = all
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    errors.cloned().collect()
}

/// The files as they were at the revision or day that was asked for.
fn earlier(root: &Path, files: &Files, args: &Args) -> Result<Earlier, Outcome> {
    let said = |missing: Missing| match missing {
        Missing::Asked(why) => report::usage(&why),
        Missing::Machine(why) => report::machine(&why),
    };
    let before = |day: &str| start_of(day, files).map(|start| files_at(root, Which::Before(start)));
    if let Some(day) = &args.since {
        let found = before(day).ok_or_else(|| {
            report::usage(&format!("“{day}” is not a day. Write --since 2026-10-01."))
        })?;
        return found.map_err(said);
    }
    let name = args.revision.as_deref().unwrap_or_default();
    match files_at(root, Which::Named(name)) {
        // A branch may be called like a day, so git is asked first.
        Err(Missing::Asked(why)) => match before(name) {
            Some(found) => found.map_err(said),
            None => Err(said(Missing::Asked(why))),
        },
        found => found.map_err(said),
    }
}

/// The first moment of a day in the site's time zone.
fn start_of(day: &str, files: &Files) -> Option<Moment> {
    let date = Date::parse(day).filter(|_| day.len() == "2026-01-31".len())?;
    let day = jiff::civil::Date::new(date.year(), date.month()?, date.day_of_month()?).ok()?;
    let start = day.to_zoned(zone(files)).ok()?;
    Some(Moment::from_seconds(start.timestamp().as_second()))
}

fn zone(files: &Files) -> TimeZone {
    let zone = report::setting(files, "time_zone");
    zone.and_then(|name| TimeZone::get(&name).ok())
        .unwrap_or(TimeZone::UTC)
}

/// Records by kind and id.
type Records = BTreeSet<(&'static str, String)>;

/// The site as it was, and the records of then that cannot be read by today's rules.
fn then(earlier: &Earlier, args: &Args) -> Result<(Arc<Site>, Records), Outcome> {
    let mut options = options(&earlier.files, args)?;
    // What was embargoed then was not on the site, whatever goes out today.
    let zone = zone(&earlier.files);
    options.as_of = earlier.at.day(&zone).unwrap_or(options.as_of);
    let Linked { site, diagnostics } = crate::linked(&earlier.files, &options);
    let Some((site, _)) = site else {
        let why = diagnostics
            .iter()
            .find(|problem| problem.severity == Severity::Error);
        let why = why.map_or("", |problem| problem.message.as_str());
        report::err(&format!(
            "The site of revision {} cannot be read by today's rules: {why} Name a later revision.\n",
            earlier.id
        ));
        return Err(Outcome::Problems);
    };
    let broken: BTreeSet<FileId> = diagnostics
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .filter_map(|problem| Some(problem.primary.as_ref()?.span.file))
        .collect();
    let mut unread: Records = broken
        .iter()
        .filter_map(|file| earlier.files.get(*file))
        .filter_map(|file| {
            let kind = RecordKind::of_path(&file.path)?;
            Some((kind.name, kind.id_of(&file.path)))
        })
        .collect();
    unread.retain(|(kind, id)| site.title(kind, id).is_none());
    Ok((site, unread))
}

/// Where files that git says were moved are now.
fn moves(history: &History, files: &Files) -> BTreeMap<String, String> {
    let paths = files.iter().map(|(_, file)| &file.path);
    let moves = paths.flat_map(|path| {
        history
            .of(path)
            .iter()
            .filter_map(move |change| match &change.what {
                What::Moved { from } => Some((from.clone(), path.to_string())),
                _ => None,
            })
    });
    moves.collect()
}

fn notes(earlier: &Earlier, unread: &Records) -> Vec<String> {
    let records = unread.iter().map(|(kind, id)| {
        format!("The {kind} {id} could not be read as it was then, by today's rules.")
    });
    let sums = unread
        .iter()
        .any(|(kind, _)| matches!(*kind, "award" | "benefit"));
    let sums = sums
        .then(|| "Totals are not compared, because a row of then could not be read.".to_string());
    earlier
        .notes
        .iter()
        .cloned()
        .chain(records)
        .chain(sums)
        .collect()
}

/// What is written.
struct Told<'a> {
    changes: &'a Changes,
    notes: Vec<String>,
    earlier: &'a Earlier,
    site: &'a Site,
    words: &'a Words,
}

impl Told<'_> {
    fn write(&self, form: Form) -> String {
        let published = match &self.site.base_url {
            Some(base) => Links::Published(base),
            None => Links::None,
        };
        let title = self.title();
        match form {
            Form::Markdown => format!("# {title}\n\n{}", self.body(published)),
            Form::Page => {
                let title = serde_json::to_string(&title).unwrap_or_default();
                format!("---\ntitle: {title}\n---\n\n{}", self.body(Links::Records))
            }
            Form::Html => compare::html(&title, self.words.language(), &self.body(published)),
            Form::Json => {
                let since = (self.earlier.id.as_str(), self.earlier.at.to_string());
                compare::json(self.changes, (since.0, &since.1), &self.notes)
            }
        }
    }

    fn body(&self, links: Links<'_>) -> String {
        compare::markdown(self.changes, &self.notes, self.words, links)
    }

    fn title(&self) -> String {
        let date = match self.site.day(self.earlier.at) {
            Some(day) => self.words.date(day),
            None => self.earlier.id.clone(),
        };
        self.words.fill("diff.title", &[("date", &date)])
    }
}
