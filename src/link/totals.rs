//! The sums of the benefits register. Nothing here is typed by anyone: every sum comes from rows,
//! and rows that measure unlike things are never added.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Records;
use crate::record::number::Money;
use crate::record::register::Benefit;

/// The sums of the register.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// Rows of one currency, category, horizon and evidence state, added.
    pub groups: Vec<Group>,
    /// What each award's rows add up to, as the source itself adds them.
    pub awards: Vec<AwardSum>,
    /// What all rows add up to, as the source itself adds them, by currency.
    pub all: BTreeMap<String, i64>,
    /// Awards without any row that has a total.
    pub without_figure: usize,
    /// All awards.
    pub awards_in_all: usize,
}

/// Rows that may be added.
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
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
    Register {
        groups: groups.into_values().collect(),
        awards,
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
    let average = benefit.average.as_ref().map(|average| average.minor);
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
