//! A warm build gives the same as a cold one, byte for byte and problem for problem, after any
//! sequence of edits.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use casebook::history::{Change, Commit, History, Moment, What};
use casebook::record::date::Date;
use casebook::source::{Content, Files, read_folder};
use casebook::{Build, Memo, Options, build, pages, search};
use proptest::prelude::*;
use proptest::sample::Index;

type Tree = BTreeMap<String, String>;

/// The small site, but for its picture, which stays as it is.
fn small() -> Tree {
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

fn files(tree: &Tree) -> Files {
    let scan = include_bytes!("../fixtures/small/content/scan.png");
    let texts = tree
        .iter()
        .map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    Files::from_memory(texts.chain([("content/scan.png".to_string(), scan.to_vec())]))
}

/// What somebody does to the files.
#[derive(Clone, Debug)]
enum Edit {
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

fn edit() -> impl Strategy<Value = Edit> {
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

fn apply(tree: &mut Tree, first: &Tree, edit: &Edit) {
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

/// Whether an index in many files, of which the last is known, is that of one made anew.
fn same_index(build: &Build, memo: &search::Memo) -> bool {
    let limits = search::Limits {
        whole: 0,
        shard: 300,
        documents: 2,
    };
    let made = |memo| {
        let (site, words) = build.site.as_ref().zip(build.words.as_ref())?;
        Some(search::files(site, words, &[], limits, memo))
    };
    made(memo) == made(&search::Memo::once())
}

/// A history in which every file was added at one moment.
fn history(files: &Files) -> History {
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

fn options() -> Options {
    Options::for_day(Date::parse("2026-01-31").expect("a date"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]
    #[test]
    fn any_edits_give_the_same_warm_as_cold(edits in prop::collection::vec(edit(), 1..14)) {
        let first = small();
        let mut tree = first.clone();
        let memo = Memo::new();
        let index = search::Memo::new();
        build(&files(&tree), &options(), &memo);
        for (number, edit) in edits.iter().enumerate() {
            apply(&mut tree, &first, edit);
            let files = files(&tree);
            // As in the preview, when the next save comes before the index is made.
            if number % 3 == 1 {
                drop(pages(&files, &options(), &memo));
                continue;
            }
            let warm = build(&files, &options(), &memo);
            let cold = build(&files, &options(), &Memo::new());
            prop_assert!(warm.diagnostics.iter().eq(cold.diagnostics.iter()), "problems after edit {number}, {edit:?}");
            for (path, bytes) in cold.output.iter() {
                prop_assert!(warm.output.get(path) == Some(bytes), "{path} after edit {number}, {edit:?}");
            }
            prop_assert_eq!(warm.output.len(), cold.output.len(), "files after edit {}, {:?}", number, edit);
            prop_assert!(same_index(&warm, &index), "index of a large site after edit {number}, {edit:?}");
        }
    }
}

#[test]
fn other_options_are_another_build() {
    let mut tree = small();
    let memo = Memo::new();
    apply(&mut tree, &small(), &Edit::New(1));
    let about = tree.get_mut("content/about.md").expect("it");
    *about = about.replacen("title:", "next_review: 2026-03-01\ntitle:", 1);
    let files = files(&tree);
    let dated = history(&files);
    let edited = dated.with_edited(["data/awards/p4-01.yaml".to_string()]);
    for (day, drafts, base, history) in [
        ("2026-01-31", false, None, None),
        ("2026-06-30", false, None, Some(&dated)),
        ("2026-06-30", false, None, Some(&edited)),
        ("2026-06-30", true, None, Some(&dated)),
        ("2026-06-30", true, Some("https://example.org/a/"), None),
        ("2026-01-31", false, None, None),
    ] {
        let options = Options {
            as_of: Date::parse(day).expect("a date"),
            base_url: base.map(str::to_string),
            drafts,
            history: history.cloned(),
            for_publication: false,
        };
        let cold = build(&files, &options, &Memo::new());
        let warm = build(&files, &options, &memo);
        assert!(warm.output == cold.output, "{day} {drafts} {base:?}");
        assert!(
            build(&files, &options, &memo).output == cold.output,
            "again: {day}"
        );
    }
}

#[test]
fn pages_that_did_not_change_keep_their_place_in_memory() {
    let mut tree = small();
    let memo = Memo::new();
    let before = build(&files(&tree), &options(), &memo);
    let lesson = tree
        .get_mut("content/lessons/measure-first.md")
        .expect("it");
    lesson.push_str("\nMore.\n");
    let after = build(&files(&tree), &options(), &memo);
    let kept = |path: &str| {
        let (before, after) = (before.output.get(path), after.output.get(path));
        before.expect("before").is(after.expect("after"))
    };
    assert!(
        kept("awards/p4-01/index.html") && kept("a-to-z/index.html") && kept("data/awards.json")
    );
    assert!(!kept("lessons/measure-first/index.html"));
}

#[test]
fn a_field_is_made_anew_only_on_pages_that_read_its_record() {
    let mut tree = small();
    let memo = Memo::new();
    let before = build(&files(&tree), &options(), &memo);
    let award = tree.get_mut("data/awards/p4-02.yaml").expect("it");
    *award = award.replacen("title: ", "title: New ", 1);
    let after = build(&files(&tree), &options(), &memo);
    let kept = |path: &str| {
        let (before, after) = (before.output.get(path), after.output.get(path));
        before.expect("before").is(after.expect("after"))
    };
    assert!(kept("about/index.html") && kept("glossary/index.html"));
    assert!(!kept("awards/p4-02/index.html") && !kept("awards/index.html"));
    assert!(!kept("a-to-z/index.html") && !kept("data/awards.json"));
}

#[test]
fn a_build_with_errors_leaves_what_was_known() {
    let good = small();
    let memo = Memo::new();
    let before = build(&files(&good), &options(), &memo);
    let mut broken = good.clone();
    let award = broken.get_mut("data/awards/p4-02.yaml").expect("it");
    award.push_str("\nunknown: [\n");
    assert!(
        build(&files(&broken), &options(), &memo)
            .diagnostics
            .has_errors()
    );
    let after = build(&files(&good), &options(), &memo);
    for (path, bytes) in before
        .output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let after = after.output.get(path).expect("a page");
        assert!(bytes.is(after), "{path}");
    }
}
