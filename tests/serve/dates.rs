//! Dates from git in the preview.

use std::path::Path;
use std::process::Command;

use crate::support::{AWARD, Site};

pub(crate) fn git(folder: &Path, args: &[&str]) {
    let time = "2025-03-01T10:00:00Z";
    let output = Command::new("git")
        .current_dir(folder)
        .env("GIT_AUTHOR_DATE", time)
        .env("GIT_COMMITTER_DATE", time)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args(["-c", "user.name=x", "-c", "user.email=x@example.org"])
        .args(args)
        .output()
        .expect("git is installed");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {args:?}: {told}");
}

#[test]
fn an_edited_page_has_no_date_until_the_edit_is_undone_or_committed() {
    let site = Site::small();
    site.change("casebook.yaml", "theme: plain", "theme: default");
    git(site.folder.path(), &["init", "--quiet"]);
    git(site.folder.path(), &["add", "--all"]);
    git(
        site.folder.path(),
        &["commit", "--quiet", "--message", "First"],
    );
    let site = site.serve();
    let page = "/awards/p4-02/";
    site.until_says(page, "Last updated");
    site.until_says("/whats-new/", "1 March 2025");

    let before = site.read(AWARD);
    site.change(AWARD, "stopped before", "ended before");
    let reply = site.until_says(page, "ended before");
    assert!(!reply.body.contains("Last updated"));
    assert!(site.get("/awards/p4-01/").body.contains("Last updated"));

    site.write(AWARD, &before);
    let reply = site.until_says(page, "stopped before");
    assert!(reply.body.contains("Last updated"));

    site.change(AWARD, "stopped before", "ended before");
    site.until_says(page, "ended before");
    git(
        site.folder.path(),
        &["commit", "--quiet", "--all", "--message", "Second"],
    );
    site.until_says(page, "Last updated");
}
