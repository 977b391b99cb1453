//! Values that are in no vocabulary.

use std::fs;

use crate::support::{Site, broken};

#[test]
fn a_value_outside_its_vocabulary_is_given_the_nearest() {
    broken("unknown-value");
}

#[test]
fn a_label_too_long_for_a_workbook_is_no_panic() {
    let label = format!("label: {}\n", "x".repeat(40_000));
    let path = "data/vocabularies/status.yaml";
    let site = Site::small();
    let status = fs::read_to_string(site.path().join(path)).expect("reads");
    let site = site.write(path, status.replacen("label: Completed\n", &label, 1));
    let ran = site.run_plain(&["export", "records", "--out", "exported"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
}

#[test]
fn the_state_is_one_of_five_words() {
    broken("unknown-state");
}

#[test]
fn a_vocabulary_that_is_missing_is_reported_once() {
    broken("no-vocabulary");
}

#[test]
fn a_vocabulary_that_is_wrong_is_the_only_error() {
    broken("broken-vocabulary");
}
