//! Pages that lists of synonyms name as answers: each must be there.

use super::routes::Routes;
use crate::check::{Records, a};
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, excerpt};
use crate::record::value::{At, Line};
use crate::schema::RecordKind;

/// Reports every page that is named and is not there.
pub(super) fn check(records: &Records, routes: &Routes, sink: &mut Diagnostics) {
    let entries = records.synonyms.iter().flat_map(|list| &list.data.entries);
    for page in entries.flat_map(|entry| &entry.pages) {
        if let Some(problem) = problem(page, records, routes) {
            sink.push(problem.at(page.span));
        }
    }
}

fn problem(page: &At<Line>, records: &Records, routes: &Routes) -> Option<Diagnostic> {
    let name: &str = &page.value;
    if let Some(route) = name.strip_prefix('/') {
        return (!routes.has(route)).then(|| no_page(name));
    }
    let named = name.split_once(':');
    let known = named.and_then(|(kind, id)| Some((RecordKind::named(kind)?, id)));
    let Some((kind, id)) = known.filter(|(kind, _)| kind.is_shown()) else {
        return Some(no_page(name));
    };
    match records.known.get(kind.name, id) {
        Some(_) => None,
        None => Some(no_record(kind, id, records)),
    }
}

fn no_page(name: &str) -> Diagnostic {
    let message = format!("“{}” is not a page of this site.", excerpt(name));
    Diagnostic::error("unknown-answer", message).hint(
        "Write the kind of record, a colon and the id, such as need:who-is-liable, or the address of a list, such as /benefits/.",
    )
}

fn no_record(kind: &RecordKind, id: &str, records: &Records) -> Diagnostic {
    let message = format!("There is no {} with the id “{}”.", kind.name, excerpt(id));
    let problem = Diagnostic::error("unknown-answer", message);
    match nearest(id, records.known.ids(kind.name)) {
        Some(near) => problem.hint(format!("Did you mean “{}:{near}”?", kind.name)),
        None => problem.hint(format!(
            "The id of {} is the name of its file in {}, without the ending.",
            a(kind.name),
            kind.folder
        )),
    }
}
