//! For PostgreSQL: scripts for `psql` that put the records into a schema of their own, in one
//! transaction, with a function that answers queries.
//!
//! Nothing needs files on the server: synonyms are a table that the function reads, and spelling is
//! corrected only where the extension `pg_trgm` can be had. Texts reach the server as data of `COPY`,
//! never as SQL.

use serde_json::json;

use super::{Exported, Record};

const README: &str = include_str!("README.md");
const LOAD: &str = include_str!("load.sql");
const SCHEMA: &str = include_str!("schema.sql");
const INDEXES: &str = include_str!("indexes.sql");
const SEARCH: &str = include_str!("functions.sql");

/// What stands for the name of the language in `schema.sql`.
const LANGUAGE: &str = "{language}";

pub(super) fn files(exported: &Exported<'_>) -> Vec<(String, Vec<u8>)> {
    let schema = SCHEMA.replace(LANGUAGE, configuration(&exported.language));
    let texts = [
        ("README.md", README.to_string()),
        ("load.sql", LOAD.to_string()),
        ("schema.sql", schema),
        ("data.sql", data(exported)),
        ("indexes.sql", INDEXES.to_string()),
        ("functions.sql", SEARCH.to_string()),
    ];
    texts
        .into_iter()
        .map(|(name, text)| (name.to_string(), text.into_bytes()))
        .collect()
}

fn data(exported: &Exported<'_>) -> String {
    let mut sql = String::from(
        "-- The records of the site. Written by Casebook; change the records instead.\n",
    );
    table(
        &mut sql,
        "documents (name, position, kind, kind_label, url, title, names, summary, labels, facets, weight)",
        exported.records.iter().enumerate().map(document),
    );
    table(
        &mut sql,
        "sections (document, position, anchor, heading, body)",
        exported.records.iter().flat_map(sections),
    );
    table(
        &mut sql,
        "synonyms (typed, also)",
        exported
            .synonyms
            .iter()
            .map(|(typed, also)| vec![typed.clone(), also.clone()]),
    );
    table(
        &mut sql,
        "empty_words (word)",
        exported.empty.iter().map(|word| vec![(*word).to_string()]),
    );
    sql
}

fn document((position, record): (usize, &Record<'_>)) -> Vec<String> {
    let own = record.document;
    vec![
        record.name.clone(),
        position.to_string(),
        own.kind.to_string(),
        record.kind_label.clone(),
        record.url.clone(),
        own.title.to_string(),
        own.names.join("\n"),
        own.summary.to_string(),
        record.labels.join("\n"),
        json!(record.facets).to_string(),
        record.weight.to_string(),
    ]
}

fn sections<'r>(record: &'r Record<'_>) -> impl Iterator<Item = Vec<String>> + 'r {
    let sections = record.document.sections.iter().enumerate();
    sections.map(|(position, section)| {
        vec![
            record.name.clone(),
            position.to_string(),
            section.anchor.to_string(),
            section.heading.to_string(),
            section.joined(),
        ]
    })
}

/// Writes rows in the text form of `COPY`.
fn table(sql: &mut String, into: &str, rows: impl Iterator<Item = Vec<String>>) {
    sql.push_str(&format!("\nCOPY casebook.{into} FROM stdin;\n"));
    for row in rows {
        for (at, value) in row.iter().enumerate() {
            if at > 0 {
                sql.push('\t');
            }
            push_escaped(sql, value);
        }
        sql.push('\n');
    }
    sql.push_str("\\.\n");
}

/// A value as `COPY` reads it. PostgreSQL has no place for NUL in a text: the sign for what cannot be
/// shown stands for it.
fn push_escaped(sql: &mut String, value: &str) {
    for c in value.chars() {
        match c {
            '\\' => sql.push_str("\\\\"),
            '\n' => sql.push_str("\\n"),
            '\r' => sql.push_str("\\r"),
            '\t' => sql.push_str("\\t"),
            '\0' => sql.push('\u{FFFD}'),
            c => sql.push(c),
        }
    }
}

/// The text search configuration that PostgreSQL brings for a language.
fn configuration(language: &str) -> &'static str {
    match language {
        "ar" => "arabic",
        "da" => "danish",
        "de" => "german",
        "el" => "greek",
        "en" => "english",
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
        "ta" => "tamil",
        "tr" => "turkish",
        _ => "simple",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_a_row_a_column_or_the_data() {
        let mut sql = String::new();
        let row = vec!["a\tb\nc\r\\.\\N".to_string(), "it's \"x\"\0💔".to_string()];
        table(&mut sql, "t (a, b)", std::iter::once(row));
        let wanted = "\nCOPY casebook.t (a, b) FROM stdin;\na\\tb\\nc\\r\\\\.\\\\N\tit's \"x\"\u{FFFD}💔\n\\.\n";
        assert_eq!(sql, wanted);
    }

    #[test]
    fn the_scripts_name_the_language_and_nothing_else_is_left_open() {
        assert_eq!(SCHEMA.matches(LANGUAGE).count(), 1);
        assert!(SCHEMA.contains("pg_catalog.{language}"));
        assert_eq!(configuration("cy"), "simple");
    }
}
