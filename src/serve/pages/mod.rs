//! The preview's own pages, and what it adds to those of the site. Nothing here is published, so the
//! words are plain English and stand in the code.

mod bar;
mod dashboard;
mod frame;
mod health;
mod html;
mod problems;
mod search;

pub(super) use bar::with_bar;
pub(super) use dashboard::dashboard;
pub(super) use frame::Editor;
pub(super) use html::unescaped;
pub(super) use problems::{no_site, problems};
pub(super) use search::search;

/// A script or style of the preview.
pub(super) fn asset(name: &str) -> Option<&'static str> {
    Some(match name {
        "keep.js" => include_str!("../assets/keep.js"),
        "styles.js" => include_str!("../assets/styles.js"),
        "bar.js" => include_str!("../assets/bar.js"),
        "listen.js" => include_str!("../assets/listen.js"),
        "bar.css" => include_str!("../assets/bar.css"),
        "own.css" => include_str!("../assets/own.css"),
        _ => return None,
    })
}

/// The scripts in the order in which they run.
const SCRIPTS: [&str; 4] = ["keep.js", "styles.js", "bar.js", "listen.js"];
