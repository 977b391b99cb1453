//! The site and the source code of this repository.

mod container;
mod data;
mod determinism;
mod escaping;
mod generated;
mod named_systems;
mod rooms;
mod support;
mod vendored;
mod words;
