//! No change to the files of a site makes Casebook panic or hang, whatever it says of them.

use std::fs;
use std::path::Path;
use std::time::Duration;

use casebook::record::date::Date;
use casebook::source::{Content, Files};
use casebook::{Memo, Options, build};
use proptest::prelude::*;

use crate::support::{DAY, fixtures};

/// Bits that mean something to YAML, Markdown, templates or the file system.
const BITS: [&str; 32] = [
    "\t",
    "\0",
    "\n",
    "---\n",
    "...\n",
    "- ",
    ": ",
    ":",
    "#",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!x ",
    "|\n",
    ">-\n",
    "? ",
    "%YAML 1.2\n",
    "<<: ",
    "{{ ",
    "{% ",
    "](",
    "[@",
    "](award:",
    "\u{feff}",
    "\u{2028}",
    "é",
    "99999999999999999999",
];

/// What happens to a file.
#[derive(Clone, Debug)]
enum Change {
    Flip(usize, u8),
    Delete(usize, usize),
    Insert(usize, &'static str),
    RepeatLine(usize),
    SwapLines(usize, usize),
}

fn changes() -> impl Strategy<Value = Change> {
    let at = || 0..4_000_usize;
    prop_oneof![
        (at(), 0..8_u8).prop_map(|(at, bit)| Change::Flip(at, 1 << bit)),
        (at(), 1..40_usize).prop_map(|(at, count)| Change::Delete(at, count)),
        (at(), proptest::sample::select(&BITS[..])).prop_map(|(at, bit)| Change::Insert(at, bit)),
        at().prop_map(Change::RepeatLine),
        (at(), at()).prop_map(|(one, other)| Change::SwapLines(one, other)),
    ]
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let within = |at: usize| at % bytes.len().max(1);
        match *self {
            Change::Flip(at, bit) => {
                let at = within(at);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= bit;
                }
            }
            Change::Delete(at, count) => {
                let start = within(at).min(bytes.len());
                let end = (start + count).min(bytes.len());
                bytes.drain(start..end);
            }
            Change::Insert(at, bit) => {
                let at = within(at).min(bytes.len());
                bytes.splice(at..at, bit.bytes());
            }
            Change::RepeatLine(at) => in_lines(bytes, |lines| {
                let at = at % lines.len();
                lines.insert(at, lines[at].clone());
            }),
            Change::SwapLines(one, other) => in_lines(bytes, |lines| {
                let count = lines.len();
                lines.swap(one % count, other % count);
            }),
        }
    }
}

/// Changes a file as a list of lines.
fn in_lines(bytes: &mut Vec<u8>, change: impl FnOnce(&mut Vec<Vec<u8>>)) {
    let mut lines: Vec<Vec<u8>> = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    if !lines.is_empty() {
        change(&mut lines);
        *bytes = lines.concat();
    }
}

/// The small site: path to bytes.
fn small() -> Vec<(String, Vec<u8>)> {
    let root = fixtures().join("small");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort();
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("lists") {
        let path = entry.expect("lists").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let below = path.strip_prefix(root).expect("is below");
            let name = below.to_string_lossy().replace('\\', "/");
            files.push((name, fs::read(&path).expect("reads")));
        }
    }
}

fn options() -> Options {
    Options::for_day(Date::parse(DAY).expect("a day"))
}

/// The most processor time that a build of the small site may take, whatever is in it. It takes a
/// fraction of a second; the longest texts below take one or two.
const MOST: Duration = Duration::from_secs(20);

/// The processor time of this thread, where the system tells it.
fn processor_time() -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = told.split(' ').next().and_then(|nanos| nanos.parse().ok());
    Duration::from_nanos(nanos.unwrap_or_default())
}

/// Builds, and holds what every build must hold.
fn survives(files: Vec<(String, Vec<u8>)>) {
    let files = Files::from_memory(files);
    // On one thread, whose processor time is the whole of it: the machine may be busy.
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let built = one.expect("a thread").install(|| {
        let before = processor_time();
        let built = build(&files, &options(), &Memo::new());
        let time = processor_time().saturating_sub(before);
        assert!(time < MOST, "took {time:?} of processor time");
        built
    });
    for problem in built.diagnostics.iter() {
        assert!(!problem.message.is_empty(), "{problem:?}");
        for label in problem.primary.iter().chain(&problem.related) {
            let file = files.get(label.span.file).expect("a file of the site");
            if let Content::Text(text) = &file.content {
                assert!(text.get(label.span.range()).is_some(), "{problem:?}");
            }
        }
    }
}

