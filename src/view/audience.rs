//! Ways in: by who the reader is, and by the stage of a project.

use serde::Serialize;

use super::catalogue::minutes;
use super::lessons::{LessonRow, lesson_row};
use super::{Body, Frame, LinkView, Look};
use crate::link::text;
use crate::record::Entry;
use crate::record::shape::Shape;
use crate::record::value::{Fields, Value};

/// All ways in.
#[derive(Clone, Debug, Serialize)]
pub struct RouteIndexView {
    /// The ways.
    pub ways: Vec<RouteView>,
}

/// One way in.
#[derive(Clone, Debug, Serialize)]
pub struct RouteView {
    /// Its id, as an anchor.
    pub id: String,
    /// For whom, or when.
    pub label: String,
    /// What that means.
    pub definition: Option<String>,
    /// Its page; none for stages, which share one.
    pub href: Option<String>,
    /// All lessons of this audience or stage; none when there are none.
    pub lessons_href: Option<String>,
    /// Guides, with their reading time in minutes.
    pub guides: Vec<GuideLink>,
    /// The reading time of all guides, in minutes.
    pub minutes: usize,
    /// Lessons.
    pub lessons: Vec<LessonRow>,
    /// Needs that this audience has.
    pub needs: Vec<LinkView>,
    /// Entries of the directory.
    pub listings: Vec<LinkView>,
    /// Checklists and templates to work with.
    pub practice: Vec<LinkView>,
}

/// A guide.
#[derive(Clone, Debug, Serialize)]
pub struct GuideLink {
    /// The guide.
    pub link: LinkView,
    /// What it helps with.
    pub summary: String,
    /// How long it takes to read, in minutes.
    pub minutes: usize,
}

/// What a way in is chosen by.
struct Choice<'c> {
    vocabulary: &'c str,
    /// The fields of other records that may hold the value.
    fields: &'c [&'c str],
}

const AUDIENCE: Choice<'_> = Choice {
    vocabulary: "audience",
    fields: &["audiences", "who"],
};

const STAGE: Choice<'_> = Choice {
    vocabulary: "stage",
    fields: &["stages"],
};

pub(super) fn index(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("audience.title");
    let description = look.words.text("audience.intro");
    let mut frame = look.frame("audiences", &title, description, &[]);
    frame.end = Some(look.index_end(&title));
    let values = 0..look.site.vocabularies.values("audience").len();
    let ways = values.map(|at| way(look, &AUDIENCE, at)).collect();
    (frame, Body::Routes(Box::new(RouteIndexView { ways })))
}

pub(super) fn view(look: &Look<'_>, at: usize) -> (Frame, Body) {
    let way = way(look, &AUDIENCE, at);
    // “For AI project teams”, “For boards and finance leads”.
    let audience = look.words.small(&way.label);
    let title = look.words.fill("audience.for", &[("audience", &audience)]);
    let mut frame = look.frame(
        "audience",
        &title,
        way.definition.clone().unwrap_or_default(),
        &[(&look.words.text("audience.title"), "for/")],
    );
    frame.end = Some(look.index_end(&title));
    (frame, Body::Route(Box::new(way)))
}

pub(super) fn journey(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("audience.journey");
    let description = look.words.text("audience.journey_intro");
    let mut frame = look.frame("journey", &title, description, &[]);
    frame.end = Some(look.index_end(&title));
    let values = 0..look.site.vocabularies.values("stage").len();
    let ways = values.map(|at| way(look, &STAGE, at)).collect();
    (frame, Body::Routes(Box::new(RouteIndexView { ways })))
}

