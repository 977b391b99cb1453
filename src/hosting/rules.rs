//! What every host should do with a site, before it is written in the language of one.

use crate::link::{Site, content_security_policy};
use crate::output::encoded;

/// How long a browser may show a page, a feed or a data file without asking: five minutes. A
/// correction is seen soon, and a reader who goes back and forth waits for nothing.
pub(super) const SHORT: &str = "public, max-age=300";

/// Styles, scripts and the search index keep their addresses when they change, and those of two
/// builds do not fit together. So a browser keeps them, and asks each time whether they are still
/// the same: the answer is short where they are.
pub(super) const ASK: &str = "no-cache";

/// The folders whose files are asked about each time.
pub(super) const ASKED: [&str; 2] = ["assets", "search"];

/// How long a browser may keep a file of the site, by its path, as the header says it.
pub fn cache_control(path: &str) -> &'static str {
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    match ASKED.contains(&folder) {
        true => ASK,
        false => SHORT,
    }
}

/// What the host should do.
pub(super) struct Rules {
    /// The path of the site on its host, with `/` at both ends.
    pub(super) base: String,
    /// Headers of every answer.
    pub(super) headers: Vec<(&'static str, String)>,
    /// Addresses at which pages were, and where they are: below the site's root.
    pub(super) moved: Vec<(String, String)>,
}

impl Rules {
    pub(super) fn of(site: &Site) -> Self {
        let policy = content_security_policy(&site.config);
        let moved = site.moved.iter();
        Self {
            base: site.base_path(),
            headers: vec![
                ("Content-Security-Policy", policy),
                ("X-Content-Type-Options", "nosniff".into()),
                ("Referrer-Policy", "no-referrer".into()),
                ("Permissions-Policy", permissions()),
                ("Cross-Origin-Opener-Policy", "same-origin".into()),
            ],
            moved: moved.map(|m| (m.from.clone(), m.to.clone())).collect(),
        }
    }
}

/// The site uses none of these, so nobody who got a script into it may either.
fn permissions() -> String {
    let parts = [
        "camera",
        "display-capture",
        "geolocation",
        "microphone",
        "payment",
        "usb",
    ];
    parts.map(|part| format!("{part}=()")).join(", ")
}

/// Whether a path can stand in the settings of every web server as it is.
pub(super) fn is_plain(path: &str) -> bool {
    encoded(path) == path
}
