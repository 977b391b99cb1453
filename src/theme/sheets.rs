//! Joins style sheets and scripts as `theme.yaml` says, so that a page asks for one file and not for ten.
//!
//! The parts go; the joined sheet takes their place among the theme's files. Without a part, it
//! would look or work right on some pages and not on others, so a missing one is an error.

use std::sync::Arc;

use super::{Asset, Sheet, Theme};
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};

pub(super) fn join(theme: &mut Theme, sheets: Vec<Sheet>, sink: &mut Diagnostics) {
    let mut joined = Vec::new();
    let mut used = Vec::new();
    for sheet in sheets {
        let mut bytes = Vec::new();
        for (name, span) in &sheet.parts {
            let path = format!("assets/{name}");
            match theme.assets.get(&path) {
                Some(part) => add(&mut bytes, &part.bytes),
                None => sink.push(missing(name, &sheet.name, *span, theme)),
            }
            used.push(path);
        }
        joined.push((format!("assets/{}", sheet.name), bytes));
    }
    for path in used {
        theme.assets.remove(&path);
    }
    for (path, bytes) in joined {
        let bytes = Arc::from(bytes);
        theme.assets.insert(path, Asset { bytes, file: None });
    }
}

/// A part that lacks its last line break must not run into the next.
fn add(bytes: &mut Vec<u8>, part: &[u8]) {
    bytes.extend_from_slice(part);
    if !part.ends_with(b"\n") {
        bytes.push(b'\n');
    }
}

fn missing(name: &str, sheet: &str, span: Span, theme: &Theme) -> Diagnostic {
    let message = format!("The theme has no file “assets/{name}” to join into “{sheet}”.");
    let names = theme.assets.keys();
    let near = nearest(name, names.filter_map(|path| path.strip_prefix("assets/")));
    let problem = Diagnostic::error("missing-style", message).hint(match near {
        Some(near) => format!("Did you mean “{near}”?"),
        None => "Add the file to the theme's folder assets, or take the line out.".to_string(),
    });
    // The default theme's description is no file of the site.
    match span.file {
        FileId(u32::MAX) => problem,
        _ => problem.at(span),
    }
}
