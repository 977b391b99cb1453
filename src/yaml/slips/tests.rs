use crate::diag::{Diagnostic, Diagnostics, FileId};

fn problems(text: &str) -> Vec<Diagnostic> {
    let mut sink = Diagnostics::new();
    crate::yaml::parse(FileId(0), text, 0, &mut sink);
    sink.iter().cloned().collect()
}

/// The only problem of `text` is at `offset`, and its message holds `words`.
#[track_caller]
fn says(text: &str, offset: usize, words: &str) {
    let problems = problems(text);
    assert_eq!(problems.len(), 1, "{text:?} {problems:?}");
    let place = problems[0].primary.as_ref().expect("a place").span.range();
    assert!(problems[0].message.contains(words), "{text:?} {problems:?}");
    assert_eq!(place.start, offset, "{text:?} {problems:?}");
}

#[track_caller]
fn fine(text: &str) {
    let problems = problems(text);
    assert!(problems.is_empty(), "{text:?} {problems:?}");
}

#[test]
fn a_sign_that_cannot_be_seen_is_shown_where_it_stands() {
    says("a: St\u{7}aff\n", 5, "cannot be seen (U+0007)");
    says("a: \"St\u{7}aff\"\n", 6, "cannot be seen (U+0007)");
    says("a: |\n  x\u{c}y\nb: 1\n", 8, "(U+000C)");
    says("a: St\u{ffff}aff\n", 5, "(U+FFFF)");
    says("a: 1\nb: \u{feff}y\n", 8, "(U+FEFF)");
    let hints = problems("a: x\u{7}\nb: y\u{7}\n")[0].hints.join(" ");
    assert!(
        hints.contains("More such signs in this file: 1."),
        "{hints}"
    );
}

#[test]
fn a_comma_with_nothing_before_it_is_shown() {
    says("a: [x, ,y]\nb: 1\n", 7, "Two commas");
    says("a: [x,,y]\n", 6, "Two commas");
    says("a: {b: 1, , c: 2}\n", 10, "Two commas");
    says("a: [,x]\n", 4, "nothing before this comma");
    says("a: ,x\n", 3, "cannot begin with “,”");
    says("a: [x, y\nb: 1\n", 3, "never closed");
    fine("a: [x, y,]\n");
}

#[test]
fn the_marks_of_git_are_named() {
    let conflict = "t: 1\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\nc: 1\n";
    says(conflict, 5, "a mark of git");
    says(
        "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n",
        0,
        "a mark of git",
    );
    says("a: 1\r\n=======\r\nb: 1\r\n", 6, "a mark of git");
    says("a: |\n  x\n>>>>>>> b\n", 9, "a mark of git");
    fine("a: |\n  <<<<<<< HEAD\n  =======\n");
}

#[test]
fn a_value_that_begins_with_a_sign_of_yaml_is_explained() {
    says("a: > Staff\n", 3, "cannot begin with “>” and go on");
    says("a: >5 mm\n", 3, "cannot begin with “>” and go on");
    says("a: | Staff\nb: 1\n", 3, "cannot begin with “|” and go on");
    says("a: & Staff\n", 3, "cannot begin with “&”");
    says("a: * Staff\n", 3, "cannot begin with “*”");
    says(
        "a:\n  * lib\n  * on\nb: 1\n",
        5,
        "begin with “- ”, not with “* ”",
    );
    says("a: - Staff\n", 3, "cannot begin on the line of its field");
    fine("a: >\n  5 mm\n");
    fine("a:\n  - Staff\n");
}

#[test]
fn text_after_brackets_is_explained() {
    says(
        "a: [Staff] spent less\nb: 1\n",
        11,
        "read as a list, and there is more",
    );
    says("a:\n  b: [x] y\n  c: 1\n", 12, "read as a list");
    says("- [x] y\n- b\n", 6, "read as a list");
    says("a: {Staff} were\nb: 1\n", 11, "read as a set of fields");
}

#[test]
fn only_a_curly_quote_brings_the_hint_on_curly_quotes() {
    let hint = |text| problems(text)[0].hints.join(" ").contains("curly");
    assert!(hint("a: “Ex: one”\n"));
    assert!(!hint("a: Ex: one\n"));
}

#[test]
fn a_space_that_is_none_is_shown_where_it_stands() {
    let far = "x:\n  b: 1\n\u{a0}\u{a0}value: 2\n  c: 3\n  d: 4\n";
    says(far, 10, "(U+00A0)");
    says("s:\u{a0}completed\nb: 1\n", 2, "(U+00A0)");
    says("b: 1\ns:\u{a0}completed\nc: 1\n", 7, "(U+00A0)");
    says("a:\n  -\u{a0}x\n", 5, "and is another sign");
    says("t: x\u{a0}y\na: AI: a guide\n", 13, "followed by a space");
}

#[test]
fn a_false_space_before_a_refused_word_is_no_panic() {
    assert_eq!(problems("a: &x\u{a0}&y\n")[0].code, "anchor");
}

#[test]
fn an_item_further_right_than_the_one_above_is_shown() {
    says(
        "a:\n  - x\n   - y\nb: 1\n",
        12,
        "further right than the item",
    );
    fine("a:\n  - x\n    y\n  - z\n");
    fine("a: x\n  - y\n");
}

#[test]
fn colons_without_spaces_in_brackets_are_one_problem() {
    says(
        "a: {amount:1200,currency:GBP}\n",
        10,
        "no space after this “:”",
    );
    fine("a: {amount: 1200, currency: GBP}\n");
    fine("a: [https://example.org, 12:30]\n");
    fine("a:b: ~\nc:d:\n");
}

#[test]
fn text_behind_a_hash_is_a_warning() {
    says("a: Award # 3 of ours\n", 9, "taken for a comment");
    says("a: Award #3\n", 9, "taken for a comment");
    says("- Ward notes #improvement\n", 13, "taken for a comment");
    says(
        "a: Staff spent less time # and more\n",
        25,
        "taken for a comment",
    );
    says("a: Staff # 3\n  more\nb: 1\n", 9, "goes on below it");
    fine("a: \"Award # 3 of ours\"\n");
}

#[test]
fn comments_behind_values_stay_free() {
    for text in [
        "a: 0 # TODO\n",
        "a: 2026-01-31 # 3 days late\n",
        "a: completed # 2 of 3 sites\n",
        "a: GBP # 3 letters\n",
        "a: 12 weeks # 3 months\n",
        "a: https://example.org/a # 3 pages\n",
        "a: Ann Smith # since March\n",
        "a: Staff spent less time # TODO shorten\n",
        "a: Staff spent less time # Ann: is this so?\n",
        "a: Staff spent less time  # and more\n",
        "a: 'Staff spent less time' # and more\n",
        "a: [Staff spent less time] # and more\n",
        "a: |\n  Staff spent less time # and more\n",
        "# Staff spent less time # and more\na: Award\n  # 3 of ours\n",
        "a: Award #\nb: C#3\n",
    ] {
        fine(text);
    }
}

#[test]
fn the_records_of_this_repository_bring_no_warning() {
    for folder in ["data", "starter", "examples", "tests/fixtures/small"] {
        records(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    }
}

fn records(folder: &std::path::Path) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            records(&path);
        } else if path.extension().is_some_and(|end| end == "yaml") {
            fine(&std::fs::read_to_string(&path).expect("reads"));
        }
    }
}
