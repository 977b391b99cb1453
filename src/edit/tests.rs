//! What stays and what changes when a field is set or taken away.

use super::*;
use crate::diag::{Diagnostics, FileId};
use crate::record::award::Award;
use crate::record::value::{Declared, ShapeOf};
use crate::schema::COMMON;
use crate::yaml::Node;

fn tree(text: &str) -> Node {
    let mut sink = Diagnostics::new();
    let tree = crate::yaml::parse(FileId(0), text, 0, &mut sink);
    assert!(sink.is_empty(), "{text}\n{:?}", sink.iter().next());
    tree.expect("a tree")
}

fn path(path: &str) -> Vec<String> {
    path.split('.').map(String::from).collect()
}

fn shape_of<T: Declared + 'static>() -> Fields<'static> {
    Fields::new(ShapeOf::<T>::STATIC.fields.iter().chain(COMMON.fields))
}

fn with(text: &str, at: &str, value: &str) -> String {
    let new = set(
        text,
        &tree(text),
        &shape_of::<Award>(),
        &path(at),
        &value.into(),
    );
    tree(&new);
    new
}

fn with_list(text: &str, at: &str, items: &[&str]) -> String {
    let items = Plain::List(items.iter().map(|item| Plain::from(*item)).collect());
    let new = set(text, &tree(text), &shape_of::<Award>(), &path(at), &items);
    tree(&new);
    new
}

fn without(text: &str, at: &str) -> String {
    let new = remove(text, &tree(text), &path(at));
    tree(&new);
    new
}

#[test]
fn only_the_value_changes() {
    let text = "# top\ntitle:   A  # why\nsupplier: 'B'\n";
    assert_eq!(
        with(text, "title", "C"),
        "# top\ntitle:   C  # why\nsupplier: 'B'\n"
    );
    assert_eq!(
        with(text, "supplier", "no"),
        "# top\ntitle:   A  # why\nsupplier: \"no\"\n"
    );
}

#[test]
fn a_new_field_goes_to_its_place_in_the_declared_order() {
    let text = "title: A\nphase: p # c\n  # own\n# next\nstatus: s\n";
    assert_eq!(
        with(text, "summary", "S"),
        "title: A\nphase: p # c\n  # own\nsummary: S\n# next\nstatus: s\n"
    );
    assert_eq!(with("status: s", "title", "A"), "title: A\nstatus: s");
    assert_eq!(with("title: A", "status", "s"), "title: A\nstatus: s\n");
}

#[test]
fn fields_inside_fields_are_set_where_they_stand() {
    let text = "title: A\nevaluation:\n  by: t\nbenefits_logged: yes # x\ncontract_value: {amount: 1, currency: GBP}\n";
    assert!(with(text, "evaluation.comment", "C").contains("evaluation:\n  by: t\n  comment: C\n"));
    assert!(with(text, "contract_value.amount", "2").contains("{amount: 2, currency: GBP}"));
    assert!(with(text, "benefits_logged.answer", "no").contains("benefits_logged: no # x\n"));
    assert!(
        with(text, "benefits_logged.qualification", "Q")
            .contains("# x\nbenefits_logged:\n  answer: yes\n  qualification: Q\n")
    );
    assert!(with(text, "outcome.value", "v").contains("outcome:\n  value: v\nevaluation:"));
    assert!(
        with("title: A\n", "contract_value.amount", "5").contains("contract_value: {amount: 5}\n")
    );
    assert!(with("title: A\n", "revenue.answer", "yes").contains("revenue: yes\n"));
}

#[test]
fn text_of_several_lines_becomes_a_block_and_its_comment_stays() {
    let text = "title: A\nproblem: P # why\nstatus: s\n";
    let new = with(text, "problem", "one\n\ntwo");
    assert_eq!(
        new,
        "title: A\n# why\nproblem: |\n  one\n\n  two\nstatus: s\n"
    );
    assert_eq!(
        with(&new, "problem", "P"),
        "title: A\n# why\nproblem: P\nstatus: s\n"
    );
}

#[test]
fn a_list_keeps_its_form_and_the_items_that_stay() {
    let brackets = "title: A\nsetting: [a, b] # why\n";
    assert_eq!(
        with_list(brackets, "setting", &["a", "c"]),
        "title: A\nsetting: [a, c] # why\n"
    );
    let lines = "setting:\n  - a # one\n  # two\n  - b\n  - c\n# end\ntitle: A\n";
    assert_eq!(
        with_list(lines, "setting", &["a", "x", "y", "c"]),
        "setting:\n  - a # one\n  # two\n  - x\n  - y\n  - c\n# end\ntitle: A\n"
    );
    assert_eq!(
        with_list(lines, "setting", &["a", "b", "c", "d"]),
        "setting:\n  - a # one\n  # two\n  - b\n  - c\n  - d\n# end\ntitle: A\n"
    );
    assert_eq!(
        with_list(lines, "setting", &["z"]),
        "# one\n# two\nsetting: [z]\n# end\ntitle: A\n"
    );
    assert_eq!(
        with_list("setting:\n  - a", "setting", &["a", "b"]),
        "setting:\n  - a\n  - b"
    );
}

#[test]
fn a_field_is_taken_away_with_its_lines_and_no_comment() {
    let text =
        "title: A\n# about\nproblem: |\n  one\n\n  two\nevaluation: # e\n  by: t # b\nstatus: s\n";
    assert_eq!(
        without(text, "problem"),
        "title: A\n# about\nevaluation: # e\n  by: t # b\nstatus: s\n"
    );
    assert!(without(text, "evaluation.by").ends_with("  two\n# e\n# b\nstatus: s\n"));
    let money = "title: A\ncontract_value: {amount: 1, currency: GBP}\n";
    assert_eq!(
        without(money, "contract_value.currency"),
        "title: A\ncontract_value: {amount: 1}\n"
    );
    assert_eq!(
        without(money, "contract_value.amount"),
        "title: A\ncontract_value: {currency: GBP}\n"
    );
}

#[test]
fn windows_line_ends_and_marks_stay() {
    let text = "\u{feff}title: A\r\nstatus: s\r\n";
    assert_eq!(
        with(text, "summary", "S"),
        "\u{feff}title: A\r\nsummary: S\r\nstatus: s\r\n"
    );
    assert_eq!(
        with(text, "title", "B"),
        "\u{feff}title: B\r\nstatus: s\r\n"
    );
    assert_eq!(without(text, "title"), "\u{feff}status: s\r\n");
}

/// A value that stands for a field is written as that field is.
#[test]
fn a_day_that_stands_for_an_embargo_needs_no_quotes() {
    let fields = shape_of::<Award>();
    let written = field(
        "embargo",
        &Plain::from("2026-01-31"),
        &fields.shape("embargo"),
        0,
    );
    assert_eq!(written, "embargo: 2026-01-31\n");
}
