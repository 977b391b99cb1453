//! `casebook theme`: seeing and taking files of the default theme.

use std::fs;

use crate::support::{Ran, Site};

const MARK: &str = "themes/plain/templates/components/mark.html";

fn theme(site: &Site, args: &[&str]) -> Ran {
    let mut all = vec!["theme"];
    all.extend(args);
    site.run_plain(&all)
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path().join(path)).expect("reads")
}

#[test]
fn a_taken_file_is_the_default_themes_and_is_recorded() {
    let site = Site::small();
    let ran = theme(&site, &["eject", "components/mark.html"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert_eq!(
        ran.out,
        format!("Copied to {MARK}. Change it there: it is used in place of the default theme's.\n")
    );
    let shown = theme(&site, &["show", "templates/components/mark.html"]);
    assert_eq!(shown.out, read(&site, MARK));
    let record = read(&site, "themes/plain/ejected.yaml");
    assert!(
        record.contains("- path: templates/components/mark.html\n  casebook: 0."),
        "{record}"
    );
    let ran = site.run(&["check", "--strict"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
}

#[test]
fn a_file_that_is_there_is_never_overwritten() {
    let site = Site::small().write(MARK, "mine");
    let before = site.picture();
    let ran = theme(&site, &["eject", "templates/components/mark.html"]);
    assert_eq!(ran.status, Some(1));
    assert!(
        ran.err.contains("is there already; nothing was changed"),
        "{}",
        ran.err
    );
    assert!(before == site.picture());
}

#[test]
fn the_list_says_which_files_are_the_sites_own_and_which_are_behind() {
    let site = Site::small();
    assert_eq!(
        theme(&site, &["eject", "components/mark.html"]).status,
        Some(0)
    );
    let list = theme(&site, &["list"]).out;
    assert!(
        list.contains("templates/components/mark.html: yours\n"),
        "{list}"
    );
    assert!(
        list.contains("templates/components/badge.html: default\n"),
        "{list}"
    );
    let old = read(&site, "themes/plain/ejected.yaml").replace("blake3: ", "blake3: 0");
    let site = site.write("themes/plain/ejected.yaml", old);
    let list = theme(&site, &["list"]).out;
    let behind = "templates/components/mark.html: yours, and the original has changed since\n";
    assert!(list.contains(behind), "{list}");
    let warned = site.run(&["check", "--format", "short"]).out;
    assert!(
        warned.contains("warning[theme-original-changed]"),
        "{warned}"
    );
    assert_eq!(
        theme(&site, &["seen", "components/mark.html"]).status,
        Some(0)
    );
    assert_eq!(site.run(&["check", "--strict"]).status, Some(0));
}

#[test]
fn a_file_that_does_not_exist_is_given_the_nearest() {
    let site = Site::small();
    let ran = theme(&site, &["eject", "templates/awrad.html"]);
    assert_eq!(ran.status, Some(2));
    assert!(
        ran.err.contains("Did you mean “templates/award.html”?"),
        "{}",
        ran.err
    );
    let ran = theme(&site, &["seen", "templates/glossary.html"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("has no copy"), "{}", ran.err);
}
