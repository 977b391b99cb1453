//! A site in another language: every word of the interface follows it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use casebook::history::{Change, Commit, History, Moment, What};
use casebook::record::date::Date;
use casebook::schema::KINDS;
use casebook::view::TEMPLATES;
use casebook::{Memo, Options};

use crate::made::{self, ADDRESS};
use crate::support::{DAY, Site, broken};

/// Texts that are marks and not words.
const MARKS: &[(&str, &str)] = &[
    ("format.thousands", "\"¦\""),
    ("format.decimal", "\"‖\""),
    ("format.small_inside", "\"no\""),
];

#[test]
fn a_second_catalogue_switches_every_word_date_and_number() {
    let files = made::site(pseudo());
    let change = |seconds, what| Change {
        commit: Arc::new(Commit {
            at: Moment::from_seconds(seconds),
            id: "0".into(),
            subject: String::new(),
        }),
        what,
    };
    let changes = vec![
        change(1_740_825_000, What::Added),
        change(1_762_335_000, What::Changed),
    ];
    let paths = files.iter().map(|(_, file)| file.path.to_string());
    let history = History::new(paths.map(|path| (path, changes.clone())));
    let options = Options {
        as_of: Date::parse(DAY).expect("a date"),
        base_url: None,
        drafts: false,
        for_publication: false,
        history: Some(history),
    };
    let built = casebook::build(&files, &options, &Memo::new());
    let problems: Vec<String> = built
        .diagnostics
        .iter()
        .map(|problem| format!("{}: {}", problem.code, problem.message))
        .collect();
    assert!(!built.diagnostics.has_errors(), "\n{}", problems.join("\n"));
    for template in TEMPLATES {
        assert!(
            built.timings.templates.contains_key(template),
            "no page shows {template}"
        );
    }
    let mut english = BTreeSet::new();
    for (path, bytes) in built
        .output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let html = String::from_utf8(bytes.read().into_owned()).expect("is UTF-8");
        for said in said(&html) {
            english.extend(wrong(&said).map(|word| format!("{path}: “{word}” in “{said}”")));
        }
    }
    let english: Vec<String> = english.into_iter().take(60).collect();
    assert!(english.is_empty(), "\n{}", english.join("\n"));
    let pages = KINDS
        .iter()
        .filter(|kind| made::has_pages(kind) && kind.name != "artefact");
    for kind in pages {
        let page = match kind.shown {
            casebook::schema::Shown::Page(folder) => format!("{folder}a/index.html"),
            _ => "a/index.html".to_string(),
        };
        assert!(built.output.get(&page).is_some(), "{page} is missing");
    }
}

/// Letters of the interface's language outside names of data files, and marks of English numbers.
fn wrong(said: &str) -> impl Iterator<Item = String> {
    let records: Vec<&str> = runs(ADDRESS).chain(["GBP"]).collect();
    let is_file = [".csv", ".json", ".jsonld", ".xlsx"]
        .iter()
        .any(|end| said.ends_with(end));
    let words: Vec<String> = runs(if is_file { "" } else { said })
        .filter(|run| !records.contains(run))
        .map(str::to_string)
        .collect();
    let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    let chars: Vec<char> = said.chars().collect();
    let marks = (1..chars.len()).filter_map(move |at| {
        let between = digit(chars.get(at - 1)) && digit(chars.get(at + 1));
        (between && matches!(chars[at], ',' | '.')).then(|| chars[at].to_string())
    });
    words.into_iter().chain(marks.collect::<Vec<_>>())
}

fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphabetic())
        .filter(|run| !run.is_empty())
}

/// What a page says: its text, and the attributes that are read out or shown.
fn said(html: &str) -> Vec<String> {
    let mut said = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("tags are closed");
        for name in ["aria-label=\"", "alt=\"", "title=\"", "placeholder=\""] {
            said.extend(attribute(tag, name));
        }
        if tag.starts_with("meta name=\"description\"") {
            said.extend(attribute(tag, "content=\""));
        }
        match tag.contains("application/ld+json") {
            true => said_as_data(&serde_json::from_str(text).expect("JSON"), &mut said),
            false => said.push(text.to_string()),
        }
    }
    said.iter()
        .map(|text| without_entities(text).trim().to_string())
        .filter(|text| !text.is_empty())
        .collect()
}

