//! Lessons.

use serde::Serialize;

use super::awards::{AwardRow, row};
use super::catalogue::NamedBy;
use super::facet::{FilterView, filter_view, tokens};
use super::facts::{Fact, FactValue};
use super::marks::NoteView;
use super::printed::LocatorRow;
use super::{Body, Frame, LinkView, Look};
use crate::link::{Facet, find};
use crate::record::Entry;
use crate::record::knowledge::Lesson;
use crate::record::value::{Reference, Term, Vocabulary};

/// Lessons, with filters.
#[derive(Clone, Debug, Serialize)]
pub struct LessonIndexView {
    /// What the page shows, in a sentence.
    pub intro: String,
    /// The filters.
    pub filter: FilterView,
    /// The lessons.
    pub rows: Vec<LessonRow>,
    /// Lessons by audience and theme.
    pub map_href: String,
}

/// A lesson in a list.
#[derive(Clone, Debug, Serialize)]
pub struct LessonRow {
    /// What it has of the filters, on the page with all lessons.
    pub filters: String,
    /// Its page.
    pub href: String,
    /// The lesson.
    pub title: String,
    /// The lesson in a sentence.
    pub summary: String,
    /// What sort of statement it is.
    pub kind: Option<String>,
    /// What it is about, and when it matters.
    pub about: Vec<String>,
}

/// A lesson.
#[derive(Clone, Debug, Serialize)]
pub struct LessonView {
    /// The lesson in a sentence.
    pub summary: String,
    /// The same for the public.
    pub plain: Option<String>,
    /// Its text.
    pub html: String,
    /// Kind, audiences, themes, stages and evidence.
    pub facts: Vec<Fact>,
    /// The awards that it comes from.
    pub awards: Vec<AwardRow>,
    /// Lessons that support it.
    pub supports: Vec<LinkView>,
    /// Lessons that speak against it.
    pub contradicts: Vec<LinkView>,
    /// The sources that it rests on.
    pub sources: Vec<LinkView>,
    /// Whether several of them say so, each by itself.
    pub independent: bool,
    /// Records that name it, by kind.
    pub named_by: Vec<NamedBy>,
    /// Items of checklists that are there because of it.
    pub items: Vec<LinkView>,
    /// Guides that it bears on.
    pub guides: Vec<LinkView>,
    /// Fields that the site declares.
    pub declared: Vec<Fact>,
    /// Notes.
    pub notes: Vec<NoteView>,
    /// Where it comes from.
    pub locators: Vec<LocatorRow>,
}

pub(super) fn index(look: &Look<'_>) -> (Frame, Body) {
    let count = look.site.lessons.len();
    let title = look.words.text("lessons.title");
    let intro = look.words.count("lessons.intro", count, &[]);
    let mut frame = look.frame("lessons", &title, intro.clone(), &[]);
    frame.end = Some(look.index_end(&title));
    let positions: Vec<usize> = (0..count).collect();
    (
        frame,
        Body::Lessons(Box::new(list(look, intro, &positions, None))),
    )
}

pub(super) fn by(look: &Look<'_>, facet_at: usize, value_at: usize) -> (Frame, Body) {
    let facet = &look.site.lesson_facets[facet_at];
    let value = &facet.values[value_at];
    let (words, label) = (look.words, look.value_label(value));
    let title = words.fill("lessons.by_title", &[("value", &label)]);
    let all = words.whole(look.site.lessons.len());
    let intro = words.count("lessons.by_intro", value.entries.len(), &[("all", &all)]);
    let filter = look.facet_label(facet);
    let about = words.fill(
        "facet.described",
        &[("filter", &filter), ("value", &label), ("intro", &intro)],
    );
    let lessons = words.text("lessons.title");
    let mut frame = look.frame("lessons", &title, about, &[(&lessons, "lessons/")]);
    frame.end = Some(look.index_end(&title));
    let view = list(look, intro, &value.entries, Some((facet, value_at)));
    (frame, Body::Lessons(Box::new(view)))
}

fn list(
    look: &Look<'_>,
    intro: String,
    lessons: &[usize],
    chosen: Option<(&Facet, usize)>,
) -> LessonIndexView {
    let all = look.site.lessons.len();
    let facets = &look.site.lesson_facets;
    let tokens = match chosen {
        Some(_) => Vec::new(),
        None => tokens(facets, all),
    };
    let mut lessons = lessons.to_vec();
    lessons.sort_by_key(|&at| look.site.lessons[at].data.title.to_lowercase());
    LessonIndexView {
        intro,
        filter: filter_view(look, facets, chosen, "lessons/", all),
        rows: lessons
            .into_iter()
            .map(|at| LessonRow {
                filters: tokens.get(at).cloned().unwrap_or_default(),
                ..lesson_row(look, &look.site.lessons[at])
            })
            .collect(),
        map_href: look.href("lessons/map/"),
    }
}

