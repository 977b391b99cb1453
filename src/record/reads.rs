//! What was read while something was made: noted by the types themselves, never listed by hand.
//!
//! [`recorded`] runs a step and gives, beside its result, the [`Reads`]: which records it came to,
//! which running texts, which links to a record, and which [`Part`]s of the site. [`super::Entry`]
//! and [`Part`] hand out what they hold only through a method that takes note, so nothing can be
//! read unseen. Whatever read nothing that [`Changes`] names is as it was.
//!
//! Outside of [`recorded`] taking note costs one look at a flag. A step must stay on its thread.

use std::cell::{Cell, RefCell};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diag::FileId;

thread_local! {
    static ACTIVE: Cell<bool> = const { Cell::new(false) };
    static NOTES: RefCell<Notes> = const { RefCell::new(Notes::new()) };
}

/// What a step came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reads {
    fields: Runs,
    bodies: Runs,
    links: Box<[u64]>,
    parts: u32,
}

/// What differs between two sites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Records, by their files.
    pub fields: Vec<FileId>,
    /// Running texts, by their files.
    pub bodies: Vec<FileId>,
    /// Links to a record: [`link_key`] of each.
    pub links: Vec<u64>,
    /// One bit for each [`Part`].
    pub parts: u32,
}

impl Changes {
    /// Whether anything differs but running text.
    pub fn beside_text(&self) -> bool {
        !self.fields.is_empty() || !self.links.is_empty() || self.parts != 0
    }

    /// Whether anything differs.
    pub fn any(&self) -> bool {
        self.beside_text() || !self.bodies.is_empty()
    }
}

impl Reads {
    /// Whether the step came to anything that changed.
    pub fn touch(&self, changes: &Changes) -> bool {
        self.parts & changes.parts != 0
            || changes.fields.iter().any(|file| self.fields.has(file.0))
            || changes.bodies.iter().any(|file| self.bodies.has(file.0))
            || changes
                .links
                .iter()
                .any(|key| self.links.binary_search(key).is_ok())
    }
}

/// Numbers in order, as runs from first to last: a list that was read from end to end is one run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Runs(Box<[(u32, u32)]>);

impl Runs {
    fn has(&self, number: u32) -> bool {
        let after = self.0.partition_point(|(first, _)| *first <= number);
        after > 0 && self.0[after - 1].1 >= number
    }
}

/// Numbers while they are being noted: one bit each.
struct Bits(Vec<u64>);

impl Bits {
    fn add(&mut self, number: u32) {
        let at = (number / 64) as usize;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= 1 << (number % 64);
    }

    /// What was noted; nothing is afterwards.
    fn take(&mut self) -> Runs {
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for (at, word) in self.0.iter_mut().enumerate() {
            let mut left = std::mem::take(word);
            while left != 0 {
                let number = at as u32 * 64 + left.trailing_zeros();
                left &= left - 1;
                match runs.last_mut() {
                    Some((_, last)) if *last + 1 == number => *last = number,
                    _ => runs.push((number, number)),
                }
            }
        }
        Runs(runs.into())
    }
}

struct Notes {
    fields: Bits,
    bodies: Bits,
    links: Vec<u64>,
    parts: u32,
}

impl Notes {
    const fn new() -> Self {
        Self {
            fields: Bits(Vec::new()),
            bodies: Bits(Vec::new()),
            links: Vec::new(),
            parts: 0,
        }
    }

    fn take(&mut self) -> Reads {
        let mut links = std::mem::take(&mut self.links);
        links.sort_unstable();
        links.dedup();
        Reads {
            fields: self.fields.take(),
            bodies: self.bodies.take(),
            links: links.into(),
            parts: std::mem::take(&mut self.parts),
        }
    }
}

