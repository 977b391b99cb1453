//! Dates as people write them: `30/04/2025`, `30 April 2025`, `Apr-25`, `2025-04-30 00:00`.
//!
//! Some have two readings: `6/8/2018` is 6 August in the United Kingdom and June 8 in the United
//! States. Both are given, and the caller decides or asks.

use super::date::Date;

/// What a text can mean as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// One date. `short` when the century was left out and taken to be this one.
    One {
        /// The date.
        date: Date,
        /// Whether the year has two digits.
        short: bool,
    },
    /// One of two days.
    Two {
        /// If the day is written before the month.
        day_first: Date,
        /// If the month is written before the day.
        month_first: Date,
    },
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Reads a date; `None` when the text is none.
pub fn read(text: &str) -> Option<Dated> {
    let text = text.trim();
    let one = |date| Dated::One { date, short: false };
    if let Some(date) = Date::parse(text) {
        return Some(one(date));
    }
    if let Some(date) = moment(text).or_else(|| unparted(text)) {
        return Some(one(date));
    }
    let lower = text.to_lowercase();
    let parts = lower
        .split(is_between)
        .filter(|part| !part.is_empty() && *part != "of");
    let parts: Vec<&str> = parts.filter(|part| !is_day_name(part)).collect();
    let known = |part: &str| month(part).is_some();
    match parts.as_slice() {
        [day, name, year] if known(name) => named(Some(day), name, year),
        [name, day, year] if known(name) => named(Some(day), name, year),
        [name, year] if known(name) => named(None, name, year),
        [year, month, day] if year.len() == 4 => {
            date(year, number(month)?, Some(number(day)?)).map(one)
        }
        [first, second, year] => numbers(number(first)?, number(second)?, year),
        [month, year] if year.len() == 4 => date(year, number(month)?, None).map(one),
        _ => None,
    }
}

/// A month that stands after its year, as in `2025/04`. It can also be meant for two years, as in
/// `2011\u{2013}12`, so [`read`] does not take it.
pub fn month_after_year(text: &str) -> Option<Date> {
    let (year, month) = text.trim().split_once(['/', '.', '\u{2013}', ' '])?;
    (year.len() == 4)
        .then(|| date(year, number(month)?, None))
        .flatten()
}

/// For a date such as 30 February, which there is not: its month, and how many days that has.
pub fn too_short_month(text: &str) -> Option<(Date, i8)> {
    let parts: Vec<&str> = text.split(is_between).collect();
    let late = |part: &str| number(part).is_some_and(|day| (29..=31).contains(&day));
    let found = parts.iter().enumerate().find_map(|(at, part)| {
        let mut parts = parts.clone();
        parts[at] = "1";
        let first = late(part).then(|| read(&parts.join("/"))).flatten()?;
        let readings = match first {
            Dated::One { date, .. } => [Some(date), None],
            Dated::Two {
                day_first,
                month_first,
            } => [Some(day_first), Some(month_first)],
        };
        let mut readings = readings.into_iter().flatten();
        readings.find(|date| date.day_of_month() == Some(1))
    })?;
    Some((found.month_only(), found.days_in_month()?))
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '.' | '-' | ',' | '\u{2013}')
}

/// `20250430`.
fn unparted(text: &str) -> Option<Date> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    (text.len() == 8)
        .then(|| Date::parse(&format!("{year}-{month}-{day}")))
        .flatten()
}

/// `2025-04-30T09:00:00` or `2025-04-30 00:00`.
fn moment(text: &str) -> Option<Date> {
    let (day, time) = text.split_at_checked(10)?;
    let time = time.strip_prefix(['T', ' '])?;
    let fits = |c: char| c.is_ascii_digit() || ":.+-Z ".contains(c);
    (time.contains(':') && time.chars().all(fits))
        .then(|| Date::parse(day))
        .flatten()
}

fn is_day_name(part: &str) -> bool {
    part.len() >= 3 && DAYS.iter().any(|day| day.starts_with(part))
}

fn month(part: &str) -> Option<u8> {
    let part = if part == "sept" { "sep" } else { part };
    let at = MONTHS
        .iter()
        .position(|name| part.len() >= 3 && name.starts_with(part))?;
    u8::try_from(at + 1).ok()
}

/// `6`, `06` or `6th`.
fn number(part: &str) -> Option<u8> {
    let endings = ["st", "nd", "rd", "th"];
    let digits = endings
        .iter()
        .find_map(|ending| part.strip_suffix(ending))
        .unwrap_or(part);
    let short = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    short.then(|| digits.parse().ok()).flatten()
}

fn date(year: &str, month: u8, day: Option<u8>) -> Option<Date> {
    let day = day.map_or_else(String::new, |day| format!("-{day:02}"));
    Date::parse(&format!("{year}-{month:02}{day}"))
}

/// A year of four digits, or of two, which is taken to be of this century.
fn year(part: &str) -> Option<(String, bool)> {
    let digits = part.bytes().all(|byte| byte.is_ascii_digit());
    match part.len() {
        4 if digits => Some((part.to_string(), false)),
        2 if digits => Some((format!("20{part}"), true)),
        _ => None,
    }
}

fn named(day: Option<&str>, name: &str, written: &str) -> Option<Dated> {
    let (year, short) = year(written.trim_start_matches('\''))?;
    let day = match day {
        Some(day) => Some(number(day)?),
        None => None,
    };
    let date = date(&year, month(name)?, day)?;
    Some(Dated::One { date, short })
}

fn numbers(first: u8, second: u8, written: &str) -> Option<Dated> {
    let (year, short) = year(written)?;
    let day_first = date(&year, second, Some(first));
    let month_first = date(&year, first, Some(second));
    match (day_first, month_first) {
        (Some(day_first), Some(month_first)) if day_first != month_first => Some(Dated::Two {
            day_first,
            month_first,
        }),
        (Some(date), _) | (_, Some(date)) => Some(Dated::One { date, short }),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Option<String> {
        match read(text)? {
            Dated::One { date, .. } => Some(date.to_string()),
            Dated::Two { .. } => None,
        }
    }

    #[test]
    fn dates_with_one_reading_are_read() {
        for text in [
            "30/04/2025",
            "30.4.2025",
            "30-04-2025",
            "30 April 2025",
            "30th of April, 2025",
            "Wed 30 Apr 2025",
            "30-Apr-25",
            "April 30, 2025",
            "4/30/2025",
            "2025/04/30",
            "2025-04-30 00:00:00",
            "2025-04-30T09:00:00Z",
            "20250430",
        ] {
            assert_eq!(one(text).as_deref(), Some("2025-04-30"), "{text}");
        }
        for text in ["April 2025", "Apr-25", "Apr '25", "04/2025", "2025-04"] {
            assert_eq!(one(text).as_deref(), Some("2025-04"), "{text}");
        }
        assert_eq!(one("06/06/2018").as_deref(), Some("2018-06-06"));
        assert_eq!(one("Sept 2025").as_deref(), Some("2025-09"));
    }

    #[test]
    fn a_date_with_two_readings_gives_both() {
        let days = |text| Date::parse(text).expect("a date");
        let both = Dated::Two {
            day_first: days("2018-08-06"),
            month_first: days("2018-06-08"),
        };
        assert_eq!(read("6/8/2018"), Some(both));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "soon",
            "31/02/2025",
            "April",
            "1/2",
            "2025-13",
            "30042025",
            "2011\u{2013}12",
            "12 months",
            "30/04/20255",
            "ma 2025",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
