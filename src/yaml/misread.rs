//! What YAML reads without complaint, and reads otherwise than the editor meant it.
//!
//! In goes a value as it stands in the text; out comes the place at which the two part ways. Each
//! asks for more than one mark of the slip: what is a matter of taste is left alone.

use std::ops::Range;

use super::open::line_start;
use super::slips::{is_false_space, is_name};
use crate::diag::Diagnostic;

/// How many words a text without quotes has, at least, when any comment behind it may be the rest
/// of the text.
const SENTENCE: usize = 4;

/// The comment behind the value without quotes at `value`, if it looks like the rest of the text.
pub(super) fn text_as_comment(text: &str, value: Range<usize>) -> Option<Range<usize>> {
    let line = text[value.end..].lines().next().unwrap_or_default();
    // Two spaces before a comment are a common habit; in a text there is one.
    let comment = line.strip_prefix(" #")?;
    let start = value.end + 1;
    looks_like_text(&text[value.clone()], comment).then(|| start..value.end + line.trim_end().len())
}

fn looks_like_text(value: &str, comment: &str) -> bool {
    let joined = !comment.starts_with(' ');
    let comment = comment.trim_start_matches(' ');
    let Some(first) = comment.chars().next().filter(|c| c.is_alphanumeric()) else {
        return false;
    };
    if is_note(comment) {
        return false;
    }
    let words = value.split_whitespace();
    let words = words.filter(|word| word.starts_with(char::is_alphabetic));
    match words.count() {
        0 => false,
        1 => first.is_numeric() && is_written_out(value),
        words if words < SENTENCE => first.is_numeric() || joined,
        _ => true,
    }
}

/// What editors write to each other, and never in a text.
fn is_note(comment: &str) -> bool {
    let word = comment.split_whitespace().next().unwrap_or_default();
    let known = ["todo", "fixme", "xxx", "nb", "note"];
    word.ends_with(':') || known.iter().any(|note| word.eq_ignore_ascii_case(note))
}

/// Whether a single word is a word of a text, as “Award” is, and neither a term of a vocabulary nor
/// a currency.
fn is_written_out(value: &str) -> bool {
    value.starts_with(char::is_uppercase) && value.contains(char::is_lowercase)
}

pub(super) fn comment_problem() -> Diagnostic {
    Diagnostic::warning(
        "text-as-comment",
        "What follows “ #” is taken for a comment, and readers do not see it.",
    )
    .hint("If it is part of the text, put the whole text in quotes. If it is a comment, move it to a line of its own.")
}

/// An item of a list that is read as part of another one: where it begins, and the column of the
/// list.
pub(super) struct SwallowedItem {
    pub(super) at: usize,
    column: usize,
}

/// The first line of an item without quotes that looks like an item itself.
pub(super) fn swallowed_item(text: &str, value: Range<usize>) -> Option<SwallowedItem> {
    let start = line_start(text, value.start);
    let before = text[start..value.start].trim_end();
    if !before.ends_with('-') || !before.trim_matches([' ', '-']).is_empty() {
        return None;
    }
    let (first, _) = text[value.clone()].split_once('\n')?;
    let mut at = value.start + first.len() + 1;
    for line in text[at..value.end].split_inclusive('\n') {
        let item = line.trim_start_matches(' ');
        if item.starts_with("- ") {
            let at = at + line.len() - item.len();
            return Some(SwallowedItem {
                at,
                column: before.len(),
            });
        }
        at += line.len();
    }
    None
}

impl SwallowedItem {
    pub(super) fn problem(&self) -> Diagnostic {
        Diagnostic::error(
            "yaml-syntax",
            "This line begins further right than the item above it, so it is read as part of that item.",
        )
        .hint(format!(
            "Begin it in column {}, as the item above does. If the “-” is part of a text, put the whole text in quotes.",
            self.column
        ))
    }
}

/// Where a space is missing in `{amount:1200}`, which YAML takes for a name without a value.
pub(super) fn joined_colon(name: &str) -> Option<usize> {
    let (key, value) = name.split_once(':')?;
    let joined = is_name(key) && key.starts_with(char::is_alphabetic);
    let address = value.starts_with('/');
    (joined && !address && !value.is_empty()).then_some(key.len())
}

pub(super) fn joined_problem() -> Diagnostic {
    Diagnostic::error(
        "yaml-syntax",
        "There is no space after this “:”, so it does not end the name of a field.",
    )
    .hint("Write a space after each colon in these brackets, as in {name: value}.")
}

/// Whether a value begins with a dash and a space that is none, which makes no item of a list.
pub(super) fn false_item(value: &str) -> bool {
    value
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(is_false_space))
}

pub(super) fn false_item_problem() -> Diagnostic {
    Diagnostic::error(
        "yaml-syntax",
        "What stands after this “-” looks like a space, and is another sign.",
    )
    .hint("Delete it, and type a plain space. Look at the other items of the list too.")
}
