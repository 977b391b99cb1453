//! Checklists and lessons: which items rest on which lessons, and which have none.

use std::collections::BTreeMap;

use crate::check::Records;
use crate::record::Entry;
use crate::record::practice::{Checklist, ChecklistItem};

/// Where an item stands: positions of the checklist, its section and the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemPlace {
    /// The checklist, in the site's list.
    pub checklist: usize,
    /// The section, in the checklist.
    pub section: usize,
    /// The item, in the section.
    pub item: usize,
}

/// Which items rest on which lessons.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Practice {
    by_lesson: BTreeMap<String, Vec<ItemPlace>>,
    without: Vec<ItemPlace>,
}

impl Practice {
    pub(super) fn new(checklists: &[Entry<Checklist>]) -> Self {
        let mut practice = Self::default();
        for (place, item) in places(checklists) {
            if item.because.is_empty() {
                practice.without.push(place);
            }
            for lesson in &item.because {
                let items = practice.by_lesson.entry(lesson.id.clone()).or_default();
                if !items.contains(&place) {
                    items.push(place);
                }
            }
        }
        practice
    }

    /// The items that are there because of a lesson.
    pub fn of_lesson(&self, lesson: &str) -> &[ItemPlace] {
        self.by_lesson.get(lesson).map_or(&[], Vec::as_slice)
    }

    /// The items that name no lesson.
    pub fn without_lesson(&self) -> &[ItemPlace] {
        &self.without
    }
}

/// Every item of every checklist.
fn places(checklists: &[Entry<Checklist>]) -> impl Iterator<Item = (ItemPlace, &ChecklistItem)> {
    checklists
        .iter()
        .enumerate()
        .flat_map(|(checklist, entry)| {
            let sections = entry.data.sections.iter().enumerate();
            sections.flat_map(move |(section, part)| {
                let items = part.items.iter().enumerate();
                items.map(move |(item, found)| {
                    let place = ItemPlace {
                        checklist,
                        section,
                        item,
                    };
                    (place, found)
                })
            })
        })
}

/// The lists of checklists and templates, if the site has any.
pub(super) fn indexes(records: &Records) -> impl Iterator<Item = &'static str> {
    let checklists = (!records.checklists.is_empty()).then_some("checklists/");
    let forms = (!records.forms.is_empty()).then_some("templates/");
    checklists.into_iter().chain(forms)
}
