//! `search/records.ndjson`: every document as one line of JSON, for other machines.

use serde_json::{Value as Json, json};

use super::FOLDER;
use super::documents::Document;
use crate::link::Site;

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

pub(super) fn ndjson(site: &Site, documents: &[Document<'_>]) -> (String, Vec<u8>) {
    use rayon::prelude::*;
    let lines: Vec<String> = documents
        .par_iter()
        .map(|document| format!("{}\n", record(site, document)))
        .collect();
    (
        format!("{FOLDER}records.ndjson"),
        lines.concat().into_bytes(),
    )
}
