//! Totals equal the sum of their rows, whatever the rows: the register that pages and data show, held
//! against the rows of the published data, added here anew; and what is covered against what there is.

use std::collections::BTreeMap;

use casebook::link::Site;
use casebook::record::date::Date;
use casebook::source::{Files, read_folder};
use casebook::{Memo, Options, build, linked};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{DAY, fixtures};

/// A row: award, category, horizon, evidence, currency, hundredths; no amount in some.
type Row = (bool, bool, bool, bool, bool, Option<i64>);

fn options() -> Options {
    Options::for_day(Date::parse(DAY).expect("a day"))
}

fn pick(first: bool, one: &'static str, other: &'static str) -> &'static str {
    if first { one } else { other }
}

fn record((award, category, horizon, evidence, currency, hundredths): &Row) -> String {
    let total = hundredths.map(|minor| {
        let sign = if minor < 0 { "-" } else { "" };
        let (whole, part) = (minor.unsigned_abs() / 100, minor.unsigned_abs() % 100);
        let currency = pick(*currency, "GBP", "EUR");
        format!("total: {{amount: {sign}{whole}.{part:02}, currency: {currency}}}\n")
    });
    format!(
        "title: A row\naward: {}\ncategory: {}\nhorizon: {}\nevidence: {}\ncomparator: Before\n{}locators:\n  - source: evaluation\n    place: table-1\n    line: 45\n",
        pick(*award, "p4-01", "p4-02"),
        pick(*category, "care-short-term", "patient-health"),
        pick(*horizon, "one-year", "not-stated"),
        pick(*evidence, "measured", "modelled"),
        total.unwrap_or_default(),
    )
}

/// The small site with these rows in the place of its own.
fn with_rows(rows: &[Row]) -> Files {
    let small = read_folder(&fixtures().join("small")).expect("the small site");
    let numbered = rows.iter().enumerate();
    let rows = numbered.map(|(n, row)| (format!("data/benefits/row-{n}.yaml"), record(row)));
    small.with(rows)
}

/// The rows as the site publishes them: what they are grouped by, and hundredths.
fn published(files: &Files) -> Vec<([String; 5], i64)> {
    let built = build(files, &options(), &Memo::new());
    let first = built
        .diagnostics
        .iter()
        .find(|one| one.severity == casebook::diag::Severity::Error);
    assert!(first.is_none(), "{first:?}");
    let bytes = built
        .output
        .get("data/benefits.json")
        .expect("the register");
    let rows: Vec<Value> = serde_json::from_slice(&bytes.read()).expect("JSON");
    let text = |value: &Value| value.as_str().map(str::to_string);
    let row = |row: &Value| {
        let amount = row["total"]["amount"].to_string();
        let key =
            ["award", "category", "horizon", "evidence"].map(|key| text(&row[key]).expect(key));
        let [award, category, horizon, evidence] = key;
        let currency = text(&row["total"]["currency"])?;
        Some((
            [award, category, horizon, evidence, currency],
            hundredths(amount.trim_matches('"')),
        ))
    };
    rows.iter().filter_map(row).collect()
}

/// Hundredths of a number as it is written: no binary fractions.
fn hundredths(amount: &str) -> i64 {
    let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
    let part: i64 = format!("{part:0<2}").parse().expect("a part");
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    whole.parse::<i64>().expect("a number") * 100 + sign * part
}

fn site(files: &Files) -> std::sync::Arc<Site> {
    linked(files, &options()).site.expect("a site").0
}

type Sums<K> = BTreeMap<K, i64>;

fn add<K: Ord>(rows: impl Iterator<Item = (K, i64)>) -> Sums<K> {
    let mut sums = Sums::new();
    for (key, amount) in rows {
        *sums.entry(key).or_insert(0) += amount;
    }
    sums
}

/// Every sum of the register is that of its rows, and no row is missing or twice.
fn holds(files: &Files) {
    let rows = published(files);
    let site = site(files);
    let register = &*site.register;
    let groups = register.groups.iter().map(|group| {
        let key = [
            &group.category,
            &group.horizon,
            &group.evidence,
            &group.currency,
        ]
        .map(String::clone);
        (key, group.total)
    });
    let expected = rows
        .iter()
        .map(|([_, category, horizon, evidence, currency], amount)| {
            (
                [category, horizon, evidence, currency].map(String::clone),
                *amount,
            )
        });
    assert_eq!(groups.collect::<BTreeMap<_, _>>(), add(expected));
    let awards = register
        .awards
        .iter()
        .map(|sum| ([sum.award.clone(), sum.currency.clone()], sum.net()));
    let expected = rows
        .iter()
        .map(|([award, .., currency], amount)| ([award.clone(), currency.clone()], *amount));
    assert_eq!(awards.collect::<BTreeMap<_, _>>(), add(expected));
    let all = rows
        .iter()
        .map(|([.., currency], amount)| (currency.clone(), *amount));
    assert_eq!(register.all, add(all));
    let counted: usize = register.groups.iter().map(|group| group.rows.len()).sum();
    assert_eq!(counted, rows.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_total_is_the_sum_of_its_rows(rows in prop::collection::vec(
        (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(),
         prop::option::weighted(0.8, -9_999_999_999_i64..9_999_999_999)),
        0..12,
    )) {
        holds(&with_rows(&rows));
    }
}

fn own() -> Files {
    read_folder(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).expect("this repository")
}

#[test]
fn every_total_of_this_repository_is_the_sum_of_its_rows() {
    holds(&own());
}

/// Each item of a source is carried by the records that say so: nothing is counted twice or left out.
#[test]
fn what_is_covered_is_what_records_say() {
    let site = site(&own());
    let coverage = &*site.coverage;
    let items: usize = site
        .sources
        .iter()
        .map(|source| source.data.items.len())
        .sum();
    let counted: usize = coverage.values().map(BTreeMap::len).sum();
    assert_eq!(counted, items);
    let carried: usize = coverage
        .values()
        .flat_map(BTreeMap::values)
        .map(Vec::len)
        .sum();
    let files = own();
    let said = files.iter().filter_map(|(_, file)| match &file.content {
        casebook::source::Content::Text(text) if casebook::parse::is_document(&file.path) => {
            Some(text.clone())
        }
        _ => None,
    });
    let said: usize = said.map(|text| names_covered(&text)).sum();
    assert!(
        items > 100 && carried > 100,
        "{items} items, {carried} times carried"
    );
    assert_eq!(carried, said);
}

/// How many items a record says it covers.
fn names_covered(text: &str) -> usize {
    let yaml = text
        .strip_prefix("---\n")
        .map_or(text, |rest| rest.split("\n---").next().unwrap_or(rest));
    let mut problems = casebook::diag::Diagnostics::new();
    let Some(tree) = casebook::yaml::parse(casebook::diag::FileId(0), yaml, 0, &mut problems)
    else {
        return 0;
    };
    let casebook::yaml::NodeKind::Map(pairs) = &tree.kind else {
        return 0;
    };
    let covers = pairs.iter().find(|pair| pair.key == "covers");
    covers.map_or(0, |pair| match &pair.value.kind {
        casebook::yaml::NodeKind::List(items) => items.len(),
        casebook::yaml::NodeKind::Scalar(_) => 1,
        _ => 0,
    })
}
