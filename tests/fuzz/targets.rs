//! The ways in, each as a function of bytes, with what it promises.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use casebook::diag::{Diagnostics, FileId, Span, TextMap};
use casebook::exchange::{self, Map, Prefer};
use casebook::fix::{self, STEPS};
use casebook::markdown::split_front_matter;
use casebook::record::date::Date;
use casebook::record::prose::{Fragment, Part};
use casebook::search::query::{Asked, search};
use casebook::search::store::Store;
use casebook::source::{Content, Files, read_folder};
use casebook::{Examined, Memo, Options, build, examine, markdown, tables};

/// The files of the small site that a changed text takes the place of.
pub(crate) const DOCUMENTS: [&str; 10] = [
    "data/awards/p4-01.yaml",
    "data/awards/p4-02.yaml",
    "data/benefits/p4-01-a.yaml",
    "data/figures/treated.yaml",
    "data/sources/evaluation.yaml",
    "data/vocabularies/setting.yaml",
    "data/glossary/baseline.yaml",
    "casebook.yaml",
    "content/lessons/measure-first.md",
    "content/about.md",
];

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

pub(crate) fn small() -> &'static Files {
    static SMALL: OnceLock<Files> = OnceLock::new();
    SMALL.get_or_init(|| read_folder(&fixtures().join("small")).expect("the small site"))
}

pub(crate) fn day() -> Date {
    Date::parse("2026-01-31").expect("a day")
}

/// The small site as it is.
fn known() -> &'static Examined {
    static KNOWN: OnceLock<Examined> = OnceLock::new();
    KNOWN.get_or_init(|| examine(small(), day()))
}

/// The site's name and one document: most of what can be wrong with a text needs no more.
fn alone(path: &str, text: &str) -> Files {
    let config = "title: Alone\n";
    match path == "casebook.yaml" {
        true => Files::from_memory([(path, text)]),
        false => Files::from_memory([("casebook.yaml", config), (path, text)]),
    }
}

fn sum(parts: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// Every problem lies in a file, between two signs of it. Gives the kinds of problem.
fn places(files: &Files, problems: &Diagnostics) -> BTreeSet<String> {
    for problem in problems.iter() {
        assert!(!problem.message.is_empty(), "{problem:?}");
        for label in problem.primary.iter().chain(&problem.related) {
            let file = files.get(label.span.file).expect("a file of the site");
            if let Content::Text(text) = &file.content {
                assert!(text.get(label.span.range()).is_some(), "{problem:?}");
            }
        }
    }
    problems.iter().map(|one| one.code.to_string()).collect()
}

/// The first byte says which document of the site a text is, and whether the site is there too.
pub(crate) fn record(bytes: &[u8]) -> u64 {
    let Some((first, rest)) = bytes.split_first() else {
        return 0;
    };
    let path = DOCUMENTS[*first as usize % DOCUMENTS.len()];
    document(path, *first >= 240, &String::from_utf8_lossy(rest))
}

fn document(path: &str, among: bool, text: &str) -> u64 {
    let files = match among {
        true => small().with([(path.to_string(), text.to_string())]),
        false => alone(path, text),
    };
    let examined = examine(&files, day());
    let kinds = places(&files, &examined.diagnostics);
    mending(path, text);
    sum((path, kinds))
}

/// What was mended needs no mending.
fn mending(path: &str, text: &str) {
    let known = known();
    let site = fix::Site {
        vocabularies: &known.vocabularies,
        declared: &known.declared,
    };
    let mended = fix::mend(path, text, &STEPS, site).text;
    let again = fix::mend(path, &mended, &STEPS, site).text;
    assert_eq!(again, mended, "{path} is mended twice");
}

pub(crate) fn front_matter(bytes: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(bytes);
    let split = match split_front_matter(FileId(0), &text) {
        Ok(split) => {
            assert!(
                text.get(split.yaml.clone()).is_some() && text.get(split.body.clone()).is_some()
            );
            assert!(split.yaml.end <= split.body.start);
            (split.yaml.is_empty(), split.body.is_empty())
        }
        Err(problem) => {
            assert!(!problem.message.is_empty());
            (true, true)
        }
    };
    sum((
        split,
        document("content/lessons/measure-first.md", false, &text),
    ))
}

/// Signs of HTML that no text of a page may bring in.
const FORBIDDEN: [&str; 8] = [
    "<script", "<style", "<iframe", "<object", "<embed", "<form", "<base", "<link",
];

pub(crate) fn markdown(bytes: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(bytes);
    let map = TextMap::verbatim(Span::new(FileId(0), 0..text.len()));
    let mut problems = Diagnostics::new();
    let fragment = markdown::parse(&text, &map, &mut problems);
    for link in &fragment.links {
        assert!(text.get(link.span.range()).is_some(), "{link:?}");
    }
    for problem in problems.iter() {
        let place = problem.primary.as_ref().map(|label| label.span.range());
        assert!(
            place.is_some_and(|place| text.get(place).is_some()),
            "{problem:?}"
        );
    }
    let html = html_of(&fragment);
    let small = html.to_ascii_lowercase();
    for sign in FORBIDDEN {
        assert!(!small.contains(sign), "{sign} in {html}");
    }
    assert!(!small.contains("javascript:") || text.to_ascii_lowercase().contains("javascript:"));
    assert!(
        html.len() <= 4_096 + 400 * text.len(),
        "{} bytes became {}",
        text.len(),
        html.len()
    );
    let tags: BTreeSet<&str> = small
        .split('<')
        .filter_map(|tag| tag.split([' ', '>']).next())
        .collect();
    let codes: BTreeSet<_> = problems.iter().map(|one| one.code).collect();
    sum((
        tags,
        codes,
        fragment.links.len().min(6),
        fragment.headings.len().min(4),
    ))
}

fn html_of(fragment: &Fragment) -> String {
    let parts = fragment.parts.iter().map(|part| match part {
        Part::Html(html) => html.as_str(),
        Part::Word(n) => fragment.words[*n].key,
        Part::Address(n) | Part::Citation(n) => {
            assert!(*n < fragment.links.len());
            "#"
        }
    });
    parts.collect()
}

fn index() -> &'static Store {
    static INDEX: OnceLock<Store> = OnceLock::new();
    INDEX.get_or_init(|| {
        let options = Options::for_day(day());
        let built = build(small(), &options, &Memo::new());
        Store::read(&built.output).expect("an index")
    })
}

