//! What holds for every text whatever.

use proptest::prelude::*;

use super::ParseOptions;
use super::testing::{fragment, parse, show};
use crate::record::prose::{Fragment, Part, Target};

/// Bits of markup that meet in no order that an editor would choose.
const BITS: [&str; 64] = [
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "&",
    "\"",
    "'",
    "`",
    "```",
    "~~~",
    "*",
    "**",
    "_",
    "~~",
    "#",
    "## ",
    "- ",
    "1. ",
    "> ",
    "\n",
    "\n\n",
    "\r\n",
    "    ",
    "\t",
    "|",
    "| - |",
    "\n|-|\n",
    ": ",
    "[^1]",
    "[^1]: ",
    "[@a-b#c, d]",
    "[@",
    "![",
    "](",
    "](award:p4-01)",
    "](javascript:x)",
    "{#id .c onclick=x}",
    "[ ] ",
    "[x] ",
    "[!NOTE]",
    "<div class=\"a\">",
    "</div>",
    "<a href=",
    "<a href=\"x.md\">",
    "</a>",
    "<script>",
    "</script>",
    "<p onclick=x style='y'>",
    "<svg>",
    "<!--",
    "-->",
    "<img src=x onerror=y>",
    "<table>",
    "<td>",
    "\\",
    "&lt;script&gt;",
    "cbslota0z",
    "é",
    "\u{202e}",
    "\u{0}",
    "\u{feff}",
    "😀",
];

fn texts() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        3 => proptest::sample::select(&BITS[..]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => "[a-z ]{0,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(bit, 0..60).prop_map(|bits| bits.concat())
}

/// The tags of finished HTML: what stands between `<` and `>`.
fn tags(html: &str) -> Vec<String> {
    html.split('<')
        .skip(1)
        .map(|tag| {
            tag.split('>')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase()
        })
        .collect()
}

/// A tag with the values of its attributes blanked: `a href="" title=""`.
fn names(tag: &str) -> String {
    let outside = tag.split('"').step_by(2);
    outside.collect::<Vec<_>>().join("\"\"")
}

fn check_slots(fragment: &Fragment) {
    for part in &fragment.parts {
        match part {
            Part::Html(html) => assert!(!html.is_empty()),
            Part::Word(n) => assert!(*n < fragment.words.len()),
            Part::Address(n) => {
                assert!(!matches!(
                    fragment.links[*n].target,
                    Target::Citation { .. }
                ));
            }
            Part::Citation(n) => {
                assert!(matches!(fragment.links[*n].target, Target::Citation { .. }));
            }
        }
    }
}

fn check_html(html: &str) {
    for tag in tags(html) {
        let names = names(&tag);
        assert!(
            !tag.starts_with("script") && !tag.starts_with("style"),
            "{html}"
        );
        assert!(
            !names.contains(" on") && !names.contains("style="),
            "{tag} in {html}"
        );
    }
}

fn check_ids(html: &str) {
    let mut ids: Vec<_> = html
        .split(" id=\"")
        .skip(1)
        .map(|id| id.split('"').next())
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{html}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_text_panics_or_lets_anything_unsafe_through(text in texts()) {
        let (fragment, problems) = parse(&text, ParseOptions::default());
        check_slots(&fragment);
        let html = show(&fragment);
        check_html(&html);
        check_ids(&html);
        for link in &fragment.links {
            prop_assert!(text.get(link.span.range()).is_some());
        }
        for heading in &fragment.headings {
            prop_assert!(text.get(heading.span.range()).is_some());
        }
        for problem in problems.iter() {
            let place = problem.primary.as_ref().map(|label| label.span.range());
            prop_assert!(place.is_some_and(|place| text.get(place).is_some()), "{problem:?}");
        }
    }

    #[test]
    fn the_same_text_gives_the_same_fragment(text in texts()) {
        prop_assert_eq!(fragment(&text), fragment(&text));
    }
}
