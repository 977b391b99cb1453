//! Addresses that last: where pages were before, and whether any that was published would vanish.
//!
//! The ledger, `data/addresses.txt`, names the address of every page of a record that was ever
//! accepted, one on each line, sorted, so that git merges it line by line. Only `casebook addresses`
//! writes it. An address in it stays alive: as a page, as the former address (alias) of one, or as
//! a page that says why the record was withdrawn.

use std::collections::{BTreeMap, BTreeSet};

use super::routes::{Routes, of_record, record_at};
use crate::check::{Known, Records};
use crate::diag::{Diagnostic, Diagnostics, FileId, Severity, Span, excerpt};
use crate::record::Entry;
use crate::record::common::{Common, State, Withdrawal};
use crate::record::value::{At, Line};
use crate::source::{Content, Files};

/// Where the ledger lies.
pub const LEDGER: &str = "data/addresses.txt";

/// An address that leads to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The route at which the page was.
    pub from: String,
    /// The route at which it is.
    pub to: String,
}

/// The page of a record that is no longer part of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct Gone {
    /// Its route.
    pub route: String,
    /// Its file.
    pub file: FileId,
    /// Since when, and why.
    pub withdrawal: Withdrawal,
}

/// The addresses that lead elsewhere, and those that say why there is nothing any more.
pub(super) fn former(
    records: &Records,
    routes: &mut Routes,
    sink: &mut Diagnostics,
) -> (Vec<Moved>, Vec<Gone>) {
    let mut aliases: Vec<(&At<Line>, String)> = Vec::new();
    each_page(records, &mut |route, common| {
        aliases.extend(
            common
                .aliases
                .iter()
                .map(|alias| (alias, route.to_string())),
        );
    });
    let mut moved: Vec<Moved> = Vec::new();
    for (alias, to) in aliases {
        match route_of(&alias.value) {
            Some(from) if from == to => sink.push(own_alias().at(alias.span)),
            Some(from) if is_listed(&moved, &from, &to) => {
                sink.push(listed_twice().at(alias.span));
            }
            Some(from) => {
                routes.add(from.clone(), alias.span, sink);
                moved.push(Moved { from, to });
            }
            None => sink.push(bad_alias(&alias.value).at(alias.span)),
        }
    }
    let mut gone = Vec::new();
    for withdrawn in &records.withdrawn {
        if let Some((route, None)) = of_record(withdrawn.kind, &withdrawn.id) {
            routes.add(route.clone(), Span::file_start(withdrawn.file), sink);
            gone.push(Gone {
                route,
                file: withdrawn.file,
                withdrawal: withdrawn.withdrawal.clone(),
            });
        }
    }
    moved.sort_by(|a, b| a.from.cmp(&b.from));
    (moved, gone)
}

/// Whether the page at `to`, whose addresses are the last so far, is known to have been at `from`.
fn is_listed(moved: &[Moved], from: &str, to: &str) -> bool {
    let mut own = moved.iter().rev().take_while(|moved| moved.to == to);
    own.any(|moved| moved.from == from)
}

/// The route that an editor means by an address below the site's root.
fn route_of(alias: &str) -> Option<String> {
    let path = alias.trim().trim_start_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '~');
    let good =
        |part: &&str| !part.is_empty() && !part.starts_with('.') && part.chars().all(allowed);
    parts
        .iter()
        .all(good)
        .then(|| format!("{}/", parts.join("/")))
}

fn own_alias() -> Diagnostic {
    let message = "This is the address that the page has now.";
    Diagnostic::error("own-alias", message)
        .hint("Take it out of “aliases”: only addresses that the page had before stand there.")
}

fn listed_twice() -> Diagnostic {
    let message = "This address stands twice under “aliases”.";
    Diagnostic::error("duplicate-alias", message).hint("Take one of the two out.")
}

fn bad_alias(alias: &str) -> Diagnostic {
    let message = format!("“{}” is no address of a page of this site.", excerpt(alias));
    Diagnostic::error("bad-alias", message).hint(
        "Write the path below the root of the site, such as “awards/old-name/”: without https:// and the name of the host.",
    )
}

