//! Addresses: which page lies where, and the way from one to another.

use std::collections::{BTreeMap, HashMap};
use std::iter;

use super::{Facet, Feed, copied, start};
use crate::check::{Known, Records};
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use crate::record::Entry;
use crate::schema::{KINDS, RecordKind, Shown};
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
    "coverage/",
    "adoption/",
    "charts/",
    "awards/compare/",
    "awards/matrix/",
    "budget-impact/",
    "lessons/map/",
    "search/",
    "a-to-z/",
    "site-map/",
    "for/",
    "journey/",
];

/// Pages about the site itself. A written page at the same address takes the place of one.
pub const STATEMENTS: &[&str] = &[
    "accessibility/",
    "privacy/",
    "licence/",
    "contact/",
    "data/",
];

/// What is new: a page that is made when it is known how files changed. A written page at the same
/// address takes its place.
pub const NEWS: &str = "whats-new/";

/// When each record changed: files that are made when that is known.
pub const UPDATES: &[&str] = &["data/updates.csv", "data/updates.json"];

/// Data files that every site has.
pub const DATA: &[&str] = &[
    "data/awards.csv",
    "data/awards.json",
    "data/benefits.csv",
    "data/benefits.json",
    "data/charts/audiences-and-themes.csv",
    "data/charts/audiences-and-themes.json",
    "data/charts/benefits-by-award.csv",
    "data/charts/benefits-by-award.json",
    "data/charts/benefits-by-category.csv",
    "data/charts/benefits-by-category.json",
    "data/charts/criteria.csv",
    "data/charts/criteria.json",
    "data/charts/evidence-and-maturity.csv",
    "data/charts/evidence-and-maturity.json",
    "data/charts/outcomes.csv",
    "data/charts/outcomes.json",
    "data/charts/timeline.csv",
    "data/charts/timeline.json",
    "data/checklists.json",
    "data/coverage.json",
    "data/figures.csv",
    "data/figures.json",
    "data/templates.json",
];

/// Kinds of record that have data files when the site has any, and the names of the files.
pub const REGISTERS: &[(&str, &str)] = &[
    ("award", "awards"),
    ("benefit", "benefits"),
    ("figure", "figures"),
    ("lesson", "lessons"),
    ("term", "glossary"),
    ("guide", "guides"),
    ("listing", "directory"),
    ("part", "parts"),
    ("event", "events"),
    ("need", "needs"),
    ("use-case", "use-cases"),
    ("resource", "resources"),
    ("artefact", "artefacts"),
    ("story", "stories"),
];

/// All registers in one file, and what says which data files there are.
pub const PACKAGE: &[&str] = &[
    "data/casebook.xlsx",
    "data/catalog.jsonld",
    "data/datapackage.json",
];

/// The data files of a register.
pub fn register_files(name: &str) -> [String; 2] {
    [format!("data/{name}.csv"), format!("data/{name}.json")]
}

/// The names of the registers of kinds that not every site has.
fn registers(records: &Records) -> impl Iterator<Item = &'static str> {
    let used = |kind: &str| match kind {
        "lesson" => !records.lessons.is_empty(),
        "term" => !records.terms.is_empty(),
        kind => records
            .catalogued
            .get(kind)
            .is_some_and(|all| !all.is_empty()),
    };
    let used = REGISTERS.iter().filter(move |(kind, _)| used(kind));
    used.map(|(_, name)| *name)
}

/// All addresses of the site. A route ends in `/` and stands for the `index.html` in it.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    taken: BTreeMap<String, Option<Span>>,
    /// Where the paths in Markdown lead, by file and path: a path means what its file makes of it.
    paths: HashMap<FileId, BTreeMap<String, String>>,
}

impl PartialEq for Routes {
    /// Where a path leads is settled by its file and by which files there are.
    fn eq(&self, other: &Self) -> bool {
        self.taken == other.taken
    }
}

impl Routes {
    pub(super) fn new(records: &Records, files: &Files, sink: &mut Diagnostics) -> Self {
        let mut routes = Routes::default();
        let lists = super::catalogues::shown(records).filter_map(super::catalogues::route);
        let practice = super::practice::indexes(records);
        for route in FIXED.iter().copied().chain(lists).chain(practice) {
            routes.taken.insert(route.to_string(), None);
        }
        let mut add = |route: String, at: Span| routes.add(route, at, sink);
        entries("award", &records.awards, &mut add);
        entries("source", &records.sources, &mut add);
        entries("lesson", &records.lessons, &mut add);
        entries("checklist", &records.checklists, &mut add);
        entries("template", &records.forms, &mut add);
        for (kind, listed) in &records.catalogued {
            entries(kind, listed, &mut add);
        }
        // The page `index` is the text of the home page, not a page of its own.
        for page in records.pages.iter().filter(|page| page.id != "index") {
            add(format!("{}/", page.id), start(page));
        }
        for (file, path, _) in copied(files) {
            let page = path.strip_suffix("index.html");
            let page = page.filter(|folder| folder.is_empty() || folder.ends_with('/'));
            add(page.unwrap_or(path).to_string(), Span::file_start(file));
        }
        routes
    }

