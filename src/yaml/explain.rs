//! Syntax errors in words for someone who does not program.
//!
//! A parser stops where it can no longer go on; the slip is often lines above. So the commonest
//! slips are looked for in the text, and shown where they were made.

use granit_parser::ErrorKind;

use super::open::{Opening, indentation, line_start, still_open};
use super::slips;
use crate::diag::Diagnostic;

/// A syntax error, and the offset in the text at which to show it.
pub(super) struct Problem {
    pub(super) diagnostic: Diagnostic,
    pub(super) offset: usize,
}

/// What an error means, what to do, and where.
pub(super) struct Explained {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) hint: String,
    pub(super) offset: usize,
}

/// Says what a parser error means and what to do.
pub(super) fn explain(kind: &ErrorKind, text: &str, at: usize) -> Problem {
    let at = floor(text, at);
    let explained = deep(kind, at)
        .or_else(|| slips::foreign(kind, text, at))
        .or_else(|| tab(kind, text, at))
        .or_else(|| slips::lone_comma(text, at))
        .or_else(|| never_closed(kind, text, at))
        .or_else(|| slips::first_sign(kind, text, at))
        .or_else(|| slips::comment_in_text(kind, at))
        .or_else(|| slips::after_bracket(kind, text, at))
        .or_else(|| slips::false_space(kind, text, at))
        .or_else(|| after_quote(kind, text, at))
        .or_else(|| no_space_after_colon(kind, text, at))
        .or_else(|| further_right(kind, text, at))
        .or_else(|| colon(kind, text, at))
        .unwrap_or_else(|| other(kind, text, at));
    Problem {
        diagnostic: Diagnostic::error(explained.code, explained.message).hint(explained.hint),
        offset: explained.offset,
    }
}

pub(super) fn syntax(
    message: impl Into<String>,
    hint: impl Into<String>,
    offset: usize,
) -> Explained {
    Explained {
        code: "yaml-syntax",
        message: message.into(),
        hint: hint.into(),
        offset,
    }
}

fn deep(kind: &ErrorKind, offset: usize) -> Option<Explained> {
    matches!(kind, ErrorKind::RecursionLimitExceeded).then(|| Explained {
        code: "too-deep",
        message: "The values in this file are nested more than 64 deep.".into(),
        hint: "A record needs four levels at most. Look for brackets that were never closed."
            .into(),
        offset,
    })
}

fn tab(kind: &ErrorKind, text: &str, at: usize) -> Option<Explained> {
    let complains = matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
    );
    let next = || text[at..].find('\t').map(|far| at + far);
    let offset = tab_in_indentation(text, at).or_else(|| complains.then(next).flatten())?;
    Some(Explained {
        code: "tab",
        message: "A tab is used where YAML needs spaces.".into(),
        hint: "Replace the tab with spaces: two for each level.".into(),
        offset,
    })
}

/// A tab in the indentation of the line of `at`, or of its neighbours.
fn tab_in_indentation(text: &str, at: usize) -> Option<usize> {
    let this = line_start(text, at);
    let before = line_start(text, this.saturating_sub(1));
    let after = text[at..].find('\n').map_or(text.len(), |far| at + far + 1);
    [before, this, after].into_iter().find_map(|start| {
        let line = text.get(start..)?.lines().next().unwrap_or_default();
        let blank = line.len() - line.trim_start_matches([' ', '\t', '-']).len();
        line[..blank].find('\t').map(|far| start + far)
    })
}

/// A quote or bracket that opens and never closes is shown where it opens.
fn never_closed(kind: &ErrorKind, text: &str, at: usize) -> Option<Explained> {
    let open = still_open(&text[..at])?;
    let later_field =
        line_start(text, at) > open.at && indentation(text, at) <= indentation(text, open.at);
    if !(unclosed(kind) || later_field) {
        return None;
    }
    let (sign, partner) = (open.sign, open.partner());
    let hint = match open.sign {
        '\'' => format!(
            "Add {sign} where the text ends. An apostrophe inside single quotes is written twice ('')."
        ),
        '"' => format!("Add {sign} where the text ends."),
        _ => format!(
            "Add {partner} where the list or set of fields ends. If “{sign}” is part of a text, put the whole text in quotes."
        ),
    };
    let what = name(open);
    Some(syntax(
        format!("The {what} {sign} that opens here is never closed."),
        hint,
        open.at,
    ))
}

fn name(open: Opening) -> &'static str {
    match open.sign {
        '[' => "bracket",
        '{' => "brace",
        _ => "quote",
    }
}

fn unclosed(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::UnclosedQuotedScalar
            | ErrorKind::UnexpectedEof
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofImplicitFlowMapping
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::DocumentIndicatorInQuotedScalar
    )
}

fn after_quote(kind: &ErrorKind, text: &str, at: usize) -> Option<Explained> {
    let hint = match kind {
        ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            "If the quotes are part of the text, put single quotes around all of it: '\"Quoted\" and more'."
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar => {
            "Put double quotes around all of the text: \"the patients' view\"."
        }
        _ => return None,
    };
    let rest = &text[at..];
    let offset = at + rest.len() - rest.trim_start_matches(' ').len();
    Some(syntax(
        "The value ends with its closing quote, and there is more text after it.",
        hint,
        offset,
    ))
}