pub(crate) fn query(bytes: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(bytes);
    let store = index();
    let mut came = Vec::new();
    for literal in [false, true] {
        let asked = Asked {
            literal,
            ..Asked::default()
        };
        let answer = search(store, &text, &asked);
        assert!(answer.hits.len() <= store.documents());
        assert!(answer.hits.iter().all(|hit| hit.score.is_finite()));
        came.push((
            answer.hits.len(),
            answer.units.len().min(9),
            answer.corrected.len().min(3),
            (answer.some, answer.no_phrase, answer.empty, answer.cut),
        ));
    }
    sum(came)
}

/// The first byte says what kind of file it is called.
pub(crate) fn import(bytes: &[u8]) -> u64 {
    let Some((first, rest)) = bytes.split_first() else {
        return 0;
    };
    let name = match first % 4 {
        0 => "awards.csv",
        1 => "awards.xlsx",
        2 => "awards.ods",
        _ => return map(&String::from_utf8_lossy(rest)),
    };
    let book = match tables::read(name, rest) {
        Ok(book) => book,
        Err(unread) => {
            assert!(!unread.explain().0.is_empty());
            return sum((name, std::mem::discriminant(&unread)));
        }
    };
    let known = known();
    let site = exchange::Site {
        parsed: &known.parsed,
        vocabularies: &known.vocabularies,
        declared: &known.declared,
        month_first: false,
    };
    let sheets = exchange::read_sheets(&book, None, site);
    let compared = exchange::compare(&sheets.layouts, site, Prefer::Neither);
    let told = sheets.problems.iter().chain(&compared.problems);
    let words: BTreeSet<String> = told
        .map(|problem| {
            problem
                .message
                .split('“')
                .next()
                .unwrap_or_default()
                .to_string()
        })
        .collect();
    sum((
        name,
        words,
        sheets.layouts.len(),
        compared.outcomes.len().min(9),
    ))
}

fn map(text: &str) -> u64 {
    match Map::read("map.yaml", text) {
        Ok(_) => 1,
        Err(problems) => {
            assert!(!problems.is_empty());
            sum(problems
                .iter()
                .map(|one| one.message.len())
                .collect::<Vec<_>>())
        }
    }
}
