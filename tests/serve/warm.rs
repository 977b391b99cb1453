//! A warm build gives the same as a cold one, byte for byte and problem for problem, after any
//! sequence of edits.

use casebook::record::date::Date;
use casebook::{Build, Memo, Options, build, pages, search};
use proptest::prelude::*;

use crate::edits::{Edit, apply, edit, files, history, options, small};

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
