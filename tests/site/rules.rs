//! Rules of the house, and many errors at once.

use crate::support::broken;

#[test]
fn an_owner_is_one_of_the_roles_of_the_site() {
    broken("unknown-owner");
}

#[test]
fn a_review_comes_after_the_last_one() {
    broken("review-before-reviewed");
}

#[test]
fn a_total_follows_from_its_count_and_average() {
    broken("benefit-arithmetic");
}

#[test]
fn a_cell_kept_word_for_word_is_short() {
    broken("long-cell");
}

#[test]
fn a_locator_names_fields_that_the_record_has() {
    broken("unknown-field-name");
}

#[test]
fn a_source_lists_each_place_once() {
    broken("duplicate-place");
}

#[test]
fn errors_in_several_files_are_all_reported_in_order() {
    broken("many");
}

#[test]
fn what_is_still_to_be_written_is_marked() {
    broken("to-do");
}
