//! The rules of the house: what each finds, what the site sets, what a waiver does; and the report.

use crate::support::{Site, broken};

#[test]
fn personal_data_and_secrets_are_found_in_every_text_at_their_exact_place() {
    broken("personal-data");
}

#[test]
fn settings_of_rules_that_cannot_be_are_errors() {
    broken("rule-settings");
}

#[test]
fn a_waiver_needs_a_rule_and_a_reason_and_something_to_waive() {
    broken("waivers");
}

#[test]
fn a_waiver_that_waives_nothing_is_a_warning() {
    broken("unused-waiver");
}

#[test]
fn a_claim_has_a_comparator_a_source_and_numbers_that_agree() {
    broken("claims");
}

#[test]
fn headings_links_sentences_and_small_numbers_are_looked_at() {
    broken("words-of-the-house");
}

#[test]
fn a_review_is_overdue_from_the_day_after_its_day() {
    broken("overdue-review");
    let next = "next_review: 2026-01-31\n";
    let text = format!("title: Day\ndefinition: A day. See [triage](term:triage).\n{next}");
    let site = Site::small().write("data/glossary/day.yaml", text);
    assert_eq!(site.run(&["check", "--strict"]).status, Some(0));
    let later = site.run(&["check", "--strict", "--as-of", "2026-02-01"]);
    assert!(
        later.err.contains("warning[overdue-review]"),
        "{}",
        later.err
    );
}

/// A term with this text, which nothing links to.
fn with_term(text: &str, more: &str) -> Site {
    let text = format!("title: Sign\ndefinition: {text}\n{more}");
    Site::small().write("data/glossary/sign.yaml", text)
}

const NUMBER: &str = "Such as 943 476 5919.";

