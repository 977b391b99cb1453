//! `casebook addresses`: the list of addresses that must last.
//!
//! The list is written here and nowhere else, by somebody who has looked at it: a build only warns.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::report::{self, Built, Shared};
use super::{Outcome, whole};
use crate::diag::machine::reason;
use crate::link::{LEDGER, Site};

pub(super) const EXAMPLES: &str = "Examples:\n  casebook addresses\n  casebook addresses --accept\n  casebook addresses --forget awards/published-by-mistake/";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Add the addresses of new pages to the list. None is taken out
    #[arg(long)]
    accept: bool,
    /// Take this address out of the list: nothing will lead from it any more
    #[arg(long, value_name = "ADDRESS")]
    forget: Vec<String>,
}

/// The lines at the top of the list.
const HEAD: &str = "# Addresses that were published and must last, one on each line.\n# Written by “casebook addresses --accept”; keep the lines of both sides when git merges it.\n";

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    // An embargoed record has no address yet, and drafts may never have one.
    let shared = Shared::default();
    let built = match report::build(root, &shared) {
        Ok(built) => built,
        Err(outcome) => return outcome,
    };
    let Some(site) = built
        .build
        .site
        .as_ref()
        .filter(|_| !built.build.diagnostics.has_errors())
    else {
        built.report(&shared);
        report::err("The list of addresses is as it was: mend the errors first.\n");
        return Outcome::Problems;
    };
    let listed: BTreeSet<String> = match &*site.ledger {
        Some(ledger) => ledger.keys().cloned().collect(),
        None => BTreeSet::new(),
    };
    let unknown = args
        .forget
        .iter()
        .find(|address| !listed.contains(*address));
    if let Some(unknown) = unknown {
        return report::usage(&format!("The list has no address “{unknown}”."));
    }
    say(site, &listed);
    if !args.accept && args.forget.is_empty() {
        return Outcome::Clean;
    }
    let new = if args.accept {
        BTreeSet::clone(&site.lasting)
    } else {
        BTreeSet::new()
    };
    let mut list: BTreeSet<String> = listed.union(&new).cloned().collect();
    list.retain(|address| !args.forget.contains(address));
    write(&built, &list)
}

/// What is new, and what would vanish.
fn say(site: &Site, listed: &BTreeSet<String>) {
    let new: Vec<&String> = site.lasting.difference(listed).collect();
    let vanished: Vec<&String> = listed.iter().filter(|a| !site.routes.has(a)).collect();
    let mut text = format!("{} addresses are listed.\n", listed.len());
    for (heading, addresses) in [("New", new), ("Gone", vanished)] {
        if !addresses.is_empty() {
            text.push_str(&format!("{heading}: {}\n", addresses.len()));
            addresses
                .iter()
                .for_each(|address| text.push_str(&format!("  {address}\n")));
        }
    }
    report::out(&text);
}

fn write(built: &Built, list: &BTreeSet<String>) -> Outcome {
    let text: String = list.iter().map(|address| format!("{address}\n")).collect();
    let path = built.root.join(LEDGER);
    match whole::write(&path, format!("{HEAD}{text}").as_bytes()) {
        Ok(()) => {
            report::out(&format!(
                "{LEDGER} lists {} addresses now. Commit it.\n",
                list.len()
            ));
            Outcome::Clean
        }
        Err(error) => report::machine(&format!(
            "{LEDGER} cannot be written: {error}. It is as it was.",
            error = reason(&error)
        )),
    }
}
