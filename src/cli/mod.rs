//! The command line: one file per command.
//!
//! Exit status: 0 clean or warnings only, 1 errors (with `--strict` warnings too), 2 usage, 3 the
//! machine (a disk that is full, a folder that cannot be read).

mod addresses;
mod archive;
mod build;
mod check;
mod date;
mod diff;
mod hosting;
#[cfg(feature = "images")]
mod images;
mod publish;
mod report;
mod search;
mod serve;
mod theme;
mod whole;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Casebook turns YAML records and Markdown lessons into a checked website.
#[derive(Debug, Parser)]
#[command(name = "casebook", version, max_term_width = 100)]
struct Cli {
    /// The folder of the site [default: the nearest folder above with a casebook.yaml]
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site and put it in a folder
    #[command(after_help = build::EXAMPLES)]
    Build(build::Args),
    /// Look for problems; write nothing
    #[command(after_help = check::EXAMPLES)]
    Check(check::Args),
    /// Show the site in a browser and follow every save; write nothing
    #[command(after_help = serve::EXAMPLES)]
    Serve(serve::Args),
    /// Answer a query as the site's own search would
    #[command(after_help = search::EXAMPLES)]
    Search(search::Args),
    /// Keep the list of addresses that must last
    #[command(after_help = addresses::EXAMPLES)]
    Addresses(addresses::Args),
    /// Publish the site to a folder or a branch of a git repository
    #[command(after_help = publish::EXAMPLES)]
    Publish(publish::Args),
    /// Pack the site into one file that opens from disk
    #[command(after_help = archive::EXAMPLES)]
    Archive(archive::Args),
    /// Print the settings that a web server needs for this site
    #[command(after_help = hosting::EXAMPLES)]
    Hosting(hosting::Args),
    /// Say what changed for readers since a revision or a day
    #[command(after_help = diff::EXAMPLES)]
    Diff(diff::Args),
    /// Change how the site looks: see and take files of the default theme
    #[command(after_help = theme::EXAMPLES)]
    Theme(theme::Args),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Clean,
    Problems,
    Usage,
    Machine,
}

impl Outcome {
    fn code(self) -> u8 {
        match self {
            Outcome::Clean => 0,
            Outcome::Problems => 1,
            Outcome::Usage => 2,
            Outcome::Machine => 3,
        }
    }
}

/// Runs the command that the process was given.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        Command::Build(args) => build::run(cli.root, &args),
        Command::Check(args) => check::run(cli.root, &args),
        Command::Serve(args) => serve::run(cli.root, args),
        Command::Search(args) => search::run(cli.root, &args),
        Command::Addresses(args) => addresses::run(cli.root, &args),
        Command::Publish(args) => publish::run(cli.root, &args),
        Command::Archive(args) => archive::run(cli.root, &args),
        Command::Hosting(args) => hosting::run(cli.root, &args),
        Command::Diff(args) => diff::run(cli.root, &args),
        Command::Theme(args) => theme::run(cli.root, &args),
    };
    ExitCode::from(outcome.code())
}
