//! Worked examples of the budget-impact model, worked out here in exact arithmetic.
//!
//! `cases.json` holds plans and what the model must give for them. This test works the answers out
//! again and compares; `tests/scripts/budget.test.mjs` and the browser tests hold the script
//! `budget.js` against the same file. `CASEBOOK_BLESS=1` writes the answers anew.

mod exact;

use std::path::{Path, PathBuf};

use casebook::record::date::Date;
use casebook::source::read_folder;
use casebook::{Memo, Options};
use exact::{Plan, hundredths};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn path() -> PathBuf {
    root().join("tests/budget/cases.json")
}

fn cases() -> Vec<Value> {
    let text = std::fs::read(path()).expect("cases.json");
    serde_json::from_slice(&text).expect("JSON")
}

#[test]
fn the_committed_answers_are_those_of_exact_arithmetic() {
    let mut cases = cases();
    for case in &mut cases {
        case["answers"] = Plan::read(&case["plan"]).answers();
    }
    if std::env::var_os("CASEBOOK_BLESS").is_some() {
        let text = serde_json::to_string_pretty(&cases).expect("JSON");
        std::fs::write(path(), text + "\n").expect("writes");
    }
    for (case, known) in cases.iter().zip(self::cases()) {
        assert_eq!(case["answers"], known["answers"], "{}", case["name"]);
    }
    assert!(cases.len() > 8, "{} cases", cases.len());
}

/// The rows of the benefits register, as they are published.
fn register() -> Vec<Value> {
    let files = read_folder(root()).expect("the repository can be read");
    let options = Options::for_day(Date::parse("2026-01-31").expect("a date"));
    let build = casebook::build(&files, &options, &Memo::new());
    let bytes = build
        .output
        .get("data/benefits.json")
        .expect("the register");
    serde_json::from_slice(&bytes.read()).expect("JSON")
}

/// The field of the model that takes the rows of a category of the register.
fn field(row: &Value) -> &'static str {
    match row["category"].as_str() {
        Some("point-of-delivery") => "delivery",
        Some("care-short-term") => "short",
        Some("care-longer-term") => "later",
        Some("patient-health") => "health",
        other => panic!("the model has no field for {other:?}"),
    }
}

fn pounds(row: &Value, key: &str) -> Option<i128> {
    let amount = row[key]["amount"].as_i64()?;
    Some(i128::from(amount))
}

fn case_of(award: &str) -> Value {
    let named = |case: &Value| case["award"].as_str() == Some(award);
    cases().into_iter().find(named).expect(award)
}

#[test]
fn the_cases_of_table_3_hold_the_averages_of_the_register() {
    let mut compared = 0;
    for row in register() {
        let (Some(award), Some(average)) = (row["award"].as_str(), pounds(&row, "average")) else {
            continue;
        };
        let central = &case_of(award)["plan"]["central"];
        let text = |field: &str| hundredths(central[field].as_str().unwrap_or("0"));
        assert_eq!(text(field(&row)), average * 100, "{}", row["id"]);
        let patients = row["patients"].as_i64().map(i128::from);
        assert_eq!(Some(text("patients")), patients.map(|count| count * 100));
        compared += 1;
    }
    assert_eq!(compared, 8, "rows with an average in table 3");
}

/// The averages that table 3 prints are whole pounds, so that a total may differ by half a pound
/// for each patient and no more.
#[test]
fn what_the_model_gives_is_table_3_but_for_its_rounding() {
    for row in register() {
        let (Some(award), Some(total)) = (row["award"].as_str(), pounds(&row, "total")) else {
            continue;
        };
        let sums = &case_of(award)["answers"]["central"]["plain"];
        let pence = i128::from(sums[field(&row)].as_i64().expect("pence"));
        let patients = row["patients"].as_i64().map(i128::from).expect("patients");
        let off = (pence - total * 100).abs();
        assert!(off <= patients * 50, "{}: {off} pence", row["id"]);
    }
}

#[test]
fn project_1_comes_to_the_sums_of_table_3() {
    let rows: Vec<Value> = register();
    let of_award = |row: &&Value| row["award"].as_str() == Some("p4-01");
    let averages = rows
        .iter()
        .filter(of_award)
        .filter_map(|row| pounds(row, "average"));
    let averages: Vec<i128> = averages.collect();
    assert_eq!(
        averages.iter().filter(|amount| **amount > 0).sum::<i128>(),
        403
    );
    assert_eq!(averages.iter().sum::<i128>(), 293);
    let totals = rows
        .iter()
        .filter(of_award)
        .filter_map(|row| pounds(row, "total"));
    assert_eq!(totals.sum::<i128>(), 43_955_567);
    let sums = case_of("p4-01")["answers"]["central"]["discounted"].clone();
    let pence = |part: &str| sums[part].as_i64().expect("pence");
    assert_eq!(pence("net") + pence("health"), 4_395_556_700);
}
