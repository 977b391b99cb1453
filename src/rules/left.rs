//! What was found in texts, from one run of the program to the next. Of most files that is nothing,
//! and nothing is then said of them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::memo::{Kept, Memo, Private, Readings};
use super::private::Found;
use super::settings::Settings;
use super::texts::{self, Place, Reading};
use super::{Subject, list};
use crate::diag::{Diagnostics, FileId, Span};
use crate::source::Content;

/// The places of each file that break a rule which looks at that file alone, by its path.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Left {
    private: HashMap<String, Vec<(String, Range<usize>)>>,
    readings: HashMap<String, Vec<(String, String, Range<usize>)>>,
}

impl Left {
    pub(super) fn note_private<'f>(
        &mut self,
        found: impl Iterator<Item = (&'f str, &'f Arc<[Found]>)>,
    ) {
        let found = found.filter(|(_, found)| !found.is_empty());
        let found = found.map(|(path, found)| {
            let places = found.iter();
            let places = places.map(|one| (one.rule.to_string(), one.range.clone()));
            (path.to_string(), places.collect())
        });
        self.private = found.collect();
    }

    pub(super) fn note_readings<'f>(
        &mut self,
        readings: impl Iterator<Item = (&'f str, &'f Arc<Reading>)>,
    ) {
        let readings = readings.filter(|(_, reading)| !reading.is_empty());
        let readings = readings.map(|(path, reading)| {
            let places = reading.iter().map(|place| {
                let (rule, message) = (place.rule.to_string(), place.message.clone());
                (rule, message, place.span.range())
            });
            (path.to_string(), places.collect())
        });
        self.readings = readings.collect();
    }

    /// `None` when a rule is none of the list.
    fn private(&mut self, path: &str) -> Option<Arc<[Found]>> {
        let places = self.private.remove(path).unwrap_or_default();
        let found = places.into_iter().map(|(rule, range)| {
            let rule = list::rule(&rule)?.code;
            Some(Found { rule, range })
        });
        found.collect()
    }

    fn reading(&mut self, path: &str, file: FileId) -> Option<Arc<Reading>> {
        let places = self.readings.remove(path).unwrap_or_default();
        let places = places.into_iter().map(|(rule, message, range)| {
            Some(Place {
                rule: list::rule(&rule)?.code,
                message,
                span: Span::new(file, range),
            })
        });
        Some(Arc::new(places.collect::<Option<_>>()?))
    }
}

impl Memo {
    /// A memo as it was in the run before, which looked at this. `None` when that run knew other
    /// rules.
    pub fn resumed(subject: Subject<'_>, mut left: Left) -> Option<Self> {
        let settings = Settings::new(&subject, &mut Diagnostics::new());
        let texts = subject
            .files
            .iter()
            .filter_map(|(_, file)| match &file.content {
                Content::Text(text) => Some((&file.path, text)),
                _ => None,
            });
        let private = texts.map(|(path, text)| {
            let found = left.private(path)?;
            Some((path.clone(), text.clone(), found))
        });
        let private = Private {
            kept: Kept(private.collect::<Option<_>>()?),
            published: settings.published.clone(),
        };
        let documents = texts::documents(&subject).into_iter();
        let readings = documents.map(|document| {
            let reading = left.reading(&document.path, document.file)?;
            Some((document.path.clone(), document.clone(), reading))
        });
        let readings = Readings {
            kept: Kept(readings.collect::<Option<_>>()?),
            against: Some(texts::against(&subject, &settings)),
        };
        Some(Self::of(private, readings))
    }
}
