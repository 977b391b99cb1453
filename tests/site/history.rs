//! Dates from git: on pages, in data, and left out with a reason.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::git::{commit, git, git_at, init};
use crate::support::{Ran, Site};

const AWARD: &str = "data/awards/p4-01.yaml";

/// The small site in a repository: all of it added on one day, and one award changed twice later.
fn repository() -> Site {
    let site = with_default_theme(Site::small());
    init(site.path());
    commit(site.path(), "2025-03-01T10:00:00Z", "Everything at first");
    let site = edit(site, "12", "13");
    // Midnight has passed in London.
    commit(site.path(), "2025-06-30T23:30:00Z", "Count <staff> again");
    let site = edit(site, "13", "14");
    commit(site.path(), "2025-07-01T09:00:00Z", "Quokkas counted");
    site
}

fn with_default_theme(site: Site) -> Site {
    let config = std::fs::read_to_string(site.path().join("casebook.yaml")).expect("reads");
    site.write(
        "casebook.yaml",
        config.replace("theme: plain", "theme: default"),
    )
}

fn edit(site: Site, from: &str, to: &str) -> Site {
    let text = std::fs::read_to_string(site.path().join(AWARD)).expect("reads");
    let (from, to) = (
        format!("staff_trained: {from}"),
        format!("staff_trained: {to}"),
    );
    assert!(text.contains(&from));
    site.write(AWARD, text.replace(&from, &to))
}

fn built(site: &Site) -> Ran {
    let ran = site.run(&["build"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    ran
}

fn page(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path().join("public").join(path)).unwrap_or_default()
}

/// The built site: path to bytes.
fn public(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = root.join("public");
    let files = walkdir::WalkDir::new(&folder).into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(&folder).expect("below");
            (
                path.to_path_buf(),
                std::fs::read(entry.path()).expect("reads"),
            )
        })
        .collect()
}

#[test]
fn a_page_says_when_it_last_changed_and_how_but_names_nobody() {
    let site = repository();
    let ran = built(&site);
    assert!(!ran.out.contains("left out"), "{}", ran.out);
    let award = page(&site, "awards/p4-01/index.html");
    assert!(
        award.contains("<dt>Last updated</dt><dd>1 July 2025</dd>"),
        "{award}"
    );
    assert!(award.contains("<li>1 July 2025: changed 2 times</li>"));
    assert!(award.contains("<li>1 March 2025: added</li>"));
    let other = page(&site, "awards/p4-02/index.html");
    assert!(other.contains("<dt>Last updated</dt><dd>1 March 2025</dd>"));
    for bytes in public(site.path()).values() {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("Nobody To Name") && !text.contains("nobody@example.org"));
        assert!(
            !text.contains("Quokkas"),
            "what people wrote to each other stays among them"
        );
    }
}

#[test]
fn what_people_wrote_about_a_change_is_shown_where_the_site_says_so() {
    let site = repository();
    let config = std::fs::read_to_string(site.path().join("casebook.yaml")).expect("reads");
    let site = site.write("casebook.yaml", config + "change_notes: true\n");
    built(&site);
    let award = page(&site, "awards/p4-01/index.html");
    assert!(
        award.contains("<li>1 July 2025: Count &lt;staff&gt; again</li>"),
        "{award}"
    );
    assert!(award.contains("<li>1 March 2025: Everything at first</li>"));
}

#[test]
fn what_is_new_is_listed_by_month_and_on_the_home_page() {
    let site = repository();
    built(&site);
    let news = page(&site, "whats-new/index.html");
    let at = |text: &str| {
        news.find(text)
            .unwrap_or_else(|| panic!("{text} in {news}"))
    };
    assert!(at("July 2025</h2>") < at("Awards: changed"));
    assert!(at("Awards: changed") < at("March 2025</h2>"));
    assert!(at("March 2025</h2>") < at("Lessons: added"));
    let home = page(&site, "index.html");
    assert!(
        home.contains("<h2 id=\"cb-news\">What is new</h2>"),
        "{home}"
    );
    assert!(home.contains("href=\"whats-new/index.html\""));
    assert!(home.contains("<span class=\"cb-quiet\">1 July 2025</span>"));
}

#[test]
fn hundreds_of_files_added_at_once_are_one_line() {
    let site = with_default_theme(Site::small());
    init(site.path());
    commit(site.path(), "2025-03-01T10:00:00Z", "First");
    let award = std::fs::read_to_string(site.path().join(AWARD)).expect("reads");
    let mut site = site;
    for number in 10..36 {
        let text = award.replace("project: 1\n", &format!("project: {number}\n"));
        let text =
            text.replace("status: completed", "status: ongoing") + "comparator: Care before\n";
        site = site.write(&format!("data/awards/p4-{number}.yaml"), text);
    }
    commit(site.path(), "2025-11-05T10:00:00Z", "Import");
    let site = edit(site, "12", "13");
    commit(site.path(), "2025-11-06T10:00:00Z", "Later");
    built(&site);
    for path in ["index.html", "whats-new/index.html"] {
        let page = page(&site, path);
        assert!(page.contains(">Awards: 26 added</a>"), "{path}: {page}");
    }
    let home = page(&site, "index.html");
    let news = home.split("id=\"cb-news\"").nth(1).expect("news");
    let news = news.split("</section>").next().expect("its end");
    assert!(news.matches("<li>").count() <= 5, "{news}");
    assert!(news.contains("6 November 2025"), "{news}");
}

