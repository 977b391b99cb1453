//! What a browser takes a file for, by its ending.

/// Endings, the type of such files, and whether it is text, whose letters are in UTF-8.
pub(super) const TYPES: &[(&[&str], &str, bool)] = &[
    (&["html", "htm"], "text/html", true),
    (&["css"], "text/css", true),
    (&["js"], "text/javascript", true),
    (&["json", "map"], "application/json", false),
    (&["jsonld"], "application/ld+json", false),
    (&["ndjson"], "application/x-ndjson", false),
    (&["csv"], "text/csv", true),
    (&["bib"], "application/x-bibtex", true),
    (&["ris"], "application/x-research-info-systems", true),
    (&["txt", "md", "yaml"], "text/plain", true),
    (&["xml"], "application/xml", true),
    (&["svg"], "image/svg+xml", false),
    (&["png"], "image/png", false),
    (&["jpg", "jpeg"], "image/jpeg", false),
    (&["gif"], "image/gif", false),
    (&["webp"], "image/webp", false),
    (&["avif"], "image/avif", false),
    (&["ico"], "image/x-icon", false),
    (&["woff2"], "font/woff2", false),
    (&["woff"], "font/woff", false),
    (&["pdf"], "application/pdf", false),
    (&["zip"], "application/zip", false),
    (
        &["docx"],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        false,
    ),
    (
        &["xlsx"],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        false,
    ),
    (
        &["pptx"],
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        false,
    ),
    (&["ics"], "text/calendar", true),
    (&["webmanifest"], "application/manifest+json", false),
    (&["mp4"], "video/mp4", false),
    (&["webm"], "video/webm", false),
    (&["mp3"], "audio/mpeg", false),
    (&["vtt"], "text/vtt", true),
];

/// The type of a feed, which its ending alone does not tell.
pub(super) const FEED: &str = "application/atom+xml";

/// What anything else is.
pub(super) const OTHER: &str = "application/octet-stream";

/// The type of a file as a header says it, by its path.
pub fn content_type(path: &str) -> String {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_ascii_lowercase();
    let mut known = TYPES.iter();
    match known.find(|(endings, ..)| endings.contains(&&*ending)) {
        Some(&(&["xml"], ..)) if path.ends_with("feed.xml") => in_utf8(FEED),
        Some(&(_, kind, true)) => in_utf8(kind),
        Some(&(_, kind, false)) => kind.to_string(),
        None => OTHER.to_string(),
    }
}

fn in_utf8(kind: &str) -> String {
    format!("{kind}; charset=utf-8")
}

#[cfg(test)]
mod tests {
    use super::content_type;

    #[test]
    fn a_file_is_known_by_its_ending_and_a_feed_by_its_name() {
        for (path, kind) in [
            ("index.html", "text/html; charset=utf-8"),
            ("a/PICTURE.PNG", "image/png"),
            ("awards/feed.xml", "application/atom+xml; charset=utf-8"),
            ("sitemap.xml", "application/xml; charset=utf-8"),
            ("search/records.ndjson", "application/x-ndjson"),
            ("events.ics", "text/calendar; charset=utf-8"),
            ("_headers", "application/octet-stream"),
        ] {
            assert_eq!(content_type(path), kind, "{path}");
        }
    }
}
