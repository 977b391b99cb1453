//! Whether each internal link names a file of the site, and a place in it.

use super::Kind;
use super::address::{folder, percent_decode, resolve, split};
use super::facts::Link;
use super::found::{Found, Sought};
use super::memo::Format;
use super::site::Site;

/// The page that a host shows at any address that it does not know: its links cannot be relative.
const NOT_FOUND_PAGE: &str = "404.html";

/// Checks the links of one file.
pub(super) struct Checker<'s> {
    site: &'s Site<'s>,
    /// Where the site is mounted; starts and ends in `/`.
    base: &'s str,
    /// The number of the file.
    file: usize,
    /// The path a link means; one buffer for all.
    target: String,
}

impl<'s> Checker<'s> {
    pub(super) fn new(site: &'s Site<'s>, base: &'s str, file: usize) -> Self {
        Self {
            site,
            base,
            file,
            target: String::new(),
        }
    }

    /// Adds what is wrong with the links of the file.
    pub(super) fn run(mut self, found: &mut Vec<Found>) {
        if let Some(facts) = self.site.files[self.file].facts() {
            for link in &facts.links {
                found.extend(self.check(link, facts.written(link)));
            }
        }
    }

    fn check(&mut self, link: &Link, written: &str) -> Option<Found> {
        let (path, fragment) = split(written);
        if path.is_empty() {
            return self.anchor(link, written, self.file, fragment);
        }
        let from_page = self.site.files[self.file].path;
        let is_404 = from_page == NOT_FOUND_PAGE;
        let is_inside = match (link.from_root, is_404) {
            (true, false) => return Some(self.root_relative(link, written, path)),
            (false, true) => return Some(relative_in_404(link, written, self.base)),
            (true, true) => {
                let Some(rest) = below(self.base, path) else {
                    return Some(self.not_below_base(link, written));
                };
                resolve("", rest, &mut self.target)
            }
            (false, false) => resolve(folder(from_page), path, &mut self.target),
        };
        if !is_inside {
            let message = format!("The {} \"{written}\" leaves the site", link.place);
            return Some(Found::new(link.at as usize, Kind::LinkAboveRoot, message));
        }
        self.file_or_folder(link, written, is_404)
    }

    fn file_or_folder(&mut self, link: &Link, written: &str, is_404: bool) -> Option<Found> {
        if let Some(target) = self.site.find(&self.target) {
            return self.anchor(link, written, target, split(written).1);
        }
        if !self.target.is_empty() && !self.target.ends_with('/') {
            self.target.push('/');
        }
        let length = self.target.len();
        self.target.push_str("index.html");
        match self.site.find(&self.target) {
            // A host shows the index of a folder, and no other reader sees this page.
            Some(target) if is_404 => self.anchor(link, written, target, split(written).1),
            Some(_) => Some(folder_link(link, written)),
            None => {
                // Name what was asked for: the folder's index only if a folder was.
                if !split(written).0.ends_with(['/', '.']) {
                    self.target.truncate(length.saturating_sub(1));
                }
                Some(self.broken(link, written))
            }
        }
    }

    fn broken(&self, link: &Link, written: &str) -> Found {
        let target = &self.target;
        let message = format!(
            "The {} \"{written}\" points to \"{target}\", which is not in the site",
            link.place
        );
        Found::new(link.at as usize, Kind::BrokenLink, message).sought(Sought::File(target.clone()))
    }

    fn not_below_base(&self, link: &Link, written: &str) -> Found {
        let message = format!(
            "The {} \"{written}\" is outside of \"{}\", where the site is published",
            link.place, self.base
        );
        Found::new(link.at as usize, Kind::BrokenLink, message)
    }

