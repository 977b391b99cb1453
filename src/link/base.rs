//! The address at which the site is published: what is wrong with it, said once and where it stands,
//! and not for each of the links that it would break.

use url::{Host, Url};

use crate::diag::{Diagnostic, Diagnostics};
use crate::record::config::Config;

/// Reports an address in the configuration that no site can have.
pub(super) fn check(config: &Config, sink: &mut Diagnostics) {
    let Some(base) = &config.base_url else {
        return;
    };
    if let Some((message, hint)) = problem(base.value.as_ref()) {
        let problem = Diagnostic::error(
            "bad-base-url",
            format!("The address of the site {message}."),
        );
        sink.push(problem.hint(hint).at(base.span));
    }
}

/// What is wrong with an address, to go after “The address of the site”, and what to do.
pub fn problem(address: &str) -> Option<(&'static str, &'static str)> {
    const LIKE: &str = "Write it like https://example.org/ or https://example.org/casebook/.";
    let web = address.starts_with("https://") || address.starts_with("http://");
    let url = match Url::parse(address) {
        Ok(url) if web => url,
        _ if web => return Some(("cannot be understood", LIKE)),
        _ => return Some(("does not begin with https:// or http://", LIKE)),
    };
    if !url.username().is_empty() || url.password().is_some() {
        let hint = "Take out what stands before the @. If it was a password in use, change it.";
        return Some((
            "holds a name or password, which every reader would see",
            hint,
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Some((
            "has a “?” or “#”, and no page can lie below that",
            "Leave out the “?” or “#” and all that follows.",
        ));
    }
    if let Some(Host::Domain(host)) = url.host()
        && host.split('.').any(str::is_empty)
    {
        return Some(("has two full stops in a row, or one at an end", LIKE));
    }
    let path = address.splitn(4, '/').nth(3).unwrap_or_default();
    let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    let odd = |part: &&str| matches!(*part, "." | "..") || part.is_empty() && parts.len() > 1;
    if parts.iter().any(odd) || path.ends_with("//") || path.starts_with('/') {
        return Some((
            "has “//”, “.” or “..” between its parts",
            "Write the folders one after the other, with one / between them.",
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_no_site_can_have_is_explained() {
        for (address, says) in [
            ("https://example.org/?a=b", "“?” or “#”"),
            ("https://example.org/a/#b", "“?” or “#”"),
            ("https://me:secret@example.org/", "password"),
            ("https://me@example.org/", "password"),
            ("https://.", "full stops"),
            ("https://example..org/", "full stops"),
            ("https://[::1", "understood"),
            ("https://example.org:99999/", "understood"),
            ("https://", "understood"),
            ("https://example.org/../x", "between its parts"),
            ("https://example.org/a//b/", "between its parts"),
            ("https://example.org//", "between its parts"),
            ("ftp://example.org/", "begin with"),
        ] {
            let found = problem(address).map(|(message, _)| message);
            assert!(
                found.is_some_and(|found| found.contains(says)),
                "{address}: {found:?}"
            );
        }
        for address in [
            "https://example.org",
            "https://example.org/",
            "https://example.org/casebook/",
            "https://example.org/a/b",
            "http://localhost:8080/",
            "http://127.0.0.1/",
            "http://[::1]/x/",
            "https://bücher.example/",
        ] {
            assert_eq!(problem(address), None, "{address}");
        }
    }
}
