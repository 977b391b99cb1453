//! The sums of the benefits register. Nothing here is typed by anyone: every sum comes from rows,
//! and rows that measure unlike things are never added.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Records;
use crate::record::number::Money;
use crate::record::register::Benefit;

/// The sums of the register.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    /// Rows of one currency, category, horizon and evidence state, added.
    pub groups: Vec<Group>,
    /// What each award's rows add up to, as the source itself adds them: the largest first.
    pub awards: Vec<AwardSum>,
    /// The first of these for each award.
    by_award: BTreeMap<String, usize>,
    /// What all rows add up to, as the source itself adds them, by currency.
    pub all: BTreeMap<String, i64>,
    /// Awards without any row that has a total.
    pub without_figure: usize,
    /// All awards.
    pub awards_in_all: usize,
}

/// Rows that may be added.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Currency.
    pub currency: String,
    /// Benefit category.
    pub category: String,
    /// Horizon.
    pub horizon: String,
    /// Evidence state.
    pub evidence: String,
    /// The sum, in hundredths.
    pub total: i64,
    /// The ids of the rows.
    pub rows: Vec<String>,
    /// Awards that report no figure in this category.
    pub without_figure: usize,
}

/// The rows of one award, added as the source adds them: over unlike categories and periods.
#[derive(Clone, Debug, PartialEq)]
pub struct AwardSum {
    /// The award.
    pub award: String,
    /// Currency.
    pub currency: String,
    /// Rows above zero, in hundredths.
    pub benefits: i64,
    /// Rows below zero, in hundredths.
    pub costs: i64,
    /// Per patient before costs, when every average is for the same patients.
    pub gross_average: Option<i64>,
    /// Per patient after costs.
    pub net_average: Option<i64>,
    /// How many patients, when it is the same number in every row.
    pub patients: Option<u64>,
    /// The ids of the rows.
    pub rows: Vec<String>,
}

impl Register {
    /// What an award's rows add up to, in the currency with the largest sum.
    pub fn of(&self, award: &str) -> Option<&AwardSum> {
        Some(&self.awards[*self.by_award.get(award)?])
    }
}

impl AwardSum {
    /// Benefits less costs, in hundredths.
    pub fn net(&self) -> i64 {
        self.benefits + self.costs
    }
}

/// An amount in hundredths as money.
pub fn money(minor: i64, currency: &str) -> Money {
    Money {
        minor,
        currency: currency.to_string(),
    }
}

pub(super) fn register(records: &Records) -> Register {
    let awards_in_all = records.awards.len();
    let without = |category: Option<&str>| without_figure(records, category);
    let mut groups: BTreeMap<(usize, String, String, String), Group> = BTreeMap::new();
    let mut awards: BTreeMap<(String, String), AwardSum> = BTreeMap::new();
    let mut all = BTreeMap::new();
    for row in &records.benefits {
        let benefit = &row.data;
        let Some(total) = benefit.total.as_ref().map(|total| &total.value) else {
            continue;
        };
        *all.entry(total.currency.clone()).or_insert(0) += total.minor;
        let category = &benefit.category.id;
        let order = category_order(records, category);
        let key = (
            order,
            benefit.horizon.id.clone(),
            benefit.evidence.id.clone(),
            total.currency.clone(),
        );
        let group = groups.entry(key).or_insert_with(|| Group {
            currency: total.currency.clone(),
            category: category.clone(),
            horizon: benefit.horizon.id.clone(),
            evidence: benefit.evidence.id.clone(),
            total: 0,
            rows: Vec::new(),
            without_figure: without(Some(category)),
        });
        group.total += total.minor;
        group.rows.push(row.id.clone());
        let key = (benefit.award.id.clone(), total.currency.clone());
        let sum = awards
            .entry(key)
            .or_insert_with(|| empty_sum(benefit, &total.currency));
        add(sum, benefit, total, &row.id);
    }
    let mut awards: Vec<AwardSum> = awards.into_values().collect();
    // The largest first, and what it is made of beside it.
    awards.sort_by(|a, b| b.net().cmp(&a.net()).then_with(|| a.award.cmp(&b.award)));
    let mut by_award = BTreeMap::new();
    for (at, sum) in awards.iter().enumerate() {
        by_award.entry(sum.award.clone()).or_insert(at);
    }
    Register {
        groups: groups.into_values().collect(),
        awards,
        by_award,
        all,
        without_figure: without(None),
        awards_in_all,
    }
}

/// How many awards have no row with a total, or none in one category.
fn without_figure(records: &Records, category: Option<&str>) -> usize {
    let with_total: BTreeSet<&str> = records
        .benefits
        .iter()
        .map(|row| &row.data)
        .filter(|row| row.total.is_some())
        .filter(|row| category.is_none_or(|category| row.category.id == category))
        .map(|row| row.award.id.as_str())
        .collect();
    let without = records
        .awards
        .iter()
        .filter(|award| !with_total.contains(award.id.as_str()));
    without.count()
}

