//! For any record: out and back changes nothing; one cell changed changes one field; mending changes
//! no meaning.

use std::collections::BTreeMap;
use std::sync::Arc;

use casebook::edit::Plain;
use casebook::exchange::{self, Prefer, Verdict, compare, read_sheets};
use casebook::fix::{self, STEPS};
use casebook::record::date::Date;
use casebook::source::{Content, Files};
use casebook::{Examined, examine, tables};
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::support::fixtures;

const PATH: &str = "data/awards/p4-02.yaml";

fn day() -> Date {
    Date::parse("2026-01-31").expect("a day")
}

/// The small site, with this text as its second award.
fn site(award: &str) -> Files {
    let small = casebook::source::read_folder(&fixtures().join("small")).expect("reads");
    small.with([(PATH.to_string(), award.to_string())])
}

fn exchanged(examined: &Examined) -> exchange::Site<'_> {
    exchange::Site {
        parsed: &examined.parsed,
        vocabularies: &examined.vocabularies,
        declared: &examined.declared,
        month_first: false,
    }
}

/// Texts as people write them, and worse.
fn text() -> impl Strategy<Value = String> {
    let wild = "[ -~£é\u{a0}\u{7}_\n\t\"';:#=+@-]{1,30}";
    prop_oneof![
        wild.prop_map(|text| text.to_string()),
        Just("=1+1".to_string()),
        Just("no".to_string()),
        Just("012".to_string()),
        Just("2025-04".to_string()),
        Just("_x0041_".to_string()),
        Just("a; \"b\"; c".to_string()),
        Just("- a\n  # b".to_string()),
    ]
    .prop_map(|text| tables::tidy(&text))
    .prop_filter("a value", |text| !text.is_empty())
}

/// An award with such texts, in more than one way of writing, with comments.
fn award(texts: &[String], items: &[String]) -> String {
    let quoted = |text: &str| casebook::edit::quoted(text);
    let list = |start: &str, items: &[String]| {
        items
            .iter()
            .map(|item| format!("\n{start}- {}", quoted(item)))
            .collect::<String>()
    };
    format!(
        "# the award\ntitle: A\nproject: 2 # its number\nphase: phase-4\nsummary: {}\nstatus: stopped\noutcome: {{value: no-benefit, basis: {}}} # read\ncategory: heart\nproblem: {}\n# about the evaluation\nevaluation:\n  by: team\n  comment: {}\n  # inside\ndata_sources:{} # last\nvalue_keywords: [{}]\nrevenue: yes\nprinted:\n  award: {}\nrelated: [p4-01]\nregion: south\nlocators:\n  - source: evaluation\n    place: results\n    line: 30\n",
        quoted(&texts[0]),
        quoted(&texts[1]),
        quoted(&texts[2]),
        quoted(&texts[3]),
        list("  ", items),
        items
            .iter()
            .map(|item| quoted(item))
            .collect::<Vec<_>>()
            .join(", "),
        quoted(texts[4].lines().next().unwrap_or("x")),
    )
}

fn lines(texts: Vec<String>) -> Vec<String> {
    texts
        .into_iter()
        .map(|text| {
            text.split('\n')
                .next()
                .unwrap_or_default()
                .trim()
                .to_string()
        })
        .filter(|text| !text.is_empty())
        .collect()
}

/// Every book that an export gives.
fn books(examined: &Examined) -> Vec<tables::Book> {
    let workbook = exchange::export(exchanged(examined))
        .workbook(day())
        .expect("fits");
    let mut books = vec![tables::read("records.xlsx", &workbook).expect("reads")];
    for (name, bytes) in exchange::export(exchanged(examined)).csv() {
        books.push(tables::read(&name, &bytes).expect("reads"));
    }
    books
}