/// A lesson in a list.
pub(super) fn lesson_row(look: &Look<'_>, entry: &Entry<Lesson>) -> LessonRow {
    LessonRow {
        filters: String::new(),
        href: look.href(&format!("lessons/{}/", entry.id)),
        title: entry.data.title.to_string(),
        summary: entry.data.summary.to_string(),
        kind: entry.data.kind.as_ref().map(|kind| look.label(kind)),
        about: labels(look, &entry.data.themes)
            .chain(labels(look, &entry.data.stages))
            .collect(),
    }
}

pub(super) fn labels<'l, V: Vocabulary>(
    look: &'l Look<'_>,
    terms: &'l [Term<V>],
) -> impl Iterator<Item = String> + 'l {
    terms.iter().map(|term| look.label(term))
}

pub(super) fn view(look: &Look<'_>, entry: &Entry<Lesson>) -> (Frame, Body) {
    let lesson = &*entry.data;
    let mut frame = look.frame(
        "lesson",
        lesson.title.to_string(),
        lesson.summary.to_string(),
        &[(&look.words.text("lessons.title"), "lessons/")],
    );
    frame.end = Some(look.end(&lesson.title, &entry.common, Some(entry.file)));
    let awards = lesson
        .awards
        .iter()
        .filter_map(|award| find(&look.site.awards, &award.id));
    let view = LessonView {
        summary: lesson.summary.to_string(),
        plain: lesson.plain.as_ref().map(ToString::to_string),
        html: look
            .body(entry)
            .map(|body| look.html(body))
            .unwrap_or_default(),
        facts: facts(look, entry),
        awards: awards.map(|award| row(look, award)).collect(),
        supports: links(look, &lesson.supports),
        contradicts: links(look, &lesson.contradicts),
        sources: frame
            .end
            .as_ref()
            .map(|end| end.sources.clone())
            .unwrap_or_default(),
        independent: several_sources(entry),
        named_by: named_elsewhere(look, entry),
        items: look.items_of_lesson(&entry.id),
        guides: links_to(
            look,
            "guide",
            lesson.guides.iter().map(|guide| guide.id.as_str()),
        ),
        declared: look.declared("lesson", &entry.declared, &entry.common),
        notes: look.notes(&entry.common.notes),
        locators: look.locator_rows("lesson", &entry.common),
    };
    (frame, Body::Lesson(Box::new(view)))
}

/// Whether items of more than one source say what the lesson says.
fn several_sources(entry: &Entry<Lesson>) -> bool {
    let items = entry.common.covers.iter();
    let sources = items.filter_map(|item| Some(item.name.split_once('#')?.0));
    sources.collect::<std::collections::BTreeSet<_>>().len() > 1
}

fn facts(look: &Look<'_>, entry: &Entry<Lesson>) -> Vec<Fact> {
    let lesson = &*entry.data;
    let fact = |key: &str, values: Vec<String>| {
        let label = look.words.text(&format!("lesson.fact_{key}"));
        let mut fact = look.fact(&entry.common, key, &label);
        fact.values = values.into_iter().map(FactValue::text).collect();
        fact
    };
    let kind = lesson.kind.iter().map(|kind| look.label(kind));
    let evidence = lesson.evidence.iter().map(|kind| look.label(kind));
    vec![
        fact("kind", kind.collect()),
        fact("audiences", labels(look, &lesson.audiences).collect()),
        fact("themes", labels(look, &lesson.themes).collect()),
        fact("stages", labels(look, &lesson.stages).collect()),
        fact("evidence", evidence.collect()),
    ]
}

/// The records that name the lesson, without the guides that the lesson itself names.
fn named_elsewhere(look: &Look<'_>, entry: &Entry<Lesson>) -> Vec<NamedBy> {
    let own = links_to(
        look,
        "guide",
        entry.data.guides.iter().map(|guide| guide.id.as_str()),
    );
    let mut groups = look.named_by("lesson", &entry.id);
    // The items themselves say more than the names of their checklists.
    let checklists = look.kind("checklist");
    groups.retain(|group| group.label != checklists);
    for group in &mut groups {
        group.records.retain(|record| !own.contains(record));
    }
    groups.retain(|group| !group.records.is_empty());
    groups
}

fn links(look: &Look<'_>, lessons: &[Reference<Lesson>]) -> Vec<LinkView> {
    links_to(
        look,
        "lesson",
        lessons.iter().map(|lesson| lesson.id.as_str()),
    )
}

fn links_to<'i>(look: &Look<'_>, kind: &str, ids: impl Iterator<Item = &'i str>) -> Vec<LinkView> {
    ids.filter_map(|id| look.record_link(kind, id)).collect()
}
