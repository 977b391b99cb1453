//! The two engines, in Rust and in the scripts of the search page, give the same answers to one
//! corpus of queries, hostile ones among them, over the site of this repository: from an index in one
//! file and from one in shards.

use std::path::Path;
use std::process::Command;

use casebook::diag::Diagnostics;
use casebook::link::{Decisions, Site, link};
use casebook::output::Output;
use casebook::record::date::Date;
use casebook::search::query::{Answer, Asked, search};
use casebook::search::store::Store;
use casebook::search::{Limits, Listed, files};
use casebook::source::Files;
use casebook::words::Words;
use casebook::{check, parse, source, theme, words};
use serde_json::{Value as Json, json};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn site() -> (Site, Words) {
    of(&source::read_folder(root()).expect("the repository can be read"))
}

fn of(files: &Files) -> (Site, Words) {
    let mut sink = Diagnostics::new();
    let parsed = parse::parse(files, &parse::Memo::default(), &mut sink);
    let as_of = Date::parse("2026-01-31").expect("a date");
    let admit = check::Admit {
        drafts: false,
        as_of,
    };
    let records = check::check(&parsed, admit, &check::Memo::default(), &mut sink);
    let decisions = Decisions {
        as_of,
        base_url: None,
        history: None,
        for_publication: false,
    };
    let site = link(records, files, decisions, &mut sink).expect("a site");
    let theme = theme::load(&[], &mut sink);
    let words = words::load("en-GB", &theme.strings, &mut sink);
    (site, words)
}

fn index(limits: Limits) -> Output {
    let (site, words) = site();
    let listed = [Listed {
        route: "a-to-z/".into(),
        title: "A to Z".into(),
        description: "Everything by name".into(),
    }];
    let mut output = Output::new();
    for (path, bytes) in files(&site, &words, &listed, limits) {
        assert!(output.insert(path.clone(), bytes), "{path} twice");
    }
    output
}

fn sharded() -> Limits {
    Limits {
        whole: 0,
        shard: 12_000,
        documents: 30,
    }
}

fn corpus() -> Vec<Json> {
    let text = include_str!("queries.json");
    let mut corpus: Vec<Json> = serde_json::from_str(text).expect("a list of queries");
    corpus.push(json!({"query": "stroke ".repeat(1_429)}));
    corpus.push(json!({"query": "x".repeat(10_000)}));
    corpus.push(json!({"query": "\"".repeat(10_000)}));
    corpus
}

fn asked(query: &Json) -> Asked {
    let filters = query["filters"].as_object().into_iter().flatten();
    let filters = filters.map(|(facet, values)| {
        let values = values.as_array().expect("values").iter();
        let values = values.map(|value| value.as_str().expect("a value").to_string());
        (facet.clone(), values.collect())
    });
    Asked {
        filters: filters.collect(),
        literal: query["literal"] == json!(true),
    }
}

fn answer(store: &Store, query: &Json) -> Answer {
    search(
        store,
        query["query"].as_str().expect("a query"),
        &asked(query),
    )
}

fn as_json(answer: &Answer) -> Json {
    let hits = &answer.hits;
    json!({
        "urls": hits.iter().map(|hit| &hit.url).collect::<Vec<_>>(),
        "scores": hits.iter().map(|hit| hit.score).collect::<Vec<_>>(),
        "corrected": answer.corrected,
        "also": answer.also,
        "unknown": answer.unknown,
        "flags": [answer.some, answer.no_phrase, answer.empty, answer.cut],
        "counts": answer.counts.iter().map(|count| count.count).collect::<Vec<_>>(),
    })
}

fn same_in_javascript(output: &Output) {
    let store = Store::read(output).expect("an index");
    let answers: Vec<Json> = corpus()
        .iter()
        .map(|query| json!({"asked": query, "answer": as_json(&answer(&store, query))}))
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in output.iter() {
        let name = path.strip_prefix("search/").expect("a file of the index");
        std::fs::write(folder.path().join(name), bytes).expect("writes");
    }
    std::fs::write(
        folder.path().join("expected.json"),
        json!(answers).to_string(),
    )
    .expect("writes");
    let ran = Command::new("node")
        .arg(root().join("tests/search/parity.mjs"))
        .arg(folder.path())
        .output()
        .expect("Node 20 or newer is needed for this test");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
}

#[test]
fn rust_and_javascript_answer_alike_from_one_file() {
    let output = index(Limits::default());
    assert!(output.get("search/words-0.js").is_none());
    same_in_javascript(&output);
}

