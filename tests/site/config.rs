//! What is wrong in `casebook.yaml` is said there, and not again in every record.

use std::fs;

use crate::support::{Site, broken, fixtures};

#[test]
fn an_empty_configuration_is_the_only_error() {
    broken("config-empty");
}

#[test]
fn a_configuration_that_is_a_list_is_the_only_error() {
    broken("config-list");
}

#[test]
fn a_configuration_that_cannot_be_read_is_the_only_error() {
    broken("config-broken");
}

#[test]
fn unknown_and_missing_fields_of_the_configuration_are_named() {
    broken("config-unknown-field");
}

#[test]
fn settings_that_would_do_nothing_or_something_else_are_shown() {
    broken("settings-in-vain");
}

#[test]
fn a_language_without_words_is_shown_where_it_is_named() {
    broken("language-without-words");
}

#[test]
fn a_search_server_must_be_one_that_browsers_can_ask_safely() {
    broken("bad-endpoint");
}

#[test]
fn a_site_without_a_search_server_keeps_its_own_index() {
    broken("no-search");
}

#[test]
fn a_site_that_names_a_search_server_says_so_and_ships_no_index() {
    let site = Site::small();
    let config = fs::read_to_string(site.path().join("casebook.yaml")).expect("reads");
    let named = |more: &str| {
        format!("{config}search:\n  endpoint: https://search.example.org/casebook/\n{more}")
    };
    let site = site.write("casebook.yaml", named(""));
    let ran = site.run(&["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(
        ran.out
            .contains("; connect-src 'self' https://search.example.org\n"),
        "{}",
        ran.out
    );
    let built = |path: &str| fs::read_to_string(site.path().join("public").join(path));
    let script = |site: &Site, name: &str| {
        let name = format!("search/{name}.");
        let built = site.built().into_keys();
        { built }.any(|path| path.starts_with(&name) && path.ends_with(".js"))
    };
    let page = built("search/index.html").expect("a search page");
    assert!(page.contains("data-cb-endpoint=\"https://search.example.org/casebook\""));
    assert!(page.contains("is sent to search.example.org"));
    assert!(!script(&site, "index") && script(&site, "labels"));
    let found = site.run_plain(&["search", "triage", "--format", "json"]);
    assert!(found.out.contains("\"url\""), "{}", found.out);

    let site = site.write("casebook.yaml", named("  local_index: true\n"));
    assert_eq!(site.run(&["build"]).status, Some(0));
    let built = |path: &str| fs::read_to_string(site.path().join("public").join(path));
    assert!(script(&site, "index"));
    assert!(built("search/index.html").is_ok_and(|page| page.contains("data-cb-local")));
}

#[test]
fn a_time_zone_that_does_not_exist_is_given_the_nearest() {
    broken("bad-time-zone");
}

#[test]
fn an_address_without_https_is_written_out() {
    broken("bad-base-url");
}

#[test]
fn the_owner_of_the_site_is_one_of_its_roles() {
    broken("unknown-config-owner");
}

#[test]
fn a_declared_field_that_is_required_and_missing_is_an_error() {
    broken("declared-missing");
}

#[test]
fn a_declared_field_is_checked_like_any_other() {
    broken("declared-wrong");
}

#[test]
fn a_declaration_of_an_unknown_type_is_shown_there() {
    broken("declared-unknown-type");
}

#[test]
fn a_declaration_cannot_take_the_name_of_a_field() {
    broken("declared-taken");
}

#[test]
fn a_declared_name_has_only_small_letters() {
    broken("declared-bad-key");
}

#[test]
fn a_declaration_for_no_kind_of_record_is_shown_there() {
    broken("declared-unknown-kind");
}

#[test]
fn a_field_is_declared_once() {
    broken("declared-twice");
}

#[test]
fn a_declared_vocabulary_that_is_missing_is_shown_there() {
    broken("declared-no-vocabulary");
}

#[test]
fn slips_in_statements_about_the_site_are_shown() {
    broken("statements");
}

#[test]
fn an_accessibility_statement_grows_old_after_a_year() {
    let config = fs::read_to_string(fixtures().join("small/casebook.yaml")).expect("reads");
    let statement =
        "statements:\n  accessibility:\n    compliance: not-assessed\n    prepared: 2025-01-31\n";
    let site = Site::small().write("casebook.yaml", config + statement);
    let fresh = site.run(&["check", "--format", "short"]);
    assert_eq!((fresh.status, fresh.out.as_str()), (Some(0), ""));
    let old = site.run(&["check", "--format", "short", "--as-of", "2026-02-01"]);
    assert!(old.out.contains("warning[old-statement]"), "{}", old.out);
}

#[test]
fn a_written_page_takes_the_place_of_a_statement() {
    let own = "---\ntitle: How accessible we are\n---\nWords of our own.\n";
    let site = Site::small().write("content/accessibility.md", own);
    let ran = site.run(&["build"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let read = |path: &str| fs::read_to_string(site.path().join("public").join(path)).expect(path);
    assert!(read("accessibility/index.html").contains("Words of our own."));
    assert!(read("privacy/index.html").contains("id=\"device\""));
}
