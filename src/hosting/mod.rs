//! What a web server should know about a site: headers, types of files, the page for addresses at
//! which there is nothing, and where pages are that have moved.
//!
//! In goes the [`Site`]; out come the settings for a kind of host as text, and the two files that
//! some hosts read from the folder itself. `rules` says what a host should do, and a file for each
//! host writes that in its language. Tests start real servers with the result (`tests/hosting`).

mod apache;
mod caddy;
mod netlify;
mod nginx;
mod rules;
mod types;

use crate::fingerprint;
use crate::link::Site;
use crate::output::Output;
use rules::Rules;

pub use rules::cache_control;
pub use types::content_type;

/// A kind of host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// nginx.
    Nginx,
    /// Apache httpd.
    Apache,
    /// Netlify, Cloudflare Pages and others that read the same files.
    Netlify,
    /// Caddy.
    Caddy,
}

/// The files of the site that hosts read.
pub fn files(site: &Site) -> Vec<(String, Vec<u8>)> {
    let rules = Rules::of(site);
    let mut files = vec![(netlify::HEADERS.into(), netlify::headers(&rules).into())];
    let redirects = netlify::redirects(&rules);
    files.extend(redirects.map(|text| (netlify::REDIRECTS.into(), text.into())));
    files
}

/// Tells hosts that read a file of headers from the site what is named after its content.
pub fn note_named(output: &mut Output) {
    let paths = output.iter().map(|(path, _)| path);
    let rules = netlify::kept(paths.filter(|path| fingerprint::is_named(path)));
    if let Some(headers) = output.get(netlify::HEADERS) {
        let bytes: Vec<u8> = [&*headers.read(), rules.as_bytes()].concat();
        output.replace(netlify::HEADERS, bytes);
    }
}

/// The settings for a host. `None` when the site's address has characters with a meaning of their own
/// in such settings.
pub fn settings(site: &Site, host: Host) -> Option<String> {
    let rules = Rules::of(site);
    rules::is_plain(&rules.base).then(|| match host {
        Host::Nginx => nginx::write(&rules),
        Host::Apache => apache::write(&rules),
        Host::Netlify => netlify::write(&rules),
        Host::Caddy => caddy::write(&rules),
    })
}
