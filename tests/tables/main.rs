//! Records in spreadsheets and back, and mechanical repairs: what the commands do to the files of a
//! site, and what they say.

#[path = "../site/support.rs"]
mod support;

mod export;
mod fix;
mod import;
mod nasty;
mod property;
