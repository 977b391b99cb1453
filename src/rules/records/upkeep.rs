//! Reviews that are overdue, and records that nothing links to.

use std::collections::BTreeSet;

use crate::diag::{Diagnostics, Span};
use crate::link::Site;
use crate::record::prose::Target;
use crate::rules::finding;
use crate::schema::{RecordKind, Shown};

pub(super) fn check(site: &Site, sink: &mut Diagnostics) {
    let linked = linked_by_path(site);
    site.each_record(|kind, id, file, common| {
        if let Some(next) = &common.next_review
            && next.value.is_over_before(site.as_of)
        {
            let message = format!(
                "This record was to be reviewed by {}.",
                next.value.in_words()
            );
            sink.push(finding("overdue-review", message).at(next.span));
        }
        let by_id = !site.backlinks.of(kind, id).is_empty();
        if needs_link(kind) && !by_id && !is_linked(&linked, site.file_path(file)) {
            let message = "No other record and no page links to this record.";
            sink.push(finding("orphan", message).at(Span::file_start(file)));
        }
    });
}

/// Whether readers reach a record by links alone: pages are in the menu or the foot, and what is
/// shown whole in a list is found there, but for terms, which are for texts to link to.
fn needs_link(kind: &str) -> bool {
    let shown = RecordKind::named(kind).map(|kind| kind.shown);
    kind == "term" || kind != "page" && matches!(shown, Some(Shown::Page(_)))
}

/// The paths that texts link to, without what leads up, and without their ends:
/// `../lessons/measure-first.md` and `/lessons/measure-first/` are `lessons/measure-first`.
fn linked_by_path(site: &Site) -> BTreeSet<String> {
    let mut linked = BTreeSet::new();
    site.each_body(|_, fragment| {
        let paths = fragment.links.iter().filter_map(|link| match &link.target {
            Target::Path { path, .. } => Some(stem(path).to_string()),
            _ => None,
        });
        linked.extend(paths);
    });
    linked
}

fn stem(path: &str) -> &str {
    let below = path.trim_start_matches(['.', '/']);
    let ends = ["/index.html", ".md", "/"];
    let end = ends.iter().find_map(|end| below.strip_suffix(end));
    end.unwrap_or(below)
}

/// Whether a path leads to a record, as its file or as its page: both end alike.
fn is_linked(linked: &BTreeSet<String>, file: &str) -> bool {
    let file = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let starts = std::iter::once(0).chain(file.match_indices('/').map(|(at, _)| at + 1));
    starts
        .into_iter()
        .any(|start| linked.contains(&file[start..]))
}