/// Every page of a record, with its route.
fn each_page<'r>(records: &'r Records, see: &mut impl FnMut(&str, &'r Common)) {
    fn list<'r, T>(kind: &str, entries: &'r [Entry<T>], see: &mut impl FnMut(&str, &'r Common)) {
        for entry in entries {
            if let Some((route, None)) = of_record(kind, &entry.id) {
                see(&route, &entry.common);
            }
        }
    }
    list("award", &records.awards, see);
    list("source", &records.sources, see);
    list("lesson", &records.lessons, see);
    list("checklist", &records.checklists, see);
    list("template", &records.forms, see);
    list("page", &records.pages, see);
    for (kind, entries) in &records.catalogued {
        list(kind, entries, see);
    }
}

/// The addresses of all pages of records, and those that stand for them.
pub(super) fn lasting(records: &Records, moved: &[Moved], gone: &[Gone]) -> BTreeSet<String> {
    let mut lasting = BTreeSet::new();
    each_page(records, &mut |route, _| {
        lasting.insert(route.to_string());
    });
    lasting.extend(moved.iter().map(|moved| moved.from.clone()));
    lasting.extend(gone.iter().map(|gone| gone.route.clone()));
    lasting
}

/// The ledger: each address with its place. Marks that a git merge left are reported.
pub(super) fn ledger(files: &Files, sink: &mut Diagnostics) -> Option<BTreeMap<String, Span>> {
    let (file, found) = files.find(LEDGER)?;
    let Content::Text(text) = &found.content else {
        return None;
    };
    let mut addresses = BTreeMap::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(file, at..at + line.trim_end().len());
        at += line.len();
        match line.trim() {
            "" => {}
            line if line.starts_with('#') => {}
            line if is_merge_mark(line) => sink.push(merge_mark().at(span)),
            line => {
                addresses.insert(line.to_string(), span);
            }
        }
    }
    Some(addresses)
}

fn is_merge_mark(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
        .iter()
        .any(|mark| line.starts_with(mark))
}

fn merge_mark() -> Diagnostic {
    Diagnostic::error("merge-mark", "A git merge left this mark in the list of addresses.").hint(
        "Keep the addresses of both sides, delete the lines with the marks, and run “casebook addresses --accept”.",
    )
}

/// Reports each address of the ledger that would vanish: a warning, and where the site is built for
/// publication an error. The address of a record that is there and merely wrong is not: what is wrong
/// has been reported, and the page is back when it is put right.
pub(super) fn vanished(
    ledger: &BTreeMap<String, Span>,
    known: &Known,
    routes: &Routes,
    severity: Severity,
    sink: &mut Diagnostics,
) {
    let is_meant = |address: &str| {
        let record = record_at(known, address);
        let state = record.and_then(|(kind, id, _)| known.get(kind, &id));
        state.is_some_and(|(_, state)| state == State::Published)
    };
    for (address, span) in ledger {
        if routes.has(address) || is_meant(address) {
            continue;
        }
        let message =
            format!("The address “{address}” was published, and nothing is there any more.");
        sink.push(
            Diagnostic::new(severity, "address-vanished", message).at(*span).hint(
                "Name it under “aliases” in the record that takes its place; or bring the record back with “state: withdrawn” and the reason; or, if nobody can have it, run “casebook addresses --forget ADDRESS”.",
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::route_of;

    #[test]
    fn an_address_is_a_path_below_the_root_however_it_is_written() {
        for written in ["awards/old/", "/awards/old", "awards/old/index.html"] {
            assert_eq!(
                route_of(written).as_deref(),
                Some("awards/old/"),
                "{written}"
            );
        }
        for bad in [
            "https://example.org/a/",
            "../a/",
            "",
            "a//b/",
            "a b/",
            "?q=1",
        ] {
            assert_eq!(route_of(bad), None, "{bad}");
        }
    }
}
