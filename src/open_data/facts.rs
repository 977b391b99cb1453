//! What is known of the site and of each data file, before it is put into the terms of a format.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::fields::{self, Field};
use crate::history::Moment;
use crate::link::{REGISTERS, Site, find};
use crate::output::Bytes;
use crate::record::Entry;
use crate::record::source::Source;
use crate::words::Words;

/// What both formats say of the site.
pub(super) struct Known<'s> {
    pub(super) site: &'s Site,
    /// The name of the site.
    pub(super) title: String,
    /// What it is.
    pub(super) description: String,
    /// Who publishes it.
    pub(super) publisher: String,
    /// Its language, as a tag.
    pub(super) language: String,
    /// The licence of its own text and data: name and address.
    pub(super) licence: Option<(String, Option<String>)>,
}

impl<'s> Known<'s> {
    pub(super) fn new(site: &'s Site, words: &Words) -> Self {
        let config = &site.config;
        let title = config.title.to_string();
        let about = config.description.as_ref().map(ToString::to_string);
        let about = about.or_else(|| config.tagline.as_ref().map(ToString::to_string));
        let statements = config.statements.as_ref();
        let organisation = statements.and_then(|all| all.organisation.as_ref());
        let licence = config.content_licence.as_ref().map(|licence| {
            let address = licence.address.as_ref().map(ToString::to_string);
            (licence.name.to_string(), address)
        });
        Self {
            site,
            description: about.unwrap_or_else(|| title.clone()),
            publisher: organisation.map_or_else(|| title.clone(), ToString::to_string),
            title,
            language: words.language().to_string(),
            licence,
        }
    }

    /// The address of a page or file: whole when that of the site is known.
    pub(super) fn address(&self, route: &str) -> Option<String> {
        let base = self.site.base_url.as_ref()?;
        Some(format!("{base}{route}"))
    }
}

/// A data file.
pub(super) struct DataFile<'d> {
    /// Its path below the root of the site.
    pub(super) path: &'d str,
    /// Its ending.
    pub(super) format: &'d str,
    pub(super) bytes: &'d Bytes,
    /// What it holds, whatever its form: `awards`, `charts/outcomes`.
    pub(super) subject: &'d str,
    /// What it holds, in words.
    pub(super) title: String,
    /// Its columns, if it is a table.
    pub(super) fields: Vec<Field>,
    /// When what it holds was first there, and when it last changed, if that is known.
    pub(super) dates: Option<(Moment, Moment)>,
    /// The sources that its records name.
    pub(super) sources: Vec<&'d Entry<Source>>,
}

impl<'d> DataFile<'d> {
    /// `None` for files that are not data.
    pub(super) fn new(
        site: &'d Site,
        words: &Words,
        path: &'d str,
        bytes: &'d Bytes,
    ) -> Option<Self> {
        let (subject, format) = path.strip_prefix("data/")?.rsplit_once('.')?;
        let kinds = kinds(subject);
        let fields = match format {
            "csv" => fields::of(site, kinds.first().copied(), bytes.reader()),
            _ => Vec::new(),
        };
        Some(Self {
            path,
            format,
            bytes,
            subject,
            title: words.text(&format!("data_file.{}", subject.replace(['/', '-'], "_"))),
            fields,
            dates: dates(site, &kinds),
            sources: sources(site, &kinds),
        })
    }

    /// The path from the folder of the package.
    pub(super) fn below(&self) -> &'d str {
        self.path.strip_prefix("data/").unwrap_or(self.path)
    }

    /// The form of its content, as servers name it.
    pub(super) fn media(&self) -> &'static str {
        match self.format {
            "csv" => "text/csv",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ => "application/json",
        }
    }

    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub(super) fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        for part in self.bytes.in_parts() {
            hasher.update(part);
        }
        hasher
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// The kinds of record that a file holds, or is counted from.
fn kinds(subject: &str) -> Vec<&'static str> {
    let register = REGISTERS.iter().find(|(_, name)| *name == subject);
    match (register, subject) {
        (Some((kind, _)), _) => vec![kind],
        (None, "casebook") => REGISTERS.iter().map(|(kind, _)| *kind).collect(),
        (None, "checklists") => vec!["checklist"],
        (None, "templates") => vec!["template"],
        (None, "coverage") => vec!["source"],
        (None, "charts/audiences-and-themes") => vec!["lesson"],
        (None, "charts/benefits-by-award" | "charts/benefits-by-category") => vec!["benefit"],
        (None, "charts/timeline") => vec!["event"],
        (None, "charts/criteria" | "charts/evidence-and-maturity" | "charts/outcomes") => {
            vec!["award"]
        }
        (None, _) => Vec::new(),
    }
}

fn dates(site: &Site, kinds: &[&str]) -> Option<(Moment, Moment)> {
    let mut first = None;
    let mut last = None;
    site.each_record(|kind, _, file, _| {
        if kinds.contains(&kind) {
            first = [first, site.added(file)].into_iter().flatten().min();
            last = last.max(site.updated(file));
        }
    });
    first.zip(last)
}

/// The sources that records of these kinds name; for the sources themselves, all of them.
fn sources<'s>(site: &'s Site, kinds: &[&str]) -> Vec<&'s Entry<Source>> {
    let mut named = BTreeSet::new();
    site.each_record(|kind, id, _, common| {
        if kinds.contains(&kind) {
            named.extend((kind == "source").then_some(id));
            let sources = common.locators.iter();
            named.extend(sources.map(|locator| locator.source.id.as_str()));
        }
    });
    let named = named.into_iter();
    named.filter_map(|id| find(&site.sources, id)).collect()
}
