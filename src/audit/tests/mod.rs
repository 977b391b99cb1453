//! A test for each kind of finding: what is found, and what is like it and is not.

mod asks;
mod hostile;
mod links;
mod names;
mod pages;
mod paths;
mod policy;
mod speed;

use super::{Finding, Memo, check};
use crate::output::Output;

/// A page without a fault around `body`, which starts on line 3.
pub(super) fn page(body: &str) -> String {
    let head =
        "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><title>T</title></head><body><h1>H</h1>";
    format!("{head}\n{body}\n</body></html>\n")
}

/// A site of these files; those that end in `.html` are wrapped by [`page`].
pub(super) fn site(files: &[(&str, &str)]) -> Output {
    let mut output = Output::new();
    for &(path, text) in files {
        let text = if path.ends_with(".html") {
            page(text)
        } else {
            text.to_owned()
        };
        assert!(
            output.insert(path, text.into_bytes()),
            "{path} stands twice"
        );
    }
    output
}

/// What is found in a site of these files.
pub(super) fn found(files: &[(&str, &str)]) -> Vec<Finding> {
    check(&site(files), &Memo::new())
}

/// The codes of what is found on a page with this body, which is `a/index.html` beside some other
/// files.
pub(super) fn codes(body: &str) -> Vec<&'static str> {
    let files = [
        ("a/index.html", body),
        ("a/b.html", "<p id=\"x\">"),
        ("index.html", ""),
        ("i.png", ""),
        ("s.css", ""),
        ("s.js", ""),
    ];
    found(&files)
        .iter()
        .map(|finding| finding.kind.code())
        .collect()
}

/// Asserts that each body gives just this code, once.
pub(super) fn each_gives(code: &str, bodies: &[&str]) {
    for body in bodies {
        assert_eq!(codes(body), [code], "{body}");
    }
}

/// Asserts that each body gives nothing.
pub(super) fn none_gives(bodies: &[&str]) {
    for body in bodies {
        assert!(codes(body).is_empty(), "{body} gives {:?}", codes(body));
    }
}

#[test]
fn codes_are_kebab_case_and_different() {
    let mut codes: Vec<_> = super::Kind::ALL.iter().map(|kind| kind.code()).collect();
    let kebab = |code: &&str| {
        code.bytes()
            .all(|b| b.is_ascii_lowercase() || b"-0123456789".contains(&b))
    };
    assert!(codes.iter().all(kebab));
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), super::Kind::ALL.len());
}

#[test]
fn findings_come_by_page_and_line_and_twice_the_same() {
    let body = "<a href=\"x.html\">x</a>\n\n<img src=\"i.png\"> <p id=a><p id=a>";
    let output = site(&[("b.html", body), ("a.html", body), ("i.png", "")]);
    let memo = Memo::new();
    let cold = check(&output, &memo);
    let places: Vec<_> = cold
        .iter()
        .map(|f| (f.page.as_str(), f.line, f.kind.code()))
        .collect();
    let of = |page| {
        [
            (3, "broken-link"),
            (5, "missing-alt"),
            (5, "missing-image-size"),
            (5, "duplicate-id"),
        ]
        .map(|(line, code)| (page, line, code))
    };
    assert_eq!(places, [of("a.html"), of("b.html")].concat());
    assert_eq!(memo.len(), 1, "equal pages are read once");
    assert_eq!(check(&output, &memo), cold);
}
