//! Reviews that are overdue, and records that nothing links to.

use crate::diag::{Diagnostics, Span};
use crate::link::Site;
use crate::rules::finding;
use crate::schema::{RecordKind, Shown};

pub(super) fn check(site: &Site, sink: &mut Diagnostics) {
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
        if needs_link(kind) && site.backlinks.of(kind, id).is_empty() {
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
