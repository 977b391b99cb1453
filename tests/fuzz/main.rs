//! Every way in which text from outside comes in, held against changed texts: no panic, no hang, no
//! memory without bound, and what each target promises.
//!
//! `corpus/TARGET/` holds texts to begin with, `regressions/TARGET/` those that were once too much.
//! Here both run, and a bounded number of changed texts from a fixed seed. The long run is
//!
//! ```text
//! CASEBOOK_FUZZ_SECONDS=1200 cargo test --test fuzz -- --nocapture
//! ```
//!
//! which takes that many seconds for each target, from a seed that it prints (`CASEBOOK_FUZZ_SEED`
//! repeats it). docs/robustness.md says more.

mod engine;
mod http;
mod limits;
mod list;
mod mutate;
mod sheets;
mod targets;

use engine::fuzz;

#[test]
fn records() {
    fuzz(&list::RECORD);
}

#[test]
fn front_matter() {
    fuzz(&list::FRONT_MATTER);
}

#[test]
fn markdown() {
    fuzz(&list::MARKDOWN);
}

#[test]
fn queries() {
    fuzz(&list::QUERY);
}

#[test]
fn imports() {
    fuzz(&list::IMPORT);
}

#[test]
fn requests() {
    fuzz(&list::REQUEST);
}
