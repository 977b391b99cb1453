//! What a browser gets, and what nobody gets.

use super::support::{AWARD, LESSON, Site, message};

#[test]
fn pages_files_and_kinds_of_content() {
    let site = Site::small().serve();
    let page = site.get("/lessons/measure-first/");
    assert_eq!(page.status, 200);
    assert!(page.head.contains("Content-Type: text/html; charset=utf-8"));
    assert!(page.body.contains("Measure before you begin"));
    for (address, kind) in [
        ("/scan.png", "image/png"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/data/awards.json", "application/json"),
        ("/data/awards.csv", "text/csv; charset=utf-8"),
        (
            "/_casebook/assets/listen.js",
            "text/javascript; charset=utf-8",
        ),
    ] {
        let reply = site.get(address);
        assert_eq!(reply.status, 200, "{address}");
        assert!(
            reply.head.contains(&format!("Content-Type: {kind}\r\n")),
            "{address}: {}",
            reply.head
        );
    }
    let folder = site.get("/lessons/measure-first");
    assert_eq!(folder.status, 302);
    assert!(
        folder
            .head
            .contains("\r\nLocation: /lessons/measure-first/\r\n")
    );
    let missing = site.get("/no/such/page/");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("casebook-bar"));
}

#[test]
fn pages_of_a_site_that_asks_a_search_server_may_ask_it() {
    let site = Site::small();
    let file = site.path("casebook.yaml");
    let config = std::fs::read_to_string(&file).expect("reads");
    let named = format!("{config}search:\n  endpoint: https://search.example.org/casebook\n");
    std::fs::write(&file, named).expect("writes");
    let site = site.serve();
    let policy = format!(
        "Content-Security-Policy: {}; connect-src 'self' https://search.example.org\r\n",
        casebook::serve::CONTENT_SECURITY_POLICY
    );
    for address in ["/", "/search/", "/nothing"] {
        assert!(site.get(address).head.contains(&policy), "{address}");
    }
}

#[test]
fn every_answer_has_the_policy_that_the_documentation_recommends() {
    let site = Site::small().serve();
    let policy = format!(
        "Content-Security-Policy: {}\r\n",
        casebook::serve::CONTENT_SECURITY_POLICY
    );
    for address in [
        "/",
        "/scan.png",
        "/nothing",
        "/_casebook/",
        "/_casebook/state?page=/",
        "/a%",
    ] {
        assert!(site.get(address).head.contains(&policy), "{address}");
    }
    let docs = include_str!("../../docs/preview.md");
    assert!(docs.contains(casebook::serve::CONTENT_SECURITY_POLICY));
}

#[test]
fn a_known_version_is_not_sent_again() {
    let site = Site::small().serve();
    let first = site.get("/scan.png");
    let tag = first
        .head
        .lines()
        .find_map(|line| line.strip_prefix("ETag: "))
        .expect("a tag");
    let again = site.send(&format!(
        "GET /scan.png HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: {tag}\r\n\r\n"
    ));
    assert_eq!((again.status, again.body.as_str()), (304, ""));
}

#[test]
fn nothing_but_the_built_site_can_be_had() {
    let site = Site::small().serve();
    for address in [
        "/casebook.yaml",
        "/data/awards/p4-02.yaml",
        "/content/index.md",
        "/../casebook.yaml",
        "/%2e%2e/casebook.yaml",
        "/..%2fcasebook.yaml",
        "/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/%252e%252e/casebook.yaml",
        "/..%5ccasebook.yaml",
        "//etc/passwd",
        "/./casebook.yaml",
        "/_casebook/assets/../../casebook.yaml",
        "/_casebook/assets/listen.js%00.png",
        "/scan.png/",
        "/assets/",
    ] {
        let reply = site.get(address);
        assert!(
            [400, 404].contains(&reply.status),
            "{address}: {}",
            reply.status
        );
        assert!(
            !reply.body.contains("Small casebook\ntagline")
                && !reply.body.contains("phase: phase-4"),
            "{address}"
        );
    }
}

#[test]
fn only_this_machine_only_get_and_head() {
    let site = Site::small().serve();
    let with = |line: &str, host: &str| site.send(&format!("{line} HTTP/1.1\r\n{host}\r\n"));
    assert_eq!(with("GET /", "Host: evil.example\r\n").status, 403);
    assert_eq!(
        with("GET /", "Host: localhost.evil.example:4000\r\n").status,
        403
    );
    assert_eq!(with("GET /", "").status, 403);
    assert_eq!(with("GET /", "Host: 127.0.0.1:1\r\n").status, 200);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT"] {
        let reply = with(&format!("{method} /"), "Host: localhost\r\n");
        assert_eq!(reply.status, 405, "{method}");
        assert!(reply.head.contains("Allow: GET, HEAD\r\n"));
    }
    let head = with("HEAD /", "Host: localhost\r\n");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn nothing_is_written_and_published_pages_know_nothing_of_the_preview() {
    let site = Site::small().serve();
    site.get("/");
    assert!(!site.path("public").exists() && !site.path(".casebook").exists());
    let files = casebook::source::read_folder(site.folder.path()).expect("a site");
    let options = casebook::Options::for_day(
        casebook::record::date::Date::parse("2026-01-31").expect("a date"),
    );
    let built = casebook::build(&files, &options, &casebook::Memo::new());
    for (path, bytes) in built.output.iter() {
        let bytes = bytes.read();
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("casebook-bar") && !text.contains("/_casebook/"),
            "{path}"
        );
    }
}

