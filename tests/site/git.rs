//! Real repositories with fixed dates, made in temporary folders.

use std::path::Path;
use std::process::Command;

/// Runs git, whatever the person who runs the tests has set.
pub(crate) fn git(folder: &Path, args: &[&str]) -> String {
    git_at(folder, "2026-01-01T12:00:00Z", args)
}

/// The same, at a time.
pub(crate) fn git_at(folder: &Path, time: &str, args: &[&str]) -> String {
    let nowhere = if cfg!(windows) { "NUL" } else { "/dev/null" };
    let output = Command::new("git")
        .current_dir(folder)
        .env("GIT_AUTHOR_DATE", time)
        .env("GIT_COMMITTER_DATE", time)
        .env("GIT_CONFIG_GLOBAL", nowhere)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args([
            "-c",
            "user.name=Nobody To Name",
            "-c",
            "user.email=nobody@example.org",
        ])
        .args(["-c", "init.defaultBranch=main", "-c", "core.autocrlf=false"])
        .args(["-c", "protocol.file.allow=always"])
        .args(args)
        .output()
        .expect("git is installed");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {args:?}: {told}");
    String::from_utf8_lossy(&output.stdout).trim().to_string()
}

/// Makes a repository of a folder, without a commit.
pub(crate) fn init(folder: &Path) {
    git(folder, &["init", "--quiet"]);
    std::fs::write(folder.join(".gitignore"), "/public/\n").expect("writes");
}

/// Commits everything in a folder.
pub(crate) fn commit(folder: &Path, time: &str, message: &str) {
    git(folder, &["add", "--all"]);
    git_at(folder, time, &["commit", "--quiet", "--message", message]);
}
