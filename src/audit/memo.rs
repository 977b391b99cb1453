//! Keeps what is known of each file for as long as its bytes stay the same.
//!
//! The key is the hash of the bytes and how they were read, so two equal files are read once and
//! a changed one cannot be mistaken. What two audits in a row did not ask for is forgotten.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::facts::{Facts, Link};
use super::faultless::Faultless;
use super::{page, style_sheet, xml};
use crate::output::Bytes;

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Format {
    Html,
    Svg,
    Css,
    Xml,
}

impl Format {
    /// How a file of this path is read; nothing for images, data and the rest.
    pub(super) fn of(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        let is = |known: &[&str]| {
            known
                .iter()
                .any(|name| extension.eq_ignore_ascii_case(name))
        };
        if is(&["html", "htm"]) {
            Some(Format::Html)
        } else if is(&["svg"]) {
            Some(Format::Svg)
        } else if is(&["css"]) {
            Some(Format::Css)
        } else if is(&["xml", "atom", "rss", "xsl"]) {
            Some(Format::Xml)
        } else {
            None
        }
    }

    /// Whether a link to a place in such a file can be checked.
    pub(super) fn has_anchors(self) -> bool {
        matches!(self, Format::Html | Format::Svg)
    }

    fn read(self, bytes: &[u8]) -> Facts {
        match self {
            Format::Html => page::read_html(bytes),
            Format::Svg => page::read_svg(bytes),
            Format::Css => style_sheet::read(bytes),
            Format::Xml => xml::read(bytes),
        }
    }
}

/// What earlier audits learned. Share one between the audits of one site; it is safe to use from
/// many threads.
#[derive(Debug, Default)]
pub struct Memo {
    /// Whether there is only one audit, after which nothing is asked of the memo.
    once: bool,
    shelf: Mutex<Shelf>,
    faultless: Mutex<Faultless>,
}

/// Facts that are read once, by whoever comes first.
type Slot = Arc<OnceLock<Facts>>;

#[derive(Debug, Default)]
struct Shelf {
    round: u64,
    slots: HashMap<(Format, [u8; 32]), (u64, Slot)>,
}

impl Memo {
    /// Nothing known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// For one audit only.
    pub fn once() -> Self {
        Self {
            once: true,
            ..Self::default()
        }
    }

    /// After an audit of a site with these files, and perhaps others, that found nothing.
    pub fn after_faultless(files: impl IntoIterator<Item = (Arc<str>, Bytes)>) -> Self {
        Self {
            faultless: Mutex::new(Faultless(files.into_iter().collect())),
            ..Self::default()
        }
    }

    /// The files of the last audit of a run before, if it found nothing. Not again after that.
    pub(super) fn take_faultless(&self) -> Faultless {
        std::mem::take(
            &mut *self
                .faultless
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// How many files are known.
    pub fn len(&self) -> usize {
        self.shelf().slots.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Starts an audit and forgets what was not used in the one before.
    pub(super) fn start_round(&self) -> u64 {
        let mut shelf = self.shelf();
        let last = shelf.round;
        shelf.slots.retain(|_, (used, _)| *used >= last);
        shelf.round += 1;
        shelf.round
    }

    /// What is known of these bytes; reads them if nothing is. Of what no other audit will ask,
    /// links are forgotten that are `settled`.
    pub(super) fn facts(
        &self,
        round: u64,
        format: Format,
        bytes: &Bytes,
        settled: impl FnMut(&Link, &str) -> bool,
    ) -> Known {
        if self.once {
            let mut facts = format.read(&bytes.read());
            facts.forget_links(settled);
            return Known(Arc::new(facts.into()));
        }
        let key = (format, bytes.hash());
        let slot = {
            let mut shelf = self.shelf();
            let (used, slot) = shelf.slots.entry(key).or_default();
            *used = round.max(*used);
            Arc::clone(slot)
        };
        // Read outside of the lock; a second thread with the same bytes waits for this one.
        slot.get_or_init(|| format.read(&bytes.read()));
        Known(slot)
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        // Nothing that can panic runs under the lock, and a half-made entry is an empty slot.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Facts that have been read.
#[derive(Clone, Debug)]
pub(super) struct Known(Slot);

impl Known {
    /// Read for this audit alone.
    pub(super) fn anew(format: Format, bytes: &Bytes) -> Self {
        Self(Arc::new(format.read(&bytes.read()).into()))
    }

    pub(super) fn get(&self) -> Option<&Facts> {
        self.0.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_bytes_are_read_once_and_forgotten_when_unused() {
        let memo = Memo::new();
        let bytes = Bytes::from(&b"<p id=a>"[..]);
        let round = memo.start_round();
        let first = memo.facts(round, Format::Html, &bytes, |_, _| false);
        let again = memo.facts(round, Format::Html, &bytes, |_, _| false);
        assert!(Arc::ptr_eq(&first.0, &again.0));
        memo.facts(round, Format::Css, &bytes, |_, _| false);
        assert_eq!(memo.len(), 2);
        let round = memo.start_round();
        let warm = memo.facts(round, Format::Html, &bytes, |_, _| false);
        assert!(Arc::ptr_eq(&first.0, &warm.0));
        memo.start_round();
        assert_eq!(memo.len(), 1);
        memo.start_round();
        assert!(memo.is_empty());
    }
}
