//! The benefits register: rows, the sums that may be made of them, and those that the source makes.

use std::collections::BTreeSet;

use serde::Serialize;

use super::facts::FactValue;
use super::marks::{Mark, NoteView};
use super::{Body, ChartView, Frame, LinkView, Look};
use crate::link::{AwardSum, find, money};
use crate::record::Entry;
use crate::record::number::Number;
use crate::record::register::{Benefit, BenefitPrinted};
use crate::record::value::{Declared, Text};

/// The register.
#[derive(Clone, Debug, Serialize)]
pub struct BenefitsView {
    /// What the categories of its rows mean.
    pub categories: Vec<CategoryView>,
    /// Sums of rows of one currency, category, horizon and evidence state.
    pub groups: Vec<GroupView>,
    /// The rows, by award, with what the source adds them up to.
    pub awards: Vec<AwardBenefits>,
    /// What all rows add up to as the source adds them.
    pub all: Vec<SourceSum>,
    /// Awards that reported no figure.
    pub without_figure: usize,
    /// Where all awards are.
    pub awards_href: String,
    /// All awards.
    pub awards_in_all: usize,
    /// How many rows there are.
    pub rows: usize,
    /// How many rows have no figure.
    pub rows_without_figure: usize,
    /// What the sources of the figures warn of.
    pub cautions: Vec<Caution>,
    /// The rows as drawings.
    pub charts: Vec<ChartView>,
    /// Downloads.
    pub json: String,
    /// Downloads.
    pub csv: String,
}

/// A category of benefits.
#[derive(Clone, Debug, Serialize)]
pub struct CategoryView {
    /// Its name.
    pub label: String,
    /// What it means.
    pub definition: String,
}

/// A sum of like rows.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// Benefit category.
    pub category: String,
    /// Period.
    pub horizon: String,
    /// Evidence state.
    pub evidence: String,
    /// The sum.
    pub total: String,
    /// Whether it is a cost.
    pub negative: bool,
    /// The rows.
    pub rows: Vec<LinkView>,
    /// Awards that report no figure in this category.
    pub without_figure: usize,
}

/// The rows of one award.
#[derive(Clone, Debug, Serialize)]
pub struct AwardBenefits {
    /// The award.
    pub award: LinkView,
    /// Its name in the source.
    pub name: String,
    /// Its rows.
    pub rows: Vec<BenefitRow>,
    /// Their sum.
    pub sum: Option<AwardSumView>,
}

/// What an award's rows add up to, as the source adds them.
#[derive(Clone, Debug, Serialize)]
pub struct AwardSumView {
    /// Benefits less costs.
    pub net: String,
    /// The same in millions, where there are any.
    pub net_short: String,
    /// Rows above zero.
    pub benefits: String,
    /// Rows below zero.
    pub costs: String,
    /// Per patient, before costs.
    pub gross_average: Option<String>,
    /// Per patient, after costs.
    pub net_average: Option<String>,
    /// How many patients.
    pub patients: Option<String>,
    /// How many rows.
    pub rows: usize,
    /// How the rows are known, each state once.
    pub evidence: Vec<String>,
}

/// The sum of all rows in one currency.
#[derive(Clone, Debug, Serialize)]
pub struct SourceSum {
    /// The sum.
    pub total: String,
    /// The same in millions, where there are any.
    pub total_short: String,
    /// How many rows.
    pub rows: usize,
    /// The share of the award with the largest net, in per cent with one decimal.
    pub largest_share: Option<String>,
    /// That award.
    pub largest: Option<LinkView>,
}

/// A warning of a source about its figures.
#[derive(Clone, Debug, Serialize)]
pub struct Caution {
    /// The source.
    pub source: LinkView,
    /// The warnings.
    pub texts: Vec<String>,
}

