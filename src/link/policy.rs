//! What a browser may do with the pages of a site: the header that a web server should send.

use crate::record::config::Config;

/// The Content-Security-Policy of a site that asks no other server.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// The Content-Security-Policy of this site. The settings for web servers and the documentation
/// recommend it and the preview sends it, so that what works in the preview works when published.
pub fn content_security_policy(_config: &Config) -> String {
    CONTENT_SECURITY_POLICY.to_string()
}
