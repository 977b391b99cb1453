//! Attributes that editors write behind a heading: `{#id .class}`.
//!
//! In go names as written; out come those that may stand on a page. The one thing to know: letters,
//! digits and hyphens pass and nothing else does, so that no attribute can carry code or style.

use std::ops::Range;

use super::slug::is_name;
use super::writer::Writer;
use crate::diag::Diagnostic;

impl Writer<'_> {
    /// The classes that pass, joined by spaces.
    pub(super) fn classes<'c>(
        &mut self,
        names: impl Iterator<Item = &'c str>,
        range: &Range<usize>,
    ) -> String {
        let mut kept: Vec<&str> = Vec::new();
        for name in names {
            if is_name(name) {
                kept.push(name);
            } else {
                self.refuse_attribute(&format!(".{name}"), range);
            }
        }
        kept.join(" ")
    }

    /// Warns of an attribute that was left out.
    pub(super) fn refuse_attribute(&mut self, written: &str, range: &Range<usize>) {
        let shown: String = written
            .chars()
            .take(40)
            .filter(|c| !c.is_control())
            .collect();
        let problem = Diagnostic::warning(
            "bad-attribute",
            format!("“{shown}” cannot stand on a heading and was left out."),
        )
        .hint("Only an id and classes can: {#my-id .my-class}, in letters, digits and hyphens.");
        self.report(problem, range.clone());
    }
}
