//! For OpenSearch: `index.json` (settings and mapping), `records-N.ndjson` in the form of `_bulk`, and
//! a README with the commands.
//!
//! Synonyms are applied to what is asked, not to what is stored, so that they keep their direction and
//! a query can do without them (`"analyzer": "casebook_text"`).

use serde_json::{Map, Value as Json, json};

use super::{Exported, Record};

/// About how many bytes go into one file: a server refuses requests above its limit, often 100 MB.
const PART: usize = 8_000_000;

const README: &str = include_str!("opensearch.md");

pub(super) fn files(exported: &Exported<'_>) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        ("README.md".to_string(), README.as_bytes().to_vec()),
        ("index.json".to_string(), pretty(&index(exported))),
    ];
    files.extend(bulk(&exported.records, PART));
    files
}

fn pretty(json: &Json) -> Vec<u8> {
    format!("{json:#}\n").into_bytes()
}

/// Every record as two lines, what to do and with what, in files of about `part` bytes.
fn bulk(records: &[Record<'_>], part: usize) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<Vec<u8>> = vec![Vec::new()];
    for (at, record) in records.iter().enumerate() {
        let action = json!({"index": {"_id": record.name}});
        let lines = format!("{action}\n{}\n", document(at, record));
        match files.last_mut() {
            Some(last) if last.is_empty() || last.len() + lines.len() <= part => {
                last.extend_from_slice(lines.as_bytes());
            }
            _ => files.push(lines.into_bytes()),
        }
    }
    let width = files.len().to_string().len();
    let named = files.into_iter().enumerate();
    named
        .map(|(at, bytes)| (format!("records-{:0width$}.ndjson", at + 1), bytes))
        .collect()
}

fn document(order: usize, record: &Record<'_>) -> Json {
    let own = record.document;
    let sections = own.sections.iter().map(|section| {
        json!({
            "anchor": section.anchor,
            "heading": section.heading,
            "text": section.joined(),
        })
    });
    json!({
        "id": own.id,
        "kind": own.kind,
        "kind_label": record.kind_label,
        "url": record.url,
        "order": order,
        "weight": record.weight,
        "title": own.title,
        "names": own.names,
        "summary": own.summary,
        "labels": record.labels,
        "facets": record.facets,
        "sections": sections.collect::<Vec<_>>(),
    })
}

fn index(exported: &Exported<'_>) -> Json {
    json!({
        "settings": {
            "index": {"number_of_shards": 1},
            "analysis": analysis(exported),
        },
        "mappings": {
            "dynamic": "strict",
            "properties": properties(exported),
        },
    })
}

/// How words are read: as stored, as asked, and letter by letter.
fn analysis(exported: &Exported<'_>) -> Json {
    let mut filters = Map::new();
    let mut text = vec!["lowercase", "asciifolding"];
    if let Some(language) = stemmer(&exported.language) {
        filters.insert(
            "casebook_stem".into(),
            json!({"type": "stemmer", "language": language}),
        );
        text.push("casebook_stem");
    }
    filters.insert(
        "casebook_synonyms".into(),
        json!({"type": "synonym_graph", "lenient": true, "synonyms": rules(&exported.synonyms)}),
    );
    let mut asked = text.clone();
    asked.push("casebook_synonyms");
    let custom = |filters: &[&str]| {
        json!({
            "type": "custom",
            "char_filter": ["casebook_signs"],
            "tokenizer": "standard",
            "filter": filters,
        })
    };
    json!({
        // “A&E” is one word; so are its curled forms of apostrophes and the straight one.
        "char_filter": {"casebook_signs": {"type": "mapping", "mappings": ["&=>_", "\u{2019}=>'"]}},
        "filter": filters,
        "analyzer": {
            "casebook_text": custom(&text),
            "casebook_asked": custom(&asked),
            "casebook_exact": custom(&["asciifolding"]),
        },
    })
}

/// Synonyms in Solr's form, which the filter reads: `typed => typed, also`. A comma, an arrow, a
/// backslash or a sharp at the front would be read as a rule's own sign.
fn rules(synonyms: &[(String, String)]) -> Vec<String> {
    let mut rules: Vec<(String, Vec<String>)> = Vec::new();
    for (typed, also) in synonyms {
        let (typed, also) = (phrase(typed), phrase(also));
        if typed.is_empty() || also.is_empty() || typed == also {
            continue;
        }
        match rules.last_mut().filter(|(known, _)| *known == typed) {
            Some((_, all)) => all.push(also),
            None => rules.push((typed, vec![also])),
        }
    }
    let rules = rules.into_iter();
    rules
        .map(|(typed, also)| format!("{typed} => {typed}, {}", also.join(", ")))
        .collect()
}

/// Only what makes words: anything else is a space to the engine too.
fn phrase(text: &str) -> String {
    let keeps = |c: char| c.is_alphanumeric() || matches!(c, '&' | '\'' | '\u{2019}' | '.');
    let spaced: String = text
        .chars()
        .map(|c| if keeps(c) { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn properties(exported: &Exported<'_>) -> Json {
    let text = |to: &[&str]| {
        json!({
            "type": "text",
            "analyzer": "casebook_text",
            "search_analyzer": "casebook_asked",
            "copy_to": to,
        })
    };
    let keyword = json!({"type": "keyword"});
    let kept = json!({"type": "keyword", "index": false, "doc_values": false});
    let mut everything = text(&[]);
    everything["fields"] = json!({"exact": {"type": "text", "analyzer": "casebook_exact"}});
    let facets = exported.facets.iter();
    let facets: Map<String, Json> = facets
        .map(|facet| (facet.id.clone(), keyword.clone()))
        .collect();
    json!({
        "id": keyword,
        "kind": keyword,
        "kind_label": kept,
        "url": kept,
        "order": {"type": "integer"},
        "weight": {"type": "float"},
        "title": text(&["everything"]),
        "names": text(&["everything"]),
        "summary": text(&["everything"]),
        "labels": text(&["everything"]),
        "headings": text(&[]),
        "text": text(&[]),
        "everything": everything,
        "facets": {"type": "object", "dynamic": "strict", "properties": facets},
        "sections": {
            "type": "nested",
            "dynamic": "strict",
            "properties": {
                "anchor": kept,
                "heading": text(&["everything", "headings"]),
                "text": text(&["everything", "text"]),
            },
        },
    })
}

/// What OpenSearch calls the stemmer of a language.
fn stemmer(language: &str) -> Option<&'static str> {
    Some(match language {
        "ar" => "arabic",
        "da" => "danish",
        "de" => "german",
        "el" => "greek",
        // The same algorithm as that of the site's own search.
        "en" => "porter2",
        "es" => "spanish",
        "fi" => "finnish",
        "fr" => "french",
        "hu" => "hungarian",
        "it" => "italian",
        "nb" | "nn" | "no" => "norwegian",
        "nl" => "dutch",
        "pt" => "portuguese",
        "ro" => "romanian",
        "ru" => "russian",
        "sv" => "swedish",
        "tr" => "turkish",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use super::*;
    use crate::search::documents::{Document, Section};

    fn hostile(text: &'static str) -> Document<'static> {
        Document {
            kind: "award",
            id: Cow::Borrowed("x"),
            route: "awards/x/".into(),
            anchor: None,
            title: Cow::Borrowed(text),
            names: vec![Cow::Borrowed(text)],
            summary: Cow::Borrowed(text),
            classes: Vec::new(),
            asked: Vec::new(),
            sections: vec![Section {
                text: vec![text.into()],
                ..Section::default()
            }],
            reads: Default::default(),
        }
    }

    fn record<'d>(document: &'d Document<'d>) -> Record<'d> {
        Record {
            name: "award:x".into(),
            url: "awards/x/".into(),
            kind_label: "Award".into(),
            weight: 1.0,
            labels: Vec::new(),
            facets: BTreeMap::new(),
            document,
        }
    }

    #[test]
    fn no_text_ends_a_line_or_a_string() {
        let text = "a\"b\\c\nd\r\u{0}e\u{2028}💔{\"index\":{}}\n";
        let document = hostile(text);
        let files = bulk(&[record(&document)], PART);
        let lines = String::from_utf8(files[0].1.clone()).expect("UTF-8");
        let lines: Vec<&str> = lines.lines().collect();
        assert_eq!(lines.len(), 2);
        let read: Json = serde_json::from_str(lines[1]).expect("JSON");
        assert_eq!(read["title"], text);
        assert_eq!(read["sections"][0]["text"], text);
    }

    #[test]
    fn a_large_site_is_cut_between_records() {
        let document = hostile("some words");
        let records = [record(&document), record(&document), record(&document)];
        let files = bulk(&records, 1);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let wanted = ["records-1.ndjson", "records-2.ndjson", "records-3.ndjson"];
        assert_eq!(names, wanted);
        for (_, bytes) in &files {
            assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), 2);
        }
    }

    #[test]
    fn a_synonym_cannot_become_a_rule_of_its_own() {
        let pair = |a: &str, b: &str| (a.to_string(), b.to_string());
        let synonyms = [
            pair("# A&E, x => y", "accident\nand emergency\\"),
            pair("MSK", "bone and joint"),
            pair("MSK", "musculoskeletal"),
            pair("=>", "nothing"),
            pair("£44m", "44m"),
        ];
        let wanted = [
            "A&E x y => A&E x y, accident and emergency",
            "MSK => MSK, bone and joint, musculoskeletal",
        ];
        assert_eq!(rules(&synonyms), wanted);
    }
}