#[test]
fn a_change_of_each_kind_to_each_file_is_survived() {
    let files = small();
    for at in 0..files.len() {
        let mut changed = files.clone();
        let length = changed[at].1.len();
        Change::Insert(length / 2, BITS[at % BITS.len()]).apply(&mut changed[at].1);
        Change::Delete(length / 3, at % 9).apply(&mut changed[at].1);
        survives(changed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        max_shrink_iters: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn random_changes_are_survived(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), changes()), 1..12)
    ) {
        let mut files = small();
        for (file, change) in &changes {
            let at = file.index(files.len());
            change.apply(&mut files[at].1);
        }
        survives(files);
    }
}

/// The small site with part of a file replaced.
fn small_with(path: &str, from: &str, to: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = small();
    let file = files.iter_mut().find(|(name, _)| name == path);
    let (_, bytes) = file.expect("a file of the small site");
    let text = String::from_utf8(bytes.clone()).expect("text");
    assert!(text.contains(from), "{path} has no {from}");
    *bytes = text.replacen(from, to, 1).into_bytes();
    files
}

#[test]
fn numbers_and_dates_at_their_limits_are_survived() {
    let (benefit, figure) = ("data/benefits/p4-01-a.yaml", "data/figures/treated.yaml");
    for number in [
        "0",
        "-0",
        "1000000000000",
        "-1000000000000",
        "9223372036854775807",
        "-9223372036854775808",
        "92233720368547758.07",
        "9223372036854.775807",
        "0.000001",
        "1e9",
        ".5",
        "NaN",
        "inf",
    ] {
        survives(small_with(benefit, "-22010", number));
        survives(small_with(benefit, "-110", number));
        survives(small_with(
            benefit,
            "patients: 200",
            &format!("patients: {number}"),
        ));
        survives(small_with(figure, "5.7", number));
        survives(small_with(
            figure,
            "subject:",
            &format!("of: {number}\nupper: {number}\nsubject:"),
        ));
        survives(small_with(
            "content/about.md",
            "menu: 1",
            &format!("menu: {number}"),
        ));
        survives(small_with(
            "data/sources/evaluation.yaml",
            "to_line: 40",
            &format!("to_line: {number}"),
        ));
    }
    for date in [
        "0000",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "-001-01-01",
        "2025-02-29",
        "2025-00-00",
    ] {
        let reviewed = format!("reviewed: {date}");
        survives(small_with(
            "data/awards/p4-01.yaml",
            "reviewed: 2025-06-30",
            &reviewed,
        ));
        survives(small_with(
            figure,
            "subject:",
            &format!("date: {date}\nuntil: {date}\nsubject:"),
        ));
    }
}

#[test]
fn every_record_that_is_gone_is_survived() {
    for gone in 0..small().len() {
        let mut files = small();
        files.remove(gone);
        survives(files);
    }
    for folder in [
        "data/",
        "content/",
        "themes/",
        "data/awards/",
        "data/sources/",
        "data/vocabularies/",
    ] {
        let files = small().into_iter();
        survives(
            files
                .filter(|(path, _)| !path.starts_with(folder))
                .collect(),
        );
    }
    survives(Vec::new());
}

#[test]
fn long_texts_and_long_names_are_survived() {
    let long = "long ".repeat(100_000);
    for (path, from) in [
        ("data/awards/p4-01.yaml", "Reading brain scans"),
        ("data/awards/p4-01.yaml", "Hospital"),
        ("data/vocabularies/setting.yaml", "Hospital"),
        ("content/lessons/measure-first.md", "Both projects"),
        ("casebook.yaml", "Small casebook"),
    ] {
        survives(small_with(path, from, &long));
    }
    let text = small_with("data/awards/p4-02.yaml", "region", "colour: red\nregion");
    let text = text
        .into_iter()
        .map(|(path, bytes)| (path.replace("p4-02", &"a".repeat(5_000)), bytes));
    survives(text.collect());
}

#[test]
fn fifty_thousand_errors_in_one_file_are_reported() {
    let keys: String = (0..50_000).map(|n| format!("x{n}: 1\n")).collect();
    survives(small_with(
        "data/awards/p4-02.yaml",
        "region",
        &format!("{keys}region"),
    ));
    let items = "  - wrong\n".repeat(50_000);
    survives(small_with(
        "data/awards/p4-02.yaml",
        "related: [p4-01]",
        &format!("related:\n{items}"),
    ));
    let twice = "title: again\n".repeat(50_000);
    survives(small_with(
        "data/awards/p4-02.yaml",
        "region",
        &format!("{twice}region"),
    ));
    let stars = "  - *a\n".repeat(50_000);
    survives(small_with(
        "data/awards/p4-02.yaml",
        "related: [p4-01]",
        &format!("related:\n{stars}"),
    ));
}
