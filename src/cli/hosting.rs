//! `casebook hosting`: what a web server should be told about the site.

use std::path::PathBuf;

use clap::ValueEnum;

use super::Outcome;
use super::report::{self, Shared};
use crate::hosting;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook hosting nginx > casebook.conf\n  casebook hosting apache --base-url https://example.org/casebook/\n  casebook hosting netlify   (the built site has these files already)";

/// A kind of host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Host {
    /// Lines for the server block
    Nginx,
    /// Lines for the virtual host
    Apache,
    /// The files _headers and _redirects, which Cloudflare Pages reads too
    Netlify,
    /// Lines for the block of the site in the Caddyfile
    Caddy,
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the site is published with
    #[arg(value_enum, value_name = "HOST")]
    host: Host,
    /// The address at which the site will be published, instead of the one in casebook.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    let shared = Shared {
        base_url: args.base_url.clone(),
        ..Shared::default()
    };
    let built = match report::build(root, &shared) {
        Ok(built) => built,
        Err(outcome) => return outcome,
    };
    let site = built.build.site.as_ref();
    let Some(site) = site.filter(|_| !built.fails(&shared)) else {
        built.report(&shared);
        report::err("Nothing was printed: mend the errors first.\n");
        return Outcome::Problems;
    };
    match hosting::settings(site, args.host.into()) {
        Some(text) => {
            report::out(&text);
            Outcome::Clean
        }
        None => report::usage(
            "The path in the site's address has characters that mean something else in the settings of web servers. Choose an address of letters, digits, “-”, “_” and “.”.",
        ),
    }
}

impl From<Host> for hosting::Host {
    fn from(host: Host) -> Self {
        match host {
            Host::Nginx => Self::Nginx,
            Host::Apache => Self::Apache,
            Host::Netlify => Self::Netlify,
            Host::Caddy => Self::Caddy,
        }
    }
}
