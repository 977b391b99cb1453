//! Checked values: what validation hands to the typed records.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::{Serialize, Serializer};

use super::date::Date;
use super::number::{Money, Number};
use super::prose::Prose;
use super::shape::{Inner, Shape, StructShape};
use crate::diag::Span;

/// A value that has been checked against its [`Shape`].
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// [`Shape::Line`], [`Shape::Text`], [`Shape::Id`], [`Shape::Address`], [`Shape::Term`] and
    /// [`Shape::Reference`].
    Text(String, Span),
    /// [`Shape::Prose`].
    Prose(Prose),
    /// [`Shape::Count`].
    Count(u64, Span),
    /// [`Shape::Number`].
    Number(Number, Span),
    /// [`Shape::Money`].
    Money(Money, Span),
    /// [`Shape::Date`].
    Date(Date, Span),
    /// [`Shape::Flag`].
    Flag(bool, Span),
    /// [`Shape::List`].
    List(Vec<Value>),
    /// [`Shape::Struct`].
    Struct(Fields),
    /// [`Shape::Table`].
    Table(Vec<(String, Value)>),
}

/// The checked fields of a struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields {
    /// Where the struct stands.
    pub span: Span,
    /// Fields that Casebook declares, by key.
    pub known: Vec<(&'static str, Value)>,
    /// Fields that the site declares, by key.
    pub declared: Vec<(String, Value)>,
}

impl Fields {
    /// A field of Casebook's own, if it is given.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.known
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value)
    }

    /// Takes a field out and makes it what the record wants.
    ///
    /// # Panics
    ///
    /// When a required field is missing or the value does not fit: validation lets neither pass.
    pub fn take<T: FromValue>(&mut self, key: &'static str) -> T {
        let found = self.known.iter().position(|(name, _)| *name == key);
        match found {
            Some(at) => T::from_value(self.known.swap_remove(at).1),
            None => match T::absent() {
                Some(value) => value,
                None => panic!("validation let a record pass without its field {key}"),
            },
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Text(text, _) => text.serialize(serializer),
            Value::Prose(prose) => prose.serialize(serializer),
            Value::Count(count, _) => count.serialize(serializer),
            Value::Number(number, _) => number.serialize(serializer),
            Value::Money(money, _) => money.serialize(serializer),
            Value::Date(date, _) => date.serialize(serializer),
            Value::Flag(flag, _) => flag.serialize(serializer),
            Value::List(items) => items.serialize(serializer),
            Value::Struct(fields) => fields.serialize(serializer),
            Value::Table(rows) => {
                serializer.collect_map(rows.iter().map(|(key, value)| (key, value)))
            }
        }
    }
}

/// Only the fields that are given, Casebook's own before those of the site.
impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let known = self.known.iter().map(|(key, value)| (*key, value));
        let declared = self.declared.iter().map(|(key, value)| (&**key, value));
        serializer.collect_map(known.chain(declared))
    }
}

/// A Rust type that a checked value can become.
pub trait FromValue: Sized {
    /// What it looks like in YAML.
    const SHAPE: Shape;
    /// Whether a record without it is wrong.
    const REQUIRED: bool = true;

    /// The typed value.
    fn from_value(value: Value) -> Self;

    /// What a missing field means, if it may be missing.
    fn absent() -> Option<Self> {
        None
    }

    /// Whether a field that may be left out is.
    fn is_left_out(&self) -> bool {
        false
    }
}

fn unfit(wanted: &str, value: &Value) -> ! {
    panic!("validation let {value:?} pass as {wanted}")
}

impl<T: FromValue> FromValue for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const REQUIRED: bool = false;
    fn from_value(value: Value) -> Self {
        Some(T::from_value(value))
    }
    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_left_out(&self) -> bool {
        self.as_ref().is_none_or(T::is_left_out)
    }
}

impl<T: FromValue + 'static> FromValue for Vec<T> {
    const SHAPE: Shape = Shape::List(Inner::Built(&T::SHAPE));
    const REQUIRED: bool = false;
    fn from_value(value: Value) -> Self {
        match value {
            Value::List(items) => items.into_iter().map(T::from_value).collect(),
            other => unfit("a list", &other),
        }
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

impl<T: FromValue + 'static> FromValue for BTreeMap<String, T> {
    const SHAPE: Shape = Shape::Table(Inner::Built(&T::SHAPE));
    const REQUIRED: bool = false;
    fn from_value(value: Value) -> Self {
        match value {
            Value::Table(rows) => rows
                .into_iter()
                .map(|(key, value)| (key, T::from_value(value)))
                .collect(),
            other => unfit("a table", &other),
        }
    }
    fn absent() -> Option<Self> {
        Some(BTreeMap::new())
    }
}

