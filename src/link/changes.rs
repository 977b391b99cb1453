//! What differs between two sites, so that only what read it is made again.

use std::sync::Arc;

use super::{Derived, Site};
use crate::record::Entry;
use crate::record::reads::Changes;

impl Site {
    /// What differs from another site. `None` when they cannot be compared: anything but records
    /// may differ, or other records are part of them.
    pub fn changes_since(&self, before: &Self) -> Option<Changes> {
        if !Arc::ptr_eq(&self.ground.0, &before.ground.0) {
            return None;
        }
        let mut changes = self.derived.changes_since(&before.derived);
        let found = &mut changes;
        let same = list(&self.synonyms, &before.synonyms, found)
            && list(&self.sources, &before.sources, found)
            && list(&self.awards, &before.awards, found)
            && list(&self.benefits, &before.benefits, found)
            && list(&self.figures, &before.figures, found)
            && list(&self.terms, &before.terms, found)
            && list(&self.lessons, &before.lessons, found)
            && list(&self.pages, &before.pages, found)
            && list(&self.checklists, &before.checklists, found)
            && list(&self.forms, &before.forms, found)
            && self.catalogued.keys().eq(before.catalogued.keys());
        let mut lists = self.catalogued.values().zip(before.catalogued.values());
        let same = same && lists.all(|(now, old)| list(now, old, found));
        found.fields.extend(self.dated_otherwise(before));
        same.then_some(changes)
    }
}

impl Derived {
    fn changes_since(&self, before: &Self) -> Changes {
        let Self {
            practice,
            backlinks,
            coverage,
            known,
            routes,
            facets,
            lesson_facets,
            figure_facets,
            register,
            taken,
            catalogues,
            in_menu,
            in_foot,
            moved,
            gone,
            lasting,
            ledger,
            feeds,
            compared,
        } = self;
        let parts = practice.changed_since(&before.practice)
            | coverage.changed_since(&before.coverage)
            | known.changed_since(&before.known)
            | routes.changed_since(&before.routes)
            | facets.changed_since(&before.facets)
            | lesson_facets.changed_since(&before.lesson_facets)
            | figure_facets.changed_since(&before.figure_facets)
            | register.changed_since(&before.register)
            | taken.changed_since(&before.taken)
            | catalogues.changed_since(&before.catalogues)
            | in_menu.changed_since(&before.in_menu)
            | in_foot.changed_since(&before.in_foot)
            | moved.changed_since(&before.moved)
            | gone.changed_since(&before.gone)
            | lasting.changed_since(&before.lasting)
            | ledger.changed_since(&before.ledger)
            | feeds.changed_since(&before.feeds)
            | compared.changed_since(&before.compared);
        let links = match Arc::ptr_eq(backlinks, &before.backlinks) {
            true => Vec::new(),
            false => backlinks.changed_since(&before.backlinks),
        };
        Changes {
            parts,
            links,
            ..Changes::default()
        }
    }
}

/// Adds what differs in a list. Whether the same records are in it.
fn list<T>(now: &[Entry<T>], before: &[Entry<T>], changes: &mut Changes) -> bool {
    now.len() == before.len()
        && now.iter().zip(before).all(|(now, before)| {
            if !now.has_fields_of(before) {
                changes.fields.push(now.file);
            }
            if !now.has_body_of(before) {
                changes.bodies.push(now.file);
            }
            now.file == before.file && now.id == before.id
        })
}
