//! Any text in a field comes back as that text: from the page as a browser reads it, from the feeds,
//! from the data files and from a search.

use std::cell::RefCell;
use std::sync::Arc;

use casebook::output::Output;
use casebook::record::date::Date;
use casebook::search::query::{Asked, search};
use casebook::search::store::Store;
use casebook::source::{Content, Files, read_folder};
use casebook::{Memo, Options, build, tables};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{DAY, fixtures};

const AWARD: &str = "data/awards/p4-01.yaml";

/// The texts of a page.
#[derive(Default)]
struct Texts(RefCell<String>);

impl TokenSink for Texts {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::CharacterTokens(text) = token {
            self.0.borrow_mut().push_str(&text);
        }
        TokenSinkResult::Continue
    }
}

fn texts_of(bytes: &[u8]) -> String {
    let tokenizer = Tokenizer::new(Texts::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(std::str::from_utf8(bytes).expect("UTF-8")));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.take()
}

/// The small site, whose first award has this title and summary.
fn site(title: &str, summary: &str) -> Files {
    let small = read_folder(&fixtures().join("small")).expect("the small site");
    let (_, file) = small.find(AWARD).expect("an award");
    let Content::Text(text) = &file.content else {
        panic!("{AWARD} is no text")
    };
    let quoted = casebook::edit::quoted;
    let lines = text.lines().map(|line| match line.split_once(": ") {
        Some(("title", _)) => format!("title: {}\n", quoted(title)),
        Some(("summary", _)) => format!("summary: {}\n", quoted(summary)),
        _ => format!("{line}\n"),
    });
    let changed: String = lines.collect();
    small.with([(AWARD.to_string(), changed)])
}

fn built(files: &Files) -> Arc<Output> {
    let options = Options {
        as_of: Date::parse(DAY).expect("a day"),
        base_url: Some("https://example.org/a/".into()),
        drafts: false,
        for_publication: false,
        history: None,
    };
    let built = build(files, &options, &Memo::new());
    let first = built
        .diagnostics
        .iter()
        .find(|one| one.severity == casebook::diag::Severity::Error);
    assert!(first.is_none(), "{first:?}");
    built.output
}

fn json(output: &Output, path: &str) -> Value {
    let bytes = output.get(path).unwrap_or_else(|| panic!("no {path}"));
    serde_json::from_slice(&bytes.read()).expect("JSON")
}

/// The award in the data files.
fn in_data(output: &Output, title: &str, summary: &str) {
    let awards = json(output, "data/awards.json");
    let awards = awards.as_array().expect("a list");
    let award = awards
        .iter()
        .find(|award| award["id"] == "p4-01")
        .expect("the award");
    assert_eq!(
        (award["title"].as_str(), award["summary"].as_str()),
        (Some(title), Some(summary))
    );
    let bytes = output.get("data/awards.csv").expect("the awards").read();
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let head = reader.headers().expect("a head").clone();
    let at = |name: &str| head.iter().position(|own| own == name).expect("a column");
    let row = reader
        .records()
        .map(|row| row.expect("a row"))
        .find(|row| &row[at("id")] == "p4-01");
    let row = row.expect("the award");
    assert_eq!(tables::unguarded(&row[at("title")]), title);
    assert_eq!(tables::unguarded(&row[at("summary")]), summary);
}

/// The titles in the feeds: those of the site as JSON and as XML.
fn in_feeds(output: &Output, title: &str) {
    let mut found = 0;
    for (path, bytes) in output.iter() {
        if path.ends_with("feed.json") {
            let feed = json(output, path);
            let items = feed["items"].as_array().expect("items").iter();
            found += items
                .filter(|item| {
                    item["title"]
                        .as_str()
                        .is_some_and(|own| own.contains(title))
                })
                .count();
        }
        if path.ends_with("feed.xml") && texts_of(&bytes.read()).contains(title) {
            found += 1;
        }
    }
    assert!(found >= 2, "{found} feeds have {title:?}");
}

/// A search for the award by its words and by its id.
fn in_search(output: &Output, title: &str, summary: &str) {
    let store = Store::read(output).expect("an index");
    let answer = search(&store, "scans", &Asked::default());
    let hit = answer
        .hits
        .iter()
        .find(|hit| hit.url.starts_with("awards/p4-01/"));
    let hit = hit.expect("the award");
    assert_eq!((hit.title.as_str(), hit.summary.as_str()), (title, summary));
}

/// What a text may hold: all that ends, opens or escapes something somewhere.
fn texts() -> impl Strategy<Value = String> {
    let parts = [
        "<b>",
        "</script>",
        "<!--",
        "-->",
        "]]>",
        "&amp;",
        "&",
        "&lt",
        "&#60;",
        "\"",
        "'",
        "`",
        "\\",
        "\\n",
        "\\u003c",
        "=1+1",
        "@x",
        "+",
        "-",
        "'",
        "{{ x }}",
        "{% x %}",
        "${x}",
        "%s",
        "a, b; c",
        "#",
        "*a*",
        "_b_",
        "[c](d)",
        "|",
        "~",
        "\u{200f}",
        "\u{202e}",
        "\u{2028}",
        "\u{a0}",
        "é\u{301}",
        "\u{1f468}\u{200d}\u{1f469}",
        "ﬁ",
        "İ",
        "x",
        " ",
        "word",
    ];
    let all: Vec<String> = parts.map(str::to_string).to_vec();
    prop::collection::vec(prop::sample::select(all), 1..9)
        .prop_map(|parts| parts.concat().trim().to_string())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_from_page_feed_data_and_search(before in texts(), after in texts()) {
        let title = format!("{before} scans {after}");
        let title = title.trim();
        let summary = format!("S {after} of {before}");
        let summary = summary.trim();
        let output = built(&site(title, summary));
        let page = texts_of(&output.get("awards/p4-01/index.html").expect("the page").read());
        prop_assert!(page.contains(title), "the page has no {title:?}");
        prop_assert!(page.contains(summary), "the page has no {summary:?}");
        in_data(&output, title, summary);
        in_feeds(&output, title);
        in_search(&output, title, summary);
    }
}
