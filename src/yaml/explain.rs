//! Syntax errors in words for someone who does not program.

use granit_parser::ErrorKind;

use crate::diag::Diagnostic;

/// A syntax error, and the offset in the text at which to show it.
pub(super) struct Problem {
    pub(super) diagnostic: Diagnostic,
    pub(super) offset: usize,
}

/// Says what a parser error means and what to do.
pub(super) fn explain(kind: &ErrorKind, text: &str, at: usize) -> Problem {
    let offset = floor(text, at);
    let tab = tab_in_indentation(text, offset);
    let (code, message, hint, offset) = match kind {
        _ if tab.is_some() => (
            "tab",
            "A tab is used where YAML needs spaces.".to_string(),
            "Replace the tab with spaces: two for each level.",
            tab.unwrap_or(offset),
        ),
        ErrorKind::RecursionLimitExceeded => (
            "too-deep",
            "The values in this file are nested more than 64 deep.".to_string(),
            "A record needs four levels at most. Look for brackets that were never closed.",
            offset,
        ),
        kind if unclosed(kind) => (
            "yaml-syntax",
            "Something opened before this place is never closed: a quote (\" or '), a bracket “[” or a brace “{”.".to_string(),
            "Add the closing sign. If the sign is part of the text, put the whole text in quotes.",
            offset,
        ),
        kind if misplaced_colon(kind) => colon(text, offset),
        ErrorKind::UnexpectedCharacter { character } => (
            "yaml-syntax",
            format!("A value cannot begin with “{character}”."),
            "Put the value in quotes: \"…\".",
            offset,
        ),
        ErrorKind::DirectiveDisallowed => (
            "yaml-syntax",
            "A line cannot begin with “%”.".to_string(),
            "Put the value in quotes, or delete the line.",
            offset,
        ),
        kind if indentation(kind) => (
            "yaml-syntax",
            "This line does not fit the lines above it.".to_string(),
            "Check that fields of one level begin in the same column, that each list item begins with “- ”, and that the field above ends with a value.",
            offset,
        ),
        kind => (
            "yaml-syntax",
            format!("This cannot be read as YAML: {kind}."),
            "Check the line and the one above it: quotes, colons followed by a space, and spaces at the start.",
            offset,
        ),
    };
    Problem {
        diagnostic: Diagnostic::error(code, message).hint(hint),
        offset,
    }
}

type Explained = (&'static str, String, &'static str, usize);

/// A second “: ” in a value is by far the most common slip, and is shown where it stands.
fn colon(text: &str, offset: usize) -> Explained {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..]
        .find('\n')
        .map_or(text.len(), |at| offset + at);
    let line = &text[start..end];
    let second = line
        .match_indices(": ")
        .nth(1)
        .map_or(offset, |(at, _)| start + at);
    (
        "yaml-syntax",
        "A “:” followed by a space stands inside a value, so the value looks like a new field."
            .to_string(),
        "Put the whole value in quotes: name: \"first part: second part\". Otherwise check that this line begins in the same column as its neighbours.",
        second,
    )
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
            | ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::MismatchedFlowCollectionEnd { .. }
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::DocumentIndicatorInQuotedScalar
    )
}

fn misplaced_colon(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement
    )
}

fn indentation(kind: &ErrorKind) -> bool {
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

/// A tab in the indentation of the line of `offset`, or of the line before it.
fn tab_in_indentation(text: &str, offset: usize) -> Option<usize> {
    let this = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let before = text[..this.saturating_sub(1)]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    [this, before].into_iter().find_map(|start| {
        let line = text[start..].lines().next().unwrap_or_default();
        let blank = line.len() - line.trim_start_matches([' ', '\t', '-']).len();
        line[..blank].find('\t').map(|at| start + at)
    })
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
