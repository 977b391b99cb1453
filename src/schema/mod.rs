//! The kinds of record that a site has, where each lives, and where each is shown.
//!
//! The fields of a kind are declared with its type in [`crate::record`]; this is the register of
//! kinds that validation, links, routes, schemas and scaffolds share.

mod catalogue;
pub mod json;
pub mod names;
pub mod reference;

pub use catalogue::Catalogue;

use crate::record::award::Award;
use crate::record::catalogue as c;
use crate::record::common::Common;
use crate::record::knowledge::{Glossary, Lesson, Page, SynonymList, VocabularyList};
use crate::record::practice::{Checklist, Form as FillIn};
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

/// Where a record is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// On a page of its own, in this folder: `awards/` and its id.
    Page(&'static str),
    /// As a part of this page, with its id as the anchor.
    Part(&'static str),
    /// On a page of its own, whose address is the path of its file.
    Path,
    /// Nowhere by itself.
    Nowhere,
}

/// A kind of record.
#[derive(Clone, Copy, Debug)]
pub struct RecordKind {
    /// The name before the colon in links: `award`.
    pub name: &'static str,
    /// The folder of its files.
    pub folder: &'static str,
    /// How its files are written.
    pub form: Form,
    /// Where it is shown.
    pub shown: Shown,
    /// Its fields, besides those of every record.
    pub shape: &'static StructShape,
    /// How it is listed, for the kinds that are all shown alike.
    pub catalogue: Option<&'static Catalogue>,
}

/// The fields that every record has.
pub const COMMON: &StructShape = ShapeOf::<Common>::STATIC;

const fn kind<T: Declared + Kind + 'static>(
    folder: &'static str,
    form: Form,
    shown: Shown,
) -> RecordKind {
    RecordKind {
        name: T::NAME,
        folder,
        form,
        shown,
        shape: ShapeOf::<T>::STATIC,
        catalogue: None,
    }
}

const fn listed<T: Declared + Kind + 'static>(
    folder: &'static str,
    form: Form,
    shown: Shown,
    catalogue: &'static Catalogue,
) -> RecordKind {
    RecordKind {
        catalogue: Some(catalogue),
        ..kind::<T>(folder, form, shown)
    }
}

use Form::{Markdown, Yaml};

/// Every kind. Vocabularies come first: the others are checked against them.
pub const KINDS: &[RecordKind] = &[
    kind::<VocabularyList>("data/vocabularies", Yaml, Shown::Nowhere),
    kind::<SynonymList>("data/synonyms", Yaml, Shown::Nowhere),
    kind::<Source>("data/sources", Yaml, Shown::Page("sources/")),
    kind::<Award>("data/awards", Yaml, Shown::Page("awards/")),
    kind::<Benefit>("data/benefits", Yaml, Shown::Part("benefits/")),
    kind::<Figure>("data/figures", Yaml, Shown::Part("figures/")),
    kind::<Glossary>("data/glossary", Yaml, Shown::Part("glossary/")),
    kind::<Lesson>("content/lessons", Markdown, Shown::Page("lessons/")),
    listed::<c::Guide>(
        "content/guides",
        Markdown,
        Shown::Page("guides/"),
        &catalogue::GUIDES,
    ),
    listed::<c::Listing>(
        "data/directory",
        Yaml,
        Shown::Page("directory/"),
        &catalogue::DIRECTORY,
    ),
    listed::<c::Part>(
        "data/lab-parts",
        Yaml,
        Shown::Page("ai-lab/"),
        &catalogue::PARTS,
    ),
    listed::<c::Event>(
        "data/events",
        Yaml,
        Shown::Part("timeline/"),
        &catalogue::EVENTS,
    ),
    listed::<c::Need>("data/needs", Yaml, Shown::Page("needs/"), &catalogue::NEEDS),
    listed::<c::UseCase>(
        "data/use-cases",
        Yaml,
        Shown::Part("use-cases/"),
        &catalogue::USE_CASES,
    ),
    listed::<c::Resource>(
        "data/resources",
        Yaml,
        Shown::Part("resources/"),
        &catalogue::RESOURCES,
    ),
    listed::<c::Artefact>(
        "data/artefacts",
        Yaml,
        Shown::Page("artefacts/"),
        &catalogue::ARTEFACTS,
    ),
    listed::<c::Story>(
        "content/stories",
        Markdown,
        Shown::Page("stories/"),
        &catalogue::STORIES,
    ),
    kind::<Checklist>("data/checklists", Yaml, Shown::Page("checklists/")),
    kind::<FillIn>("data/templates", Yaml, Shown::Page("templates/")),
    kind::<Page>("content", Markdown, Shown::Path),
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

    /// Whether readers can be sent to a record of this kind.
    pub fn is_shown(&self) -> bool {
        self.shown != Shown::Nowhere
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

    #[test]
    fn a_catalogue_names_fields_that_its_kind_has() {
        for kind in KINDS {
            for key in kind
                .catalogue
                .iter()
                .flat_map(|catalogue| catalogue.fields_named())
            {
                assert!(kind.shape.field(key).is_some(), "{key} in {}", kind.name);
            }
        }
    }
}