/// The words in JSON-LD; its terms and addresses are no words.
fn said_as_data(value: &serde_json::Value, said: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|item| said_as_data(item, said)),
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                match value.as_str() {
                    Some(text) if ["name", "description", "text"].contains(&key.as_str()) => {
                        said.push(text.to_string());
                    }
                    _ => said_as_data(value, said),
                }
            }
        }
        _ => {}
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split_once(&format!(" {name}"))?.1;
    value.split('"').next().map(str::to_string)
}

fn without_entities(text: &str) -> String {
    let mut plain = String::new();
    for (at, piece) in text.split('&').enumerate() {
        match piece.split_once(';') {
            Some((_, rest)) if at > 0 => plain.push_str(rest),
            _ => plain.push_str(piece),
        }
    }
    plain
}

/// The English of the default theme, every letter another.
fn pseudo() -> Vec<(String, String)> {
    let english = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/strings/en");
    let files = fs::read_dir(english).expect("lists");
    files
        .map(|file| {
            let path = file.expect("lists").path();
            let topic = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let text = fs::read_to_string(&path).expect("reads");
            let lines: Vec<String> = text.lines().map(|line| pseudo_line(&topic, line)).collect();
            (
                format!("themes/own/strings/qps/{topic}.yaml"),
                lines.join("\n"),
            )
        })
        .collect()
}

/// `name: text` with other letters in the text.
fn pseudo_line(topic: &str, line: &str) -> String {
    let Some((name, text)) = line.split_once(':').filter(|_| !line.starts_with('#')) else {
        return line.to_string();
    };
    let key = format!("{topic}.{name}");
    match MARKS.iter().find(|(known, _)| *known == key) {
        Some((_, mark)) => format!("{name}: {mark}"),
        None => format!("{name}:{}", pseudo_text(text)),
    }
}

/// Places, and what follows a backslash, stay.
fn pseudo_text(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let end = match c {
            '{' => Some('}'),
            '(' if out.ends_with(']') => Some(')'),
            _ => None,
        };
        out.push(if end.is_some() { c } else { other(c) });
        if let Some(end) = end {
            let place = std::iter::from_fn(|| chars.next_if(|c| *c != end));
            out.extend(place);
        } else if c == '\\' {
            let rest = if chars.peek() == Some(&'u') { 5 } else { 1 };
            out.extend(chars.by_ref().take(rest));
        }
    }
    out
}

/// A letter in a circle, and another full stop and comma.
fn other(c: char) -> char {
    let circled = match c {
        'a'..='z' => u32::from('ⓐ') + u32::from(c) - u32::from('a'),
        'A'..='Z' => u32::from('Ⓐ') + u32::from(c) - u32::from('A'),
        // A number inside a text is not one that Casebook writes.
        '.' => return '。',
        ',' => return '、',
        _ => return c,
    };
    char::from_u32(circled).expect("a letter")
}

#[test]
fn english_would_be_found() {
    let page = "<p title=\"Two\">ⓐ 1¦234</p><b>One &amp; 1,234.5 GBP</b><meta name=\"description\" content=\"Three\">";
    let found: Vec<String> = said(page).iter().flat_map(|said| wrong(said)).collect();
    assert_eq!(found, ["Two", "One", ",", ".", "Three"]);
}

#[test]
fn a_word_that_a_translation_lacks_is_named() {
    let mut site = Site::small().with("missing-string");
    for (path, text) in pseudo() {
        let left_out = |line: &&str| path.ends_with("frame.yaml") && line.starts_with("skip:");
        let kept = text.lines().filter(|line| !left_out(line));
        let text: Vec<&str> = kept.collect();
        site = site.write(&path.replace("themes/own", "themes/plain"), text.join("\n"));
    }
    site.expect("missing-string");
}

#[test]
fn a_word_that_no_catalogue_has_is_an_error_where_it_stands() {
    broken("unknown-string-key");
}
