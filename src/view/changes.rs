//! How a page changed, for its end.

use serde::Serialize;

use super::Look;
use crate::diag::FileId;
use crate::history::{Change, What};
use crate::record::date::Date;

/// Lines that are shown. A record that is worked on every day has hundreds of changes, and every
/// page carries its own.
const LINES: usize = 12;

/// The changes of a page.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesView {
    /// Each day, or each change where the notes of changes are shown; the latest first.
    pub days: Vec<ChangeView>,
    /// How many changes there were before, in words.
    pub earlier: Option<String>,
}

/// A day on which a page changed, or one change.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeView {
    /// The day, as `2026-01-31`.
    pub day: String,
    /// What happened, in words.
    pub text: String,
}

impl Look<'_> {
    /// When a file last changed, in words.
    pub(super) fn updated(&self, file: FileId) -> Option<String> {
        let day = self.site.day(self.site.updated(file)?)?;
        Some(self.words.date(day))
    }

    /// The changes of a file.
    pub(super) fn changes(&self, file: FileId) -> Option<ChangesView> {
        let changes = self.site.changes(file);
        let dated = changes.iter().filter_map(|change| {
            let day = self.site.day(change.at())?;
            Some((day, change))
        });
        let dated: Vec<(Date, &Change)> = dated.collect();
        let lines: Vec<&[(Date, &Change)]> = match self.site.config.change_notes {
            Some(true) => dated.chunks(1).collect(),
            _ => dated.chunk_by(|a, b| a.0 == b.0).collect(),
        };
        let shown = lines.len().min(LINES);
        let earlier: usize = lines[shown..].iter().map(|line| line.len()).sum();
        (!lines.is_empty()).then(|| ChangesView {
            days: lines[..shown].iter().map(|line| self.line(line)).collect(),
            earlier: (earlier > 0).then(|| self.words.count("change.earlier", earlier, &[])),
        })
    }

    fn line(&self, line: &[(Date, &Change)]) -> ChangeView {
        let (day, change) = line[line.len() - 1];
        let date = self.words.date(day);
        let noted = self.site.config.change_notes == Some(true);
        let text = match (noted, &change.what) {
            (true, _) if !change.commit.subject.is_empty() => {
                let note = &change.commit.subject;
                let slots: [(&str, &dyn std::fmt::Display); 2] = [("date", &date), ("note", note)];
                self.words.fill("change.noted", &slots)
            }
            (_, What::Added) => self.words.fill("change.added", &[("date", &date)]),
            _ => self
                .words
                .count("change.changed", line.len(), &[("date", &date)]),
        };
        ChangeView {
            day: day.to_string(),
            text,
        }
    }
}
