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
        ran.err.contains(
            "awards.csv, cell E3: Every award must have “summary”, and this cell says nothing."
        ),
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
fn a_map_that_cannot_be_read_is_shown_at_its_place() {
    for (map, says) in [
        ("sheets:\n  - kind: [award\n", "map.yaml:2:"),
        ("# nothing yet\n", "The map has no fields."),
        ("tables: []\n", "“tables” is no part of a map"),
        (
            "sheets: award\n",
            "“sheets” is no part of a map, or not a list.",
        ),
    ] {
        let site = Site::small()
            .write("sheet.csv", "id,Titel\np4-02,A\n")
            .write("map.yaml", map);
        let before = site.picture();
        let ran = site.run_plain(&["import", "sheet.csv", "--map", "map.yaml", "--write"]);
        assert_eq!(ran.status, Some(1), "{}", ran.err);
        assert!(ran.err.contains(says), "{map}{}", ran.err);
        assert!(before == site.picture());
    }
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

/// The message of a sheet that must be refused; no file of the site may change.
fn refused(sheet: &str) -> String {
    let site = Site::small().write("sheet.csv", sheet);
    let before = site.picture();
    let ran = site.run_plain(&["import", "sheet.csv", "--write"]);
    assert_eq!(ran.status, Some(1), "{}{}", ran.out, ran.err);
    assert!(before == site.picture());
    ran.err
}

/// Takes a sheet; what the record of p4-02 says then.
fn taken(sheet: &str) -> String {
    let site = Site::small().write("sheet.csv", sheet);
    let ran = site.run_plain(&["import", "sheet.csv", "--write"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    award(&site, "p4-02")
}

#[test]
fn a_text_that_a_comma_has_cut_is_refused_and_not_shortened() {
    let told = refused("id,title,summary\np4-02,New,It worked, and it cost less\np4-01,A,B\n");
    assert_eq!(
        told,
        "error: sheet.csv, cell D2: The row has 4 cells, and there are headings for 3.\n  help: If a text of the row holds a comma, put double quotes (\") around that text. If the cell is a note of your own, give its column a heading, or empty it.\nNothing was written: 1 problem.\n"
    );
    // The cells to the right of a cut text are under wrong headings, and that is not said as well.
    let told = refused("id;title;project;summary\np4-02;A; B;2;C\np4-01;A;1;B;C;D\n");
    assert!(
        told.contains(
            "cell E2: The row has 5 cells, and there are headings for 4. It is the same in row 3."
        ) && told.contains("If a text of the row holds a semicolon")
            && told.ends_with("Nothing was written: 1 problem.\n"),
        "{told}"
    );
    let told = refused("id,title\np4-02,A\n,,beyond\n");
    assert!(told.contains("cell C3: "), "{told}");
}

#[test]
fn a_double_quote_that_is_not_closed_is_refused_at_its_cell() {
    let told = refused("id,title,summary\np4-02,New,\"It worked\np4-01,Other,Text\n");
    assert_eq!(
        told,
        "error: sheet.csv, cell C2: The double quote (\") that opens this text is never closed: “It worked”. So all that follows in the file would be taken for the text.\n  help: Open the file in a text editor, and add a double quote where the text ends.\nNothing was written.\n"
    );
    // A quote further down closes it, and a whole row would be gone.
    let told = refused("id,title,summary\np4-02,New,\"It worked\np4-01,Other,\"Text, more\"\n");
    assert!(
        told.contains("cell C2: ")
            && told.contains(
                "closed by another in line 3 of the file, and then goes on: “Text, more\"”."
            ),
        "{told}"
    );
    let told = refused("id,title\np4-02,\"They said \"yes\" to it\"\n");
    assert!(
        told.contains("cell B2: ") && told.contains("write it twice"),
        "{told}"
    );
    let told = refused("id,title,summary\np4-02, \"One, two\"\n");
    assert!(
        told.contains("cell B2: A space stands before the double quote"),
        "{told}"
    );
    let site = Site::small().write("sheet.csv", "id,\"title\np4-02,A\n");
    let ran = site.run_plain(&["import", "sheet.csv", "--print-map"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("cell B1: "), "{}", ran.err);
}

#[test]
fn what_programs_write_as_csv_is_taken() {
    let quoted =
        taken("id,title,summary\r\np4-02,\"One, \"\"two\"\"\",\"First.\r\n\r\nSecond.\"\r\n");
    assert!(quoted.starts_with("title: One, \"two\"\n"), "{quoted}");
    assert!(
        quoted.contains("summary: |\n  First.\n\n  Second.\n"),
        "{quoted}"
    );
    // Excel gives every row the cells of the longest, and rows may end early.
    for sheet in [
        "Our awards,,,,\n,,,,\nid,title,summary,,\np4-02,New,,,\n,,,,\n",
        "id,title,summary\np4-02,New\n",
        "id,title\np4-02,New,, ,\n",
        "id,title\nID,Title,,\np4-02,\"New\" ,\n",
    ] {
        assert!(taken(sheet).starts_with("title: New\n"), "{sheet}");
    }
}

#[test]
fn a_cell_under_no_heading_is_said_to_be_left_out() {
    let site = Site::small().write("sheet.csv", "id,,title\np4-02,a note,New\n");
    let ran = site.run_plain(&["import", "sheet.csv", "--write"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    assert!(
        ran.out
            .contains("Notice: sheet.csv: 1 cell under no heading, left out, such as B2."),
        "{}",
        ran.out
    );
}

#[test]
fn no_number_is_proposed_for_one_whose_comma_may_be_a_decimal_point() {
    for (column, cell, wrong) in [
        ("contract_value", "£1,20", "120"),
        ("contract_value", "€3,50", "350"),
        ("staff_trained", "0,5", "5"),
        ("staff_trained", "12,000,00", "1200000"),
    ] {
        let told = refused(&format!("id,{column}\np4-02,\"{cell}\"\n"));
        assert!(
            told.contains("sheet.csv, cell B2: ") && told.ends_with("written: 1 problem.\n"),
            "{cell}: {told}"
        );
        assert!(
            !told.contains(&format!("Write it as {wrong}.")),
            "{cell}: {told}"
        );
    }
}

#[test]
fn what_a_new_record_still_needs_is_said_once_and_by_column() {
    let told = refused("id,title,project\nnew-b,Hello,1\nnew-a,,1\nnew-c,,N/A\n");
    assert!(
        told.contains("error: sheet.csv: A new award also needs the columns phase, summary, status, outcome.value, outcome.basis, region, and the sheet does not have them.")
            && told.contains("The new records are those in A2, A3 and A4."),
        "{told}"
    );
    assert!(
        told.contains("sheet.csv, cell B3: Every award must have “title”, and this cell says nothing. It is the same in B4."),
        "{told}"
    );
    assert!(
        told.contains("sheet.csv, cell C4: Every award must have “project”"),
        "{told}"
    );
    assert!(
        !told.contains("Add a line") && told.ends_with("written: 3 problems.\n"),
        "{told}"
    );
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
        out.contains("… and 9900 more.") && out.ends_with("Wrote 10,000 files.\n"),
        "{out}"
    );
    let files = fs::read_dir(site.path().join("data/awards")).expect("lists");
    assert_eq!(files.count(), 10_002);
    let out = patiently(&site);
    assert!(out.ends_with("Nothing to change.\n"), "{out}");
}
