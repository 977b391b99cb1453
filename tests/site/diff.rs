//! What changed for readers since a revision: as Markdown, as a page, as JSON, and why not.

use serde_json::Value;

use crate::git::{commit, git, git_at, init};
use crate::support::{Ran, Site};

const AWARD: &str = "data/awards/p4-01.yaml";
const ROW: &str = "data/benefits/p4-01-a.yaml";
const HOSTILE: &str = "</script><b>*x*</b> [a](b) & # | `c` 1. -";

fn text(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path().join(path)).expect("reads")
}

fn change(site: Site, path: &str, from: &str, to: &str) -> Site {
    let before = text(&site, path);
    assert!(before.contains(from), "{path} has no {from:?}");
    site.write(path, before.replace(from, to))
}

/// The small site, with the default theme, in a repository with one commit that is called `then`.
fn repository() -> Site {
    let site = change(
        Site::small(),
        "casebook.yaml",
        "theme: plain",
        "theme: default",
    );
    let site = change(
        site,
        "casebook.yaml",
        "owner: editors\n",
        "owner: editors\nbase_url: https://example.org/casebook/\n",
    );
    init(site.path());
    commit(site.path(), "2025-03-01T10:00:00Z", "First");
    git(site.path(), &["tag", "then"]);
    site
}

/// Changes of every sort: the award gets another summary, status, declared field and evaluator; a
/// row of the register moves; a term goes and a lesson comes.
fn changed() -> Site {
    let site = repository();
    let site = change(
        site,
        AWARD,
        "summary: More patients",
        "summary: Many more patients",
    );
    let site = change(site, AWARD, "status: completed", "status: stopped");
    let site = change(site, AWARD, "staff_trained: 12", "staff_trained: 1500");
    let site = change(site, AWARD, "  by: team", "  by: others");
    let site = change(site, AWARD, "modality: [image]\n", "");
    let site = change(
        site,
        ROW,
        "total: {amount: -22010",
        "total: {amount: -22000.5",
    );
    let site = change(site, "data/glossary/triage.yaml", "title: ", "title: The ");
    let lesson = text(&site, "content/lessons/measure-first.md");
    let lesson = lesson.replacen("title: ", "title: Second, ", 1);
    site.write("content/lessons/again.md", lesson)
}

fn diff(site: &Site, args: &[&str]) -> Ran {
    site.run_plain(&[&["diff"], args].concat())
}

fn good(site: &Site, args: &[&str]) -> String {
    let ran = diff(site, args);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    ran.out
}

fn json(site: &Site, args: &[&str]) -> Value {
    let text = good(site, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&text).expect("JSON")
}

fn refused(site: &Site, args: &[&str], status: i32, says: &str) {
    let ran = diff(site, args);
    assert_eq!((ran.status, ran.out.as_str()), (Some(status), ""));
    assert!(ran.err.contains(says), "{}", ran.err);
}

#[test]
fn a_newsletter_says_what_changed_in_the_words_of_the_site() {
    let site = changed();
    let markdown = good(&site, &["then"]);
    let wanted = include_str!("diff.md");
    assert!(
        markdown == wanted,
        "--- printed\n{markdown}\n--- expected\n{wanted}"
    );
}

#[test]
fn nothing_on_disk_is_touched() {
    let site = changed();
    let before = site.picture();
    good(&site, &["then"]);
    assert!(before == site.picture());
}

