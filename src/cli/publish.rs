//! `casebook publish`: the site, where readers find it.

mod bucket;
mod target;

use std::path::{Path, PathBuf};

use super::report::{self, Built, Shared};
use super::{Outcome, amounts, build};
use crate::publish::branch::{self, Branch};
use crate::publish::{self, Mode};
use crate::record::number::thousands;
use target::Target;

pub(super) const EXAMPLES: &str = "TARGET is a folder, git:BRANCH for a branch of the site's own repository, git+https://HOST/PATH#BRANCH (also git+ssh and git+file) for a branch elsewhere, or s3://BUCKET/PREFIX.\n\nExamples:\n  casebook publish /srv/www/casebook --dry-run\n  casebook publish git:pages\n  casebook publish git+ssh://git@example.org/team/site.git#pages\n  casebook publish s3://example-site/casebook";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where the site goes: a folder, a branch of a git repository, or a bucket
    #[arg(value_name = "TARGET")]
    target: String,
    /// Say what would happen, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// The day for which the site is built, such as 2026-01-31
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// The address at which the site will be published, instead of the one in casebook.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Warnings count as errors
    #[arg(long)]
    strict: bool,
    /// For a bucket: go on although another run seems to be publishing there. Only if it was stopped
    #[arg(long)]
    unlock: bool,
    /// For a bucket: replace files that Casebook did not put there, where the site has such files
    #[arg(long)]
    replace: bool,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    let target = match Target::of(&args.target).and_then(|target| fits(target, args)) {
        Ok(target) => target,
        Err(problem) => return report::usage(&problem),
    };
    let shared = Shared {
        as_of: args.as_of.clone(),
        base_url: args.base_url.clone(),
        strict: args.strict,
        for_publication: true,
        ..Shared::default()
    };
    let built = match report::build_named(root, &shared) {
        Ok(built) => built,
        Err(outcome) => return outcome,
    };
    let outcome = built.report(&shared);
    if built.fails(&shared) {
        report::err("Nothing was published: what readers see is as it was.\n");
        return Outcome::Problems;
    }
    let done = match &target {
        Target::Folder(folder) => to_folder(&built, folder, args.dry_run),
        Target::Branch(branch) => to_branch(&built, branch, args.dry_run),
        Target::Bucket(place) => bucket::publish(&built, place, args),
    };
    match done {
        Ok(said) => {
            report::out(&said);
            report::out(&build::mind(&built.build));
            report::out(&built.notice());
            outcome
        }
        Err(failed) => failed,
    }
}

/// The target, if the options are for such a target and this program can reach it.
fn fits(target: Target, args: &Args) -> Result<Target, String> {
    match &target {
        Target::Bucket(_) => bucket::available()?,
        _ if args.unlock || args.replace => {
            return Err("--unlock and --replace are only for buckets: s3://BUCKET/PREFIX.".into());
        }
        _ => {}
    }
    Ok(target)
}

fn to_folder(built: &Built, folder: &Path, rehearse: bool) -> Result<String, Outcome> {
    if let Some(problem) = report::inside_sources(folder, &built.root) {
        return Err(report::usage(&problem));
    }
    let options = publish::Options {
        keep: build::keep(built),
        in_place: false,
    };
    let output = &built.build.output;
    let done = match rehearse {
        true => publish::rehearse(output, folder, &options),
        false => publish::to_folder(output, folder, &options),
    };
    let done = done.map_err(|error| report::failed(&error, error.is_refusal()))?;
    let shown = report::shown(folder, &built.root);
    let day = day(built);
    let mut said = match (done.mode, rehearse) {
        (Mode::Untouched, _) => {
            format!("There is nothing to do: {shown} holds this site already.\n")
        }
        (_, true) => format!(
            "Nothing was changed. Publishing to {shown} {day} would write {}, leave {} as they are and delete {}.\n",
            amounts::files(done.written),
            thousands(done.unchanged),
            thousands(done.deleted)
        ),
        (_, false) => format!(
            "Published to {shown} {day}: {} written, {} unchanged, {} deleted.\n",
            amounts::files(done.written),
            thousands(done.unchanged),
            thousands(done.deleted)
        ),
    };
    for note in done.notes.iter().filter(|_| !rehearse) {
        said.push_str(&format!("{note}\n"));
    }
    Ok(said)
}

/// The day for which the site goes out.
fn day(built: &Built) -> String {
    format!("for {}", built.options.as_of.in_words())
}

fn to_branch(built: &Built, branch: &Branch, rehearse: bool) -> Result<String, Outcome> {
    let title = built
        .build
        .site
        .as_ref()
        .map_or("Site", |site| &site.config.title);
    let options = branch::Options {
        keep: build::keep(built),
        message: format!("{title}: published for {}", built.options.as_of.in_words()),
        rehearse,
    };
    let done = branch::to_branch(&built.build.output, &built.root, branch, &options);
    let done = done.map_err(|error| report::failed(&error, error.is_refusal()))?;
    let (shown, day) = (branch.shown(), day(built));
    let written = amounts::files(done.written);
    let deleted = thousands(done.deleted);
    let said = match &done.commit {
        Some(commit) => format!(
            "Published to {shown} {day}: {written} written, {deleted} deleted. It is at commit {commit} now.\n{}",
            send_on(branch)
        ),
        None if rehearse && done.written + done.deleted > 0 => format!(
            "Nothing was changed. Publishing to {shown} {day} would write {written} and delete {deleted}.\n",
        ),
        None => format!("There is nothing to do: {shown} holds this site already.\n"),
    };
    Ok(said)
}

/// A branch of the site's own repository has not gone anywhere yet.
fn send_on(branch: &Branch) -> String {
    match &branch.repository {
        Some(_) => String::new(),
        None => format!(
            "The branch is on this computer only. Send it to where readers find the site, for example with: git push origin {}\n",
            branch.name
        ),
    }
}