#[test]
fn data_say_when_each_record_changed() {
    let site = repository();
    built(&site);
    let json: serde_json::Value =
        serde_json::from_str(&page(&site, "data/updates.json")).expect("JSON");
    let first = &json[0];
    assert_eq!(first["kind"], "award");
    assert_eq!(first["id"], "p4-01");
    assert_eq!(first["added"], "2025-03-01T10:00:00Z");
    assert_eq!(first["updated"], "2025-07-01T09:00:00Z");
    let csv = page(&site, "data/updates.csv");
    assert!(
        csv.starts_with("kind,id,title,url,added,updated\r\n"),
        "{csv}"
    );
    let about = page(&site, "data/index.html");
    assert!(about.contains("updates.csv"), "{about}");
}

#[test]
fn an_entry_of_a_feed_has_the_time_of_the_last_change() {
    let site = repository();
    let ran = site.run(&["build", "--base-url", "https://example.org/"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let feed = page(&site, "awards/feed.xml");
    let first = feed.split("<entry>").nth(1).expect("an entry");
    assert!(first.contains("award/p4-01"), "{first}");
    assert!(
        first.contains("<updated>2025-07-01T09:00:00Z</updated>"),
        "{first}"
    );
}

#[test]
fn another_clone_gives_the_same_bytes() {
    let site = repository();
    built(&site);
    let other = Site::empty();
    let from = site.path().to_string_lossy().into_owned();
    git(other.path(), &["clone", "--quiet", &from, "site"]);
    let root = other.path().join("site");
    let ran = site.run_plain(&[
        "build",
        "--root",
        &root.to_string_lossy(),
        "--as-of",
        crate::support::DAY,
    ]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(public(site.path()) == public(&root));
}

#[test]
fn without_git_and_in_a_shallow_clone_the_site_is_the_same_but_for_the_dates() {
    let without = with_default_theme(Site::small());
    let without = edit(edit(without, "12", "13"), "13", "14");
    let ran = built(&without);
    assert!(
        ran.out
            .ends_with("Dates of changes are left out: this folder is not in a git repository.\n")
    );

    let site = repository();
    let shallow = Site::empty();
    let from = format!("file://{}", site.path().display());
    git(
        shallow.path(),
        &["clone", "--quiet", "--depth", "1", &from, "site"],
    );
    let root = shallow.path().join("site");
    let root_arg = root.to_string_lossy().into_owned();
    let ran = site.run(&["build", "--strict", "--root", &root_arg]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.contains("a shallow clone") && ran.out.contains("fetch-depth: 0"));
    assert!(public(without.path()) == public(&root));
    assert!(!root.join("public/whats-new").exists());
    assert!(!root.join("public/data/updates.json").exists());
}

#[test]
fn only_a_file_with_changes_that_are_not_committed_loses_its_date() {
    let site =
        edit(repository(), "14", "15").write("content/new.md", "---\ntitle: New\n---\nText.\n");
    let ran = built(&site);
    let notice = "The dates of data/awards/p4-01.yaml, content/new.md are left out: they have changes that are not committed.\n";
    assert!(ran.out.ends_with(notice), "{}", ran.out);
    assert!(!page(&site, "awards/p4-01/index.html").contains("Last updated"));
    assert!(page(&site, "awards/p4-02/index.html").contains("<dd>1 March 2025</dd>"));
    assert!(!page(&site, "data/updates.csv").contains("award,p4-01"));
}

#[test]
fn a_renamed_record_keeps_its_dates_and_any_name_is_read() {
    let site = with_default_theme(Site::small());
    init(site.path());
    commit(site.path(), "2025-03-01T10:00:00Z", "First");
    git(
        site.path(),
        &["mv", "data/awards/p4-02.yaml", "data/awards/p4-03.yaml"],
    );
    let odd = "content/a name, “quoted”\nand broken.png";
    let site = site.write(odd, b"\x89PNG");
    commit(site.path(), "2025-04-01T10:00:00Z", "Rename");
    let ran = site.run(&["check", "--format", "short"]);
    let history = casebook::history::read(site.path())
        .history
        .expect("a history");
    assert_eq!(ran.err, "");
    let moment = |path: &str| history.added(path).map(|moment| moment.to_string());
    let first = Some("2025-03-01T10:00:00Z".to_string());
    assert_eq!(moment("data/awards/p4-03.yaml"), first);
    assert_eq!(history.of("data/awards/p4-03.yaml").len(), 2);
    assert_eq!(moment(odd).as_deref(), Some("2025-04-01T10:00:00Z"));
}

#[test]
fn a_site_in_a_folder_of_a_repository_has_dates_and_no_others() {
    let outer = Site::empty().write("data/awards/p4-01.yaml", "not ours\n");
    init(outer.path());
    commit(outer.path(), "2024-01-01T10:00:00Z", "Something else");
    let site = outer.path().join("a site/ü");
    std::fs::create_dir_all(&site).expect("makes");
    for (path, bytes) in Site::small().picture_below() {
        let path = site.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("makes");
        std::fs::write(path, bytes).expect("writes");
    }
    commit(outer.path(), "2025-03-01T10:00:00Z", "A site");
    std::fs::write(
        site.join("content/about.md"),
        "---\ntitle: About\n---\nNew.\n",
    )
    .expect("writes");
    let reading = casebook::history::read(&site);
    let history = reading.history.expect("a history");
    let added = history.added(AWARD).map(|moment| moment.to_string());
    assert_eq!(added.as_deref(), Some("2025-03-01T10:00:00Z"));
    assert!(
        history.edited().contains("content/about.md"),
        "{:?}",
        history.edited()
    );
    assert_eq!(history.edited().len(), 1);
}

#[test]
fn settings_of_git_change_nothing_and_run_nothing() {
    let site = repository();
    built(&site);
    let before = public(site.path());
    let ran = site.path().join("ran");
    let program = site.path().join("evil.sh");
    std::fs::write(&program, format!("#!/bin/sh\ntouch '{}'\n", ran.display())).expect("writes");
    make_executable(&program);
    let evil = program.to_string_lossy().into_owned();
    for (name, value) in [
        ("core.fsmonitor", evil.as_str()),
        ("core.pager", &evil),
        ("pager.log", &evil),
        ("diff.external", &evil),
        ("gpg.program", &evil),
        ("log.showSignature", "true"),
        ("log.date", "relative"),
        ("log.diffMerges", "off"),
        ("log.showRoot", "false"),
        ("log.mailmap", "true"),
        ("format.pretty", "fuller"),
        ("color.ui", "always"),
        ("color.status", "always"),
        ("core.quotePath", "true"),
        ("core.abbrev", "4"),
        ("diff.renames", "false"),
        ("diff.noprefix", "true"),
        ("status.showUntrackedFiles", "no"),
        ("i18n.logOutputEncoding", "UTF-16"),
    ] {
        git(site.path(), &["config", name, value]);
    }
    let env = [
        ("GIT_DIR", "/nowhere"),
        ("GIT_INDEX_FILE", "/nowhere/index"),
        ("GIT_EXTERNAL_DIFF", &evil),
        ("GIT_PAGER", &evil),
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "log.showSignature"),
        ("GIT_CONFIG_VALUE_0", "true"),
    ];
    let again = site.run_with(&["build"], &env);
    assert_eq!(again.status, Some(0), "{}", again.err);
    assert!(again.out.contains("0 written"), "{}", again.out);
    assert!(before == public(site.path()));
    assert!(!ran.exists(), "a program that the settings name has run");
}

#[cfg(unix)]
fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("allows");
}

#[cfg(not(unix))]
fn make_executable(_: &Path) {}

#[test]
fn what_stands_in_the_way_of_dates_is_said_in_one_sentence() {
    let says = |site: &Site, env: &[(&str, &str)], sentence: &str| {
        let ran = site.run_with(&["check"], env);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
        let last = ran.out.lines().last().unwrap_or_default().to_string();
        assert!(last.contains(sentence), "{last}");
    };
    let site = Site::small();
    says(
        &site,
        &[("PATH", "")],
        "the program git is not installed here",
    );
    init(site.path());
    says(&site, &[], "nothing has been committed yet");
    let ignored = Site::small();
    init(ignored.path());
    git(ignored.path(), &["add", ".gitignore"]);
    git_at(
        ignored.path(),
        "2025-01-01T00:00:00Z",
        &["commit", "--quiet", "--message", "Nothing of the site"],
    );
    says(&ignored, &[], "no file of this site is in git");
    let broken = Site::small();
    init(broken.path());
    commit(broken.path(), "2025-01-01T00:00:00Z", "All");
    std::fs::remove_dir_all(broken.path().join(".git/objects")).expect("removes");
    std::fs::create_dir(broken.path().join(".git/objects")).expect("makes");
    says(&broken, &[], "Dates of changes are left out");
}

#[test]
fn the_site_map_says_when_a_page_changed_where_that_is_known() {
    let site = repository();
    let ran = site.run(&["build", "--base-url", "https://example.org/"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let map = page(&site, "sitemap.xml");
    let entry = |path: &str, day: &str| {
        let day = match day {
            "" => String::new(),
            day => format!("<lastmod>{day}</lastmod>"),
        };
        format!("<url><loc>https://example.org/{path}</loc>{day}</url>\n")
    };
    for (path, day) in [
        ("awards/p4-01/", "2025-07-01"),
        ("awards/p4-02/", "2025-03-01"),
        // Many records make these up.
        ("awards/", ""),
        ("", ""),
    ] {
        assert!(map.contains(&entry(path, day)), "{path}\n{map}");
    }
    let site = edit(site, "14", "15");
    site.run(&["build", "--base-url", "https://example.org/"]);
    let map = page(&site, "sitemap.xml");
    assert!(map.contains(&entry("awards/p4-01/", "")), "{map}");
}
