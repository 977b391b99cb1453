//! Git, asked in a way that gives the same answer on every machine.
//!
//! No shell, no pager, no prompt, no network, and nothing that a person's or a repository's own
//! settings could change: they can make git print signatures, colours, other dates, or run programs.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Settings that would change what is printed, or run a program, set to a fixed value.
const SETTINGS: &[&str] = &[
    "core.quotePath=false",
    "core.fsmonitor=false",
    "diff.renameLimit=0",
    "i18n.logOutputEncoding=UTF-8",
    "log.follow=false",
    "log.mailmap=false",
    "log.showRoot=true",
    "log.showSignature=false",
    "status.relativePaths=true",
    "submodule.recurse=false",
];

/// Variables of git that say where git and its settings are. All others, such as those that are set
/// while a hook runs, would name another repository or change what is printed.
const KEPT: &[&str] = &[
    "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_EXEC_PATH",
];

/// Why git gave no answer.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// There is no such program.
    NoGit,
    /// It could not be run.
    Machine(std::io::Error),
    /// It said no, and this.
    Said(String),
}

/// Runs git in a folder, with fixed arguments, and gives what it prints.
pub(super) fn git<A: AsRef<OsStr>>(root: &Path, args: &[A]) -> Result<Vec<u8>, Refusal> {
    let output = command(root, args)
        .stdin(Stdio::null())
        .output()
        .map_err(refusal)?;
    answer(output)
}

/// The same, with something to read.
pub(super) fn git_with<A: AsRef<OsStr>>(
    root: &Path,
    args: &[A],
    input: Vec<u8>,
) -> Result<Vec<u8>, Refusal> {
    run_with(command(root, args), input)
}

/// Runs such a command with something to read.
pub(crate) fn run_with(mut command: Command, input: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(refusal)?;
    let stdin = child.stdin.take();
    // Both sides write at once: with one thread, each could wait for the other to read.
    let writer = std::thread::spawn(move || {
        // Git that ends early says why itself.
        stdin.map(|mut stdin| stdin.write_all(&input).is_ok())
    });
    let output = child.wait_with_output().map_err(refusal)?;
    let _ = writer.join();
    answer(output)
}

/// Git with fixed settings, in a folder, ready to run.
pub(crate) fn command<A: AsRef<OsStr>>(root: &Path, args: &[A]) -> Command {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os() {
        let known = name.to_string_lossy();
        if known.starts_with("GIT_") && !KEPT.contains(&known.as_ref()) {
            command.env_remove(name);
        }
    }
    command
        .env("LC_ALL", "C")
        .env("GIT_LITERAL_PATHSPECS", "1")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .arg("--no-pager")
        .arg("-C")
        .arg(root);
    for setting in SETTINGS {
        command.arg("-c").arg(setting);
    }
    command.args(args);
    command
}

fn refusal(error: std::io::Error) -> Refusal {
    match error.kind() {
        std::io::ErrorKind::NotFound => Refusal::NoGit,
        _ => Refusal::Machine(error),
    }
}

fn answer(output: Output) -> Result<Vec<u8>, Refusal> {
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find(|line| !line.trim().is_empty());
    let line = line.unwrap_or_default().trim_start_matches("fatal: ");
    Err(Refusal::Said(line.trim_end_matches('.').to_string()))
}
