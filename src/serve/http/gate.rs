//! Who may come in: at most [`MOST`] connections at once, not counting event streams. When all
//! places are taken, the newcomer gets the place of whoever has waited longest without saying what
//! it wants, else of whoever has been reading its answer for longest: a browser does neither for
//! long.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Connections at once.
pub(super) const MOST: usize = 128;

/// The connections that are open.
#[derive(Default)]
pub(super) struct Gate {
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    next: u64,
    /// By number, so the first is the oldest.
    places: BTreeMap<u64, (Arc<TcpStream>, bool)>,
}

/// A place that is taken until it is dropped.
pub(super) struct Place {
    gate: Arc<Gate>,
    number: u64,
}

impl Gate {
    /// Takes a place, from somebody else if none is free.
    pub(super) fn enter(self: &Arc<Self>, stream: &Arc<TcpStream>) -> Place {
        while self.open().places.len() >= MOST {
            self.evict();
        }
        let mut open = self.open();
        let number = open.next;
        open.next += 1;
        open.places.insert(number, (stream.clone(), false));
        Place {
            gate: self.clone(),
            number,
        }
    }

    /// Closes the connection that has the least claim to its place; whether there was one.
    pub(super) fn evict(&self) -> bool {
        let mut open = self.open();
        let silent = open.places.iter().find(|(_, (_, answering))| !answering);
        let number = silent
            .or(open.places.iter().next())
            .map(|(number, _)| *number);
        let Some((stream, _)) = number.and_then(|number| open.places.remove(&number)) else {
            return false;
        };
        // Its thread wakes with an error and ends.
        let _ = stream.shutdown(Shutdown::Both);
        true
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        // Nothing under the lock can panic half-way.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// The client has said what it wants.
    pub(super) fn answering(&self) {
        if let Some((_, answering)) = self.gate.open().places.get_mut(&self.number) {
            *answering = true;
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.gate.open().places.remove(&self.number);
    }
}
