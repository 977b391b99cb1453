//! The one date of a run. The library never reads the clock: it is read here, once, and printed.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::record::date::Date;

/// Why there is no date.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadDate(pub(super) String);

/// The first year of the days that a site can be made for: no workbook of Excel has an earlier one.
const FIRST_YEAR: i16 = 1900;

/// `--as-of`, else `SOURCE_DATE_EPOCH`, else today in the site's time zone.
pub(super) fn resolve(
    as_of: Option<&str>,
    epoch: Option<&str>,
    zone: Option<&str>,
) -> Result<Date, BadDate> {
    if let Some(text) = as_of {
        return match Date::parse(text).filter(|_| text.len() == "2026-01-31".len()) {
            Some(date) if date.year() < FIRST_YEAR => Err(too_early(text)),
            Some(date) => Ok(date),
            None => Err(BadDate(format!(
                "“{text}” is not a day. Write --as-of 2026-01-31."
            ))),
        };
    }
    let zone = zone
        .and_then(|name| TimeZone::get(name).ok())
        .unwrap_or(TimeZone::UTC);
    let now = match epoch {
        Some(seconds) => {
            let seconds = seconds.trim().parse().ok();
            let moment = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
            moment.ok_or_else(|| {
                BadDate("SOURCE_DATE_EPOCH must be a number of seconds since 1970.".into())
            })?
        }
        None => Timestamp::now(),
    };
    let day = Date::day(now.to_zoned(zone).date());
    match day.year() < FIRST_YEAR {
        true => Err(BadDate(format!(
            "The day is {day}, which is before {FIRST_YEAR}. Set SOURCE_DATE_EPOCH, or the clock of this computer, to a day of our time."
        ))),
        false => Ok(day),
    }
}

/// `1026-11-22` is a slip for 2026.
fn too_early(text: &str) -> BadDate {
    let meant = text.get(2..).map(|rest| format!("20{rest}"));
    let meant = meant.filter(|day| Date::parse(day).is_some());
    let asks = meant.map_or_else(
        || "Write --as-of 2026-01-31.".to_string(),
        |day| format!("Did you mean {day}?"),
    );
    BadDate(format!("--as-of {text} is before {FIRST_YEAR}. {asks}"))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    fn day(as_of: Option<&str>, epoch: Option<&str>, zone: Option<&str>) -> Option<String> {
        resolve(as_of, epoch, zone)
            .ok()
            .map(|date| date.to_string())
    }

    #[test]
    fn the_flag_wins_then_the_epoch_in_the_time_zone_of_the_site() {
        let evening = Some("1719788400"); // 30 June 2024, 23:00 UTC
        assert_eq!(
            day(Some("2026-01-31"), evening, None).as_deref(),
            Some("2026-01-31")
        );
        assert_eq!(day(None, evening, None).as_deref(), Some("2024-06-30"));
        assert_eq!(
            day(None, evening, Some("Europe/London")).as_deref(),
            Some("2024-07-01")
        );
    }

    #[test]
    fn half_a_date_and_words_are_refused() {
        for bad in ["2026", "2026-01", "today", "2026-02-30"] {
            assert_eq!(day(Some(bad), None, None), None, "{bad}");
        }
        assert_eq!(day(None, Some("soon"), None), None);
    }

    #[test]
    fn days_before_excel_are_refused() {
        let refused = |as_of, epoch| resolve(as_of, epoch, None).expect_err("is refused").0;
        assert_eq!(
            refused(Some("1026-11-22"), None),
            "--as-of 1026-11-22 is before 1900. Did you mean 2026-11-22?"
        );
        assert!(refused(Some("1896-02-29"), None).ends_with("Did you mean 2096-02-29?"));
        assert!(refused(None, Some("-3000000000")).contains("before 1900"));
        assert!(day(Some("1900-01-01"), None, None).is_some());
    }
}