fn way(look: &Look<'_>, choice: &Choice<'_>, at: usize) -> RouteView {
    let value = &look.site.vocabularies.values(choice.vocabulary)[at];
    let facet = look
        .site
        .lesson_facets
        .iter()
        .find(|facet| facet.id == choice.vocabulary);
    let known = facet.and_then(|facet| {
        let value = facet.values.iter().find(|known| known.id == value.id)?;
        (!value.entries.is_empty()).then_some((facet, value))
    });
    let lessons = known
        .into_iter()
        .flat_map(|(_, value)| value.entries.iter().map(|&at| &look.site.lessons[at]));
    // What the sources say most often comes first: many readers see no more than the first ten.
    let mut lessons: Vec<_> = lessons.collect();
    lessons.sort_by_key(|lesson| std::cmp::Reverse(lesson.common.covers.len()));
    let guides: Vec<GuideLink> = listed(look, choice, "guide", &value.id)
        .filter_map(|entry| {
            Some(GuideLink {
                link: look.record_link("guide", &entry.id)?,
                summary: text(entry, "summary").to_string(),
                minutes: look.body(entry).map_or(0, minutes),
            })
        })
        .collect();
    let links = |kind: &str| -> Vec<LinkView> {
        let entries = listed(look, choice, kind, &value.id);
        entries
            .filter_map(|entry| look.record_link(kind, &entry.id))
            .collect()
    };
    RouteView {
        id: value.id.clone(),
        label: value.label.clone(),
        definition: value.definition.clone(),
        href: (choice.vocabulary == "audience").then(|| look.href(&format!("for/{}/", value.id))),
        lessons_href: known.map(|(facet, value)| look.href(&facet.route(&value.id))),
        minutes: guides.iter().map(|guide| guide.minutes).sum(),
        guides,
        lessons: lessons
            .into_iter()
            .map(|lesson| lesson_row(look, lesson))
            .collect(),
        needs: links("need"),
        listings: listed(look, choice, "listing", &value.id)
            .filter_map(|entry| listing(look, entry))
            .collect(),
        practice: practice(look, choice.vocabulary, &value.id),
    }
}

/// A place to turn to. One that is only proposed, or has closed, says so beside its name.
fn listing(look: &Look<'_>, entry: &Entry<Fields>) -> Option<LinkView> {
    let mut link = look.record_link("listing", &entry.id)?;
    let status = text(entry, "status");
    if !matches!(status, "" | "active" | "not-stated") {
        let label = look.site.vocabularies.label("listing-status", status);
        let parts: [(&str, &dyn std::fmt::Display); 2] = [("name", &link.text), ("status", &label)];
        link.text = look.words.fill("audience.listing", &parts);
    }
    Some(link)
}

/// The checklists and templates that name the value.
fn practice(look: &Look<'_>, vocabulary: &str, value: &str) -> Vec<LinkView> {
    let by_audience = vocabulary == AUDIENCE.vocabulary;
    let mut links = Vec::new();
    for entry in &look.site.checklists {
        let named = match by_audience {
            true => entry.data.audiences.iter().any(|term| term.id == value),
            false => entry.data.stages.iter().any(|term| term.id == value),
        };
        links.extend(look.record_link("checklist", &entry.id).filter(|_| named));
    }
    for entry in &look.site.forms {
        let named = match by_audience {
            true => entry.data.audiences.iter().any(|term| term.id == value),
            false => entry.data.stages.iter().any(|term| term.id == value),
        };
        links.extend(look.record_link("template", &entry.id).filter(|_| named));
    }
    links
}

/// The records of a kind that name the value, in the order of their list.
fn listed<'l>(
    look: &Look<'l>,
    choice: &'l Choice<'_>,
    kind: &'l str,
    value: &'l str,
) -> impl Iterator<Item = &'l Entry<Fields>> {
    let site = look.site;
    let lists = site
        .catalogues
        .iter()
        .filter(move |list| list.kind.name == kind);
    let ids = lists.flat_map(|list| list.groups.iter().flat_map(|group| &group.entries));
    ids.filter_map(move |id| crate::link::find(site.catalogued.get(kind)?, id))
        .filter(move |entry| {
            choice
                .fields
                .iter()
                .any(|key| names(entry, kind, key, choice, value))
        })
}

fn names(entry: &Entry<Fields>, kind: &str, key: &str, choice: &Choice<'_>, value: &str) -> bool {
    let of_vocabulary = crate::schema::RecordKind::named(kind)
        .and_then(|kind| kind.shape.field(key))
        .is_some_and(|field| match &field.shape {
            Shape::List(inner) => {
                matches!(&**inner, Shape::Term(vocabulary) if vocabulary == choice.vocabulary)
            }
            _ => false,
        });
    let Some(Value::List(items)) = entry.data.get(key).filter(|_| of_vocabulary) else {
        return false;
    };
    items
        .iter()
        .any(|item| matches!(item, Value::Text(id, _) if id == value))
}
