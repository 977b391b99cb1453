//! Names styles and scripts after what is in them, so that a browser may keep them for ever.
//!
//! In goes an [`Output`] whose pages are made; out comes the same site, in which `assets/site.css` is
//! `assets/site.1f0c9a7e42.css`, in its pages too. A file that changes has another name, so a page never
//! meets a style or script of another build. The preview leaves the names alone: it exchanges styles in
//! place. See docs/decisions/fingerprints.md.
//!
//! Renamed is what a page names in an attribute and no other style or script names by its path. The
//! scripts of the search index load one another, each by the name of the first with another word in it,
//! so all of them have one fingerprint.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use memchr::memmem;
use rayon::prelude::*;

use crate::output::{Bytes, Output, below};

/// How many hexadecimal digits a fingerprint has.
pub const DIGITS: usize = 10;

/// The endings of files that can have one.
pub const ENDINGS: [&str; 2] = ["css", "js"];

/// The folders of such files.
pub const FOLDERS: [&str; 2] = ["assets", "search"];

/// The first script of the search index: a page names it, and it the others.
const INDEX: &str = "search/index.js";

/// Whether a file is named after what is in it.
pub fn is_named(path: &str) -> bool {
    let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let (folder, _) = path.split_once('/').unwrap_or_default();
    let mut parts = path.rsplitn(3, '.');
    let (ending, mark, name) = (parts.next(), parts.next(), parts.next());
    FOLDERS.contains(&folder)
        && ending.is_some_and(|ending| ENDINGS.contains(&ending))
        && mark.is_some_and(|mark| mark.len() == DIGITS && mark.bytes().all(digit))
        && name.is_some_and(|name| !name.ends_with('/'))
}

/// The site with fingerprints. `base` is its path on its host: the page for missing addresses names
/// files from there.
pub fn named(output: Output, base: &str) -> Output {
    let files: Vec<_> = output.iter().collect();
    let asked: Vec<Vec<Asked>> = files
        .par_iter()
        .map(|(path, bytes)| asked_in(path, bytes, &output, base))
        .collect();
    let targets = asked.iter().flatten().map(|asked| asked.target.as_str());
    let marks = marks(&output, targets.collect());
    let mut site = Output::new();
    for ((path, bytes), asked) in output.into_files().zip(&asked) {
        let path = match marks.get(&*path) {
            Some(mark) => Arc::from(marked(&path, mark)),
            None => path,
        };
        site.insert(path, rewritten(bytes, asked, &marks));
    }
    site
}

/// Where a page names a style or script.
struct Asked {
    /// Where the ending begins, in the bytes of the page.
    dot: usize,
    /// The file in the output.
    target: String,
}

/// What a page names, in the order of the page.
fn asked_in(path: &str, bytes: &Bytes, output: &Output, base: &str) -> Vec<Asked> {
    if !path.ends_with(".html") {
        return Vec::new();
    }
    let bytes = &*bytes.read();
    let mut asked = Vec::new();
    for ending in [&b".css"[..], b".js"] {
        for dot in memmem::find_iter(bytes, ending) {
            let address = address(bytes, dot, dot + ending.len());
            let target = address.and_then(|address| target(path, address, output, base));
            asked.extend(target.map(|target| Asked { dot, target }));
        }
    }
    asked.sort_by_key(|asked| asked.dot);
    asked
}

/// The value of an attribute that ends here.
fn address(bytes: &[u8], dot: usize, end: usize) -> Option<&str> {
    let quote = *bytes
        .get(end)
        .filter(|quote| matches!(quote, b'"' | b'\''))?;
    let start = memchr::memrchr(quote, &bytes[..dot])? + 1;
    let is_value = start >= 2 && bytes[start - 2] == b'=';
    std::str::from_utf8(bytes.get(start..end).filter(|_| is_value)?).ok()
}

