//! Records in spreadsheets and back, and mechanical repairs: what the commands do to the files of a
//! site, and what they say.

#[expect(dead_code, reason = "the tests of whole sites use more of it")]
#[path = "../site/support.rs"]
mod support;

mod export;
mod fix;
mod import;
mod kinds;
mod nasty;
mod property;
