//! `casebook fix`: mechanical repairs, shown first and written on request.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::examined::{self, Examined};
use super::save::{self, Planned};
use super::{Outcome, amounts, report, unified};
use crate::fix::{self, Mended, STEPS, Site, Step};
use crate::source::Content;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook fix                          (shows what it would mend, and writes nothing)\n  casebook fix --write\n  casebook fix --write data/awards      (only these files)\n  casebook fix --only lines --only values";

/// A kind of repair, as people name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Only {
    /// Marks, line ends, tabs and spaces that cannot be seen
    Lines,
    /// Dates, vocabulary labels, numbers with commas, yes and no where true and false are wanted
    Values,
    /// Quotes around texts that other programs take for numbers, dates, true or false
    Quotes,
    /// Fields in the declared order
    Order,
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files and folders to mend [default: every record, page and casebook.yaml]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Mend the files; without it, only show what would change
    #[arg(long)]
    write: bool,
    /// Only this kind of repair; may be given more than once
    #[arg(long, value_enum, value_name = "REPAIR")]
    only: Vec<Only>,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    let examined = match examined::read(root) {
        Ok(examined) => examined,
        Err(outcome) => return outcome,
    };
    let wanted = match wanted(&examined, &args.paths) {
        Ok(wanted) => wanted,
        Err(outcome) => return outcome,
    };
    let steps = steps(&args.only);
    let site = Site {
        vocabularies: &examined.site.vocabularies,
        declared: &examined.site.declared,
    };
    let mut planned = Vec::new();
    let mut questions = String::new();
    let mut urgent = false;
    let is_wanted = |path: &str| wanted.iter().any(|start| path.starts_with(start.as_str()));
    for (path, old) in documents(&examined).filter(|(path, _)| is_wanted(path)) {
        let Some(old) = old else {
            urgent = true;
            questions.push_str(&left_out(path));
            continue;
        };
        let Mended {
            text,
            questions: asked,
            is_readable,
        } = fix::mend(path, old, &steps, site);
        if !is_readable {
            urgent = true;
            questions.push_str(&left_out(path));
        }
        // Where nothing is written, people look at the lines as they are.
        let as_is = fix::questions(path, old, &steps, site).filter(|_| !args.write);
        let as_is = as_is.unwrap_or_default();
        for question in asked {
            let same = as_is.iter().find(|other| other.text == question.text);
            let line = same.map_or(question.line, |same| same.line);
            urgent |= question.urgent;
            let word = if question.urgent { "question" } else { "note" };
            questions.push_str(&format!("{word}: {path}:{line}: {}\n", question.text));
        }
        if text != old {
            report::out(&unified::unified(path, old, &text));
            planned.push(Planned {
                path: examined.root.join(path),
                old: Some(old.as_bytes().to_vec()),
                new: text.into_bytes(),
            });
        }
    }
    if !documents(&examined).any(|(path, _)| is_wanted(path)) {
        return report::usage(
            "There is no record or page there, so there is nothing to mend. Name files or folders in data or content.",
        );
    }
    report::err(&questions);
    let outcome = finish(&planned, args.write);
    match outcome {
        Outcome::Clean if urgent => Outcome::Problems,
        outcome => outcome,
    }
}

/// Records, pages and the configuration, with their texts; without one when it cannot be read.
fn documents(examined: &Examined) -> impl Iterator<Item = (&str, Option<&str>)> {
    let files = examined.files.iter().map(|(_, file)| file);
    let documents = files.filter(|file| crate::parse::is_document(&file.path));
    documents.map(|file| match &file.content {
        Content::Text(text) => (&*file.path, Some(&**text)),
        _ => (&*file.path, None),
    })
}

fn left_out(path: &str) -> String {
    format!(
        "error: {path} cannot be read as a record or page, so it was left out. `casebook check` says why.\n"
    )
}

fn steps(only: &[Only]) -> Vec<Step> {
    let chosen = only.iter().map(|only| match only {
        Only::Lines => Step::Lines,
        Only::Values => Step::Values,
        Only::Quotes => Step::Quotes,
        Only::Order => Step::Order,
    });
    match only {
        [] => STEPS.to_vec(),
        _ => chosen.collect(),
    }
}

/// The starts of the paths that are wanted.
fn wanted(examined: &Examined, paths: &[PathBuf]) -> Result<Vec<String>, Outcome> {
    if paths.is_empty() {
        return Ok(vec![String::new()]);
    }
    let real = |path: &Path| path.canonicalize();
    let root = real(&examined.root).unwrap_or_else(|_| examined.root.clone());
    let mut starts = Vec::new();
    for path in paths {
        let found = real(path).or_else(|_| real(&examined.root.join(path)));
        let below = found.ok().and_then(|found| {
            let below = found
                .strip_prefix(&root)
                .ok()?
                .to_string_lossy()
                .into_owned();
            Some(match found.is_dir() && !below.is_empty() {
                true => format!("{below}/"),
                false => below,
            })
        });
        match below {
            Some(below) => starts.push(below),
            None => {
                return Err(report::usage(&format!(
                    "{} is not a file or folder of this site.",
                    path.display()
                )));
            }
        }
    }
    Ok(starts)
}

fn finish(planned: &[Planned], write: bool) -> Outcome {
    if planned.is_empty() {
        report::out("Nothing to mend.\n");
        return Outcome::Clean;
    }
    let files = amounts::files(planned.len());
    if !write {
        report::out(&format!(
            "\nNothing was written: this only shows what would change. Add --write to mend {files}.\n"
        ));
        return Outcome::Clean;
    }
    save::and_say(planned, &format!("\nMended {files}.\n"))
}
