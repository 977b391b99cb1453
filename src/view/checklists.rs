//! Checklists: their list, with what the lessons have not changed yet, and the page of one.
//!
//! The page is whole without scripts: boxes to tick, room for notes on paper. The scripts of the
//! theme add what stays on the device.

use serde::Serialize;

use super::catalogue::NamedBy;
use super::marks::{Mark, NoteView};
use super::{Body, Frame, LinkView, Look};
use crate::link::ItemPlace;
use crate::record::Entry;
use crate::record::practice::{Checklist, ChecklistItem, ChecklistSection};
use crate::record::words::Level;

/// Every checklist.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistIndexView {
    /// The checklists, in order.
    pub rows: Vec<PracticeRow>,
    /// The templates, as the other thing to work with.
    pub templates: Option<LinkView>,
    /// Items that name no lesson.
    pub items_without: Vec<LinkView>,
    /// Lessons that no item names.
    pub lessons_without: Vec<LinkView>,
    /// Items of all checklists.
    pub items: usize,
    /// Download.
    pub json: String,
}

/// A checklist or template in a list.
#[derive(Clone, Debug, Serialize)]
pub struct PracticeRow {
    /// Its page.
    pub link: LinkView,
    /// What it is for.
    pub summary: String,
    /// How many items or questions it has.
    pub count: usize,
    /// Who it is for.
    pub audiences: Vec<String>,
    /// When it is used.
    pub stages: Vec<String>,
}

/// A checklist.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistView {
    /// Its id, which saved copies name.
    pub id: String,
    /// A mark of its contents: a saved copy with another was made from another version.
    pub hash: String,
    /// What the reader has at the end of it.
    pub summary: String,
    /// How many items it has.
    pub count: usize,
    /// Its parts.
    pub sections: Vec<SectionView>,
    /// Templates to fill in on the way.
    pub templates: Vec<LinkView>,
    /// Guides that help with it.
    pub guides: Vec<LinkView>,
    /// Records that name it, by kind.
    pub named_by: Vec<NamedBy>,
    /// Notes.
    pub notes: Vec<NoteView>,
}

/// A part of a checklist.
#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    /// The anchor.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it is about.
    pub intro: Option<String>,
    /// The items.
    pub items: Vec<ItemView>,
}

/// An item.
#[derive(Clone, Debug, Serialize)]
pub struct ItemView {
    /// Its id in the checklist, which saved copies name.
    pub id: String,
    /// Its number in the source.
    pub number: Option<String>,
    /// What to do.
    pub text: String,
    /// How.
    pub help: Option<String>,
    /// How strongly the source puts it, as a class.
    pub level: &'static str,
    /// The same, in words.
    pub level_label: String,
    /// Who does it.
    pub who: Vec<String>,
    /// When.
    pub stage: Option<String>,
    /// The lessons behind it.
    pub because: Vec<LinkView>,
    /// The item to go back to.
    pub back: Option<BackView>,
    /// Where the source says it.
    pub marks: Vec<Mark>,
}

/// The way back to an earlier item.
#[derive(Clone, Debug, Serialize)]
pub struct BackView {
    /// The item, and the way to it.
    pub link: LinkView,
    /// When to go there.
    pub when: Option<String>,
}

pub(super) fn index(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("checklist.plural");
    let mut frame = look.frame("checklists", &title, look.words.text("checklist.lead"), &[]);
    frame.end = Some(look.index_end(&title));
    let site = look.site;
    let mut entries: Vec<&Entry<Checklist>> = site.checklists.iter().collect();
    entries.sort_by_key(|entry| (entry.data.order.unwrap_or(u64::MAX), &entry.id));
    let unnamed = site
        .lessons
        .iter()
        .filter(|lesson| site.practice.of_lesson(&lesson.id).is_empty());
    let places = site.practice.without_lesson().iter();
    let view = ChecklistIndexView {
        rows: entries.into_iter().map(|entry| row(look, entry)).collect(),
        templates: site
            .routes
            .has("templates/")
            .then(|| look.link(look.words.text("form.plural"), "templates/")),
        items_without: places.map(|place| item_link(look, *place)).collect(),
        lessons_without: unnamed
            .filter_map(|lesson| look.record_link("lesson", &lesson.id))
            .collect(),
        items: site.checklists.iter().map(count).sum(),
        json: look.href("data/checklists.json"),
    };
    (frame, Body::Checklists(Box::new(view)))
}

fn count(entry: &Entry<Checklist>) -> usize {
    entry.data.items().count()
}

fn row(look: &Look<'_>, entry: &Entry<Checklist>) -> PracticeRow {
    let checklist = &*entry.data;
    PracticeRow {
        link: look.link(
            checklist.title.to_string(),
            &format!("checklists/{}/", entry.id),
        ),
        summary: checklist.summary.to_string(),
        count: count(entry),
        audiences: super::lessons::labels(look, &checklist.audiences).collect(),
        stages: super::lessons::labels(look, &checklist.stages).collect(),
    }
}

