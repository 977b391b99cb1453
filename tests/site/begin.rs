//! Sites and records that Casebook begins: they are clean from the first minute.

use std::fs;

use casebook::schema::KINDS;

use crate::support::{Ran, Site};

/// An empty folder with a new site in it.
fn begun() -> Site {
    let site = Site::empty();
    let ran = site.run_plain(&["init", "."]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    site
}

fn new(site: &Site, kind: &str, id: &str) -> Ran {
    site.run_plain(&["new", kind, id])
}

#[test]
fn a_new_site_is_clean_and_builds() {
    let site = begun();
    let checked = site.run(&["check", "--strict"]);
    assert_eq!((checked.status, checked.err.as_str()), (Some(0), ""));
    assert_eq!(site.run_plain(&["schema", "--check"]).status, Some(0));
    assert_eq!(site.run(&["build"]).status, Some(0));
    let public = site.path().join("public");
    assert!(public.join("awards/booking-desk/index.html").is_file());
    assert!(public.join(".gitignore").is_file());
}

#[test]
fn a_site_is_begun_only_in_an_empty_folder() {
    let site = Site::empty().write("notes.txt", "mine");
    let before = site.picture();
    let ran = site.run_plain(&["init", "."]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(
        ran.err.contains("is not empty: it holds notes.txt"),
        "{}",
        ran.err
    );
    assert!(before == site.picture());
    let ran = site.run_plain(&["init", "notes.txt"]);
    assert_eq!(ran.status, Some(3), "{}", ran.err);
    assert!(before == site.picture());
    let ran = site.run_plain(&["init", "a/b"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(site.path().join("a/b/casebook.yaml").is_file());
    let git = Site::empty().write(".git/config", "");
    assert_eq!(git.run_plain(&["init", "."]).status, Some(0));
}

#[test]
fn a_record_of_every_kind_is_accepted_as_it_is_begun() {
    let site = begun();
    // A part of the AI Lab takes its values from vocabularies that only that programme has.
    for kind in KINDS.iter().filter(|kind| kind.name != "part") {
        let ran = new(&site, kind.name, "just-begun");
        assert_eq!(
            (ran.status, ran.err.as_str()),
            (Some(0), ""),
            "{}",
            kind.name
        );
        assert!(ran.out.contains("TODO"), "{}: {}", kind.name, ran.out);
    }
    assert_eq!(site.run_plain(&["schema", "--check"]).status, Some(0));
    // Drafts trouble nobody who has not asked for them.
    let checked = site.run(&["check", "--strict"]);
    assert_eq!(checked.status, Some(0), "{}", checked.err);
    let drafts = site.run(&["check", "--drafts", "--format", "short"]);
    assert_eq!(drafts.status, Some(0), "{}", drafts.out);
    for line in drafts
        .out
        .lines()
        .filter(|line| !line.contains(": notice["))
    {
        // A lesson cannot name a source, nor say how it is known, before somebody writes it.
        let lacks = ["to-do", "no-source", "no-evidence-state"];
        let known = lacks
            .iter()
            .any(|code| line.contains(&format!("warning[{code}]")));
        assert!(known && line.contains("just-begun"), "{line}");
    }
    let built = site.run(&["build", "--drafts"]);
    assert_eq!(built.status, Some(0), "{}", built.err);
}

#[test]
fn what_is_there_is_not_written_over() {
    let site = begun();
    let before = site.picture();
    let ran = new(&site, "award", "booking-desk");
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""));
    assert!(
        ran.err.contains("data/awards/booking-desk.yaml"),
        "{}",
        ran.err
    );
    // A page that is the index of a folder has the same id.
    let site = site.write("content/team/index.md", "---\ntitle: Team\n---\n");
    let ran = new(&site, "page", "team");
    assert!(ran.err.contains("content/team/index.md"), "{}", ran.err);
    fs::remove_dir_all(site.path().join("content/team")).expect("removes");
    assert!(before == site.picture());
}

#[test]
fn a_page_is_not_begun_at_an_address_that_is_taken() {
    let site = begun();
    let before = site.picture();
    for id in ["search", "benefits"] {
        let ran = new(&site, "page", id);
        assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""), "{id}");
        assert!(ran.err.contains("has the address"), "{}", ran.err);
    }
    assert!(before == site.picture());
}

#[test]
fn a_name_that_cannot_be_is_explained() {
    let site = begun();
    let before = site.picture();
    for (kind, id, says) in [
        (
            "award",
            "Sepsis Award 4",
            "Try `casebook new award sepsis-award-4`.",
        ),
        ("award", "a/b", "Try `casebook new award a-b`."),
        ("award", "../../etc", "Try `casebook new award etc`."),
        ("award", "???", "lower-case letters, digits and hyphens"),
        (
            "page",
            "About Us/Team",
            "Try `casebook new page about-us/team`.",
        ),
        ("page", "lessons/a", "`casebook new lesson a`"),
        ("awards", "a", "Did you mean “award”?"),
        ("zzz", "a", "The kinds are: vocabulary,"),
    ] {
        let ran = new(&site, kind, id);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{kind} {id}");
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    assert!(before == site.picture());
}

#[test]
fn a_record_that_needs_another_says_so() {
    let site = Site::empty().write("casebook.yaml", "title: A\n");
    let ran = new(&site, "award", "first");
    assert_eq!(ran.status, Some(1));
    assert!(
        ran.err.contains("`casebook new vocabulary phase`"),
        "{}",
        ran.err
    );
    let ran = new(&site, "benefit", "first");
    assert!(ran.err.contains("`casebook new award ID`"), "{}", ran.err);
}
