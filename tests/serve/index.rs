//! The search index of many pages follows an edit: it is that of a cold build, byte for byte, and
//! what the edit does not concern keeps its place in memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use casebook::output::Bytes;
use casebook::record::date::Date;
use casebook::search::{self, Limits, Listed};
use casebook::source::{Content, Files, read_folder};
use casebook::{Build, Memo, Options, pages};

/// More than are read in two goes.
const NOTES: usize = 600;

/// As of a large site.
const LARGE: Limits = Limits {
    whole: 0,
    shard: 600,
    documents: 7,
};

type Tree = BTreeMap<String, Vec<u8>>;

fn note(number: usize) -> String {
    format!("content/notes/note-{number:03}.md")
}

fn tree() -> Tree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
    let files = read_folder(&root).expect("the small site");
    let bytes = |content: &Content| match content {
        Content::Text(text) | Content::Unreadable(text) => text.as_bytes().to_vec(),
        Content::Bytes(bytes) => bytes.to_vec(),
    };
    let mut tree: Tree = files
        .iter()
        .map(|(_, file)| (file.path.to_string(), bytes(&file.content)))
        .collect();
    for number in 0..NOTES {
        let text = format!(
            "---\ntitle: Note {number}\nsummary: On word{}.\n---\nScans of site {}.\n\n## More\n\nTrials of word{}.\n",
            number % 50,
            number % 97,
            number % 31,
        );
        tree.insert(note(number), text.into_bytes());
    }
    tree
}

/// The notes with a memo of their own, as in the preview.
struct Site {
    tree: Tree,
    memo: Memo,
    search: search::Memo,
    listed: Vec<Listed>,
}

impl Site {
    fn new() -> Self {
        Self {
            tree: tree(),
            memo: Memo::new(),
            search: search::Memo::new(),
            listed: vec![list("a-to-z/"), list("awards/")],
        }
    }

    fn built(&self) -> Build {
        let files = self.tree.iter();
        let files = files.map(|(path, bytes)| (path.clone(), bytes.clone()));
        let options = Options::for_day(Date::parse("2026-01-31").expect("a date"));
        let build = pages(&Files::from_memory(files), &options, &self.memo);
        assert!(!build.diagnostics.has_errors());
        build
    }

    /// The index, after it has been held against that of a cold build.
    #[track_caller]
    fn index(&self) -> search::Files {
        let build = self.built();
        let (site, words) = (build.site.expect("a site"), build.words.expect("words"));
        let made = |memo| search::files(&site, &words, &self.listed, LARGE, memo);
        let (warm, cold) = (made(&self.search), made(&search::Memo::once()));
        let names = |files: &search::Files| {
            let names = files.iter().map(|(path, _)| path.to_string());
            names.collect::<Vec<_>>()
        };
        assert_eq!(names(&warm), names(&cold));
        for ((path, warm), (_, cold)) in warm.iter().zip(&cold) {
            assert!(warm == cold, "{path}");
        }
        warm
    }

    fn change(&mut self, path: &str, from: &str, to: &str) {
        let bytes = self.tree.get_mut(path).expect("a file");
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        assert!(text.contains(from), "{path} has no {from:?}");
        *bytes = text.replacen(from, to, 1).into_bytes();
    }
}

fn list(route: &str) -> Listed {
    Listed {
        route: route.to_string(),
        title: format!("Title of {route}"),
        description: "Everything".to_string(),
    }
}

/// How many files are other ones than before, of those that the second has.
fn new(before: &search::Files, after: &search::Files) -> usize {
    let same = |(path, bytes): &&(Arc<str>, Bytes)| {
        let known = before.iter().find(|(known, _)| known == path);
        known.is_some_and(|(_, known)| known.is(bytes))
    };
    after.len() - after.iter().filter(same).count()
}

#[test]
fn a_word_changes_its_own_files_and_leaves_the_others() {
    let mut site = Site::new();
    let first = site.index();
    site.change(&note(300), "Scans of", "Scans, scans of");
    let second = site.index();
    // Head, filters, records, the file with the title, and words and places of the word that is new
    // and of the two that stand elsewhere.
    assert!(first.len() > 100, "{} files", first.len());
    assert!(new(&first, &second) <= 10, "{}", new(&first, &second));
}

#[test]
fn edits_of_every_kind_give_the_index_of_a_cold_build() {
    let mut site = Site::new();
    site.index();
    for (path, from, to) in [
        // Words that no page had, and that none has any more.
        (note(299), "Trials of", "Trials of zebras and aardvarks at"),
        (note(299), "zebras and aardvarks", "aardvark"),
        (note(299), "aardvark at ", ""),
        // A section more, so that those of later pages are counted otherwise; and one less.
        (note(10), "## More", "## First\n\nText.\n\n## More"),
        (note(10), "## More", "**More**"),
        // Fields, and a record of another kind.
        (note(599), "title: Note", "title: Renamed note"),
        (note(0), "summary: On", "summary: All about"),
        (
            "data/awards/p4-02.yaml".to_string(),
            "title: ",
            "title: Quokka ",
        ),
        // Everything: words of values are read with each record that has them.
        (
            "data/vocabularies/status.yaml".to_string(),
            "label: ",
            "label: Xylo ",
        ),
        ("casebook.yaml".to_string(), "title: ", "title: Other "),
    ] {
        site.change(&path, from, to);
        site.index();
    }
}

#[test]
fn pages_and_lists_that_come_and_go_are_found_and_forgotten() {
    let mut site = Site::new();
    site.index();
    site.listed.insert(0, list("awards/phase/phase-4/"));
    site.index();
    site.listed.truncate(1);
    site.listed[0].title = "Another title".to_string();
    site.index();
    let gone = site.tree.remove(&note(100)).expect("it");
    site.index();
    site.tree.insert(note(100), gone);
    site.index();
}
