//! Same inputs, same bytes, whatever the order and the threads.

use casebook::source::Files;
use casebook::{Build, Memo, build as build_with};
use proptest::prelude::*;
use proptest::sample::Index;

use super::support::{build, files, options, pairs};

#[test]
fn two_builds_for_one_date_are_byte_identical() {
    let files = files();
    assert!(build(&files).output == build(&files).output);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let files = files();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads");
        pool.install(|| build(&files))
    };
    let one = with(1);
    for threads in [2, 8] {
        let other = with(threads);
        assert!(
            one.output == other.output,
            "{threads} threads give other bytes"
        );
        assert!(one.diagnostics.iter().eq(other.diagnostics.iter()));
    }
}

#[test]
fn a_warm_build_equals_a_cold_one() {
    let files = files();
    let memo = Memo::new();
    let cold = build_with(&files, &options(), &memo);
    let warm = build_with(&files, &options(), &memo);
    assert!(cold.output == warm.output);
    assert!(cold.diagnostics.iter().eq(warm.diagnostics.iter()));
}

#[test]
fn the_last_build_of_a_run_gives_the_same_and_says_the_same() {
    let good = files();
    let lost = "---\ntitle: Lost\n---\n\nA <a href=\"#nowhere\">link</a>.\n";
    let bad = good.with([("content/lost.md".to_string(), lost.to_string())]);
    for (files, has_errors) in [(good, false), (bad, true)] {
        let whole = build(&files).named();
        for memo in [Memo::once(), Memo::leaving(), Memo::new()] {
            let last = Build::last(&files, &options(), memo, |build| build.output.len());
            let made = last.build;
            assert_eq!(made.diagnostics.has_errors(), has_errors);
            assert!(made.diagnostics.iter().eq(whole.diagnostics.iter()));
            assert!(made.output == whole.output);
            assert_eq!(last.known, made.output.len());
            assert!(last.left.is_none() || !has_errors);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]
    #[test]
    fn the_order_in_which_files_are_found_changes_nothing_on_any_threads(
        swaps in prop::collection::vec(any::<(Index, Index)>(), 40),
        threads in prop::sample::select(vec![1_usize, 2, 8]),
    ) {
        let sorted = files();
        let expected = build(&sorted);
        let mut shuffled = pairs(&sorted);
        for (a, b) in swaps {
            let (a, b) = (a.index(shuffled.len()), b.index(shuffled.len()));
            shuffled.swap(a, b);
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let built = pool.expect("threads").install(|| build(&Files::from_memory(shuffled)));
        prop_assert!(expected.output == built.output);
    }
}
