//! What the site of this repository holds.

use casebook::diag::render::{Format, render};
use casebook::diag::{Diagnostic, Severity};
use serde_json::Value;

use super::support::{build, files};

fn json(build: &casebook::Build, path: &str) -> Vec<Value> {
    let bytes = build.output.get(path).expect(path);
    serde_json::from_slice(&bytes.read()).expect("JSON")
}

#[test]
fn the_site_is_clean_and_has_every_award_and_register() {
    let files = files();
    let build = build(&files);
    let report = render(&build.diagnostics, &files, Format::Short);
    let notice = |problem: &Diagnostic| problem.severity == Severity::Notice;
    assert!(build.diagnostics.iter().all(notice), "{report}");
    for phase in [("p3", 10), ("p4", 16)] {
        for number in 1..=phase.1 {
            let page = format!("awards/{}-{number:02}/index.html", phase.0);
            assert!(build.output.get(&page).is_some(), "{page}");
        }
    }
    for page in [
        "index.html",
        "benefits/index.html",
        "figures/index.html",
        "404.html",
    ] {
        assert!(build.output.get(page).is_some(), "{page}");
    }
}

#[test]
fn every_award_in_the_data_has_printed_cells_typed_fields_and_locators() {
    let awards = json(&build(&files()), "data/awards.json");
    assert_eq!(awards.len(), 26);
    for award in &awards {
        assert!(
            award["printed"]
                .as_object()
                .is_some_and(|cells| !cells.is_empty()),
            "{}",
            award["id"]
        );
        assert!(
            award["locators"]
                .as_array()
                .is_some_and(|rows| !rows.is_empty()),
            "{}",
            award["id"]
        );
        assert!(award["status"].is_string() && award["phase"].is_string());
    }
}

#[test]
fn the_register_adds_up_to_what_the_source_says() {
    let rows = json(&build(&files()), "data/benefits.json");
    assert_eq!(rows.len(), 10);
    let sum = |award: Option<&str>| -> i64 {
        rows.iter()
            .filter(|row| award.is_none_or(|award| row["award"] == award))
            .filter_map(|row| row["total"]["amount"].as_i64())
            .sum()
    };
    assert_eq!(sum(Some("p4-01")), 43_955_567);
    assert_eq!(sum(None), 44_059_936);
    let page = build(&files())
        .output
        .get("benefits/index.html")
        .map(|bytes| String::from_utf8_lossy(&bytes.read()).into_owned());
    let page = page.expect("the register");
    for printed in ["£43,955,567", "£44,059,936", "£403", "£293"] {
        assert!(page.contains(printed), "{printed}");
    }
}

#[test]
fn csv_and_json_hold_the_same_records() {
    let build = build(&files());
    for name in ["awards", "benefits", "figures"] {
        let rows = json(&build, &format!("data/{name}.json"));
        let bytes = build.output.get(&format!("data/{name}.csv")).expect("CSV");
        let mut reader = csv::Reader::from_reader(bytes.reader());
        let header = reader.headers().expect("a header").clone();
        assert_eq!(header.get(0), Some("id"));
        let records: Vec<_> = reader
            .records()
            .map(|record| record.expect("a row"))
            .collect();
        assert_eq!(records.len(), rows.len(), "{name}");
        for (record, row) in records.iter().zip(&rows) {
            assert_eq!(record.get(0), row["id"].as_str());
        }
    }
}

#[test]
fn no_cell_of_any_csv_is_a_formula() {
    let build = build(&files());
    let tables = build
        .output
        .iter()
        .filter(|(path, _)| path.ends_with(".csv"));
    let mut guarded = 0;
    for (path, bytes) in tables {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).from_reader(bytes.reader());
        for cell in reader
            .into_records()
            .flat_map(|row| cells(&row.expect(path)))
        {
            let number = cell.parse::<f64>().is_ok();
            assert!(
                number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{path}: {cell}"
            );
            guarded += usize::from(cell.starts_with("'-£"));
        }
    }
    assert_eq!(guarded, 4, "the printed costs of table 3, such as -£110");
}

fn cells(row: &csv::StringRecord) -> Vec<String> {
    row.iter().map(String::from).collect()
}
