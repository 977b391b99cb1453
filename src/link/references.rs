//! References and links, each checked at the place where it was written.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::check::{Mention, Records, a};
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, excerpt};
use crate::link::paths::resolve;
use crate::link::routes::{self, Routes};
use crate::record::Entry;
use crate::record::common::State;
use crate::record::passage::Passage;
use crate::record::prose::Target;
use crate::schema::{KINDS, RecordKind};
use crate::source::Files;

pub(super) fn check(records: &Records, files: &Files, routes: &Routes, sink: &mut Diagnostics) {
    let look = Look {
        records,
        files,
        routes,
        known: routes_of_known(records),
        guesses: Cell::new(GUESSED),
    };
    for mention in records.mentions.iter() {
        if let Some(problem) = look.problem(mention) {
            sink.push(problem);
        }
    }
    for (entry_links, own) in bodies(records) {
        for link in &entry_links.links {
            if let Target::Anchor(anchor) = &link.target
                && let Some(problem) = missing_heading(anchor, own)
            {
                sink.push(problem.at(link.span));
            }
        }
    }
}

struct Look<'a> {
    records: &'a Records,
    files: &'a Files,
    routes: &'a Routes,
    /// Where the pages of records would lie, also of drafts and of those that are wrong: a link to
    /// such a page is not broken, or is broken for another reason.
    known: BTreeMap<String, (&'static str, &'a str)>,
    /// For how many more problems the nearest name is looked for.
    guesses: Cell<usize>,
}

/// The most problems for which the nearest name is looked for, which takes time: thousands are no
/// slip of the pen, but a record that was renamed.
const GUESSED: usize = 500;

fn routes_of_known(records: &Records) -> BTreeMap<String, (&'static str, &str)> {
    let known = records.known.iter();
    known
        .filter_map(|(kind, id, _)| match routes::of_record(kind, id)? {
            (route, None) => Some((route, (kind, id))),
            _ => None,
        })
        .collect()
}

