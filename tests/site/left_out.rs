//! What is left out of the site is named nowhere in it, and what is in it is linked rightly.

use std::fs;

use crate::support::{Site, fixtures};

/// A file of the small site.
fn small(path: &str) -> String {
    fs::read_to_string(fixtures().join("small").join(path)).expect("reads")
}

/// Its configuration, with the default theme, which shows everything.
fn default_theme() -> String {
    small("casebook.yaml").replace("theme: plain\n", "")
}

/// Builds a site that has no errors, and gives a file of it.
fn built(site: &Site, path: &str) -> String {
    let ran = site.run(&["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    fs::read_to_string(site.path().join("public").join(path)).expect(path)
}

#[test]
fn a_draft_that_other_records_name_leaves_no_trace() {
    let declared = "    - key: like\n      purpose: An award that it resembles\n      type: \"record: award\"\n";
    let lesson = small("content/lessons/measure-first.md");
    let site = Site::small()
        .write("casebook.yaml", default_theme() + declared)
        .write(
            "data/awards/p4-01.yaml",
            small("data/awards/p4-01.yaml") + "state: draft\n",
        )
        .write(
            "data/awards/p4-02.yaml",
            small("data/awards/p4-02.yaml") + "like: p4-01\n",
        )
        .write(
            "content/about.md",
            "---\ntitle: About\n---\n\n## Who we are\n",
        )
        .write(
            "content/lessons/measure-first.md",
            lesson.replace("[stroke project](award:p4-01)", "project"),
        );
    built(&site, "index.html");
    let traces: Vec<_> = site
        .built()
        .into_iter()
        .filter(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            // The scripts of the theme explain themselves with an example.
            !path.starts_with("assets/") && (path.contains("p4-01") || text.contains("p4-01"))
        })
        .map(|(path, _)| path)
        .collect();
    assert!(traces.is_empty(), "{traces:?}");
}

#[test]
fn a_draft_whose_state_has_spaces_in_its_quotes_is_left_out_too() {
    let draft = small("data/awards/p4-02.yaml") + "state: \" draft \"\n";
    let site = Site::small().write("data/awards/p4-03.yaml", draft);
    let page = built(&site, "data/awards.json");
    assert!(!page.contains("p4-03"), "{page}");
}

#[test]
fn a_home_page_in_the_menu_is_no_second_page() {
    let index = small("content/index.md").replacen("title:", "menu: 1\ntitle:", 1);
    let site = Site::small().write("content/index.md", index);
    built(&site, "index.html");
}

#[test]
fn an_award_may_have_the_id_of_a_filter() {
    let config = default_theme();
    let site = Site::small()
        .write("casebook.yaml", config)
        .write("data/awards/phase.yaml", small("data/awards/p4-02.yaml"));
    built(&site, "awards/phase/index.html");
}

#[test]
fn a_record_in_a_folder_of_its_own_is_changed_where_it_lies() {
    let config = default_theme();
    let site = Site::small()
        .write(
            "casebook.yaml",
            config + "edit_address: \"https://git.example/{path}\"\n",
        )
        .write(
            "data/awards/old ones/p4-03.yaml",
            small("data/awards/p4-02.yaml"),
        );
    let page = built(&site, "awards/p4-03/index.html");
    assert!(
        page.contains("git.example/data/awards/old%20ones/p4-03.yaml"),
        "{page}"
    );
}

#[test]
fn an_award_with_rows_in_two_currencies_is_listed_once() {
    let config = default_theme();
    let euros = small("data/benefits/p4-01-b.yaml").replace("GBP", "EUR");
    let other = small("data/benefits/p4-01-a.yaml")
        .replace("p4-01", "p4-02")
        .replace("-110", "110")
        .replace("-22010", "22010");
    let site = Site::small()
        .write("casebook.yaml", config)
        .write("data/benefits/p4-01-b.yaml", euros)
        .write("data/benefits/p4-02-a.yaml", other);
    let page = built(&site, "benefits/index.html");
    assert_eq!(page.matches("id=\"p4-01-b\"").count(), 1);
}

#[test]
fn a_declared_amount_of_money_has_columns_like_a_built_in_one() {
    let declared = "    - key: cost\n      purpose: What it cost\n      type: money\n";
    let award = small("data/awards/p4-02.yaml") + "cost: {amount: 5, currency: GBP}\n";
    let site = Site::small()
        .write("casebook.yaml", small("casebook.yaml") + declared)
        .write("data/awards/p4-02.yaml", award);
    let table = built(&site, "data/awards.csv");
    let mut rows = table.lines();
    assert!(
        rows.next()
            .is_some_and(|head| head.ends_with(",cost.amount,cost.currency"))
    );
    assert!(rows.any(|row| row.ends_with(",5,GBP")), "{table}");
}
