//! Words that Casebook itself knows, for fields that are none of a site's vocabularies.

use serde::{Serialize, Serializer};

use super::shape::Shape;
use super::value::{At, FromValue, Value};

/// Declares an enum whose values are words in YAML.
macro_rules! words {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $value_doc:literal])+ $value:ident = $word:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[doc = $value_doc])+ $value,)+
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The word in the YAML.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }
        }

        impl FromValue for $name {
            const SHAPE: Shape = Shape::Choice(&[$($word),+]);
            fn from_value(value: Value) -> Self {
                At::<Self>::from_value(value).value
            }
        }

        impl FromValue for At<$name> {
            const SHAPE: Shape = Shape::Choice(&[$($word),+]);
            fn from_value(value: Value) -> Self {
                let found = match &value {
                    Value::Text(word, span) => $name::ALL
                        .iter()
                        .find(|known| known.word() == word)
                        .map(|known| At { value: *known, span: *span }),
                    _ => None,
                };
                let Some(found) = found else {
                    panic!("validation let {value:?} pass as {}", stringify!($name));
                };
                found
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
    };
}

words! {
    /// How strongly an item of a checklist is put.
    Level {
        /// A duty.
        Must = "must",
        /// Advice.
        Should = "should",
        /// A suggestion.
        Helpful = "helpful",
    }
}

words! {
    /// How bad it is to break a rule of the house.
    RuleLevel {
        /// The rule is not looked at.
        Off = "off",
        /// Somebody may look.
        Notice = "notice",
        /// Somebody should look.
        Warning = "warning",
        /// The site is not built.
        Error = "error",
    }
}

words! {
    /// What a value of a vocabulary means to the rules of the house.
    Meaning {
        /// An outcome that counts as a success.
        Success = "success",
        /// An outcome that counts as a failure.
        Failure = "failure",
        /// A status of an award that has ended.
        Ended = "ended",
        /// A status of an award that was ended early.
        Stopped = "stopped",
    }
}

words! {
    /// What an answer on a form looks like.
    AskedAs {
        /// One line of text.
        Line = "line",
        /// Text of any length.
        Text = "text",
        /// A whole number.
        Number = "number",
        /// An amount in pounds.
        Money = "money",
        /// A year, a year and month, or a day.
        Date = "date",
        /// One value of a vocabulary.
        Choice = "choice",
        /// Any values of a vocabulary.
        Choices = "choices",
        /// Lines of text.
        List = "list",
    }
}
