//! What a browser may do with the pages of a site: the header that a web server should send.

use crate::record::config::Config;

/// The Content-Security-Policy of a site that asks no other server.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// The Content-Security-Policy of this site. The preview sends it, `casebook build` prints it where it
/// is not the usual one, and the documentation recommends it, so that what works in the preview works
/// when published.
pub fn content_security_policy(config: &Config) -> String {
    match config.search_endpoint().and_then(origin) {
        Some(origin) => format!("{CONTENT_SECURITY_POLICY}; connect-src 'self' {origin}"),
        None => CONTENT_SECURITY_POLICY.to_string(),
    }
}

/// Scheme, host and port of an address: what a policy names.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    // A site with such an address is refused; a header must not be torn by one that is not.
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    let whole = !host.is_empty() && host.chars().all(fits);
    whole.then(|| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_names_a_server_and_never_its_path() {
        let all = [
            (
                "https://search.example.org/a/b",
                Some("https://search.example.org"),
            ),
            ("http://127.0.0.1:9200/a", Some("http://127.0.0.1:9200")),
            ("http://[::1]:9200", Some("http://[::1]:9200")),
            ("https://a.org;script-src/", None),
            ("https:///x", None),
            ("mailto:a@b", None),
        ];
        for (address, wanted) in all {
            assert_eq!(origin(address).as_deref(), wanted, "{address}");
        }
    }
}
