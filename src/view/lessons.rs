//! Lessons.

use serde::Serialize;

use super::award::LocatorRow;
use super::awards::{AwardRow, row};
use super::facts::{Fact, FactValue};
use super::marks::NoteView;
use super::{Body, Frame, LinkView, Look};
use crate::link::find;
use crate::record::Entry;
use crate::record::knowledge::Lesson;
use crate::record::value::{Reference, Term, Vocabulary};

/// All lessons.
#[derive(Clone, Debug, Serialize)]
pub struct LessonIndexView {
    /// The lessons.
    pub rows: Vec<LessonRow>,
}

/// A lesson in a list.
#[derive(Clone, Debug, Serialize)]
pub struct LessonRow {
    /// Its page.
    pub href: String,
    /// The lesson.
    pub title: String,
    /// The lesson in a sentence.
    pub summary: String,
    /// Who it is for, what it is about, when it matters.
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
    /// Fields that the site declares.
    pub declared: Vec<Fact>,
    /// Notes.
    pub notes: Vec<NoteView>,
    /// Where it comes from.
    pub locators: Vec<LocatorRow>,
}

pub(super) fn index(look: &Look<'_>) -> (Frame, Body) {
    let description = "What was learned, stated so that it can be acted on.";
    let mut frame = look.frame("lessons", "Lessons", description, &[]);
    frame.end = Some(look.index_end("Lessons"));
    let rows = look.site.lessons.iter().map(|entry| LessonRow {
        href: look.href(&format!("lessons/{}/", entry.id)),
        title: entry.data.title.to_string(),
        summary: entry.data.summary.to_string(),
        about: labels(look, &entry.data.audiences)
            .chain(labels(look, &entry.data.themes))
            .chain(labels(look, &entry.data.stages))
            .collect(),
    });
    let view = LessonIndexView {
        rows: rows.collect(),
    };
    (frame, Body::Lessons(Box::new(view)))
}

fn labels<'l, V: Vocabulary>(
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
        &[("Lessons", "lessons/")],
    );
    let file = format!("content/lessons/{}.md", entry.id);
    frame.end = Some(look.end(&lesson.title, &entry.common, Some(&file)));
    let awards = lesson
        .awards
        .iter()
        .filter_map(|award| find(&look.site.awards, &award.id));
    let view = LessonView {
        summary: lesson.summary.to_string(),
        plain: lesson.plain.as_ref().map(ToString::to_string),
        html: entry
            .body
            .as_ref()
            .map(|body| look.html(&body.fragment))
            .unwrap_or_default(),
        facts: facts(look, entry),
        awards: awards.map(|award| row(look, award)).collect(),
        supports: links(look, &lesson.supports),
        contradicts: links(look, &lesson.contradicts),
        declared: look.declared("lesson", &entry.declared, &entry.common),
        notes: look.notes(&entry.common.notes),
        locators: look.locator_rows(&entry.common),
    };
    (frame, Body::Lesson(Box::new(view)))
}

fn facts(look: &Look<'_>, entry: &Entry<Lesson>) -> Vec<Fact> {
    let lesson = &*entry.data;
    let fact = |key: &str, label: &str, values: Vec<String>| {
        let mut fact = look.fact(&entry.common, key, label);
        fact.values = values.into_iter().map(FactValue::text).collect();
        fact
    };
    vec![
        fact(
            "kind",
            "Kind of lesson",
            lesson.kind.iter().map(|kind| look.label(kind)).collect(),
        ),
        fact(
            "audiences",
            "For",
            labels(look, &lesson.audiences).collect(),
        ),
        fact("themes", "About", labels(look, &lesson.themes).collect()),
        fact(
            "stages",
            "When it matters",
            labels(look, &lesson.stages).collect(),
        ),
        fact(
            "evidence",
            "How it is known",
            lesson
                .evidence
                .iter()
                .map(|kind| look.label(kind))
                .collect(),
        ),
    ]
}

fn links(look: &Look<'_>, lessons: &[Reference<Lesson>]) -> Vec<LinkView> {
    lessons
        .iter()
        .filter_map(|lesson| look.record_link("lesson", &lesson.id))
        .collect()
}
