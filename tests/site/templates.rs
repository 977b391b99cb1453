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
fn a_template_that_builds_on_itself_is_shown_in_its_file() {
    broken("template-circle");
}

#[test]
fn a_theme_that_is_not_there_is_given_the_nearest() {
    broken("no-theme");
}

#[test]
fn a_theme_for_another_casebook_is_refused() {
    broken("theme-version");
}

#[test]
fn a_description_of_a_theme_is_checked_field_by_field() {
    broken("theme-field");
}

#[test]
fn a_style_sheet_that_is_not_there_is_given_the_nearest() {
    broken("theme-style");
}

#[test]
fn what_a_theme_would_load_from_elsewhere_is_shown_in_its_file() {
    broken("theme-outside");
}

#[test]
fn an_original_that_has_changed_is_a_warning_until_somebody_has_looked() {
    broken("theme-original-changed");
}
