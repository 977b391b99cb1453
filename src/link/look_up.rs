//! What a finished [`Site`] is asked for: records by id, titles, places, and every record in turn.

use std::sync::Arc;

use super::{Site, text};
use crate::diag::FileId;
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::common::Common;
use crate::record::knowledge::{Glossary, Lesson, Page};
use crate::record::passage::Passage;
use crate::record::practice::{Checklist, Form};
use crate::record::register::{Benefit, Figure};
use crate::record::source::{Place, Source};
use crate::record::value::Kind;

/// The entry with this id in a list that is sorted by id.
pub fn find<'e, T>(entries: &'e [Entry<T>], id: &str) -> Option<&'e Entry<T>> {
    let at = entries
        .binary_search_by(|entry| entry.id.as_str().cmp(id))
        .ok()?;
    Some(&entries[at])
}

impl Site {
    /// The ids of the records of one kind that name a record of another.
    pub fn naming<'s>(
        &'s self,
        by: &'s str,
        kind: &str,
        id: &str,
    ) -> impl Iterator<Item = &'s str> {
        let names = self.backlinks.of(kind, id).iter();
        names
            .filter(move |(name, _)| *name == by)
            .map(|(_, id)| id.as_str())
    }

    /// The rows of the register that belong to an award.
    pub fn benefits_of<'s>(&'s self, award: &str) -> impl Iterator<Item = &'s Entry<Benefit>> {
        self.naming("benefit", "award", award)
            .filter_map(|id| find(&self.benefits, id))
    }

    /// The figures about an award.
    pub fn figures_of<'s>(&'s self, award: &str) -> impl Iterator<Item = &'s Entry<Figure>> {
        self.naming("figure", "award", award)
            .filter_map(|id| find(&self.figures, id))
    }

    /// The path of the site on its host. The page for missing addresses is shown at any depth, so
    /// it alone cannot use relative links.
    pub fn base_path(&self) -> String {
        let base = self.base_url.as_deref().unwrap_or("/");
        let after_scheme = base.split_once("://").map_or(base, |(_, rest)| rest);
        match after_scheme.split_once('/') {
            Some((_, path)) => format!("/{}/", path.trim_matches('/')).replace("//", "/"),
            None => "/".into(),
        }
    }

    /// The path of a file below the site's root.
    pub fn file_path(&self, file: FileId) -> &str {
        self.file_paths.get(file.0 as usize).map_or("", |path| path)
    }

    /// What readers call a record. `None` when it does not exist or is left out.
    pub fn title(&self, kind: &str, id: &str) -> Option<&str> {
        Some(match kind {
            "award" => &find(&self.awards, id)?.data.title,
            "source" => &find(&self.sources, id)?.data.short,
            "lesson" => &find(&self.lessons, id)?.data.title,
            "benefit" => &find(&self.benefits, id)?.data.title,
            "figure" => &find(&self.figures, id)?.data.title,
            "term" => &find(&self.terms, id)?.data.title,
            "page" => &find(&self.pages, id)?.data.title,
            "checklist" => &find(&self.checklists, id)?.data.title,
            "template" => &find(&self.forms, id)?.data.title,
            kind => text(find(self.catalogued.get(kind)?, id)?, "title"),
        })
    }

    /// Every record that is part of the site: kind, id, file, and what every record has.
    pub fn each_record<'s>(
        &'s self,
        mut see: impl FnMut(&'static str, &'s str, FileId, &'s Common),
    ) {
        fn list<'s, T>(
            kind: &'static str,
            entries: &'s [Entry<T>],
            see: &mut impl FnMut(&'static str, &'s str, FileId, &'s Common),
        ) {
            for entry in entries {
                see(kind, &entry.id, entry.file, &entry.common);
            }
        }
        list(Source::NAME, &self.sources, &mut see);
        list(Award::NAME, &self.awards, &mut see);
        list(Benefit::NAME, &self.benefits, &mut see);
        list(Figure::NAME, &self.figures, &mut see);
        list(Glossary::NAME, &self.terms, &mut see);
        list(Lesson::NAME, &self.lessons, &mut see);
        list(Page::NAME, &self.pages, &mut see);
        list(Checklist::NAME, &self.checklists, &mut see);
        list(Form::NAME, &self.forms, &mut see);
        for (kind, entries) in &self.catalogued {
            list(kind, entries, &mut see);
        }
    }

    /// The running text of every record that has any, with its file.
    pub fn each_body(&self, mut see: impl FnMut(FileId, &Arc<Passage>)) {
        fn list<T>(entries: &[Entry<T>], see: &mut impl FnMut(FileId, &Arc<Passage>)) {
            for entry in entries {
                if let Some(body) = entry.body() {
                    see(entry.file, &body.fragment);
                }
            }
        }
        list(&self.lessons, &mut see);
        list(&self.pages, &mut see);
        list(&self.checklists, &mut see);
        list(&self.forms, &mut see);
        for entries in self.catalogued.values() {
            list(entries, &mut see);
        }
    }

    /// A place of a source.
    pub fn place(&self, source: &str, place: &str) -> Option<(&Entry<Source>, &Place)> {
        let source = find(&self.sources, source)?;
        let place = source
            .data
            .places
            .iter()
            .find(|known| &**known.id == place)?;
        Some((source, place))
    }
}
