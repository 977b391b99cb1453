//! The last steps over the files of a site: they are audited, and styles and scripts get their names.
//!
//! Both ask next to nothing of the records, which a build that no other follows has let go by then.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Build, MOST_PROBLEMS, Memo};
use crate::audit::{self, Finding, Missing};
use crate::diag::render::Texts;
use crate::diag::{Diagnostic, FileId, Span, excerpt};
use crate::fingerprint;
use crate::hosting;
use crate::link::Site;
use crate::source::Files;
use crate::view;
use crate::words::Words;

/// What is left of a site when all its files are made.
#[derive(Debug)]
pub(super) struct Remains {
    base_path: String,
    /// The file that each page is written from.
    origins: HashMap<String, FileId>,
}

impl Remains {
    fn of(site: &Site) -> Self {
        Self {
            base_path: site.base_path(),
            origins: origins(site),
        }
    }
}

impl Build {
    /// Gives away what the files were made of. The build can still be audited and named, and nothing
    /// more be made of it.
    pub(super) fn let_go(&mut self) -> (Option<Arc<Site>>, Option<Arc<Words>>) {
        let site = self.site.take();
        self.remains = site.as_deref().map(Remains::of);
        (site, self.words.take())
    }

    /// Where the site lies on its host, if there is one and it can go out.
    fn good_base_path(&self) -> Option<String> {
        let remains = self.remains.as_ref();
        let path = remains.map(|remains| remains.base_path.clone());
        let path = path.or_else(|| Some(self.site.as_ref()?.base_path()));
        path.filter(|_| !self.diagnostics.has_errors())
    }

    /// The site for readers' browsers, which may keep what is named after its content. The preview
    /// does without: it exchanges styles in place.
    #[must_use]
    pub fn named(mut self) -> Self {
        if let Some(base_path) = self.good_base_path() {
            // Not kept beside the new one: each page is let go when it is written again.
            let plain = Arc::unwrap_or_clone(std::mem::take(&mut self.output));
            let named = self.timings.time("names", || {
                let mut named = fingerprint::named(plain, &base_path);
                hosting::note_named(&mut named);
                named
            });
            self.output = Arc::new(named);
        }
        self
    }

    /// Reads the site as a browser would, and adds what is broken to the problems. A site with
    /// errors is not read: pages of records that are wrong are missing, so their links would be
    /// reported a second time.
    #[must_use]
    pub fn audited(mut self, files: &Files, memo: &Memo) -> Self {
        if let Some(base_path) = self.good_base_path() {
            let options = audit::Options { base_path };
            let findings = self.timings.time("audit", || {
                audit::check_with(&self.output, &memo.audit, &options)
            });
            if !findings.is_empty() && self.remains.is_none() {
                self.remains = self.site.as_deref().map(Remains::of);
            }
            for finding in findings {
                let problem = diagnostic(finding, self.remains.as_ref(), files);
                self.diagnostics.push(problem);
            }
        }
        self.diagnostics.sort();
        self.diagnostics.cap(MOST_PROBLEMS);
        self
    }
}

/// The file that each page is written from.
fn origins(site: &Site) -> HashMap<String, FileId> {
    let keys = view::pages(site);
    let pages = keys.iter().filter_map(|key| {
        let file = view::origin(site, key)?;
        Some((format!("{}index.html", view::route(site, key)), file))
    });
    pages.collect()
}

fn diagnostic(finding: Finding, remains: Option<&Remains>, files: &Files) -> Diagnostic {
    let code = finding.kind.code();
    let built = format!("{}:{}: {}", finding.page, finding.line, finding.message);
    let Some(&file) = remains.and_then(|remains| remains.origins.get(&finding.page)) else {
        return Diagnostic::error(code, built).hint(finding.hint);
    };
    let written = finding.missing.as_ref().and_then(|missing| {
        let place = named(files.text(file), &missing.id)?;
        Some((missing, Span::new(file, place)))
    });
    match written {
        Some((missing, place)) => no_place(code, missing).at(place),
        None => Diagnostic::error(code, built)
            .hint(finding.hint)
            .at(Span::file_start(file)),
    }
}

/// Where a text names the place `id` of a page: `award:p4-01#id`. What the editor wrote says more
/// than what became of it in the page.
fn named(text: &str, id: &str) -> Option<Range<usize>> {
    let wanted = format!("#{id}");
    let goes_on = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let mut found = text.match_indices(&wanted).map(|(at, _)| at);
    found
        .find(|at| !text[at + wanted.len()..].starts_with(goes_on))
        .map(|at| at..at + wanted.len())
}

fn no_place(code: &'static str, missing: &Missing) -> Diagnostic {
    let address = missing.page.strip_suffix("index.html");
    let page = match address.unwrap_or(&missing.page) {
        "" => "The home page".to_owned(),
        address => format!("The page {address}"),
    };
    let problem = Diagnostic::error(
        code,
        format!("{page} has no place called “#{}”.", excerpt(&missing.id)),
    );
    problem.hint(match &missing.nearest {
        Some(nearest) => format!("Did you mean “#{nearest}”?"),
        None => "Link to the page without the part from “#” on, or open the page, go to the place, and copy what the address has there.".to_owned(),
    })
}
