//! `casebook man`: a page of the manual for each command.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Command, CommandFactory};

use super::report::{self, machine};
use super::{Cli, Outcome, whole};
use crate::diag::machine::reason;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook man | man -l -\n  casebook man --out ~/.local/share/man/man1   (then: man casebook-check)";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Write a page for each command into this folder, instead of printing the first
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Outcome {
    let pages = pages();
    let Some(folder) = &args.out else {
        report::out(pages.get("casebook").map_or("", String::as_str));
        return Outcome::Clean;
    };
    if let Some(problem) = super::schema::inside_a_site(folder) {
        return super::report::usage(&problem);
    }
    for (name, page) in &pages {
        let path = folder.join(format!("{name}.1"));
        let folders = std::fs::create_dir_all(folder);
        if let Err(error) = folders.and_then(|()| whole::write(&path, page.as_bytes())) {
            return machine(&format!(
                "{} cannot be written: {error}.",
                path.display(),
                error = reason(&error)
            ));
        }
    }
    report::out(&format!(
        "Wrote {} pages into {}.\n",
        pages.len(),
        folder.display()
    ));
    Outcome::Clean
}

/// The pages by name: `casebook`, `casebook-check`, `casebook-theme-list`.
fn pages() -> BTreeMap<String, String> {
    // The width of the terminal is none of the manual's business.
    let mut top = Cli::command().disable_help_subcommand(true).term_width(0);
    top.build();
    let mut pages = BTreeMap::new();
    add(&top, "casebook".to_string(), &mut pages);
    pages
}

fn add(command: &Command, name: String, pages: &mut BTreeMap<String, String>) {
    for inner in command
        .get_subcommands()
        .filter(|inner| !inner.is_hide_set())
    {
        add(inner, format!("{name}-{}", inner.get_name()), pages);
    }
    let mut bytes = Vec::new();
    let man = clap_mangen::Man::new(command.clone()).title(name.clone());
    // Writing to memory does not fail.
    let _ = man.render(&mut bytes);
    pages.insert(name, String::from_utf8_lossy(&bytes).into_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_with_its_examples() {
        let pages = pages();
        assert!(pages["casebook"].contains("casebook\\-check"));
        assert!(pages["casebook-check"].contains("casebook check \\-\\-format short"));
        assert!(pages.contains_key("casebook-theme-eject"));
        for (name, page) in &pages {
            assert!(page.contains(".SH NAME"), "{name}");
        }
    }
}
