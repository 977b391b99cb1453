//! What hosts are told, copies that travel, and publishing to a folder.

use std::fs;
use std::io::Read;

use crate::support::{Ran, Site, fixtures};

fn clean(ran: &Ran) {
    assert_eq!(ran.status, Some(0), "{}{}", ran.out, ran.err);
}

/// The small site with the default theme, where one page has moved.
fn whole() -> Site {
    let read = |path: &str| fs::read_to_string(fixtures().join("small").join(path)).expect("reads");
    let config = read("casebook.yaml").replace("theme: plain\n", "");
    let award = read("data/awards/p4-02.yaml");
    Site::small().write("casebook.yaml", config).write(
        "data/awards/p4-02.yaml",
        format!("{award}aliases: [awards/straße/]\n"),
    )
}

#[test]
fn the_built_site_has_the_files_that_hosts_read() {
    let site = whole();
    clean(&site.run(&["build"]));
    let built = site.built();
    let text = |path: &str| String::from_utf8(built[path].clone()).expect("text");
    assert_eq!(
        text("_redirects"),
        "/awards/stra%C3%9Fe/ /awards/p4-02/ 301\n"
    );
    let headers = text("_headers");
    let policy = casebook::serve::CONTENT_SECURITY_POLICY;
    assert!(
        headers.starts_with(&format!("/*\n  Content-Security-Policy: {policy}\n")),
        "{headers}"
    );
    let plain = Site::small().published();
    assert!(!plain.built().contains_key("_redirects"));
}

#[test]
fn settings_are_printed_for_each_host_and_name_former_addresses() {
    let site = whole();
    for (host, line) in [
        (
            "nginx",
            "location = \"/c/awards/straße/\" { return 301 \"/c/awards/p4-02/\"; }",
        ),
        (
            "apache",
            "RedirectMatch 301 \"^/c/awards/straße/$\" \"/c/awards/p4-02/\"",
        ),
        ("caddy", "redir /c/awards/straße/ /c/awards/p4-02/ 301"),
        ("netlify", "/awards/stra%C3%9Fe/ /awards/p4-02/ 301"),
    ] {
        let ran = site.run_plain(&["hosting", host, "--base-url", "https://example.org/c/"]);
        clean(&ran);
        assert!(
            ran.out.lines().any(|printed| printed == line),
            "{}",
            ran.out
        );
        assert!(ran.out.contains(casebook::serve::CONTENT_SECURITY_POLICY));
    }
    let torn = site.run_plain(&["hosting", "nginx", "--base-url", "https://example.org/a;b/"]);
    assert_eq!(
        (torn.status, torn.out.as_str()),
        (Some(2), ""),
        "{}",
        torn.err
    );
}

#[test]
fn a_copy_is_the_built_site_with_a_note_and_the_same_bytes_each_time() {
    let site = whole();
    clean(&site.run(&["build"]));
    clean(&site.run(&["archive", "--out", "one.zip"]));
    clean(&site.run(&["archive", "--out", "two.zip"]));
    let bytes = |name: &str| fs::read(site.path().join(name)).expect("reads");
    assert!(bytes("one.zip") == bytes("two.zip"));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes("one.zip"))).expect("a zip");
    let mut built = site.built();
    built.remove(casebook::publish::MANIFEST);
    let first = zip
        .by_index(0)
        .expect("a file")
        .name()
        .expect("a name")
        .to_string();
    let (folder, note) = first.split_once('/').expect("a folder");
    assert_eq!(note, "READ-ME.txt");
    for at in 1..zip.len() {
        let mut file = zip.by_index(at).expect("a file");
        let time = file.last_modified().expect("a time");
        assert_eq!(
            (time.year(), time.month(), time.day(), time.hour()),
            (2026, 1, 31, 0)
        );
        let name = file.name().expect("a name").to_string();
        let path = name.strip_prefix(&format!("{folder}/"));
        let path = path.expect("below the folder").to_string();
        let mut found = Vec::new();
        file.read_to_end(&mut found).expect("unpacks");
        assert!(built.remove(&path) == Some(found), "{path}");
    }
    assert!(built.is_empty(), "{:?}", built.keys());
    let mut text = String::new();
    let mut note = zip.by_index(0).expect("a file");
    note.read_to_string(&mut text).expect("text");
    assert!(
        text.contains("31 January 2026") && text.contains("index.html"),
        "{text}"
    );
}