impl Look<'_> {
    fn problem(&self, mention: &Mention) -> Option<Diagnostic> {
        let problem = match &mention.target {
            Target::Record { kind, id, anchor } => {
                self.record(kind, id, anchor.as_deref(), mention.field)
            }
            Target::Citation { source, place, .. } => self.citation(source, place.as_deref()),
            Target::Path { path, anchor } => self.path(path, anchor.as_deref(), mention),
            Target::Anchor(_) | Target::External(_) => None,
        };
        problem.map(|problem| problem.at(mention.span))
    }

    fn record(
        &self,
        kind: &str,
        id: &str,
        anchor: Option<&str>,
        field: bool,
    ) -> Option<Diagnostic> {
        let Some(kind) = RecordKind::named(kind).filter(|kind| kind.is_shown()) else {
            return Some(unknown_kind(kind));
        };
        match self.records.known.get(kind.name, id) {
            None => return Some(self.dangling(kind, id)),
            Some((_, State::Published)) => {}
            Some((_, state)) if !self.is_in(kind.name, id) => {
                return Some(held_back(kind, id, state, field));
            }
            Some(_) => {}
        }
        let anchor = anchor.filter(|_| !field)?;
        match kind.name {
            "source" => self.unknown_place(id, anchor),
            "lesson" => missing_heading(anchor, body(&self.records.lessons, id)?),
            "guide" | "story" => {
                let entries = self.records.catalogued.get(kind.name)?;
                missing_heading(anchor, body(entries, id)?)
            }
            "page" => missing_heading(anchor, body(&self.records.pages, id)?),
            _ => None,
        }
    }

    fn is_in(&self, kind: &str, id: &str) -> bool {
        routes::of_record(kind, id)
            .is_some_and(|(route, anchor)| anchor.is_none() && self.routes.has(&route))
            || match kind {
                "benefit" => super::find(&self.records.benefits, id).is_some(),
                "figure" => super::find(&self.records.figures, id).is_some(),
                "term" => super::find(&self.records.terms, id).is_some(),
                kind => {
                    let entries = self.records.catalogued.get(kind);
                    entries.is_some_and(|entries| super::find(entries, id).is_some())
                }
            }
    }

    fn nearest<'n>(&self, word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
        self.guesses.set(self.guesses.get().checked_sub(1)?);
        nearest(word, names)
    }

    fn dangling(&self, kind: &RecordKind, id: &str) -> Diagnostic {
        let problem = Diagnostic::error(
            "dangling-reference",
            format!("There is no {} with the id “{}”.", kind.name, excerpt(id)),
        );
        match self.nearest(id, self.records.known.ids(kind.name)) {
            Some(near) => problem.hint(format!("Did you mean “{near}”?")),
            None => problem.hint(format!(
                "The id of {} is the name of its file in {}, without the ending.",
                a(kind.name),
                kind.folder
            )),
        }
    }

    fn citation(&self, source: &str, place: Option<&str>) -> Option<Diagnostic> {
        self.record("source", source, place, false)
    }

    fn unknown_place(&self, source: &str, place: &str) -> Option<Diagnostic> {
        let source = super::find(&self.records.sources, source)?;
        super::provenance::unknown_place(source, place)
    }

    fn path(&self, path: &str, anchor: Option<&str>, mention: &Mention) -> Option<Diagnostic> {
        let from = self
            .files
            .get(mention.span.file)
            .map_or("", |file| &*file.path);
        let Some(route) = resolve(from, path, self.files) else {
            return Some(
                Diagnostic::error("link-out", format!("“{path}” leads out of the site's folder."))
                    .hint("Copy what you want to show into the content folder, or link to its web address."),
            );
        };
        if let Some((kind, id)) = self.known.get(&route) {
            return self.record(kind, id, anchor, false);
        }
        match self.routes.has(&route) {
            true => None,
            false => Some(self.broken(path, from, &route)),
        }
    }

    fn broken(&self, path: &str, from: &str, route: &str) -> Diagnostic {
        let message = format!("There is nothing at “{}”.", excerpt(path));
        let problem = Diagnostic::error("broken-link", message);
        let page = format!("{route}/");
        if self.routes.has(&page) || self.known.contains_key(&page) {
            return problem.hint(format!("Put a “/” at the end: “{path}/”."));
        }
        // A name of a letter or two is near to everything.
        if route.len() <= 2 {
            return problem.hint(format!(
                "Put the file at content/{route}, or correct the link."
            ));
        }
        if let Some(near) = self
            .nearest_file(from, route)
            .filter(|_| !path.starts_with('/'))
        {
            return problem.hint(format!("Did you mean “{near}”?"));
        }
        let routes = self.routes.iter().filter(|other| alike(route, other));
        match self.nearest(route, routes) {
            Some(near) => problem.hint(format!("Did you mean “/{near}”?")),
            None if is_file(route) => problem.hint(format!(
                "Put the file at content/{route}, or correct the link."
            )),
            None => problem.hint(
                "Link to a page by its file (../about.md), to a record by its id (award:p4-01), or to an address of the site (/benefits/).",
            ),
        }
    }

    /// The file in the content folder that was most likely meant, seen from the file at `from`.
    fn nearest_file(&self, from: &str, route: &str) -> Option<String> {
        let files = self.files.iter();
        let below = files.filter_map(|(_, file)| file.path.strip_prefix("content/"));
        let near = self.nearest(route, below.filter(|other| alike(route, other)))?;
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(routes::relative(folder, &format!("content/{near}"), None))
    }
}

/// Whether one path can be a slip of the pen for another: as deep, and a file or a folder like it.
fn alike(route: &str, other: &str) -> bool {
    let depth = |path: &str| path.matches('/').count();
    depth(route) == depth(other) && route.ends_with('/') == other.ends_with('/')
}

/// Whether a path names a file other than a page.
fn is_file(route: &str) -> bool {
    let name = route.rsplit('/').next().unwrap_or_default();
    name.contains('.') && !name.ends_with(".md")
}

