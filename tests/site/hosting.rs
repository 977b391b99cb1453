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
    let ran = site.run(&["publish", "out/www", "--dry-run"]);
    clean(&ran);
    assert!(
        ran.out
            .contains("Nothing was changed. Publishing to out/www would write "),
        "{}",
        ran.out
    );
    assert!(before == site.picture());
    let ran = site.run(&["publish", "out/www"]);
    clean(&ran);
    assert!(ran.out.starts_with("Published to out/www: "), "{}", ran.out);
    let before = site.picture();
    for args in [
        &["publish", "out/www", "--dry-run"][..],
        &["publish", "out/www"],
    ] {
        let ran = site.run(args);
        clean(&ran);
        assert_eq!(
            ran.out,
            "There is nothing to do: out/www holds this site already.\n"
        );
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
