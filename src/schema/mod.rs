//! The kinds of record that a site has, and where each lives.
//!
//! The fields of a kind are declared with its type in [`crate::record`]; this is the register of
//! kinds that validation, links, routes, schemas and scaffolds share.

use crate::record::award::Award;
use crate::record::common::Common;
use crate::record::knowledge::{Glossary, Lesson, Page, VocabularyList};
use crate::record::register::{Benefit, Figure};
use crate::record::shape::StructShape;
use crate::record::source::Source;
use crate::record::value::{Declared, Kind, ShapeOf};

/// How the file of a record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// YAML.
    Yaml,
    /// Markdown with YAML front matter.
    Markdown,
}

/// A kind of record.
#[derive(Clone, Copy, Debug)]
pub struct RecordKind {
    /// The name before the colon in links: `award`.
    pub name: &'static str,
    /// The folder of its files, which is also that of its pages.
    pub folder: &'static str,
    /// How its files are written.
    pub form: Form,
    /// Its fields, besides those of every record.
    pub shape: &'static StructShape,
}

/// The fields that every record has.
pub const COMMON: &StructShape = ShapeOf::<Common>::STATIC;

const fn kind<T: Declared + Kind + 'static>(folder: &'static str, form: Form) -> RecordKind {
    RecordKind {
        name: T::NAME,
        folder,
        form,
        shape: ShapeOf::<T>::STATIC,
    }
}

/// Every kind. Vocabularies come first: the others are checked against them.
pub const KINDS: &[RecordKind] = &[
    kind::<VocabularyList>("data/vocabularies", Form::Yaml),
    kind::<Source>("data/sources", Form::Yaml),
    kind::<Award>("data/awards", Form::Yaml),
    kind::<Benefit>("data/benefits", Form::Yaml),
    kind::<Figure>("data/figures", Form::Yaml),
    kind::<Glossary>("data/glossary", Form::Yaml),
    kind::<Lesson>("content/lessons", Form::Markdown),
    kind::<Page>("content", Form::Markdown),
];

impl RecordKind {
    /// The kind whose links begin with `name`.
    pub fn named(name: &str) -> Option<&'static RecordKind> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The kind of the file at `path`: the one with the longest folder that holds it.
    pub fn of_path(path: &str) -> Option<&'static RecordKind> {
        KINDS
            .iter()
            .filter(|kind| {
                path.strip_prefix(kind.folder)
                    .is_some_and(|rest| rest.starts_with('/'))
            })
            .max_by_key(|kind| kind.folder.len())
    }

    /// The id of the record in the file at `path`: its stem; for a page, its path below the
    /// content folder, where `index` stands for its folder.
    pub fn id_of(&self, path: &str) -> String {
        let below = path.strip_prefix(self.folder).unwrap_or(path);
        let below = below.trim_start_matches('/');
        let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
        if self.name != Page::NAME {
            return stem.rsplit('/').next().unwrap_or(stem).to_string();
        }
        match stem.strip_suffix("/index") {
            Some(folder) => folder.to_string(),
            None => stem.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_gives_kind_and_id() {
        let at = |path: &str| RecordKind::of_path(path).map(|kind| (kind.name, kind.id_of(path)));
        assert_eq!(
            at("data/awards/p4-01.yaml"),
            Some(("award", "p4-01".into()))
        );
        assert_eq!(
            at("data/awards/old/p4-01.yaml"),
            Some(("award", "p4-01".into()))
        );
        assert_eq!(at("content/lessons/a.md"), Some(("lesson", "a".into())));
        assert_eq!(
            at("content/about/team.md"),
            Some(("page", "about/team".into()))
        );
        assert_eq!(at("content/about/index.md"), Some(("page", "about".into())));
        assert_eq!(at("content/index.md"), Some(("page", "index".into())));
        assert_eq!(at("data/other/x.yaml"), None);
    }

    #[test]
    fn no_kind_declares_a_field_that_every_record_has() {
        for kind in KINDS {
            for field in kind.shape.fields {
                assert!(
                    COMMON.field(&field.key).is_none(),
                    "{} in {}",
                    field.key,
                    kind.name
                );
            }
        }
    }
}
