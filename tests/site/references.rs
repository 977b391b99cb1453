//! References and links that lead nowhere.

use crate::support::broken;

#[test]
fn a_field_that_names_no_record_is_an_error() {
    broken("dangling-field");
}

#[test]
fn a_page_that_a_list_of_synonyms_names_must_be_there() {
    broken("answer-unknown");
}

#[test]
fn a_link_in_markdown_that_names_no_record_is_shown_where_it_stands() {
    broken("dangling-markdown");
}

#[test]
fn a_link_to_an_unknown_kind_of_record_is_an_error() {
    broken("unknown-kind");
}

#[test]
fn a_link_to_nothing_is_given_the_nearest_page() {
    broken("broken-link");
}

#[test]
fn an_anchor_that_is_not_on_its_page_is_an_error() {
    broken("broken-anchor");
}

#[test]
fn a_link_out_of_the_site_is_refused() {
    broken("link-out");
}

#[test]
fn a_draft_may_be_named_by_a_field_and_not_by_a_link() {
    broken("draft-named");
}

#[test]
fn a_place_that_its_source_does_not_list_is_an_error() {
    broken("unknown-place");
}

#[test]
fn a_line_outside_its_place_is_a_warning() {
    broken("line-outside-place");
}

#[test]
fn a_place_that_ends_before_it_begins_is_said_once() {
    broken("place-ends-early");
}

#[test]
fn a_place_on_the_page_of_an_award_is_missed_where_it_is_named() {
    broken("anchor-of-an-award");
}