#[test]
fn an_nhs_number_blocks_the_build_until_it_is_waived_with_a_reason() {
    let ran = with_term(NUMBER, "").run(&["build"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.contains("error[nhs-number]"), "{}", ran.err);
    assert!(ran.err.contains("docs/rules.md#nhs-number"), "{}", ran.err);

    let waiver = "waivers:\n  - rule: nhs-number\n    reason: A number that is given to nobody.\n";
    let ran = with_term(NUMBER, waiver).run(&["check", "--strict"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));

    // One place, so that a number that comes later is not hidden.
    let two = format!("{NUMBER} And 401 023 2137.");
    let ran = with_term(&two, waiver).run(&["check", "--format", "short"]);
    assert_eq!(
        ran.out.matches("error[nhs-number]").count(),
        2,
        "{}",
        ran.out
    );
    let both = format!("{waiver}    places: 2\n");
    assert_eq!(
        with_term(&two, &both).run(&["check", "--strict"]).status,
        Some(0)
    );
}

#[test]
fn a_draft_is_scanned_too_and_keeps_its_waivers() {
    let ran = with_term(NUMBER, "state: draft\n").run(&["check"]);
    assert!(ran.err.contains("error[nhs-number]"), "{}", ran.err);
    let waived = "state: draft\nwaivers: [{rule: nhs-number, reason: Given to nobody.}]\n";
    assert_eq!(
        with_term(NUMBER, waived).run(&["check", "--strict"]).status,
        Some(0)
    );
}

#[test]
fn a_site_sets_levels_and_limits_and_names_what_it_publishes() {
    let config = |more: &str| {
        let text = std::fs::read_to_string(crate::support::fixtures().join("small/casebook.yaml"));
        format!("{}{more}", text.expect("reads"))
    };
    let term = "Write to team@example.org, ring 020 7946 0018, and ask the RCT.";
    let codes = |more: &str| {
        let site = with_term(term, "").write("casebook.yaml", config(more));
        let out = site.run(&["check", "--format", "short"]).out;
        let code = |line: &str| Some(line.split_once("]:")?.0.rsplit_once(' ')?.1.to_string());
        out.lines().filter_map(code).collect::<Vec<_>>()
    };
    assert_eq!(
        codes(""),
        [
            "notice[orphan",
            "warning[email-address",
            "warning[telephone-number",
            "notice[acronym"
        ]
    );
    let set = "rules:\n  orphan: off\n  acronym: error\n  email-address: {level: off, reason: They are roles.}\n  telephone-number: error\n";
    assert_eq!(codes(set), ["error[telephone-number", "error[acronym"]);
    let published = "rules: {orphan: off}\nacronyms: [RCT]\nreport_address: mailto:team@example.org\nstatements: {telephone: +44 20 7946 0018}\n";
    assert_eq!(codes(published), Vec::<String>::new());
}

#[test]
fn notices_are_counted_and_shown_when_asked_for_and_never_fail_a_check() {
    let site = with_term("Nobody links to it.", "");
    let ran = site.run(&["check", "--strict"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.contains("Notices: 1 orphan."), "{}", ran.out);
    let shown = site.run(&["check", "--notices"]);
    assert!(shown.err.contains("notice[orphan]"), "{}", shown.err);
    let github = site.run(&["check", "--format", "github"]);
    assert!(
        github
            .out
            .starts_with("::notice file=data/glossary/sign.yaml"),
        "{}",
        github.out
    );
}

#[test]
fn a_rule_is_explained_on_the_command_line() {
    let ran = Site::empty().run_plain(&["check", "--explain", "small-number"]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.out.contains("Limit: 5"), "{}", ran.out);
    let ran = Site::empty().run_plain(&["check", "--explain", "smal-number"]);
    assert_eq!(ran.status, Some(2));
    assert!(
        ran.err.contains("Did you mean “small-number”?"),
        "{}",
        ran.err
    );
}

#[test]
fn a_waiver_in_the_configuration_holds_for_a_file_without_fields() {
    let path = "themes/plain/templates/page.html";
    let page = std::fs::read_to_string(crate::support::fixtures().join("small").join(path));
    let page = format!("{{# a@example.org #}}{}", page.expect("reads"));
    let waiver = format!(
        "waivers:\n  - rule: email-address\n    file: {path}\n    reason: The author of the template.\n"
    );
    let config = std::fs::read_to_string(crate::support::fixtures().join("small/casebook.yaml"));
    let site = Site::small().write(path, page);
    assert_eq!(site.run(&["check", "--strict"]).status, Some(1));
    let site = site.write("casebook.yaml", config.expect("reads") + &waiver);
    let ran = site.run(&["check", "--strict"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn the_report_says_the_same_on_the_terminal_as_json_and_as_a_page() {
    let site = Site::small();
    let json = site.run(&["report", "--format", "json", "--as-of", "2026-07-01"]);
    assert_eq!(json.status, Some(0), "{}", json.err);
    let report: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(report["as_of"], "2026-07-01");
    let reviews = &report["reviews"][0];
    assert_eq!(reviews["owner"], "editors");
    assert_eq!(reviews["overdue"][0]["id"], "p4-01");
    assert_eq!(report["outcomes"]["balance"]["successes"], 1);
    assert_eq!(report["evidence"]["benefits_without_comparator"], 0);
    let neurology = report["gaps"]["pathways"].as_array().expect("rows");
    let awards = |row: &serde_json::Value| {
        let counts = row["awards"].as_array().expect("counts").iter();
        counts.filter_map(serde_json::Value::as_u64).sum::<u64>()
    };
    assert_eq!(neurology.iter().map(awards).sum::<u64>(), 2);

    let human = site.run(&["report", "--as-of", "2026-07-01"]);
    assert!(human.out.contains("editors: 1 overdue"), "{}", human.out);
    let page = site.run(&["report", "--as-of", "2026-07-01", "--out", "report.html"]);
    assert_eq!(
        (page.status, page.out.as_str()),
        (Some(0), "Wrote report.html.\n")
    );
    let html = std::fs::read_to_string(site.path().join("report.html")).expect("a page");
    assert!(
        html.contains("<th scope=\"row\">Reading brain scans after a stroke</th>"),
        "{html}"
    );
    assert!(html.contains("<caption>Awards by pathway and level of evidence</caption>"));
    // A second run gives the same bytes, and leaves nothing beside.
    let before = site.picture();
    site.run(&["report", "--as-of", "2026-07-01", "--out", "report.html"]);
    assert!(before == site.picture());
}

#[test]
fn there_is_no_report_of_a_site_with_errors() {
    let site = Site::small().write("data/glossary/x.yaml", "titel: X\n");
    let ran = site.run(&["report", "--out", "report.html"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.contains("There is no report"), "{}", ran.err);
    assert!(!site.path().join("report.html").exists());
}
