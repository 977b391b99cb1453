//! `docs/coverage.md` names a page for every system that the sources name; each must exist.

use super::support::{build, files, root};

#[test]
fn every_named_system_has_a_page_that_exists() {
    let list = std::fs::read_to_string(root().join("docs/coverage.md")).expect("the list");
    let build = build(&files());
    let rows: Vec<&str> = list
        .lines()
        .filter(|line| line.starts_with("| S"))
        .collect();
    assert_eq!(rows.len(), 118);
    let mut missing = Vec::new();
    for row in rows {
        let pages: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        if pages.is_empty() {
            missing.push(row.to_string());
        }
        for page in pages {
            let (route, anchor) = page.split_once('#').unwrap_or((page, ""));
            let html = build.output.get(&format!("{route}index.html"));
            let html = html.map(|bytes| String::from_utf8_lossy(&bytes.read()).into_owned());
            let found = html.is_some_and(|html| {
                anchor.is_empty() || html.contains(&format!("id=\"{anchor}\""))
            });
            if !found {
                missing.push(page.to_string());
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
