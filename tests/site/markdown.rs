//! Markdown that loses text, or stays on the page as it was typed.

use crate::support::broken;

#[test]
fn what_markdown_would_lose_without_a_word_is_a_warning() {
    broken("markdown-lost");
}

#[test]
fn headings_out_of_order_are_warnings_and_the_page_is_put_in_order() {
    broken("headings-out-of-order");
}

#[test]
fn a_link_without_words_is_shown_where_it_stands() {
    broken("link-without-words");
}

#[test]
fn front_matter_below_an_empty_line_is_told_to_move_up() {
    broken("front-matter-low");
}

#[test]
fn front_matter_that_opens_with_four_hyphens_is_told_so() {
    broken("front-matter-hyphens");
}
