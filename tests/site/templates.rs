//! What is wrong with a theme, shown in the template.

use crate::support::broken;

#[test]
fn every_template_that_cannot_be_read_is_shown() {
    broken("template-syntax");
}

#[test]
fn a_template_that_names_an_unknown_field_is_one_error_for_all_pages() {
    broken("template-unknown-field");
}

#[test]
fn an_unknown_filter_is_shown_where_it_stands() {
    broken("template-unknown-filter");
}

#[test]
fn a_template_that_extends_a_missing_one_is_shown() {
    broken("missing-template");
}

#[test]
fn a_theme_that_is_not_there_is_given_the_nearest() {
    broken("no-theme");
}
