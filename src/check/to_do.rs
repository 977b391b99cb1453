//! What is still to be written: the word TODO, which `casebook new` leaves where an editor has to
//! write something.

use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::parse::Document;
use crate::record::common::State;

/// The word.
const MARK: &str = "TODO";

/// Reports each line that is marked, once. What is to do in a draft is said only when drafts are
/// asked for: until then it is nobody's concern.
pub(super) fn report(document: &Document, state: State, drafts: bool, sink: &mut Diagnostics) {
    if state == State::Draft && !drafts {
        return;
    }
    let hint = match state {
        State::Draft => {
            "Write what the source says, or delete the line if it says nothing. Then take TODO away; when none is left, delete “state: draft”."
        }
        _ => {
            "Write what the source says, or delete the line. If there is more to do, add “state: draft” until it is done."
        }
    };
    let mut start = 0;
    for line in document.text.split_inclusive('\n') {
        if let Some(at) = marked(line) {
            let at = start + at;
            let span = Span::new(document.file, at..at + MARK.len());
            sink.push(
                Diagnostic::warning("to-do", "Something is still to be written here.")
                    .hint(hint)
                    .at(span),
            );
        }
        start += line.len();
    }
}

/// Where the word stands in a line, by itself.
fn marked(line: &str) -> Option<usize> {
    let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(MARK).map(|(at, _)| at).find(|&at| {
        let before = line[..at].chars().next_back();
        let after = line[at + MARK.len()..].chars().next();
        !part_of_word(before) && !part_of_word(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::Sandbox;

    #[test]
    fn the_word_counts_only_by_itself() {
        assert_eq!(marked("title: TODO\n"), Some(7));
        assert_eq!(marked("# TODO: choose"), Some(2));
        assert_eq!(marked("METODOS and a todo list"), None);
    }

    #[test]
    fn a_draft_is_left_alone_until_drafts_are_asked_for() {
        let award = "data/awards/p4-02.yaml";
        let draft = Sandbox::small().change(award, "project: 2", "project: 2 # TODO\nstate: draft");
        assert!(
            !draft
                .check()
                .found()
                .iter()
                .any(|(code, _)| *code == "to-do")
        );
        let mut published = Sandbox::small()
            .change(award, "project: 2", "project: 2 # TODO")
            .check();
        assert_eq!(published.found(), [("to-do", "TODO".to_string())]);
    }
}
