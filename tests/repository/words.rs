//! The words of the interface: every key that is used exists, every key that exists is used, and
//! no template says a word by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use casebook::record::shape::{FieldShape, Shape};
use casebook::schema::{COMMON, KINDS};

use super::support::root;

/// Keys that are put together when a page is made, `*` standing for what is put in, and why.
const MADE: &[(&str, &str)] = &[
    ("format.month_*", "the number of the month"),
    ("format.money_*", "the currency"),
    ("kind.*", "the kind of record"),
    ("field.*", "the field of a record"),
    ("printed.*", "the record and the column of the source"),
    ("facet.awards_*", "the filter"),
    ("facet.lessons_*", "the filter"),
    ("facet.figures_*", "the filter"),
    ("budget.group_*", "the group of questions"),
    ("budget.about_*", "the group of questions"),
    ("budget.field_*", "the question"),
    ("budget.hint_*", "the question"),
    ("compare.group_*", "the group of columns"),
    ("compare.*", "the column"),
    ("story.*", "the part of the story"),
    ("award.fact_*", "the fact"),
    ("award.answer_*", "the question"),
    ("award.rating_*", "the rating"),
    ("matrix.rating_*", "the rating"),
    ("lesson.fact_*", "the field"),
    ("home.about_*", "the part of the site"),
    ("statement.able_*", "what a reader is able to do"),
    ("statement.*_lead", "the page about the site"),
    ("statement.accessibility*", "the page about the site"),
    ("statement.privacy*", "the page about the site"),
    ("statement.licence*", "the page about the site"),
    ("statement.contact*", "the page about the site"),
    ("statement.data*", "the page about the site"),
    ("data_file.*", "the file"),
    ("chart.*_letter", "the answer of a question, for its letter"),
];

/// Endings of files, which look like keys: `award.html`.
const ENDINGS: &[&str] = &[
    "html", "yaml", "json", "csv", "css", "js", "md", "svg", "txt", "xml",
];

fn files(folder: &Path, ending: &str, out: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("lists") {
        let path = entry.expect("lists").path();
        if path.is_dir() {
            files(&path, ending, out);
        } else if path.extension().is_some_and(|known| known == ending) {
            let text = fs::read_to_string(&path).expect("reads");
            out.push((path, text));
        }
    }
}

/// Every file that may use a key.
fn users() -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    files(&root().join("src"), "rs", &mut all);
    files(&root().join("themes/default/templates"), "html", &mut all);
    // The tests of the catalogue itself have keys of their own.
    all.retain(|(path, _)| !path.ends_with("words/tests.rs"));
    all
}

/// The keys of the English: a line that begins with a name, in the file of its topic.
fn keys() -> BTreeSet<String> {
    let mut all = Vec::new();
    files(&root().join("themes/default/strings/en"), "yaml", &mut all);
    let mut keys = BTreeSet::new();
    for (path, text) in all {
        assert!(
            text.starts_with("# "),
            "{} says not what it holds",
            path.display()
        );
        let topic = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        for line in text.lines().filter(|line| !line.starts_with([' ', '#'])) {
            if let Some((name, _)) = line.split_once(':') {
                keys.insert(format!("{topic}.{}", name.trim_matches('"')));
            }
        }
    }
    keys
}

/// What stands between quotation marks and looks like a key.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |part: &str| {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        !part.is_empty() && part.chars().all(plain)
    };
    text.split('"').filter(move |word| {
        word.split_once('.')
            .is_some_and(|(topic, name)| is_name(topic) && is_name(name))
    })
}

