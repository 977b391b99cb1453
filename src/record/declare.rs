//! The macro with which a record type is declared, once.

/// Declares a record type, or a part of one: a struct, its [`StructShape`] for validation, schemas
/// and docs, and the way from checked fields to the struct.
///
/// The doc comment of a field is what editors are told that the field is for. `Option` and `Vec`
/// fields may be left out; all others are required. A raw identifier such as `r#for` is the field
/// `for`. `#[shorthand(answer)]` before the struct lets a bare value stand for that field.
///
/// [`StructShape`]: crate::record::shape::StructShape
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $(#[shorthand($short:ident)])?
        pub struct $name:ident {
            $($(#[doc = $field_doc:literal])+ $field:ident: $type:ty,)+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize)]
        pub struct $name {
            $($(#[doc = $field_doc])+ pub $field: $type,)+
        }

        impl $crate::record::value::Declared for $name {
            const STRUCT: $crate::record::shape::StructShape = $crate::record::shape::StructShape {
                name: stringify!($name),
                doc: concat!($($doc, "\n"),+),
                fields: &[$($crate::record::shape::FieldShape {
                    key: ::std::borrow::Cow::Borrowed($crate::record::declare::key(stringify!($field))),
                    doc: ::std::borrow::Cow::Borrowed(concat!($($field_doc, "\n"),+)),
                    shape: <$type as $crate::record::value::FromValue>::SHAPE,
                    required: <$type as $crate::record::value::FromValue>::REQUIRED,
                },)+],
                shorthand: $crate::record::declare::record!(@short $($short)?),
            };

            fn filled(&self) -> Vec<bool> {
                vec![$(!$crate::record::value::FromValue::is_left_out(&self.$field),)+]
            }
        }

        impl $crate::record::value::FromValue for $name {
            const SHAPE: $crate::record::shape::Shape =
                $crate::record::shape::Shape::Struct($crate::record::value::ShapeOf::<$name>::STATIC);
            fn from_value(value: $crate::record::value::Value) -> Self {
                let $crate::record::value::Value::Struct(mut fields) = value else {
                    panic!("validation let {value:?} pass as {}", stringify!($name));
                };
                Self {
                    $($field: fields.take($crate::record::declare::key(stringify!($field))),)+
                }
            }
        }
    };
    (@short) => { None };
    (@short $short:ident) => { Some(stringify!($short)) };
}

pub(crate) use record;

/// The name of a field in YAML: `r#for` is `for`.
pub const fn key(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}
