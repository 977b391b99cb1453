//! `casebook pack`: what a communications team needs of one award, in a folder.

use std::path::PathBuf;

use super::report::{self, Shared};
use super::{Outcome, amounts};
use crate::diag::Severity;
use crate::diag::render::{Format, render};
use crate::pack::{self, Pack, Refused};
use crate::source::Files;
use crate::{Linked, Options, publish};

pub(super) const EXAMPLES: &str = "Examples:\n  casebook pack p4-01\n  casebook pack p4-01 --out /tmp/stroke --base-url https://example.org/casebook/\n\nThe README.txt in the folder says what each file is for.";

/// The folder that packs go to, unless another is named.
const FOLDER: &str = "export";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The award: the name of its file in data/awards, without the ending
    #[arg(value_name = "ID")]
    id: String,
    /// The folder to write [default: export/pack-ID, in the site's folder]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// The day for which the pack is made, such as 2026-01-31
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// The address at which the site is published, instead of the one in casebook.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    match make(root, args) {
        Ok(()) => Outcome::Clean,
        Err(outcome) => outcome,
    }
}

fn make(root: Option<PathBuf>, args: &Args) -> Result<(), Outcome> {
    let root = report::find_root(root)?;
    let (files, dated) = report::read(&root)?;
    let options = Options {
        history: dated.history,
        ..report::options(&files, &shared(args))?
    };
    let linked = crate::linked(&files, &options);
    let pack = packed(&linked, &files, &args.id)?;
    let name = format!("pack-{}", args.id);
    let target = args.out.clone();
    let target = target.unwrap_or_else(|| root.join(FOLDER).join(name));
    if let Some(problem) = report::inside_sources(&target, &root) {
        return Err(report::usage(&problem));
    }
    if let Some(problem) = report::holds_another(&target, pack::ALTERNATIVE, "a pack") {
        return Err(report::usage(&problem));
    }
    let options = publish::Options {
        keep: Vec::new(),
        in_place: false,
    };
    publish::to_folder(&pack.files, &target, &options)
        .map_err(|error| report::failed(&error, error.is_refusal()))?;
    report::out(&said(&pack, &report::shown(&target, &root)));
    Ok(())
}

fn shared(args: &Args) -> Shared {
    Shared {
        as_of: args.as_of.clone(),
        base_url: args.base_url.clone(),
        ..Shared::default()
    }
}

/// The pack of a site without errors: one with errors lacks records that the pack would quote.
fn packed(linked: &Linked, files: &Files, id: &str) -> Result<Pack, Outcome> {
    let Some((site, words)) = linked
        .site
        .as_ref()
        .filter(|_| !linked.diagnostics.has_errors())
    else {
        let errors = linked.diagnostics.iter();
        let errors = errors.filter(|problem| problem.severity == Severity::Error);
        let errors = errors.cloned().collect();
        report::err(&render(&errors, files, Format::Human { color: false }));
        report::err(
            "There is no pack: correct the errors first, as records that are wrong would be missing from it.\n",
        );
        return Err(Outcome::Problems);
    };
    pack::pack(site, words, id, painter()).map_err(|refused| match refused {
        Refused::Absent(_) => report::usage(&refused.to_string()),
        Refused::Held(_) => {
            report::err(&format!("{refused}\nNothing was written.\n"));
            Outcome::Problems
        }
        Refused::Picture(_) => report::machine(&refused.to_string()),
    })
}

#[cfg(feature = "images")]
fn painter() -> Option<pack::Painter<'static>> {
    Some(&super::images::png)
}

#[cfg(not(feature = "images"))]
fn painter() -> Option<pack::Painter<'static>> {
    None
}

fn said(pack: &Pack, folder: &str) -> String {
    let [short, long] = pack.words;
    let figures = match pack.figures {
        1 => "1 figure".to_string(),
        count => format!("{count} figures"),
    };
    let mut text = format!(
        "Wrote {} into {folder}: summaries of {short} and {long} words, {figures} to quote. README.txt says what each file is for.\n",
        amounts::files(pack.files.len())
    );
    for lack in &pack.lacks {
        text.push_str(&format!("{lack}\n"));
    }
    text
}
