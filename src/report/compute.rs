//! From the site to the report.

use std::collections::BTreeMap;

use super::{
    Due, Evidence, Gaps, KindCount, Outcomes, OwnerReviews, Pathway, Report, SourceCoverage, Tally,
};
use crate::link::Site;
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::date::Date;
use crate::record::value::Value;
use crate::rules::balance;
use crate::schema::{KINDS, Shown};

/// How many months ahead reviews are listed.
const SOON: i32 = 3;

impl Report {
    /// The state of a site on the day for which it was linked.
    pub fn new(site: &Site) -> Self {
        Self {
            site: site.config.title.to_string(),
            as_of: site.as_of,
            records: records(site),
            reviews: reviews(site),
            coverage: coverage(site),
            evidence: evidence(site),
            gaps: gaps(site),
            outcomes: outcomes(site),
        }
    }
}

fn records(site: &Site) -> Vec<KindCount> {
    let mut published: BTreeMap<&str, usize> = BTreeMap::new();
    site.each_record(|kind, _, _, _| *published.entry(kind).or_default() += 1);
    let kinds = KINDS.iter().filter(|kind| kind.shown != Shown::Nowhere);
    let counts = kinds.map(|kind| {
        let published = published.get(kind.name).copied().unwrap_or(0);
        KindCount {
            kind: kind.name,
            published,
            left_out: site.known.ids(kind.name).count().saturating_sub(published),
        }
    });
    counts
        .filter(|count| count.published + count.left_out > 0)
        .collect()
}

fn reviews(site: &Site) -> Vec<OwnerReviews> {
    let mut owners: BTreeMap<Option<String>, OwnerReviews> = BTreeMap::new();
    site.each_record(|kind, id, file, common| {
        let owner = common.owner.as_ref().or(site.config.owner.as_ref());
        let owner = owner.map(|owner| owner.value.to_string());
        let reviews = owners.entry(owner.clone()).or_insert_with(|| OwnerReviews {
            owner,
            records: 0,
            never: 0,
            overdue: Vec::new(),
            soon: Vec::new(),
        });
        reviews.records += 1;
        reviews.never += usize::from(common.reviewed.is_none());
        if let Some(next) = &common.next_review {
            let due = Due {
                kind,
                id: id.to_string(),
                title: site.title(kind, id).unwrap_or(id).to_string(),
                file: site.file_path(file).to_string(),
                next_review: next.value,
            };
            match next.value.is_over_before(site.as_of) {
                true => reviews.overdue.push(due),
                false if is_soon(next.value, site.as_of) => reviews.soon.push(due),
                false => {}
            }
        }
    });
    let mut all: Vec<OwnerReviews> = owners.into_values().collect();
    for reviews in &mut all {
        for list in [&mut reviews.overdue, &mut reviews.soon] {
            list.sort_by(|a, b| {
                let key = |due: &Due| (due.next_review.to_string(), due.kind, due.id.clone());
                key(a).cmp(&key(b))
            });
        }
    }
    all
}

/// Whether a date lies within the next months; of a year alone, whether the year does.
fn is_soon(date: Date, today: Date) -> bool {
    let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month().unwrap_or(1));
    months(date) - months(today) <= SOON
}

fn coverage(site: &Site) -> Vec<SourceCoverage> {
    let sources = site.sources.iter().filter_map(|source| {
        let items = site.coverage.get(&source.id)?;
        let left = items.iter().filter(|(_, carriers)| carriers.is_empty());
        let left: Vec<String> = left.map(|(item, _)| item.clone()).collect();
        Some(SourceCoverage {
            source: source.id.clone(),
            title: source.data.short.to_string(),
            items: items.len(),
            covered: items.len() - left.len(),
            left,
        })
    });
    sources.collect()
}

