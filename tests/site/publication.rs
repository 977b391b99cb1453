//! What may go out and what may not, and addresses that last.

use std::fs;

use crate::support::{Ran, Site, broken, fixtures};

/// Stands in every text of the record that is held back.
const SECRET: &str = "ZQXSECRETZQX";

fn small(path: &str) -> String {
    fs::read_to_string(fixtures().join("small").join(path)).expect("reads")
}

/// The small site with the default theme and an address, so that it has everything a site can have.
fn whole() -> Site {
    let config = small("casebook.yaml").replace("theme: plain\n", "");
    let known = config.contains("base_url");
    let address = if known {
        ""
    } else {
        "base_url: https://example.org/c/\n"
    };
    Site::small().write(
        "casebook.yaml",
        format!("{config}{address}id: example.org,2026\n"),
    )
}

fn clean(ran: &Ran) {
    assert_eq!(ran.status, Some(0), "{}{}", ran.out, ran.err);
}

/// The built files in which a text stands, by name or content.
fn where_is(site: &Site, text: &str) -> Vec<String> {
    let with = site.built().into_iter().filter(|(path, bytes)| {
        path.contains(text)
            || bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
    });
    with.map(|(path, _)| path).collect()
}

/// Records of several kinds that hold the secret, each under this state.
fn secrets(site: Site, state: &str) -> Site {
    let award =
        small("data/awards/p4-02.yaml").replacen("title: ", &format!("title: {SECRET} "), 1);
    let lesson =
        format!("---\ntitle: {SECRET}\nsummary: {SECRET}\n{state}---\n\n{SECRET} in the text.\n");
    let page = format!("---\ntitle: {SECRET}\n{state}---\n\n## {SECRET}\n\nText.\n");
    let term = format!("title: {SECRET}\ndefinition: What nobody may know, {SECRET}.\n{state}");
    site.write(
        &format!("data/awards/{}.yaml", SECRET.to_lowercase()),
        format!("{award}{state}"),
    )
    .write(
        &format!("content/lessons/{}.md", SECRET.to_lowercase()),
        lesson,
    )
    .write(&format!("content/{}.md", SECRET.to_lowercase()), page)
    .write(
        &format!("data/glossary/{}.yaml", SECRET.to_lowercase()),
        term,
    )
}

#[test]
fn nothing_that_is_held_back_is_in_any_byte_of_the_site() {
    for state in [
        "state: draft\n",
        "state: embargoed\nembargo: 2026-12-01\n",
        "embargo: {until: 2026-02-01, time_zone: America/New_York}\n",
    ] {
        let site = secrets(whole(), state);
        clean(&site.run(&["build", "--for-publication", "--as-of", "2026-01-31"]));
        for text in [SECRET, &SECRET.to_lowercase()] {
            assert_eq!(where_is(&site, text), [""; 0], "{state}");
        }
    }
}

#[test]
fn the_same_records_are_everywhere_when_their_day_has_come() {
    let site = secrets(whole(), "state: embargoed\nembargo: 2026-12-01\n");
    clean(&site.run(&["build", "--for-publication", "--as-of", "2026-12-01"]));
    let found = where_is(&site, SECRET);
    for place in ["sitemap.xml", "data/awards.json", "lessons/feed.xml"] {
        let lower = where_is(&site, &SECRET.to_lowercase());
        assert!(
            found.iter().chain(&lower).any(|path| path == place),
            "{place}: {found:?}"
        );
    }
}

#[test]
fn a_withdrawn_record_leaves_a_page_that_says_why_and_nothing_else() {
    let reason = "The organisation asked us to take it down.";
    let state = format!("state: withdrawn\nwithdrawn: {{day: 2026-01-15, because: {reason}}}\n");
    let site = secrets(whole(), &state);
    clean(&site.run(&["build", "--for-publication"]));
    assert_eq!(where_is(&site, SECRET), [""; 0]);
    let route = format!("public/awards/{}/index.html", SECRET.to_lowercase());
    let page = fs::read_to_string(site.path().join(route)).expect("a page");
    assert!(
        page.contains(reason) && page.contains("15 January 2026"),
        "{page}"
    );
    let map = fs::read_to_string(site.path().join("public/sitemap.xml")).expect("a map");
    assert!(!map.contains(&SECRET.to_lowercase()));
}

#[test]
fn a_state_that_lacks_what_it_needs_is_explained() {
    broken("states");
}

