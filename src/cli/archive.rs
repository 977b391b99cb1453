//! `casebook archive`: a copy of the site that opens from disk, in one file.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::report::{self, Built, Shared};
use super::{Outcome, amounts, whole};
use crate::archive::{self, About, NOTE};
use crate::diag::machine::reason;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook archive --out casebook.zip\n  casebook archive --out casebook.zip --as-of 2026-01-31 --for-publication";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The ZIP file to write; one that is there is replaced
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    shared: Shared,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    if args
        .out
        .extension()
        .is_none_or(|ending| !ending.eq_ignore_ascii_case("zip"))
    {
        return report::usage("The name after --out must end in .zip, such as casebook.zip.");
    }
    let built = match report::build_named(root, &args.shared) {
        Ok(built) => built,
        Err(outcome) => return outcome,
    };
    if let Some(problem) = report::inside_sources(&args.out, &built.root) {
        return report::usage(&problem);
    }
    let outcome = built.report(&args.shared);
    let shown = report::shown(&args.out, &built.root);
    let Some(about) = about(&built).filter(|_| !built.fails(&args.shared)) else {
        report::err(&format!("Nothing was written: {shown} is as it was.\n"));
        return Outcome::Problems;
    };
    if built.build.output.get(NOTE).is_some() {
        return report::usage(&format!(
            "The site has a file {NOTE} of its own, where the copy says how to open it. Rename it."
        ));
    }
    let bytes = match archive::zip(&built.build.output, &about) {
        Ok(bytes) => bytes,
        Err(error) => return failed(&shown, &std::io::Error::other(error)),
    };
    match whole::write(&args.out, &bytes) {
        Ok(()) => {
            report::out(&format!(
                "Packed {} for {} into {shown}: {}.\n",
                amounts::files(built.build.output.len() + 1),
                built.options.as_of.in_words(),
                amounts::size(bytes.len())
            ));
            outcome
        }
        Err(error) => failed(&shown, &error),
    }
}

fn failed(shown: &str, error: &std::io::Error) -> Outcome {
    report::machine(&match error.kind() {
        ErrorKind::NotFound => {
            format!("{shown} cannot be written: its folder is not there. Make the folder first.")
        }
        _ => format!(
            "{shown} cannot be written: {error}. What was there is as it was.",
            error = reason(error)
        ),
    })
}

/// What the note says, in the words of the site.
fn about(built: &Built) -> Option<About> {
    let site = built.build.site.as_ref()?;
    let words = built.build.words.as_ref()?;
    let title = site.config.title.to_string();
    let day = words.date(built.options.as_of);
    let mut note = vec![
        words.fill("archive.title", &[("site", &title), ("day", &day)]),
        words.text("archive.open"),
        words.text("archive.works"),
        words.text("archive.saved"),
    ];
    if let Some(address) = &site.base_url {
        note.push(words.fill("archive.address", &[("address", address)]));
    }
    if let Some(licence) = &site.config.content_licence {
        note.push(words.fill("archive.licence", &[("licence", &licence.name)]));
    }
    Some(About {
        title,
        day: built.options.as_of,
        note,
    })
}
