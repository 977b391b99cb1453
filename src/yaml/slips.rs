//! Slips whose marks can be seen in the text: what git leaves behind, signs that cannot be seen,
//! spaces that are none, commas with nothing between, and values that begin with a sign of YAML.
//!
//! In goes a parser error with its place; out comes what the editor did, where the editor did it.

use granit_parser::ErrorKind;

use super::explain::{Explained, indentation_kind, misplaced_colon, syntax};
use super::open::{line_start, still_open};

/// How many lines above an error a false space is looked for: the parser takes the lines after it
/// for text, and stops at the next “: ”.
const LINES_ABOVE: usize = 20;

/// What is shown whatever else is wrong: nothing can be made of the text before it is gone.
pub(super) fn foreign(kind: &ErrorKind, text: &str, at: usize) -> Option<Explained> {
    conflict(text).or_else(|| unseen(kind, text, at))
}

/// The lines that git leaves where two versions do not fit together. In YAML they can be nothing
/// else, as they begin in the first column.
fn conflict(text: &str) -> Option<Explained> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if is_conflict(line.trim_end()) {
            return Some(syntax(
                "This line is a mark of git: two versions of the file were not joined.",
                "Keep one of the two versions, and delete the other and the lines that begin with <<<<<<<, ======= and >>>>>>>.",
                offset,
            ));
        }
        offset += line.len();
    }
    None
}

fn is_conflict(line: &str) -> bool {
    line == "======="
        || ["<<<<<<< ", "||||||| ", ">>>>>>> "]
            .iter()
            .any(|mark| line.starts_with(mark))
}

/// A control sign or a mark of byte order, at which the parser stops. The parser names the place
/// where the value begins.
fn unseen(kind: &ErrorKind, text: &str, at: usize) -> Option<Explained> {
    let sign = match kind {
        ErrorKind::UnexpectedCharacter { character } if is_unseen(*character) => *character,
        ErrorKind::BomInsideDocument => '\u{feff}',
        _ => return None,
    };
    let start = line_start(text, at);
    let offset = start + text[start..].find(sign)?;
    let others = text.chars().filter(|other| is_unseen(*other)).count() - 1;
    let more = match others {
        0 => String::new(),
        others => format!(" More such signs in this file: {others}."),
    };
    Some(Explained {
        code: "unseen-sign",
        message: format!(
            "This place holds a sign that cannot be seen ({}).",
            point(sign)
        ),
        hint: format!("Delete it, or delete the line and type it again.{more}"),
        offset,
    })
}

fn is_unseen(sign: char) -> bool {
    let control = sign.is_control() && !matches!(sign, '\t' | '\n' | '\r' | '\u{85}');
    control || sign == '\u{feff}' || u32::from(sign) & 0xfffe == 0xfffe
}

fn point(sign: char) -> String {
    format!("U+{:04X}", u32::from(sign))
}

/// A comma in brackets with nothing before it.
pub(super) fn lone_comma(text: &str, at: usize) -> Option<Explained> {
    let rest = text[at..].trim_start();
    let offset = text.len() - rest.len();
    let open = still_open(&text[..at])?;
    if !rest.starts_with(',') || !matches!(open.sign, '[' | '{') {
        return None;
    }
    match text[..offset].trim_end().chars().next_back()? {
        ',' => Some(syntax(
            "Two commas stand here with nothing between them.",
            "Delete one of them, or write what belongs between them.",
            offset,
        )),
        '[' | '{' => Some(syntax(
            "There is nothing before this comma.",
            "Delete it, or write what belongs before it.",
            offset,
        )),
        _ => None,
    }
}

