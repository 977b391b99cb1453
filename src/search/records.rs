//! `search/records.ndjson` ([`RECORDS`]): every document as one line of JSON, for other machines.

use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Value as Json, json};

use super::documents::Document;
use crate::link::Site;

/// The file.
pub(super) const RECORDS: &str = "search/records.ndjson";

/// The address of a document below the site's root.
pub(super) fn url(document: &Document<'_>) -> String {
    match &document.anchor {
        Some(anchor) => format!("{}#{anchor}", document.route),
        None => document.route.clone(),
    }
}

/// A document as JSON: `url`, `kind`, `id`, `title`, `names`, `asked` (what people
/// type who want it), `summary`, the labels by vocabulary,
/// and `sections`, each with `anchor`, `heading` and `text`.
pub(super) fn record(site: &Site, document: &Document<'_>) -> Json {
    let base = site.base_url.as_deref().unwrap_or("");
    let mut labels = serde_json::Map::new();
    for (vocabulary, value) in &document.classes {
        let label = site.vocabularies.label(vocabulary, value);
        let labels = labels
            .entry((*vocabulary).to_string())
            .or_insert_with(|| json!([]));
        if let Some(labels) = labels.as_array_mut() {
            labels.push(json!(label));
        }
    }
    let sections = document.sections.iter().map(|section| {
        json!({
            "anchor": section.anchor,
            "heading": section.heading,
            "text": section.text.join("\n"),
        })
    });
    json!({
        "url": format!("{base}{}", url(document)),
        "kind": document.kind,
        "id": document.id,
        "title": document.title,
        "names": document.names,
        "asked": document.asked,
        "summary": document.summary,
        "labels": labels,
        "sections": sections.collect::<Vec<_>>(),
    })
}

/// The lines of all documents, one after another.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// All of them.
    pub(super) bytes: Arc<[u8]>,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Lines {
    /// The lines of these documents. Those that are as they were are taken over.
    pub(super) fn update(&mut self, site: &Site, documents: &[Document<'_>], changed: &[bool]) {
        let new: Vec<Option<String>> = documents
            .par_iter()
            .zip(changed)
            .map(|(document, changed)| changed.then(|| format!("{}\n", record(site, document))))
            .collect();
        let mut ends = Vec::with_capacity(new.len());
        let mut size = 0;
        for (at, line) in new.iter().enumerate() {
            size += self.line(at, line.as_ref()).len();
            ends.push(size);
        }
        // Put straight where it is to stay: of a large site it is more than a hundred megabytes.
        let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, size).collect();
        let mut rest = Arc::make_mut(&mut bytes);
        for (at, line) in new.iter().enumerate() {
            let line = self.line(at, line.as_ref());
            let (place, after) = rest.split_at_mut(line.len());
            place.copy_from_slice(line);
            rest = after;
        }
        *self = Self { bytes, ends };
    }

    /// The line of a document: the new one, or that of before.
    fn line<'l>(&'l self, at: usize, new: Option<&'l String>) -> &'l [u8] {
        new.map_or_else(|| self.known(at), |line| line.as_bytes())
    }

    fn known(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[at]]
    }
}
