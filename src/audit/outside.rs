//! What one file would load from another host, before it is part of a page: templates, style
//! sheets, drawings and scripts of a theme.
//!
//! In goes the path, for its ending, and the bytes; out come places with what is wrong there. A
//! template is read as if it were a page: its tags and attributes are where a page's are.

use super::facts::Facts;
use super::{Kind, page, style_sheet};

/// Calls `found` with the place of each request to another host and a sentence about it.
pub fn outside(path: &str, bytes: &[u8], mut found: impl FnMut(usize, String)) {
    let facts = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html" | "htm") => page::read_html(bytes),
        Some("svg") => page::read_svg(bytes),
        Some("css") => style_sheet::read(bytes),
        Some("js") => return scripts(bytes, found),
        _ => Facts::default(),
    };
    for own in facts.own {
        // What a template fills in is judged on the page, when it is filled in.
        if own.kind == Kind::OffsiteRequest && !own.message.contains("{{") {
            found(own.at as usize, own.message);
        }
    }
}

/// The strings of a script that are addresses of other hosts. The names of the standards of
/// drawings look like addresses, and are never asked for.
fn scripts(bytes: &[u8], mut found: impl FnMut(usize, String)) {
    let text = String::from_utf8_lossy(bytes);
    for (at, string) in strings(&text) {
        let outside = ["http://", "https://", "//"];
        let is_outside = outside.iter().any(|start| string.starts_with(start));
        if is_outside && string.len() > 2 && !string.starts_with("http://www.w3.org/") {
            found(at, format!("The script names another host: {string}"));
        }
    }
}

/// The strings of a script with their places. Comments are passed over.
fn strings(text: &str) -> Vec<(usize, &str)> {
    let bytes = text.as_bytes();
    let mut all = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        at = match &bytes[at..] {
            [b'/', b'/', ..] => end(text, at, "\n"),
            [b'/', b'*', ..] => end(text, at + 2, "*/"),
            [quote @ (b'"' | b'\'' | b'`'), ..] => {
                let close = closing(bytes, at + 1, *quote);
                all.push((at, &text[at + 1..close]));
                close + 1
            }
            _ => at + 1,
        };
    }
    all
}

fn end(text: &str, from: usize, mark: &str) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.find(mark)
        .map_or(text.len(), |at| from + at + mark.len())
}

/// Where a string ends: at its quote, or, for a slip, at the end of the line.
fn closing(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            byte if byte == quote => return at,
            b'\n' if quote != b'`' => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::outside;

    fn places(path: &str, text: &str) -> Vec<usize> {
        let mut places = Vec::new();
        outside(path, text.as_bytes(), |at, _| places.push(at));
        places
    }

    #[test]
    fn what_loads_from_elsewhere_is_found_where_it_stands() {
        let html = "<p>{{ x }}</p>\n<img src=\"https://a.example/b.png\" alt=\"\">";
        assert_eq!(places("a.html", html).len(), 1);
        assert_eq!(
            places("a.css", "p { background: url(//a.example/b.png) }").len(),
            1
        );
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"https://a.example/b.png\"/></svg>";
        assert_eq!(places("a.svg", svg).len(), 1);
        assert_eq!(
            places("a.js", "// https://a.example\nlet a = 'https://b.example';"),
            [29]
        );
    }

    #[test]
    fn links_for_readers_namespaces_comments_and_open_places_are_no_requests() {
        assert!(
            places(
                "a.html",
                "<a href=\"https://a.example\">a</a><img src=\"{{ page.root }}a.png\" alt=\"\">"
            )
            .is_empty()
        );
        assert!(places("a.css", "/* url(https://a.example) */ p { color: red }").is_empty());
        assert!(
            places(
                "a.js",
                "let ns = 'http://www.w3.org/2000/svg'; /* 'https://a.example' */"
            )
            .is_empty()
        );
        assert!(places("a.png", "https://a.example").is_empty());
    }

    #[test]
    fn a_string_that_never_ends_is_no_trouble() {
        assert_eq!(
            places("a.js", "let a = 'it\nlet b = \"https://b.example").len(),
            1
        );
        assert!(places("a.js", "'\\").is_empty());
    }
}
