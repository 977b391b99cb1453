//! In which order changed files go out, where a site cannot be swapped as a whole.
//!
//! In come the paths of the new site; out comes the [`Class`] of each. Readers should not meet a page
//! before what it needs, nor what leads to a page before the page.

use std::collections::BTreeSet;

use super::paths::folders_of;

/// What goes out first is first here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Styles, scripts, pictures, data.
    Asset,
    /// A page that leads nowhere in particular.
    Page,
    /// The parts of the search index: they name pages, and the search page needs them.
    Search,
    /// What leads to pages: the home page, lists, feeds, site maps.
    Index,
}

/// What the order is decided by.
pub(super) struct Order<'a> {
    /// Folders with pages further down: their `index.html` leads there.
    above_pages: BTreeSet<&'a str>,
}

impl<'a> Order<'a> {
    pub(super) fn of(paths: impl Iterator<Item = &'a str>) -> Self {
        let pages = paths.filter(|path| is_page(path));
        let own = pages.map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder));
        Self {
            above_pages: own.flat_map(folders_of).collect(),
        }
    }

    pub(super) fn class(&self, path: &str) -> Class {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let leads = match name {
            "index.html" => folder.is_empty() || self.above_pages.contains(folder),
            "feed.xml" | "feed.json" => true,
            _ => name.starts_with("sitemap") && name.ends_with(".xml"),
        };
        if leads || path == "search/index.html" {
            Class::Index
        } else if path.starts_with("search/") {
            Class::Search
        } else if is_page(path) {
            Class::Page
        } else {
            Class::Asset
        }
    }
}

/// Whether a file is what readers open, rather than what it needs.
pub(super) fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

#[cfg(test)]
mod tests {
    use super::Order;

    #[test]
    fn what_pages_need_comes_first_and_what_leads_to_them_last() {
        let paths = [
            "404.html",
            "assets/site.css",
            "awards/index.html",
            "awards/p4-01/index.html",
            "data/awards.json",
            "feed.xml",
            "index.html",
            "search/a.js",
            "search/index.html",
            "sitemap.xml",
        ];
        let order = Order::of(paths.into_iter());
        let mut ordered = paths;
        ordered.sort_by_key(|path| order.class(path));
        assert_eq!(
            ordered,
            [
                "assets/site.css",
                "data/awards.json",
                "404.html",
                "awards/p4-01/index.html",
                "search/a.js",
                "awards/index.html",
                "feed.xml",
                "index.html",
                "search/index.html",
                "sitemap.xml",
            ]
        );
    }
}
