//! Waivers: what a record or the configuration lets stand, and why.
//!
//! They are read from the trees and not from the typed records, so that a draft or a record with
//! another error keeps its waivers.

use super::settings::unknown;
use super::{Subject, list};
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use crate::yaml::{Node, NodeKind, Scalar};

/// A waiver.
#[derive(Clone, Debug)]
pub(super) struct Waiver {
    /// The file that it holds for.
    pub(super) file: FileId,
    /// The rule's code.
    pub(super) rule: &'static str,
    /// In how many places; `None` for any number.
    pub(super) places: Option<usize>,
    /// Where it is written.
    pub(super) span: Span,
}

/// Every waiver that is well formed. The shape is for `check` to say; what is wrong beyond that is
/// reported here.
pub(super) fn read(subject: &Subject<'_>, sink: &mut Diagnostics) -> Vec<Waiver> {
    let mut waivers = Vec::new();
    for document in &subject.parsed.documents {
        for node in listed(document.tree.as_ref()) {
            waivers.extend(waiver(node, document.file, sink));
        }
    }
    let config = subject.parsed.config.as_deref();
    for node in listed(config.and_then(|document| document.tree.as_ref())) {
        let Some(path) = scalar(node, "file") else {
            continue;
        };
        match subject.files.find(&path.text) {
            Some((file, _)) => waivers.extend(waiver(node, file, sink)),
            None => sink.push(no_file(&path.text).at(path.map.whole())),
        }
    }
    waivers
}

fn listed(tree: Option<&Node>) -> &[Node] {
    let Some(NodeKind::Map(pairs)) = tree.map(|tree| &tree.kind) else {
        return &[];
    };
    let waivers = pairs.iter().find(|pair| pair.key == "waivers");
    match waivers.map(|pair| &pair.value.kind) {
        Some(NodeKind::List(items)) => items,
        _ => &[],
    }
}

fn waiver(node: &Node, file: FileId, sink: &mut Diagnostics) -> Option<Waiver> {
    let code = scalar(node, "rule")?;
    let span = code.map.whole();
    let Some(rule) = list::rule(&code.text) else {
        sink.push(unknown(&code.text).at(span));
        return None;
    };
    // Without the field, or with nothing in it, `check` has said so.
    let reason = scalar(node, "reason").filter(|reason| !reason.text.trim().is_empty())?;
    if !reason.text.chars().any(char::is_alphabetic) {
        sink.push(no_reason(rule.code).at(reason.map.whole()));
        return None;
    }
    let places = scalar(node, "places").and_then(|places| places.text.parse().ok());
    let one = rule.guards.then_some(1);
    Some(Waiver {
        file,
        rule: rule.code,
        places: places.or(one),
        span,
    })
}

fn scalar<'n>(node: &'n Node, key: &str) -> Option<&'n Scalar> {
    let NodeKind::Map(pairs) = &node.kind else {
        return None;
    };
    let pair = pairs.iter().find(|pair| pair.key == key)?;
    match &pair.value.kind {
        NodeKind::Scalar(scalar) => Some(scalar),
        _ => None,
    }
}

fn no_reason(code: &str) -> Diagnostic {
    let message = format!("The waiver of “{code}” gives no reason.");
    Diagnostic::error("waiver-without-reason", message)
        .hint("Say under “reason” why the file is right as it is, or delete the waiver.")
}

fn no_file(path: &str) -> Diagnostic {
    let message = format!("The site has no file “{}”.", crate::diag::excerpt(path));
    Diagnostic::error("no-file", message).hint(
        "Write the path from the folder of the site, such as themes/ours/templates/page.html.",
    )
}