#[test]
fn a_total_that_moved_names_the_rows_that_moved_it() {
    let site = changed();
    let changes = json(&site, &["then"]);
    assert_eq!(changes["since"]["date"], "2025-03-01T10:00:00Z");
    let totals = changes["totals"].as_array().expect("totals");
    assert_eq!(totals.len(), 3, "{totals:#?}");
    for total in totals {
        let rows = total["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0]["id"], "p4-01-a");
        assert_eq!(rows[0]["old"]["amount"], -22010);
        assert_eq!(rows[0]["new"]["amount"], -22000.5);
        let moved = |side: &str| total[side]["amount"].as_f64().expect("an amount");
        assert!((moved("new") - moved("old") - 9.5).abs() < 1e-9);
    }
}

#[test]
fn an_award_with_another_outcome_moves_the_counts() {
    let site = repository();
    let site = change(site, AWARD, "value: benefit-shown", "value: no-benefit");
    let changes = json(&site, &["then"]);
    let totals = changes["totals"].as_array().expect("totals");
    let told: Vec<_> = totals
        .iter()
        .map(|total| (&total["old"], &total["new"]))
        .collect();
    assert_eq!(told.len(), 2, "{totals:#?}");
    assert!(told.contains(&(&Value::from(1), &Value::from(2))));
    assert!(totals.iter().all(|total| total["rows"][0]["id"] == "p4-01"));
    // The page of the filter value that no award has now.
    assert_eq!(
        changes["addresses"][0]["old"],
        "awards/outcome/benefit-shown/"
    );
}

#[test]
fn what_readers_do_not_see_is_no_change() {
    let site = repository();
    let site = change(site, AWARD, "project: 1\n", "# A comment\nproject:   1\n");
    let site = change(site, AWARD, "line: 11", "line: 99");
    let markdown = good(&site, &["then"]);
    assert_eq!(
        markdown,
        "# What changed since 1 March 2025\n\nNothing has changed for readers.\n"
    );
}

#[test]
fn a_record_that_moved_is_the_same_record_at_another_address() {
    let site = repository();
    git(
        site.path(),
        &["mv", "data/awards/p4-02.yaml", "data/awards/p4-03.yaml"],
    );
    let site = change(site, "content/about.md", "award:p4-02", "award:p4-03");
    let site = change(site, "content/lessons/measure-first.md", "p4-02", "p4-03");
    let changes = json(&site, &["then"]);
    assert_eq!(changes["added"], Value::Array(Vec::new()));
    assert_eq!(changes["removed"], Value::Array(Vec::new()));
    let changed = changes["changed"].as_array().expect("changes");
    let changed = changed
        .iter()
        .find(|record| record["kind"] == "award")
        .expect("it");
    assert_eq!(
        (&changed["id"], &changed["was"]),
        (&"p4-03".into(), &"p4-02".into())
    );
    let address = &changes["addresses"][0];
    assert_eq!(address["old"], "awards/p4-02/");
    assert_eq!(address["new"], "awards/p4-03/");

    // Renamed and named anew: only git knows that it is the same.
    let site = change(
        site,
        "data/awards/p4-03.yaml",
        "Sensors for people",
        "Devices for people",
    );
    commit(site.path(), "2025-04-01T10:00:00Z", "Rename");
    let changes = json(&site, &["then"]);
    let changed = changes["changed"].as_array().expect("changes");
    assert!(changed.iter().any(|record| record["was"] == "p4-02"));
}

#[test]
fn a_draft_that_goes_out_is_new_and_one_that_goes_back_is_gone() {
    let site = repository();
    let term = "data/glossary/triage.yaml";
    let site = change(site, term, "title: ", "state: draft\ntitle: ");
    let changes = json(&site, &["then"]);
    assert_eq!(changes["removed"][0]["id"], "triage");
    commit(site.path(), "2025-04-01T10:00:00Z", "Back");
    let site = change(site, term, "state: draft\n", "");
    let changes = json(&site, &["HEAD"]);
    assert_eq!(changes["added"][0]["id"], "triage");
}

#[test]
fn a_page_of_the_changes_builds_and_text_of_records_stays_text() {
    let site = repository();
    let title = serde_json::to_string(HOSTILE).expect("text");
    let site = change(
        site,
        AWARD,
        "title: Reading brain scans after a stroke",
        &format!("title: {title}"),
    );
    let out = site.path().join("content/changes.md");
    let out = out.to_string_lossy().into_owned();
    let said = good(&site, &["then", "--format", "page", "--out", &out]);
    assert_eq!(said, format!("Wrote {out}.\n"));
    let ran = site.run(&["build", "--strict"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let page = text(&site, "public/changes/index.html");
    assert!(
        page.contains("What changed since 1 March 2025</h1>"),
        "{page}"
    );
    assert!(
        page.contains("href=\"../awards/p4-01/index.html\"")
            && page.contains(">&lt;/script&gt;&lt;b&gt;*x*"),
        "{page}"
    );
    let html = good(&site, &["then", "--format", "html"]);
    assert!(
        !html.contains("<b>") && !html.contains("<script") && html.contains("*x*"),
        "{html}"
    );
    assert!(html.contains("https://example.org/casebook/awards/p4-01/"));
}

#[test]
fn a_day_stands_for_the_last_revision_before_it() {
    let site = changed();
    commit(
        site.path(),
        "2025-06-30T22:59:00Z",
        "The last of June in London",
    );
    let site = change(site, AWARD, "staff_trained: 1500", "staff_trained: 1600");
    commit(
        site.path(),
        "2025-06-30T23:30:00Z",
        "Already July in London",
    );
    for args in [&["--since", "2025-07-01"][..], &["2025-07-01"]] {
        let changes = json(&site, args);
        assert_eq!(changes["since"]["date"], "2025-06-30T22:59:00Z", "{args:?}");
        let fields = changes["changed"][0]["fields"].as_array().expect("fields");
        assert_eq!(fields.len(), 1);
        assert_eq!(fields[0]["label"], "Staff trained");
        assert_eq!(fields[0]["new"], "1,600");
    }
    let none = "There is no revision before that day. Name a later day.";
    refused(&site, &["--since", "2025-03-01"], 2, none);
    refused(
        &site,
        &["--since", "March"],
        2,
        "“March” is not a day. Write --since 2026-10-01.",
    );
}

#[test]
fn a_record_that_todays_rules_refuse_is_not_called_new() {
    let site = repository();
    let award = text(&site, AWARD);
    let site = change(site, AWARD, "status: completed", "status: compleeted");
    commit(
        site.path(),
        "2025-04-01T10:00:00Z",
        "A slip that no rule refused then",
    );
    let site = site.write(AWARD, award);
    let changes = json(&site, &["HEAD"]);
    for part in ["added", "changed", "removed", "totals", "addresses"] {
        assert_eq!(changes[part], Value::Array(Vec::new()), "{part}");
    }
    let notes = changes["notes"].as_array().expect("notes");
    assert!(
        notes[0]
            .as_str()
            .is_some_and(|note| note.contains("p4-01 could not be read"))
    );
    assert!(
        notes[1]
            .as_str()
            .is_some_and(|note| note.contains("Totals are not compared"))
    );
}

#[test]
fn a_site_with_errors_is_not_compared_and_the_file_stays() {
    let site = repository().write("news.md", "as it was");
    let site = change(site, AWARD, "status: completed", "status: compleeted");
    let says = "has errors, so it cannot be compared. Correct them first.";
    refused(&site, &["then", "--out", "news.md"], 1, says);
    assert_eq!(text(&site, "news.md"), "as it was");
    let site = change(site, AWARD, "status: compleeted", "status: completed");
    refused(
        &site,
        &["then", "--out", "nowhere/news.md"],
        3,
        "nowhere/news.md cannot be written",
    );
}

#[test]
fn what_cannot_be_compared_with_is_said_with_a_way_out() {
    let site = repository();
    refused(
        &site,
        &["next"],
        2,
        "There is no revision “next”. Name a branch, a tag or an id",
    );
    refused(&site, &["--output=x"], 2, "unexpected argument");
    refused(
        &site,
        &["--", "--output=x"],
        2,
        "There is no revision “--output=x”",
    );
    refused(&site, &[], 2, "REV");
    let plain = Site::small();
    refused(
        &plain,
        &["then"],
        2,
        "This folder is not in a git repository",
    );

    let late = Site::empty().write("README", "x");
    init(late.path());
    commit(late.path(), "2025-01-01T10:00:00Z", "Nothing yet");
    for (path, bytes) in Site::small().picture_below() {
        let path = late.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("makes");
        std::fs::write(path, bytes).expect("writes");
    }
    refused(
        &late,
        &["HEAD"],
        2,
        "has no casebook.yaml in this folder, so there was no site then",
    );

    let site = site.write("content/more.md", "---\ntitle: More\n---\nText.\n");
    commit(site.path(), "2025-04-01T10:00:00Z", "Second");
    let shallow = Site::empty();
    let from = format!("file://{}", site.path().display());
    git(
        shallow.path(),
        &[
            "clone",
            "--quiet",
            "--depth",
            "1",
            "--no-tags",
            &from,
            "site",
        ],
    );
    let root = shallow.path().join("site");
    refused(
        &site,
        &["then", "--root", &root.to_string_lossy()],
        2,
        "git fetch --unshallow",
    );
}

#[test]
fn a_configuration_of_then_that_cannot_be_read_is_said() {
    let site = repository();
    let config = text(&site, "casebook.yaml");
    let site = site.write("casebook.yaml", "nothing: of today\n");
    commit(site.path(), "2025-04-01T10:00:00Z", "Broken");
    let site = site.write("casebook.yaml", config);
    refused(&site, &["HEAD"], 1, "cannot be read by today's rules");
}

#[cfg(unix)]
#[test]
fn links_and_repositories_inside_are_followed_or_named() {
    let inner = Site::empty().write("a.yaml", "x: 1\n");
    init(inner.path());
    commit(inner.path(), "2025-01-01T10:00:00Z", "Inner");
    let site = repository()
        .link("data/awards/p4-04.yaml", "p4-02.yaml")
        .link("content/out.png", "../../elsewhere.png");
    let from = inner.path().to_string_lossy().into_owned();
    git(
        site.path(),
        &["submodule", "--quiet", "add", &from, "data/other"],
    );
    git(site.path(), &["add", "--all"]);
    git_at(
        site.path(),
        "2025-04-01T10:00:00Z",
        &["commit", "--quiet", "--message", "Odd"],
    );
    git(
        site.path(),
        &["rm", "--quiet", "-r", "-f", "data/other", "content/out.png"],
    );
    let site = site.remove("data/awards/p4-04.yaml");
    let changes = json(&site, &["HEAD"]);
    assert_eq!(changes["removed"][0]["id"], "p4-04");
    let notes = changes["notes"].to_string();
    assert!(
        notes.contains("data/other was a repository of its own"),
        "{notes}"
    );
    assert!(
        notes.contains("content/out.png was a link to ../../elsewhere.png"),
        "{notes}"
    );
}

#[test]
fn what_was_embargoed_then_is_new_and_fields_for_editors_are_no_change() {
    let site = Site::small();
    let term = "data/glossary/triage.yaml";
    let site = change(
        site,
        term,
        "title: ",
        "state: embargoed\nembargo: 2025-06-01\ntitle: ",
    );
    init(site.path());
    commit(site.path(), "2025-03-01T10:00:00Z", "Held back");
    let changes = json(&site, &["HEAD"]);
    assert_eq!(changes["added"][0]["id"], "triage");
    assert_eq!(changes["changed"], Value::Array(Vec::new()));
}