/// Changes a cell of the row of p4-02 in the book, if it has the column.
fn change(book: &mut tables::Book, heading: &str, text: &str) -> bool {
    for sheet in &mut book.sheets {
        let head = sheet.rows.first().and_then(|row| {
            row.cells
                .iter()
                .find(|(_, cell)| cell.text() == heading)
                .map(|(at, _)| *at)
        });
        let row = sheet
            .rows
            .iter_mut()
            .find(|row| row.cell(0).is_some_and(|cell| cell.text() == "p4-02"));
        if let (Some(at), Some(row)) = (head, row) {
            row.cells.retain(|(known, _)| *known != at);
            row.cells.push((at, tables::Cell::Text(text.to_string())));
            row.cells.sort_by_key(|(at, _)| *at);
            return true;
        }
    }
    false
}

fn plain(examined: &Examined) -> BTreeMap<String, Plain> {
    let document = examined
        .parsed
        .documents
        .iter()
        .find(|document| &*document.path == PATH);
    let tree = document
        .and_then(|document| document.tree.as_ref())
        .expect("a tree");
    match Plain::of(tree) {
        Some(Plain::Map(pairs)) => pairs.into_iter().collect(),
        other => panic!("{other:?}"),
    }
}

fn comments(text: &str) -> Vec<String> {
    let mut comments: Vec<String> = casebook::yaml::comments(text)
        .into_iter()
        .map(|at| text[at].to_string())
        .collect();
    comments.sort();
    comments
}

proptest! {
    #![proptest_config(Config { cases: 64, ..Config::default() })]

    #[test]
    fn out_and_back_changes_nothing(
        texts in prop::collection::vec(text(), 5),
        items in prop::collection::vec(text(), 1..4).prop_map(lines).prop_filter("items", |items| !items.is_empty()),
    ) {
        let examined = examine(&site(&award(&texts, &items)), day());
        for book in books(&examined) {
            let sheets = read_sheets(&book, None, exchanged(&examined));
            prop_assert!(!sheets.layouts.is_empty() && sheets.problems.is_empty(), "{:?}", sheets.problems);
            let compared = compare(&sheets.layouts, exchanged(&examined), Prefer::Neither);
            prop_assert_eq!(&compared.problems, &[]);
            for outcome in compared.outcomes {
                prop_assert_eq!(outcome.verdict, Verdict::Same, "{}: {:?}", book.name, outcome.changes);
            }
        }
    }

    #[test]
    fn one_cell_changed_changes_one_field_and_no_comment(
        texts in prop::collection::vec(text(), 5),
        items in prop::collection::vec(text(), 1..4).prop_map(lines).prop_filter("items", |items| !items.is_empty()),
        new in text(),
        column in prop::sample::select(vec!["summary", "problem", "risks", "evaluation.comment", "evaluation.limitations", "outcome.basis", "data_sources", "methods"]),
    ) {
        prop_assume!(new.len() > 3 && new != "012");
        let old = award(&texts, &items);
        let before = examine(&site(&old), day());
        let mut book = books(&before).swap_remove(0);
        prop_assert!(change(&mut book, column, &new));
        let sheets = read_sheets(&book, None, exchanged(&before));
        let compared = compare(&sheets.layouts, exchanged(&before), Prefer::Neither);
        prop_assert_eq!(&compared.problems, &[]);
        let changed: Vec<_> = compared.outcomes.iter().filter(|outcome| outcome.verdict != Verdict::Same).collect();
        prop_assume!(!changed.is_empty());
        prop_assert_eq!(changed.len(), 1);
        prop_assert_eq!(changed[0].changes.len(), 1);
        let text = changed[0].text.as_ref().expect("a text");
        let after = examine(&site(text), day());
        let (was, is) = (plain(&before), plain(&after));
        let field = column.split('.').next().unwrap_or_default();
        for key in was.keys().chain(is.keys()).filter(|key| *key != field) {
            prop_assert_eq!(was.get(key), is.get(key));
        }
        prop_assert_ne!(was.get(field), is.get(field));
        prop_assert_eq!(comments(&old), comments(text));
        // The same book again finds its own words in the record.
        let sheets = read_sheets(&book, None, exchanged(&after));
        let again = compare(&sheets.layouts, exchanged(&after), Prefer::Neither);
        prop_assert!(again.outcomes.iter().all(|outcome| outcome.verdict == Verdict::Same));
    }

    #[test]
    fn mending_keeps_meaning_and_comments_and_is_done_once(
        texts in prop::collection::vec(text(), 5),
        items in prop::collection::vec(text(), 1..4).prop_map(lines).prop_filter("items", |items| !items.is_empty()),
        order in Just((0..18).collect::<Vec<usize>>()).prop_shuffle(),
        windows in any::<bool>(),
        spaces in any::<bool>(),
    ) {
        let text = shuffled(&award(&texts, &items), &order);
        let text = if spaces { text.replace(" # its number\n", "   \n").replace("\nphase", "\t\nphase") } else { text };
        let text = if windows { format!("\u{feff}{}", text.replace('\n', "\r\n")) } else { text };
        let examined = examine(&site(&text), day());
        let own = fix::Site { vocabularies: &examined.vocabularies, declared: &examined.declared };
        let mended = fix::mend(PATH, &text, &STEPS, own);
        let again = fix::mend(PATH, &mended.text, &STEPS, own);
        prop_assert_eq!(&again.text, &mended.text);
        prop_assert_eq!(plain(&examine(&site(&mended.text), day())), plain(&examined));
        let texts = |text: &str| comments(text).into_iter().map(|comment| comment.trim_end().to_string()).collect::<Vec<_>>();
        prop_assert_eq!(texts(&mended.text), texts(&text));
    }
}