/// `name:value`, on the line of the error or on the one above: the parser takes it for text.
fn no_space_after_colon(kind: &ErrorKind, text: &str, at: usize) -> Option<Explained> {
    if !(misplaced_colon(kind) || indentation_kind(kind)) {
        return None;
    }
    let this = line_start(text, at);
    let before = line_start(text, this.saturating_sub(1));
    let offset = [before, this].into_iter().find_map(|start| {
        let line = text[start..].lines().next().unwrap_or_default();
        let (key, value) = line.split_once(':')?;
        let bare = key.trim_start_matches([' ', '-']);
        let joined = !value.is_empty() && !value.starts_with([' ', '/']);
        (joined && slips::is_name(bare)).then_some(start + key.len())
    })?;
    Some(syntax(
        "There is no space after this “:”, so the line is not read as a field.",
        "Write a space after the colon, as in “name: value”.",
        offset,
    ))
}

/// A field that begins further right than the one above, which already has its value.
fn further_right(kind: &ErrorKind, text: &str, at: usize) -> Option<Explained> {
    if !misplaced_colon(kind) {
        return None;
    }
    let start = line_start(text, at);
    let first_colon = text[start..].find(": ").map_or(at, |far| start + far);
    let mut above = text[..start].lines().rev();
    let above =
        above.find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
    let column = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let own = indentation(text, at);
    if first_colon < at || own <= column(above) {
        return None;
    }
    Some(syntax(
        "This line begins further right than the line above it, which already has its value.",
        format!(
            "Begin it in the same column as the field that it stands beside, such as column {}. If it belongs inside the field above, that field must have nothing after its “:”.",
            column(above) + 1
        ),
        start + own,
    ))
}

/// A second “: ” in a value is by far the most common slip, and is shown where it stands.
fn colon(kind: &ErrorKind, text: &str, at: usize) -> Option<Explained> {
    if !misplaced_colon(kind) {
        return None;
    }
    let start = line_start(text, at);
    let line = text[start..].lines().next().unwrap_or_default();
    let second = line.match_indices(": ").nth(1);
    let curly = line.contains(['“', '”', '„', '‘', '’', '«', '»']);
    let straight = if curly {
        " Only straight quotes (\") count: these curly ones are part of the text."
    } else {
        ""
    };
    Some(syntax(
        "A “:” followed by a space stands inside a value, so the value looks like a new field.",
        format!("Put the whole value in quotes: name: \"first part: second part\".{straight}"),
        second.map_or(at, |(far, _)| start + far),
    ))
}

pub(super) fn misplaced_colon(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement
    )
}

fn other(kind: &ErrorKind, text: &str, at: usize) -> Explained {
    match kind {
        ErrorKind::UnexpectedCharacter { character } => syntax(
            format!("A value cannot begin with “{character}”."),
            "Put the value in quotes: \"…\".",
            at,
        ),
        ErrorKind::DirectiveDisallowed => syntax(
            "A line cannot begin with “%”.",
            "Put the value in quotes, or delete the line.",
            at,
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => syntax(
            "Inside double quotes a “\\” begins a special sign, and there is no such sign.",
            "Write “\\\\” for a “\\”, or put the text in single quotes.",
            unknown_escape(text, at).unwrap_or(at),
        ),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => syntax(
            format!("This “{close}” does not close the “{open}” before it."),
            "A “[” is closed by “]”, a “{” by “}”. If the sign is part of a text, put the whole text in quotes.",
            text[at..].find(*close).map_or(at, |far| at + far),
        ),
        ErrorKind::MisplacedFlowCollectionEnd => syntax(
            "This bracket closes nothing: none was opened before it.",
            "Delete it, or add the opening one. If it is part of a text, put the whole text in quotes.",
            at,
        ),
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => {
            syntax(
                "A comma is missing between two values inside brackets.",
                "Write [one, two] or {name: value, other: value}. If a bracket is part of a text, put the whole text in quotes.",
                at,
            )
        }
        kind if unclosed(kind) => syntax(
            "Something opened before this place is never closed: a quote (\" or '), a bracket “[” or a brace “{”.",
            "Add the closing sign. If the sign is part of the text, put the whole text in quotes.",
            at,
        ),
        kind if indentation_kind(kind) => syntax(
            "This line does not fit the lines above it.",
            "Check that fields of one level begin in the same column, that each has a “:” and a space after its name, and that each list item begins with “- ”.",
            at,
        ),
        kind => syntax(
            format!("This cannot be read as YAML: {kind}."),
            "Check the line and the one above it: quotes, colons followed by a space, and spaces at the start.",
            at,
        ),
    }
}

/// The first “\\” from `at` that begins none of the signs that YAML knows.
fn unknown_escape(text: &str, at: usize) -> Option<usize> {
    let mut signs = text[at..].char_indices();
    while let Some((far, sign)) = signs.next() {
        if sign == '\\'
            && !signs
                .next()
                .is_some_and(|(_, next)| "0abtnvfre \"/\\N_LP\n\t".contains(next))
        {
            return Some(at + far);
        }
    }
    None
}

pub(super) fn indentation_kind(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidIndentation
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::ExpectedNodeContent
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidSimpleKey
            | ErrorKind::BlockSequenceEntryNotAllowed
            | ErrorKind::MappingKeyNotAllowed
            | ErrorKind::InvalidBlockScalarIndent
            | ErrorKind::ExpectedDocumentStart
            | ErrorKind::UnexpectedEofBlockMapping
            | ErrorKind::UnexpectedEofBlockSequence
    )
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
