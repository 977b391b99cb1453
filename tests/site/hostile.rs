//! No change to the files of a site makes Casebook panic or hang, whatever it says of them.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

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
    Options {
        as_of: Date::parse(DAY).expect("a day"),
        base_url: None,
        drafts: false,
    }
}

/// Builds, and holds what every build must hold.
fn survives(files: Vec<(String, Vec<u8>)>) {
    let files = Files::from_memory(files);
    let start = Instant::now();
    let built = build(&files, &options(), &Memo::new());
    assert!(start.elapsed() < Duration::from_secs(10), "took too long");
    for problem in built.diagnostics.iter() {
        assert!(
            !problem.message.is_empty() && problem.message.ends_with(['.', '?']),
            "{problem:?}"
        );
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
