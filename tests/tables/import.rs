//! What an import changes, keeps, refuses and says.

use std::fs;

use crate::export::exported;
use crate::support::{Ran, Site};

/// Replaces a text in an exported CSV, as an editor would.
fn edit(site: &Site, name: &str, from: &str, to: &str) {
    let path = site.path().join(name);
    let text = fs::read_to_string(&path).expect("reads");
    assert!(text.contains(from), "{name} has no {from}");
    fs::write(&path, text.replacen(from, to, 1)).expect("writes");
}

fn award(site: &Site, id: &str) -> String {
    fs::read_to_string(site.path().join(format!("data/awards/{id}.yaml"))).expect("reads")
}

fn import(site: &Site, args: &[&str]) -> Ran {
    site.run_plain(&[&["import", "export/awards.csv"], args].concat())
}

const OLD: &str = "The project stopped before it could show a benefit.";

#[test]
fn nothing_is_written_until_asked_and_then_one_line_changes() {
    let commented = |site: &Site| {
        format!("# kept\n{}", award(site, "p4-02")).replace("project: 2", "project: 2 # why")
    };
    let site = Site::small();
    let text = commented(&site);
    let site = exported(site.write("data/awards/p4-02.yaml", &text));
    edit(
        &site,
        "export/awards.csv",
        OLD,
        "It stopped: there was no money.",
    );
    let before = site.picture();
    let dry = import(&site, &["--diff"]);
    assert_eq!((dry.status, dry.err.as_str()), (Some(0), ""));
    assert!(
        dry.out.contains("  changed       1\n") && dry.out.contains("summary (E3): “The project"),
        "{}",
        dry.out
    );
    assert!(
        dry.out.contains("-summary: The project")
            && dry
                .out
                .contains("+summary: \"It stopped: there was no money.\""),
        "{}",
        dry.out
    );
    assert!(before == site.picture());
    let ran = import(&site, &["--write"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(
        award(&site, "p4-02"),
        text.replace(OLD, "\"It stopped: there was no money.\"")
    );
    let after = site.picture();
    let again = import(&site, &["--write"]);
    assert!(again.out.ends_with("Nothing to change.\n"), "{}", again.out);
    assert!(after == site.picture());
}

#[test]
fn a_record_that_changed_since_the_export_keeps_its_change() {
    let site = exported(Site::small());
    edit(&site, "data/awards/p4-02.yaml", OLD, "The file says more.");
    let ran = import(&site, &["--write"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert!(
        ran.out
            .contains("1 fields have changed in the record since the export, and stay"),
        "{}",
        ran.out
    );
    assert!(award(&site, "p4-02").contains("The file says more."));
}

#[test]
fn a_field_changed_on_both_sides_is_a_conflict_and_a_side_can_be_chosen() {
    let both = || {
        let site = exported(Site::small());
        edit(&site, "data/awards/p4-02.yaml", OLD, "The file says more.");
        edit(&site, "export/awards.csv", OLD, "The sheet says more.");
        site
    };
    let site = both();
    let before = site.picture();
    let ran = import(&site, &["--write"]);
    assert_eq!(ran.status, Some(1));
    assert!(
        ran.out.contains("  conflict      1\n") && ran.err.contains("--prefer"),
        "{}{}",
        ran.out,
        ran.err
    );
    assert!(before == site.picture());
    assert_eq!(
        import(&site, &["--write", "--prefer", "record"]).status,
        Some(0)
    );
    assert!(award(&site, "p4-02").contains("The file says more."));
    assert_eq!(
        import(&site, &["--write", "--prefer", "sheet"]).status,
        Some(0)
    );
    assert!(award(&site, "p4-02").contains("The sheet says more."));
}

#[test]
fn a_cleared_cell_takes_the_field_away_and_a_required_one_is_refused() {
    let site = exported(Site::small());
    edit(&site, "export/awards.csv", ",12,c1-", ",,c1-");
    let ran = import(&site, &["--write"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(!award(&site, "p4-01").contains("staff_trained"));
    edit(&site, "export/awards.csv", OLD, "");
    let ran = import(&site, &["--write"]);
    assert_eq!(ran.status, Some(1));
    assert!(
        ran.err
            .contains("awards.csv, cell A3: The field “summary” is missing from this award."),
        "{}",
        ran.err
    );
}

#[test]
fn a_row_that_was_moved_to_another_id_is_refused() {
    let site = exported(Site::small());
    edit(&site, "export/awards.csv", "\np4-02,", "\np4-03,");
    let ran = import(&site, &["--write"]);
    assert_eq!(ran.status, Some(1));
    assert!(
        ran.err
            .contains("cell A3: The row was exported for another record than “p4-03”"),
        "{}",
        ran.err
    );
}

#[test]
fn without_a_fingerprint_blank_cells_say_nothing() {
    let sheet = "id,title,summary,category\np4-02,New title,,\n";
    let site = Site::small().write("sheet.csv", sheet);
    let before = award(&site, "p4-02");
    let ran = site.run_plain(&["import", "sheet.csv", "--write"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    assert_eq!(
        award(&site, "p4-02"),
        before.replace("Sensors for people with heart failure at home", "New title")
    );
}

#[test]
fn a_benefit_with_its_currency_sign_becomes_a_whole_record() {
    let sheet = "id;award;category;title;horizon;total;evidence\np4-02-a;P4-02;Health of patients;\"Better; longer\";One year;-£1,200.50;measured\n";
    let site = Site::small().write("sheet.csv", sheet);
    let ran = site.run_plain(&["import", "sheet.csv", "--write"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    let made = fs::read_to_string(site.path().join("data/benefits/p4-02-a.yaml")).expect("reads");
    assert_eq!(
        made,
        "award: p4-02\ncategory: patient-health\ntitle: Better; longer\nhorizon: one-year\ntotal: {amount: -1200.5, currency: GBP}\nevidence: measured\n"
    );
}

#[test]
fn guessed_headings_are_shown_with_a_map_and_not_written_without_one() {
    let sheet = "Award ID,Titel,Sumary,Colour\np4-02,A,B,red\n";
    let site = Site::small().write("sheet.csv", sheet);
    let before = award(&site, "p4-02");
    let ran = site.run_plain(&["import", "sheet.csv", "--write"]);
    assert_eq!(ran.status, Some(1), "{}", ran.out);
    assert!(
        ran.out
            .contains("Column C, “Sumary”, was guessed to be summary."),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("\"Colour\": ~   # not known"),
        "{}",
        ran.out
    );
    assert_eq!(award(&site, "p4-02"), before);
    let map = site.run_plain(&["import", "sheet.csv", "--print-map"]);
    let site = site.write("map.yaml", map.out);
    let ran = site.run_plain(&["import", "sheet.csv", "--map", "map.yaml", "--write"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    assert!(award(&site, "p4-02").starts_with("title: A\n"));
}

#[test]
fn a_map_with_mistakes_is_shown_line_by_line() {
    let map = "sheets:\n  - kind: award\n    dates: backwards\n    columns:\n      Titel: titel\n      Nothing: ~\n";
    let site = Site::small()
        .write("sheet.csv", "id,Titel\np4-02,A\n")
        .write("map.yaml", map);
    let ran = site.run_plain(&["import", "sheet.csv", "--map", "map.yaml"]);
    assert_eq!(ran.status, Some(1));
    assert!(
        ran.err
            .contains("map.yaml:3:12: “dates” must be day-first or month-first."),
        "{}",
        ran.err
    );
    let site = site.write("map.yaml", map.replace("    dates: backwards\n", ""));
    let ran = site.run_plain(&["import", "sheet.csv", "--map", "map.yaml"]);
    assert!(
        ran.err
            .contains("map.yaml:4:7: There is no column “titel” for an award."),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("Did you mean “title”?"), "{}", ran.err);
    assert!(
        ran.err
            .contains("map.yaml:5:7: The sheet has no heading “Nothing”."),
        "{}",
        ran.err
    );
}

#[test]
fn dates_with_two_readings_follow_the_language_or_the_map() {
    let sheet = "id,title,contract_end\np4-02,A,6/8/2018\n";
    let end = |site: Site, args: &[&str]| {
        let site = site.write("sheet.csv", sheet);
        let ran = site.run_plain(&[&["import", "sheet.csv", "--write"], args].concat());
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        assert!(
            ran.out.contains("dates such as 6/8/2018, read with the"),
            "{}",
            ran.out
        );
        award(&site, "p4-02")
            .lines()
            .find_map(|line| line.strip_prefix("contract_end: ").map(String::from))
    };
    assert_eq!(end(Site::small(), &[]).as_deref(), Some("2018-08-06"));
    let map = "sheets:\n  - dates: month-first\n";
    let site = Site::small().write("map.yaml", map);
    assert_eq!(
        end(site, &["--map", "map.yaml"]).as_deref(),
        Some("2018-06-08")
    );
}

#[test]
fn a_column_with_dates_in_both_orders_is_asked_about() {
    let sheet = "id,title,contract_end\np4-01,A,4/30/2025\np4-02,B,6/8/2018\n";
    let site = Site::small().write("sheet.csv", sheet);
    let ran = site.run_plain(&["import", "sheet.csv", "--write"]);
    assert_eq!(ran.status, Some(1), "{}", ran.out);
    assert!(
        ran.err
            .contains("column C: Dates such as that in C3 can be read in two ways, and C2"),
        "{}",
        ran.err
    );
}

#[test]
fn a_list_keeps_items_that_hold_the_sign_between_items() {
    let sheet = "id,data_sources\np4-02,\"\"\"Interviews; two rounds\"\"; Logs\"\n";
    let site = Site::small().write("sheet.csv", sheet);
    let ran = site.run_plain(&["import", "sheet.csv", "--write"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(
        award(&site, "p4-02").contains("data_sources: [Interviews; two rounds, Logs]\n"),
        "{}",
        award(&site, "p4-02")
    );
    let site = exported(site);
    assert!(import(&site, &[]).out.ends_with("Nothing to change.\n"));
}

/// An import without the usual limit of time: the machine may be busy.
fn patiently(site: &Site) -> String {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_casebook"));
    let output = command
        .current_dir(site.path())
        .args(["import", "sheet.csv", "--write"])
        .output();
    let output = output.expect("runs");
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("prints UTF-8")
}

#[test]
fn ten_thousand_rows_are_read_and_written_together() {
    let mut sheet =
        String::from("id,title,project,phase,summary,status,outcome.value,outcome.basis,region\n");
    for at in 0..10_000 {
        sheet.push_str(&format!(
            "x-{at:05},Award {at},1,Phase 4,It ran.,Completed,No benefit shown,It says so.,North\n"
        ));
    }
    let site = Site::small().write("sheet.csv", sheet);
    let out = patiently(&site);
    assert!(
        out.contains("… and 9900 more.") && out.ends_with("Wrote 10000 files.\n"),
        "{out}"
    );
    let files = fs::read_dir(site.path().join("data/awards")).expect("lists");
    assert_eq!(files.count(), 10_002);
    let out = patiently(&site);
    assert!(out.ends_with("Nothing to change.\n"), "{out}");
}