    fn root_relative(&mut self, link: &Link, written: &str, path: &str) -> Found {
        let message = format!(
            "The {} \"{written}\" starts at the root of the host",
            link.place
        );
        let found = Found::new(link.at as usize, Kind::RootRelativeLink, message);
        let rest = below(self.base, path).unwrap_or(path);
        let is_inside = resolve("", rest, &mut self.target);
        let is_folder = self.target.is_empty() || self.target.ends_with('/');
        if is_folder {
            self.target.push_str("index.html");
        }
        if !is_inside || self.site.find(&self.target).is_none() {
            return found;
        }
        let page = self.site.files[self.file].path;
        let tail = &written[path.len()..];
        found.hint(format!("Write \"{}{tail}\".", relative(page, &self.target)))
    }

    fn anchor(&self, link: &Link, written: &str, target: usize, id: &str) -> Option<Found> {
        if id.is_empty() || id.eq_ignore_ascii_case("top") {
            return None;
        }
        let file = &self.site.files[target];
        let format = file.format.filter(|format| format.has_anchors())?;
        // `#svgView(...)` and `#xywh=...` say how to show a drawing.
        if format == Format::Svg && id.contains(['(', '=']) {
            return None;
        }
        let facts = file.facts()?;
        let decoded = percent_decode(id);
        if facts.has_anchor(id) || facts.has_anchor(&decoded) {
            return None;
        }
        let place = if target == self.file {
            "this page"
        } else {
            file.path
        };
        let message = format!(
            "The {} \"{written}\" points to \"#{decoded}\", but {place} has no such id",
            link.place
        );
        let sought = Sought::Anchor(target, decoded.into_owned());
        Some(Found::new(link.at as usize, Kind::MissingAnchor, message).sought(sought))
    }
}

/// Whether a link of a page is one to a whole file inside the site, as nearly all are; which file is
/// then in `target`.
pub(super) fn leads(page: &str, link: &Link, written: &str, target: &mut String) -> bool {
    let (path, fragment) = split(written);
    !path.is_empty()
        && fragment.is_empty()
        && !link.from_root
        && page != NOT_FOUND_PAGE
        && resolve(folder(page), path, target)
}

fn folder_link(link: &Link, written: &str) -> Found {
    let (path, _) = split(written);
    let slash = if path.ends_with('/') { "" } else { "/" };
    let tail = &written[path.len()..];
    let message = format!(
        "The {} \"{written}\" names a folder, not a file",
        link.place
    );
    Found::new(link.at as usize, Kind::FolderLink, message).hint(format!(
        "Write \"{path}{slash}index.html{tail}\": from disk a folder shows a list of files."
    ))
}

fn relative_in_404(link: &Link, written: &str, base: &str) -> Found {
    let message = format!(
        "The {} \"{written}\" is relative, but 404.html is shown at every address",
        link.place
    );
    Found::new(link.at as usize, Kind::RelativeIn404, message).hint(format!(
        "Start the link with \"{base}\", the path of base_url."
    ))
}

/// What of `path` is below `base`, which ends in `/`.
fn below<'p>(base: &str, path: &'p str) -> Option<&'p str> {
    match path.strip_prefix(base) {
        None if path == base.trim_end_matches('/') => Some(""),
        rest => rest,
    }
}

/// How a page writes a link to a file.
pub(super) fn relative(page: &str, target: &str) -> String {
    let same = page
        .bytes()
        .zip(target.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let shared = page.as_bytes()[..same]
        .iter()
        .rposition(|&b| b == b'/')
        .map_or(0, |at| at + 1);
    let up = page[shared..].matches('/').count();
    format!("{}{}", "../".repeat(up), &target[shared..])
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn writes_the_shortest_way_to_a_file() {
        assert_eq!(relative("index.html", "a/b.html"), "a/b.html");
        assert_eq!(
            relative("a/b/index.html", "a/bc/index.html"),
            "../bc/index.html"
        );
        assert_eq!(relative("a/b/c.html", "x.css"), "../../x.css");
        assert_eq!(relative("é/a.html", "è/a.html"), "../è/a.html");
    }
}
