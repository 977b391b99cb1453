//! Publishing to a branch of a real repository.

use std::fs;
use std::path::Path;

use crate::git::{commit, git, init};
use crate::support::{Ran, Site};

const AT: &str = "2026-01-01T12:00:00Z";

/// A site in a repository of its own, by somebody.
fn site() -> Site {
    let site = Site::small();
    init(site.path());
    git(site.path(), &["config", "user.name", "Somebody"]);
    git(
        site.path(),
        &["config", "user.email", "somebody@example.org"],
    );
    commit(site.path(), AT, "Sources");
    site
}

fn publish(site: &Site, args: &[&str]) -> Ran {
    let nobody = [
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
    ];
    site.run_with(&[&["publish"], args].concat(), &nobody)
}

fn clean(ran: &Ran) {
    assert_eq!(ran.status, Some(0), "{}{}", ran.out, ran.err);
}

/// The files of a branch.
fn files(folder: &Path, branch: &str) -> Vec<String> {
    let listed = git(
        folder,
        &[
            "-c",
            "core.quotePath=false",
            "ls-tree",
            "-r",
            "--name-only",
            branch,
        ],
    );
    listed.lines().map(str::to_string).collect()
}

/// The branch holds what a build gives, byte for byte.
fn holds_the_site(site: &Site, folder: &Path, branch: &str) {
    clean(&site.run(&["build", "--for-publication"]));
    let built: Vec<String> = site.built().into_keys().collect();
    assert_eq!(files(folder, branch), built);
    for path in built.iter().filter(|path| path.ends_with(".html")) {
        let there = git(folder, &["rev-parse", &format!("{branch}:{path}")]);
        let file = site.path().join("public").join(path);
        let here = git(
            folder,
            &["hash-object", "--no-filters", &file.to_string_lossy()],
        );
        assert_eq!(there, here, "{path}");
    }
}

#[test]
fn a_branch_of_the_sites_own_repository_gets_the_site_and_the_working_tree_stays() {
    let site = site();
    let before = git(site.path(), &["status", "--porcelain"]);
    let head = git(site.path(), &["rev-parse", "HEAD"]);
    let dry = publish(&site, &["git:pages", "--dry-run"]);
    clean(&dry);
    assert!(dry.out.starts_with("Nothing was changed. "), "{}", dry.out);
    assert_eq!(git(site.path(), &["branch", "--list", "pages"]), "");
    let ran = publish(&site, &["git:pages"]);
    clean(&ran);
    let first = git(site.path(), &["rev-parse", "pages"]);
    let says = ran.out.contains(&first) && ran.out.contains("git push origin pages");
    assert!(says, "{}", ran.out);
    assert_eq!(git(site.path(), &["status", "--porcelain"]), before);
    assert_eq!(git(site.path(), &["rev-parse", "HEAD"]), head);
    assert!(!site.path().join("public").exists());
    let message = git(site.path(), &["log", "-1", "--format=%s%n%an", "pages"]);
    assert!(
        message.ends_with("published for 31 January 2026\nSomebody"),
        "{message}"
    );
    holds_the_site(&site, site.path(), "pages");

    let again = publish(&site, &["git:pages"]);
    let nothing = "There is nothing to do: the branch pages holds this site already.\n";
    assert!(again.out.starts_with(nothing), "{}", again.out);
    assert_eq!(git(site.path(), &["rev-parse", "pages"]), first);

    let site = site.write("content/new.md", "---\ntitle: New\n---\n\nText.\n");
    clean(&publish(&site, &["git:pages"]));
    assert_eq!(git(site.path(), &["rev-parse", "pages^"]), first);
    holds_the_site(&site, site.path(), "pages");
}

#[test]
fn what_is_to_be_kept_stays_on_the_branch() {
    let site = site();
    git(site.path(), &["checkout", "--quiet", "--orphan", "pages"]);
    git(site.path(), &["rm", "-r", "--cached", "--quiet", "."]);
    fs::write(site.path().join("CNAME"), "example.org\n").expect("writes");
    git(site.path(), &["add", "CNAME"]);
    git(site.path(), &["commit", "--quiet", "--message", "Name"]);
    git(site.path(), &["checkout", "--quiet", "--force", "main"]);
    clean(&publish(&site, &["git:pages"]));
    assert_eq!(git(site.path(), &["show", "pages:CNAME"]), "example.org");
    assert!(files(site.path(), "pages").contains(&"index.html".to_string()));
}

