//! The HTML that editors may write.
//!
//! In go names of elements and attributes; out comes whether they may stand. The one thing to
//! know: what is not named here is refused, and nothing here can run code, load anything, take
//! input or carry style.

/// Elements that may stand.
const ELEMENTS: [&str; 53] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "ul",
    "var",
    "wbr",
];

/// Elements whose content goes with them: it is code, style or not text at all.
const WITH_CONTENT: [&str; 16] = [
    "embed",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// Whether an element may stand.
pub(super) fn element(name: &str) -> bool {
    ELEMENTS.binary_search(&name).is_ok()
}

/// Whether an element that may not stand takes its content with it.
pub(super) fn goes_with_content(name: &str) -> bool {
    WITH_CONTENT.binary_search(&name).is_ok()
}

/// Whether an attribute may stand on an element, its value escaped. Addresses and `class` are
/// judged elsewhere.
pub(super) fn attribute(element: &str, name: &str, value: &str) -> bool {
    let number =
        || !value.is_empty() && value.len() < 6 && value.bytes().all(|b| b.is_ascii_digit());
    match name {
        "title" => true,
        "lang" => value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-'),
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "open" => element == "details",
        "alt" => element == "img",
        "width" | "height" => element == "img" && number(),
        "start" => element == "ol" && number(),
        "colspan" | "rowspan" => matches!(element, "td" | "th") && number(),
        "scope" => element == "th" && matches!(value, "col" | "row" | "colgroup" | "rowgroup"),
        "datetime" => matches!(element, "time" | "ins" | "del"),
        _ => false,
    }
}

/// Elements without content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(name, "br" | "col" | "hr" | "img" | "wbr")
}

/// Elements that HTML lets an author leave open.
pub(super) fn may_stay_open(name: &str) -> bool {
    const OPTIONAL: [&str; 11] = [
        "colgroup", "dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr",
    ];
    OPTIONAL.contains(&name)
}

/// Whether opening `next` closes the open element `last`.
pub(super) fn closes(next: &str, last: &str) -> bool {
    match next {
        "p" | "li" => next == last,
        "dt" | "dd" => matches!(last, "dt" | "dd"),
        "td" | "th" => matches!(last, "td" | "th"),
        "tr" => matches!(last, "td" | "th" | "tr" | "colgroup"),
        "thead" | "tbody" | "tfoot" => {
            matches!(
                last,
                "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "colgroup"
            )
        }
        _ => false,
    }
}

/// Elements that stand on lines of their own in the plain text.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 17] = [
        "blockquote",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "li",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tr",
        "ul",
    ];
    BLOCKS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_do_not_meet() {
        assert!(ELEMENTS.is_sorted() && WITH_CONTENT.is_sorted());
        assert!(!ELEMENTS.iter().any(|name| goes_with_content(name)));
    }

    #[test]
    fn the_guide_that_the_warning_names_lists_every_element() {
        let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/writing.md");
        let guide = std::fs::read_to_string(guide).expect("reads");
        let listed = |name: &str| guide.contains(&format!("`<{name}>`"));
        let left_out: Vec<_> = ELEMENTS.iter().filter(|name| !listed(name)).collect();
        assert!(left_out.is_empty(), "{left_out:?}");
    }
}