pub(super) fn view(look: &Look<'_>, entry: &Entry<Checklist>) -> (Frame, Body) {
    let checklist = &*entry.data;
    let title = checklist.title.to_string();
    let plural = look.words.text("checklist.plural");
    let mut frame = look.frame(
        "checklist",
        &title,
        checklist.summary.to_string(),
        &[(&plural, "checklists/")],
    );
    frame.end = Some(look.end(&title, &entry.common, Some(entry.file)));
    let ids = |ids: Vec<&str>, kind: &str| -> Vec<LinkView> {
        let links = ids.into_iter().filter_map(|id| look.record_link(kind, id));
        links.collect()
    };
    let view = ChecklistView {
        id: entry.id.clone(),
        hash: hash(checklist),
        summary: checklist.summary.to_string(),
        count: count(entry),
        sections: checklist
            .sections
            .iter()
            .map(|part| section(look, checklist, part))
            .collect(),
        templates: ids(
            checklist.templates.iter().map(|form| &*form.id).collect(),
            "template",
        ),
        guides: ids(
            checklist.guides.iter().map(|guide| &*guide.id).collect(),
            "guide",
        ),
        named_by: look.named_by("checklist", &entry.id),
        notes: look.notes(&entry.common.notes),
    };
    (frame, Body::Checklist(Box::new(view)))
}

/// A short mark of everything that a reader ticks against.
fn hash(checklist: &Checklist) -> String {
    let mut hasher = blake3::Hasher::new();
    for item in checklist.items() {
        let help = item.help.as_deref().unwrap_or_default();
        for part in [&*item.id.value, &*item.text, help, item.level.word()] {
            hasher.update(part.as_bytes());
            hasher.update(&[0]);
        }
    }
    hasher.finalize().to_hex()[..16].to_string()
}

fn section(look: &Look<'_>, checklist: &Checklist, part: &ChecklistSection) -> SectionView {
    SectionView {
        id: format!("part-{}", &*part.id.value),
        title: part.title.to_string(),
        intro: part.intro.as_ref().map(ToString::to_string),
        items: part
            .items
            .iter()
            .map(|found| item(look, checklist, found))
            .collect(),
    }
}

fn item(look: &Look<'_>, checklist: &Checklist, item: &ChecklistItem) -> ItemView {
    let because = item.because.iter();
    ItemView {
        id: item.id.value.to_string(),
        number: item.number.as_ref().map(ToString::to_string),
        text: item.text.to_string(),
        help: item.help.as_ref().map(ToString::to_string),
        level: item.level.word(),
        level_label: look.words.text(level_key(item.level)),
        who: super::lessons::labels(look, &item.who).collect(),
        stage: item.stage.as_ref().map(|stage| look.label(stage)),
        because: because
            .filter_map(|lesson| look.record_link("lesson", &lesson.id))
            .collect(),
        back: back(checklist, item),
        marks: look.all_marks(&item.locators),
    }
}

fn level_key(level: Level) -> &'static str {
    match level {
        Level::Must => "checklist.must",
        Level::Should => "checklist.should",
        Level::Helpful => "checklist.helpful",
    }
}

fn back(checklist: &Checklist, item: &ChecklistItem) -> Option<BackView> {
    let target = item.back_to.as_ref()?;
    let goal = checklist
        .items()
        .find(|known| known.id.value == target.value)?;
    Some(BackView {
        link: LinkView {
            text: named(goal),
            href: format!("#item-{}", &*goal.id.value),
        },
        when: item.back_when.as_ref().map(ToString::to_string),
    })
}

/// “14. Pilot first”, “Pilot first”.
fn named(item: &ChecklistItem) -> String {
    match &item.number {
        Some(number) => format!("{}. {}", &**number, &*item.text),
        None => item.text.to_string(),
    }
}

/// The way to an item, with the name of its checklist.
fn item_link(look: &Look<'_>, place: ItemPlace) -> LinkView {
    let entry = &look.site.checklists[place.checklist];
    let item = &entry.data.sections[place.section].items[place.item];
    LinkView {
        text: look.words.fill(
            "checklist.item_of",
            &[("item", &named(item)), ("checklist", &entry.data.title)],
        ),
        href: look.href_at(
            &format!("checklists/{}/", entry.id),
            &format!("item-{}", &*item.id.value),
        ),
    }
}

impl Look<'_> {
    /// The items that are there because of a lesson.
    pub(super) fn items_of_lesson(&self, lesson: &str) -> Vec<LinkView> {
        let places = self.site.practice.of_lesson(lesson).iter();
        places.map(|place| item_link(self, *place)).collect()
    }
}
