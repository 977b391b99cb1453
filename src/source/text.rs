//! From bytes to text, with the problems that only bytes can have.

use std::sync::Arc;

use super::{Content, LARGEST_TEXT, endings};
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
    if let Some(problem) = endings::wrong(path) {
        return Err(Damage::without_text(problem));
    }
    if !is_text(path) {
        return Ok(whatever(bytes));
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
            return Err(Damage::without_text(empty(path)));
        }
    }
    Ok(Content::Text(Arc::from(text)))
}

/// A file to be copied. What can be read as text is, whatever its ending: a list of patients must not
/// pass because it ends in .csv.
fn whatever(bytes: Vec<u8>) -> Content {
    let small = bytes.len() as u64 <= LARGEST_TEXT && !bytes.contains(&0);
    match small.then(|| std::str::from_utf8(&bytes)) {
        Some(Ok(text)) => Content::Text(Arc::from(text)),
        _ => Content::Bytes(bytes.into()),
    }
}

fn not_utf8(error: &std::string::FromUtf8Error) -> Damage {
    if let Some(text) = utf16(error.as_bytes()) {
        return Damage {
            problem: Diagnostic::error(
                "not-utf-8",
                "This file is saved as UTF-16, and not as UTF-8.",
            )
            .hint("In your editor, choose “Save with encoding” and “UTF-8”."),
            offset: 0,
            seen: text.into(),
        };
    }
    Damage {
        problem: Diagnostic::error(
            "not-utf-8",
            "This file is not saved as UTF-8: the sign here cannot be read.",
        )
        .hint("In your editor, choose “Save with encoding” and “UTF-8”, and type the sign again. Text pasted from Word or Excel is the usual cause."),
        offset: error.utf8_error().valid_up_to(),
        seen: String::from_utf8_lossy(error.as_bytes()).into(),
    }
}

/// What a file that begins as UTF-16 does says, for the frame of the report.
fn utf16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let pairs = bytes[2..].chunks_exact(2);
    let units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
    Some(String::from_utf16_lossy(&units))
}

fn nul() -> Diagnostic {
    Diagnostic::error(
        "nul",
        "This place holds a NUL: a sign that cannot be seen and that no text has.",
    )
    .hint("The file was damaged, or is not text. Restore it from git, or type the line again.")
}

fn empty(path: &str) -> Diagnostic {
    let hint = match path {
        super::CONFIG => "Write at least the name of the site: “title: …”.",
        _ => "Delete it, or fill it in.",
    };
    Diagnostic::error("empty-file", "This file is empty.").hint(hint)
}
