//! The site and the source code of this repository.

mod data;
mod determinism;
mod named_systems;
mod rooms;
mod support;
mod words;
