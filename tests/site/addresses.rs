//! Two things at one address, and files where no record can be.

use crate::support::broken;

#[test]
fn two_records_with_one_id_are_shown_together() {
    broken("duplicate-id");
}

#[test]
fn a_page_and_the_index_of_its_folder_are_one_address() {
    broken("duplicate-page");
}

#[test]
fn a_page_at_the_address_of_a_record_is_shown_with_it() {
    broken("duplicate-address");
}

#[test]
fn a_page_at_an_address_that_casebook_makes_is_refused() {
    broken("taken-address");
}

#[test]
fn a_file_at_an_address_that_casebook_makes_is_refused() {
    broken("taken-file");
}

#[test]
fn an_alias_that_is_the_pages_own_address_or_stands_twice_is_shown() {
    broken("own-alias");
}

#[test]
fn a_file_name_that_is_no_id_is_given_a_better_one() {
    broken("bad-file-name");
}

#[test]
fn a_record_with_the_short_ending_is_refused() {
    broken("yml-ending");
}

#[test]
fn a_record_in_no_known_folder_is_refused() {
    broken("unknown-folder");
}
