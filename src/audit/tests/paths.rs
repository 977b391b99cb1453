//! Paths that some disks or addresses cannot bear.

use super::found;

fn codes(paths: &[&str]) -> Vec<&'static str> {
    let files: Vec<_> = paths.iter().map(|&path| (path, "")).collect();
    found(&files).iter().map(|f| f.kind.code()).collect()
}

#[test]
fn paths_that_differ_only_by_case_clash() {
    assert_eq!(codes(&["a/B.png", "a/b.png"]), ["path-clash"]);
    assert_eq!(codes(&["A", "a/b.png"]), ["path-clash"]);
    assert_eq!(codes(&["É.png", "é.png"]), ["path-clash"]);
    assert!(codes(&["A/b.png", "a/c.png", "ab", "a.png"]).is_empty());
}

#[test]
fn parts_of_paths_have_at_most_255_bytes() {
    let part = "é".repeat(127);
    assert!(codes(&[&format!("{part}x/{part}y")]).is_empty());
    assert_eq!(codes(&[&format!("{part}xy")]), ["path-too-long"]);
}

#[test]
fn paths_hold_what_windows_and_addresses_can_bear() {
    for path in [
        "a?b",
        "a#b",
        "a%b",
        "a:b",
        "a\\b",
        "a*b",
        "a\"b",
        "a<b",
        "a|b",
        "a\nb",
        "a./b",
        "a ",
        "con",
        "x/NUL.png",
        "lpt1.txt",
        "a//b",
        "../a",
        "",
    ] {
        assert!(codes(&[path]).contains(&"path-characters"), "{path}");
    }
    let fine = [
        ".well-known/x",
        "a b.png",
        "a+b,c(d)",
        "com0.txt",
        "console",
        "comx",
        "é",
        "nul-x",
    ];
    assert!(codes(&fine).is_empty());
}
