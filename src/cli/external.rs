//! `casebook check --external`: whether links to other sites still hold.

use super::Outcome;
use super::report::{self, Built};

/// For how many days an answer is believed.
pub(super) const DAYS: u64 = 7;

/// Says how to get a Casebook that can ask other sites.
#[cfg(not(feature = "external"))]
pub(super) fn check(_: &mut Built, _: u64) -> Result<String, Outcome> {
    Err(report::usage(
        "This Casebook cannot ask other sites. Install it with: cargo install --path . --locked --features external",
    ))
}

#[cfg(feature = "external")]
pub(super) use asking::check;

#[cfg(feature = "external")]
mod asking {
    use std::collections::BTreeSet;
    use std::path::Path;
    use std::time::{SystemTime, UNIX_EPOCH};

    use super::{Built, Outcome, report};
    use crate::cache;
    use crate::cli::report::Progress;
    use crate::cli::whole;
    use crate::diag::machine::reason;
    use crate::external::{self, Asked, Cache, Client, Limits, Link};

    /// The file in which answers are kept.
    const CACHE: &str = "links.json";

    /// Asks other sites, adds what is wrong with links to the problems, and says what was done.
    pub(in crate::cli) fn check(built: &mut Built, days: u64) -> Result<String, Outcome> {
        let examined = crate::examine(&built.files, built.options.as_of);
        let site = built.build.site.as_ref();
        let base = site.and_then(|site| site.base_url.clone());
        let links = external::links(&examined.parsed, &examined.mentions, base.as_deref());
        let path = built.root.join(cache::FOLDER).join(CACHE);
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.map_or(0, |since| since.as_secs());
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        let mut cache = Cache::read(&kept, now, days);
        let progress = Progress::start("Asking other sites");
        let client = Client::new(base.as_deref());
        let asked = external::ask_all(&links, &mut cache, now, &client, Limits::default());
        progress.end();
        keep(&built.root, &cache.write(&links));
        if asked.is_offline {
            return Err(report::machine(
                "No other site answered, and their names could not be looked up. Is this computer online? Nothing was found out about links.",
            ));
        }
        let problems = &mut built.build.diagnostics;
        external::report(&links, &asked, problems);
        problems.sort();
        Ok(said(&links, &asked))
    }

    /// Keeps the answers. Without them everything is asked again, which is no fault of the site.
    fn keep(root: &Path, text: &str) {
        let folder = cache::folder(root);
        let written = folder.and_then(|folder| whole::write(&folder.join(CACHE), text.as_bytes()));
        if let Err(error) = written {
            report::err(&format!(
                "The answers of other sites cannot be kept in {}: {error}. They will be asked again the next time.\n",
                root.join(cache::FOLDER).display(),
                error = reason(&error)
            ));
        }
    }

    fn said(links: &[Link], asked: &Asked) -> String {
        let hosts: BTreeSet<&str> = links
            .iter()
            .filter_map(|link| link.address.split('/').nth(2))
            .collect();
        let mut said = format!(
            "Links to other sites: {} addresses on {} sites; {} answers were known from before.\n",
            links.len(),
            hosts.len(),
            asked.known
        );
        let open = asked.not_asked();
        if open > 0 {
            said.push_str(&format!(
                "There was no time to ask for {open} of them. Run the command again: it goes on where it stopped.\n"
            ));
        }
        said
    }
}
