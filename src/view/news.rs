//! What is new: records by the day on which they were added or last changed.
//!
//! A day on which many records of one kind were added or changed is one line, so that an import of
//! hundreds of files does not hide everything else.

use std::cmp::Reverse;

use serde::Serialize;

use super::{Body, Frame, LinkView, Look};
use crate::record::date::Date;
use crate::record::source::Source;
use crate::record::value::Kind;
use crate::schema::{KINDS, RecordKind, Shown};

/// Records of one kind and day that are named one by one on the page; more are counted.
const NAMED: usize = 10;

/// The same for the home page, which has little room.
const NAMED_AT_HOME: usize = 2;

/// Lines on the home page.
const LINES_AT_HOME: usize = 5;

/// Months that are listed.
const MONTHS: usize = 24;

/// What is new, by month.
#[derive(Clone, Debug, Serialize)]
pub struct NewsView {
    /// The months, the latest first.
    pub months: Vec<NewsMonth>,
    /// The earliest month that is listed, in words, when there are earlier ones.
    pub since: Option<String>,
}

/// A month.
#[derive(Clone, Debug, Serialize)]
pub struct NewsMonth {
    /// Its anchor.
    pub id: String,
    /// The month, in words.
    pub label: String,
    /// Its days, the latest first.
    pub days: Vec<NewsDay>,
}

/// A day.
#[derive(Clone, Debug, Serialize)]
pub struct NewsDay {
    /// The day, as `2026-01-31`.
    pub day: String,
    /// The day, in words.
    pub label: String,
    /// What happened on it.
    pub lines: Vec<NewsLine>,
}

/// A record that is new or changed, or how many of a kind are.
#[derive(Clone, Debug, Serialize)]
pub struct NewsLine {
    /// The day, in words.
    pub day: String,
    /// The record, or how many there are.
    pub link: LinkView,
    /// The kind and what happened; nothing where the link says it.
    pub about: Option<String>,
}

/// A record that was added or changed.
struct Event<'s> {
    day: Date,
    changed: bool,
    /// The position of the kind among all.
    kind: usize,
    id: &'s str,
}

/// Events of one day, kind and sort.
type Group<'g, 's> = &'g [Event<'s>];

pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("news.title");
    let description = look.words.text("news.intro");
    let mut frame = look.frame("news", &title, description, &[]);
    frame.end = Some(look.index_end(&title));
    let events = events(look);
    let mut months: Vec<NewsMonth> = events
        .chunk_by(|a, b| month(a.day) == month(b.day))
        .map(|events| month_view(look, events))
        .collect();
    let since = (months.len() > MONTHS).then(|| months[MONTHS - 1].label.clone());
    months.truncate(MONTHS);
    (frame, Body::News(Box::new(NewsView { months, since })))
}

/// The latest news, in few lines. Empty when nothing is known.
pub(super) fn latest(look: &Look<'_>) -> Vec<NewsLine> {
    let events = events(look);
    let groups = events.chunk_by(same_group);
    let lines = groups.flat_map(|group| lines(look, group, NAMED_AT_HOME));
    lines.take(LINES_AT_HOME).collect()
}

fn month(day: Date) -> (i16, Option<i8>) {
    (day.year(), day.month())
}

/// Everything that has a page of its own, as it was added and as it last changed: the latest first;
/// of one day, what is new first.
fn events<'s>(look: &Look<'s>) -> Vec<Event<'s>> {
    let site = look.site;
    let mut events = Vec::new();
    site.each_record(|kind, id, file, _| {
        let shown =
            |known: &RecordKind| known.name == kind && matches!(known.shown, Shown::Page(_));
        let Some(kind) = KINDS.iter().position(shown) else {
            return;
        };
        let day = |moment| site.day(moment);
        let added = site.added(file).and_then(day);
        let updated = site
            .updated(file)
            .and_then(day)
            .filter(|day| Some(*day) != added);
        let both = [(added, false), (updated, true)].into_iter();
        events.extend(both.filter_map(|(day, changed)| {
            Some(Event {
                day: day?,
                changed,
                kind,
                id,
            })
        }));
    });
    // What rests on sources is news before the sources are.
    let rank = |kind: usize| (KINDS[kind].name == Source::NAME, kind);
    events.sort_by_key(|event| {
        (
            Reverse(event.day),
            event.changed,
            rank(event.kind),
            event.id,
        )
    });
    events
}

fn same_group(a: &Event<'_>, b: &Event<'_>) -> bool {
    (a.day, a.changed, a.kind) == (b.day, b.changed, b.kind)
}

fn month_view(look: &Look<'_>, events: &[Event<'_>]) -> NewsMonth {
    let (year, month) = month(events[0].day);
    let id = format!("{year:04}-{:02}", month.unwrap_or_default());
    let days = events
        .chunk_by(|a, b| a.day == b.day)
        .map(|events| NewsDay {
            day: events[0].day.to_string(),
            label: look.words.date(events[0].day),
            lines: events
                .chunk_by(same_group)
                .flat_map(|group| lines(look, group, NAMED))
                .collect(),
        });
    NewsMonth {
        label: Date::parse(&id).map_or(id.clone(), |month| look.words.date(month)),
        id: format!("month-{id}"),
        days: days.collect(),
    }
}

/// The records of a group, or how many there are if they are more than `named`.
fn lines(look: &Look<'_>, group: Group<'_, '_>, named: usize) -> Vec<NewsLine> {
    let first = &group[0];
    let kind = &KINDS[first.kind];
    let name = look.kind(kind.name);
    let day = look.words.date(first.day);
    if group.len() > named
        && let Shown::Page(folder) = kind.shown
    {
        let key = if first.changed {
            "news.many_changed"
        } else {
            "news.many_added"
        };
        let text = look.words.count(key, group.len(), &[("kind", &name)]);
        return vec![NewsLine {
            day,
            link: look.link(text, folder),
            about: None,
        }];
    }
    let key = if first.changed {
        "news.changed"
    } else {
        "news.added"
    };
    let about = look.words.fill(key, &[("kind", &name)]);
    let links = group
        .iter()
        .filter_map(|event| look.record_link(kind.name, event.id));
    links
        .map(|link| NewsLine {
            day: day.clone(),
            link,
            about: Some(about.clone()),
        })
        .collect()
}
