//! `search/labels.js`: what filters and their values are called, for a search page that asks a server.
//! The server counts values by their ids; only the site knows what readers call them.

use std::sync::Arc;

use serde_json::json;

use super::FOLDER;
use super::facets::Facet;
use super::file::literal;
use crate::output::Bytes;

/// The script; it calls `casebookLabels` with a list of `{id, label, values: [[id, label], …]}`.
pub(super) fn script(facets: &[Facet]) -> (Arc<str>, Bytes) {
    let facets = facets.iter().map(|facet| {
        let values = facet.values.iter();
        let values = values.map(|value| json!([value.id, value.label]));
        json!({"id": facet.id, "label": facet.label, "values": values.collect::<Vec<_>>()})
    });
    let data = literal(&json!(facets.collect::<Vec<_>>()));
    let text = format!("casebookLabels({data});\n");
    (
        format!("{FOLDER}labels.js").into(),
        text.into_bytes().into(),
    )
}
