//! What is asked of the disk for one file of the sources, behind a trait, so that tests can make
//! each of it fail. Which files there are is found by walking the real folder.

use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};

/// Reads from a disk.
pub trait Reads: Debug + Sync {
    /// Where a path leads when every link on it is followed.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// How large a file is, in bytes.
    fn size(&self, path: &Path) -> io::Result<u64>;
    /// What is in a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealReads;

impl Reads for RealReads {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn size(&self, path: &Path) -> io::Result<u64> {
        Ok(path.metadata()?.len())
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }
}
