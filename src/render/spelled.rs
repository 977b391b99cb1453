//! Addresses for paper: what a relative link leads to, spelled as others would type it.
//!
//! A link asks for it with an empty attribute behind its address, `<a href="../x/index.html"
//! data-spell="">`. The theme's style sheet for print shows what is put there. It is done on the
//! finished page because a link in a template does not know the page that it is on.

use std::borrow::Cow;

const ASKED: &str = "\" data-spell=\"";

/// A page with the addresses that it asks for. `base` ends in `/`; without it, addresses begin at
/// the root of the site.
pub(super) fn spelled<'h>(html: &'h str, route: &str, base: Option<&str>) -> Cow<'h, str> {
    if !html.contains(ASKED) {
        return Cow::Borrowed(html);
    }
    let mut page = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(at) = rest.find(ASKED) {
        let href = rest[..at].rsplit('"').next().unwrap_or_default();
        page.push_str(&rest[..at + ASKED.len()]);
        page.push_str(&address(href, route, base.unwrap_or("/")));
        rest = &rest[at + ASKED.len()..];
    }
    page.push_str(rest);
    Cow::Owned(page)
}

fn address(href: &str, route: &str, base: &str) -> String {
    if href.contains(':') || href.starts_with('/') {
        return href.to_string();
    }
    let (path, anchor) = match href.find('#') {
        Some(at) => href.split_at(at),
        None => (href, ""),
    };
    let mut parts: Vec<&str> = route.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let folder = match parts.last() {
        Some(&"index.html") => {
            parts.pop();
            true
        }
        _ => path.is_empty(),
    };
    let end = if folder && !parts.is_empty() { "/" } else { "" };
    format!("{base}{}{end}{anchor}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_asks_is_spelled_from_the_root_of_the_site() {
        let at = |href, base| {
            let html = format!("<a href=\"{href}\" data-spell=\"\">x</a><a href=\"y\">y</a>");
            let page = spelled(&html, "awards/p4-01/", base);
            let (_, rest) = page.split_once("data-spell=\"").expect("asked");
            rest.split('"').next().expect("spelled").to_string()
        };
        let base = Some("https://example.org/ai/");
        assert_eq!(
            at("../../lessons/x/index.html", base),
            "https://example.org/ai/lessons/x/"
        );
        assert_eq!(at("../p4-02/index.html#a", None), "/awards/p4-02/#a");
        assert_eq!(
            at("#cb-facts", base),
            "https://example.org/ai/awards/p4-01/#cb-facts"
        );
        assert_eq!(at("../../index.html", base), "https://example.org/ai/");
        assert_eq!(at("../../data/awards.csv", None), "/data/awards.csv");
        assert_eq!(at("https://example.com/a", base), "https://example.com/a");
        assert_eq!(at("mailto:a@example.org", base), "mailto:a@example.org");
    }

    #[test]
    fn a_page_that_asks_for_nothing_stays() {
        let html = "<a href=\"../x/index.html\">x</a>".to_string();
        assert_eq!(spelled(&html, "a/", None), html);
    }
}
