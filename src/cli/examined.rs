//! What the commands share that read a site in order to change its files.

use std::path::PathBuf;

use super::{Outcome, date, report};
use crate::diag::machine::reason;
use crate::diag::render::{Format, Texts, render};
use crate::exchange;
use crate::record::date::Date;
use crate::source::{self, Files};

/// A site, checked and not rendered.
pub(super) struct Examined {
    pub(super) root: PathBuf,
    pub(super) files: Files,
    pub(super) as_of: Date,
    pub(super) site: crate::Examined,
    /// Whether dates have the month first, by the language of the site.
    month_first: bool,
}

/// Reads and checks the site.
///
/// # Errors
///
/// How the command ends when there is no site, after saying why.
pub(super) fn read(root: Option<PathBuf>) -> Result<Examined, Outcome> {
    let root = report::find_root(root)?;
    let files = source::read_folder(&root).map_err(|error| {
        report::machine(&format!(
            "The folder {} cannot be read: {error}.",
            root.display(),
            error = reason(&error)
        ))
    })?;
    let zone = report::setting(&files, "time_zone");
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
    let as_of = date::resolve(None, epoch.as_deref(), zone.as_deref());
    let as_of = as_of.map_err(|problem| report::usage(&problem.0))?;
    let language = report::setting(&files, "language").unwrap_or_default();
    let site = crate::examine(&files, as_of);
    Ok(Examined {
        month_first: language.eq_ignore_ascii_case("en-US"),
        root,
        files,
        as_of,
        site,
    })
}

impl Examined {
    /// What the exchange needs of the site.
    pub(super) fn exchange(&self) -> exchange::Site<'_> {
        exchange::Site {
            parsed: &self.site.parsed,
            vocabularies: &self.site.vocabularies,
            declared: &self.site.declared,
            month_first: self.month_first,
        }
    }

    /// The site as its checks see it.
    pub(super) fn checked(&self) -> exchange::Checked<'_> {
        exchange::Checked {
            files: &self.files,
            parsed: &self.site.parsed,
            problems: &self.site.diagnostics,
        }
    }

    /// Whether the site has this file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.find(path).is_some()
    }

    /// The text of a file; empty when there is none.
    pub(super) fn text(&self, path: &str) -> &str {
        self.files
            .find(path)
            .map_or("", |(id, _)| Texts::text(&self.files, id))
    }

    /// Prints what is wrong with the site.
    pub(super) fn report(&self) {
        report::err(&render(
            &self.site.diagnostics,
            &self.files,
            Format::Human { color: false },
        ));
    }
}
