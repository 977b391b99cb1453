//! The frame of a page: language, title, headings, ids, images.

use super::super::{Memo, check};
use super::{each_gives, found, none_gives, page};
use crate::output::Output;

/// The codes of what is found in a page of just these bytes.
fn bare(html: &str) -> Vec<&'static str> {
    let mut output = Output::new();
    output.insert("a.html", html.as_bytes());
    check(&output, &Memo::new())
        .iter()
        .map(|f| f.kind.code())
        .collect()
}

#[test]
fn a_page_needs_a_title() {
    let without = page("").replace("<title>T</title>", "<svg><title>S</title></svg>");
    assert_eq!(bare(&without), ["missing-title"]);
    assert_eq!(bare(&page("").replace(">T<", "> \n<")), ["missing-title"]);
    assert!(bare(&page("").replace(">T<", ">a < b<")).is_empty());
}

#[test]
fn a_page_needs_a_language() {
    assert_eq!(
        bare(&page("").replace(" lang=\"en-GB\"", "")),
        ["missing-lang"]
    );
    assert_eq!(
        bare(&page("").replace("\"en-GB\"", "\"\"")),
        ["missing-lang"]
    );
    assert!(bare(&page("").replace("lang=\"en-GB\"", "LANG=en")).is_empty());
}

#[test]
fn a_page_needs_one_h1() {
    assert_eq!(bare(&page("").replace("<h1>H</h1>", "")), ["missing-h1"]);
    each_gives("multiple-h1", &["<H1>again</H1>"]);
    none_gives(&["<!-- <h1> --><header></header><hr>"]);
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    each_gives(
        "skipped-heading",
        &["<h3>x</h3>", "<h2>x</h2><h3>x</h3><h2>x</h2><h4>x</h4>"],
    );
    none_gives(&["<h2>x</h2><h3>x</h3><h4>x</h4><h2>x</h2><h3>x</h3>"]);
    assert!(bare(&page("").replace("<h1>", "<h2>banner</h2><h1>")).is_empty());
    assert_eq!(
        bare(&page("").replace("<h1>", "<h3>x</h3><h1>")),
        ["skipped-heading"]
    );
}

#[test]
fn an_id_stands_once_on_a_page() {
    each_gives(
        "duplicate-id",
        &["<p id=a><p id='a'>", "<p id=\"&amp;\"><p ID=\"&#38;\">"],
    );
    none_gives(&[
        "<p id=a><p id=A><p data-id=a>",
        "<p id=a><script src=\"../s.js\">id=a</script>",
    ]);
    let found = found(&[("a.html", "<p id=a>\n<p id=a>\n<p id=a>")]);
    let said: Vec<_> = found.iter().map(|f| (f.line, f.message.as_str())).collect();
    let message = "The id \"a\" is already used on line 3";
    assert_eq!(said, [(4, message), (5, message)]);
}

#[test]
fn an_image_needs_alt_text() {
    each_gives("missing-alt", &["<img src=\"../i.png\" width=1 height=1>"]);
    none_gives(&["<img src=\"../i.png\" width=1 height=1 alt>"]);
}

#[test]
fn an_image_needs_a_size() {
    each_gives(
        "missing-image-size",
        &[
            "<img src=\"../i.png\" alt=\"\">",
            "<img src=\"../i.png\" alt=\"\" width=\"1\">",
            "<img src=\"../i.png\" alt=\"\" width=\"1\" height=\"\">",
        ],
    );
    none_gives(&["<img src=\"../i.png\" alt=\"\" width=\"1\" height='1'/>"]);
}

#[test]
fn feeds_and_drawings_must_be_well_formed() {
    let found = found(&[
        ("a.xml", "<feed>\n<title>a & b</title></feed>"),
        ("b.svg", "<svg><g></svg>"),
        (
            "c.xml",
            "<?xml version=\"1.0\"?><feed><link href=\"https://example.org/\"/></feed>",
        ),
    ]);
    let places: Vec<_> = found
        .iter()
        .map(|f| (f.page.as_str(), f.line, f.kind.code()))
        .collect();
    assert_eq!(
        places,
        [("a.xml", 2, "malformed-xml"), ("b.svg", 1, "malformed-xml")]
    );
}