    /// Adds the pages and files that are made from all records together.
    pub(super) fn generate<'f>(
        &mut self,
        records: &Records,
        facets: impl Iterator<Item = &'f Facet>,
        dated: bool,
        sink: &mut Diagnostics,
    ) {
        let used = facets.flat_map(|facet| facet.used().map(|(_, value)| facet.route(&value.id)));
        let ways = records
            .vocabularies
            .values("audience")
            .iter()
            .map(|who| format!("for/{}/", who.id));
        for route in STATEMENTS {
            self.taken.entry((*route).to_string()).or_insert(None);
        }
        for route in UPDATES.iter().chain([&NEWS]).filter(|_| dated) {
            self.taken.entry((*route).to_string()).or_insert(None);
        }
        let listed = records.sources.iter();
        let listed = listed.filter(|source| !source.data.items.is_empty());
        let covered = listed.map(|source| coverage_route(&source.id));
        let data = DATA.iter().chain(PACKAGE).map(|path| (*path).to_string());
        let data = data.chain(registers(records).flat_map(register_files));
        let missing = std::iter::once("404.html".to_string());
        for route in used.chain(ways).chain(covered).chain(data).chain(missing) {
            if let Some(Some(page)) = self.taken.insert(route.clone(), None) {
                sink.push(own_address(&route).at(page));
            }
        }
    }

    /// Adds the files that other programs follow: a site with feeds has a site map too, as both need
    /// its address. A site's own `robots.txt` takes the place of ours.
    pub(super) fn follow(&mut self, feeds: &[Feed], sink: &mut Diagnostics) {
        if feeds.is_empty() {
            return;
        }
        let written = feeds.iter().flat_map(|feed| [feed.atom(), feed.json()]);
        for route in written.chain(["sitemap.xml".to_string()]) {
            if let Some(Some(page)) = self.taken.insert(route.clone(), None) {
                sink.push(own_address(&route).at(page));
            }
        }
        self.taken.entry("robots.txt".into()).or_insert(None);
    }

    pub(super) fn add(&mut self, route: String, at: Span, sink: &mut Diagnostics) {
        let Some(first) = self.taken.get(&route) else {
            self.taken.insert(route, Some(at));
            return;
        };
        let problem = Diagnostic::error(
            "duplicate-address",
            format!("Two files would have the address “{route}”."),
        )
        .at_with(at, "the second");
        sink.push(match first {
            Some(first) => problem
                .related(*first, "the first")
                .hint("Rename one of the two files."),
            None => own_address(&route).at(at),
        });
    }

    /// Whether a page lies at this route, or a file at this path.
    pub fn has(&self, route: &str) -> bool {
        self.taken.contains_key(route)
    }

    /// Whether the page at this route is made from the records, not from a file of its own.
    pub fn is_made(&self, route: &str) -> bool {
        self.taken.get(route) == Some(&None)
    }

    pub(super) fn resolve(&mut self, file: FileId, path: &str, to: String) {
        let paths = self.paths.entry(file).or_default();
        paths.insert(path.to_string(), to);
    }

    /// The route or file that a path in Markdown leads to.
    pub fn resolved(&self, span: Span, path: &str) -> &str {
        let to = self.paths.get(&span.file).and_then(|own| own.get(path));
        to.map_or("", String::as_str)
    }

    /// Every route and path.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.taken.keys().map(String::as_str)
    }
}

/// The page that says where each item of a source went.
pub fn coverage_route(source: &str) -> String {
    format!("coverage/{source}/")
}

fn own_address(route: &str) -> Diagnostic {
    Diagnostic::error(
        "duplicate-address",
        format!("Casebook itself puts something at the address of this file, “{route}”."),
    )
    .hint("Give this file another name.")
}

/// The pages of the records of a kind, if each has one of its own.
fn entries<T>(kind: &str, entries: &[Entry<T>], add: &mut impl FnMut(String, Span)) {
    for entry in entries {
        if let Some((route, None)) = of_record(kind, &entry.id) {
            add(route, start(entry));
        }
    }
}

