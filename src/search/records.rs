//! `search/records.ndjson` ([`RECORDS`]): every document as one line of JSON, for other machines.

use std::fmt::Write;

use rayon::prelude::*;
use serde_json::{Value as Json, json};

use super::documents::Document;
use crate::link::Site;
use crate::output::{Bytes, Part};

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
            "text": section.joined(),
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

/// So many lines are written, packed and kept together.
const TOGETHER: usize = 64;

/// The lines of all documents.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// Lines of [`TOGETHER`] documents, and of how many.
    parts: Vec<(usize, Part)>,
}

impl Lines {
    /// The lines of these documents. Those that are as they were are taken over.
    pub(super) fn update(&mut self, site: &Site, documents: &[Document<'_>], changed: &[bool]) {
        let chunks = documents.par_chunks(TOGETHER);
        let chunks = chunks.zip(changed.par_chunks(TOGETHER)).enumerate();
        let parts = chunks.map(|(at, (documents, changed))| {
            let count = documents.len();
            let known = self.parts.get(at).filter(|(known, _)| *known == count);
            let known = known.filter(|_| !changed.contains(&true)).cloned();
            known.unwrap_or_else(|| (count, part(site, documents)))
        });
        self.parts = parts.collect();
    }

    /// All of them, one after another.
    pub(super) fn bytes(&self) -> Bytes {
        Bytes::joined(self.parts.iter().map(|(_, part)| part.clone()))
    }
}

fn part(site: &Site, documents: &[Document<'_>]) -> Part {
    let mut lines = String::new();
    for document in documents {
        let _ = writeln!(lines, "{}", record(site, document));
    }
    Part::of(lines.as_bytes())
}
