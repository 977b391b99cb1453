//! A site in which an audit found nothing, and what follows for one that is much the same.
//!
//! A file that is as it was has no fault either while every file is still there and every place in
//! one, as nothing else goes into what is found in it. Such a file is not read again.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::memo::{Format, Known};
use crate::output::{Bytes, Output};

/// The files by path. Without any, nothing follows.
#[derive(Debug, Default)]
pub(super) struct Faultless(pub(super) HashMap<Arc<str>, Bytes>);

impl Faultless {
    /// For each file of the site, in order, whether it is known to have no fault.
    pub(super) fn settled(&self, site: &Output) -> Vec<bool> {
        let holds = self.0.par_iter().all(|(path, was)| {
            let now = site.get(path);
            now.is_some_and(|now| now.is(was) || has_places_of(path, now, was))
        });
        let same = |(path, now): (&str, &Bytes)| self.0.get(path).is_some_and(|was| was.is(now));
        site.iter().map(|file| holds && same(file)).collect()
    }
}

/// Whether a file has every place that links could lead to before.
fn has_places_of(path: &str, now: &Bytes, was: &Bytes) -> bool {
    let Some(format) = Format::of(path).filter(|format| format.has_anchors()) else {
        return true;
    };
    let (now, was) = (Known::anew(format, now), Known::anew(format, was));
    let (now, was) = (now.get(), was.get());
    now.zip(was)
        .is_some_and(|(now, was)| was.anchors().all(|id| now.has_anchor(id)))
}