#[test]
fn branches_of_others_and_names_that_are_none_are_refused() {
    let site = site();
    git(site.path(), &["branch", "work"]);
    let before = git(site.path(), &["for-each-ref"]);
    for (target, says) in [
        ("git:main", "is checked out"),
        ("git:work", "Casebook wrote none of them"),
        ("git:-d", "cannot be the name"),
        ("git:a..b", "cannot be the name"),
    ] {
        let ran = publish(&site, &[target]);
        assert_eq!(ran.status, Some(1), "{target}: {}", ran.err);
        assert!(ran.err.contains(says), "{target}: {}", ran.err);
    }
    assert_eq!(git(site.path(), &["for-each-ref"]), before);
    let alone = publish(&Site::small(), &["git:pages"]);
    assert!(
        alone.err.contains("is in no git repository"),
        "{}",
        alone.err
    );
}

#[test]
fn nobody_publishes_without_a_name() {
    let site = site();
    git(site.path(), &["config", "--unset", "user.name"]);
    git(site.path(), &["config", "user.useConfigOnly", "true"]);
    let ran = publish(&site, &["git:pages"]);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(ran.err.contains("git config user.name"), "{}", ran.err);
    assert_eq!(git(site.path(), &["branch", "--list", "pages"]), "");
}

#[test]
fn a_branch_elsewhere_gets_the_site_and_one_that_moved_meanwhile_stays() {
    let site = site();
    let other = tempfile::tempdir().expect("a folder");
    git(other.path(), &["init", "--quiet", "--bare"]);
    let target = format!("git+file://{}#pages", other.path().display());
    let dry = publish(&site, &[&target, "--dry-run"]);
    clean(&dry);
    assert_eq!(git(other.path(), &["for-each-ref"]), "");
    clean(&publish(&site, &[&target]));
    holds_the_site(&site, other.path(), "pages");
    let first = git(other.path(), &["rev-parse", "pages"]);
    let again = publish(&site, &[&target]);
    assert!(
        again.out.starts_with("There is nothing to do: "),
        "{}",
        again.out
    );

    // Somebody else is faster by a moment: the other side takes their commit as ours arrives.
    let faster = other.path().join("hooks/pre-receive");
    fs::create_dir_all(other.path().join("hooks")).expect("makes");
    let theirs = git(
        other.path(),
        &["commit-tree", "pages^{tree}", "-p", "pages", "-m", "Theirs"],
    );
    let hook = format!(
        "#!/bin/sh\nunset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\ngit update-ref refs/heads/pages {theirs}\n"
    );
    fs::write(&faster, hook).expect("writes");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&faster, fs::Permissions::from_mode(0o755)).expect("sets");
    }
    let site = site.write("content/new.md", "---\ntitle: New\n---\n\nText.\n");
    let ran = publish(&site, &[&target]);
    assert_eq!(ran.status, Some(1), "{}{}", ran.out, ran.err);
    assert!(
        ran.err.contains("was changed by somebody else"),
        "{}",
        ran.err
    );
    assert_eq!(git(other.path(), &["rev-parse", "pages"]), theirs);

    // The next run goes on from theirs.
    fs::remove_file(&faster).expect("removes");
    clean(&publish(&site, &[&target]));
    assert_eq!(git(other.path(), &["rev-parse", "pages^"]), theirs);
    assert_eq!(git(other.path(), &["rev-parse", "pages~2"]), first);
}

#[test]
fn a_repository_that_is_not_there_is_named() {
    let ran = publish(&site(), &["git+file:///nowhere/at/all#pages"]);
    assert_eq!(ran.status, Some(3), "{}", ran.err);
    assert!(
        ran.err.contains("file:///nowhere/at/all could not be used"),
        "{}",
        ran.err
    );
}
