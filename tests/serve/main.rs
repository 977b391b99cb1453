//! The preview, from outside: over sockets, with files on disk.

mod answers;
mod dates;
mod faults;
mod saves;
mod support;
mod warm;
