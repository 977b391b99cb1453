//! The budget-impact model: what it asks for, rows of the register to begin from, and an example
//! worked out from them when the site is built. The model itself runs in the browser.

use serde::Serialize;
use serde_json::json;

use super::marks::Mark;
use super::{Body, Frame, LinkView, Look};
use crate::link::{AwardSum, money};
use crate::record::Entry;
use crate::record::number::Money;
use crate::record::register::Benefit;

/// The budget-impact model.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetView {
    /// What is asked for each of the three cases, in groups.
    pub groups: Vec<GroupView>,
    /// What is asked once.
    pub settings: Vec<FieldView>,
    /// Awards whose rows can be filled in.
    pub awards: Vec<PrefillAward>,
    /// The same for the script, as JSON.
    pub prefill: String,
    /// The first of them, multiplied out.
    pub example: Option<Example>,
    /// What an amount of each year is worth today.
    pub worth: Vec<Worth>,
    /// Where the steps of the model come from.
    pub marks: Vec<Mark>,
    /// Guidance on discounting, if the directory has it.
    pub discounting: Option<LinkView>,
    /// What to read about it.
    pub reading: Vec<LinkView>,
}

/// Questions that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// Its id, as an anchor.
    pub id: &'static str,
    /// The heading.
    pub label: String,
    /// What it is for.
    pub intro: String,
    /// The questions.
    pub fields: Vec<FieldView>,
}

/// A question.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView {
    /// Its name in the script.
    pub id: &'static str,
    /// The question.
    pub label: String,
    /// Its unit, and what to think of.
    pub hint: String,
    /// Whether the model needs an answer.
    pub required: bool,
    /// What stands in it at first.
    pub value: &'static str,
}

/// An award whose rows can be filled in.
#[derive(Clone, Debug, Serialize)]
pub struct PrefillAward {
    /// Its id.
    pub id: String,
    /// The award.
    pub link: LinkView,
    /// Its name in the source.
    pub name: String,
    /// How many patients.
    pub patients: String,
    /// Its rows.
    pub rows: Vec<PrefillRow>,
}

/// A row of the register as the model takes it.
#[derive(Clone, Debug, Serialize)]
pub struct PrefillRow {
    /// The row.
    pub link: LinkView,
    /// The question that it answers.
    pub field: String,
    /// For each patient.
    pub average: String,
    /// The period.
    pub horizon: String,
    /// How it is known.
    pub evidence: String,
    /// Patients times average.
    pub product: String,
    /// The total as the register has it.
    pub total: String,
    /// Where it comes from.
    pub marks: Vec<Mark>,
}

/// The rows of an award, multiplied out and added.
#[derive(Clone, Debug, Serialize)]
pub struct Example {
    /// The award.
    pub award: PrefillAward,
    /// For each patient, before costs.
    pub gross: String,
    /// For each patient, after costs.
    pub net: String,
    /// Patients times the net of each.
    pub product: String,
    /// The totals of the rows, added.
    pub total: String,
}

/// What an amount of a year is worth in the first.
#[derive(Clone, Debug, Serialize)]
pub struct Worth {
    /// The year, from 1.
    pub year: u32,
    /// The amount.
    pub amount: String,
    /// Its worth.
    pub worth: String,
}

/// The groups and their questions, as `budget.js` names them.
const GROUPS: &[(&str, &[&str])] = &[
    ("baseline", &["patients", "today"]),
    ("change", &["delivery", "short", "later", "health"]),
    ("technology", &["setup", "running", "each"]),
    ("uptake", &["first", "last"]),
];

/// Questions that are asked once, with what stands in them at first.
const SETTINGS: &[(&str, &str)] = &[("years", "5"), ("rate", "3.5"), ("wait", "0")];

/// Questions without whose answers there is nothing to work out.
const REQUIRED: &[&str] = &["patients", "first", "last", "years", "rate", "wait"];

/// The question that takes the rows of a category of the register.
const CATEGORIES: &[(&str, &str)] = &[
    ("point-of-delivery", "delivery"),
    ("care-short-term", "short"),
    ("care-longer-term", "later"),
    ("patient-health", "health"),
];

/// The currency of the model.
const CURRENCY: &str = "GBP";

/// What is left of an amount after a year at 3.5%: 200 of 207 parts.
const KEEPS: (i64, i64) = (200, 207);

/// Years of the table of worth.
const YEARS: u32 = 5;

/// Records to read beside the model, as far as the site has them.
const READING: &[(&str, &str)] = &[
    ("guide", "evaluation-and-baselining"),
    ("guide", "funding-and-commercial-models"),
    ("lesson", "model-the-budget-impact"),
    ("lesson", "count-full-costs-in-normal-use"),
    ("lesson", "results-do-not-scale-in-a-straight-line"),
    ("term", "budget-impact-model"),
];

pub(super) fn view(look: &Look<'_>) -> (Frame, Body) {
    let title = look.words.text("budget.title");
    let mut frame = look.frame("budget", &title, look.words.text("budget.intro"), &[]);
    frame.end = Some(look.index_end(&title));
    let sums = usable(look);
    let awards: Vec<PrefillAward> = sums
        .iter()
        .filter_map(|sum| prefill_award(look, sum))
        .collect();
    let view = BudgetView {
        groups: GROUPS.iter().map(|group| group_view(look, group)).collect(),
        settings: SETTINGS
            .iter()
            .map(|(id, value)| field_view(look, id, value))
            .collect(),
        prefill: prefill(look, &sums),
        example: sums
            .first()
            .zip(awards.first())
            .and_then(|(sum, award)| example(look, sum, award)),
        awards,
        worth: worth(look),
        marks: look
            .mark_of("ai-lab-evaluation", Some("box-5"))
            .into_iter()
            .collect(),
        discounting: look.record_link("listing", "green-book"),
        reading: READING
            .iter()
            .filter_map(|(kind, id)| look.record_link(kind, id))
            .collect(),
    };
    (frame, Body::Budget(Box::new(view)))
}

