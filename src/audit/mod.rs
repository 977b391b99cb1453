//! The audit: what a reader, a disk or a security policy would stumble over in the built site.
//!
//! Takes the whole [`Output`], gives a list of [`Finding`]s, sorted by page and line. In order:
//!
//! 1. [`site`] reads each file into [`facts`]: what it offers (ids), what it wants (links), and
//!    what is wrong with it on its own. [`memo`] keeps these by the hash of the bytes, so that a
//!    file that did not change is not read again. [`tokens`] and [`css`] read the bytes; there is
//!    no tree and no parser library.
//! 2. [`links`] looks up each link among the files, and [`paths`] looks at the paths themselves.
//! 3. [`nearest`] says what was probably meant.
//!
//! The one thing to know: facts depend on the bytes alone, never on the path or on other files;
//! whatever does belongs to step 2, which is done anew each time.

mod address;
mod attributes;
mod controls;
mod css;
mod entities;
mod facts;
mod faultless;
mod found;
mod hash;
mod kind;
mod links;
mod memo;
mod nearest;
mod outline;
mod outside;
mod page;
mod paths;
mod policy;
mod raw;
mod scan;
mod site;
mod style_sheet;
#[cfg(test)]
mod tests;
mod tokens;
mod urls;
mod xml;

pub use kind::Kind;
pub use memo::Memo;
pub use outside::outside;

use rayon::prelude::*;

use crate::output::Output;
use found::Found;
use links::Checker;
use nearest::Nearest;
use site::{File, Site};

/// One problem of the built site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The path of the file it is in.
    pub page: String,
    /// The line in that file, from 1; 1 also for what concerns the file as a whole.
    pub line: usize,
    /// What kind of problem it is.
    pub kind: Kind,
    /// What is wrong, in plain words.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The place that a link names, and that is not there.
    pub missing: Option<Missing>,
}

/// A place on a page that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The path of the page.
    pub page: String,
    /// The id.
    pub id: String,
    /// What is there and nearly the same.
    pub nearest: Option<String>,
}

/// What the audit must know besides the files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The path of the site's `base_url`, such as `/` or `/casebook/`: the links of `404.html`
    /// start with it. Slashes at its ends do not matter.
    pub base_path: String,
}

/// Audits a site that is published at the root of its host.
pub fn check(output: &Output, memo: &Memo) -> Vec<Finding> {
    check_with(output, memo, &Options::default())
}

/// Audits a site. The findings are sorted by page, then line, and the same for the same output.
pub fn check_with(output: &Output, memo: &Memo, options: &Options) -> Vec<Finding> {
    let site = Site::read(output, memo);
    let base = match options.base_path.trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    };
    let numbers = 0..site.files.len();
    let mut found: Vec<_> = numbers
        .into_par_iter()
        .map(|file| of_file(&site, &base, file))
        .collect();
    let paths: Vec<&str> = site.files.iter().map(|file| file.path).collect();
    for (file, clash) in paths::clashes(&paths) {
        found[file].push(clash);
    }
    let nearest = Nearest::of(&site, &found);
    let finish = |(file, found)| findings(&site, &nearest, file, found);
    site.files
        .par_iter()
        .zip(found)
        .flat_map_iter(finish)
        .collect()
}

/// What is wrong with one file and its links.
fn of_file(site: &Site<'_>, base: &str, number: usize) -> Vec<Found> {
    let file = &site.files[number];
    let mut found = Vec::new();
    if file.is_settled {
        return found;
    }
    paths::check(file.path, &mut found);
    if let Some(facts) = file.facts() {
        let own = |own: &facts::Own| Found::new(own.at as usize, own.kind, own.message.clone());
        found.extend(facts.own.iter().map(own));
    }
    Checker::new(site, base, number).run(&mut found);
    found
}

/// Puts the findings of one file in order and gives them lines and advice.
fn findings(
    site: &Site<'_>,
    nearest: &Nearest,
    file: &File<'_>,
    mut found: Vec<Found>,
) -> Vec<Finding> {
    found.sort_by(|a, b| (a.at, a.kind, &a.message).cmp(&(b.at, b.kind, &b.message)));
    if found.is_empty() {
        return Vec::new();
    }
    let bytes = file.bytes.read();
    let (mut line, mut counted) = (1, 0);
    let finding = |found: Found| {
        let at = found.at.clamp(counted, bytes.len());
        line += scan::newlines(&bytes[counted..at]);
        counted = at;
        let hint = nearest.hint(site, file.path, &found);
        Finding {
            missing: nearest.missing(site, &found),
            page: file.path.to_owned(),
            line,
            kind: found.kind,
            message: found.message,
            hint: hint
                .or(found.hint)
                .unwrap_or_else(|| found.kind.advice().to_owned()),
        }
    };
    found.into_iter().map(finding).collect()
}
