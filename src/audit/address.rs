//! Addresses: what an `href` or `src` asks for, and which file of the site it means.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// What an address asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Nothing at all.
    Empty,
    /// A file of the site, from the page; or a place on the page.
    Relative,
    /// A file of the host, from its root.
    Root,
    /// Another host, by a scheme that fetches.
    Offsite,
    /// Another host, by the scheme of the page.
    NoScheme,
    /// `javascript:` and the like.
    Script,
    /// `file:`: a place on one machine.
    LocalFile,
    /// `data:` and the like: what is asked for stands in the address.
    Inline,
    /// `mailto:`, `tel:` and every other scheme.
    Other,
}

/// The address as browsers read it: no space around it, no line breaks in it, and `/` for `\`.
pub(super) fn tidy(address: &str) -> Cow<'_, str> {
    let trimmed = address.trim_matches(|c: char| c <= ' ');
    if !trimmed
        .bytes()
        .any(|b| matches!(b, b'\t' | b'\n' | b'\r' | b'\\'))
    {
        return Cow::Borrowed(trimmed);
    }
    let kept = trimmed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
    Cow::Owned(kept.map(|c| if c == '\\' { '/' } else { c }).collect())
}

/// What a tidy address asks for.
pub(super) fn classify(address: &str) -> Class {
    if address.is_empty() {
        Class::Empty
    } else if address.starts_with("//") {
        Class::NoScheme
    } else if address.starts_with('/') {
        Class::Root
    } else {
        scheme(address).map_or(Class::Relative, of_scheme)
    }
}

fn scheme(address: &str) -> Option<&str> {
    let letter = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    let length = address.bytes().take_while(|b| letter(b)).count();
    let starts_well = address.starts_with(|c: char| c.is_ascii_alphabetic());
    (starts_well && address[length..].starts_with(':')).then(|| &address[..length])
}

fn of_scheme(scheme: &str) -> Class {
    let is = |known: &[&str]| known.iter().any(|name| scheme.eq_ignore_ascii_case(name));
    if is(&["https", "http", "ws", "wss", "ftp"]) {
        Class::Offsite
    } else if is(&["javascript", "vbscript"]) {
        Class::Script
    } else if is(&["file"]) {
        Class::LocalFile
    } else if is(&["data", "blob", "about"]) {
        Class::Inline
    } else {
        Class::Other
    }
}

/// The path and the fragment of an internal address, without its query.
pub(super) fn split(address: &str) -> (&str, &str) {
    // Addresses are short: one plain loop is faster than two searches.
    let path_end = address
        .bytes()
        .position(|b| matches!(b, b'#' | b'?'))
        .unwrap_or(address.len());
    let (path, rest) = address.split_at(path_end);
    let hash = rest
        .bytes()
        .position(|b| b == b'#')
        .map_or(rest.len(), |hash| hash + 1);
    let fragment = &rest[hash..];
    // `:~:text=` is an instruction to the browser, not part of an id.
    if fragment.contains(':') {
        (
            path,
            fragment.split_once(":~:").map_or(fragment, |(id, _)| id),
        )
    } else {
        (path, fragment)
    }
}

/// Which path a relative `path` means from `folder` (the empty string, or ending in `/`), put into
/// `out`. The answer ends in `/` or is empty if a folder is meant; `false` if it is outside of the
/// site.
pub(super) fn resolve(folder: &str, path: &str, out: &mut String) -> bool {
    out.clear();
    out.push_str(folder);
    let (mut path, mut up) = (path, 0);
    while let Some(rest) = path.strip_prefix("../") {
        (path, up) = (rest, up + 1);
    }
    for _ in 0..up {
        if !climb(out) {
            return false;
        }
    }
    if is_plain(path) {
        out.push_str(path);
        return true;
    }
    resolve_parts(path, out)
}

/// Whether no part of the path means anything but its own name.
fn is_plain(path: &str) -> bool {
    let mut before = b'/';
    path.bytes().all(|byte| {
        let plain = byte != b'%' && !(before == b'/' && matches!(byte, b'.' | b'/'));
        before = byte;
        plain
    })
}

/// Takes the last folder off; `false` if there is none.
fn climb(out: &mut String) -> bool {
    let is_inside = out.pop().is_some();
    out.truncate(out.rfind('/').map_or(0, |slash| slash + 1));
    is_inside
}

fn resolve_parts(path: &str, out: &mut String) -> bool {
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        match &*percent_decode(part) {
            "" | "." => {}
            ".." if climb(out) => {}
            ".." => return false,
            name => {
                out.push_str(name);
                if !last {
                    out.push('/');
                }
            }
        }
    }
    true
}

/// The folder of a page: the empty string, or ending in `/`.
pub(super) fn folder(page: &str) -> &str {
    page.rfind('/').map_or("", |slash| &page[..=slash])
}

/// The text with `%20` and the like decoded.
pub(super) fn percent_decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_addresses_ask_for() {
        let class = |address| classify(&tidy(address));
        assert_eq!(class(" ../a.html#x "), Class::Relative);
        assert_eq!(class("a/b:c"), Class::Relative);
        assert_eq!(class("#x"), Class::Relative);
        assert_eq!(class("?q=1"), Class::Relative);
        assert_eq!(class("/a"), Class::Root);
        assert_eq!(class("//host/a"), Class::NoScheme);
        assert_eq!(class("\\\\host"), Class::NoScheme);
        assert_eq!(class("HTTPS://host"), Class::Offsite);
        assert_eq!(class("java\nscript:alert(1)"), Class::Script);
        assert_eq!(class("mailto:a@b"), Class::Other);
        assert_eq!(class("data:,"), Class::Inline);
        assert_eq!(class("file:///x"), Class::LocalFile);
        assert_eq!(class(" "), Class::Empty);
    }

    #[test]
    fn splits_paths_from_queries_and_fragments() {
        assert_eq!(split("a.html?x#y"), ("a.html", "y"));
        assert_eq!(split("#y?x"), ("", "y?x"));
        assert_eq!(split("a#b:~:text=c"), ("a", "b"));
    }

    #[test]
    fn resolves_from_the_folder_of_the_page() {
        let mut out = String::new();
        let mut at = |folder, path| resolve(folder, path, &mut out).then(|| out.clone());
        assert_eq!(
            at("a/b/", "../c/./d%20e.html").as_deref(),
            Some("a/c/d e.html")
        );
        assert_eq!(at("a/", "..").as_deref(), Some(""));
        assert_eq!(at("a/", "b/").as_deref(), Some("a/b/"));
        assert_eq!(at("a/", "b/..").as_deref(), Some("a/"));
        assert_eq!(at("a/", "../../x"), None);
        assert_eq!(at("", "%2e%2e/x"), None);
        assert_eq!(at("", "%zz%4").as_deref(), Some("%zz%4"));
    }
}
