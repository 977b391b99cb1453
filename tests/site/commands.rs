//! How commands end when they cannot begin.

use crate::support::Site;

fn usage(site: &Site, args: &[&str], says: &str) {
    let ran = site.run(args);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{}", ran.err);
    assert!(ran.err.contains(says), "{}", ran.err);
}

#[test]
fn a_folder_without_a_site_is_a_mistake_of_use() {
    let site = Site::empty();
    let says = "casebook: There is no casebook.yaml in this folder or above it. Go to the site's folder, or name it with --root.\n";
    usage(&site, &["check"], says);
    usage(&site, &["build"], says);
    usage(
        &site,
        &["check", "--root", "nowhere"],
        "There is no folder nowhere.",
    );
    assert!(site.picture().is_empty());
    let site = site.write("casebook.yml", "title: A site\n");
    usage(
        &site,
        &["check"],
        "has a file casebook.yml. Rename it to casebook.yaml.",
    );
    usage(
        &site,
        &["check", "--root", "casebook.yml"],
        "casebook.yml is a file. Name the folder of the site with --root.",
    );
}

#[test]
fn search_takes_words_without_quotes_and_a_number_from_one() {
    let site = Site::small();
    let found = |words: &[&str]| site.run_plain(&[&["search", "--format", "json"], words].concat());
    let together = found(&["brain scans"]);
    assert!(together.out.contains("p4-01"), "{}", together.out);
    assert_eq!(found(&["brain", "scans"]).out, together.out);
    for limit in ["0", "-1", "ten"] {
        let ran = found(&["scan", "--limit", limit]);
        assert_eq!(ran.status, Some(2));
        let says = "write a whole number from 1, such as 10";
        assert!(ran.err.contains(says), "{}", ran.err);
    }
}

#[test]
fn options_that_make_no_sense_are_a_mistake_of_use() {
    let site = Site::small();
    let before = site.picture();
    usage(
        &site,
        &["build", "--as-of", "yesterday"],
        "“yesterday” is not a day. Write --as-of 2026-01-31.",
    );
    usage(&site, &["build", "--as-of", "2026-02-30"], "is not a day");
    usage(
        &site,
        &["check", "--as-of", "1026-11-22"],
        "--as-of 1026-11-22 is before 1900. Did you mean 2026-11-22?",
    );
    usage(
        &site,
        &["build", "--base-url", "example.org"],
        "The address after --base-url does not begin with https:// or http://.",
    );
    usage(&site, &["build", "--out", "."], "holds the site's sources");
    usage(
        &site,
        &["build", "--out", "data/site"],
        "is among the site's sources",
    );
    usage(&site, &["bild"], "build");
    assert!(before == site.picture());
}

#[cfg(not(feature = "external"))]
#[test]
fn a_program_that_cannot_ask_other_sites_says_how_to_get_one_that_can() {
    let site = Site::small();
    let before = site.picture();
    let says = "Install it with: cargo install --path . --locked --features external";
    usage(&site, &["check", "--external"], says);
    assert!(before == site.picture());
}

#[test]
fn an_export_is_a_folder_of_its_own_or_nothing() {
    let site = Site::small();
    usage(&site, &["export", "search"], "--engine");
    usage(
        &site,
        &["export", "search", "--engine", "sphinx"],
        "opensearch",
    );
    usage(
        &site,
        &["export", "search", "--engine", "postgres", "--out", "data"],
        "is among the site's sources",
    );
    let ran = site.run(&["export", "search", "--engine", "postgres"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let folder = site.path().join("export/search-postgres");
    assert!(folder.join("load.sql").exists() && folder.join("README.md").exists());

    assert_eq!(site.run(&["build"]).status, Some(0));
    let before = site.picture();
    let into_the_site = [
        "export", "search", "--engine", "postgres", "--out", "public",
    ];
    usage(
        &site,
        &into_the_site,
        "holds something else than such an export",
    );
    assert!(before == site.picture());

    let site = site.with("bad-time-zone");
    let before = site.picture();
    let ran = site.run(&["export", "search", "--engine", "postgres"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.ends_with("Nothing was exported.\n"), "{}", ran.err);
    assert!(before == site.picture());
}

#[test]
fn an_output_folder_with_files_of_others_is_refused_and_named() {
    let site = Site::small().write("public/photos/one.jpg", "precious");
    let before = site.picture();
    let ran = site.run(&["build"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""), "{}", ran.err);
    assert!(ran.err.contains("photos/one.jpg"), "{}", ran.err);
    assert!(before == site.picture());
}

#[test]
fn the_site_is_found_from_a_folder_inside_it() {
    let site = Site::small();
    let ran = site.run(&["check", "--root", "."]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
}
