//! What somebody does to the files of a small site, one edit after another.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use casebook::Options;
use casebook::history::{Change, Commit, History, Moment, What};
use casebook::record::date::Date;
use casebook::source::{Content, Files, read_folder};
use proptest::prelude::*;
use proptest::sample::Index;

pub(crate) type Tree = BTreeMap<String, String>;

/// The small site, but for its picture, which stays as it is.
pub(crate) fn small() -> Tree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
    let files = read_folder(&root).expect("the small site");
    files
        .iter()
        .filter_map(|(_, file)| match &file.content {
            Content::Text(text) => Some((file.path.to_string(), text.to_string())),
            _ => None,
        })
        .chain([(
            "content/plan.svg".to_string(),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>".to_string(),
        )])
        .collect()
}

pub(crate) fn files(tree: &Tree) -> Files {
    let scan = include_bytes!("../fixtures/small/content/scan.png");
    let texts = tree
        .iter()
        .map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    Files::from_memory(texts.chain([("content/scan.png".to_string(), scan.to_vec())]))
}

/// What somebody does to the files.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// A sentence more in the running text of a Markdown file.
    Body(Index, u8),
    /// A link, citation or heading more in the running text.
    Link(Index, Index),
    /// Another value in a field: the n-th word of the file is put in the place of another.
    Word(Index, Index, Index),
    /// The state of a record.
    Draft(Index),
    /// A file is deleted.
    Delete(Index),
    /// A file comes back as it was at first.
    Restore(Index),
    /// A new page.
    New(u8),
    /// A file that nothing can be made of.
    Break(Index),
    /// A blank line at the start of the file: all places in it move.
    Shift(Index),
    /// Other bytes in a template, style or picture.
    Theme(Index, u8),
}

const LINKS: [&str; 7] = [
    "[one](award:p4-01)",
    "[other](award:p4-02)",
    "[lesson](lesson:measure-first)",
    "[@evaluation#results, row 9]",
    "[none](award:none-such)",
    "## Another heading",
    "![plan](/plan.svg)",
];

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        5 => (at(), any::<u8>()).prop_map(|(file, number)| Edit::Body(file, number)),
        3 => (at(), at()).prop_map(|(file, link)| Edit::Link(file, link)),
        4 => (at(), at(), at()).prop_map(|(file, from, to)| Edit::Word(file, from, to)),
        1 => at().prop_map(Edit::Draft),
        1 => at().prop_map(Edit::Delete),
        4 => at().prop_map(Edit::Restore),
        1 => any::<u8>().prop_map(Edit::New),
        1 => at().prop_map(Edit::Break),
        1 => at().prop_map(Edit::Shift),
        2 => (at(), any::<u8>()).prop_map(|(file, number)| Edit::Theme(file, number)),
    ]
}

/// The n-th file whose path ends so.
fn pick(tree: &Tree, at: &Index, of: impl Fn(&str) -> bool) -> Option<String> {
    let paths: Vec<&String> = tree.keys().filter(|path| of(path)).collect();
    (!paths.is_empty()).then(|| (*at.get(&paths)).clone())
}

pub(crate) fn apply(tree: &mut Tree, first: &Tree, edit: &Edit) {
    let markdown = |path: &str| path.ends_with(".md");
    let record = |path: &str| path.ends_with(".md") || path.ends_with(".yaml");
    let change = |tree: &mut Tree, path: Option<String>, to: &dyn Fn(&str) -> String| {
        if let Some(text) = path.and_then(|path| tree.get_mut(&path)) {
            *text = to(text);
        }
    };
    match edit {
        Edit::Body(at, number) => {
            let path = pick(tree, at, markdown);
            change(tree, path, &|text| {
                format!("{text}\nSentence {number} of **many**.\n")
            });
        }
        Edit::Link(at, link) => {
            let path = pick(tree, at, markdown);
            change(tree, path, &|text| {
                format!("{text}\n{}\n", link.get(&LINKS))
            });
        }
        Edit::Word(at, from, to) => {
            let path = pick(tree, at, record);
            change(tree, path, &|text| {
                let words: Vec<&str> = text.split_whitespace().collect();
                if words.is_empty() {
                    return text.to_string();
                }
                let (from, to): (&&str, &&str) = (from.get(&words), to.get(&words));
                text.replacen(*from, to, 1)
            });
        }
        Edit::Draft(at) => {
            let path = pick(tree, at, record);
            change(tree, path, &|text| {
                text.replacen("title:", "state: draft\ntitle:", 1)
            });
        }
        Edit::Delete(at) => {
            if let Some(path) = pick(tree, at, |_| true) {
                tree.remove(&path);
            }
        }
        Edit::Restore(at) => {
            let path = pick(first, at, |path| tree.get(path) != first.get(path));
            if let Some(path) = path {
                let text = first[&path].clone();
                tree.insert(path, text);
            }
        }
        Edit::New(number) => {
            let text = format!("---\ntitle: New {number}\nmenu: {number}\n---\nText.\n");
            tree.insert(format!("content/new-{number}.md"), text);
        }
        Edit::Break(at) => {
            let path = pick(tree, at, record);
            change(tree, path, &|text| text.replacen(": ", ": [", 1));
        }
        Edit::Shift(at) => {
            let path = pick(tree, at, |path| path.ends_with(".yaml"));
            change(tree, path, &|text| format!("\n{text}"));
        }
        Edit::Theme(at, number) => {
            let path = pick(tree, at, |path| {
                path.starts_with("themes/") || path.ends_with(".svg")
            });
            let mark = format!("<!-- {number} -->");
            change(tree, path, &|text| format!("{text}{mark}"));
        }
    }
}

/// A history in which every file was added at one moment.
pub(crate) fn history(files: &Files) -> History {
    let commit = Arc::new(Commit {
        at: Moment::from_seconds(1_740_825_000),
        id: "0".into(),
        subject: "First".into(),
    });
    let what = What::Added;
    let changes = vec![Change { commit, what }];
    History::new(
        files
            .iter()
            .map(|(_, file)| (file.path.to_string(), changes.clone())),
    )
}

pub(crate) fn options() -> Options {
    Options::for_day(Date::parse("2026-01-31").expect("a date"))
}
