//! Fields that are unknown, missing or of the wrong type.

use crate::support::broken;

#[test]
fn an_unknown_field_is_given_its_nearest_name() {
    broken("unknown-field");
}

#[test]
fn an_unknown_field_deep_inside_is_shown_there() {
    broken("unknown-field-deep");
}

#[test]
fn an_unknown_field_in_front_matter_breaks_no_links() {
    broken("unknown-field-in-lesson");
}

#[test]
fn a_missing_field_is_named_with_what_it_holds() {
    broken("missing-field");
}

#[test]
fn a_value_of_the_wrong_type_is_told_the_right_one() {
    broken("wrong-type");
}

#[test]
fn an_amount_of_money_is_checked_part_by_part() {
    broken("wrong-type-money");
}

#[test]
fn a_number_with_a_doubtful_comma_is_asked_about_and_not_made_larger() {
    broken("doubtful-comma");
}

#[test]
fn an_empty_item_of_a_list_is_shown() {
    broken("empty-item");
}
