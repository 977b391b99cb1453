//! The lines of a file that change, as programmers and `git` write them.

use similar::TextDiff;

/// A unified diff of one file; empty when nothing changes.
pub(super) fn unified(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let before = format!("a/{path}");
    let after = format!("b/{path}");
    let text = diff.unified_diff().header(&before, &after).to_string();
    // A mark at the start of a file and the ends of Windows lines cannot be seen.
    text.replace('\u{feff}', "<BOM>").replace("\r\n", "<CR>\n")
}
