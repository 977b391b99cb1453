//! `casebook publish`: the site, where readers find it.

use std::path::{Path, PathBuf};

use super::report::{self, Built, Shared};
use super::{Outcome, build};
use crate::publish::branch::{self, Branch};
use crate::publish::{self, Mode};

pub(super) const EXAMPLES: &str = "TARGET is a folder, git:BRANCH for a branch of the site's own repository, or git+https://HOST/PATH#BRANCH (also git+ssh and git+file) for a branch elsewhere. There are no buckets yet.\n\nExamples:\n  casebook publish /srv/www/casebook --dry-run\n  casebook publish git:pages\n  casebook publish git+ssh://git@example.org/team/site.git#pages";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where the site goes: a folder, or a branch of a git repository
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
}

/// Where the site goes.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    Folder(PathBuf),
    Branch(Branch),
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    let target = match target(&args.target) {
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
    let built = match report::build(root, &shared) {
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
    };
    match done {
        Ok(said) => {
            report::out(&said);
            outcome
        }
        Err(failed) => failed,
    }
}

/// What the person who publishes means.
fn target(written: &str) -> Result<Target, String> {
    if let Some(name) = written.strip_prefix("git:") {
        return branch_named(None, name);
    }
    if let Some(rest) = written.strip_prefix("git+") {
        let known = ["ssh://", "https://", "file://"];
        let Some((url, name)) = rest
            .split_once('#')
            .filter(|_| known.iter().any(|k| rest.starts_with(k)))
        else {
            return Err(format!(
                "“{written}” does not say which branch of which repository. Write it like git+https://example.org/team/site.git#pages."
            ));
        };
        let host = url.split("://").nth(1).unwrap_or_default();
        let before = host.split('/').next().unwrap_or_default().rsplit_once('@');
        if before.is_some_and(|(user, _)| user.contains(':')) {
            return Err("Do not write a password into the address: it would stay in the history of your commands. Let git ask its own store of passwords, or use a key.".into());
        }
        return branch_named(Some(url.to_string()), name);
    }
    match scheme(written) {
        Some("s3" | "gs" | "az") => Err("Casebook cannot publish to a bucket yet. Publish to a folder, and copy that with the tool of your provider.".into()),
        Some(scheme) => Err(format!("Casebook does not know how to publish to “{scheme}:”. Give a folder, git:BRANCH, or git+https://HOST/PATH#BRANCH.")),
        None if written.is_empty() => Err("The target is empty. Give a folder, git:BRANCH, or git+https://HOST/PATH#BRANCH.".into()),
        None => Ok(Target::Folder(PathBuf::from(written))),
    }
}

fn branch_named(repository: Option<String>, name: &str) -> Result<Target, String> {
    match name {
        "" => Err("The name of the branch is missing. Write it like git:pages.".into()),
        name => Ok(Target::Branch(Branch {
            repository,
            name: name.to_string(),
        })),
    }
}

/// What stands before the colon of an address. One letter is a disk of Windows.
fn scheme(written: &str) -> Option<&str> {
    let (scheme, _) = written.split_once(':')?;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.len() > 1 && scheme.chars().all(fits)).then_some(scheme)
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
    let done = done.map_err(|error| failed(&error, error.is_refusal()))?;
    let shown = report::shown(folder, &built.root);
    let mut said = match (done.mode, rehearse) {
        (Mode::Untouched, _) => {
            format!("There is nothing to do: {shown} holds this site already.\n")
        }
        (_, true) => format!(
            "Nothing was changed. Publishing to {shown} would write {} files, leave {} as they are and delete {}.\n",
            done.written, done.unchanged, done.deleted
        ),
        (_, false) => format!(
            "Published to {shown}: {} files written, {} unchanged, {} deleted.\n",
            done.written, done.unchanged, done.deleted
        ),
    };
    for note in done.notes.iter().filter(|_| !rehearse) {
        said.push_str(&format!("{note}\n"));
    }
    Ok(said)
}

fn to_branch(built: &Built, branch: &Branch, rehearse: bool) -> Result<String, Outcome> {
    let title = built
        .build
        .site
        .as_ref()
        .map_or("Site", |site| &site.config.title);
    let options = branch::Options {
        keep: build::keep(built),
        message: format!("{title}: published for {}", built.as_of.in_words()),
        rehearse,
    };
    let done = branch::to_branch(&built.build.output, &built.root, branch, &options);
    let done = done.map_err(|error| failed(&error, error.is_refusal()))?;
    let shown = branch.shown();
    let said = match &done.commit {
        Some(commit) => format!(
            "Published to {shown}: {} files written, {} deleted. It is at commit {commit} now.\n",
            done.written, done.deleted
        ),
        None if rehearse && done.written + done.deleted > 0 => format!(
            "Nothing was changed. Publishing to {shown} would write {} files and delete {}.\n",
            done.written, done.deleted
        ),
        None => format!("There is nothing to do: {shown} holds this site already.\n"),
    };
    Ok(said)
}

fn failed(error: &dyn std::fmt::Display, refused: bool) -> Outcome {
    report::err(&format!("casebook: {error}\n"));
    match refused {
        true => Outcome::Problems,
        false => Outcome::Machine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_folder_or_a_branch_and_anything_else_is_refused() {
        let branch = |repository: Option<&str>| {
            let repository = repository.map(str::to_string);
            Ok(Target::Branch(Branch {
                repository,
                name: "pages".into(),
            }))
        };
        assert_eq!(target("git:pages"), branch(None));
        let url = "ssh://git@example.org/a.git";
        assert_eq!(target(&format!("git+{url}#pages")), branch(Some(url)));
        for folder in ["public", "C:\\www", "/srv/www", "../x", "a b:c"] {
            assert_eq!(
                target(folder),
                Ok(Target::Folder(folder.into())),
                "{folder}"
            );
        }
        for (bad, says) in [
            ("s3://bucket", "bucket yet"),
            ("ftp://example.org", "“ftp:”"),
            ("git+https://example.org/a.git", "which branch"),
            ("git+ftp://example.org/a#b", "which branch"),
            ("git+https://me:secret@example.org/a#b", "password"),
            ("git:", "missing"),
            ("", "empty"),
        ] {
            let problem = target(bad).expect_err(bad);
            assert!(
                problem.contains(says) && !problem.contains("secret"),
                "{bad}: {problem}"
            );
        }
    }
}
