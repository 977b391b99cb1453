//! Spreadsheets as people really have them. `tests/fixtures/sheets/make.py` makes them.

use std::fs;

use crate::support::{Ran, Site, fixtures};

fn import(site: &Site, name: &str, args: &[&str]) -> Ran {
    let path = fixtures().join("sheets").join(name);
    site.run_plain(&[&["import", &path.to_string_lossy()], args].concat())
}

fn award(site: &Site, id: &str) -> String {
    fs::read_to_string(site.path().join(format!("data/awards/{id}.yaml"))).expect("reads")
}

#[test]
fn a_messy_workbook_is_imported_and_said_to_be_so() {
    let site = Site::small();
    let ran = import(&site, "messy.xlsx", &["--write"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    for said in [
        "headings in row 3",
        "Column O, “Reviewer's colour”, is not known and was left out.",
        "Formulas: 1.",
        "sheet “Old”: left out, because it is hidden.",
        "sheet “Contacts”: left out",
        "1 row repeats the headings and was passed over: 4.",
        "1 cell from M7: “N/A”, “TBC”",
        "read with the day first (6 August)",
        "dates as plain numbers",
        "Cells merged down, which count for each row that they span: 1, such as D8.",
    ] {
        assert!(ran.out.contains(said), "{said}\n{}", ran.out);
    }
    let first = award(&site, "p4-10");
    for line in [
        "title: Scans read at night\n",
        "phase: phase-4\n",
        "contract_value: {amount: 1200.5, currency: GBP}\n",
        "contract_end: 2025-04-30\n",
        "staff_trained: 1024\n",
        "setting: [hospital]\n",
        "outcome:\n  value: no-benefit\n",
    ] {
        assert!(first.contains(line), "{line}\n{first}");
    }
    let second = award(&site, "p4-11");
    assert!(
        second.contains("setting: [hospital, general-practice]\n"),
        "{second}"
    );
    assert!(second.contains("{amount: -300, currency: GBP}"), "{second}");
    assert!(
        !second.contains("category") && !second.contains("staff_trained"),
        "{second}"
    );
    let third = award(&site, "p4-12");
    assert!(
        third.contains("project: 12\n") && third.contains("contract_end: 2018-08-06\n"),
        "{third}"
    );
    let fourth = award(&site, "p4-13");
    assert!(
        fourth.contains("phase: phase-4\n") && fourth.contains("contract_end: 2018-08-06\n"),
        "{fourth}"
    );
    assert!(!site.path().join("data/awards/p4-99.yaml").exists());
    let again = import(&site, "messy.xlsx", &["--write"]);
    assert!(again.out.ends_with("Nothing to change.\n"), "{}", again.out);
}

#[test]
fn every_wrong_cell_is_named_in_one_run_and_nothing_is_written() {
    let site = Site::small();
    let before = site.picture();
    let ran = import(&site, "wrong.xlsx", &["--write"]);
    assert_eq!(ran.status, Some(1));
    for (cell, said) in [
        (
            "C2",
            "The cell holds a formula, and the file does not hold its result.",
        ),
        ("C3", "“project” must be a whole number"),
        ("I4", "“hart” is not a value of the vocabulary “category”."),
        ("A5", "“P4 23” cannot be an id."),
        ("L6", "“contract_end” must be a date"),
        ("A7", "The id “p4-24” stands in two rows"),
        (
            "B8",
            "Every award must have “title”, and this cell says nothing.",
        ),
        ("A9", "The row has no id."),
        ("A10", "“../../etc/passwd” cannot be an id."),
        ("B11", "The cell shows #REF!"),
    ] {
        let line = format!("error: wrong.xlsx, sheet “Awards”, cell {cell}: {said}");
        assert!(ran.err.contains(&line), "{line}\n{}", ran.err);
    }
    assert!(
        ran.err.contains("Did you mean “heart” (Heart)?"),
        "{}",
        ran.err
    );
    assert!(before == site.picture());
}

#[test]
fn files_that_cannot_be_read_say_why_and_what_to_do() {
    let site = Site::small();
    let before = site.picture();
    for (name, what, help) in [
        (
            "encrypted.xlsx",
            "protected with a password",
            "take the password off",
        ),
        (
            "truncated.xlsx",
            "damaged or was not copied whole",
            "Copy or download it again",
        ),
        (
            "old.xls",
            "an Excel workbook of the old kind",
            "Excel Workbook (.xlsx)",
        ),
        ("page.xls", "a web page or other XML", "save it as"),
        (
            "empty.csv",
            "There is nothing in the file",
            "the file you meant",
        ),
        (
            "heading-twice.xlsx",
            "cell C1: “Title” is the same column as “title” in B",
            "Delete one of the two columns",
        ),
    ] {
        let ran = import(&site, name, &["--write"]);
        assert_eq!(ran.status, Some(1), "{name}");
        assert!(
            ran.err.contains(what) && ran.err.contains(help),
            "{name}: {}",
            ran.err
        );
    }
    assert!(before == site.picture());
    let ran = site.run_plain(&["import", "nowhere.xlsx"]);
    assert_eq!(ran.status, Some(2), "{}", ran.err);
}

#[test]
fn files_of_other_alphabets_endings_and_calendars_are_read() {
    for (name, line) in [
        ("windows.csv", "title: Sensors ‘at home’\n"),
        (
            "windows.csv",
            "contract_value: {amount: 1200, currency: GBP}\n",
        ),
        ("mark.csv", "title: Sensors at home\n"),
        ("text.xlsx", "title: Sensors at home\n"),
        ("awards.ods", "contract_end: 2018-08-06\n"),
        ("far-cell.xlsx", "title: Sensors at home\n"),
        ("mac-1904.xlsx", "contract_end: 2018-08-06\n"),
        ("mac-1904.xlsx", "reviewed: 2018-08-06\n"),
    ] {
        let site = Site::small();
        let ran = import(&site, name, &["--write"]);
        assert_eq!(
            (ran.status, ran.err.as_str()),
            (Some(0), ""),
            "{name}: {}",
            ran.out
        );
        let text = award(&site, "p4-02");
        assert!(text.contains(line), "{name}: {text}");
    }
    let site = Site::small();
    let ran = import(&site, "workbook.csv", &[]);
    assert!(
        ran.out
            .contains("The name ends in “.csv”, but the file is an Excel workbook."),
        "{}",
        ran.out
    );
}