/// A value without quotes that begins with a sign that means something in YAML.
pub(super) fn first_sign(kind: &ErrorKind, text: &str, at: usize) -> Option<Explained> {
    let before = &text[line_start(text, at)..at];
    let own_line = before.trim().is_empty();
    let begins = before.trim_end().ends_with(':') || before.trim_matches([' ', '-']).is_empty();
    let value = text[at..].lines().next().unwrap_or_default();
    let sign = value.chars().next().filter(|_| begins)?;
    match (kind, sign) {
        (ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent, '>' | '|') => {
            Some(syntax(
                format!("A value cannot begin with “{sign}” and go on in the same line."),
                format!(
                    "Put the value in quotes: \"…\". Or leave only “{sign}” on this line, and begin the text on the next one, two spaces further right."
                ),
                at,
            ))
        }
        (ErrorKind::MissingAnchorOrAliasName, '*') if own_line && value.starts_with("* ") => {
            Some(syntax(
                "The items of a list begin with “- ”, not with “* ”.",
                "Write “-” in place of each “*”.",
                at,
            ))
        }
        (ErrorKind::MissingAnchorOrAliasName, '*' | '&') | (_, ',') => Some(syntax(
            format!("A value cannot begin with “{sign}”."),
            "Put the value in quotes: \"…\".",
            at,
        )),
        (ErrorKind::BlockSequenceEntryNotAllowed, '-') if !own_line => Some(syntax(
            "A list cannot begin on the line of its field.",
            "Begin it on the next line, two spaces further right, with “- ” before each item. If the “-” is part of a text, put the whole text in quotes.",
            at,
        )),
        _ => None,
    }
}

/// A comment between the lines of a text without quotes.
pub(super) fn comment_in_text(kind: &ErrorKind, at: usize) -> Option<Explained> {
    matches!(kind, ErrorKind::CommentInterceptedScalar).then(|| {
        syntax(
            "A comment begins here, and the text that it stands in goes on below it.",
            "If the “#” is part of the text, put the whole text in quotes. If it begins a comment, move the comment above the field.",
            at,
        )
    })
}

/// `[Staff] spent less`: a list that is over, and more.
pub(super) fn after_bracket(kind: &ErrorKind, text: &str, at: usize) -> Option<Explained> {
    if !(indentation_kind(kind) || misplaced_colon(kind)) {
        return None;
    }
    let before = text[line_start(text, at)..at].trim_end();
    let value = before.trim_start_matches([' ', '-']);
    let value = match value.split_once(": ") {
        Some((key, rest)) if !key.starts_with(['[', '{']) => rest.trim_start(),
        _ => value,
    };
    let (what, open, close) = match value.chars().next()? {
        '[' => ("a list", '[', ']'),
        '{' => ("a set of fields", '{', '}'),
        _ => return None,
    };
    value.ends_with(close).then(|| {
        syntax(
            format!("The value begins with “{open}”, so it is read as {what}, and there is more text after it."),
            format!("Put the whole text in quotes: \"…\". If it is to be {what}, delete what stands after the “{close}”."),
            at,
        )
    })
}

/// A space that is none, before a field or behind its “:”.
pub(super) fn false_space(kind: &ErrorKind, text: &str, at: usize) -> Option<Explained> {
    if !(indentation_kind(kind) || misplaced_colon(kind)) {
        return None;
    }
    let end = text[at..].find('\n').map_or(text.len(), |far| at + far);
    let mut end = Some(end);
    let starts = std::iter::from_fn(|| {
        let start = line_start(text, end?);
        end = start.checked_sub(1);
        Some(start)
    });
    let offset = starts.take(LINES_ABOVE).find_map(|start| {
        let line = text[start..].lines().next().unwrap_or_default();
        false_space_in(line).map(|far| start + far)
    })?;
    let sign = text[offset..].chars().next()?;
    Some(syntax(
        format!(
            "This looks like a space, and is another sign ({}).",
            point(sign)
        ),
        "Delete it, and any beside it, and type plain spaces. Text copied from a web page or from Word is the usual cause.",
        offset,
    ))
}

fn false_space_in(line: &str) -> Option<usize> {
    let body =
        line.trim_start_matches(|c: char| c.is_whitespace() || is_false_space(c) || c == '-');
    let lead = line.len() - body.len();
    let (key, value) = body.split_once(':')?;
    if !is_name(key) {
        return None;
    }
    let behind = || {
        value
            .starts_with(is_false_space)
            .then_some(lead + key.len() + 1)
    };
    line[..lead].find(is_false_space).or_else(behind)
}

pub(super) fn is_false_space(sign: char) -> bool {
    sign == '\u{200b}' || (sign.is_whitespace() && !sign.is_ascii())
}

/// Whether this could be the name of a field.
pub(super) fn is_name(key: &str) -> bool {
    let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    !key.is_empty() && key.chars().all(of_name)
}

#[cfg(test)]
mod tests;
