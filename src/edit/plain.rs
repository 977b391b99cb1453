//! Values without places: what a node means, whatever the way that it is written.

use crate::yaml::{Node, NodeKind};

/// A value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Plain {
    /// A single value, as text.
    Text(String),
    /// A list.
    List(Vec<Plain>),
    /// Names with values.
    Map(Vec<(String, Plain)>),
}

impl Plain {
    /// What a node means; `None` for nothing.
    pub fn of(node: &Node) -> Option<Self> {
        match &node.kind {
            NodeKind::Null | NodeKind::Refused => None,
            NodeKind::Scalar(scalar) => Some(Plain::Text(scalar.text.clone())),
            NodeKind::List(items) => {
                Some(Plain::List(items.iter().filter_map(Plain::of).collect()))
            }
            NodeKind::Map(pairs) => {
                let pairs = pairs.iter();
                let pairs =
                    pairs.filter_map(|pair| Some((pair.key.clone(), Plain::of(&pair.value)?)));
                Some(Plain::Map(pairs.collect()))
            }
        }
    }

    /// The text of a single value.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Plain::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl From<&str> for Plain {
    fn from(text: &str) -> Self {
        Plain::Text(text.to_string())
    }
}
