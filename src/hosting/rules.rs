//! What every host should do with a site, before it is written in the language of one.

use crate::link::{Site, content_security_policy};

/// How long a browser may show a page, a feed or a data file without asking: five minutes. A
/// correction is seen soon, and a reader who goes back and forth waits for nothing.
pub(super) const SHORT: &str = "public, max-age=300";

/// Styles, scripts, the search index and the page that compares awards, with its data, keep their
/// addresses when they change, and those of two builds do not fit together. So a browser keeps them, and asks each time whether they are still
/// the same: the answer is short where they are.
pub(super) const ASK: &str = "no-cache";

/// The folders whose files are asked about each time.
pub(super) const ASKED: [&str; 3] = ["assets", "search", "awards/compare"];

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

/// A path as it stands in an address.
pub(super) fn encoded(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

/// Whether a path can stand in the settings of every web server as it is.
pub(super) fn is_plain(path: &str) -> bool {
    encoded(path) == path
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn letters_beyond_ascii_are_written_as_bytes() {
        assert_eq!(encoded("awards/straße/"), "awards/stra%C3%9Fe/");
        assert_eq!(encoded("a b;$"), "a%20b%3B%24");
    }
}
