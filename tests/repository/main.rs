//! The site and the source code of this repository.

mod data;
mod determinism;
mod rooms;
mod support;