/// How often each value of a vocabulary stands in records, in the order of the vocabulary. Records
/// without one are counted last.
fn tallies<'v>(
    site: &Site,
    vocabulary: &str,
    values: impl Iterator<Item = Option<&'v str>>,
) -> Vec<Tally> {
    let mut counts: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let known = site.vocabularies.values(vocabulary).iter();
    let mut all: Vec<Tally> = known
        .map(|value| Tally {
            id: Some(value.id.clone()),
            label: value.label.clone(),
            count: counts.get(&Some(&*value.id)).copied().unwrap_or(0),
        })
        .collect();
    let none = counts.get(&None).copied().unwrap_or(0);
    if none > 0 {
        all.push(Tally {
            id: None,
            label: "Not stated".to_string(),
            count: none,
        });
    }
    all
}

fn evidence(site: &Site) -> Evidence {
    let states = site.benefits.iter().map(|row| Some(&*row.data.evidence.id));
    let strengths = site.lessons.iter().map(|lesson| {
        let evidence = lesson.data.evidence.as_ref();
        evidence.map(|evidence| &*evidence.id)
    });
    let mut without_source = 0;
    site.each_record(|kind, _, _, common| {
        let claims = ["award", "benefit", "figure", "lesson"].contains(&kind);
        without_source += usize::from(claims && common.locators.is_empty());
    });
    let compared = |row: &&Entry<_>| -> bool {
        let row: &Entry<crate::record::register::Benefit> = row;
        row.data.comparator.is_some()
    };
    Evidence {
        benefits: tallies(site, "evidence-state", states),
        lessons: tallies(site, "evidence-strength", strengths),
        benefits_without_comparator: site.benefits.iter().filter(|row| !compared(row)).count(),
        without_source,
    }
}

/// The level of evidence of an award: the state of its best row in the register, in the order of
/// the vocabulary; else whether it was evaluated at all.
fn level(site: &Site, award: &Entry<Award>) -> usize {
    let states = site.vocabularies.values("evidence-state");
    let place = |id: &str| states.iter().position(|state| state.id == id);
    let rows = site.benefits_of(&award.id);
    let best = rows.filter_map(|row| place(&row.data.evidence.id)).min();
    let evaluated = usize::from(award.data.evaluation.is_none());
    best.unwrap_or(states.len() + evaluated)
}

fn gaps(site: &Site) -> Gaps {
    let states = site.vocabularies.values("evidence-state").iter();
    let mut levels: Vec<String> = states.map(|state| state.label.clone()).collect();
    levels.push("Evaluated, no figure".to_string());
    levels.push("No evaluation stated".to_string());
    let categories = site.vocabularies.values("category").iter();
    let categories = categories.map(|value| (Some(value.id.as_str()), value.label.as_str()));
    let rows = categories.chain([(None, "Not stated")]).map(|(id, label)| {
        let of = |award: &&Entry<Award>| {
            let category = award.data.category.as_ref();
            category.map(|category| category.id.as_str()) == id
        };
        let mut awards = vec![0; levels.len()];
        for award in site.awards.iter().filter(of) {
            awards[level(site, award)] += 1;
        }
        Pathway {
            id: id.map(ToString::to_string),
            label: label.to_string(),
            needs: needs(site, id),
            awards,
        }
    });
    let stated =
        |row: &Pathway| row.id.is_some() || row.needs + row.awards.iter().sum::<usize>() > 0;
    let pathways = rows.filter(stated).collect();
    Gaps { levels, pathways }
}

/// Needs in a clinical category, or in none.
fn needs(site: &Site, category: Option<&str>) -> usize {
    let needs = site.catalogued.get("need").into_iter().flatten();
    let of = |need: &&Entry<_>| {
        let need: &Entry<crate::record::value::Fields> = need;
        let given = match need.data.get("category") {
            Some(Value::Text(id, _)) => Some(id.as_str()),
            _ => None,
        };
        given == category
    };
    needs.filter(of).count()
}

fn outcomes(site: &Site) -> Outcomes {
    let outcome = site
        .awards
        .iter()
        .map(|award| Some(&*award.data.outcome.value.id));
    let status = site.awards.iter().map(|award| Some(&*award.data.status.id));
    Outcomes {
        outcome: tallies(site, "outcome", outcome),
        status: tallies(site, "status", status),
        balance: balance(site),
    }
}