/// A value with the place where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> std::ops::Deref for At<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Serialize> Serialize for At<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

macro_rules! text_value {
    ($(#[doc = $doc:literal] $name:ident = $shape:expr;)*) => {$(
        #[doc = $doc]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(pub String);

        impl FromValue for $name {
            const SHAPE: Shape = $shape;
            fn from_value(value: Value) -> Self {
                match value {
                    Value::Text(text, _) => Self(text),
                    other => unfit(stringify!($name), &other),
                }
            }
        }

        impl FromValue for At<$name> {
            const SHAPE: Shape = $shape;
            fn from_value(value: Value) -> Self {
                match value {
                    Value::Text(text, span) => At {
                        value: $name(text),
                        span,
                    },
                    other => unfit(stringify!($name), &other),
                }
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

text_value! {
    /// One line of plain text.
    Line = Shape::Line;
    /// Plain text of any number of lines.
    Text = Shape::Text;
    /// A short name of lower-case letters, digits and hyphens: a record's id is its file's stem.
    Id = Shape::Id;
    /// A web or mail address.
    Address = Shape::Address;
}

/// A vocabulary that a field draws on.
pub trait Vocabulary {
    /// The id of the vocabulary record.
    const ID: &'static str;
}

/// A value of vocabulary `V`, by its id.
pub struct Term<V> {
    /// The id of the value.
    pub id: String,
    /// Where it was written.
    pub span: Span,
    vocabulary: PhantomData<fn() -> V>,
}

/// A kind of record that another record can name.
pub trait Kind {
    /// The name before the colon in links: `award`.
    const NAME: &'static str;
}

/// The id of a record of kind `K`.
pub struct Reference<K> {
    /// The id.
    pub id: String,
    /// Where it was written.
    pub span: Span,
    kind: PhantomData<fn() -> K>,
}

macro_rules! named_value {
    ($name:ident, $bound:ident, $marker:ident, $shape:expr) => {
        impl<T: $bound> FromValue for $name<T> {
            const SHAPE: Shape = $shape;
            fn from_value(value: Value) -> Self {
                match value {
                    Value::Text(id, span) => Self {
                        id,
                        span,
                        $marker: PhantomData,
                    },
                    other => unfit(stringify!($name), &other),
                }
            }
        }

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                Self {
                    id: self.id.clone(),
                    span: self.span,
                    $marker: PhantomData,
                }
            }
        }

        impl<T> PartialEq for $name<T> {
            fn eq(&self, other: &Self) -> bool {
                self.id == other.id
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.id)
            }
        }

        impl<T> Serialize for $name<T> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.id)
            }
        }
    };
}

named_value!(
    Term,
    Vocabulary,
    vocabulary,
    Shape::Term(super::shape::Name::Borrowed(T::ID))
);
named_value!(
    Reference,
    Kind,
    kind,
    Shape::Reference(super::shape::Name::Borrowed(T::NAME))
);

macro_rules! plain_value {
    ($type:ty, $variant:ident, $shape:expr) => {
        impl FromValue for $type {
            const SHAPE: Shape = $shape;
            fn from_value(value: Value) -> Self {
                match value {
                    Value::$variant(value, _) => value,
                    other => unfit(stringify!($type), &other),
                }
            }
        }

        impl FromValue for At<$type> {
            const SHAPE: Shape = $shape;
            fn from_value(value: Value) -> Self {
                match value {
                    Value::$variant(value, span) => At { value, span },
                    other => unfit(stringify!($type), &other),
                }
            }
        }
    };
}

plain_value!(u64, Count, Shape::Count);
plain_value!(Number, Number, Shape::Number);
plain_value!(Money, Money, Shape::Money);
plain_value!(Date, Date, Shape::Date);
plain_value!(bool, Flag, Shape::Flag);

impl FromValue for Prose {
    const SHAPE: Shape = Shape::Prose;
    fn from_value(value: Value) -> Self {
        match value {
            Value::Prose(prose) => prose,
            other => unfit("Markdown", &other),
        }
    }
}

impl Serialize for Prose {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.source.text())
    }
}

/// A type declared with `record!`.
pub trait Declared: FromValue {
    /// Its fields.
    const STRUCT: StructShape;

    /// Which of its fields are filled in, in their order.
    fn filled(&self) -> Vec<bool>;
}

/// The fields of `T`, at an address that lives as long as the program.
pub struct ShapeOf<T>(PhantomData<T>);

impl<T: Declared + 'static> ShapeOf<T> {
    /// See [`ShapeOf`].
    pub const STATIC: &'static StructShape = &T::STRUCT;
}
