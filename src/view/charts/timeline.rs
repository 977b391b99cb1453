//! Dated events along the years.

use std::collections::BTreeMap;

use super::lanes::{Lane, draw};
use super::{ChartView, Table, TableRow};
use crate::record::Entry;
use crate::record::date::Date;
use crate::record::value::{Fields, Value};
use crate::view::Look;

const CLASSES: [&str; 4] = ["lane-1", "lane-2", "lane-3", "lane-4"];

pub(super) fn chart(look: &Look<'_>) -> Option<ChartView> {
    let words = look.words;
    let mut events: Vec<Dated<'_>> = look
        .site
        .catalogued
        .get("event")?
        .iter()
        .filter_map(dated)
        .collect();
    events.sort_by_key(|event| (event.date, event.entry.id.as_str()));
    let (first, last) = (events.first()?.date.year(), events.last()?.date.year());
    let kinds = look.site.vocabularies.values("event-kind").iter();
    let lanes = kinds.filter_map(|kind| {
        let own = events.iter().filter(|event| event.kind == kind.id);
        let months: Vec<i32> = own.map(|event| months(event.date)).collect();
        (!months.is_empty()).then(|| (kind.label.clone(), months))
    });
    let lanes: Vec<Lane> = lanes
        .zip(CLASSES)
        .map(|((label, months), class)| Lane {
            label,
            months,
            class,
        })
        .collect();
    let rows = events.iter().map(|event| TableRow {
        label: words.date(event.date),
        href: None,
        cells: vec![
            event.title.to_string(),
            look.site
                .vocabularies
                .label("event-kind", event.kind)
                .to_string(),
        ],
        plain: vec![event.title.to_string(), event.kind.to_string()],
    });
    let table = Table {
        head: ["chart.date", "chart.event", "chart.kind"]
            .map(|key| words.text(key))
            .to_vec(),
        rows: rows.collect(),
    };
    Some(ChartView {
        id: "timeline",
        title: finding(look, &events),
        subtitle: words.text("chart.timeline_about"),
        drawings: draw(&lanes, first.into(), last.into()),
        legend: Vec::new(),
        note: Some(words.text("chart.timeline_note")),
        sources: look.sources_of(events.iter().map(|event| &event.entry.common)),
        table,
        csv: look.chart_file("timeline", "csv"),
        json: look.chart_file("timeline", "json"),
    })
}

/// An event with what the chart needs of it.
struct Dated<'s> {
    entry: &'s Entry<Fields>,
    date: Date,
    title: &'s str,
    kind: &'s str,
}

fn dated(entry: &Entry<Fields>) -> Option<Dated<'_>> {
    let text = |key: &str| match entry.data.get(key) {
        Some(Value::Text(text, _)) => Some(text.as_str()),
        _ => None,
    };
    let Some(Value::Date(date, _)) = entry.data.get("date") else {
        return None;
    };
    Some(Dated {
        entry,
        date: *date,
        title: text("title")?,
        kind: text("kind")?,
    })
}

/// In months; a date without a month stands in the middle of its year.
fn months(date: Date) -> i32 {
    let month = date.month().map_or(6, |month| i32::from(month) - 1);
    i32::from(date.year()) * 12 + month
}

/// The busiest year.
fn finding(look: &Look<'_>, events: &[Dated<'_>]) -> String {
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    for event in events {
        *years.entry(event.date.year()).or_default() += 1;
    }
    let busiest = years.iter().rev().max_by_key(|(_, count)| **count);
    let Some((year, count)) = busiest else {
        return String::new();
    };
    let all = look.words.whole(events.len());
    look.words.count(
        "chart.timeline_finding",
        *count,
        &[("year", year), ("all", &all)],
    )
}