#[test]
fn rust_and_javascript_answer_alike_from_shards() {
    let output = index(sharded());
    assert!(output.get("search/words-9.js").is_some() && output.get("search/docs-9.js").is_some());
    same_in_javascript(&output);
}

#[test]
fn an_index_is_the_same_bytes_each_time() {
    assert!(index(sharded()) == index(sharded()));
}

#[test]
fn words_that_mean_the_page_find_it_first() {
    let store = Store::read(&index(Limits::default())).expect("an index");
    let first = |query: &str| {
        let answer = search(&store, query, &Asked::default());
        answer
            .hits
            .first()
            .map(|hit| hit.url.clone())
            .unwrap_or_default()
    };
    assert_eq!(
        first("Decision support for urgent stroke care in hospital"),
        "awards/p4-01/"
    );
    assert_eq!(first("thrombectamy"), "glossary/#mechanical-thrombectomy");
    assert_eq!(
        first("DTAC"),
        first("digital technology assessment criteria")
    );
    assert_eq!(
        first("\"no such words side by side\" xyzzy"),
        first("such words side by side xyzzy")
    );
}

#[test]
fn nothing_is_found_for_what_the_index_does_not_know_and_it_says_so() {
    let store = Store::read(&index(Limits::default())).expect("an index");
    let answer = search(&store, "xyzzy", &Asked::default());
    assert!(answer.hits.is_empty());
    assert_eq!(answer.unknown, ["xyzzy"]);
    assert!(search(&store, "who is it", &Asked::default()).empty);
}

#[test]
fn an_index_that_is_not_whole_is_refused_with_the_missing_file() {
    let whole = index(sharded());
    let mut part = Output::new();
    for (path, bytes) in whole
        .iter()
        .filter(|(path, _)| *path != "search/words-3.js")
    {
        part.insert(path.to_string(), bytes.clone());
    }
    let problem = Store::read(&part)
        .expect_err("a part is missing")
        .to_string();
    assert!(problem.contains("search/words-3.js"), "{problem}");
}

/// Pages of 500 words each, of 20,000 made-up words of which few are common and most are rare.
fn many(pages: usize) -> Files {
    let mut seed = 7_u64;
    let mut word = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let share = (seed >> 40) as f64 / (1_u64 << 24) as f64;
        let rank = (20_000_f64.powf(share)) as usize;
        let sound = |n: usize| char::from(b"aeioubdfgklmnprstvz"[n % 19]);
        [
            rank * 7,
            rank / 3,
            rank / 19,
            rank / 61,
            rank * 3 + 1,
            rank / 7 + 2,
        ]
        .map(sound)
        .iter()
        .collect::<String>()
    };
    let mut all = vec![("casebook.yaml".to_string(), b"title: Many pages\n".to_vec())];
    for page in 0..pages {
        let text: Vec<String> = (0..500).map(|_| word()).collect();
        let text = format!(
            "---\ntitle: Page {page} {}\nsummary: {}\n---\n\n{}\n\n## {}\n\n{}\n",
            text[0],
            text[..12].join(" "),
            text[..250].join(" "),
            text[3],
            text[250..].join(" ")
        );
        all.push((format!("content/made/p{page}.md"), text.into_bytes()));
    }
    Files::from_memory(all)
}

/// The most memory that this process has had, in MiB, where the system tells.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    kib.unwrap_or_default() / 1_024
}

/// `cargo test --release --test search -- --ignored --nocapture cost`, with `PAGES=30000` for more.
#[test]
#[ignore = "it measures, and prints what it measured"]
fn cost_of_an_index_of_many_pages() {
    let pages = std::env::var("PAGES")
        .ok()
        .and_then(|pages| pages.parse().ok());
    let (site, words) = of(&many(pages.unwrap_or(3_000)));
    let before = peak();
    let start = std::time::Instant::now();
    let files = files(&site, &words, &[], Limits::default());
    let took = start.elapsed();
    let size = |prefix: &str| {
        let some = files.iter().filter(|(path, _)| path.starts_with(prefix));
        some.map(|(_, bytes)| bytes.len()).sum::<usize>() / 1_024
    };
    println!(
        "{} pages: {:.2} s, {} MiB more at the peak; {} files, {} KiB of words, {} KiB of places",
        site.pages.len(),
        took.as_secs_f64(),
        peak() - before,
        files.len(),
        size("search/words-").max(size("search/index.js")),
        size("search/positions-"),
    );
    if let Ok(folder) = std::env::var("INDEX") {
        for (path, bytes) in &files {
            let path = Path::new(&folder).join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("makes it");
            std::fs::write(path, bytes).expect("writes");
        }
    }
    assert_eq!(site.pages.len(), pages.unwrap_or(3_000));
}
