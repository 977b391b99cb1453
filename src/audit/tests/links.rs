//! Links inside the site.

use super::super::{Memo, Options, check_with};
use super::{codes, each_gives, found, none_gives, site};

#[test]
fn a_link_to_a_file_that_is_not_there_is_broken() {
    each_gives(
        "broken-link",
        &[
            "<a href=\"c.html\">c</a>",
            "<a href='../a/c.html?x#y'>c</a>",
            "<a href=&#99;.html>c</a>",
            "<script src=\"../t.js\" defer></script>",
            "<img src=\"../j.png\" alt=\"\" width=\"1\" height=\"1\">",
            "<img srcset=\"../i.png 1x, ../j.png 2x\" alt=\"\" width=\"1\" height=\"1\">",
            "<form action=\"c.html\"></form>",
            "<video src=\"../i.png\" poster=\"j.png\"></video>",
            "<object data=\"c.svg\"></object>",
            "<meta http-equiv=\"refresh\" content=\"0; url='c.html'\">",
            "<svg><use xlink:href=\"c.svg\"/></svg>",
            "<a href=\"file:///c/d\">d</a>",
            "<a href=\"missing/\">d</a>",
            "<iframe src=\"\"></iframe>",
            "<A HREF=\"B.html\">case matters</A>",
        ],
    );
    none_gives(&[
        "<a href=\"b.html\">b</a> <a href=\"../i.png?v=1\">i</a> <a href=\"%62.html\">b</a>",
        "<a href=\"&#98;.html\">b</a> <a href=\" ./b.html\n\">b</a>",
        "<img src=\"../i.png\" srcset=\"../i.png, ../i.png 2x\" alt=\"\" width=\"1\" height=\"1\">",
        "<a href=\"mailto:a@b.org\">m</a> <a href=\"\">this</a> <a href=\"?q=1\">this</a>",
        "<!-- <a href=\"c.html\">c</a> --> <textarea><a href=\"c.html\"></textarea>",
        "<meta http-equiv=\"refresh\" content=\"0; url=b.html\"><a data-x href=\"b.html\">b</a>",
    ]);
}

#[test]
fn a_broken_link_says_where_it_stands_as_written_and_what_is_nearest() {
    let files = [
        (
            "awards/p4-01/index.html",
            "\n<a href=\"../../lessons/tranning/index.html\">x</a>",
        ),
        ("lessons/training/index.html", ""),
        ("lessons/consent/index.html", ""),
    ];
    let found = found(&files);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].page.as_str(), found[0].line),
        ("awards/p4-01/index.html", 4)
    );
    assert_eq!(
        found[0].message,
        "The href \"../../lessons/tranning/index.html\" points to \
         \"lessons/tranning/index.html\", which is not in the site"
    );
    assert_eq!(
        found[0].hint,
        "The nearest file is \"lessons/training/index.html\"; from here that is \
         \"../../lessons/training/index.html\"."
    );
}

#[test]
fn a_link_above_the_root_is_a_finding() {
    each_gives("link-above-root", &["<a href=\"../../a/b.html\">x</a>"]);
    none_gives(&["<a href=\"../a/../a/b.html\">x</a>"]);
}

#[test]
fn a_link_from_the_root_is_a_finding() {
    each_gives(
        "root-relative-link",
        &["<a href=\"/a/b.html\">x</a>", "<a href=\"//h/\">x</a>"],
    );
    none_gives(&["<a href=\"https://example.org/a\">x</a>"]);
    let found = found(&[
        ("a/b.html", "<a href=\"/c/?q#r\">x</a>"),
        ("c/index.html", ""),
    ]);
    assert_eq!(found[0].hint, "Write \"../c/index.html?q#r\".");
}