/// The file that an address on a page leads to, if it is a style or script of the site.
fn target(page: &str, address: &str, output: &Output, base: &str) -> Option<String> {
    let path = below(page, address)?;
    let from_base = address.starts_with('/').then_some(base.trim_matches('/'));
    let inner = from_base.and_then(|base| path.strip_prefix(base)?.strip_prefix('/'));
    let path = inner.unwrap_or(&path);
    let (folder, _) = path.split_once('/')?;
    let ours = FOLDERS.contains(&folder) && !is_named(path) && output.get(path).is_some();
    ours.then(|| path.to_string())
}

/// What the name of each file that gets one has before its ending: a full stop and the fingerprint.
fn marks(output: &Output, asked: BTreeSet<&str>) -> BTreeMap<String, Arc<str>> {
    let texts: Vec<_> = output
        .iter()
        .filter(|(path, _)| path.starts_with("assets/") && is_text(path))
        .map(|(_, bytes)| bytes.read())
        .collect();
    let parts = output.get(INDEX).is_some();
    let free = |path: &&str| match path.starts_with("search/") {
        true => !parts,
        false => !texts.iter().any(|text| names(text, path)),
    };
    let alone = asked.iter().copied().filter(free);
    let alone = alone.filter_map(|path| Some((path.to_string(), mark(&[output.get(path)?]))));
    let mut marks: BTreeMap<_, _> = alone.collect();
    if asked.contains(INDEX) {
        marks.extend(index_marks(output));
    }
    marks
}

/// One fingerprint for all scripts of the search index.
fn index_marks(output: &Output) -> Vec<(String, Arc<str>)> {
    let scripts = output.iter();
    let scripts = scripts.filter(|(path, _)| path.starts_with("search/") && path.ends_with(".js"));
    let (paths, bytes): (Vec<_>, Vec<_>) = scripts.unzip();
    let mark = mark(&bytes);
    let marks = paths
        .into_iter()
        .map(|path| (path.to_string(), mark.clone()));
    marks.collect()
}

fn is_text(path: &str) -> bool {
    ENDINGS.iter().any(|ending| {
        let before = path.strip_suffix(ending);
        before.is_some_and(|before| before.ends_with('.'))
    })
}

/// Whether a style or script seems to load a file by its name.
fn names(text: &[u8], path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).as_bytes();
    memmem::find_iter(text, name).any(|at| {
        let before = at.checked_sub(1).map(|at| text[at]);
        let after = text.get(at + name.len());
        before.is_some_and(|byte| b"\"'`(/".contains(&byte))
            && after.is_some_and(|byte| b"\"'`)?#".contains(byte))
    })
}

fn mark(files: &[&Bytes]) -> Arc<str> {
    let mut hash = blake3::Hasher::new();
    for bytes in files {
        let bytes = bytes.read();
        hash.update(&bytes.len().to_le_bytes()).update(&bytes);
    }
    format!(".{}", &hash.finalize().to_hex()[..DIGITS]).into()
}

