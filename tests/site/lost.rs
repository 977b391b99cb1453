//! Slips after which something would be lost, published or written over: each is refused, and says so.

use super::support::Site;

const AWARD: &str = "data/awards/p4-02.yaml";

#[test]
fn nothing_is_written_over_the_sources() {
    let site = Site::small();
    let before = site.picture();
    for args in [
        ["report", "--out", AWARD].as_slice(),
        &["report", "--out", "casebook.yaml"],
        &["report", "--out", "content/report.html"],
        &["export", "records", "--out", "content"],
        &["export", "records", "--out", "content/new/folder"],
        &["schema", "--out", "content"],
        &["schema", "--out", "/"],
        &["man", "--out", "content/man"],
        &["init", "content/other"],
        &["archive", "--out", "data/site.zip"],
    ] {
        let ran = site.run_plain(args);
        assert_eq!(ran.status, Some(2), "{args:?}: {}{}", ran.out, ran.err);
        let told = "is among the site's sources";
        assert!(
            ran.err.contains(told) || ran.err.contains("holds the site's sources"),
            "{args:?}: {}",
            ran.err
        );
    }
    assert!(before == site.picture());
}

#[test]
fn a_file_that_was_meant_as_a_page_is_not_published_as_it_is() {
    let draft = "---\ntitle: Secret\nstate: draft\n---\n\nNot yet.\n";
    for (path, right) in [
        ("content/lessons/second.MD", "Rename it to second.md"),
        ("content/team.md.txt", "Rename it to team.md"),
        ("content/team.markdown", "Rename it to team.md"),
        ("content/desk.yaml", "Move it there as desk.yaml"),
    ] {
        let site = Site::small().write(path, draft);
        let ran = site.run(&["build"]);
        assert_eq!(ran.status, Some(1), "{path}");
        assert!(ran.err.contains(&format!("{path}:1")), "{}", ran.err);
        assert!(ran.err.contains(right), "{path}: {}", ran.err);
        assert!(!site.path().join("public").exists());
    }
}

#[test]
fn a_record_with_another_ending_is_not_left_out_without_a_word() {
    for path in ["data/awards/two.yaml.txt", "data/awards/two.YAML"] {
        let site = Site::small().write(path, "title: Two\n");
        let ran = site.run(&["check", "--format", "short"]);
        assert_eq!(ran.status, Some(1), "{path}");
        let told = format!("{path}:1:1: error[ending]: Records end in .yaml");
        assert!(
            ran.out.contains(&told) || ran.err.contains(&told),
            "{}{}",
            ran.out,
            ran.err
        );
    }
}

#[test]
fn what_is_private_is_found_in_every_file_that_is_text() {
    for path in ["content/x.csv", "content/x.log", "content/files/list"] {
        let site = Site::small().write(path, "name,number\nA,943 476 5919\n");
        let ran = site.run(&["check", "--format", "short"]);
        let told = format!("{path}:2:3: error[nhs-number]");
        assert_eq!(ran.status, Some(1), "{path}: {}{}", ran.out, ran.err);
        assert!(
            ran.out.contains(&told) || ran.err.contains(&told),
            "{}{}",
            ran.out,
            ran.err
        );
    }
    let csv = "name,number\nA,943\n";
    let site = Site::small().write("content/x.csv", csv);
    assert_eq!(site.run(&["build"]).status, Some(0));
    assert_eq!(site.built()["x.csv"], csv.as_bytes());
}

#[test]
fn files_that_the_usual_hosts_need_stay_beside_those_that_the_site_names() {
    let config = "title: Small\nkeep: [google123.html]\n";
    let site = Site::small().published();
    let old = String::from_utf8(site.picture()[&site.path().join("casebook.yaml")].clone());
    let site = site
        .write(
            "casebook.yaml",
            old.expect("text") + config.lines().last().expect("a line") + "\n",
        )
        .write("public/.gitignore", "*\n")
        .write("public/google123.html", "mine");
    let ran = site.run(&["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(site.path().join("public/.gitignore").exists());
    assert!(site.path().join("public/google123.html").exists());
}

#[test]
fn an_address_that_no_site_can_have_is_told_once_and_where_it_stands() {
    let site = Site::small();
    let path = site.path().join("casebook.yaml");
    let config = std::fs::read_to_string(path).expect("reads");
    let site = site.write(
        "casebook.yaml",
        format!("{config}base_url: https://example.org/?a=b\n"),
    );
    let ran = site.run(&["check", "--format", "short"]);
    let all = format!("{}{}", ran.out, ran.err);
    assert_eq!(ran.status, Some(1));
    assert!(
        all.contains("error[bad-base-url]: The address of the site has a “?” or “#”"),
        "{all}"
    );
    assert_eq!(all.matches("error[").count(), 1, "{all}");
}

#[test]
fn what_fix_cannot_read_it_says_and_lines_are_those_of_the_file() {
    let broken = "title: \"A\nstatus: stopped\n";
    let site = Site::small().write(AWARD, broken);
    let ran = site.run_plain(&["fix", AWARD]);
    assert_eq!(ran.status, Some(1), "{}{}", ran.out, ran.err);
    assert!(
        ran.err.contains(&format!("{AWARD} cannot be read")),
        "{}",
        ran.err
    );
    let site = site.write(AWARD, "status: stopped\ncontract_end: 6/8/2018\ntitle: A\n");
    let ran = site.run_plain(&["fix", AWARD]);
    assert!(ran.err.contains(&format!("{AWARD}:2: ")), "{}", ran.err);
    assert_eq!(site.run_plain(&["fix", "casebook.md"]).status, Some(2));
}

#[test]
fn a_needed_text_that_readers_cannot_see_is_missing() {
    for blank in ["\"\"", "\"  \"", "\"\u{a0}\"", "\"\u{200b}\""] {
        let site = Site::small().write(AWARD, format!("title: {blank}\nproject: 2\nphase: phase-4\nsummary: S\nstatus: completed\noutcome: {{value: benefit-shown, basis: B}}\nregion: north\n"));
        let ran = site.run(&["check", "--format", "short"]);
        let all = format!("{}{}", ran.out, ran.err);
        let told = format!("{AWARD}:1:1: error[missing-field]: The field “title” is empty");
        assert!(all.contains(&told), "{all}");
        assert_eq!(all.matches("error[").count(), 1, "{all}");
    }
}
