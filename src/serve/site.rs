//! What lies at an address of the site, its version, and what it needs.

use super::state::Good;
use crate::output::{Bytes, Output, below};

/// What lies at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'o> {
    /// A file: its path and bytes.
    File(&'o str, &'o Bytes),
    /// A folder without the slash at its end: the address with it.
    Folder(String),
    /// Nothing.
    Missing,
}

/// What lies at an address, which begins with `/` and is decoded. Only files of the built site can
/// be found, so no way of writing an address leads out of it.
pub(super) fn find<'o>(good: &'o Good, address: &str) -> Found<'o> {
    let base = good.site.base_path();
    let found = in_output(&good.output, address);
    match address.strip_prefix(base.trim_end_matches('/')) {
        // The page for missing addresses links to the path at which the site will be published.
        Some(below) if found == Found::Missing && below.starts_with('/') => {
            in_output(&good.output, below)
        }
        _ => found,
    }
}

fn in_output<'o>(output: &'o Output, address: &str) -> Found<'o> {
    let Some(path) = address.strip_prefix('/') else {
        return Found::Missing;
    };
    let file = match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_string(),
    };
    if let Some((path, bytes)) = output.entry(&file) {
        return Found::File(path, bytes);
    }
    match output.get(&format!("{path}/index.html")) {
        Some(_) => Found::Folder(format!("/{path}/")),
        None => Found::Missing,
    }
}

/// The version of some bytes.
pub(super) fn tag(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_string()
}

/// The version of a page: of its bytes and of the scripts and pictures in it. Styles are not part of
/// it, because they are exchanged without loading the page again.
pub(super) fn page_tag(output: &Output, path: &str, bytes: &[u8]) -> String {
    if !path.ends_with(".html") {
        return tag(bytes);
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(bytes);
    for needed in needs(path, &String::from_utf8_lossy(bytes)) {
        if let Some(bytes) = output.get(&needed) {
            hasher.update(&bytes.hash());
        }
    }
    hasher.finalize().to_hex()[..16].to_string()
}

/// The files of the site that a page loads with `src`, or that a script of it loads when they are
/// asked for: those it names in `data-parts`.
fn needs(page: &str, html: &str) -> Vec<String> {
    let sources = values(html, " src=\"");
    let parts = values(html, " data-parts=\"").flat_map(str::split_whitespace);
    let all = sources.chain(parts);
    all.filter_map(|source| below(page, source)).collect()
}

fn values<'h>(html: &'h str, start: &'static str) -> impl Iterator<Item = &'h str> {
    let found = html.match_indices(start);
    found.filter_map(|(at, start)| html[at + start.len()..].split('"').next())
}

/// The words between the tags of the main part of a page.
pub(super) fn words(html: &str) -> usize {
    let start = html.find("<main").unwrap_or(0);
    let end = html.find("</main>").unwrap_or(html.len()).max(start);
    let mut text = String::new();
    let mut inside = false;
    for c in html[start..end].chars() {
        match c {
            '<' => {
                inside = true;
                text.push(' ');
            }
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    text.split_whitespace().filter(is_word).count()
}

/// The title of a page, as HTML.
pub(super) fn title(html: &str) -> &str {
    let after = html.split_once("<title>").map_or("", |(_, after)| after);
    after.split("</title>").next().unwrap_or_default().trim()
}

/// The pages that link to a page, by their paths and in order. The menu and foot, which every page
/// has, do not count: only what stands in the main part does.
pub(super) fn linking<'o>(output: &'o Output, to: &str) -> Vec<(&'o str, String)> {
    let folder = to.strip_suffix("index.html").unwrap_or(to);
    let last = folder.trim_end_matches('/').rsplit('/').next();
    let Some(last) = last.filter(|last| !last.is_empty()) else {
        return Vec::new();
    };
    let pages = output
        .iter()
        .filter(|(path, _)| path.ends_with(".html") && *path != to);
    pages
        .filter_map(|(path, bytes)| {
            let bytes = bytes.read();
            let html = std::str::from_utf8(&bytes).ok()?;
            let start = html.find("<main")?;
            let end = html.find("</main>")?;
            let main = html.get(start..end)?;
            // Cheap first: most pages do not name it at all.
            let named = main.contains(last) && links_to(path, main, to);
            named.then(|| (path, title(html).to_string()))
        })
        .collect()
}

fn links_to(page: &str, html: &str, to: &str) -> bool {
    html.match_indices(" href=\"").any(|(at, start)| {
        let value = html[at + start.len()..]
            .split('"')
            .next()
            .unwrap_or_default();
        below(page, value).as_deref() == Some(to)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output() -> Output {
        let mut output = Output::new();
        for (path, text) in [
            (
                "index.html",
                "<title>Home</title><main><a href=\"a/b/index.html#x\">B</a></main>",
            ),
            (
                "a/b/index.html",
                "<title>B</title><main>Two words<img src=\"../../p.png\"></main>",
            ),
            (
                "a/index.html",
                "<nav><a href=\"b/index.html\"></nav><main>b</main>",
            ),
            ("p.png", "picture"),
        ] {
            output.insert(path, text.as_bytes());
        }
        output
    }

    #[test]
    fn addresses_are_files_folders_or_nothing() {
        let output = output();
        let path = |address| match in_output(&output, address) {
            Found::File(path, _) => path.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(path("/"), "index.html");
        assert_eq!(path("/a/b/"), "a/b/index.html");
        assert_eq!(path("/p.png"), "p.png");
        assert_eq!(path("/a/b"), "Folder(\"/a/b/\")");
        for missing in [
            "",
            "p.png",
            "/p.png/",
            "/a/../p.png",
            "//p.png",
            "/a//b/",
            "/A/B/",
        ] {
            assert_eq!(path(missing), "Missing", "{missing}");
        }
    }

    #[test]
    fn the_version_of_a_page_is_also_that_of_its_pictures_and_not_of_others() {
        let before = output();
        let mut after = Output::new();
        for (path, bytes) in before.iter() {
            let bytes = if path == "p.png" {
                "other".as_bytes().into()
            } else {
                bytes.clone()
            };
            after.insert(path, bytes);
        }
        let version = |output: &Output, path: &str| {
            page_tag(output, path, &output.get(path).expect("a page").read())
        };
        assert_ne!(
            version(&before, "a/b/index.html"),
            version(&after, "a/b/index.html")
        );
        assert_eq!(
            version(&before, "index.html"),
            version(&after, "index.html")
        );
    }

    #[test]
    fn what_a_script_loads_later_belongs_to_the_page_too() {
        let page = "<script src=\"x.js\"></script><div data-parts=\"one.js ../two.js\"></div>";
        assert_eq!(
            needs("a/b/index.html", page),
            ["a/b/x.js", "a/b/one.js", "a/two.js"]
        );
    }

    #[test]
    fn pages_that_link_to_a_page_are_found_but_menus_do_not_count() {
        let output = output();
        assert_eq!(
            linking(&output, "a/b/index.html"),
            [("index.html", "Home".to_string())]
        );
        assert_eq!(
            words("<nav>no</nav><main><p>Two <b>words</b> –</p></main>"),
            2
        );
    }
}
