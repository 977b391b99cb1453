//! YAML with places: text in, a tree out whose every node knows where it stands.
//!
//! The only module that knows the YAML parser. Records may not use anchors, aliases, tags, more
//! than one document, or keys that are not plain names: none is needed to write a record, and each
//! is a way to hurt oneself. Scalars stay text; what a text means is for the check stage to say.

mod explain;
mod misread;
mod open;
mod refused;
mod slips;
mod tree;

pub use tree::{comments, parse};

use crate::diag::{Span, TextMap, excerpt};

/// A node of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands. For a block of text: from its `|` to its end.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// Nothing: `key:` with no value, or `~`, or `null`.
    Null,
    /// A single value, as text.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// Names with values, in the order of the file, each name once.
    Map(Vec<Pair>),
    /// Something that records do not use. It has been reported, and nothing more is said of it.
    Refused,
}

/// A name with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The name.
    pub key: String,
    /// Where the name stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// A single value.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// The text, after quotes and escapes.
    pub text: String,
    /// Whether it was in quotes, or a block: then it is text, whatever it looks like.
    pub quoted: bool,
    /// How the text lies in the file.
    pub map: TextMap,
}

impl Node {
    /// Whether all that stands here has been refused and reported.
    pub fn is_refused(&self) -> bool {
        match &self.kind {
            NodeKind::Refused => true,
            NodeKind::List(items) => !items.is_empty() && items.iter().all(Node::is_refused),
            _ => false,
        }
    }

    /// What the node is, in the words of a message.
    pub fn describe(&self) -> String {
        match &self.kind {
            NodeKind::Null => "nothing".to_string(),
            NodeKind::Scalar(scalar) => match excerpt(&scalar.text) {
                text if scalar.quoted => format!("the text “{text}”"),
                text => format!("“{text}”"),
            },
            NodeKind::List(_) => "a list".to_string(),
            NodeKind::Map(_) => "a set of fields".to_string(),
            NodeKind::Refused => "something that records do not use".to_string(),
        }
    }
}
