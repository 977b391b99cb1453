//! What was probably meant by a link that leads nowhere.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Missing;
use super::found::{Found, Sought};
use super::links::relative;
use super::site::Site;
use crate::diag::suggest;

/// How many different things are looked for in one audit. A site with more broken links than this
/// has one cause for most of them, and the editor should not wait.
const MOST: usize = 200;

/// What is nearest to each thing that is not there.
pub(super) struct Nearest(BTreeMap<Sought, String>);

impl Nearest {
    /// Looks for what is nearest to each of the things sought.
    pub(super) fn of(site: &Site<'_>, found: &[Vec<Found>]) -> Self {
        let mut sought: Vec<&Sought> = found
            .iter()
            .flatten()
            .filter_map(|f| f.sought.as_ref())
            .collect();
        sought.sort_unstable();
        sought.dedup();
        sought.truncate(MOST);
        if sought.is_empty() {
            return Self(BTreeMap::new());
        }
        let letters: Vec<u64> = site.files.iter().map(|file| letters(file.path)).collect();
        let look = |&sought: &&Sought| Some((sought.clone(), look(site, &letters, sought)?));
        Self(sought.par_iter().filter_map(look).collect())
    }

    /// What to do about a finding on this page.
    pub(super) fn hint(&self, site: &Site<'_>, page: &str, found: &Found) -> Option<String> {
        let sought = found.sought.as_ref()?;
        let nearest = self.0.get(sought)?;
        Some(match sought {
            Sought::File(_) => format!(
                "The nearest file is \"{nearest}\"; from here that is \"{}\".",
                relative(page, nearest)
            ),
            Sought::Anchor(file, _) => {
                format!(
                    "The nearest id on {} is \"{nearest}\".",
                    site.files[*file].path
                )
            }
        })
    }

    /// The place that was looked for, if it was one on a page.
    pub(super) fn missing(&self, site: &Site<'_>, found: &Found) -> Option<Missing> {
        let sought = found.sought.as_ref()?;
        let Sought::Anchor(file, id) = sought else {
            return None;
        };
        Some(Missing {
            page: site.files[*file].path.to_owned(),
            id: id.clone(),
            nearest: self.0.get(sought).cloned(),
        })
    }
}

fn look(site: &Site<'_>, letters: &[u64], sought: &Sought) -> Option<String> {
    let nearest = match sought {
        Sought::File(path) => suggest::nearest(path, likely(site, letters, path)),
        Sought::Anchor(file, id) => suggest::nearest(id, site.files.get(*file)?.facts()?.anchors()),
    };
    nearest.map(str::to_owned)
}

/// The paths that could be near enough: to measure every one would take too long.
fn likely<'s>(site: &'s Site<'_>, all: &'s [u64], path: &'s str) -> impl Iterator<Item = &'s str> {
    let own = letters(path);
    let near = move |(file, theirs): (&super::site::File<'s>, &u64)| {
        let longer = path.len().max(file.path.len());
        let allowed = u32::try_from((longer / 3).max(1)).unwrap_or(u32::MAX);
        // Each edit changes at most two of the letters that occur.
        let near = path.len().abs_diff(file.path.len()) <= longer / 3
            && (own ^ theirs).count_ones() <= 2 * allowed;
        (near || file.path.starts_with(path) || path.starts_with(file.path)).then_some(file.path)
    };
    site.files.iter().zip(all).filter_map(near)
}

/// Which letters occur, as a set of bits.
fn letters(path: &str) -> u64 {
    path.bytes()
        .fold(0, |set, b| set | 1 << (b.to_ascii_lowercase() & 63))
}
