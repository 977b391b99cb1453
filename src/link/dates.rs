//! When records changed, as far as the history tells.

use jiff::tz::TimeZone;

use super::Site;
use crate::diag::FileId;
use crate::history::{Change, Moment};
use crate::record::config::Config;
use crate::record::date::Date;

/// The time zone of a site; one that does not exist is reported elsewhere.
pub(super) fn zone(config: &Config) -> TimeZone {
    let name = config.time_zone.as_ref();
    name.and_then(|name| TimeZone::get(name).ok())
        .unwrap_or(TimeZone::UTC)
}

impl Site {
    /// The changes of a file, the latest first. Empty when nothing is known for certain.
    pub fn changes(&self, file: FileId) -> &[Change] {
        match &self.history {
            Some(history) => history.of(self.file_path(file)),
            None => &[],
        }
    }

    /// When a file last changed.
    pub fn updated(&self, file: FileId) -> Option<Moment> {
        self.changes(file).first().map(Change::at)
    }

    /// When a file was first added.
    pub fn added(&self, file: FileId) -> Option<Moment> {
        self.changes(file).last().map(Change::at)
    }

    /// When a record last changed.
    pub fn record_updated(&self, kind: &str, id: &str) -> Option<Moment> {
        let (file, _) = self.known.get(kind, id)?;
        self.updated(file)
    }

    /// The day of a moment, in the site's time zone.
    pub fn day(&self, moment: Moment) -> Option<Date> {
        moment.day(&self.zone)
    }
}
