//! What a theme says of itself in `theme.yaml`: the versions of Casebook that it fits, and which of
//! its style sheets and scripts are joined into one.
//!
//! In goes the text of the file; out comes a [`Manifest`], with every problem at its place.

use semver::{Version, VersionReq};

use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use crate::yaml::{self, Node, NodeKind, Pair};

/// The version of Casebook that is running.
const VERSION: &str = env!("CARGO_PKG_VERSION");

const FIELDS: [&str; 5] = ["name", "casebook", "description", "styles", "scripts"];

/// What a theme says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Manifest {
    /// Joined style sheets; none when the theme does not say.
    pub styles: Option<Vec<Sheet>>,
    /// Joined scripts; none when the theme does not say.
    pub scripts: Option<Vec<Sheet>>,
}

/// A style sheet or script of the built site, and what it is joined from.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name in the folder `assets` of the built site.
    pub name: String,
    /// The files in the theme's folder `assets`, in their order, each with its place in `theme.yaml`.
    pub parts: Vec<(String, Span)>,
}

/// Reads a `theme.yaml`.
pub(super) fn read(file: FileId, text: &str, sink: &mut Diagnostics) -> Manifest {
    let mut manifest = Manifest::default();
    let Some(tree) = yaml::parse(file, text, 0, sink) else {
        return manifest;
    };
    let NodeKind::Map(pairs) = &tree.kind else {
        sink.push(wrong(
            &tree,
            "a theme is described by fields such as “name:”",
        ));
        return manifest;
    };
    for pair in pairs {
        match pair.key.as_str() {
            "casebook" => check_version(&pair.value, sink),
            "styles" => manifest.styles = sheets(&pair.value, sink),
            "scripts" => manifest.scripts = sheets(&pair.value, sink),
            "name" | "description" => {
                text_of(&pair.value, sink);
            }
            _ => sink.push(unknown(pair)),
        }
    }
    manifest
}

fn unknown(pair: &Pair) -> Diagnostic {
    let problem = Diagnostic::error(
        "unknown-field",
        format!("A theme has no field called “{}”.", pair.key),
    );
    let hint = match nearest(&pair.key, FIELDS) {
        Some(near) => format!("Did you mean “{near}”?"),
        None => format!("There are: {}.", FIELDS.join(", ")),
    };
    problem.at(pair.key_span).hint(hint)
}

fn wrong(node: &Node, must: &str) -> Diagnostic {
    Diagnostic::error(
        "theme-field",
        format!("This is {}; {must}.", node.describe()),
    )
    .at(node.span)
    .hint("docs/themes.md shows a whole theme.yaml.")
}

fn text_of<'n>(node: &'n Node, sink: &mut Diagnostics) -> Option<&'n str> {
    match &node.kind {
        NodeKind::Scalar(scalar) => Some(&scalar.text),
        NodeKind::Refused => None,
        _ => {
            sink.push(wrong(node, "it must be a text"));
            None
        }
    }
}

fn check_version(node: &Node, sink: &mut Diagnostics) {
    let Some(text) = text_of(node, sink) else {
        return;
    };
    let Ok(wanted) = VersionReq::parse(text) else {
        let message = format!("“{text}” does not say which versions of Casebook the theme fits.");
        let hint = "Write the first version that fits and the first that does not, such as \">=0.1, <0.2\".";
        sink.push(
            Diagnostic::error("theme-version", message)
                .at(node.span)
                .hint(hint),
        );
        return;
    };
    let running = Version::parse(VERSION).expect("the version of this program is a version");
    if !wanted.matches(&running) {
        let message = format!("This theme is for Casebook {text}; this is Casebook {VERSION}.");
        let hint = "Use a Casebook of such a version. Or compare the theme's files with this version's (casebook theme list), mend what differs, and correct this line.";
        sink.push(
            Diagnostic::error("theme-version", message)
                .at(node.span)
                .hint(hint),
        );
    }
}

fn sheets(node: &Node, sink: &mut Diagnostics) -> Option<Vec<Sheet>> {
    let NodeKind::Map(pairs) = &node.kind else {
        sink.push(wrong(
            node,
            "it must name each joined file with the list of its parts",
        ));
        return None;
    };
    Some(pairs.iter().filter_map(|pair| sheet(pair, sink)).collect())
}

fn sheet(pair: &Pair, sink: &mut Diagnostics) -> Option<Sheet> {
    let NodeKind::List(items) = &pair.value.kind else {
        sink.push(wrong(
            &pair.value,
            "it must be a list of files in the theme's folder assets",
        ));
        return None;
    };
    let parts = items
        .iter()
        .filter_map(|item| Some((text_of(item, sink)?.to_string(), item.span)))
        .collect();
    Some(Sheet {
        name: pair.key.clone(),
        parts,
    })
}
