//! Awards beside each other where there are many: the page names them, their answers lie beside it
//! in parts, and the edit of a field leaves the page as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use casebook::record::date::Date;
use casebook::source::{Content, Files, read_folder};
use casebook::{Build, Memo, Options, build};
use serde_json::Value;

const PAGE: &str = "awards/compare/index.html";
/// Beside the two awards of the small site.
const MORE: usize = 130;

type Tree = BTreeMap<String, Vec<u8>>;

fn small() -> Tree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
    let files = read_folder(&root).expect("the small site");
    let bytes = |content: &Content| match content {
        Content::Text(text) | Content::Unreadable(text) => text.as_bytes().to_vec(),
        Content::Bytes(bytes) => bytes.to_vec(),
    };
    files
        .iter()
        .map(|(_, file)| (file.path.to_string(), bytes(&file.content)))
        .collect()
}

fn award(number: usize) -> (String, Vec<u8>) {
    let text = format!(
        "title: Award {number} of many\nproject: {number}\nphase: phase-4\n\
         summary: \"Ends </script><b> and a\\u2028line.\"\nstatus: stopped\n\
         status_reason: It ended.\noutcome:\n  value: no-benefit\n  basis: The source says so.\n\
         category: heart\nregion: south\nlocators:\n  - source: evaluation\n    place: results\n"
    );
    (format!("data/awards/many-{number}.yaml"), text.into_bytes())
}

fn large() -> Tree {
    let mut tree = small();
    tree.extend((3..MORE + 3).map(award));
    tree
}

fn made(tree: &Tree, memo: &Memo) -> Build {
    let files = tree
        .iter()
        .map(|(path, bytes)| (path.clone(), bytes.clone()));
    let options = Options::for_day(Date::parse("2026-01-31").expect("a date"));
    let build = build(&Files::from_memory(files), &options, memo);
    assert!(!build.diagnostics.has_errors());
    build
}

fn text(build: &Build, path: &str) -> String {
    let bytes = build.output.get(path).expect(path).read();
    String::from_utf8(bytes.into_owned()).expect("UTF-8")
}

/// The data of each part, by its number.
fn parts(build: &Build) -> Vec<Value> {
    let numbers = 1..;
    let texts = numbers.map_while(|number: usize| {
        let path = format!("awards/compare/part-{number}.js");
        build.output.get(&path)?;
        let start = format!("casebookCompare({number},");
        let script = text(build, &path);
        let script = script.strip_prefix(&start);
        let data = script.and_then(|data| data.strip_suffix(");\n"));
        data.map(str::to_string)
    });
    texts
        .map(|data| {
            assert!(!data.contains(['<', '\u{2028}']), "{data}");
            serde_json::from_str(&data).expect("JSON")
        })
        .collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// The ids of the awards of a part; each has a cell for every column of every group.
fn ids(part: &Value) -> BTreeSet<&str> {
    let columns: Vec<usize> = list(&part["groups"])
        .iter()
        .map(|group| list(&group["columns"]).len())
        .collect();
    let awards = list(&part["awards"]).iter();
    let ids = awards.map(|award| {
        let groups = list(&award[1]).iter();
        let cells: Vec<usize> = groups.map(|group| list(group).len()).collect();
        assert_eq!(cells, columns, "{award}");
        award[0].as_str().expect("an id")
    });
    ids.collect()
}

/// The ids that the page says are in a part.
fn named(page: &str, part: usize) -> BTreeSet<&str> {
    let end = format!("\" data-part=\"{part}\"");
    let lines = page.lines().filter(|line| line.contains(&end));
    let ids = lines.filter_map(|line| line.split(" id=\"").nth(1)?.split('"').next());
    ids.collect()
}

#[test]
fn the_page_names_the_awards_and_their_answers_lie_in_parts_beside_it() {
    let build = made(&large(), &Memo::new());
    let (page, parts) = (text(&build, PAGE), parts(&build));
    let sizes: Vec<usize> = parts.iter().map(|part| ids(part).len()).collect();
    assert_eq!(sizes, [50, 50, 32]);
    for (at, part) in parts.iter().enumerate() {
        assert_eq!(ids(part), named(&page, at + 1));
    }
    assert!(page.contains("data-parts=\"part-1.js part-2.js part-3.js\""));
    assert!(page.contains("132 awards, too many for one table"));
    assert!(!page.contains("<table"), "no table of all awards");
}

#[test]
fn an_award_more_adds_no_more_than_its_name_to_the_page() {
    let tree = large();
    let more: Tree = tree.clone().into_iter().chain([award(500)]).collect();
    let [before, after] = [tree, more].map(|tree| text(&made(&tree, &Memo::new()), PAGE).len());
    assert!(after - before < 300, "{} bytes", after - before);
}

#[test]
fn few_awards_have_tables_and_the_same_answers_in_one_part() {
    let build = made(&small(), &Memo::new());
    let (page, parts) = (text(&build, PAGE), parts(&build));
    assert_eq!(parts.len(), 1);
    assert_eq!(ids(&parts[0]), BTreeSet::from(["p4-01", "p4-02"]));
    assert_eq!(named(&page, 1), ids(&parts[0]));
    assert!(page.contains("<table") && !page.contains("too many for one table"));
    let awards = list(&parts[0]["awards"]).iter();
    for cell in awards.flat_map(|award| list(&award[1])).flat_map(list) {
        for value in cell["values"].as_array().into_iter().flatten() {
            let value = casebook::output::escape(value.as_str().expect("text"));
            assert!(page.contains(&value), "{value}");
        }
    }
}

#[test]
fn the_edit_of_a_field_leaves_the_page_of_many_and_a_title_does_not() {
    let (mut tree, memo) = (large(), Memo::new());
    let edited = |tree: &mut Tree, from: &str, to: &str| {
        let award = tree.get_mut("data/awards/many-90.yaml").expect("it");
        let text = String::from_utf8(award.clone()).expect("UTF-8");
        assert!(text.contains(from));
        *award = text.replacen(from, to, 1).into_bytes();
    };
    let first = made(&tree, &memo);
    edited(
        &mut tree,
        "status_reason: It ended.",
        "status_reason: Funds ended.",
    );
    edited(&mut tree, "summary: \"Ends", "summary: \"Really ends");
    let second = made(&tree, &memo);
    let same = |a: &Build, b: &Build| {
        let [a, b] = [a, b].map(|build| build.output.get(PAGE).expect("the page").clone());
        a.is(&b)
    };
    assert!(same(&first, &second));
    assert!(text(&second, "awards/compare/part-2.js").contains("Really ends"));
    assert!(!text(&first, "awards/compare/part-2.js").contains("Really ends"));
    edited(&mut tree, "title: Award 90", "title: Project 90");
    let third = made(&tree, &memo);
    assert!(!same(&second, &third));
    let cold = made(&tree, &Memo::new());
    assert!(cold.output == third.output);
}