#[test]
fn a_copy_is_refused_where_it_would_harm_and_leaves_what_was_there() {
    let site = Site::small().write("old.zip", "precious");
    for out in ["content/copy.zip", "copy.txt"] {
        let ran = site.run(&["archive", "--out", out]);
        assert_eq!(ran.status, Some(2), "{}", ran.err);
        assert!(!site.path().join(out).exists());
    }
    let ran = site.run(&["archive", "--out", "nowhere/copy.zip"]);
    assert_eq!(ran.status, Some(3), "{}", ran.err);
    assert!(ran.err.contains("Make the folder first."), "{}", ran.err);
    let site = site.write("data/awards/p4-02.yaml", "title: [\n");
    let ran = site.run(&["archive", "--out", "old.zip"]);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert_eq!(
        fs::read(site.path().join("old.zip")).expect("reads"),
        b"precious"
    );
}

#[test]
fn publishing_to_a_folder_says_first_what_it_would_do() {
    let site = Site::small();
    let before = site.picture();
    let lacks = "The address of the site is not known";
    let ran = site.run(&["publish", "out/www", "--dry-run"]);
    clean(&ran);
    let would = "Nothing was changed. Publishing to out/www for 31 January 2026 would write ";
    let says = ran.out.starts_with(would) && ran.out.contains(lacks);
    assert!(says, "{}", ran.out);
    assert!(before == site.picture());
    let ran = site.run(&["publish", "out/www"]);
    clean(&ran);
    let did = "Published to out/www for 31 January 2026: ";
    let says = ran.out.starts_with(did) && ran.out.contains(lacks);
    assert!(says, "{}", ran.out);
    let before = site.picture();
    for args in [
        &["publish", "out/www", "--dry-run"][..],
        &["publish", "out/www"],
    ] {
        let ran = site.run(args);
        clean(&ran);
        let nothing = "There is nothing to do: out/www holds this site already.\n";
        assert!(ran.out.starts_with(nothing), "{}", ran.out);
    }
    assert!(before == site.picture());
}

#[test]
fn what_may_not_go_out_is_not_published() {
    let config = fs::read_to_string(fixtures().join("small/casebook.yaml")).expect("reads");
    let site = Site::small().write(
        "casebook.yaml",
        format!("{config}clearance: {{required: true}}\n"),
    );
    let ran = site.run(&["publish", "www"]);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(ran.err.contains("not-cleared"), "{}", ran.err);
    assert!(
        ran.err
            .ends_with("Nothing was published: what readers see is as it was.\n"),
        "{}",
        ran.err
    );
    assert!(!site.path().join("www").exists());
}

