//! Addresses: which page lies where, and the way from one to another.

use std::collections::BTreeMap;

use super::{assets, start};
use crate::check::Records;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::record::Entry;
use crate::source::Files;

/// Pages that every site has, by route.
pub(super) const FIXED: &[&str] = &[
    "",
    "awards/",
    "benefits/",
    "figures/",
    "sources/",
    "lessons/",
    "glossary/",
];

/// All addresses of the site. A route ends in `/` and stands for the `index.html` in it.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    taken: BTreeMap<String, Option<Span>>,
    /// Where the paths in Markdown lead: by place and path, because a path means what its file
    /// makes of it.
    paths: BTreeMap<(Span, String), String>,
}

impl Routes {
    pub(super) fn new(records: &Records, files: &Files, sink: &mut Diagnostics) -> Self {
        let mut routes = Routes::default();
        for route in FIXED {
            routes.taken.insert((*route).to_string(), None);
        }
        let mut add = |route: String, at: Span| routes.add(route, at, sink);
        entries(&records.awards, |id| format!("awards/{id}/"), &mut add);
        entries(&records.sources, |id| format!("sources/{id}/"), &mut add);
        entries(&records.lessons, |id| format!("lessons/{id}/"), &mut add);
        // The page `index` is the text of the home page, not a page of its own.
        for page in records.pages.iter().filter(|page| page.id != "index") {
            add(format!("{}/", page.id), start(page));
        }
        for (path, _) in assets(files) {
            routes.taken.entry(path.to_string()).or_insert(None);
        }
        routes
    }

    fn add(&mut self, route: String, at: Span, sink: &mut Diagnostics) {
        let Some(first) = self.taken.get(&route) else {
            self.taken.insert(route, Some(at));
            return;
        };
        let problem = Diagnostic::error(
            "duplicate-address",
            format!("Two pages would have the address “{route}”."),
        )
        .at_with(at, "the second");
        sink.push(match first {
            Some(first) => problem
                .related(*first, "the first")
                .hint("Rename one of the two files."),
            None => problem
                .hint("Casebook makes a page at this address itself. Give this file another name."),
        });
    }

    /// Whether a page lies at this route, or a file at this path.
    pub fn has(&self, route: &str) -> bool {
        self.taken.contains_key(route)
    }

    pub(super) fn resolve(&mut self, span: Span, path: &str, to: String) {
        self.paths.insert((span, path.to_string()), to);
    }

    /// The route or file that a path in Markdown leads to.
    pub fn resolved(&self, span: Span, path: &str) -> &str {
        let key = (span, path.to_string());
        self.paths.get(&key).map_or("", String::as_str)
    }

    /// Every route and path.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.taken.keys().map(String::as_str)
    }
}

fn entries<T>(
    entries: &[Entry<T>],
    route: impl Fn(&str) -> String,
    add: &mut impl FnMut(String, Span),
) {
    for entry in entries {
        add(route(&entry.id), start(entry));
    }
}

/// The route of the page of a record, with the anchor where a record is part of a page.
pub fn of_record(kind: &str, id: &str) -> Option<(String, Option<String>)> {
    let part = |page: &str| (page.to_string(), Some(id.to_string()));
    match kind {
        "award" => Some((format!("awards/{id}/"), None)),
        "source" => Some((format!("sources/{id}/"), None)),
        "lesson" => Some((format!("lessons/{id}/"), None)),
        "benefit" => Some(part("benefits/")),
        "figure" => Some(part("figures/")),
        "term" => Some(part("glossary/")),
        "page" if id == "index" => Some((String::new(), None)),
        "page" => Some((format!("{id}/"), None)),
        _ => None,
    }
}

/// The relative address of a route or file, seen from the page at `from`. Names the file, so that
/// it works from disk too.
pub fn relative(from: &str, to: &str, anchor: Option<&str>) -> String {
    let mut address = String::new();
    if from != to {
        let from_parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
        let mut to_parts: Vec<&str> = to.split('/').filter(|part| !part.is_empty()).collect();
        if to.is_empty() || to.ends_with('/') {
            to_parts.push("index.html");
        }
        let folders = to_parts.len() - 1;
        let shared = from_parts
            .iter()
            .zip(&to_parts[..folders])
            .take_while(|(a, b)| a == b)
            .count();
        address.push_str(&"../".repeat(from_parts.len() - shared));
        address.push_str(&to_parts[shared..].join("/"));
    }
    if let Some(anchor) = anchor {
        address.push('#');
        address.push_str(anchor);
    } else if from == to {
        address.push_str("index.html");
    }
    address
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn links_name_the_file_and_climb_as_little_as_needed() {
        assert_eq!(
            relative("", "awards/p4-01/", None),
            "awards/p4-01/index.html"
        );
        assert_eq!(relative("awards/p4-01/", "", None), "../../index.html");
        assert_eq!(
            relative("awards/p4-01/", "awards/p4-02/", None),
            "../p4-02/index.html"
        );
        assert_eq!(relative("awards/p4-01/", "awards/", None), "../index.html");
        assert_eq!(
            relative("awards/", "awards/p4-01/", Some("x")),
            "p4-01/index.html#x"
        );
        assert_eq!(relative("a/", "a/", Some("x")), "#x");
        assert_eq!(relative("a/", "a/", None), "index.html");
        assert_eq!(
            relative("awards/p4-01/", "assets/site.css", None),
            "../../assets/site.css"
        );
    }
}