/// Runs a step and says what it read.
///
/// # Panics
///
/// When one recorded step runs inside another: the outer one would lose what it read.
pub fn recorded<T>(step: impl FnOnce() -> T) -> (T, Reads) {
    /// Ends the recording also when the step panics.
    struct End;
    impl Drop for End {
        fn drop(&mut self) {
            ACTIVE.set(false);
        }
    }
    assert!(!ACTIVE.replace(true), "a recorded step inside another");
    let end = End;
    // What a step that panicked has left.
    NOTES.with_borrow_mut(Notes::take);
    let made = step();
    drop(end);
    (made, NOTES.with_borrow_mut(Notes::take))
}

fn note(add: impl FnOnce(&mut Notes)) {
    if ACTIVE.get() {
        NOTES.with_borrow_mut(add);
    }
}

/// Notes that the fields of a record are read.
pub(crate) fn fields(file: FileId) {
    note(|notes| notes.fields.add(file.0));
}

/// Notes that a running text is read.
pub(super) fn body(file: FileId) {
    note(|notes| notes.bodies.add(file.0));
}

/// Notes that it is read which records name this one.
pub fn links_to(kind: &str, id: &str) {
    note(|notes| notes.links.push(link_key(kind, id)));
}

/// What stands for the links to a record. Two records may share one, which costs no more than a
/// needless look.
pub fn link_key(kind: &str, id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (kind, id).hash(&mut hasher);
    hasher.finish()
}

/// A part of the site that is made from many records. Whoever looks into it is noted.
#[derive(Debug)]
pub struct Part<T> {
    number: u8,
    value: Arc<T>,
}

impl<T> Part<T> {
    /// A part with its number, from 0 to 31, that no other part of the site has.
    pub fn new(number: u8, value: T) -> Self {
        Self {
            number,
            value: Arc::new(value),
        }
    }
}

impl<T: PartialEq> Part<T> {
    /// Its bit, when it is other than it was.
    pub fn changed_since(&self, before: &Self) -> u32 {
        let same = Arc::ptr_eq(&self.value, &before.value) || self.value == before.value;
        u32::from(!same) << self.number
    }
}

impl<T> Clone for Part<T> {
    fn clone(&self) -> Self {
        Self {
            number: self.number,
            value: self.value.clone(),
        }
    }
}

impl<T> Deref for Part<T> {
    type Target = T;

    fn deref(&self) -> &T {
        note(|notes| notes.parts |= 1 << self.number);
        &self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_noted_and_nothing_else() {
        let (part, other) = (Part::new(3, "part"), Part::new(4, "other"));
        let (length, reads) = recorded(|| {
            for number in [70, 5, 6, 7, 200] {
                fields(FileId(number));
            }
            body(FileId(6));
            links_to("award", "a");
            part.len()
        });
        assert_eq!(length, 4);
        assert_eq!(*reads.fields.0, [(5, 7), (70, 70), (200, 200)]);
        let touches = |changes: Changes| reads.touch(&changes);
        for (file, read) in [(4, false), (5, true), (7, true), (8, false), (200, true)] {
            let changes = Changes {
                fields: vec![FileId(file)],
                ..Changes::default()
            };
            assert_eq!(touches(changes), read, "{file}");
        }
        let bodies = |file| Changes {
            bodies: vec![FileId(file)],
            ..Changes::default()
        };
        assert!(touches(bodies(6)) && !touches(bodies(5)));
        let links = |id| Changes {
            links: vec![link_key("award", id)],
            ..Changes::default()
        };
        assert!(touches(links("a")) && !touches(links("b")));
        let parts = |parts| Changes {
            parts,
            ..Changes::default()
        };
        assert!(touches(parts(part.changed_since(&Part::new(3, "new")))));
        assert!(!touches(parts(other.changed_since(&Part::new(4, "new")))));
        assert_eq!(other.changed_since(&Part::new(4, "other")), 0);
    }

    #[test]
    fn a_step_that_panics_leaves_nothing_behind() {
        let broken = std::panic::catch_unwind(|| {
            recorded(|| {
                fields(FileId(1));
                panic!("on purpose")
            })
        });
        assert!(broken.is_err());
        fields(FileId(2));
        let ((), reads) = recorded(|| fields(FileId(3)));
        assert_eq!(*reads.fields.0, [(3, 3)]);
    }
}
