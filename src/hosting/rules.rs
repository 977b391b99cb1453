//! What every host should do with a site, before it is written in the language of one.

use crate::fingerprint;
use crate::link::{Site, content_security_policy};
use crate::output::encoded;

/// A browser keeps a page, a feed or a data file, and asks each time whether it is still the same: the
/// answer is short where it is. So a correction is seen at once, and a page never names styles that the
/// host no longer has.
pub(super) const ASK: &str = "no-cache";

/// What is named after its content never changes: a year, the longest that is understood.
pub(super) const KEEP: &str = "public, max-age=31536000, immutable";

/// How long a browser may keep a file of the site, by its path, as the header says it.
pub fn cache_control(path: &str) -> &'static str {
    match fingerprint::is_named(path) {
        true => KEEP,
        false => ASK,
    }
}

/// The paths of files that are named after their content, as a pattern for web servers.
pub(super) fn named_pattern(base: &str) -> String {
    format!(
        "^{}({})/.+\\.[0-9a-f]{{{}}}\\.({})$",
        base.replace('.', "\\."),
        fingerprint::FOLDERS.join("|"),
        fingerprint::DIGITS,
        fingerprint::ENDINGS.join("|")
    )
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
