//! Whether a record goes out: what its state, embargo and withdrawal mean on the day of the build.
//!
//! A build for a day knows no hour. An embargo ends when its day has begun in its own time zone and
//! the day of the build has begun in the site's: never early, and the same for every build of a day.

use super::rules::unknown_owner;
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use crate::record::common::{Common, Embargo, State};
use crate::record::config::Config;
use crate::record::date::Date;

/// The day of the build, and where it is that day.
#[derive(Clone, Debug)]
pub(super) struct Today {
    date: Date,
    zone: jiff::tz::TimeZone,
}

impl Today {
    pub(super) fn new(date: Date, config: Option<&Config>) -> Self {
        let named = config.and_then(|config| config.time_zone.as_ref());
        let zone = named.and_then(|name| jiff::tz::TimeZone::get(&name.value).ok());
        Self {
            date,
            zone: zone.unwrap_or(jiff::tz::TimeZone::UTC),
        }
    }

    fn is_over(&self, embargo: &Embargo) -> bool {
        let named = embargo.time_zone.as_ref();
        let zone = match named.map(|name| jiff::tz::TimeZone::get(&name.value)) {
            Some(Ok(zone)) => zone,
            // A zone that does not exist is reported, and the record stays where it is.
            Some(Err(_)) => return false,
            None => self.zone.clone(),
        };
        let until = begins(embargo.until.value, zone);
        until
            .zip(begins(self.date, self.zone.clone()))
            .is_some_and(|(until, now)| until <= now)
    }
}

/// The moment at which a day begins.
fn begins(date: Date, zone: jiff::tz::TimeZone) -> Option<jiff::Timestamp> {
    let day = jiff::civil::Date::new(date.year(), date.month()?, date.day_of_month()?).ok()?;
    Some(day.to_zoned(zone).ok()?.timestamp())
}

/// What a record's state means today: draft, embargoed, withdrawn or published. `written` is the
/// state that its file names; `common` is missing when the record is wrong, and then what may be
/// under an embargo is.
pub(super) fn today(today: &Today, written: State, common: Option<&Common>) -> State {
    let embargo = common.and_then(|common| common.embargo.as_ref());
    match (written, embargo) {
        (State::Draft | State::Withdrawn, _) => written,
        (_, Some(embargo)) if !today.is_over(embargo) => State::Embargoed,
        (State::Embargoed, None) => State::Embargoed,
        _ => State::Published,
    }
}

/// Looks for what a state needs and the record does not say.
pub(super) fn look_over(
    common: &Common,
    file: FileId,
    config: Option<&Config>,
    sink: &mut Diagnostics,
) {
    let start = Span::file_start(file);
    let mut lacks = |code, message: &str, hint: &str| {
        sink.push(Diagnostic::error(code, message).at(start).hint(hint));
    };
    if common.state == State::Embargoed && common.embargo.is_none() {
        lacks(
            "no-embargo-day",
            "This record is under an embargo, and does not say until when.",
            "Write the day: “embargo: {until: 2026-12-01}”. Until then it stays out of the site.",
        );
    }
    if common.state == State::Withdrawn && common.withdrawn.is_none() {
        lacks(
            "no-withdrawal",
            "This record is withdrawn, and does not say why.",
            "Write “withdrawn:” with “day:” and “because:”. Readers of its address get that text.",
        );
    }
    if common.state != State::Withdrawn && common.withdrawn.is_some() {
        lacks(
            "not-withdrawn",
            "This record says why it was withdrawn, and its state is not “withdrawn”.",
            "Write “state: withdrawn”, or take “withdrawn” out.",
        );
    }
    if common.state == State::Cleared && common.cleared.is_none() {
        lacks(
            "no-clearance",
            "This record is cleared, and does not say by which role.",
            "Write “cleared:” with “by:” (a role) and “day:”.",
        );
    }
    if let Some(embargo) = &common.embargo {
        embargo_day(embargo, sink);
    }
    if let (Some(cleared), Some(config)) = (&common.cleared, config)
        && let Some(problem) = unknown_owner(&cleared.by, config)
    {
        sink.push(problem);
    }
}

fn embargo_day(embargo: &Embargo, sink: &mut Diagnostics) {
    if embargo.until.value.day_of_month().is_none() {
        sink.push(
            Diagnostic::error("bad-embargo", "An embargo ends on a day, and this is none.")
                .at(embargo.until.span)
                .hint("Write year, month and day, such as 2026-12-01."),
        );
    }
    if let Some(zone) = &embargo.time_zone
        && jiff::tz::TimeZone::get(&zone.value).is_err()
    {
        sink.push(super::config::bad_time_zone(&zone.value).at(zone.span));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Sandbox;

    fn out(build: &str, state: &str) -> bool {
        let site = Sandbox::small()
            .change(
                "data/awards/p4-02.yaml",
                "title:",
                &format!("{state}\ntitle:"),
            )
            .on(build);
        let checked = site.check();
        checked
            .records
            .awards
            .iter()
            .any(|award| award.id == "p4-02")
    }

    #[test]
    fn an_embargo_ends_with_its_day_in_its_own_zone_and_never_early() {
        let site_zone = "state: embargoed\nembargo: 2026-12-01";
        assert!(!out("2026-11-30", site_zone));
        assert!(out("2026-12-01", site_zone));
        // When the first of December begins in London, New York has five hours to go, and in Tokyo
        // it began nine hours ago.
        let west = "state: embargoed\nembargo: {until: 2026-12-01, time_zone: America/New_York}";
        assert!(!out("2026-12-01", west));
        assert!(out("2026-12-02", west));
        let east = "state: embargoed\nembargo: {until: 2026-12-01, time_zone: Asia/Tokyo}";
        assert!(!out("2026-11-30", east));
        assert!(out("2026-12-01", east));
    }

    #[test]
    fn what_is_doubtful_stays_in() {
        for doubtful in [
            "state: embargoed",
            "state: embargoed\nembargo: 2026-12",
            "state: embargoed\nembargo: {until: 2020-01-01, time_zone: Europe/Nowhere}",
            "embargo: 2026-12-01",
            "state: withdrawn",
        ] {
            assert!(!out("2026-11-30", doubtful), "{doubtful}");
        }
        assert!(out("2026-11-30", "state: cleared"));
    }
}
