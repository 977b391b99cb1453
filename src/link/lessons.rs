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

#[cfg(test)]
mod tests {
    use crate::check::testing::Sandbox;
    use crate::diag::Diagnostics;

    const LESSON: &str = "content/lessons/measure-first.md";

    fn codes(sandbox: Sandbox) -> Vec<&'static str> {
        let checked = sandbox.check();
        let mut sink = Diagnostics::new();
        super::check(&checked.records, &mut sink);
        sink.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn a_lesson_without_a_source_is_a_warning() {
        let locators = "locators:\n  - source: evaluation\n    place: results\n    line: 20\n";
        assert!(codes(Sandbox::small()).is_empty());
        let without = Sandbox::small().change(LESSON, locators, "");
        assert_eq!(codes(without), ["no-source"]);
    }

    #[test]
    fn two_lessons_with_one_title_are_a_warning_whatever_the_capitals() {
        let text = "---\ntitle: MEASURE before you begin\nsummary: Another.\nlocators:\n  - {source: evaluation, place: results}\n---\n\nText.\n";
        let twice = Sandbox::small().with("content/lessons/second.md", text);
        assert_eq!(codes(twice), ["same-title"]);
    }
}
