//! `casebook completions`: what a shell needs to complete commands and options.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::{Cli, Outcome, report};

pub(super) const EXAMPLES: &str = "Examples:\n  casebook completions bash > ~/.local/share/bash-completion/completions/casebook\n  casebook completions zsh > ~/.zfunc/_casebook   (with ~/.zfunc in fpath)\n  casebook completions fish > ~/.config/fish/completions/casebook.fish\n  casebook completions powershell >> $PROFILE";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

pub(super) fn run(args: &Args) -> Outcome {
    report::out(&script(args.shell));
    Outcome::Clean
}

fn script(shell: Shell) -> String {
    let mut command = Cli::command();
    let mut bytes = Vec::new();
    generate(shell, &mut command, "casebook", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    #[test]
    fn every_command_is_completed_in_every_shell() {
        let command = Cli::command();
        for shell in Shell::value_variants() {
            let script = script(*shell);
            for known in command.get_subcommands() {
                assert!(
                    script.contains(known.get_name()),
                    "{shell}: {}",
                    known.get_name()
                );
            }
        }
    }
}
