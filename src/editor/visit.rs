//! A walk through a tree beside its declaration: what each name and value in a file is.

use super::Index;
use crate::parse::Document;
use crate::record::config::Config;
use crate::record::shape::{FieldShape, Shape};
use crate::record::value::ShapeOf;
use crate::schema::{COMMON, RecordKind};
use crate::source::CONFIG;
use crate::yaml::{Node, NodeKind, Pair};

/// Something in a file that its declaration knows.
#[derive(Clone, Copy, Debug)]
pub enum Seen<'n> {
    /// The name of a field.
    Name(&'n Pair, &'n FieldShape),
    /// A single value, the field that it is of, and the set of fields in which that stands.
    Value {
        /// The value.
        node: &'n Node,
        /// What it should be.
        shape: &'n Shape,
        /// The name of its field.
        key: &'n str,
        /// The fields beside it.
        beside: &'n [Pair],
    },
}

/// The fields that the record in a document may have; none where it is no record.
pub fn fields_of<'i>(document: &Document, index: &'i Index) -> Vec<&'i FieldShape> {
    if &*document.path == CONFIG {
        return ShapeOf::<Config>::STATIC.fields.iter().collect();
    }
    let Some(kind) = RecordKind::of_path(&document.path) else {
        return Vec::new();
    };
    let own = kind.shape.fields.iter().chain(COMMON.fields);
    own.chain(index.names.declared(kind.name)).collect()
}

/// Shows everything that the declaration knows, in the order of the file.
pub fn visit<'n>(node: &'n Node, fields: &[&'n FieldShape], see: &mut dyn FnMut(Seen<'n>)) {
    let NodeKind::Map(pairs) = &node.kind else {
        return;
    };
    for pair in pairs {
        let field = fields.iter().find(|field| field.key == pair.key);
        if let Some(field) = field {
            see(Seen::Name(pair, field));
            value(&pair.value, &field.shape, &pair.key, pairs, see);
        }
    }
}

fn value<'n>(
    node: &'n Node,
    shape: &'n Shape,
    key: &'n str,
    beside: &'n [Pair],
    see: &mut dyn FnMut(Seen<'n>),
) {
    match (shape, &node.kind) {
        (Shape::List(inner), NodeKind::List(items)) => {
            for item in items {
                value(item, inner, key, beside, see);
            }
        }
        (Shape::Table(inner), NodeKind::Map(pairs)) => {
            for pair in pairs {
                value(&pair.value, inner, &pair.key, pairs, see);
            }
        }
        (Shape::Struct(part), NodeKind::Map(_)) => {
            let fields: Vec<&FieldShape> = part.fields.iter().collect();
            visit(node, &fields, see);
        }
        (Shape::Struct(part), NodeKind::Scalar(_)) => {
            if let Some(field) = part.shorthand.and_then(|short| part.field(short)) {
                value(node, &field.shape, key, beside, see);
            }
        }
        (_, NodeKind::Scalar(_)) => see(Seen::Value {
            node,
            shape,
            key,
            beside,
        }),
        _ => {}
    }
}