fn empty_sum(benefit: &Benefit, currency: &str) -> AwardSum {
    AwardSum {
        award: benefit.award.id.clone(),
        currency: currency.to_string(),
        benefits: 0,
        costs: 0,
        gross_average: Some(0),
        net_average: Some(0),
        patients: benefit.patients,
        rows: Vec::new(),
    }
}

fn add(sum: &mut AwardSum, benefit: &Benefit, total: &Money, id: &str) {
    if total.minor < 0 {
        sum.costs += total.minor;
    } else {
        sum.benefits += total.minor;
    }
    let average = benefit.average.as_ref();
    let average = average.filter(|average| average.currency == total.currency);
    let average = average.map(|average| average.minor);
    let same = sum.patients.is_some() && sum.patients == benefit.patients;
    if !same {
        sum.patients = None;
    }
    let average = average.filter(|_| same);
    let positive = average.map(|average| average.max(0));
    sum.gross_average = sum
        .gross_average
        .zip(positive)
        .map(|(sum, more)| sum + more);
    sum.net_average = sum.net_average.zip(average).map(|(sum, more)| sum + more);
    sum.rows.push(id.to_string());
}

fn category_order(records: &Records, category: &str) -> usize {
    let values = records.vocabularies.values("benefit-category");
    values
        .iter()
        .position(|value| value.id == category)
        .unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::Sandbox;

    /// The rows of table 3 of the evaluation that have a total: award, category, horizon, evidence,
    /// patients, average, total.
    const TABLE_3: [(&str, &str, &str, &str, u64, i64, i64); 8] = [
        (
            "p4-01",
            "b",
            "not-stated",
            "modelled",
            150_019,
            -110,
            -16_477_087,
        ),
        (
            "p4-01", "c", "one-year", "modelled", 150_019, 208, 31_128_943,
        ),
        (
            "p4-01", "d", "one-year", "modelled", 150_019, 195, 29_303_711,
        ),
        ("p4-06", "a", "not-stated", "measured", 597, 7, 4_293),
        ("p4-06", "b", "not-stated", "measured", 597, -4, -2_178),
        ("p4-06", "c", "not-stated", "modelled", 597, 4, 2_249),
        ("p4-07", "b", "one-year", "measured", 1_471, 36, 53_489),
        ("p4-07", "c", "one-year", "modelled", 1_471, 32, 46_516),
    ];

    /// The small site with these awards and no benefits.
    fn site(awards: &[&str]) -> Sandbox {
        let categories = "title: Category\ndescription: Headings.\nvalues:\n  - {id: d, label: D}\n  - {id: a, label: A}\n  - {id: b, label: B}\n  - {id: c, label: C}\n";
        let award = "title: T\nproject: 1\nphase: phase-4\nsummary: S\nstatus: completed\noutcome: {value: benefit-shown, basis: B}\nregion: north\n";
        let empty = Sandbox::small()
            .without("data/benefits/")
            .without("data/awards/")
            .with("data/vocabularies/benefit-category.yaml", categories);
        awards.iter().fold(empty, |site, id| {
            site.with(&format!("data/awards/{id}.yaml"), award)
        })
    }

    fn row(site: Sandbox, id: &str, award: &str, keys: [&str; 3], numbers: &str) -> Sandbox {
        let [category, horizon, evidence] = keys;
        let text = format!(
            "award: {award}\ncategory: {category}\ntitle: T\nhorizon: {horizon}\nevidence: {evidence}\n{numbers}"
        );
        site.with(&format!("data/benefits/{id}.yaml"), &text)
    }

    fn total(amount: i64, currency: &str) -> String {
        format!("total: {{amount: {amount}, currency: {currency}}}\n")
    }

    fn table_3() -> Register {
        let awards = ["p4-01", "p4-02", "p4-06", "p4-07"];
        let filled = TABLE_3.iter().fold(site(&awards), |site, row_of| {
            let (award, category, horizon, evidence, patients, average, sum) = *row_of;
            let numbers = format!(
                "patients: {patients}\naverage: {{amount: {average}, currency: GBP}}\n{}",
                total(sum, "GBP")
            );
            let id = format!("{award}-{category}");
            row(site, &id, award, [category, horizon, evidence], &numbers)
        });
        let mut checked = filled.check();
        assert_eq!(checked.found(), []);
        register(&checked.records)
    }

    #[test]
    fn the_sums_of_the_source_are_those_of_its_rows() {
        let register = table_3();
        assert_eq!(register.all["GBP"], 4_405_993_600);
        let first = &register.awards[0];
        assert_eq!(
            (first.award.as_str(), first.net()),
            ("p4-01", 4_395_556_700)
        );
        assert_eq!(first.benefits, 6_043_265_400);
        assert_eq!(first.costs, -1_647_708_700);
        assert_eq!(first.gross_average, Some(40_300));
        assert_eq!(first.net_average, Some(29_300));
        assert_eq!(first.patients, Some(150_019));
        assert_eq!(first.rows, ["p4-01-b", "p4-01-c", "p4-01-d"]);
        let order: Vec<&str> = register
            .awards
            .iter()
            .map(|sum| sum.award.as_str())
            .collect();
        assert_eq!(order, ["p4-01", "p4-07", "p4-06"]);
    }

    #[test]
    fn groups_never_mix_category_horizon_or_evidence() {
        let register = table_3();
        let groups: Vec<(&str, &str, &str, i64, usize)> = register
            .groups
            .iter()
            .map(|group| {
                let of = (
                    group.category.as_str(),
                    group.horizon.as_str(),
                    group.evidence.as_str(),
                );
                (of.0, of.1, of.2, group.total / 100, group.rows.len())
            })
            .collect();
        assert_eq!(
            groups,
            [
                ("d", "one-year", "modelled", 29_303_711, 1),
                ("a", "not-stated", "measured", 4_293, 1),
                ("b", "not-stated", "measured", -2_178, 1),
                ("b", "not-stated", "modelled", -16_477_087, 1),
                ("b", "one-year", "measured", 53_489, 1),
                ("c", "not-stated", "modelled", 2_249, 1),
                ("c", "one-year", "modelled", 31_175_459, 2),
            ]
        );
        let rows: usize = register.groups.iter().map(|group| group.rows.len()).sum();
        assert_eq!(rows, TABLE_3.len());
    }

    #[test]
    fn groups_never_mix_currencies() {
        let keys = ["a", "one-year", "measured"];
        let site = row(site(&["p4-01"]), "x", "p4-01", keys, &total(5, "GBP"));
        let site = row(site, "y", "p4-01", keys, &total(7, "EUR"));
        let register = register(&site.check().records);
        let groups: Vec<(&str, i64)> = register
            .groups
            .iter()
            .map(|group| (group.currency.as_str(), group.total))
            .collect();
        assert_eq!(groups, [("EUR", 700), ("GBP", 500)]);
        assert_eq!(register.awards.len(), 2);
        assert_eq!((register.all["GBP"], register.all["EUR"]), (500, 700));
        let largest = register.of("p4-01").map(|sum| sum.currency.as_str());
        assert_eq!((largest, register.of("p4-02")), (Some("EUR"), None));
    }

    #[test]
    fn awards_without_a_figure_are_counted_beside_every_sum() {
        let register = table_3();
        assert_eq!((register.without_figure, register.awards_in_all), (1, 4));
        let by_category: Vec<(&str, usize)> = register
            .groups
            .iter()
            .map(|group| (group.category.as_str(), group.without_figure))
            .collect();
        let expected = [
            ("d", 3),
            ("a", 3),
            ("b", 1),
            ("b", 1),
            ("b", 1),
            ("c", 1),
            ("c", 1),
        ];
        assert_eq!(by_category, expected);
    }

    #[test]
    fn a_row_without_a_total_counts_as_no_figure() {
        let keys = ["a", "one-year", "measured"];
        let site = row(
            site(&["p4-01", "p4-02"]),
            "x",
            "p4-01",
            keys,
            "patients: 5\n",
        );
        let register = register(&site.check().records);
        assert!(
            register.groups.is_empty() && register.awards.is_empty() && register.all.is_empty()
        );
        assert_eq!(register.without_figure, 2);
    }

    #[test]
    fn a_draft_award_with_a_figure_is_not_counted_as_one_of_the_awards() {
        let keys = ["a", "one-year", "measured"];
        let site = site(&["p4-01", "p4-02"]).change(
            "data/awards/p4-02.yaml",
            "title: T",
            "title: T\nstate: draft",
        );
        let site = row(site, "x", "p4-02", keys, &total(5, "GBP"));
        let register = register(&site.check().records);
        assert_eq!((register.without_figure, register.awards_in_all), (1, 1));
    }

    #[test]
    fn averages_are_given_only_when_every_row_is_for_the_same_patients() {
        let keys = |category| [category, "one-year", "measured"];
        let numbers = |patients: u64| {
            format!(
                "patients: {patients}\naverage: {{amount: 1, currency: GBP}}\n{}",
                total(9, "GBP")
            )
        };
        let site = row(site(&["p4-01"]), "x", "p4-01", keys("a"), &numbers(9));
        let site = row(site, "y", "p4-01", keys("b"), &numbers(10));
        let register = register(&site.check().records);
        let sum = &register.awards[0];
        assert_eq!((sum.net(), sum.patients), (1_800, None));
        assert_eq!((sum.gross_average, sum.net_average), (None, None));
    }
}
