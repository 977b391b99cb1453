//! The preview, from outside: over sockets, with files on disk.

mod answers;
mod dates;
mod edits;
mod faults;
mod index;
mod many;
#[cfg(target_os = "linux")]
mod memory;
mod resumed;
mod saves;
mod support;
mod warm;
