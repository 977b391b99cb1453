//! One publisher at a time.
//!
//! The lock belongs to the open file, not to its name: a process that was killed leaves a file, but
//! no lock. It lies beside the target; where that folder cannot be written it lies inside.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use super::disk::Disk;
use super::error::{Error, State};
use super::fault::{Fault, is_closed};
use super::manifest::LOCK;
use super::place::Place;

/// The lock, held until it is released or dropped.
pub(super) struct Lock {
    file: File,
    path: PathBuf,
    /// Whether names can be made beside the target.
    pub(super) beside: bool,
}

/// Takes the lock, or says that somebody else has it.
pub(super) fn take(disk: &dyn Disk, place: &Place) -> Result<Lock, Error> {
    let path = place.sibling("lock");
    match disk.lock(&path) {
        Err(error) if is_closed(&error) => {
            let inside = place.target.join(LOCK);
            match disk.lock(&inside) {
                // There is no site yet, and nobody may make one here.
                Err(missing) if missing.kind() == ErrorKind::NotFound => {
                    finish(place, path, Err(error), true)
                }
                taken => finish(place, inside, taken, false),
            }
        }
        taken => finish(place, path, taken, true),
    }
}

fn finish(
    place: &Place,
    path: PathBuf,
    taken: io::Result<Option<File>>,
    beside: bool,
) -> Result<Lock, Error> {
    match taken {
        Ok(Some(file)) => Ok(Lock { file, path, beside }),
        Ok(None) => Err(Error::Locked {
            target: place.shown.clone(),
        }),
        Err(error) => {
            Err(Fault::at("make the lock", &path)(error)
                .leaving(State::Nothing(place.shown.clone())))
        }
    }
}

impl Lock {
    /// Removes the file, then the lock: in this order nobody can hold a lock on a removed file
    /// without noticing.
    pub(super) fn release(self, disk: &dyn Disk) {
        // A file that stays does no harm: the next run takes it over.
        let _ = disk.remove_file(&self.path);
        // Closing is not enough while a child process that is just being started has a copy.
        let _ = self.file.unlock();
    }
}
