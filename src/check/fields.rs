//! What a set of fields may hold, and what is said of a field that is unknown or missing.

use std::collections::BTreeSet;

use super::DeclaredShape;
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Span, excerpt};
use crate::record::shape::{FieldShape, small};
use crate::source::CONFIG;
use crate::yaml::Pair;

/// The most names that a hint lists.
const LISTED: usize = 12;

/// The fields that a set of fields may have.
pub(super) struct Allowed<'a> {
    pub(super) own: &'a [&'static [FieldShape]],
    pub(super) declared: &'a [DeclaredShape],
    /// Fields that the site may have meant to declare.
    pub(super) doubt: &'a Doubt,
    /// What has these fields, as messages name it.
    pub(super) owner: Owner<'a>,
}

/// The most unknown fields of one set of fields for which the nearest name is looked for.
pub(super) const GUESSED: usize = 200;

/// What has fields, as messages name it.
#[derive(Clone, Copy)]
pub(super) enum Owner<'a> {
    /// A record of this kind.
    Record(&'a str),
    /// The configuration.
    Configuration,
    /// The value of this field.
    Field(&'a str),
    /// An item of this field, which is a list.
    Item(&'a str),
}

impl Owner<'_> {
    /// “an award”, “an item of “notes””.
    pub(super) fn any(self) -> String {
        match self {
            Owner::Record(kind) => a(kind),
            Owner::Configuration => format!("the file {CONFIG}"),
            Owner::Field(key) => format!("“{key}”"),
            Owner::Item(key) => format!("an item of “{key}”"),
        }
    }

    /// “this award”, “this item of “notes””.
    fn this(self) -> String {
        match self {
            Owner::Record(kind) => format!("this {kind}"),
            Owner::Configuration => format!("the file {CONFIG}"),
            Owner::Field(key) => format!("“{key}”"),
            Owner::Item(key) => format!("this item of “{key}”"),
        }
    }
}

/// A word with its article: “an award”, “a benefit”.
pub fn a(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {word}")
}

/// The same, at the start of a sentence.
pub(super) fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(signs).collect()
    })
}

/// Which fields a site may have declared, when its declarations are wrong: nothing is said of them
/// in records, because the mistake is in `casebook.yaml` and has been reported there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Doubt {
    /// None: all declarations could be read.
    #[default]
    None,
    /// Those with these names.
    Names(BTreeSet<String>),
    /// Any field whatever: the configuration could not be read.
    All,
}

impl Doubt {
    /// Adds a name.
    pub(super) fn add(&mut self, name: &str) {
        match self {
            Doubt::None => *self = Doubt::Names([plain(name)].into()),
            Doubt::Names(names) => {
                names.insert(plain(name));
            }
            Doubt::All => {}
        }
    }

    fn covers(&self, name: &str) -> bool {
        match self {
            Doubt::None => false,
            Doubt::Names(names) => names.contains(&plain(name)),
            Doubt::All => true,
        }
    }
}

/// `Staff trained` and `staff_trained` are meant to be one.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

impl Allowed<'_> {
    /// A field of Casebook's own.
    pub(super) fn own(&self, key: &str) -> Option<&'static FieldShape> {
        self.own
            .iter()
            .find_map(|fields| fields.iter().find(|field| field.key == key))
    }

    /// A field that the site declares.
    pub(super) fn declared(&self, key: &str) -> Option<&FieldShape> {
        let declared = self
            .declared
            .iter()
            .find(|declared| declared.field.key == key);
        declared.map(|declared| &declared.field)
    }

    fn all(&self) -> impl Iterator<Item = &FieldShape> {
        let own = self.own.iter().flat_map(|fields| fields.iter());
        own.chain(self.declared.iter().map(|declared| &declared.field))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.all().map(|field| &*field.key)
    }

    /// The field that somebody who wrote `key` most likely meant.
    fn meant(&self, key: &str) -> Option<&str> {
        nearest(key, self.names())
    }

    /// What is said of a field that is not there; nothing when the site may have meant to declare it.
    /// `guess` asks for the nearest name, which takes time.
    pub(super) fn unknown(&self, pair: &Pair, guess: bool) -> Option<Diagnostic> {
        let near = guess.then(|| self.meant(&pair.key)).flatten();
        if near.is_none() && self.doubt.covers(&pair.key) {
            return None;
        }
        let key = excerpt(&pair.key);
        let message = format!("There is no field “{key}” in {}.", self.owner.any());
        let problem = Diagnostic::error("unknown-field", message).at(pair.key_span);
        Some(match near {
            Some(near) => problem.hint(format!("Did you mean “{near}”?")),
            None => problem.hint(self.list()),
        })
    }

    /// What to do about a value that has no fields where fields are wanted.
    pub(super) fn wanted(&self) -> String {
        let names: Vec<&str> = self.names().take(LISTED).collect();
        match self.owner {
            Owner::Record(_) | Owner::Configuration => {
                "Write the name of the field first, then “: ”, then its value.".to_string()
            }
            _ => format!(
                "Write its fields on lines of their own below it: {}.",
                names.join(", ")
            ),
        }
    }

    fn list(&self) -> String {
        let names: Vec<&str> = self.names().collect();
        let shown = names[..names.len().min(LISTED)].join(", ");
        let more = match names.len().saturating_sub(LISTED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let declare = match self.owner {
            Owner::Record(_) => " A field of your own is declared under “fields” in casebook.yaml.",
            _ => "",
        };
        format!("Its fields are: {shown}{more}.{declare}")
    }

    /// Required fields that are not given, leaving out those whose name was only misspelt.
    pub(super) fn missing(&self, pairs: &[Pair], at: Span) -> Vec<Diagnostic> {
        let given: BTreeSet<&str> = pairs.iter().map(|pair| pair.key.as_str()).collect();
        let misspelt: BTreeSet<&str> = given
            .iter()
            .filter(|key| self.own(key).is_none() && self.declared(key).is_none())
            .take(GUESSED)
            .filter_map(|key| self.meant(key))
            .collect();
        let absent = |field: &&FieldShape| {
            field.required && !given.contains(&*field.key) && !misspelt.contains(&*field.key)
        };
        let missing = self.all().filter(absent);
        missing
            .map(|field| {
                let message = format!(
                    "The field “{}” is missing from {}.",
                    field.key,
                    self.owner.this()
                );
                let hint = format!(
                    "Add a line “{}: …”. It holds: {}.",
                    field.key,
                    small(&field.purpose())
                );
                Diagnostic::error("missing-field", message)
                    .hint(hint)
                    .at(at)
            })
            .collect()
    }

    /// What is said of a required field that is there and empty.
    pub(super) fn empty(&self, pair: &Pair, field: &FieldShape) -> Diagnostic {
        let message = format!(
            "The field “{}” is empty, and {} must have it.",
            pair.key,
            self.owner.this()
        );
        Diagnostic::error("missing-field", message)
            .hint(format!(
                "Write it after the “:”. It holds: {}.",
                small(&field.purpose())
            ))
            .at(pair.key_span)
    }
}
