//! Whole sites, good and broken: what editors are told, and that a failing build writes nothing.
//!
//! `tests/fixtures/small` is a complete, tiny site. Each folder in `tests/fixtures/broken` is one
//! kind of bad input: the files that differ from `small`, and beside them what Casebook says.

mod addresses;
mod again;
mod begin;
mod branch;
mod charts;
mod comes_back;
mod commands;
mod config;
mod diff;
mod disk;
mod fields;
mod git;
mod good;
mod history;
mod hostile;
mod hosting;
mod house;
mod left_out;
mod lost;
mod made;
mod markdown;
mod pack;
mod practice;
mod publication;
mod references;
mod rules;
mod sums;
mod support;
mod templates;
mod text;
mod theme;
mod values;
mod words;
mod yaml;
