//! The events as a calendar (iCalendar, RFC 5545): those whose day is known.

use crate::link::{Site, of_record, text};
use crate::record::Entry;
use crate::record::date::Date;
use crate::record::value::{Fields, Value};

/// The kind of record that has a place in a calendar.
const KIND: &str = "event";

/// Where the calendar lies.
pub(crate) const FILE: &str = "timeline/calendar.ics";

/// The calendar; none without an event whose day is known.
pub(super) fn file(site: &Site) -> Option<(String, Vec<u8>)> {
    let entries = site.catalogued.get(KIND)?;
    let events: Vec<String> = entries
        .iter()
        .filter_map(|entry| event(site, entry))
        .collect();
    if events.is_empty() {
        return None;
    }
    let lines = [
        "BEGIN:VCALENDAR".to_string(),
        "VERSION:2.0".to_string(),
        "PRODID:-//Casebook//Casebook//EN".to_string(),
        format!("X-WR-CALNAME:{}", escaped(&site.config.title)),
    ];
    let head: String = lines.iter().map(|line| folded(line)).collect();
    let calendar = format!("{head}{}END:VCALENDAR\r\n", events.concat());
    Some((FILE.to_string(), calendar.into_bytes()))
}

fn event(site: &Site, entry: &Entry<Fields>) -> Option<String> {
    let first = day(entry, "date")?;
    let last = day(entry, "until").unwrap_or(first).max(first);
    let mut lines = vec![
        "BEGIN:VEVENT".to_string(),
        format!("UID:{KIND}-{}@{}", entry.id, super::entry::authority(site)),
        format!("DTSTAMP:{}T000000Z", compact(&site.as_of.to_string())),
        format!("DTSTART;VALUE=DATE:{}", compact(&first.to_string())),
        // The end is the first day that is no longer part of it.
        format!(
            "DTEND;VALUE=DATE:{}",
            compact(&last.tomorrow().ok()?.to_string())
        ),
        format!("SUMMARY:{}", escaped(text(entry, "title"))),
        format!("DESCRIPTION:{}", escaped(text(entry, "what"))),
        // A day on which something happened takes nobody's time.
        "TRANSP:TRANSPARENT".to_string(),
    ];
    let place = Some(text(entry, "place")).filter(|place| !place.is_empty());
    lines.extend(place.map(|place| format!("LOCATION:{}", escaped(place))));
    lines.extend(url(site, &entry.id).map(|url| format!("URL:{url}")));
    lines.push("END:VEVENT".into());
    Some(lines.iter().map(|line| folded(line)).collect())
}

fn url(site: &Site, id: &str) -> Option<String> {
    let base = site.base_url.as_deref()?;
    let (route, anchor) = of_record(KIND, id)?;
    let anchor = anchor
        .map(|anchor| format!("#{anchor}"))
        .unwrap_or_default();
    Some(format!("{base}{route}{anchor}"))
}

fn day(entry: &Entry<Fields>, key: &str) -> Option<jiff::civil::Date> {
    match entry.data.get(key)? {
        Value::Date(date, _) => calendar_day(*date),
        _ => None,
    }
}

/// A date that names a day.
fn calendar_day(date: Date) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(date.year(), date.month()?, date.day_of_month()?).ok()
}

fn compact(date: &str) -> String {
    date.replace('-', "")
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => safe.extend(['\\', c]),
            '\n' => safe.push_str("\\n"),
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

/// A line, broken so that none has more than 75 bytes: the next begins with a blank.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut room = 75;
    for c in line.chars() {
        if c.len_utf8() > room {
            folded.push_str("\r\n ");
            room = 74;
        }
        room -= c.len_utf8();
        folded.push(c);
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_broken_between_letters() {
        let line = format!("SUMMARY:{}", "é".repeat(60));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|part| part.len() <= 75));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn marks_that_mean_something_are_escaped() {
        assert_eq!(escaped("a, b; c\\d\ne\r"), "a\\, b\\; c\\\\d\\ne");
    }
}
