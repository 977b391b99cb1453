//! The pack of an award: what is in it, and when there is none.

use std::collections::BTreeMap;
use std::fs;

use crate::support::Site;

const AWARD: &str = "data/awards/p4-01.yaml";
const PACK: &str = "export/pack-p4-01";

fn change(site: Site, path: &str, from: &str, to: &str) -> Site {
    let before = fs::read_to_string(site.path().join(path)).expect("reads");
    assert!(before.contains(from), "{path} has no {from:?}");
    site.write(path, before.replacen(from, to, 1))
}

/// The files of the pack as texts.
fn files(site: &Site) -> BTreeMap<String, String> {
    let folder = fs::read_dir(site.path().join(PACK)).expect("a pack");
    let files = folder.map(|entry| {
        let path = entry.expect("lists").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let bytes = fs::read(&path).expect("reads");
        (
            name.into_owned(),
            String::from_utf8_lossy(&bytes).into_owned(),
        )
    });
    files.collect()
}

fn packed(site: &Site) -> BTreeMap<String, String> {
    let ran = site.run(&["pack", "p4-01"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    files(site)
}

fn refused(site: &Site, args: &[&str], status: i32, says: &[&str]) {
    let before = site.picture();
    let ran = site.run(&[&["pack"], args].concat());
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (Some(status), ""),
        "{}",
        ran.err
    );
    for says in says {
        assert!(ran.err.contains(says), "{says}: {}", ran.err);
    }
    assert!(before == site.picture());
}

#[test]
fn a_pack_says_what_the_record_says_and_what_each_file_is_for() {
    let site = Site::small();
    let ran = site.run(&["pack", "p4-01"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(
        ran.out.contains("summaries of 35 and 35 words"),
        "{}",
        ran.out
    );
    let pack = files(&site);
    let picture = if cfg!(feature = "images") {
        "share.png"
    } else {
        "share.svg"
    };
    let mut names = vec![
        ".casebook-manifest.json",
        "README.txt",
        "figures.csv",
        "figures.txt",
        "one-page.html",
        "share-alt.txt",
        "summary-150.txt",
        "summary-50.txt",
    ];
    names.insert(6, picture);
    assert_eq!(pack.keys().collect::<Vec<_>>(), names);
    let note = &pack["README.txt"];
    assert!(
        names
            .iter()
            .filter(|name| **name != "README.txt")
            .all(|name| note.contains(name)),
        "{note}"
    );
    // The sentence after the first leads to the register: a link is words, and no mark is left.
    assert_eq!(
        pack["summary-50.txt"],
        "\u{feff}More patients were treated, and care in the first year cost more. The rate of treatment rose. The cost is in the register, and the measure is the baseline. A second paragraph, with a citation.\r\n"
    );
    let figures = &pack["figures.txt"];
    assert!(
        figures.contains("−£22,010") && figures.contains("Say with it:"),
        "{figures}"
    );
    assert!(
        figures.contains("The number of patients was small."),
        "{figures}"
    );
    assert_eq!(
        pack["share-alt.txt"],
        "\u{feff}Small casebook. Reading brain scans after a stroke. Project 1, Phase 4. Status: Completed. Our reading: Benefit shown.\r\n"
    );
}

#[test]
fn every_figure_stands_with_a_caveat_and_a_source() {
    let pack = packed(&Site::small());
    let rows: Vec<&str> = pack["figures.csv"].lines().collect();
    assert!(rows.len() > 2, "{rows:?}");
    let figures = pack["figures.txt"].split("\r\n\r\n").skip(1);
    let figures: Vec<&str> = figures.take(rows.len() - 1).collect();
    for figure in figures {
        let (first, rest) = figure.split_once("\r\n").expect("more lines");
        assert!(first.contains(|c: char| c.is_ascii_digit()), "{first}");
        let (caveats, sources) = rest.split_once("Source:\r\n").expect("a source");
        assert!(caveats.starts_with("Say with it:\r\n- "), "{figure}");
        assert!(sources.starts_with("- The evaluation"), "{figure}");
    }
}

#[test]
fn the_same_record_gives_the_same_bytes_and_a_new_pack_takes_the_place_of_the_old() {
    let site = Site::small();
    let first = packed(&site);
    assert!(first == packed(&site));
    assert!(first == packed(&Site::small()));
    let site = change(site, AWARD, "title: Reading", "title: Looking at");
    let second = packed(&site);
    assert!(second["README.txt"].contains("Looking at brain scans"));
    assert_eq!(
        second.keys().collect::<Vec<_>>(),
        first.keys().collect::<Vec<_>>()
    );
}

#[test]
fn a_record_with_little_to_say_names_the_fields_to_fill_in() {
    let site = change(Site::small(), AWARD, "what_happened: |", "risks: |");
    let ran = site.run(&["pack", "p4-01"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    for says in [
        "summary-50.txt has 12 words. The record does not say enough for about 50.",
        "fill in one of these fields of data/awards/p4-01.yaml: problem, what_was_done, what_happened,",
    ] {
        assert!(ran.out.contains(says), "{}", ran.out);
        assert!(files(&site)["README.txt"].contains(says));
    }
    let endless = format!("summary: {} ends", "word ".repeat(200));
    let site = change(site, AWARD, "summary: More", &endless);
    let ran = site.run(&["pack", "p4-01"]);
    assert!(ran.out.contains("summary-150.txt is not there. The first sentence of the field summary has more than 150 words."), "{}", ran.out);
    assert!(!files(&site).contains_key("summary-50.txt"));
}

#[test]
fn whatever_a_record_holds_is_text_in_a_pack() {
    let hostile = "title: \"=HYPERLINK(1) </title></text><script>alert(1)</script> & ”\"";
    let title = "title: Reading brain scans after a stroke";
    let site = change(Site::small(), AWARD, title, hostile);
    let site = change(
        site,
        "data/benefits/p4-01-a.yaml",
        "title: ",
        "title: =1+1 ",
    );
    let pack = packed(&site);
    for (name, text) in &pack {
        let is_text = name.ends_with(".txt") || name.ends_with(".csv");
        assert!(is_text || !text.contains("<script"), "{name}: {text}");
    }
    let lines = pack["figures.csv"].lines();
    let cells = lines.flat_map(|line| line.split("\",\"").chain(line.split(',')));
    let formulas: Vec<&str> = cells
        .filter(|cell| cell.trim_matches('"').starts_with('='))
        .collect();
    assert_eq!(formulas, [""; 0]);
}

#[test]
fn what_may_not_go_out_has_no_pack() {
    for (state, says) in [
        ("state: draft", "is a draft, so there is no pack of it."),
        (
            "embargo: 2026-12-01",
            "under an embargo that is not over on 31 January 2026",
        ),
        (
            "state: withdrawn\nwithdrawn: {day: 2026-01-15, because: Wrong.}",
            "has been withdrawn",
        ),
    ] {
        let award = fs::read_to_string(Site::small().path().join(AWARD)).expect("reads");
        let site = Site::small().write("data/awards/held.yaml", format!("{award}{state}\n"));
        let held = ["held", "--as-of", "2026-01-31"];
        refused(
            &site,
            &held,
            1,
            &[says, "data/awards/held.yaml", "Nothing was written."],
        );
    }
}

#[test]
fn where_somebody_must_clear_records_every_record_that_is_quoted_counts() {
    let rule = "clearance: {required: true, roles: [editors]}\n";
    let cleared = "cleared: {by: editors, day: 2026-01-01}\n";
    let append = |site: Site, path: &str| {
        let before = fs::read_to_string(site.path().join(path)).expect("reads");
        site.write(path, format!("{before}{cleared}"))
    };
    let site = change(
        Site::small(),
        "casebook.yaml",
        "owner: editors\n",
        &format!("owner: editors\n{rule}"),
    );
    refused(
        &site,
        &["p4-01"],
        1,
        &["The award “p4-01” may not go out: nobody has cleared it."],
    );
    let site = append(site, AWARD);
    refused(
        &site,
        &["p4-01"],
        1,
        &[
            "The benefit “p4-01-a”",
            "The source “evaluation”",
            "write “cleared:”",
        ],
    );
    let quoted = [
        "data/benefits/p4-01-a.yaml",
        "data/benefits/p4-01-b.yaml",
        "data/figures/patients.yaml",
        "data/figures/treated.yaml",
        "data/sources/evaluation.yaml",
    ];
    let site = quoted.into_iter().fold(site, append);
    // The other award still waits for its clearance, which is no reason.
    packed(&site);
}

#[test]
fn what_is_no_award_is_named() {
    let site = Site::small();
    refused(
        &site,
        &["p4-011"],
        2,
        &["There is no award “p4-011”. Did you mean “p4-01”?"],
    );
    refused(
        &site,
        &["nothing-like-it"],
        2,
        &["is the name of its file in data/awards"],
    );
    refused(
        &site,
        &["baseline"],
        2,
        &["“baseline” is a term. Packs are made of awards"],
    );
    refused(&site, &["../p4-01"], 2, &["There is no award “../p4-01”."]);
}

#[test]
fn a_pack_replaces_nothing_but_a_pack() {
    let site = Site::small().published();
    let says =
        "holds something else than a pack, and would be replaced. Name a new folder with --out.";
    refused(&site, &["p4-01", "--out", "public"], 2, &[says]);
    refused(
        &site,
        &["p4-01", "--out", "data"],
        2,
        &["among the site's sources"],
    );
    let site = change(site, AWARD, "phase: phase-4", "phase: phase-9");
    refused(
        &site,
        &["p4-01"],
        1,
        &["phase-9", "There is no pack: correct the errors first"],
    );
}