/// The route of the page of a record, with the anchor where a record is part of a page.
pub fn of_record(kind: &str, id: &str) -> Option<(String, Option<String>)> {
    match RecordKind::named(kind)?.shown {
        Shown::Page(folder) => Some((format!("{folder}{id}/"), None)),
        Shown::Part(page) => Some((page.to_string(), Some(id.to_string()))),
        Shown::Path if id == "index" => Some((String::new(), None)),
        Shown::Path => Some((format!("{id}/"), None)),
        Shown::Nowhere => None,
    }
}

/// The record whose page lies at a route: the inverse of [`of_record`].
pub fn record_at(known: &Known, route: &str) -> Option<(&'static str, String, FileId)> {
    let is_it = |kind: &'static RecordKind| {
        let id = match kind.shown {
            Shown::Page(folder) => route.strip_prefix(folder)?.strip_suffix('/')?,
            Shown::Path if route.is_empty() => "index",
            Shown::Path => route.strip_suffix('/')?,
            Shown::Part(_) | Shown::Nowhere => return None,
        };
        let (file, _) = known.get(kind.name, id)?;
        Some((kind.name, id.to_string(), file))
    };
    KINDS.iter().find_map(is_it)
}

/// The relative address of a route or file, seen from the page at `from`. Names the file, so that
/// it works from disk too.
pub fn relative(from: &str, to: &str, anchor: Option<&str>) -> String {
    // Each page asks this of every link that it has, so nothing is split into lists.
    let mut address = String::with_capacity(to.len() + 16);
    if from != to {
        let shared = shared_folders(from, to);
        let left = from.get(shared..).unwrap_or_default().trim_matches('/');
        if !left.is_empty() {
            address.extend(iter::repeat_n("../", 1 + left.matches('/').count()));
        }
        address.push_str(&to[shared..]);
        if to.is_empty() || to.ends_with('/') {
            address.push_str("index.html");
        }
    }
    if let Some(anchor) = anchor {
        address.push('#');
        address.push_str(anchor);
    } else if from == to {
        address.push_str("index.html");
    }
    address
}

/// How many bytes of `to` are folders that the page is in as well.
fn shared_folders(from: &str, to: &str) -> usize {
    let from = from.bytes().chain(iter::once(b'/'));
    let same = from.zip(to.bytes()).take_while(|(a, b)| a == b);
    let folder = |(at, (_, byte)): (usize, _)| (byte == b'/').then_some(at + 1);
    same.enumerate().filter_map(folder).last().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::Sandbox;

    fn addresses(site: Sandbox) -> (Routes, Vec<(&'static str, String)>) {
        let mut checked = site.check();
        assert_eq!(checked.found(), []);
        let mut sink = Diagnostics::new();
        let mut routes = Routes::new(&checked.records, &checked.files, &mut sink);
        let facets = crate::link::facets::awards(&checked.records, &routes);
        routes.generate(&checked.records, facets.iter(), false, &mut sink);
        sink.sort();
        let found = sink.iter().map(|problem| {
            let file = problem.primary.as_ref().expect("a place").span.file;
            let path = checked.files.get(file).expect("a file").path.to_string();
            (problem.code, path)
        });
        (routes, found.collect())
    }

    #[test]
    fn records_pages_filters_and_files_have_addresses() {
        let (routes, found) = addresses(Sandbox::small());
        assert_eq!(found, []);
        for known in [
            "",
            "about/",
            "awards/p4-01/",
            "lessons/measure-first/",
            "awards/region/north/",
            "data/awards.csv",
            "scan.png",
        ] {
            assert!(routes.has(known), "{known}");
        }
        // A value that no award has gets no page, and the home page's text is no page of its own.
        for unknown in ["awards/status/ongoing/", "index/", "benefits/p4-01-a/"] {
            assert!(!routes.has(unknown), "{unknown}");
        }
    }

    #[test]
    fn every_way_to_share_an_address_is_found_at_the_file() {
        let page = "---\ntitle: T\n---\n";
        for path in [
            "content/awards/p4-01.md",
            "content/awards/index.md",
            "content/lessons/measure-first/index.html",
            "content/awards/region/north.md",
            "content/glossary/index.html",
            "content/data/figures.json",
            "content/404.html",
            "content/index.html",
            "content/about/index.html",
        ] {
            let (_, found) = addresses(Sandbox::small().with(path, page));
            assert_eq!(found, [("duplicate-address", path.to_string())]);
        }
    }

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
        assert_eq!(relative("é/", "è/", None), "../è/index.html");
        assert_eq!(relative("ab/", "abc/", None), "../abc/index.html");
        assert_eq!(
            relative("data/awards", "data/awards/x.yaml", None),
            "x.yaml"
        );
        assert_eq!(relative("awards", "awards/", None), "index.html");
    }
}
