//! A moment to the second, as git keeps it.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::record::date::Date;

/// Seconds since the beginning of 1970, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment(i64);

impl Moment {
    /// So many seconds after the beginning of 1970, UTC.
    pub fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since the beginning of 1970, UTC.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// The day on which it lies, in a time zone. `None` for a year that no calendar has, which a
    /// broken clock can put into a commit.
    pub fn day(self, zone: &TimeZone) -> Option<Date> {
        let moment = Timestamp::from_second(self.0).ok()?;
        Some(Date::day(moment.to_zoned(zone.clone()).date()))
    }
}

/// As feeds and data files write it, in UTC: `2026-11-05T09:30:00Z`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_second(self.0) {
            Ok(moment) => write!(f, "{moment}"),
            Err(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_a_day_in_a_time_zone_and_is_written_in_utc() {
        // 30 June 2024, 23:00 UTC, which is midnight in London.
        let moment = Moment::from_seconds(1_719_788_400);
        let london = TimeZone::get("Europe/London").expect("a zone");
        let day = |zone| moment.day(zone).map(|day| day.to_string());
        assert_eq!(day(&london).as_deref(), Some("2024-07-01"));
        assert_eq!(day(&TimeZone::UTC).as_deref(), Some("2024-06-30"));
        assert_eq!(moment.to_string(), "2024-06-30T23:00:00Z");
        assert_eq!(Moment::from_seconds(i64::MAX).day(&london), None);
    }
}