/// A field that names a record that is held back is left out with it; a link in running text would
/// lead nowhere.
fn held_back(kind: &RecordKind, id: &str, state: State, field: bool) -> Diagnostic {
    let (code, why, hint) = match state {
        State::Embargoed => (
            "embargoed-reference",
            "is under an embargo, and is left out until it is over",
            "Do not name it before its day. To see embargoed records, build with --drafts.",
        ),
        State::Withdrawn => (
            "withdrawn-reference",
            "is withdrawn, and is no longer part of the site",
            "Take its name out here.",
        ),
        _ => (
            "draft-reference",
            "is a draft, and drafts are left out",
            "Publish that record, or do not name it yet. To see drafts, build with --drafts.",
        ),
    };
    let message = format!("The {} “{id}” {why}.", kind.name);
    let problem = match field {
        true => Diagnostic::warning(code, message),
        false => Diagnostic::error(code, message),
    };
    problem.hint(hint)
}

fn unknown_kind(kind: &str) -> Diagnostic {
    let names = KINDS
        .iter()
        .filter(|kind| kind.is_shown())
        .map(|kind| kind.name);
    let problem = Diagnostic::error(
        "unknown-kind",
        format!(
            "A link cannot begin with “{}:”: there is no such kind of record.",
            excerpt(kind)
        ),
    );
    match nearest(kind, names.clone()) {
        Some(near) => problem.hint(format!("Did you mean “{near}:”?")),
        None => problem.hint(format!(
            "The kinds are: {}.",
            names.collect::<Vec<_>>().join(", ")
        )),
    }
}

fn missing_heading(anchor: &str, body: &Passage) -> Option<Diagnostic> {
    let ids = body.headings.iter().map(|heading| heading.id.as_str());
    if anchor.is_empty() || ids.clone().any(|id| id == anchor) {
        return None;
    }
    let problem = Diagnostic::error(
        "missing-anchor",
        format!(
            "No heading on that page has the anchor “#{}”.",
            excerpt(anchor)
        ),
    );
    Some(match nearest(anchor, ids) {
        Some(near) => problem.hint(format!("Did you mean “#{near}”?")),
        None => problem.hint(anchors(body)),
    })
}

/// The most anchors that a hint lists.
const LISTED: usize = 8;

fn anchors(body: &Passage) -> String {
    let ids: Vec<String> = body
        .headings
        .iter()
        .map(|heading| format!("#{}", heading.id))
        .collect();
    match ids.len() {
        0 => "That page has no headings: link to the page without the part after “#”.".to_string(),
        count if count <= LISTED => format!("Its headings are: {}.", ids.join(", ")),
        _ => "An anchor is the heading in lower-case letters with hyphens: “## What helped” is #what-helped.".to_string(),
    }
}

fn body<'e, T>(entries: &'e [Entry<T>], id: &str) -> Option<&'e Passage> {
    let entry = super::find(entries, id)?;
    entry.body().map(|body| &*body.fragment)
}

