//! A build that goes on from what the last run left gives the same as one from nothing, byte for
//! byte and problem for problem.

use std::fs;
use std::path::Path;

use casebook::record::date::Date;
use casebook::source::Files;
use casebook::{Build, Memo, Options, build, cache};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::edits::{Edit, Tree, apply, edit, files, history, options, small};

/// As `casebook build` does it. Whether there was something to go on from.
fn run(root: &Path, files: &Files, options: &Options) -> (Build, bool) {
    let resumed = cache::resume(root, files, options);
    let found = resumed.is_some();
    let memo = resumed.unwrap_or_else(Memo::leaving);
    let built = build(files, options, &memo);
    if !built.diagnostics.has_errors() {
        let left = memo.left().expect("a whole site");
        cache::save(root, files, options, &left).expect("a folder to write to");
    }
    (built, found)
}

fn is_cold(built: &Build, files: &Files, options: &Options) -> Result<(), String> {
    let cold = build(files, options, &Memo::once());
    if !built.diagnostics.iter().eq(cold.diagnostics.iter()) {
        return Err("the problems differ".into());
    }
    let (made, cold) = (&built.output, &cold.output);
    let other = cold
        .iter()
        .find(|(path, bytes)| made.get(path) != Some(bytes));
    match other {
        Some((path, _)) => Err(format!("{path} differs")),
        None if made.len() != cold.len() => Err("there are more files".into()),
        None => Ok(()),
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]
    #[test]
    fn any_edits_between_runs_give_what_a_build_from_nothing_gives(
        edits in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..6),
        dated in any::<bool>(),
    ) {
        let (root, first) = (folder(), small());
        let mut tree = first.clone();
        run(root.path(), &files(&tree), &options());
        for edits in &edits {
            for edit in edits {
                apply(&mut tree, &first, edit);
            }
            let files = files(&tree);
            let edited = tree.keys().filter(|path| tree.get(*path) != first.get(*path)).cloned();
            let options = Options {
                history: dated.then(|| history(&files).with_edited(edited)),
                ..options()
            };
            let (built, _) = run(root.path(), &files, &options);
            prop_assert_eq!(is_cold(&built, &files, &options), Ok(()), "after {:?}", edits);
        }
    }
}

/// Builds, edits, and builds again. Whether the second build went on from the first.
fn goes_on_after(edit: impl FnOnce(&mut Tree)) -> bool {
    let (root, mut tree) = (folder(), small());
    run(root.path(), &files(&tree), &options());
    edit(&mut tree);
    let files = files(&tree);
    let (built, resumed) = run(root.path(), &files, &options());
    assert_eq!(is_cold(&built, &files, &options()), Ok(()));
    resumed
}

#[test]
fn a_build_goes_on_after_edits_of_records_and_begins_anew_after_others() {
    let change = |path: &'static str| {
        move |tree: &mut Tree| tree.get_mut(path).expect("a file").push_str("\n# More\n")
    };
    assert!(goes_on_after(|_| {}));
    assert!(goes_on_after(change("content/lessons/measure-first.md")));
    assert!(goes_on_after(change("data/awards/p4-01.yaml")));
    assert!(!goes_on_after(change("casebook.yaml")));
    assert!(!goes_on_after(change("content/plan.svg")));
    let vocabulary = small();
    let vocabulary = vocabulary
        .keys()
        .find(|path| path.starts_with("data/vocabularies/"));
    let vocabulary: &'static str = vocabulary.expect("a vocabulary").clone().leak();
    assert!(!goes_on_after(change(vocabulary)));
    assert!(!goes_on_after(|tree| apply(tree, &small(), &Edit::New(1))));
    assert!(!goes_on_after(|tree| {
        tree.remove("data/awards/p4-02.yaml");
    }));
}

#[test]
fn only_pages_that_read_what_changed_are_made_again() {
    let (root, mut tree) = (folder(), small());
    run(root.path(), &files(&tree), &options());
    let lesson = tree.get_mut("content/lessons/measure-first.md");
    lesson.expect("it").push_str("\nMore.\n");
    let files = files(&tree);
    let memo = cache::resume(root.path(), &files, &options()).expect("what was left");
    let made: usize = build(&files, &options(), &memo)
        .timings
        .templates
        .values()
        .map(|(pages, _)| pages)
        .sum();
    assert_eq!(made, 1);
}

#[test]
fn other_options_begin_anew() {
    let (root, files) = (folder(), files(&small()));
    run(root.path(), &files, &options());
    let resumes = |options: &Options| cache::resume(root.path(), &files, options).is_some();
    assert!(resumes(&options()));
    let drafts = Options {
        drafts: true,
        ..options()
    };
    let elsewhere = Options {
        base_url: Some("https://example.org/".into()),
        ..options()
    };
    let published = Options {
        for_publication: true,
        ..options()
    };
    let tomorrow = Options::for_day(Date::parse("2026-02-01").expect("a date"));
    for other in [drafts, elsewhere, published, tomorrow] {
        assert!(!resumes(&other), "{other:?}");
    }
}

#[test]
fn what_is_damaged_or_of_another_build_is_not_gone_on_from() {
    let (root, files) = (folder(), files(&small()));
    run(root.path(), &files, &options());
    let resumes = || cache::resume(root.path(), &files, &options()).is_some();
    for name in ["inputs", "made"] {
        let path = root.path().join(cache::FOLDER).join(name);
        let whole = fs::read(&path).expect("what was left");
        for at in [0, 1, whole.len() / 2, whole.len() - 33, whole.len() - 1] {
            let mut other = whole.clone();
            other[at] ^= 1;
            fs::write(&path, other).expect("a folder to write to");
            assert!(!resumes(), "{name} with another byte at {at}");
            fs::write(&path, &whole[..at]).expect("a folder to write to");
            assert!(!resumes(), "{name} with {at} bytes");
        }
        fs::remove_file(&path).expect("it is there");
        assert!(!resumes(), "without {name}");
        fs::write(&path, whole).expect("a folder to write to");
        assert!(resumes());
    }
    // Stopped after one of the two was in its place.
    let inputs = root.path().join(cache::FOLDER).join("inputs");
    let before = fs::read(&inputs).expect("what was left");
    let mut tree = small();
    let about = tree.get_mut("content/about.md");
    about.expect("it").push_str("\nMore.\n");
    run(root.path(), &crate::edits::files(&tree), &options());
    fs::write(&inputs, before).expect("a folder to write to");
    assert!(!resumes());
}
