//! How `casebook.yaml` says that readers search: the address of a search server.

use crate::diag::{Diagnostic, Diagnostics, Span, excerpt};
use crate::record::config::Config;
use crate::record::value::{Address, At};

/// What is wrong with an address: the message, and what to do.
type Wrong = (&'static str, String);

pub(super) fn look_over(config: &Config, file: Span, sink: &mut Diagnostics) {
    let Some(search) = &config.search else {
        return;
    };
    match &search.endpoint {
        Some(endpoint) => sink_problem(endpoint, sink),
        None if search.local_index == Some(false) => sink.push(
            Diagnostic::error(
                "no-search",
                "“local_index: false” leaves this site without search, because no search server is named.",
            )
            .hint("Delete the line, or add “endpoint:” with the address of a search server.")
            .at(file),
        ),
        None => {}
    }
}

fn sink_problem(endpoint: &At<Address>, sink: &mut Diagnostics) {
    if let Some((message, hint)) = wrong(&endpoint.value) {
        sink.push(
            Diagnostic::error("bad-endpoint", message)
                .at(endpoint.span)
                .hint(hint),
        );
    }
}

fn wrong(address: &str) -> Option<Wrong> {
    let example = "Write the address of an index, such as https://search.example.org/casebook.";
    let Some((scheme, rest)) = address.split_once("://") else {
        let message = "The address of the search server must begin with https://.";
        return Some((message, example.into()));
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if host.contains('@') {
        let message = "The address of the search server holds a name or password, which every reader would see.";
        let hint = "Take out what stands before the “@”, and let the server answer searches without signing in.";
        return Some((message, hint.into()));
    }
    if address.contains(['?', '#']) {
        let message = "The address of the search server goes on after its path.";
        return Some((
            message,
            "Take out everything from the “?” or “#” on.".into(),
        ));
    }
    if let Some(wrong) = wrong_host(host) {
        return Some(wrong);
    }
    if scheme == "http" && !is_loopback(host) {
        let message = "What readers type would be sent to the search server unprotected.";
        let hint = format!(
            "Begin the address with https://. Only a server on your own machine may do with http:// (“{}” is not).",
            excerpt(host)
        );
        return Some((message, hint));
    }
    wrong_path(path)
}

/// Signs that no address of a server has, or that would end its place in the security policy.
fn wrong_host(host: &str) -> Option<Wrong> {
    let bare = without_port(host);
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if !bare.is_empty() && host.chars().all(fits) {
        return None;
    }
    let message = "The address of the search server has no name of a server that browsers can use.";
    let hint = "After “https://” write the server's name in plain letters, digits, dots and hyphens. Write a name with other letters in its “xn--” form.";
    Some((message, hint.into()))
}

fn wrong_path(path: &str) -> Option<Wrong> {
    let path = path.trim_end_matches('/');
    if path.is_empty() {
        let message = "The address of the search server names no index.";
        let hint =
            "Add the name of the index or its alias, such as https://search.example.org/casebook.";
        return Some((message, hint.into()));
    }
    if path.ends_with("/_search") || path == "_search" {
        let message =
            "The address of the search server ends with “_search”, which Casebook adds itself.";
        return Some((message, "Take “/_search” off the end.".into()));
    }
    None
}

fn without_port(host: &str) -> &str {
    match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

fn is_loopback(host: &str) -> bool {
    let name = without_port(host);
    let address: Option<std::net::IpAddr> = name.parse().ok();
    name == "localhost" || address.is_some_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_when_browsers_may_ask_it() {
        for good in [
            "https://search.example.org/casebook",
            "https://search.example.org:9200/a/casebook/",
            "http://127.0.0.1:9200/casebook",
            "http://localhost/casebook",
            "http://[::1]:9200/casebook",
        ] {
            assert_eq!(wrong(good), None, "{good}");
        }
    }

    #[test]
    fn what_is_wrong_with_an_address_is_said() {
        for (bad, said) in [
            ("mailto:a@b.uk", "begin with https"),
            ("https://me:secret@example.org/x", "every reader"),
            ("https://example.org/x?size=1", "goes on"),
            ("https://example.org/x#y", "goes on"),
            ("http://search.example.org/x", "unprotected"),
            ("http://localhost.example.org/x", "unprotected"),
            ("https://müller.example/x", "no name of a server"),
            ("https://a;script-src/x", "no name of a server"),
            ("https:///x", "no name of a server"),
            ("https://:9200/x", "no name of a server"),
            ("https://example.org", "names no index"),
            ("https://example.org//", "names no index"),
            ("https://example.org/x/_search", "adds itself"),
        ] {
            let (message, _) = wrong(bad).expect(bad);
            assert!(message.contains(said), "{bad}: {message}");
        }
    }
}
