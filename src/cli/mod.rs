//! The command line: one file per command.
//!
//! Exit status: 0 clean or warnings only, 1 errors (with `--strict` warnings too), 2 usage, 3 the
//! machine (a disk that is full, a folder that cannot be read).

mod addresses;
mod amounts;
mod archive;
mod build;
mod check;
mod completions;
mod date;
mod diff;
mod examined;
mod export;
mod external;
mod fix;
mod hosting;
#[cfg(feature = "images")]
mod images;
mod import;
mod init;
mod lsp;
mod man;
mod new;
mod pack;
mod publish;
mod report;
mod save;
mod schema;
mod search;
mod serve;
mod state;
mod theme;
mod unified;
mod whole;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

const EXAMPLES: &str = "Examples:\n  casebook init my-casebook\n  casebook serve\n  casebook check --strict\n  casebook build\n\nFor examples of a command: casebook COMMAND --help";

/// Casebook turns YAML records and Markdown lessons into a checked website.
#[derive(Debug, Parser)]
#[command(name = "casebook", version, max_term_width = 100, after_help = EXAMPLES)]
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
    /// Print what a shell needs to complete commands and options
    #[command(after_help = completions::EXAMPLES)]
    Completions(completions::Args),
    /// Begin a site of one's own, with an example of each kind of record
    #[command(after_help = init::EXAMPLES)]
    Init(init::Args),
    /// Help an editor while somebody types: problems, names and what they stand for
    #[command(after_help = lsp::EXAMPLES)]
    Lsp(lsp::Args),
    /// Print or write the pages of the manual
    #[command(after_help = man::EXAMPLES)]
    Man(man::Args),
    /// Begin a record: a file with what it must have, and a comment on each field
    #[command(after_help = new::EXAMPLES)]
    New(new::Args),
    /// Say how the knowledge base stands: reviews, coverage, evidence, gaps, outcomes
    #[command(after_help = state::EXAMPLES)]
    Report(state::Args),
    /// Show the site in a browser and follow every save; write nothing
    #[command(after_help = serve::EXAMPLES)]
    Serve(serve::Args),
    /// Answer a query as the site's own search would
    #[command(after_help = search::EXAMPLES)]
    Search(search::Args),
    /// Write the records in the form that other programs take
    #[command(after_help = export::EXAMPLES)]
    Export(export::Args),
    /// Take awards, benefits and figures from a spreadsheet into the records
    #[command(after_help = import::EXAMPLES)]
    Import(import::Args),
    /// Mend dates, labels, spaces and the order of fields in records
    #[command(after_help = fix::EXAMPLES)]
    Fix(fix::Args),
    /// Describe records to editors, as JSON Schema with the ids and values of this site
    #[command(after_help = schema::EXAMPLES)]
    Schema(schema::Args),
    /// Keep the list of addresses that must last
    #[command(after_help = addresses::EXAMPLES)]
    Addresses(addresses::Args),
    /// Publish the site to a folder or a branch of a git repository
    #[command(after_help = publish::EXAMPLES)]
    Publish(publish::Args),
    /// Pack the site into one file that opens from disk
    #[command(after_help = archive::EXAMPLES)]
    Archive(archive::Args),
    /// Write what a communications team needs of one award: summaries, figures, a picture, a sheet
    #[command(after_help = pack::EXAMPLES)]
    Pack(pack::Args),
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
        Command::Completions(args) => completions::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Lsp(args) => lsp::run(cli.root, &args),
        Command::Man(args) => man::run(&args),
        Command::New(args) => new::run(cli.root, &args),
        Command::Report(args) => state::run(cli.root, &args),
        Command::Serve(args) => serve::run(cli.root, args),
        Command::Search(args) => search::run(cli.root, &args),
        Command::Import(args) => import::run(cli.root, &args),
        Command::Fix(args) => fix::run(cli.root, &args),
        Command::Schema(args) => schema::run(cli.root, &args),
        Command::Addresses(args) => addresses::run(cli.root, &args),
        Command::Publish(args) => publish::run(cli.root, &args),
        Command::Archive(args) => archive::run(cli.root, &args),
        Command::Pack(args) => pack::run(cli.root, &args),
        Command::Hosting(args) => hosting::run(cli.root, &args),
        Command::Diff(args) => diff::run(cli.root, &args),
        Command::Export(args) => export::run(cli.root, &args),
        Command::Theme(args) => theme::run(cli.root, &args),
    };
    ExitCode::from(outcome.code())
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::Cli;

    fn without_example(command: &Command, name: &str, missing: &mut Vec<String>) {
        let help = command.get_after_help().map(ToString::to_string);
        let asks = format!("{name} ");
        let shown = |help: &String| help.contains("Example") && help.contains(asks.trim_end());
        if !help.as_ref().is_some_and(shown) {
            missing.push(name.to_string());
        }
        for inner in command.get_subcommands() {
            without_example(inner, &format!("{name} {}", inner.get_name()), missing);
        }
    }

    #[test]
    fn the_help_of_every_command_has_an_example() {
        Cli::command().debug_assert();
        let mut missing = Vec::new();
        without_example(&Cli::command(), "casebook", &mut missing);
        assert!(
            missing.is_empty(),
            "\nThe help of each command, also of a command inside another, ends with examples of its use.\n\
             These have none: {}.\n\
             Whoever adds a command writes `pub(super) const EXAMPLES: &str = \"Examples:\\n  casebook …\";` in its file\n\
             and `#[command(after_help = NAME::EXAMPLES)]` above it in src/cli/mod.rs.\n\
             The examples name the command in full; the manual and `--help` show them.\n",
            missing.join(", ")
        );
    }
}