#[test]
fn a_site_that_asks_for_clearance_publishes_nothing_without_it() {
    let rule = "clearance: {required: true, roles: [editors]}\n";
    let config = small("casebook.yaml");
    let site = Site::small().write("casebook.yaml", format!("{config}{rule}"));
    let ran = site.run(&["check", "--format", "short"]);
    assert!(ran.out.contains("warning[not-cleared]"), "{}", ran.out);
    clean(&ran);
    let ran = site.run(&["build", "--for-publication", "--format", "short"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.out.contains("error[not-cleared]"), "{}", ran.out);
    assert!(!site.path().join("public").exists());
}

#[test]
fn drafts_cannot_be_published() {
    let ran = Site::small().run(&["build", "--for-publication", "--drafts"]);
    assert_eq!(ran.status, Some(2), "{}", ran.err);
}

#[test]
fn an_accepted_address_lasts_or_publication_stops() {
    let site = whole();
    clean(&site.run_plain(&["addresses", "--accept"]));
    let list = fs::read_to_string(site.path().join("data/addresses.txt")).expect("a list");
    assert!(list.contains("\nawards/p4-02/\n"), "{list}");
    clean(&site.run(&["build", "--for-publication", "--strict"]));

    let award = small("data/awards/p4-02.yaml");
    let renamed = |path: &str| small(path).replace("p4-02", "stroke-two");
    let site = site
        .remove("data/awards/p4-02.yaml")
        .write("content/about.md", renamed("content/about.md"))
        .write(
            "content/lessons/measure-first.md",
            renamed("content/lessons/measure-first.md"),
        )
        .write("data/awards/stroke-two.yaml", &award);
    let ran = site.run(&["check", "--format", "short"]);
    let expected = "warning[address-vanished]: The address “awards/p4-02/” was published";
    assert!(ran.out.contains(expected), "{}", ran.out);
    let ran = site.run(&["build", "--for-publication"]);
    assert_eq!(ran.status, Some(1), "{}", ran.err);

    let site = site.write(
        "data/awards/stroke-two.yaml",
        format!("{award}aliases: [/awards/p4-02]\n"),
    );
    clean(&site.run(&["build", "--for-publication", "--strict"]));
    let page =
        fs::read_to_string(site.path().join("public/awards/p4-02/index.html")).expect("a page");
    assert!(page.contains("url=../stroke-two/index.html"), "{page}");
    assert!(
        page.contains("<link rel=\"canonical\" href=\"https://example.org/c/awards/stroke-two/\">")
    );
    // The new address is accepted by hand, and the old one stays.
    clean(&site.run_plain(&["addresses", "--accept"]));
    let list = fs::read_to_string(site.path().join("data/addresses.txt")).expect("a list");
    assert!(list.contains("\nawards/p4-02/\n") && list.contains("\nawards/stroke-two/\n"));
}

#[test]
fn the_address_of_a_record_with_a_slip_has_not_vanished() {
    let mut site = whole();
    clean(&site.run_plain(&["addresses", "--accept"]));
    let award = small("data/awards/p4-02.yaml");
    for slip in ["titel: A slip\n", "title: [never closed\n"] {
        site = site.write("data/awards/p4-02.yaml", format!("{award}{slip}"));
        let ran = site.run(&["check", "--format", "short"]);
        assert!(ran.out.contains("data/awards/p4-02.yaml:"), "{}", ran.out);
        assert!(!ran.out.contains("address-vanished"), "{}", ran.out);
    }
    let site = site.write("data/awards/p4-02.yaml", format!("{award}state: draft\n"));
    let ran = site.run(&["check", "--format", "short"]);
    assert!(ran.out.contains("address-vanished"), "{}", ran.out);
}

#[test]
fn a_list_of_addresses_in_which_git_left_marks_is_explained() {
    broken("ledger-merge");
}

#[test]
fn two_pages_cannot_have_had_one_address() {
    broken("alias-taken");
}

#[test]
fn an_address_is_forgotten_only_by_name() {
    let site = whole();
    clean(&site.run_plain(&["addresses", "--accept"]));
    let ran = site.run_plain(&["addresses", "--forget", "awards/unknown/"]);
    assert_eq!(ran.status, Some(2), "{}", ran.err);
    clean(&site.run_plain(&["addresses", "--forget", "awards/p4-02/"]));
    let list = fs::read_to_string(site.path().join("data/addresses.txt")).expect("a list");
    assert!(!list.contains("awards/p4-02/"));
}
