//! Files that a site took from the default theme to change them, and what they were when it did.
//!
//! `ejected.yaml` in the theme's folder names each with the checksum of the original. When a later
//! Casebook has another original, the site's file still wins, and what was mended in the original
//! does not reach it: so it is a warning until somebody has compared the two.

use std::fmt::Write;

use super::{Own, original};
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use crate::yaml::{self, Node, NodeKind};

/// The file that names what was taken.
pub const EJECTED: &str = "ejected.yaml";

const HEAD: &str = "# Files taken from the default theme, with the checksum of what they were. Written by `casebook\n# theme eject` and `casebook theme seen`.\n";

/// A file that was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Ejected {
    /// Its path below the theme's folder.
    pub path: String,
    /// The version of Casebook whose file was taken or last compared.
    pub casebook: String,
    /// The BLAKE3 checksum of the original then.
    pub blake3: String,
    /// Where that is written.
    pub span: Span,
}

/// Reads an `ejected.yaml`.
pub fn read(file: FileId, text: &str, sink: &mut Diagnostics) -> Vec<Ejected> {
    let Some(tree) = yaml::parse(file, text, 0, sink) else {
        return Vec::new();
    };
    match &tree.kind {
        NodeKind::Null => Vec::new(),
        NodeKind::List(items) => items.iter().filter_map(|item| one(item, sink)).collect(),
        _ => {
            sink.push(unreadable(&tree));
            Vec::new()
        }
    }
}

fn one(item: &Node, sink: &mut Diagnostics) -> Option<Ejected> {
    let text = |name: &str| match &item.kind {
        NodeKind::Map(pairs) => {
            pairs
                .iter()
                .find(|pair| pair.key == name)
                .and_then(|pair| match &pair.value.kind {
                    NodeKind::Scalar(scalar) => Some((scalar.text.clone(), pair.value.span)),
                    _ => None,
                })
        }
        _ => None,
    };
    let all = (text("path"), text("casebook"), text("blake3"));
    let (Some((path, span)), Some((casebook, _)), Some((blake3, _))) = all else {
        sink.push(unreadable(item));
        return None;
    };
    Some(Ejected {
        path,
        casebook,
        blake3,
        span,
    })
}

fn unreadable(node: &Node) -> Diagnostic {
    let message = format!(
        "This is {}; what was taken is written as path, casebook and blake3, all three.",
        node.describe()
    );
    Diagnostic::error("theme-ejected", message)
        .at(node.span)
        .hint("Take the entry out, and record the file again with `casebook theme seen FILE`.")
}

/// The text of an `ejected.yaml`.
pub fn write(all: &[Ejected]) -> String {
    let mut text = String::from(HEAD);
    for one in all {
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "- path: {}\n  casebook: {}\n  blake3: {}\n",
            one.path, one.casebook, one.blake3
        );
    }
    text
}

/// The checksum of a file.
pub fn checksum(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Warns of each file whose original is no longer what was taken. A file that the site has given
/// up again is of no interest.
pub(super) fn check(own: &[Own<'_>], sink: &mut Diagnostics) {
    let Some(list) = own.iter().find(|file| file.path == EJECTED) else {
        return;
    };
    let text = String::from_utf8_lossy(&list.bytes);
    for taken in read(list.file, &text, sink) {
        if !own.iter().any(|file| file.path == taken.path) {
            continue;
        }
        match original(&taken.path) {
            None => sink.push(gone(&taken)),
            Some(now) if checksum(&now) != taken.blake3 => sink.push(changed(&taken)),
            Some(_) => {}
        }
    }
}

fn changed(taken: &Ejected) -> Diagnostic {
    let Ejected { path, casebook, .. } = taken;
    let message = format!(
        "The default theme's “{path}” has changed since Casebook {casebook}, when you took a copy of it."
    );
    Diagnostic::warning("theme-original-changed", message).at(taken.span).hint(format!(
        "See what it is now with `casebook theme show {path}`, take over what your copy needs, then run `casebook theme seen {path}`."
    ))
}

fn gone(taken: &Ejected) -> Diagnostic {
    let path = &taken.path;
    let message = format!("The default theme no longer has “{path}”, of which you took a copy.");
    Diagnostic::warning("theme-original-changed", message).at(taken.span).hint(
        "Your copy may be of no use any more: `casebook theme list` shows what there is. Take this entry out when you have looked.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let taken = Ejected {
            path: "templates/award.html".into(),
            casebook: "0.1.0".into(),
            blake3: checksum(b"text"),
            span: Span::file_start(FileId(0)),
        };
        let text = write(std::slice::from_ref(&taken));
        let mut sink = Diagnostics::new();
        let read = read(FileId(0), &text, &mut sink);
        assert!(sink.is_empty());
        let [one] = read.as_slice() else {
            panic!("{read:?}")
        };
        assert_eq!(
            (&one.path, &one.casebook, &one.blake3),
            (&taken.path, &taken.casebook, &taken.blake3)
        );
    }
}
