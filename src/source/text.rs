//! From bytes to text, with the problems that only bytes can have.

use std::sync::Arc;

use super::Content;
use crate::diag::Diagnostic;

/// The endings of files that people write and Casebook reads.
const TEXT: [&str; 9] = [
    "yaml", "yml", "md", "html", "css", "js", "json", "svg", "txt",
];

/// Whether a file is read as text.
pub(super) fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    TEXT.contains(&ending)
}

/// Whether a file is a record or page, in which more is asked of the text.
fn is_written(path: &str) -> bool {
    [".yaml", ".yml", ".md"]
        .iter()
        .any(|end| path.ends_with(end))
}

/// Why a file is not read, where in it the reason lies, and what can be shown of it.
pub(super) struct Damage {
    pub(super) problem: Diagnostic,
    pub(super) offset: usize,
    pub(super) seen: Arc<str>,
}

impl Damage {
    /// Damage to a file of which nothing was read.
    pub(super) fn without_text(problem: Diagnostic) -> Self {
        Self {
            problem,
            offset: 0,
            seen: Arc::from(""),
        }
    }
}

pub(super) fn decode(path: &str, bytes: Vec<u8>) -> Result<Content, Damage> {
    if !is_text(path) {
        return Ok(Content::Bytes(bytes.into()));
    }
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(&error))?;
    if is_written(path) {
        if let Some(offset) = text.find('\0') {
            return Err(Damage {
                problem: nul(),
                offset,
                seen: text.into(),
            });
        }
        if text.trim_start_matches('\u{feff}').trim().is_empty() {
            return Err(Damage::without_text(empty()));
        }
    }
    Ok(Content::Text(Arc::from(text)))
}

fn not_utf8(error: &std::string::FromUtf8Error) -> Damage {
    let hint = match error.as_bytes() {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            "It looks like UTF-16. In your editor, choose “Save with encoding” and “UTF-8”."
        }
        _ => {
            "In your editor, choose “Save with encoding” and “UTF-8”. Text pasted from Word or Excel is the usual cause."
        }
    };
    Damage {
        problem: Diagnostic::error(
            "not-utf-8",
            "This file is not saved as UTF-8: this place holds a byte that no UTF-8 text has.",
        )
        .hint(hint),
        offset: error.utf8_error().valid_up_to(),
        seen: String::from_utf8_lossy(error.as_bytes()).into(),
    }
}

fn nul() -> Diagnostic {
    Diagnostic::error("nul", "This file holds a NUL, a sign that no text has.")
        .hint("The file was damaged, or is not text. Restore it from git, or type the line again.")
}

fn empty() -> Diagnostic {
    Diagnostic::error("empty-file", "This file is empty.").hint("Delete it, or fill it in.")
}
