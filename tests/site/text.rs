//! What is wrong with the bytes of a file.

use crate::support::{Site, broken};

#[test]
fn a_file_in_latin_1_is_shown_at_its_first_wrong_sign() {
    broken("latin-1");
}

#[test]
fn a_file_in_utf_16_is_named_as_such() {
    broken("utf-16");
}

#[test]
fn a_nul_is_shown_where_it_stands() {
    broken("nul");
}

#[test]
fn an_empty_file_is_named() {
    broken("empty-file");
}

#[test]
fn a_file_that_holds_only_comments_is_named() {
    broken("only-a-comment");
}

#[test]
fn a_file_of_fifty_megabytes_is_not_read() {
    let large = vec![b'#'; 50 * 1024 * 1024];
    Site::small()
        .write("data/awards/p4-03.yaml", large)
        .expect("huge-file");
}