fn group_view(
    look: &Look<'_>,
    (id, fields): &(&'static str, &'static [&'static str]),
) -> GroupView {
    GroupView {
        id,
        label: look.words.text(&format!("budget.group_{id}")),
        intro: look.words.text(&format!("budget.about_{id}")),
        fields: fields.iter().map(|id| field_view(look, id, "")).collect(),
    }
}

fn field_view(look: &Look<'_>, id: &'static str, value: &'static str) -> FieldView {
    FieldView {
        id,
        label: look.words.text(&format!("budget.field_{id}")),
        hint: look.words.text(&format!("budget.hint_{id}")),
        required: REQUIRED.contains(&id),
        value,
    }
}

/// Awards whose rows are in the currency of the model and about the same patients throughout.
fn usable<'l>(look: &Look<'l>) -> Vec<&'l AwardSum> {
    let sums = look.site.register.awards.iter();
    sums.filter(|sum| {
        sum.currency == CURRENCY && sum.patients.is_some() && sum.net_average.is_some()
    })
    .collect()
}

/// The rows of an award that answer a question, in the order of the questions.
fn rows<'l>(look: &Look<'l>, award: &'l str) -> Vec<(&'static str, &'l Entry<Benefit>)> {
    let of = |category: &'l str, field: &'static str| {
        let rows = look.site.benefits_of(award);
        rows.filter(move |row| row.data.category.id == category && row.data.average.is_some())
            .map(move |row| (field, row))
    };
    CATEGORIES
        .iter()
        .flat_map(|(category, field)| of(category, field))
        .collect()
}

fn prefill_award(look: &Look<'_>, sum: &AwardSum) -> Option<PrefillAward> {
    let patients = sum.patients?;
    let award = crate::link::find(&look.site.awards, &sum.award)?;
    let rows = rows(look, &sum.award).into_iter();
    Some(PrefillAward {
        id: sum.award.clone(),
        link: look.record_link("award", &sum.award)?,
        name: super::award::name(look, &award.data),
        patients: look.words.whole(usize::try_from(patients).ok()?),
        rows: rows
            .filter_map(|(field, row)| prefill_row(look, field, row, patients))
            .collect(),
    })
}

fn prefill_row(
    look: &Look<'_>,
    field: &str,
    row: &Entry<Benefit>,
    patients: u64,
) -> Option<PrefillRow> {
    let average = row.data.average.as_ref()?;
    let total = row.data.total.as_ref().map(|total| look.words.money(total));
    Some(PrefillRow {
        link: look.record_link("benefit", &row.id)?,
        field: look.words.text(&format!("budget.field_{field}")),
        average: look.words.money(average),
        horizon: look.label(&row.data.horizon),
        evidence: look.label(&row.data.evidence),
        product: look.words.money(&times(average.minor, patients)?),
        total: total.unwrap_or_default(),
        marks: look.all_marks(&row.common.locators),
    })
}

/// An amount for each patient, for all patients. `None` when it is larger than can be held.
fn times(minor: i64, patients: u64) -> Option<Money> {
    let product = minor.checked_mul(i64::try_from(patients).ok()?)?;
    Some(money(product, CURRENCY))
}

/// What the script fills in: by award, the text of each field.
fn prefill(look: &Look<'_>, sums: &[&AwardSum]) -> String {
    let awards = sums.iter().map(|sum| {
        let mut fields = serde_json::Map::new();
        fields.insert(
            "patients".into(),
            json!(sum.patients.unwrap_or(0).to_string()),
        );
        let mut changes: Vec<(&str, i64)> = Vec::new();
        for (field, row) in rows(look, &sum.award) {
            let minor = row.data.average.as_ref().map_or(0, |average| average.minor);
            match changes.iter_mut().find(|(known, _)| *known == field) {
                Some((_, sum)) => *sum += minor,
                None => changes.push((field, minor)),
            }
        }
        for (field, minor) in changes {
            fields.insert(
                field.into(),
                json!(money(minor, CURRENCY).amount().to_string()),
            );
        }
        json!({ "award": sum.award, "fields": fields })
    });
    serde_json::Value::Array(awards.collect()).to_string()
}

fn example(look: &Look<'_>, sum: &AwardSum, award: &PrefillAward) -> Option<Example> {
    let pounds = |minor: i64| look.words.money(&money(minor, CURRENCY));
    let net = sum.net_average?;
    Some(Example {
        award: award.clone(),
        gross: pounds(sum.gross_average?),
        net: pounds(net),
        product: look.words.money(&times(net, sum.patients?)?),
        total: pounds(sum.net()),
    })
}

/// £1,000 in each of the first years, in pounds of the first year, to the nearest penny.
fn worth(look: &Look<'_>) -> Vec<Worth> {
    let amount = money(100_000, CURRENCY);
    let years = 1..=YEARS;
    years
        .map(|year| {
            let (keep, of) = (KEEPS.0.pow(year - 1), KEEPS.1.pow(year - 1));
            let pence = (2 * amount.minor * keep + of) / (2 * of);
            Worth {
                year,
                amount: look.words.money(&amount),
                worth: look.words.money(&money(pence, CURRENCY)),
            }
        })
        .collect()
}