#[test]
fn the_bar_says_where_a_page_comes_from_and_where_else_it_appears() {
    let site = Site::small().serve();
    let page = site.get("/lessons/measure-first/").body;
    let path = site.path(LESSON).canonicalize().expect("a path");
    assert!(
        page.contains(&format!("href=\"vscode://file/{}:1:1\"", path.display())),
        "{page}"
    );
    assert!(
        page.contains("State: published") && page.contains("Not yet reviewed"),
        "{page}"
    );
    assert!(page.contains(" words</li>"), "{page}");
    let also = site.get("/_casebook/also?page=/awards/p4-01/").body;
    assert!(
        also.contains("\"address\":\"/lessons/measure-first/\""),
        "{also}"
    );
    let none = site.get("/_casebook/also?page=/no/such/").body;
    assert_eq!(none, "[]");
}

#[test]
fn a_listener_hears_of_its_page_and_of_the_page_that_was_edited() {
    let site = Site::small().serve();
    let mut lesson = site.listen("/lessons/measure-first/");
    let mut about = site.listen("/about/");
    let (before, other) = (message(&mut lesson), message(&mut about));
    assert_ne!(before["tag"], other["tag"]);
    site.change(LESSON, "Both projects", "Both of the projects");
    let mut after = message(&mut lesson);
    while after["tag"] == before["tag"] {
        after = message(&mut lesson);
    }
    let heard = message(&mut about);
    assert_eq!(heard["tag"], other["tag"], "a page that is the same stays");
    assert_eq!(heard["edited"][0]["address"], "/lessons/measure-first/");
    assert_eq!(heard["edited"][0]["title"], "Measure before you begin");
    assert!(
        site.get("/lessons/measure-first/")
            .body
            .contains("Both of the projects")
    );
}

#[test]
fn whoever_missed_a_message_is_told_at_once() {
    let site = Site::small().serve();
    let before = site.news("/lessons/measure-first/");
    site.change(LESSON, "Both projects", "Both of the projects");
    site.until_says("/lessons/measure-first/", "Both of the projects");
    // The first message of a stream that begins only now is the state as it is now.
    let first = message(&mut site.listen("/lessons/measure-first/"));
    assert_ne!(first["tag"], before["tag"]);
    assert_ne!(first["epoch"], before["epoch"]);
}

#[test]
fn a_restarted_server_gives_the_same_page_the_same_tag_and_another_epoch() {
    let site = Site::small().serve();
    let before = site.news("/about/");
    let site = site.serve();
    let after = site.news("/about/");
    assert_eq!(before["tag"], after["tag"]);
    assert_ne!(before["epoch"], after["epoch"]);
}

#[test]
fn a_style_changes_the_tag_of_the_style_and_of_no_page() {
    let site = Site::small();
    site.write("themes/plain/assets/base.css", "body { color: red }\n");
    let site = site.serve();
    let before = site.news("/about/");
    site.write("themes/plain/assets/base.css", "body { color: blue }\n");
    site.until_says("/assets/site.css", "blue");
    let after = site.news("/about/");
    assert_eq!(before["tag"], after["tag"]);
    assert_ne!(
        before["styles"]["/assets/site.css"],
        after["styles"]["/assets/site.css"]
    );
    assert_eq!(
        before["styles"]["/assets/print.css"],
        after["styles"]["/assets/print.css"]
    );
}

#[test]
fn a_mistake_is_explained_while_the_last_good_site_stays() {
    let site = Site::small().serve();
    site.change(AWARD, "status: stopped", "status: stoped<b>");
    site.until_errors(1);
    let page = site.get("/awards/p4-02/");
    assert_eq!(page.status, 200);
    assert!(
        page.body
            .contains("There is 1 error, so this is the site as it was before"),
        "{}",
        page.body
    );
    let problems = site.get("/_casebook/problems/").body;
    assert!(
        problems.contains("status: <mark>stoped&lt;b&gt;</mark>"),
        "{problems}"
    );
    assert!(problems.contains("p4-02.yaml:5:9\""), "{problems}");
    assert!(!problems.contains("stoped<b>"), "{problems}");
    site.change(AWARD, "stoped<b>", "stopped");
    site.until_errors(0);
    assert!(
        site.get("/_casebook/problems/")
            .body
            .contains("There are no problems.")
    );
    assert!(
        !site
            .get("/awards/p4-02/")
            .body
            .contains("See what is wrong")
    );
}

#[test]
fn a_site_that_was_never_good_explains_itself_at_every_address() {
    let site = Site::small();
    site.write("casebook.yaml", "titel: Oops\n");
    let site = site.serve();
    let page = site.get("/lessons/");
    assert_eq!(page.status, 500);
    assert!(
        page.body.contains("turns into the site by itself") && page.body.contains("titel"),
        "{}",
        page.body
    );
    site.write(
        "casebook.yaml",
        &std::fs::read_to_string("tests/fixtures/small/casebook.yaml").expect("it"),
    );
    site.until("/lessons/", |reply| reply.status == 200);
}

#[test]
fn the_dashboard_shows_problems_content_times_and_addresses() {
    let site = Site::small().serve();
    let page = site.get("/_casebook/").body;
    for part in [
        "There are no problems.",
        "Not yet reviewed by a person:",
        "What <code>casebook report</code> says for",
        "Reviews by owner",
        "Coverage of the sources",
        "Outcomes of the awards",
        "By stage",
        "By template",
        "/lessons/measure-first/",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let site = Site::small();
    site.change("content/about.md", "---\ntitle", "---\nstate: draft\ntitle");
    site.change(
        LESSON,
        "and the [page about us](../about.md#who-we-are)",
        "and no more",
    );
    let site = site.serve_with(|settings| settings.drafts = true);
    assert_eq!(site.get("/about/").status, 200);
    assert!(site.get("/about/").body.contains("State: draft"));
    assert_eq!(site.serve().get("/about/").status, 404);
}
