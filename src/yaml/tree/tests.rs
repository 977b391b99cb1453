use super::*;

fn read(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    let mut sink = Diagnostics::new();
    let node = parse(FileId(0), text, 0, &mut sink);
    (node, sink.iter().cloned().collect())
}

fn codes(text: &str) -> Vec<(&'static str, usize)> {
    let (_, problems) = read(text);
    problems
        .iter()
        .map(|d| {
            (
                d.code,
                d.primary
                    .as_ref()
                    .map_or(0, |label| label.span.range().start),
            )
        })
        .collect()
}

fn value<'n>(node: &'n Node, key: &str) -> &'n Node {
    let NodeKind::Map(pairs) = &node.kind else {
        panic!("{node:?}")
    };
    &pairs.iter().find(|pair| pair.key == key).expect(key).value
}

#[test]
fn every_node_knows_where_it_stands() {
    let text = "title: A b\nlist:\n  - one\n  - \"two\"\nempty:\n";
    let (node, problems) = read(text);
    let node = node.expect("a tree");
    assert!(problems.is_empty());
    assert_eq!(&text[value(&node, "title").span.range()], "A b");
    let NodeKind::List(items) = &value(&node, "list").kind else {
        panic!()
    };
    assert_eq!(&text[items[1].span.range()], "\"two\"");
    assert_eq!(value(&node, "empty").kind, NodeKind::Null);
}

#[test]
fn comments_are_told_from_text() {
    let text = "\u{feff}# top\na: b # c\nd: |\n  # text\ne: \"# f\"\n# end";
    let found: Vec<&str> = comments(text).into_iter().map(|at| &text[at]).collect();
    assert_eq!(found, ["# top", "# c", "# end"]);
}

#[test]
fn text_in_a_block_is_found_line_by_line() {
    let text = "a: |\n  first\n\n  se[cond\nb: 1\n";
    let (node, _) = read(text);
    let node = node.expect("a tree");
    let NodeKind::Scalar(scalar) = &value(&node, "a").kind else {
        panic!()
    };
    assert_eq!(scalar.text, "first\n\nse[cond\n");
    let at = scalar.text.find('[').expect("the bracket");
    let span = scalar.map.span(at..at + 1);
    assert_eq!(&text[span.range()], "[");
}

#[test]
fn a_duplicate_key_is_reported_with_both_places() {
    let (node, problems) = read("a: 1\nb: 2\na: 3\n");
    assert_eq!(problems[0].code, "duplicate-key");
    assert_eq!(problems[0].primary.as_ref().expect("place").span.start, 10);
    assert_eq!(problems[0].related[0].span.start, 0);
    assert!(node.is_some());
}

#[test]
fn what_records_do_not_use_is_refused() {
    assert_eq!(codes("a: &x 1\nb: *x\n")[0].0, "anchor");
    assert_eq!(codes("b: *nowhere\n"), [("alias", 3)]);
    assert_eq!(codes("a: !!int 1\n")[0].0, "tag");
    assert_eq!(codes("a: 1\n---\nb: 2\n"), [("second-document", 5)]);
    assert_eq!(codes("? [a, b]\n: 1\n")[0].0, "bad-key");
}

#[test]
fn a_tab_is_named_where_it_stands() {
    assert_eq!(codes("a:\n\tb: 1\n"), [("tab", 3)]);
}

#[test]
fn a_colon_in_a_value_is_named_where_it_stands() {
    let text = "title: AI: a guide\n";
    assert_eq!(codes(text), [("yaml-syntax", 9)]);
}

#[test]
fn what_was_never_closed_is_shown_where_it_opens() {
    assert_eq!(codes("a: \"b\nc: 1\n"), [("yaml-syntax", 3)]);
    assert_eq!(codes("a: [b\nc: 1\n"), [("yaml-syntax", 3)]);
    assert_eq!(codes("x:\n  a: {b: 1\n  c: 1\n"), [("yaml-syntax", 8)]);
    assert_eq!(codes("a: 'b\n"), [("yaml-syntax", 3)]);
}

#[test]
fn a_line_too_far_right_is_shown_where_it_begins() {
    assert_eq!(codes("a:\n  b: 1\n   c: 2\n"), [("yaml-syntax", 13)]);
}

#[test]
fn a_missing_space_after_a_colon_is_shown() {
    assert_eq!(codes("a:b\nc: 1\n"), [("yaml-syntax", 1)]);
}

#[test]
fn a_text_that_begins_with_a_special_sign_is_one_error() {
    assert_eq!(codes("a: *b c d\n"), [("alias", 3)]);
    assert_eq!(codes("a: & b\n").len(), 1);
    assert_eq!(codes("a: !!int 1\n"), [("tag", 3)]);
}

#[test]
fn nesting_and_alias_bombs_end_in_one_message() {
    assert_eq!(codes(&"[".repeat(20_000))[0].0, "too-deep");
    assert_eq!(codes(&"- ".repeat(20_000))[0].0, "too-deep");
    assert_eq!(
        codes("b: *a\nc: &d e\nf: *a\n"),
        [("alias", 3), ("anchor", 9)]
    );
    let mut bomb = String::from("a: &a [x, x]\n");
    for n in 0..20 {
        bomb.push_str(&format!("b{n}: &b{n} [*a, *a, *a]\n"));
    }
    let found: Vec<&str> = codes(&bomb).into_iter().map(|(code, _)| code).collect();
    assert_eq!(found, ["anchor", "alias"]);
}

#[test]
fn places_after_a_byte_order_mark_are_true() {
    let text = "\u{feff}a: 1\na: 2\n";
    let (_, problems) = read(text);
    assert_eq!(problems[0].primary.as_ref().expect("place").span.start, 8);
}
