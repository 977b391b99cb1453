//! Raw HTML from Markdown to fragment.

use super::super::testing::{codes, fragment, html, links, parse, spans};
use super::super::{MAX_HTML_BYTES, ParseOptions};

/// The message of the warning about removed HTML.
fn removed(source: &str) -> String {
    let (_, problems) = parse(source, ParseOptions::default());
    let found = problems
        .iter()
        .find(|problem| problem.code == "html-removed");
    found.map_or(String::new(), |problem| problem.message.clone())
}

#[test]
fn modest_html_stands() {
    let source = "<details open>\n<summary>A</summary>\n\nb *c*\n\n</details>\n";
    assert_eq!(
        html(source),
        "<details open=\"\">\n<summary>A</summary>\n<p>b <em>c</em></p>\n</details>\n"
    );
    assert!(codes(source).is_empty());
    let inline = "H<sub>2</sub>O <kbd>x</kbd> <abbr title=\"y\">z</abbr><br>&eacute;";
    let expected = "<p>H<sub>2</sub>O <kbd>x</kbd> <abbr title=\"y\">z</abbr><br>é</p>\n";
    assert_eq!(html(inline), expected);
}

#[test]
fn code_style_and_handlers_go_and_are_named() {
    let source =
        "a\n\n<script>alert(1)</script>\n\n<p onclick=\"x\" style=\"y\" class=\"ok no_\">b</p>\n";
    assert_eq!(html(source), "<p>a</p>\n\n<p class=\"ok\">b</p>\n");
    let message = removed(source);
    for name in [
        "<script>",
        "“onclick” on <p>",
        "“style” on <p>",
        "the class “no_”",
    ] {
        assert!(message.contains(name), "{message}");
    }
    assert_eq!(spans(source)[0], ("html-removed", "<script>"));
}

#[test]
fn content_of_frames_and_drawings_goes_too() {
    for name in ["svg", "iframe", "style", "math", "object"] {
        let source = format!("<div>\n<{name}><b>x</b></{name}>y</div>\n");
        assert_eq!(html(&source), "<div>\ny</div>\n");
    }
}

#[test]
fn addresses_in_raw_html_are_slots() {
    let source = "<a href=\"award:p4-01\">b</a> <img src=c.png alt=\"d\" width=9>\n\n<div>\n  <a href='../e.md'>f</a></div>";
    assert_eq!(links(source), ["award:p4-01", "c.png", "../e.md"]);
    assert!(html(source).starts_with(
        "<p><a href=\"{0}\">b</a> <img src=\"{1}\" alt=\"d\" loading=\"lazy\" width=\"9\"></p>"
    ));
    assert!(html(source).contains("<a href=\"{2}\">f</a>"));
    assert_eq!(
        spans("> <div>\n> <a href='data:x'>f</a></div>"),
        [("unsafe-link", "data:x")]
    );
    assert_eq!(
        codes("<a href=\"java&#115;cript:x\">b</a>"),
        ["unsafe-link"]
    );
    assert_eq!(
        codes("<img src=\"https://a.b\">"),
        ["missing-alt", "off-site-image"]
    );
}

#[test]
fn markdown_around_raw_html_keeps_its_slots_and_marks() {
    let source =
        "## A {#x}\n\n<div>\n\n[b](c) [@d] e[^1]\n\n- [x] f\n\n| g |\n| -: |\n\n</div>\n\n[^1]: h";
    let html = html(source);
    for kept in [
        "<h2 id=\"x\">",
        "<a href=\"{0}\">",
        "{1}",
        "aria-label=\"‹footnote 1›\"",
        "role=\"region\"",
        "<input type=\"checkbox\"",
        "disabled",
        "scope=\"col\"",
        "tabindex=\"0\"",
        "cb-right",
    ] {
        assert!(html.contains(kept), "{kept} in {html}");
    }
    assert!(codes(source).is_empty());
}

#[test]
fn open_elements_are_closed_and_named() {
    assert_eq!(html("<div>\n\na"), "<div>\n<p>a</p>\n</div>");
    assert_eq!(spans("<div>\n\na"), [("html-unclosed", "<div>")]);
    assert_eq!(spans("> <p>\n> <div>\n> a"), [("html-unclosed", "<div>")]);
    assert_eq!(html("a</b> c"), "<p>a c</p>\n");
    assert!(removed("a</b> c").contains("</b> without <b>"));
    assert!(codes("<p>a\n<p>b\n<table><tr><td>c<td>d</table>").is_empty());
}

#[test]
fn comments_go_without_a_word() {
    assert_eq!(
        html("a <!-- b --> c\n\n<!-- d\n\ne -->\n"),
        "<p>a  c</p>\n\n"
    );
    assert!(codes("<!-- b -->").is_empty());
}

#[test]
fn text_of_raw_html_is_found_by_search() {
    let source = "<table>\n<tr><td>a</td><td>b &amp; c</td></tr>\n<tr><td>d</td></tr></table>";
    assert_eq!(fragment(source).text, "a b & c\nd");
    assert_eq!(fragment("H<sub>2</sub>O").text, "H2O");
}

#[test]
fn broken_tags_by_the_thousand_do_not_hang() {
    for piece in [
        "<a b='", "<svg>", "<!", "<?", "</", "<!--", "<a ", "<script>",
    ] {
        let source = format!("<div>\n{}", piece.repeat(MAX_HTML_BYTES / 2 / piece.len()));
        fragment(&source);
        fragment(&format!("{source}'>"));
    }
}
