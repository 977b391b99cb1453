//! The small site itself, and that the fixtures are all in use.

use std::fs;

use crate::support::{Site, fixtures};

#[test]
fn the_small_site_is_clean() {
    let ran = Site::small().run(&["check", "--strict"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
}

#[test]
fn two_builds_of_one_day_are_the_same_and_the_second_writes_nothing() {
    let site = Site::small();
    assert_eq!(site.run(&["build"]).status, Some(0));
    let first = site.picture();
    let again = site.run(&["build"]);
    assert_eq!(again.status, Some(0));
    assert!(again.out.contains(": 0 written"), "{}", again.out);
    assert!(first == site.picture());
}

#[test]
fn drafts_are_left_out_unless_asked_for() {
    let draft = fs::read_to_string(fixtures().join("small/data/awards/p4-02.yaml"));
    // Of an award that has ended, a lesson would be missing.
    let draft = draft
        .expect("reads")
        .replace("status: stopped", "status: ongoing");
    let draft = draft + "state: draft\n";
    let page = "---\ntitle: Notes\nstate: draft\n---\nSee the [draft](award:p4-03).\n";
    let site = Site::small()
        .write("data/awards/p4-03.yaml", draft)
        .write("content/notes.md", page);
    let built = |args: &[&str]| {
        let ran = site.run(args);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
        let page = site.path().join("public/notes/index.html").exists();
        page && site.path().join("public/awards/p4-03/index.html").exists()
    };
    assert!(!built(&["build"]));
    assert!(built(&["build", "--drafts"]));
}

#[test]
fn every_broken_site_has_a_test_and_says_something() {
    let tests = fs::read_dir(fixtures().join("../site")).expect("lists");
    let tests: String = tests
        .map(|file| fs::read_to_string(file.expect("lists").path()).expect("reads"))
        .collect();
    for folder in fs::read_dir(fixtures().join("broken")).expect("lists") {
        let folder = folder.expect("lists");
        let kind = folder.file_name().to_string_lossy().into_owned();
        assert!(
            tests.contains(&format!("\"{kind}\"")),
            "no test names {kind}"
        );
        let human = fs::read_to_string(folder.path().join("expected.human")).unwrap_or_default();
        assert!(human.contains("= help: "), "{kind} gives no way out");
    }
}