/// `a/b.css` with `.0123456789`: `a/b.0123456789.css`.
fn marked(path: &str, mark: &str) -> String {
    let (name, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    format!("{name}{mark}.{ending}")
}

/// A page that names files by their new names.
fn rewritten(bytes: Bytes, asked: &[Asked], marks: &BTreeMap<String, Arc<str>>) -> Bytes {
    let found = asked
        .iter()
        .filter_map(|asked| Some((asked.dot, marks.get(&asked.target)?.clone())));
    let found: Vec<_> = found.collect();
    match found.is_empty() {
        true => bytes,
        false => bytes.with(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&'static str, &str)]) -> Output {
        let mut output = Output::new();
        for (path, text) in files {
            output.insert(*path, text.as_bytes());
        }
        output
    }

    fn text(output: &Output, path: &str) -> String {
        let bytes = output.get(path).expect(path).read();
        String::from_utf8(bytes.into_owned()).expect("text")
    }

    /// The only file whose path begins and ends so.
    fn path<'o>(output: &'o Output, start: &str, end: &str) -> &'o str {
        let mut found = output
            .iter()
            .filter(|(path, _)| path.starts_with(start) && path.ends_with(end) && is_named(path));
        let path = found.next().expect(start).0;
        assert!(found.next().is_none(), "{start}");
        path
    }

    #[test]
    fn pages_name_files_by_their_content_wherever_they_lie() {
        let named = named(
            site(&[
                ("404.html", "<link href=\"/case/assets/a.css\">"),
                (
                    "index.html",
                    "<link href=\"assets/a.css\"><script src='assets/b/c.js'></script>",
                ),
                (
                    "x/index.html",
                    "<link href=\"../assets/a.css\"><p>assets/a.css</p>",
                ),
                ("assets/a.css", "p {}"),
                ("assets/b/c.js", "go()"),
                ("assets/unused.css", "p {}"),
            ]),
            "/case/",
        );
        let css = path(&named, "assets/a.", ".css");
        let js = path(&named, "assets/b/c.", ".js");
        assert_eq!(text(&named, css), "p {}");
        assert_eq!(
            text(&named, "index.html"),
            format!("<link href=\"{css}\"><script src='{js}'></script>")
        );
        assert_eq!(
            text(&named, "x/index.html"),
            format!("<link href=\"../{css}\"><p>assets/a.css</p>")
        );
        assert_eq!(
            text(&named, "404.html"),
            format!("<link href=\"/case/{css}\">")
        );
        assert!(named.get("assets/a.css").is_none() && named.get("assets/unused.css").is_some());
    }

    #[test]
    fn what_another_style_or_script_loads_keeps_its_name() {
        let plain = site(&[
            (
                "index.html",
                "<link href=\"assets/a.css\"><link href=\"assets/b.css\"><script src=\"assets/c.js\">",
            ),
            ("assets/a.css", "@import \"b.css\"; /* c.js */"),
            ("assets/b.css", ""),
            ("assets/c.js", ""),
            ("assets/d.js", "load(root + 'assets/c.js')"),
        ]);
        let named = named(plain, "/");
        path(&named, "assets/a.", ".css");
        assert!(named.get("assets/b.css").is_some() && named.get("assets/c.js").is_some());
    }

    #[test]
    fn the_parts_of_the_search_index_have_one_fingerprint() {
        let files = [
            ("search/index.html", "<form data-src=\"index.js\">"),
            ("search/index.js", "head"),
            ("search/words-0.js", "words"),
            ("search/records.ndjson", "{}"),
        ];
        let one = named(site(&files), "/");
        let index = path(&one, "search/index.", ".js");
        assert_eq!(
            text(&one, "search/index.html"),
            format!("<form data-src=\"{}\">", &index["search/".len()..])
        );
        let words = index.replace("index", "words-0");
        assert_eq!(text(&one, &words), "words");
        let mut other = files;
        other[2].1 = "other words";
        let other = named(site(&other), "/");
        assert_ne!(path(&other, "search/index.", ".js"), index);
        // Without a page that names it, a script must find the index where it always was.
        let mut bare = files;
        bare[0].1 = "";
        assert!(named(site(&bare), "/").get("search/words-0.js").is_some());
    }

    #[test]
    fn only_names_with_a_fingerprint_count_as_such() {
        assert!(is_named("assets/a.0123456789.css") && is_named("search/b.abcdef0123.js"));
        for path in [
            "assets/a.css",
            "assets/a.012345678.css",
            "assets/a.012345678g.css",
            "assets/a.0123456789.png",
            "assets/.0123456789.css",
            "notes/a.0123456789.css",
        ] {
            assert!(!is_named(path), "{path}");
        }
    }

    #[test]
    fn a_site_that_has_its_names_is_as_it_was() {
        let once = named(
            site(&[
                ("index.html", "<link href=\"assets/a.css\">"),
                ("assets/a.css", ""),
            ]),
            "/",
        );
        assert_eq!(named(once.clone(), "/"), once);
    }
}
