//! Rules for lessons that need all of them: a source for each, and a title of its own.

use std::collections::BTreeMap;

use super::start;
use crate::check::Records;
use crate::diag::{Diagnostic, Diagnostics, Span};

pub(super) fn check(records: &Records, sink: &mut Diagnostics) {
    let mut titles: BTreeMap<String, Span> = BTreeMap::new();
    for lesson in &records.lessons {
        if lesson.common.locators.is_empty() {
            sink.push(
                Diagnostic::warning("no-source", "This lesson names no source.")
                    .hint("Say under “locators” where it comes from: the source, the place in it and the line.")
                    .at(lesson.span),
            );
        }
        let title = lesson.data.title.trim().to_lowercase();
        if let Some(first) = titles.get(&title) {
            sink.push(
                Diagnostic::warning("same-title", format!("Two lessons have the title “{}”.", lesson.data.title))
                    .at_with(start(lesson), "the second")
                    .related(*first, "the first")
                    .hint("If they say the same, make them one lesson with both sources. If not, say in the title what tells them apart."),
            );
            continue;
        }
        titles.insert(title, start(lesson));
    }
}
