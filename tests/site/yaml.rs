//! What is wrong with the YAML itself.

use crate::support::{Site, broken};

#[test]
fn a_quote_that_never_closes_is_shown_where_it_opens() {
    broken("unclosed-quote");
}

#[test]
fn a_colon_inside_a_value_is_shown_where_it_stands() {
    broken("colon-in-value");
}

#[test]
fn a_line_that_begins_too_far_right_is_shown_where_it_begins() {
    broken("bad-indentation");
}

#[test]
fn a_bracket_that_never_closes_is_shown_where_it_opens() {
    broken("unclosed-bracket");
}

#[test]
fn a_brace_that_never_closes_is_shown_where_it_opens() {
    broken("unclosed-brace");
}

#[test]
fn text_after_a_closing_quote_is_shown() {
    broken("text-after-quote");
}

#[test]
fn a_colon_without_a_space_after_it_is_shown() {
    broken("no-space-after-colon");
}

#[test]
fn signs_that_mean_something_in_yaml_are_explained() {
    broken("wrong-sign");
}

#[test]
fn a_sign_that_cannot_be_seen_is_shown_where_it_stands() {
    broken("unseen-sign");
}

#[test]
fn a_comma_with_nothing_before_it_is_shown() {
    broken("two-commas");
}

#[test]
fn the_marks_of_git_are_named() {
    broken("git-marks");
}

#[test]
fn a_value_that_begins_with_a_sign_of_yaml_is_explained() {
    broken("first-sign");
}

#[test]
fn stars_before_items_and_curly_quotes_are_explained() {
    broken("star-list");
}

#[test]
fn a_space_that_is_none_is_shown_where_it_stands() {
    broken("false-space");
}

#[test]
fn an_item_too_far_right_and_colons_without_spaces_are_shown() {
    broken("item-too-far-right");
}

#[test]
fn text_that_is_taken_for_a_comment_is_a_warning() {
    broken("text-as-comment");
}

#[test]
fn a_tab_is_shown_where_it_stands() {
    broken("tab");
}

#[test]
fn a_field_given_twice_is_shown_in_both_places() {
    broken("duplicate-key");
}

#[test]
fn a_second_document_in_a_file_is_refused() {
    broken("second-document");
}

#[test]
fn front_matter_that_never_closes_is_shown_where_it_opens() {
    broken("front-matter-open");
}

#[test]
fn a_page_without_front_matter_is_told_how_to_begin() {
    broken("no-front-matter");
}

#[test]
fn a_record_that_is_a_list_or_a_text_is_refused() {
    broken("list-record");
}

#[test]
fn an_anchor_is_refused() {
    broken("anchor");
}

#[test]
fn a_text_that_begins_with_a_star_is_one_error() {
    broken("alias");
}

#[test]
fn an_alias_bomb_is_a_few_errors_and_costs_nothing() {
    broken("alias-bomb");
}

#[test]
fn tags_are_refused() {
    broken("tag");
}

#[test]
fn brackets_nested_twenty_thousand_deep_are_one_error() {
    let deep = format!("title: {}\n", "[".repeat(20_000));
    Site::small()
        .write("data/awards/p4-02.yaml", deep)
        .expect("deep-brackets");
}

#[test]
fn lists_nested_twenty_thousand_deep_are_one_error() {
    Site::small()
        .write("data/awards/p4-02.yaml", "- ".repeat(20_000))
        .expect("deep-lists");
}

#[test]
fn markdown_nested_twenty_thousand_deep_is_one_error() {
    let deep = format!("---\ntitle: Deep\n---\n{}text\n", "> ".repeat(20_000));
    Site::small()
        .write("content/deep.md", deep)
        .expect("deep-markdown");
}

#[test]
fn windows_line_ends_and_a_mark_are_read_like_any_others() {
    let site = Site::small();
    let path = site.path().join("data/awards/p4-01.yaml");
    let text = std::fs::read_to_string(path).expect("reads");
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let ran = site
        .write("data/awards/p4-01.yaml", windows)
        .run(&["check", "--strict"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
}

#[test]
fn no_and_numbers_with_a_nought_are_text_where_text_is_wanted() {
    let site = Site::small();
    let award = "data/awards/p4-02.yaml";
    let text = std::fs::read_to_string(site.path().join(award)).expect("reads");
    let text = text.replace(
        "related: [p4-01]",
        "related: [012]\nsupplier: no\nbenefits_logged: no",
    );
    let other = text.replace("[012]", "[p4-01]");
    let site = site.write(award, text).write("data/awards/012.yaml", other);
    let ran = site.run(&["check"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(!ran.err.contains("error"), "{}", ran.err);
}

#[test]
fn no_where_true_or_false_is_wanted_is_explained() {
    broken("norwegian-no");
}
