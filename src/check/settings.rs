//! Settings of `casebook.yaml` that can be read, and would do nothing or something else than was
//! meant. A rule of the house has its own checks, and so has the address of the site.

use unic_langid::LanguageIdentifier;

use super::rules::unknown_owner;
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, excerpt};
use crate::record::config::Config;
use crate::record::value::{At, Line};
use crate::schema::KINDS;

/// Reports them.
pub(super) fn look_over(config: &Config, sink: &mut Diagnostics) {
    let mut problems: Vec<Diagnostic> = Vec::new();
    problems.extend(config.language.as_ref().and_then(bad_language));
    problems.extend(edits_nothing(config));
    problems.extend(config.empty_lists.iter().filter_map(unknown_list));
    problems.extend(config.keep.iter().filter_map(keeps_nothing));
    // Where no roles are named, the line for roles that are missing says so.
    let clearing = config.clearance.iter().flat_map(|rule| &rule.roles);
    problems.extend(clearing.filter_map(|role| unknown_owner(role, config)));
    for problem in problems {
        sink.push(problem);
    }
}

/// A tag such as `en_GB`, which no browser understands.
fn bad_language(tag: &At<Line>) -> Option<Diagnostic> {
    let written: &str = &tag.value;
    let read: Option<LanguageIdentifier> = written.parse().ok();
    let better = read.map(|read| read.to_string());
    if better.as_deref() == Some(written) {
        return None;
    }
    let message = format!("“{}” is no tag of a language.", excerpt(written));
    let problem = Diagnostic::error("bad-language", message).at(tag.span);
    Some(problem.hint(match better {
        Some(better) => format!("Write it as {better}."),
        None => "Write a tag such as en-GB, cy or fr: the language, a hyphen and the country, if it matters.".to_owned(),
    }))
}

fn edits_nothing(config: &Config) -> Option<Diagnostic> {
    let address = config.edit_address.as_ref()?;
    if address.value.contains("{path}") {
        return None;
    }
    let problem = Diagnostic::error(
        "bad-edit-address",
        "The address for editing says nowhere which file is meant, so every page would lead to the same place.",
    );
    Some(
        problem
            .hint("Write {path} where the path of the file goes, such as https://example.org/edit/main/{path}.")
            .at(address.span),
    )
}

fn unknown_list(kind: &At<Line>) -> Option<Diagnostic> {
    let lists = || {
        let listed = KINDS.iter().filter(|kind| kind.catalogue.is_some());
        listed.map(|kind| kind.name)
    };
    let name: &str = &kind.value;
    if lists().any(|list| list == name) {
        return None;
    }
    let message = format!("There is no list of the kind “{}”.", excerpt(name));
    let problem = Diagnostic::error("unknown-list", message).at(kind.span);
    Some(problem.hint(match nearest(name, lists()) {
        Some(near) => format!("Did you mean “{near}”?"),
        None => format!("The kinds are: {}.", lists().collect::<Vec<_>>().join(", ")),
    }))
}

/// A path that no file in the output folder has.
fn keeps_nothing(path: &At<Line>) -> Option<Diagnostic> {
    let written: &str = &path.value;
    let odd = |part: &str| matches!(part, "" | "." | "..");
    let why = if written.contains(['*', '?']) {
        "Signs such as “*” stand for themselves here."
    } else if written.trim_end_matches('/').split('/').any(odd) {
        "A path begins in the folder of the site's pages, and stays in it."
    } else {
        return None;
    };
    let message = format!("“{}” names no file that could be kept.", excerpt(written));
    let problem = Diagnostic::error("bad-keep", message).at(path.span);
    Some(problem.hint(format!(
        "{why} Write the name of the file or folder, such as google123.html."
    )))
}
