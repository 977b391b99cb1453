//! The data package: `datapackage.json`, as Frictionless Data describes it (version 1).

use serde_json::{Value, json};

use super::facts::{DataFile, Known};
use crate::record::Entry;
use crate::record::source::Source;

/// The package of these files.
pub(super) fn write(known: &Known<'_>, files: &[DataFile<'_>]) -> Value {
    let mut package = json!({
        "profile": "data-package",
        "name": format!("{}-data", name(&known.title)),
        "title": known.title,
        "description": known.description,
    });
    if let Some(id) = known.site.tag("data") {
        package["id"] = json!(id);
    }
    if let Some(page) = known.address("data/") {
        package["homepage"] = json!(page);
    }
    let changed = files
        .iter()
        .filter_map(|file| file.dates)
        .map(|dates| dates.1);
    if let Some(changed) = changed.max() {
        package["created"] = json!(changed.to_string());
    }
    package["contributors"] = json!([{"title": known.publisher, "role": "publisher"}]);
    if let Some(licences) = licences(known) {
        package["licenses"] = licences;
    }
    let resources = files.iter().map(|file| resource(known, file));
    package["resources"] = resources.collect();
    package
}

fn resource(known: &Known<'_>, file: &DataFile<'_>) -> Value {
    let mut resource = json!({
        "name": name(file.below()),
        "path": file.below(),
        "title": file.title,
        "profile": "data-resource",
        "format": file.format,
        "mediatype": file.media(),
        "bytes": file.bytes.len(),
        "hash": format!("sha256:{}", file.hash()),
    });
    if let Some(licences) = licences(known) {
        resource["licenses"] = licences;
    }
    if !file.sources.is_empty() {
        resource["sources"] = file.sources.iter().map(|entry| source(entry)).collect();
    }
    match file.format {
        // Programs that look into workbooks would check each sheet as if nothing were known of it.
        "xlsx" => resource["type"] = json!("file"),
        _ => resource["encoding"] = json!("utf-8"),
    }
    if file.format == "csv" {
        resource["profile"] = json!("tabular-data-resource");
        resource["dialect"] = json!({"delimiter": ",", "lineTerminator": "\r\n", "header": true});
        let fields: Vec<Value> = file.fields.iter().map(super::fields::Field::json).collect();
        resource["schema"] = json!({"fields": fields, "missingValues": [""]});
    }
    resource
}

/// The licence of what the editors wrote.
fn licences(known: &Known<'_>) -> Option<Value> {
    let (title, address) = known.licence.as_ref()?;
    let mut licence = json!({"name": name(title), "title": title});
    if let Some(address) = address {
        licence["path"] = json!(address);
    }
    Some(json!([licence]))
}

/// A document that the data quote. What is quoted has the rights that the document states.
fn source(entry: &Entry<Source>) -> Value {
    let mut source = json!({"title": entry.data.title.to_string()});
    if let Some(address) = &entry.data.address {
        source["path"] = json!(address.to_string());
    }
    if let Some(rights) = &entry.data.rights {
        source["rights"] = json!(rights.to_string());
    }
    source
}

/// A name of the signs that a package allows.
fn name(text: &str) -> String {
    let plain = |c: char| match c.is_ascii_alphanumeric() {
        true => c.to_ascii_lowercase(),
        false => '-',
    };
    let dashed: String = text.chars().map(plain).collect();
    let parts: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    match parts.is_empty() {
        true => "site".into(),
        false => parts.join("-"),
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_name_has_only_signs_that_a_package_allows() {
        assert_eq!(
            name("charts/benefits-by-award.csv"),
            "charts-benefits-by-award-csv"
        );
        assert_eq!(name("  Größe & (CC BY 4.0) "), "gr-e-cc-by-4-0");
        assert_eq!(name("Ιστός"), "site");
    }
}