#[test]
fn every_key_that_is_used_exists() {
    let keys = keys();
    let topics: BTreeSet<&str> = keys
        .iter()
        .filter_map(|key| key.split('.').next())
        .collect();
    let mut missing = Vec::new();
    for (path, text) in users() {
        for key in named(&text) {
            let (topic, name) = key.split_once('.').expect("has a dot");
            let asked = text.contains(&format!("key=\"{key}\""));
            let meant = topics.contains(topic) && !ENDINGS.contains(&name);
            if (asked || meant) && !keys.contains(key) {
                missing.push(format!("{}: {key}", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn every_key_that_exists_is_used() {
    let users = users();
    let named: BTreeSet<&str> = users.iter().flat_map(|(_, text)| named(text)).collect();
    let scripts = |topic: &str| {
        let call = format!("t_topic(topic=\"{topic}\")");
        users.iter().any(|(_, text)| text.contains(&call))
    };
    let made = |key: &str| {
        let fits = |pattern: &str| {
            let (start, end) = pattern.split_once('*').expect("has a star");
            key.starts_with(start) && key.ends_with(end)
        };
        MADE.iter().any(|(pattern, _)| fits(pattern))
    };
    let unused: Vec<String> = keys()
        .into_iter()
        .filter(|key| !named.contains(key.as_str()) && !made(key))
        .filter(|key| !scripts(key.split('.').next().unwrap_or_default()))
        .collect();
    assert!(unused.is_empty(), "\n{}", unused.join("\n"));
}

#[test]
fn every_field_and_every_kind_has_its_words_and_no_other() {
    let mut wanted = BTreeSet::new();
    for kind in KINDS {
        let name = kind.name.replace('-', "_");
        wanted.insert(format!("kind.{name}"));
        if kind.catalogue.is_some() {
            wanted.insert(format!("kind.{name}_intro"));
            wanted.insert(format!("kind.{name}_empty"));
        }
        fields(kind.name, kind.shape.fields, &mut wanted);
    }
    fields("", COMMON.fields, &mut wanted);
    let there: BTreeSet<String> = keys()
        .into_iter()
        .filter(|key| {
            ["kind.", "field.", "printed."]
                .iter()
                .any(|topic| key.starts_with(topic))
        })
        .collect();
    let missing: Vec<_> = wanted.difference(&there).collect();
    let extra: Vec<_> = there.difference(&wanted).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "missing: {missing:?}, too many: {extra:?}"
    );
}

/// The keys for fields, for fields inside them, and for columns of a source's tables.
fn fields(kind: &str, shapes: &[FieldShape], wanted: &mut BTreeSet<String>) {
    for field in shapes {
        wanted.insert(format!("field.{}", field.key));
        let mut shape = &field.shape;
        while let Shape::List(inner) | Shape::Table(inner) = shape {
            shape = inner;
        }
        let Shape::Struct(inner) = shape else {
            continue;
        };
        fields(kind, inner.fields, wanted);
        if field.key == "printed" {
            let columns = inner.fields.iter();
            wanted.extend(columns.map(|column| format!("printed.{kind}_{}", column.key)));
        }
    }
}

#[test]
fn no_template_says_a_word_by_itself() {
    let mut all = Vec::new();
    files(&root().join("themes/default/templates"), "html", &mut all);
    let mut wrong = Vec::new();
    for (path, text) in all {
        let path = path
            .strip_prefix(root())
            .expect("below the root")
            .display()
            .to_string();
        // A component can give the classes of a tag, or an attribute with its name.
        let words = words_of(&text).into_iter();
        let class = |word: &str| ["nhsuk-", "cb-"].iter().any(|ours| word.starts_with(ours));
        let words = words.filter(|(_, word)| !class(word) && !word.ends_with("=\""));
        wrong.extend(words.map(|(at, word)| {
            let line = text[..at].matches('\n').count() + 1;
            format!("{path}:{line}: {word}")
        }));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn bare_words_are_found_wherever_they_stand() {
    let found = |text: &str| {
        let words: BTreeMap<usize, String> = words_of(text).into_iter().collect();
        words.into_values().collect::<Vec<_>>()
    };
    assert_eq!(
        found("<p class=\"a b\">{{ a.b }}: {% if c %}, {% endif %}&nbsp;</p>{# No #}"),
        [""; 0]
    );
    assert_eq!(
        found("<p>One {{ a }}</p>\n<b title=\"Two\">{{ t(key=\"a.b\") }}</b>"),
        ["One", "Two"]
    );
    assert_eq!(
        found("{{ <blank text=\"Not said\" /> }}{% set a = \"lower case\" %}"),
        ["Not said", "lower case"]
    );
}

/// Words in the text of a template, in attributes that are read out, and in quotation marks inside
/// its instructions, each with its place.
fn words_of(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = 0;
    while rest < text.len() {
        let here = &text[rest..];
        let end = ["{#", "{{", "{%"].iter().zip(["#}", "}}", "%}"]);
        let tag = end.into_iter().find(|(open, _)| here.starts_with(**open));
        let Some((open, close)) = tag else {
            let next = here.chars().next().expect("not at the end");
            plain.push(next);
            rest += next.len_utf8();
            continue;
        };
        let length = here.find(close).map_or(here.len(), |at| at + close.len());
        if *open != "{#" {
            found.extend(quoted(&here[..length]).map(|(at, word)| (rest + at, word)));
        }
        plain.extend(std::iter::repeat_n(' ', length));
        rest += length;
    }
    found.extend(in_markup(&plain));
    found
}

/// Words in quotation marks, which are neither names nor keys.
fn quoted(instruction: &str) -> impl Iterator<Item = (usize, String)> {
    let mut at = 0;
    let parts = instruction
        .split('"')
        .enumerate()
        .map(move |(number, part)| {
            let place = at;
            at += part.len() + 1;
            (number, place, part)
        });
    parts.filter_map(|(number, place, part)| {
        let letters = part.chars().any(char::is_alphabetic);
        let word = part.chars().any(char::is_uppercase) || part.trim().contains(' ');
        (number % 2 == 1 && letters && word).then(|| (place, part.to_string()))
    })
}

/// Words between tags and in attributes that are read out.
fn in_markup(plain: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in plain.split_inclusive('>') {
        let (text, tag) = piece.split_once('<').unwrap_or((piece, ""));
        let mut words = text
            .split_whitespace()
            .filter(|word| !word.starts_with('&'));
        if let Some(word) = words.find(|word| word.chars().any(char::is_alphabetic)) {
            found.push((at + text.find(word).unwrap_or(0), word.to_string()));
        }
        for name in ["aria-label=\"", "alt=\"", "title=\"", "placeholder=\""] {
            let value = tag
                .split_once(name)
                .and_then(|(_, rest)| rest.split('"').next());
            if let Some(value) = value.filter(|value| value.chars().any(char::is_alphabetic)) {
                found.push((at + text.len() + 1, value.trim().to_string()));
            }
        }
        at += piece.len();
    }
    found
}