/// Each body of a page or lesson, with itself as what its own anchors refer to.
fn bodies(records: &Records) -> impl Iterator<Item = (&Passage, &Passage)> {
    let lessons = records.lessons.iter().filter_map(|entry| entry.body());
    let listed = records.catalogued.values().flatten();
    let listed = listed.filter_map(|entry| entry.body());
    let pages = records.pages.iter().filter_map(|entry| entry.body());
    lessons
        .chain(listed)
        .chain(pages)
        .map(|body| (&*body.fragment, &*body.fragment))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{Sandbox, marked};
    use crate::diag::Severity;

    const LESSON: &str = "content/lessons/measure-first.md";

    /// What is said of the small site: code and marked text.
    fn found(site: Sandbox) -> Vec<(&'static str, String)> {
        problems(site)
            .into_iter()
            .map(|(problem, text)| (problem.code, text))
            .collect()
    }

    fn problems(site: Sandbox) -> Vec<(Diagnostic, String)> {
        let checked = site.check();
        let mut sink = Diagnostics::new();
        let mut routes = Routes::new(&checked.records, &checked.files, &mut sink);
        let facets = crate::link::facets::awards(&checked.records, &routes);
        routes.generate(&checked.records, facets.iter(), false, &mut sink);
        check(&checked.records, &checked.files, &routes, &mut sink);
        sink.sort();
        let list = sink
            .iter()
            .map(|problem| (problem.clone(), marked(problem, &checked.files)));
        list.collect()
    }

    /// The small site with this link in its lesson.
    fn link(address: &str) -> Sandbox {
        Sandbox::small().change(LESSON, "award:p4-01", address)
    }

    #[test]
    fn every_way_to_write_a_link_that_leads_somewhere_is_right() {
        assert_eq!(found(Sandbox::small()), []);
        for address in [
            "../about.md",
            "/about.md",
            "/about/",
            "/about/index.html",
            "../index.md",
            "../",
            "/",
            "./measure-first.md",
            "../scan.png",
            "/scan.png",
            "/awards/region/north/",
            "/data/awards.json",
            "../about/",
            "../about.md#who-we-are",
            "page:about",
            "page:index",
            "page:about#who-we-are",
            "lesson:measure-first#what-helped",
            "source:evaluation#table-1",
            "figure:patients",
            "benefit:p4-01-b",
            "#what-did-not",
            "https://example.org/#x",
            "mailto:a@example.org",
        ] {
            assert_eq!(found(link(address)), [], "{address}");
        }
    }

    #[test]
    fn every_link_that_leads_nowhere_is_found_where_it_stands() {
        for (address, code) in [
            ("../abot.md", "broken-link"),
            ("/about", "broken-link"),
            ("about.md", "broken-link"),
            ("/awards/status/ongoing/", "broken-link"),
            ("../scan.jpg", "broken-link"),
            ("../../../etc/passwd", "link-out"),
            ("/../x", "link-out"),
            ("award:p4-77", "dangling-reference"),
            ("awards:p4-01", "unknown-kind"),
            ("vocabulary:setting", "unknown-kind"),
            ("#nothing", "missing-anchor"),
            ("../about.md#nothing", "missing-anchor"),
            ("page:about#nothing", "missing-anchor"),
            ("source:evaluation#nothing", "unknown-place"),
        ] {
            assert_eq!(found(link(address)), [(code, address.to_string())]);
        }
    }

    #[test]
    fn a_link_to_a_page_that_is_wrong_in_other_ways_is_not_broken() {
        let wrong = "---\ntitle: [\n---\n";
        assert_eq!(found(Sandbox::small().with("content/about.md", wrong)), []);
        assert_eq!(
            found(Sandbox::small().with(LESSON, "---\nnever closed\n")),
            []
        );
    }

    #[test]
    fn a_draft_is_an_error_in_a_link_and_a_warning_in_a_field() {
        let award = "data/awards/p4-02.yaml";
        let draft =
            || Sandbox::small().change(award, "status: stopped", "status: stopped\nstate: draft");
        let said: Vec<(Severity, String)> = problems(draft())
            .into_iter()
            .map(|(problem, text)| {
                assert_eq!(problem.code, "draft-reference");
                (problem.severity, text)
            })
            .collect();
        assert_eq!(
            said,
            [
                (Severity::Error, "award:p4-02".to_string()),
                (Severity::Warning, "p4-02".to_string()),
            ]
        );
        assert_eq!(found(draft().drafts()), []);
    }

    #[test]
    fn a_path_that_leads_to_a_draft_says_so() {
        let page = "---\ntitle: T\nstate: draft\n---\n";
        for address in ["../notes.md", "/notes/"] {
            let site = link(address).with("content/notes.md", page);
            assert_eq!(found(site), [("draft-reference", address.to_string())]);
        }
    }

    #[test]
    fn the_nearest_file_is_named_as_the_link_must_name_it() {
        let hint = |address: &str| problems(link(address))[0].0.hints.concat();
        assert_eq!(hint("../abuot.md"), "Did you mean “../about.md”?");
        assert_eq!(hint("../scna.png"), "Did you mean “../scan.png”?");
        assert_eq!(hint("/abuot/"), "Did you mean “/about/”?");
        assert_eq!(
            hint("../about.md#who-are-you-then"),
            "Its headings are: #who-we-are."
        );
    }
}
