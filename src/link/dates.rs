//! When records changed, as far as the history tells.

use jiff::tz::TimeZone;

use super::Site;
use crate::diag::FileId;
use crate::history::{Change, Moment};
use crate::record::config::Config;
use crate::record::date::Date;
use crate::record::reads;

/// The time zone of a site; one that does not exist is reported elsewhere.
pub(super) fn zone(config: &Config) -> TimeZone {
    let name = config.time_zone.as_ref();
    name.and_then(|name| TimeZone::get(name).ok())
        .unwrap_or(TimeZone::UTC)
}

impl Site {
    /// The changes of a file, the latest first. Empty when nothing is known for certain. It is noted
    /// that they are asked for, as its fields are.
    pub fn changes(&self, file: FileId) -> &[Change] {
        reads::fields(file);
        match &self.history {
            Some(history) => history.of(self.file_path(file)),
            None => &[],
        }
    }

    /// Files whose changes are not those that another site knows.
    pub(super) fn dated_otherwise(&self, other: &Self) -> Vec<FileId> {
        if self.history == other.history {
            return Vec::new();
        }
        let files = (0..self.file_paths.len()).filter_map(|at| u32::try_from(at).ok());
        let files = files.map(FileId);
        files
            .filter(|file| self.changes(*file) != other.changes(*file))
            .collect()
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