/// A row of the register.
#[derive(Clone, Debug, Serialize)]
pub struct BenefitRow {
    /// Its id, which is its anchor.
    pub id: String,
    /// Its page and anchor.
    pub href: String,
    /// Benefit category.
    pub category: String,
    /// A short name.
    pub title: String,
    /// What changed.
    pub change: Option<String>,
    /// Period.
    pub horizon: String,
    /// What it was compared with.
    pub comparator: Option<String>,
    /// Patients.
    pub patients: Option<String>,
    /// Average per patient.
    pub average: Option<String>,
    /// Total.
    pub total: Option<String>,
    /// Whether it is a cost.
    pub negative: bool,
    /// Evidence state.
    pub evidence: FactValue,
    /// Why.
    pub evidence_basis: Option<String>,
    /// Cells of the source, word for word: (column, cell).
    pub printed: Vec<super::printed::PrintedCell>,
    /// Notes.
    pub notes: Vec<NoteView>,
    /// Where it comes from.
    pub marks: Vec<Mark>,
}

pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let register = &look.site.register;
    let title = look.words.text("benefits.title");
    let description = look.words.text("benefits.intro");
    let mut frame = look.frame("benefits", &title, description, &[]);
    frame.end = Some(look.index_end(&title));
    let label = |vocabulary: &str, id: &str| {
        let label = look.site.vocabularies.label(vocabulary, id);
        label.to_string()
    };
    let groups = register.groups.iter().map(|group| GroupView {
        category: label("benefit-category", &group.category),
        horizon: label("horizon", &group.horizon),
        evidence: label("evidence-state", &group.evidence),
        total: look.words.money(&money(group.total, &group.currency)),
        negative: group.total < 0,
        rows: group
            .rows
            .iter()
            .filter_map(|id| look.record_link("benefit", id))
            .collect(),
        without_figure: group.without_figure,
    });
    let view = BenefitsView {
        categories: categories(look),
        groups: groups.collect(),
        awards: awards(look),
        all: all(look),
        without_figure: register.without_figure,
        awards_href: look.href("awards/"),
        awards_in_all: register.awards_in_all,
        rows: look.site.benefits.len(),
        rows_without_figure: look
            .site
            .benefits
            .iter()
            .filter(|row| row.data.total.is_none())
            .count(),
        cautions: cautions(look),
        charts: ["benefits-by-award", "benefits-by-category"]
            .into_iter()
            .filter_map(|id| look.chart(id))
            .collect(),
        json: look.href("data/benefits.json"),
        csv: look.href("data/benefits.csv"),
    };
    (frame, Body::Benefits(Box::new(view)))
}

/// The categories that rows have, in the order of their vocabulary.
fn categories(look: &Look<'_>) -> Vec<CategoryView> {
    let has_rows = |id: &str| {
        let mut rows = look.site.benefits.iter();
        rows.any(|row| row.data.category.id == id)
    };
    let values = look.site.vocabularies.values("benefit-category").iter();
    let used = values.filter(|value| has_rows(&value.id));
    used.filter_map(|value| {
        Some(CategoryView {
            label: value.label.to_string(),
            definition: value.definition.as_ref()?.to_string(),
        })
    })
    .collect()
}

/// Awards with rows: those with the largest net first, then those without a figure.
fn awards(look: &Look<'_>) -> Vec<AwardBenefits> {
    let valued = look.site.register.awards.iter().map(|sum| &sum.award);
    let all = look.site.benefits.iter().map(|row| &row.data.award.id);
    let mut seen = BTreeSet::new();
    let order = valued.chain(all).filter(|id| seen.insert(*id));
    let rows = order.filter_map(|id| {
        let entry = find(&look.site.awards, id)?;
        Some(AwardBenefits {
            award: look.record_link("award", id)?,
            name: super::award::name(look, &entry.data),
            rows: look.benefit_rows(id),
            sum: look.award_sum(id),
        })
    });
    rows.collect()
}

fn all(look: &Look<'_>) -> Vec<SourceSum> {
    let register = &look.site.register;
    let sums = register.all.iter().map(|(currency, total)| {
        let own = |sum: &&AwardSum| sum.currency == *currency;
        let largest = register
            .awards
            .iter()
            .filter(own)
            .max_by_key(|sum| sum.net());
        let share = largest
            .filter(|_| *total > 0)
            .map(|sum| look.share(sum.net(), *total));
        SourceSum {
            total: look.words.money(&money(*total, currency)),
            total_short: look.words.money_short(&money(*total, currency)),
            rows: register
                .awards
                .iter()
                .filter(own)
                .map(|sum| sum.rows.len())
                .sum(),
            largest_share: share,
            largest: largest.and_then(|sum| look.record_link("award", &sum.award)),
        }
    });
    sums.collect()
}

