//! Requests to other hosts.

use super::{each_gives, found, none_gives};

#[test]
fn nothing_is_asked_of_another_host() {
    each_gives(
        "offsite-request",
        &[
            "<script src=\"https://h/x.js\"></script>",
            "<script src=\"//h/x.js\"></script>",
            "<script src=\"ht&#116;ps&colon;//h/x.js\"></script>",
            "<script src=\"\\\\h\\x.js\"></script>",
            "<link rel=\"stylesheet\" href=\"https://h/x.css\">",
            "<link rel=\"preload\" as=\"font\" href=\"http://h/x.woff2\">",
            "<link rel=\"alternate stylesheet\" href=\"http://h/x.css\">",
            "<link rel=\"preconnect\" href=\"https://h\">",
            "<link rel=\"icon\" href=\"https://h/i.png\">",
            "<iframe src=\"https://h/\">",
            "<form action=\"https://h/\"></form>",
            "<form action=\"mailto:a@b\"></form>",
            "<button formaction=\"https://h/\">x</button>",
            "<a href=\"b.html\" ping=\"https://h/\">x</a>",
            "<source srcset=\"data:image/png;base64,xx 1x, https://h/i.png 2x\">",
            "<svg><image href=\"https://h/i.png\"/></svg>",
            "<svg><path fill=\"url(https://h/x.svg#y)\"/></svg>",
            "<meta http-equiv=\"refresh\" content=\"0;URL=https://h/\">",
        ],
    );
    none_gives(&[
        "<a href=\"https://h/\">x</a> <svg xmlns=\"http://www.w3.org/2000/svg\"></svg>",
        "<link rel=\"canonical\" href=\"https://h/\"> <link rel=license href=\"https://h/\">",
        "<link rel=\"me\" href=\"https://h/\"> <meta property=\"og:url\" content=\"https://h/\">",
        "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"https://h/feed.xml\">",
        "<blockquote cite=\"https://h/\">x</blockquote> <source src=\"data:,\">",
    ]);
}

#[test]
fn style_sheets_and_drawings_ask_no_other_host() {
    let css = |rule: &str| {
        found(&[("a.css", rule)])
            .iter()
            .map(|f| f.kind.code())
            .collect::<Vec<_>>()
    };
    assert_eq!(css("@import 'https://h/x.css';"), ["offsite-request"]);
    assert_eq!(
        css("@font-face{src:url( \"//h/x.woff\" )}"),
        ["offsite-request"]
    );
    assert_eq!(
        css("a{b:image-set(\"https://h/x.png\" 1x)}"),
        ["offsite-request"]
    );
    assert!(css("/* url(https://h) */ @namespace url(http://h); a{b:url(data:,x)}").is_empty());
    let svg = "<svg><style>@import \"https://h/x.css\";</style></svg>";
    let found = found(&[("a.svg", svg)]);
    assert_eq!(
        found.iter().map(|f| f.kind.code()).collect::<Vec<_>>(),
        ["offsite-request"]
    );
}

#[test]
fn styles_in_a_page_are_read_too() {
    let body = "<style>a{b:url(https://h)}</style><p style=\"b:url(https&#58;//h)\">";
    let found = found(&[("a.html", body)]);
    let codes: Vec<_> = found.iter().map(|f| f.kind.code()).collect();
    let expected = [
        "inline-style",
        "offsite-request",
        "offsite-request",
        "style-attribute",
    ];
    assert_eq!(codes, expected);
}
