//! Records that somebody should look at: overdue, without a source, drafts.

use super::frame::Editor;
use super::html::table;
use crate::link::Site;
use crate::output::escape;
use crate::record::common::{Common, State};
use crate::record::number::thousands;

/// Records that a list names; the rest is counted.
const NAMED: usize = 50;

/// The state of the content.
pub(super) fn health(site: &Site, editor: &Editor) -> String {
    let mut overdue = Vec::new();
    let mut unreviewed = 0;
    let mut without_source = Vec::new();
    let mut drafts = Vec::new();
    site.each_record(|kind, id, file, common| {
        let row = || {
            vec![
                escape(kind),
                escape(id),
                editor.link(site.file_path(file), 1, 1),
            ]
        };
        if is_overdue(common, site) {
            overdue.push(row());
        }
        unreviewed += usize::from(common.reviewed.is_none());
        if common.locators.is_empty() && needs_source(kind) {
            without_source.push(row());
        }
    });
    for (kind, id, file) in site.known.iter() {
        if site
            .known
            .get(kind, id)
            .is_some_and(|(_, state)| state == State::Draft)
        {
            drafts.push(vec![
                escape(kind),
                escape(id),
                editor.link(site.file_path(file), 1, 1),
            ]);
        }
    }
    let mut html = format!(
        "<p>Not yet reviewed by a person: {} records.</p>",
        thousands(unreviewed)
    );
    html.push_str(&list("Review is overdue", overdue));
    html.push_str(&list("No source is named", without_source));
    html.push_str(&list("Drafts", drafts));
    html
}

fn is_overdue(common: &Common, site: &Site) -> bool {
    let next = common.next_review.as_ref();
    next.is_some_and(|date| date.value.is_over_before(site.as_of))
}

/// Records that state facts.
fn needs_source(kind: &str) -> bool {
    ["award", "benefit", "figure", "lesson"].contains(&kind)
}

fn list(title: &str, mut rows: Vec<Vec<String>>) -> String {
    let all = rows.len();
    if all == 0 {
        return format!("<h3>{title}</h3><p>None.</p>");
    }
    rows.truncate(NAMED);
    let more = match all > NAMED {
        true => format!("<p>The first {NAMED} of {}.</p>", thousands(all)),
        false => String::new(),
    };
    format!(
        "<h3>{title}: {}</h3>{more}{}",
        thousands(all),
        table(title, &["Kind", "Id", "File"], &rows)
    )
}
