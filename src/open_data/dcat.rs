//! The catalogue: `catalog.jsonld`, in the terms of DCAT 3 as JSON-LD.
//!
//! Nothing is fetched to read it: the context is in the file. Addresses are whole where that of the
//! site is known, else they are relative to the file.

use serde_json::{Value, json};

use super::facts::{DataFile, Known};
use crate::history::Moment;

/// Where media types have their addresses.
const MEDIA: &str = "https://www.iana.org/assignments/media-types/";

/// The catalogue of these files: a dataset for each subject, with its forms.
pub(super) fn write(known: &Known<'_>, files: &[DataFile<'_>]) -> Value {
    let mut subjects: Vec<&[DataFile<'_>]> = Vec::new();
    subjects.extend(files.chunk_by(|a, b| a.subject == b.subject));
    let mut catalogue = json!({
        "@context": context(),
        "@id": own(known, "catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": worded(known, &known.title),
        "dct:description": worded(known, &known.description),
    });
    let dates = files.iter().filter_map(|file| file.dates);
    about(known, &mut catalogue, "data", all(dates));
    if let Some(home) = known.address("") {
        catalogue["foaf:homepage"] = json!({"@id": home});
    }
    let datasets = subjects.into_iter().map(|forms| dataset(known, forms));
    catalogue["dcat:dataset"] = datasets.collect();
    catalogue
}

fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

/// What a catalogue and a dataset both have: publisher, licence, language, name for ever and dates.
fn about(known: &Known<'_>, node: &mut Value, name: &str, dates: Option<(Moment, Moment)>) {
    node["dct:publisher"] = json!({
        "@id": own(known, "publisher"),
        "@type": "foaf:Agent",
        "foaf:name": known.publisher,
    });
    node["dct:language"] = json!(known.language);
    if let Some(tag) = known.site.tag(name) {
        node["dct:identifier"] = json!(tag);
    }
    if let Some((issued, modified)) = dates {
        node["dct:issued"] = moment(issued);
        node["dct:modified"] = moment(modified);
    }
    licence(known, node);
}

/// A subject in all its forms, which share what is known of it.
fn dataset(known: &Known<'_>, forms: &[DataFile<'_>]) -> Value {
    let first = &forms[0];
    let mut dataset = json!({
        "@id": own(known, first.subject),
        "@type": "dcat:Dataset",
        "dct:title": worded(known, &first.title),
        "dct:description": worded(known, &first.title),
    });
    about(
        known,
        &mut dataset,
        &format!("data/{}", first.subject),
        first.dates,
    );
    if let Some(page) = known.address("data/") {
        dataset["dcat:landingPage"] = json!({"@id": page});
    }
    let sources = first.sources.iter().map(|entry| {
        let mut source = json!({"dct:title": entry.data.title.to_string()});
        if let Some(rights) = &entry.data.rights {
            source["dct:rights"] =
                json!({"@type": "dct:RightsStatement", "dct:description": rights.to_string()});
        }
        if let Some(address) = &entry.data.address {
            source["@id"] = json!(address.to_string());
        }
        source
    });
    let sources: Vec<Value> = sources.collect();
    if !sources.is_empty() {
        dataset["dct:source"] = json!(sources);
    }
    let forms = forms.iter().map(|file| distribution(known, file));
    dataset["dcat:distribution"] = forms.collect();
    dataset
}

fn distribution(known: &Known<'_>, file: &DataFile<'_>) -> Value {
    let whole = known.address(file.path);
    let file_address = whole.unwrap_or_else(|| file.below().to_string());
    let mut distribution = json!({
        "@id": own(known, file.below()),
        "@type": "dcat:Distribution",
        "dct:title": file.below(),
        "dcat:accessURL": {"@id": file_address},
        "dcat:downloadURL": {"@id": file_address},
        "dcat:mediaType": {"@id": format!("{MEDIA}{}", file.media())},
        "dcat:byteSize": {"@value": file.bytes.len().to_string(), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.hash(), "@type": "xsd:hexBinary"},
        },
    });
    licence(known, &mut distribution);
    distribution
}

/// A licence with an address is named by it; one without is a statement of rights.
fn licence(known: &Known<'_>, node: &mut Value) {
    match &known.licence {
        Some((_, Some(address))) => node["dct:license"] = json!({"@id": address}),
        Some((name, None)) => {
            node["dct:rights"] = json!({"@type": "dct:RightsStatement", "dct:description": name});
        }
        None => {}
    }
}

/// The address of a thing that this catalogue describes.
fn own(known: &Known<'_>, name: &str) -> String {
    let file = known.address("data/catalog.jsonld");
    format!("{}#{name}", file.unwrap_or_default())
}

fn worded(known: &Known<'_>, text: &str) -> Value {
    json!({"@value": text, "@language": known.language})
}

fn moment(moment: Moment) -> Value {
    json!({"@value": moment.to_string(), "@type": "xsd:dateTime"})
}

/// From the first to the last of them all.
fn all(dates: impl Iterator<Item = (Moment, Moment)>) -> Option<(Moment, Moment)> {
    dates.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))
}
