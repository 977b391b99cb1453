//! Dates as sources give them: a year, a month or a day.

use std::fmt;

use serde::{Serialize, Serializer};

/// A year, a month of a year, or a day.
///
/// The order is that of the first day that the date can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// Reads `2025`, `2025-04` or `2025-04-30`.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &str, count: usize| {
            (part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        let small = |part: &str| digits(part, 2).and_then(|value| i8::try_from(value).ok());
        let (year, month, day) = match parts.as_slice() {
            [year] => (digits(year, 4)?, None, None),
            [year, month] => (digits(year, 4)?, Some(small(month)?), None),
            [year, month, day] => (digits(year, 4)?, Some(small(month)?), Some(small(day)?)),
            _ => return None,
        };
        if year == 0 {
            // There is none between 1 BC and AD 1; who types 0000 has no date.
            return None;
        }
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day })
    }

    /// A day of the calendar.
    pub fn day(date: jiff::civil::Date) -> Self {
        Self {
            year: date.year(),
            month: Some(date.month()),
            day: Some(date.day()),
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, from 1, if the date has one.
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, if the date has one.
    pub fn day_of_month(self) -> Option<i8> {
        self.day
    }

    /// The month alone of a day.
    pub fn month_only(self) -> Self {
        Self { day: None, ..self }
    }

    /// How many days the month has, if the date has one.
    pub fn days_in_month(self) -> Option<i8> {
        let first = jiff::civil::Date::new(self.year, self.month?, 1).ok()?;
        Some(first.days_in_month())
    }

    /// The same day a year later; 29 February gives 1 March.
    pub fn a_year_later(self) -> Self {
        let year = self.year.saturating_add(1);
        let leap_day = (self.month, self.day) == (Some(2), Some(29));
        match leap_day {
            true => Self {
                year,
                month: Some(3),
                day: Some(1),
            },
            false => Self { year, ..self },
        }
    }

    /// Whether all of this date lies before all of the other: a month is over when its last day is.
    pub fn is_over_before(self, other: Self) -> bool {
        let last = (self.year, self.month.unwrap_or(12), self.day.unwrap_or(31));
        let first = (other.year, other.month.unwrap_or(1), other.day.unwrap_or(1));
        last < first
    }

    /// As people write it: `30 April 2025`, `April 2025` or `2025`.
    pub fn in_words(self) -> String {
        let month = |number: i8| MONTHS[usize::try_from(number - 1).unwrap_or(0)];
        match (self.month, self.day) {
            (Some(m), Some(day)) => format!("{day} {} {}", month(m), self.year),
            (Some(m), None) => format!("{} {}", month(m), self.year),
            (None, _) => self.year.to_string(),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn reads_years_months_and_days_that_exist() {
        let words = |text: &str| Date::parse(text).map(Date::in_words);
        assert_eq!(words("2025").as_deref(), Some("2025"));
        assert_eq!(words("2025-04").as_deref(), Some("April 2025"));
        assert_eq!(words("2018-08-06").as_deref(), Some("6 August 2018"));
        for bad in [
            "2025-13",
            "2025-02-30",
            "25-04-01",
            "2025-4",
            "April 2025",
            "2025-04-30-1",
            "0000",
        ] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_year_later_is_a_day_that_exists() {
        let later = |text| Date::parse(text).map(|date| date.a_year_later().to_string());
        assert_eq!(later("2025-04-30").as_deref(), Some("2026-04-30"));
        assert_eq!(later("2024-02-29").as_deref(), Some("2025-03-01"));
        assert_eq!(later("2024").as_deref(), Some("2025"));
    }

    #[test]
    fn a_less_exact_date_comes_first() {
        assert!(Date::parse("2025") < Date::parse("2025-01"));
        assert!(Date::parse("2025-04-30") < Date::parse("2025-05"));
    }
}
