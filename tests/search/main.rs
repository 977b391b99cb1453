//! The two engines, in Rust and in the scripts of the search page, give the same answers to one
//! corpus of queries, hostile ones among them, over the site of this repository: from an index in one
//! file and from one in shards.

use std::path::Path;
use std::process::Command;

use std::sync::Arc;

use casebook::diag::Diagnostics;
use casebook::link::{Decisions, Site, link};
use casebook::output::Output;
use casebook::record::date::Date;
use casebook::search::query::{Answer, Asked, search};
use casebook::search::store::Store;
use casebook::search::{Limits, Listed, Memo, files};
use casebook::source::Files;
use casebook::words::Words;
use casebook::{check, parse, source, theme, words};
use serde_json::{Value as Json, json};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn site() -> (Arc<Site>, Arc<Words>) {
    of(&source::read_folder(root()).expect("the repository can be read"))
}

fn of(files: &Files) -> (Arc<Site>, Arc<Words>) {
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
    let site = link(
        records,
        files,
        decisions,
        false,
        &casebook::link::Memo::default(),
        &mut sink,
    )
    .expect("a site");
    let theme = theme::load(&[], &mut sink);
    let words = words::load("en-GB", &theme.strings, &mut sink);
    (site, Arc::new(words))
}

fn index(limits: Limits) -> Output {
    let (site, words) = site();
    let listed = [Listed {
        route: "a-to-z/".into(),
        title: "A to Z".into(),
        description: "Everything by name".into(),
    }];
    let mut output = Output::new();
    for (path, bytes) in files(&site, &words, &listed, limits, &Memo::once()) {
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
        std::fs::write(folder.path().join(name), bytes.read()).expect("writes");
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
fn words_that_are_spelled_or_spaced_otherwise_are_understood_and_other_words_are_not_corrected() {
    let store = Store::read(&index(Limits::default())).expect("an index");
    let ask = |query: &str| search(&store, query, &Asked::default());
    let urls =
        |query: &str| -> Vec<String> { ask(query).hits.into_iter().map(|hit| hit.url).collect() };
    assert_eq!(urls("randomized trials"), urls("randomised trials"));
    assert_eq!(urls("lungcancer"), urls("lung cancer"));
    assert!(urls("skunk works").contains(&"ai-lab/skunkworks/".to_string()));
    assert_eq!(
        ask("opthalmology").corrected,
        [("opthalmology".to_string(), "ophthalmology".to_string())]
    );
    let other = ask("hearing aids");
    assert!(other.corrected.is_empty() && other.hits.is_empty());
}

#[test]
fn a_few_common_words_of_a_query_are_no_answer() {
    let store = Store::read(&index(Limits::default())).expect("an index");
    let answer = search(&store, "organ donation register", &Asked::default());
    assert!(answer.hits.is_empty() && answer.unknown.contains(&"donation".to_string()));
    assert!(
        !search(&store, "register", &Asked::default())
            .hits
            .is_empty()
    );
}

#[test]
fn how_a_question_is_put_tells_which_kind_is_wanted() {
    let store = Store::read(&index(Limits::default())).expect("an index");
    let first = |query: &str| {
        search(&store, query, &Asked::default()).hits[0]
            .kind
            .clone()
    };
    assert_eq!(first("what is a baseline"), "term");
    assert_eq!(first("business case template"), "template");
    assert_eq!(first("how many interviews"), "figure");
}

#[test]
fn a_page_has_the_word_that_names_its_kind() {
    let store = Store::read(&index(Limits::default())).expect("an index");
    let first = |query: &str| search(&store, query, &Asked::default()).hits[0].url.clone();
    assert_eq!(
        first("evaluation plan template"),
        "templates/evaluation-plan/"
    );
    assert_eq!(
        first("clinical safety checklist"),
        "checklists/clinical-safety/"
    );
}

#[test]
fn no_page_is_held_back_for_a_word_of_most_pages() {
    let store = Store::read(&index(Limits::default())).expect("an index");
    let ask = |query: &str| search(&store, query, &Asked::default());
    let stroke = |query: &str| ask(query).hits.iter().any(|hit| hit.url == "awards/p4-01/");
    assert!(stroke("stroke") && stroke("stroke AI"));
    assert!(!ask("AI").hits.is_empty() && !ask("what is AI").hits.is_empty());
    let left = ask("can I say no to AI");
    assert!(left.empty && left.hits.is_empty());
}

#[test]
fn names_of_letters_and_digits_are_found_however_they_are_spaced() {
    let store = Store::read(&index(Limits::default())).expect("an index");
    let first = |query: &str| search(&store, query, &Asked::default()).hits[0].url.clone();
    for query in ["DCB0129", "DCB 0129", "dcb-0129"] {
        assert_eq!(first(query), "glossary/#dcb0129", "{query}");
    }
    assert_eq!(first("chat GPT"), first("chatgpt"));
    assert!(
        search(&store, "phase4", &Asked::default())
            .unknown
            .is_empty()
    );
}

#[test]
fn an_abbreviation_that_no_page_has_is_not_the_beginning_of_a_word() {
    let store = Store::read(&index(Limits::default())).expect("an index");
    let count = |query: &str| search(&store, query, &Asked::default()).hits.len();
    assert_eq!(count("THRO"), 0);
    assert!(count("thro") > 0 && count("THROMB") > 0);
}

#[test]
fn a_page_is_found_by_what_people_ask_who_want_it() {
    let store = Store::read(&index(Limits::default())).expect("an index");
    let answer = search(&store, "who gets the blame", &Asked::default());
    let mut best = answer.hits.iter().take(5);
    assert!(best.any(|hit| hit.url == "needs/who-is-liable/"));
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

/// Pages of made-up words, 20,000 of them, of which few are common and most are rare.
fn many(pages: usize, words: usize) -> Files {
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
        let text: Vec<String> = (0..words).map(|_| word()).collect();
        let text = format!(
            "---\ntitle: Page {page} {}\nsummary: {}\n---\n\n{}\n\n## {}\n\n{}\n",
            text[0],
            text[..12].join(" "),
            text[..words / 2].join(" "),
            text[3],
            text[words / 2..].join(" ")
        );
        all.push((format!("content/made/p{page}.md"), text.into_bytes()));
    }
    Files::from_memory(all)
}

/// What a browser loads before the first answer from `pages` pages of `words` words.
fn first_answer(pages: usize, words: usize) {
    let all = many(pages, words);
    let (site, ui) = of(&all);
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files(&site, &ui, &[], Limits::default(), &Memo::once()) {
        let name = path.strip_prefix("search/").expect("a file of the index");
        std::fs::write(folder.path().join(name), bytes.read()).expect("writes");
    }
    // Titles end in a word of the text, so that each of these is in some page.
    let typed = site.pages.iter().step_by(pages / 12);
    let typed = typed.filter_map(|page| page.data.title.split(' ').next_back());
    let ran = Command::new("node")
        .arg(root().join("tests/search/first-answer.mjs"))
        .arg(folder.path())
        .args(typed)
        .output()
        .expect("Node 20 or newer is needed for this test");
    println!("{}", String::from_utf8_lossy(&ran.stdout));
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
}

#[test]
fn the_first_answer_from_10_000_pages_needs_under_200_kb() {
    first_answer(10_000, 100);
}

/// `cargo test --release --test search -- --ignored --nocapture first_answer`
#[test]
#[ignore = "it takes long; it prints what is loaded when pages have 500 words"]
fn first_answer_from_10_000_long_pages() {
    first_answer(10_000, 500);
}

/// The most memory that this process has had, in MiB, where the system tells.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    kib.unwrap_or_default() / 1_024
}

/// Processor time of this process in seconds, over all its threads, where the system tells: other
/// programs on the machine do not change it.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let rest = stat.rsplit(')').next().unwrap_or_default();
    let ticks = rest.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// `cargo test --release --test search -- --ignored --nocapture cost`, with `PAGES=30000` for more.
#[test]
#[ignore = "it measures, and prints what it measured"]
fn cost_of_an_index_of_many_pages() {
    let pages = std::env::var("PAGES")
        .ok()
        .and_then(|pages| pages.parse().ok());
    let (site, words) = of(&many(pages.unwrap_or(3_000), 500));
    let before = peak();
    let (start, busy) = (std::time::Instant::now(), processor());
    let files = files(&site, &words, &[], Limits::default(), &Memo::once());
    let (took, busy) = (start.elapsed(), processor() - busy);
    let size = |prefix: &str| {
        let some = files.iter().filter(|(path, _)| path.starts_with(prefix));
        some.map(|(_, bytes)| bytes.len()).sum::<usize>() / 1_024
    };
    println!(
        "{} pages: {:.2} s, {busy:.2} s of processors, {} MiB more at the peak; {} files, {} KiB of words, {} KiB of places",
        site.pages.len(),
        took.as_secs_f64(),
        peak() - before,
        files.len(),
        size("search/words-").max(size("search/index.js")),
        size("search/positions-"),
    );
    if let Ok(folder) = std::env::var("INDEX") {
        for (path, bytes) in &files {
            let path = Path::new(&folder).join(&**path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("makes it");
            std::fs::write(path, bytes.read()).expect("writes");
        }
    }
    assert_eq!(site.pages.len(), pages.unwrap_or(3_000));
}
