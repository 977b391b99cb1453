//! The lines of a file that change, as programmers and `git` write them.

use std::fmt::Write as _;

use similar::algorithms::{Capture, Compact, Replace, myers};
use similar::udiff::UnifiedHunkHeader;
use similar::{ChangeTag, DiffOp, DiffableStr, group_diff_ops};

/// So many lines around a change are shown.
const AROUND: usize = 3;

/// A unified diff of one file; empty when nothing changes.
pub(super) fn unified(path: &str, old: &str, new: &str) -> String {
    let (before, after) = (old.tokenize_lines(), new.tokenize_lines());
    let mut text = String::new();
    for hunk in group_diff_ops(changes(&before, &after), AROUND) {
        if text.is_empty() {
            let _ = writeln!(text, "--- a/{path}\n+++ b/{path}");
        }
        let _ = writeln!(text, "{}", UnifiedHunkHeader::new(&hunk));
        for change in hunk
            .iter()
            .flat_map(|op| op.iter_changes(&*before, &*after))
        {
            line(change.tag(), change.value(), &mut text);
        }
    }
    // A mark at the start of a file and the ends of Windows lines cannot be seen.
    text.replace('\u{feff}', "<BOM>").replace("\r\n", "<CR>\n")
}

/// What becomes of the lines. The library's own differ for texts brings all of its algorithms into
/// the program, which are half a megabyte.
fn changes(before: &[&str], after: &[&str]) -> Vec<DiffOp> {
    let mut found = Compact::new(Replace::new(Capture::new()), before, after);
    // Nothing that can fail happens while changes are collected.
    let _ = myers::diff(&mut found, before, 0..before.len(), after, 0..after.len());
    found.into_inner().into_inner().into_ops()
}

fn line(tag: ChangeTag, value: &str, text: &mut String) {
    let _ = write!(text, "{tag}{value}");
    if !value.ends_with_newline() {
        text.push_str("\n\\ No newline at end of file\n");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use similar::TextDiff;

    use super::unified;

    fn as_the_library_writes_it(old: &str, new: &str) -> String {
        let diff = TextDiff::from_lines(old, new);
        let text = diff.unified_diff().header("a/x", "b/x").to_string();
        text.replace("\r\n", "<CR>\n")
    }

    #[test]
    fn a_last_line_without_an_end_is_marked() {
        assert_eq!(
            unified("x", "one\ntwo", "one\ntwo\n"),
            "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n one\n-two\n\\ No newline at end of file\n+two\n"
        );
        assert_eq!(unified("x", "one\n", "one\n"), "");
    }

    proptest! {
        #[test]
        fn a_diff_is_as_the_library_writes_it(
            old in "([abc]{0,2}(\n|\r\n)){0,24}[ab]?",
            new in "([abc]{0,2}(\n|\r\n)){0,24}[ab]?",
        ) {
            prop_assert_eq!(unified("x", &old, &new), as_the_library_writes_it(&old, &new));
        }
    }
}