#[test]
fn a_target_that_is_not_known_is_refused_with_words() {
    let ran = Site::small().run(&["publish", "gs://bucket/site"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("protocol of S3"), "{}", ran.err);
}

#[cfg(not(feature = "bucket"))]
#[test]
fn without_the_feature_a_bucket_is_refused_with_the_way_to_get_it() {
    let site = Site::small();
    let ran = site.run_plain(&["publish", "s3://site/www"]);
    assert_eq!(ran.status, Some(2), "{}", ran.err);
    assert!(ran.err.contains("--features bucket"), "{}", ran.err);
}

#[test]
fn what_is_only_for_buckets_is_refused_elsewhere() {
    for option in ["--unlock", "--replace"] {
        let ran = Site::small().run_plain(&["publish", "somewhere", option]);
        assert_eq!(ran.status, Some(2), "{}", ran.err);
        assert!(ran.err.contains("only for buckets"), "{}", ran.err);
    }
}

#[test]
fn a_built_site_names_styles_and_scripts_after_their_content_and_leads_to_them() {
    let site = whole();
    clean(&site.run(&["build"]));
    let built = site.built();
    let plain = built.keys().filter(|path| {
        (path.ends_with(".css") || path.ends_with(".js")) && !casebook::fingerprint::is_named(path)
    });
    let pages = || built.iter().filter(|(path, _)| path.ends_with(".html"));
    // What is left with a plain name is what no page of this site asks for.
    for path in plain {
        let named = |page: &[u8]| String::from_utf8_lossy(page).contains(&format!("{path}\""));
        let asking: Vec<_> = pages().filter(|(_, page)| named(page)).collect();
        assert!(asking.is_empty(), "{path}");
    }
    let mut output = casebook::output::Output::new();
    for (path, bytes) in &built {
        output.insert(path.as_str(), bytes.clone());
    }
    let findings = casebook::audit::check(&output, &casebook::audit::Memo::default());
    assert!(findings.is_empty(), "{findings:?}");
    let headers = String::from_utf8(built["_headers"].clone()).expect("text");
    let style = built.keys().find(|path| path.starts_with("assets/site."));
    let rule = format!(
        "/{}\n  Cache-Control: public, max-age=31536000, immutable\n",
        style.expect("a style")
    );
    assert!(headers.contains(&rule), "{headers}");
}

/// What the file of headers says of how long a file is kept, for each that it names.
fn kept(headers: &str) -> Vec<(&str, &str)> {
    let lines: Vec<&str> = headers.lines().collect();
    let pairs = lines.windows(2).filter_map(|pair| {
        let kept = pair[1].strip_prefix("  Cache-Control: ")?;
        Some((pair[0].trim_start_matches('/'), kept))
    });
    pairs.collect()
}

#[test]
fn what_a_script_loads_by_its_name_is_kept_by_nobody() {
    let site = whole();
    clean(&site.run(&["build"]));
    let built = site.built();
    let part = "awards/compare/part-1.js";
    assert!(built.contains_key(part));
    assert_eq!(casebook::hosting::cache_control(part), "no-cache");
    let headers = String::from_utf8(built["_headers"].clone()).expect("text");
    let kept = kept(&headers);
    assert!(kept.len() > 10, "{kept:?}");
    for (path, how) in kept {
        assert!(built.contains_key(path), "{path}");
        assert!(casebook::fingerprint::is_named(path), "{path}");
        assert_eq!(how, casebook::hosting::cache_control(path), "{path}");
    }
}

#[test]
fn scripts_of_a_search_server_are_named_where_a_page_asks_for_them() {
    let site = whole();
    let config = fs::read_to_string(site.path().join("casebook.yaml")).expect("reads");
    let search = "search: {endpoint: \"https://search.example.org/casebook\"}\n";
    let site = site.write("casebook.yaml", config + search);
    clean(&site.run(&["build"]));
    let built = site.built();
    let page = String::from_utf8(built["search/index.html"].clone()).expect("text");
    for name in ["remote", "remote-query"] {
        let plain = format!("assets/search/{name}.js");
        assert!(!built.contains_key(&plain), "{plain}");
        let start = format!("assets/search/{name}.");
        let path = built.keys().find(|path| path.starts_with(&start));
        assert!(page.contains(path.expect("a script").as_str()));
    }
}

#[test]
fn a_change_of_a_style_changes_its_name_and_no_other() {
    let names = |site: &Site| {
        let files = site.built().into_keys();
        let styles = files.filter(|path| path.starts_with("assets/"));
        styles.collect::<std::collections::BTreeSet<_>>()
    };
    let site = whole();
    clean(&site.run(&["build"]));
    let before = names(&site);
    let config = fs::read_to_string(site.path().join("casebook.yaml")).expect("reads");
    let site = site
        .write("casebook.yaml", config + "theme: own\n")
        .write("themes/own/assets/charts.css", "p { color: red }\n");
    clean(&site.run(&["build"]));
    let after = names(&site);
    let changed: Vec<_> = after.difference(&before).collect();
    assert!(
        changed.len() == 1 && changed[0].starts_with("assets/site."),
        "{changed:?}"
    );
    assert_eq!(before.difference(&after).count(), 1);
}
