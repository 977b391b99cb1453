//! What a reference to a page says, and where it can be had as a file.

use serde::Serialize;

use super::{Look, PageKey, award, keys};
use crate::link::{Site, find};
use crate::record::date::Date;
use crate::words::Words;

/// What a reference to the page of a record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The kind of record and its id, as in `award/p4-01`.
    pub of: String,
    /// The page, below the root of the site.
    pub route: String,
    /// The heading of the page.
    pub title: String,
    /// The site that it is part of.
    pub container: String,
    /// Who publishes it: the organisation behind the site, or the site.
    pub publisher: String,
    /// When it last changed, if that is known.
    pub changed: Option<Date>,
    /// Its whole address, if that of the site is known.
    pub address: Option<String>,
    /// Its name for ever, if the site has one.
    pub tag: Option<String>,
    /// Its language, as a tag.
    pub language: String,
}

/// A reference as files for other programs.
#[derive(Clone, Debug, Serialize)]
pub struct CiteView {
    /// BibTeX.
    pub bibtex: String,
    /// RIS.
    pub ris: String,
    /// CSL-JSON.
    pub csl: String,
    /// The name of the page for ever.
    pub id: Option<String>,
}

/// The endings of the files of a reference.
const FILES: [&str; 3] = ["bib", "ris", "json"];

impl Citation {
    /// The file with this ending.
    pub fn file(&self, ending: &str) -> String {
        file(&self.route, ending)
    }
}

fn file(route: &str, ending: &str) -> String {
    format!("{route}cite.{ending}")
}

/// The reference to the page of a record; `None` for other pages.
pub fn citation(site: &Site, words: &Words, key: &PageKey) -> Option<Citation> {
    let (kind, id) = keys::record(site, key)?;
    let of = format!("{kind}/{id}");
    let route = keys::route(site, key);
    let container = site.config.title.to_string();
    let statements = site.config.statements.as_ref();
    let organisation = statements.and_then(|all| all.organisation.as_ref());
    let updated = site.record_updated(kind, id);
    Some(Citation {
        title: title(site, words, (kind, id), &route)?,
        publisher: organisation.map_or_else(|| container.clone(), ToString::to_string),
        container,
        changed: updated.and_then(|moment| site.day(moment)),
        address: site.base_url.as_ref().map(|base| format!("{base}{route}")),
        tag: site.tag(&of),
        language: words.language().to_string(),
        of,
        route,
    })
}

/// The heading, which for some kinds is more than what lists call the record.
fn title(site: &Site, words: &Words, (kind, id): (&str, &str), route: &str) -> Option<String> {
    Some(match kind {
        "award" => {
            let look = Look::new(site, words, route);
            award::cited_title(&look, &find(&site.awards, id)?.data)
        }
        "source" => find(&site.sources, id)?.data.title.to_string(),
        kind => site.title(kind, id)?.to_string(),
    })
}

impl Look<'_> {
    /// The files of a reference to this page, if it is that of a record.
    pub(super) fn cite_files(&self, key: &PageKey) -> Option<CiteView> {
        let (kind, id) = keys::record(self.site, key)?;
        let [bibtex, ris, csl] = FILES.map(|ending| self.href(&file(self.route, ending)));
        Some(CiteView {
            bibtex,
            ris,
            csl,
            id: self.site.tag(&format!("{kind}/{id}")),
        })
    }
}
