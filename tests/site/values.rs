//! Values that are in no vocabulary.

use crate::support::broken;

#[test]
fn a_value_outside_its_vocabulary_is_given_the_nearest() {
    broken("unknown-value");
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