/// The award with its fields, each with its lines, in another order.
fn shuffled(award: &str, order: &[usize]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for line in award.split_inclusive('\n') {
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic());
        let after_comment = parts
            .last()
            .is_some_and(|part| part.lines().all(|line| line.starts_with('#')));
        match begins && !after_comment || line.starts_with('#') {
            true => parts.push(line.to_string()),
            false => parts.last_mut().expect("a part").push_str(line),
        }
    }
    let count = parts.len();
    let order = order.iter().filter(|at| **at < count);
    order.map(|at| parts[*at].as_str()).collect()
}

#[test]
fn the_records_of_this_repository_and_of_a_new_site_are_as_they_are_mended() {
    for folder in ["", "starter"] {
        let files = repository(folder);
        let examined = examine(&files, day());
        for (path, text) in documents(&files) {
            let mended = fix::mend(path, text, &STEPS, own(&examined));
            assert_eq!(mended.text, **text, "{path}: run `casebook fix --write`");
            assert_eq!(mended.questions, [], "{path}");
        }
    }
}

#[test]
fn records_whose_fields_are_turned_round_come_back_as_they_were() {
    let files = repository("");
    let examined = examine(&files, day());
    let (mut turned, mut others) = (0, 0);
    for (path, text) in documents(&files).filter(|(path, _)| path.starts_with("data/")) {
        let round = turned_round(text);
        let mended = fix::mend(path, &round, &STEPS, own(&examined)).text;
        match mended == **text {
            true => turned += usize::from(round != **text),
            // Of a kind whose fields are not declared, or with a comment that stands apart.
            false => {
                others += 1;
                assert_eq!(mended, round, "{path}");
            }
        }
    }
    assert!(turned > 20 * others, "{turned} and {others}");
}

fn repository(folder: &str) -> Files {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    casebook::source::read_folder(&root.join(folder)).expect("reads")
}

fn own(examined: &Examined) -> fix::Site<'_> {
    fix::Site {
        vocabularies: &examined.vocabularies,
        declared: &examined.declared,
    }
}

/// Records and pages with their texts.
fn documents(files: &Files) -> impl Iterator<Item = (&str, &Arc<str>)> {
    files.iter().filter_map(|(_, file)| match &file.content {
        Content::Text(text) if casebook::parse::is_document(&file.path) => {
            Some((&*file.path, text))
        }
        _ => None,
    })
}

/// The text with its fields, each with its lines, from the last to the first.
fn turned_round(text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match parts.last_mut() {
            Some(part) if !line.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                part.push_str(line);
            }
            _ => parts.push(line.to_string()),
        }
    }
    parts.into_iter().rev().collect()
}
