//! `casebook build`: the site, in a folder, all of it or nothing.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::report::{self, Built, Shared};
use super::{Outcome, amounts};
use crate::cache;
use crate::diag::Severity;
use crate::diag::machine::reason;
use crate::publish::{self, Mode, Published};
use crate::record::number::thousands;
use crate::source::Files;
use crate::{Build, Last, Left, Memo, Options};

pub(super) const EXAMPLES: &str = "Examples:\n  casebook build\n  casebook build --out /srv/www/casebook --base-url https://example.org/casebook/\n  casebook build --drafts --out /tmp/preview";

/// The folder that a build goes to, unless another is named.
const FOLDER: &str = "public";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to build into [default: public, in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write each file in its place instead of swapping the whole folder in at once
    #[arg(long)]
    in_place: bool,
    /// Take nothing over from the last build, and leave nothing for the next
    #[arg(long)]
    no_cache: bool,
    #[command(flatten)]
    shared: Shared,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    let (mut minded, mut left) = (String::new(), None);
    let built = report::build_with(root, &args.shared, |root, files, options| {
        let last = build(root, files, options, args.no_cache);
        (minded, left) = (last.known, last.left);
        last.build
    });
    let mut built = match built {
        Ok(built) => built,
        Err(outcome) => return outcome,
    };
    let target = match &args.out {
        Some(out) => out.clone(),
        None => built.root.join(FOLDER),
    };
    if let Some(problem) = report::inside_sources(&target, &built.root) {
        return report::usage(&problem);
    }
    if built.fails(&args.shared) {
        built.report(&args.shared);
        report::err(&format!(
            "Nothing was written: {} is as it was.\n",
            report::shown(&target, &built.root)
        ));
        return Outcome::Problems;
    }
    let start = Instant::now();
    let progress = report::Progress::start("Writing");
    let options = publish::Options {
        keep: keep(&built),
        in_place: args.in_place,
    };
    let (published, left) = std::thread::scope(|scope| {
        let left = scope.spawn(|| leave(&built, left.as_ref()));
        let published = publish::to_folder(&built.build.output, &target, &options);
        (published, left.join())
    });
    progress.end();
    // A panic there is a bug of Casebook's; it has printed its sentence.
    if let Ok(Err(error)) = left {
        report::err(&format!(
            "What was made cannot be kept for the next build in {}: {error}. The next build makes everything anew.\n",
            built.root.join(cache::FOLDER).display(),
            error = reason(&error)
        ));
    }
    let took = start.elapsed();
    built.build.timings.stages.push(("publish", took));
    built.elapsed += took;
    let outcome = built.report(&args.shared);
    match published {
        Ok(published) => {
            report::out(&summary(&built, &published, &target, &minded));
            report::out(&built.notice());
            outcome
        }
        Err(error) => report::failed(&error, error.is_refusal()),
    }
}

/// The site, from what the last build left if there is any of it, and what it leaves itself.
fn build(root: &Path, files: &Files, options: &Options, no_cache: bool) -> Last<String> {
    if no_cache || !cache::fits(files) {
        return Build::last(files, options, Memo::once(), mind);
    }
    let start = Instant::now();
    let Some(memo) = cache::resume(root, files, options) else {
        return Build::last(files, options, Memo::leaving(), mind);
    };
    let took = start.elapsed();
    let mut last = Build::last(files, options, memo, mind);
    last.build.timings.stages.insert(0, ("resume", took));
    last
}

/// Leaves what the next build can go on from.
fn leave(built: &Built, left: Option<&Left>) -> std::io::Result<()> {
    match left {
        Some(left) => cache::save(&built.root, &built.files, &built.options, left),
        None => Ok(()),
    }
}

/// The files of other origin that stay: the usual ones, and those that the site names.
pub(super) fn keep(built: &Built) -> Vec<String> {
    let named = built.build.keep.iter().cloned();
    publish::Options::default()
        .keep
        .into_iter()
        .chain(named)
        .collect()
}

/// What a site lacks that does not know its own address.
const NO_ADDRESS: &str = "The address of the site is not known, so it has no feeds, no site map for search engines and no pictures beside links. Write it into casebook.yaml as base_url, or give --base-url.\n";

fn summary(built: &Built, published: &Published, target: &Path, mind: &str) -> String {
    let mut text = format!(
        "Built {} for {} into {} in {:.2} s: {} written, {} unchanged, {} deleted.\n",
        amounts::files(built.build.output.len()),
        built.options.as_of.in_words(),
        report::shown(target, &built.root),
        built.elapsed.as_secs_f64(),
        thousands(published.written),
        thousands(published.unchanged),
        thousands(published.deleted),
    );
    if published.mode == Mode::InPlace {
        text.push_str("The files were written one by one, so each is whole, but the folder was for a moment a mixture of old and new.\n");
    }
    for note in &published.notes {
        text.push_str(note);
        text.push('\n');
    }
    text.push_str(mind);
    let warnings = built.build.diagnostics.count(Severity::Warning);
    if warnings > 0 {
        text.push_str("There are warnings above.\n");
    }
    text
}

/// What to know of the site that goes out: what its host must send, and what it lacks.
pub(super) fn mind(build: &Build) -> String {
    let policy = build.own_policy().map(|policy| {
        format!("Readers' browsers ask a search server, so let your web server send this header:\nContent-Security-Policy: {policy}\n")
    });
    let mut text = policy.unwrap_or_default();
    let site = build.site.as_ref();
    if site.is_some_and(|site| site.base_url.is_none()) {
        text.push_str(NO_ADDRESS);
    }
    text
}
