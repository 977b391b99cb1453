//! Totals that are other than they were, and the rows that moved them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Amount, Moved, Named, Sides, Total};
use crate::link::{Site, find, money, of_record};
use crate::record::award::Award;
use crate::record::register::Benefit;
use crate::record::value::Kind;
use crate::words::Words;

/// A total of one side: its amount, and what each row gives to it.
struct Sum<'s> {
    amount: Amount,
    rows: BTreeMap<&'s str, Amount>,
}

/// The totals of one side, by what they are called.
type Sums<'s> = BTreeMap<String, Sum<'s>>;

pub(super) fn totals(sides: Sides<'_>, words: &Words) -> Vec<Total> {
    let money = |site| register(site, words);
    let counted = |site| outcomes(site, words);
    let mut totals = moved(sides, Award::NAME, &counted(sides.old), &counted(sides.new));
    totals.extend(moved(
        sides,
        Benefit::NAME,
        &money(sides.old),
        &money(sides.new),
    ));
    totals
}

/// Awards by outcome.
fn outcomes<'s>(site: &'s Site, words: &Words) -> Sums<'s> {
    let facet = site.facets.iter().find(|facet| facet.id == "outcome");
    let values = facet.into_iter().flat_map(|facet| facet.used());
    values
        .map(|(_, value)| {
            let label = words.fill("diff.outcome", &[("outcome", &value.label)]);
            let ids = value.entries.iter().map(|at| site.awards[*at].id.as_str());
            let sum = Sum {
                amount: Amount::Count(value.entries.len()),
                rows: ids.map(|id| (id, Amount::Count(1))).collect(),
            };
            (label, sum)
        })
        .collect()
}

/// The sums of the register: of like rows, and as the source itself adds them.
fn register<'s>(site: &'s Site, words: &Words) -> Sums<'s> {
    let label = |vocabulary: &str, id: &'s str| site.vocabularies.label(vocabulary, id);
    let mut sums = Sums::new();
    let mut add = |label: String, total: i64, currency: &str, rows: &'s [String]| {
        let sum = Sum {
            amount: Amount::Money(money(total, currency)),
            rows: rows.iter().filter_map(|id| amount(site, id)).collect(),
        };
        sums.insert(label, sum);
    };
    for group in &site.register.groups {
        let parts = [
            label("benefit-category", &group.category),
            label("horizon", &group.horizon),
            label("evidence-state", &group.evidence),
            &group.currency,
        ];
        let name = words.fill("diff.like_rows", &[("rows", &words.list(&parts))]);
        add(name, group.total, &group.currency, &group.rows);
    }
    for sum in &site.register.awards {
        let award = site.title(Award::NAME, &sum.award).unwrap_or(&sum.award);
        let slots: [(&str, &dyn std::fmt::Display); 2] =
            [("award", &award), ("currency", &sum.currency)];
        let name = words.fill("diff.award_sum", &slots);
        add(name, sum.net(), &sum.currency, &sum.rows);
    }
    for (currency, total) in &site.register.all {
        let name = words.fill("diff.all_rows", &[("currency", currency)]);
        let rows = site.benefits.iter().filter_map(|row| amount(site, &row.id));
        let own =
            |amount: &Amount| matches!(amount, Amount::Money(money) if money.currency == *currency);
        let sum = Sum {
            amount: Amount::Money(money(*total, currency)),
            rows: rows.filter(|(_, amount)| own(amount)).collect(),
        };
        sums.insert(name, sum);
    }
    sums
}

fn amount<'s>(site: &'s Site, row: &str) -> Option<(&'s str, Amount)> {
    let row = find(&site.benefits, row)?;
    let total = row.data.total.as_ref()?;
    Some((&row.id, Amount::Money(total.value.clone())))
}

/// The totals that are other, with the rows that are.
fn moved(sides: Sides<'_>, kind: &'static str, old: &Sums<'_>, new: &Sums<'_>) -> Vec<Total> {
    let labels: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let totals = labels.into_iter().filter_map(|label| {
        let (old, new) = (old.get(label), new.get(label));
        let amount = |sum: Option<&Sum<'_>>| sum.map(|sum| sum.amount.clone());
        let (was, is) = (amount(old), amount(new));
        (was != is).then(|| Total {
            label: label.clone(),
            old: was,
            new: is,
            rows: rows(sides, kind, old, new),
        })
    });
    totals.collect()
}

fn rows(
    sides: Sides<'_>,
    kind: &'static str,
    old: Option<&Sum<'_>>,
    new: Option<&Sum<'_>>,
) -> Vec<Moved> {
    let ids = old
        .into_iter()
        .chain(new)
        .flat_map(|sum| sum.rows.keys().copied());
    let ids: BTreeSet<&str> = ids.collect();
    let moved = ids.into_iter().filter_map(|id| {
        let of = |sum: Option<&Sum<'_>>| sum.and_then(|sum| sum.rows.get(id).cloned());
        let (was, is) = (of(old), of(new));
        (was != is).then(|| Moved {
            record: named(sides, kind, id),
            old: was,
            new: is,
        })
    });
    moved.collect()
}

fn named(sides: Sides<'_>, kind: &'static str, id: &str) -> Named {
    let title = sides
        .new
        .title(kind, id)
        .or_else(|| sides.old.title(kind, id));
    let address = match of_record(kind, id) {
        Some((route, Some(anchor))) => format!("{route}#{anchor}"),
        Some((route, None)) => route,
        None => String::new(),
    };
    Named {
        kind,
        id: id.to_string(),
        title: title.unwrap_or(id).to_string(),
        address,
    }
}