#[test]
fn a_link_to_a_folder_is_a_finding() {
    each_gives(
        "folder-link",
        &[
            "<a href=\"../\">x</a>",
            "<a href=\"..\">x</a>",
            "<a href=\"../a\">x</a>",
            "<a href=\"./#x\">x</a>",
        ],
    );
    none_gives(&["<a href=\"../index.html\">x</a>"]);
    let found = found(&[("b.html", "<a href=\"a#r\">x</a>"), ("a/index.html", "")]);
    assert!(
        found[0].hint.starts_with("Write \"a/index.html#r\""),
        "{}",
        found[0].hint
    );
}

#[test]
fn the_page_for_lost_readers_links_below_the_base_path() {
    let options = Options {
        base_path: "/base".to_owned(),
    };
    let codes = |body: &str| {
        let output = site(&[
            ("404.html", body),
            ("a/index.html", "<p id=\"x\">"),
            ("s.css", ""),
        ]);
        let found = check_with(&output, &Memo::new(), &options);
        found.iter().map(|f| f.kind.code()).collect::<Vec<_>>()
    };
    let fine =
        "<a href=\"/base/a/index.html#x\">a</a> <a href=\"/base/a/\">a</a> <a href=\"#\">a</a>";
    assert!(codes(fine).is_empty());
    assert_eq!(codes("<a href=\"/a/index.html\">a</a>"), ["broken-link"]);
    assert_eq!(codes("<a href=\"/base/b/\">a</a>"), ["broken-link"]);
    assert_eq!(codes("<a href=\"/base/../a\">a</a>"), ["link-above-root"]);
    assert_eq!(codes("<a href=\"/base/a/#y\">a</a>"), ["missing-anchor"]);
    assert_eq!(
        codes("<a href=\"a/index.html\">a</a>"),
        ["relative-link-in-404"]
    );
}

#[test]
fn a_link_to_a_place_that_is_not_there_is_a_finding() {
    each_gives(
        "missing-anchor",
        &[
            "<a href=\"b.html#y\">y</a>",
            "<a href=\"#y\">y</a>",
            "<svg><use href=\"#y\"/></svg>",
            "<svg><path fill=\"url(#y)\"/></svg>",
        ],
    );
    none_gives(&[
        "<a href=\"b.html#x\">x</a> <a href=\"b.html#\">x</a> <a href=\"#top\">x</a>",
        "<a href=\"#%C3%A9\">x</a> <p id=\"é\"> <a name=\"n\"></a> <a href=\"#n\">n</a>",
        "<a href=\"#a&amp;b\">x</a> <p id='a&#38;b'> <a href=\"../i.png#page=2\">x</a>",
        "<a href=\"b.html#:~:text=x\">x</a> <svg><g id=\"g\"/><use href=\"#g\"/></svg>",
    ]);
    let found = found(&[("a.html", "<a href=\"#benfits\">x</a> <p id=\"benefits\">")]);
    assert_eq!(found[0].hint, "The nearest id on a.html is \"benefits\".");
}

#[test]
fn drawings_and_style_sheets_have_links_too() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><a id=\"i\" href=\"b.html\">x</a>\
               <image href=\"j.png\"/></svg>";
    let found = found(&[
        ("a/d.svg", svg),
        (
            "a/b.html",
            "<a href=\"d.svg#i\">x</a> <a href=\"d.svg#j\">x</a>",
        ),
        (
            "s.css",
            "a{b:url(a/b.html)}\n@import \"t.css\";c{d:url(#e);f:url(/s.css)}",
        ),
    ]);
    let places: Vec<_> = found
        .iter()
        .map(|f| (f.page.as_str(), f.line, f.kind.code()))
        .collect();
    assert_eq!(
        places,
        [
            ("a/b.html", 3, "missing-anchor"),
            ("a/d.svg", 1, "broken-link"),
            ("s.css", 2, "broken-link"),
            ("s.css", 2, "root-relative-link"),
        ]
    );
}

#[test]
fn many_broken_links_do_not_stop_the_audit() {
    let body: String = (0..500)
        .map(|n| format!("<a href=\"{n}/x.html\">x</a>"))
        .collect();
    assert_eq!(codes(&body).len(), 500);
}