fn cautions(look: &Look<'_>) -> Vec<Caution> {
    let locators = look
        .site
        .benefits
        .iter()
        .flat_map(|row| row.common.locators.iter());
    let mut ids: Vec<&str> = locators.map(|locator| locator.source.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let sources = ids
        .into_iter()
        .filter_map(|id| find(&look.site.sources, id));
    sources
        .filter(|source| !source.data.cautions.is_empty())
        .map(|source| Caution {
            source: look.link(
                source.data.short.to_string(),
                &format!("sources/{}/", source.id),
            ),
            texts: source
                .data
                .cautions
                .iter()
                .map(ToString::to_string)
                .collect(),
        })
        .collect()
}

impl Look<'_> {
    /// A part of a whole in per cent, with one decimal.
    pub(super) fn share(&self, part: i64, whole: i64) -> String {
        // In thousandths, rounded, so that no float is near a printed figure.
        let thousandths = (i128::from(part) * 10_000 / i128::from(whole) + 5) / 10;
        let number = Number::parse(&format!("{}.{}", thousandths / 10, thousandths % 10));
        let number = number
            .map(|number| self.words.number(number))
            .unwrap_or_default();
        self.words.fill("format.percent", &[("number", &number)])
    }

    /// The rows of an award, in the order of the register's categories.
    pub(super) fn benefit_rows(&self, award: &str) -> Vec<BenefitRow> {
        let values = self.site.vocabularies.values("benefit-category");
        let order = |row: &&Entry<Benefit>| {
            values
                .iter()
                .position(|value| value.id == row.data.category.id)
        };
        let mut rows: Vec<&Entry<Benefit>> = self.site.benefits_of(award).collect();
        rows.sort_by_key(order);
        rows.into_iter().map(|row| self.benefit_row(row)).collect()
    }

    fn benefit_row(&self, entry: &Entry<Benefit>) -> BenefitRow {
        let benefit = &*entry.data;
        let words = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
        let total = benefit.total.as_ref().map(|total| &total.value);
        BenefitRow {
            id: entry.id.clone(),
            href: self.href_at("benefits/", &entry.id),
            category: self.label(&benefit.category),
            title: benefit.title.to_string(),
            change: words(&benefit.change),
            horizon: self.label(&benefit.horizon),
            comparator: words(&benefit.comparator),
            patients: benefit.patients.map(|count| self.words.counted(count)),
            average: benefit
                .average
                .as_ref()
                .map(|money| self.words.money(money)),
            total: total.map(|money| self.words.money(money)),
            negative: total.is_some_and(|total| total.minor < 0),
            evidence: FactValue {
                text: self.label(&benefit.evidence),
                href: None,
                class: Some(benefit.evidence.id.clone()),
            },
            evidence_basis: words(&benefit.evidence_basis),
            printed: self.printed_cells(
                "benefit",
                &BenefitPrinted::STRUCT,
                &serde_json::to_value(&benefit.printed).unwrap_or_default(),
            ),
            notes: self.notes(&entry.common.notes),
            marks: self.all_marks(&entry.common.locators),
        }
    }

    /// What an award's rows add up to, in the currency with the largest sum.
    pub(super) fn award_sum(&self, award: &str) -> Option<AwardSumView> {
        let sum = self.site.register.of(award)?;
        let pounds = |minor: i64| self.words.money(&money(minor, &sum.currency));
        Some(AwardSumView {
            net: pounds(sum.net()),
            net_short: self.words.money_short(&money(sum.net(), &sum.currency)),
            benefits: pounds(sum.benefits),
            costs: pounds(sum.costs),
            gross_average: sum.gross_average.map(pounds),
            net_average: sum.net_average.map(pounds),
            patients: sum.patients.map(|count| self.words.counted(count)),
            rows: sum.rows.len(),
            evidence: self.evidence_of(&sum.rows),
        })
    }

    /// How rows of the register are known, each state once.
    fn evidence_of(&self, rows: &[String]) -> Vec<String> {
        let mut states: Vec<String> = rows
            .iter()
            .filter_map(|id| find(&self.site.benefits, id))
            .map(|row| self.words.small(&self.label(&row.data.evidence)))
            .collect();
        states.sort();
        states.dedup();
        states
    }
}
