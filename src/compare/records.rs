//! Which record of then is which of now.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{Row, Rows, rows};
use super::{Named, Sides};

/// Records of both sides, put together.
pub(super) struct Pairs<'s> {
    /// Records of both: as it was, as it is.
    pub(super) both: Vec<(Row<'s>, Row<'s>)>,
    pub(super) added: Vec<Named>,
    pub(super) removed: Vec<Named>,
}

/// Puts the records of both sides together: by kind and id; what is left, by the move of its file;
/// and what is still left, by a title that only one of each side has.
pub(super) fn pair(sides: Sides<'_>) -> Pairs<'_> {
    let (mut old, mut new) = (rows(sides.old), rows(sides.new));
    old.retain(|_, row| row.kind.is_shown());
    new.retain(|_, row| {
        let unread = (row.kind.name, row.id.to_string());
        row.kind.is_shown() && !sides.unread.contains(&unread)
    });
    let same: Vec<_> = new
        .keys()
        .filter(|key| old.contains_key(key))
        .copied()
        .collect();
    let mut both = Vec::new();
    for key in same {
        both.extend(old.remove(&key).zip(new.remove(&key)));
    }
    for (from, to) in by_file(sides, &old, &new)
        .into_iter()
        .chain(by_title(sides, &old, &new))
    {
        if new.contains_key(&to) && old.contains_key(&from) {
            both.extend(old.remove(&from).zip(new.remove(&to)));
        }
    }
    both.sort_by_key(|(_, row)| (place(row), row.id));
    Pairs {
        both,
        added: new.values().map(|row| row.named(sides.new)).collect(),
        removed: old.values().map(|row| row.named(sides.old)).collect(),
    }
}

type Key<'s> = (usize, &'s str);

fn place(row: &Row<'_>) -> usize {
    crate::schema::KINDS
        .iter()
        .position(|kind| kind.name == row.kind.name)
        .unwrap_or_default()
}

fn by_file<'s>(sides: Sides<'_>, old: &Rows<'s>, new: &Rows<'s>) -> Vec<(Key<'s>, Key<'s>)> {
    let files: BTreeMap<&str, Key<'s>> = new
        .iter()
        .map(|(key, row)| (sides.new.file_path(row.file), *key))
        .collect();
    let moved = old.iter().filter_map(|(key, row)| {
        let to = sides.moves.get(sides.old.file_path(row.file))?;
        let to = files.get(to.as_str())?;
        (to.0 == key.0).then_some((*key, *to))
    });
    moved.collect()
}

fn by_title<'s>(sides: Sides<'_>, old: &Rows<'s>, new: &Rows<'s>) -> Vec<(Key<'s>, Key<'s>)> {
    let (old, new) = (titles(sides, old, true), titles(sides, new, false));
    let both = old
        .iter()
        .filter_map(|(title, from)| Some((*from, *new.get(title)?)));
    both.collect()
}

/// Titles that one record of a kind has, and no other.
fn titles<'s>(sides: Sides<'_>, rows: &Rows<'s>, old: bool) -> BTreeMap<(usize, String), Key<'s>> {
    let site = if old { sides.old } else { sides.new };
    let mut titles = BTreeMap::new();
    let mut twice = BTreeSet::new();
    for (key, row) in rows {
        let title = (key.0, row.named(site).title);
        if titles.insert(title.clone(), *key).is_some() {
            twice.insert(title);
        }
    }
    titles.retain(|title, _| !twice.contains(title));
    titles
}
