//! Whether the numbers of a record agree with one another.
//!
//! Count × average = total is for `check`, which sees one row at a time.

use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::link::Site;
use crate::record::Entry;
use crate::record::number::Number;
use crate::record::register::{Benefit, Figure};
use crate::record::value::Value;
use crate::rules::finding;

pub(super) fn check(site: &Site, sink: &mut Diagnostics) {
    let benefits = site.benefits.iter().flat_map(benefit);
    let figures = site.figures.iter().filter_map(range);
    benefits.chain(figures).for_each(|found| sink.push(found));
}

fn benefit(entry: &Entry<Benefit>) -> impl Iterator<Item = Diagnostic> {
    let found = net(entry).into_iter().chain(product(entry));
    found.chain(printed(entry))
}

/// Exact arithmetic in millionths: amounts have hundredths and numbers few decimals.
const UNIT: i128 = 1_000_000;

/// A number in millionths. `None` with more decimals, or when it is too large.
fn exact(number: Number) -> Option<i128> {
    let text = number.to_string();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.as_str()),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = format!("{part:0<6}");
    let whole: i128 = whole.parse().ok()?;
    let part: i128 = part.parse().ok().filter(|_| part.len() == 6)?;
    Some(sign * whole.checked_mul(UNIT)?.checked_add(part)?)
}

/// A number that the site declares for itself, with its place.
fn declared(entry: &Entry<Benefit>, key: &str) -> Option<(i128, Span)> {
    let (_, value) = entry.declared.iter().find(|(name, _)| name == key)?;
    match value {
        Value::Money(money, span) => Some((exact(money.amount())?, *span)),
        Value::Number(number, span) => Some((exact(*number)?, *span)),
        Value::Count(count, span) => Some((i128::from(*count) * UNIT, *span)),
        _ => None,
    }
}

/// Gross − cost = net, for sites that declare the three. A cost may be written with or without its
/// minus.
fn net(entry: &Entry<Benefit>) -> Option<Diagnostic> {
    let (gross, _) = declared(entry, "gross")?;
    let (cost, _) = declared(entry, "cost")?;
    let (net, span) = declared(entry, "net")?;
    let wanted = gross.checked_sub(cost.abs())?;
    (net != wanted).then(|| {
        let message = format!(
            "The net is {}, and gross less cost is {}.",
            shown(net),
            shown(wanted)
        );
        finding("benefit-arithmetic", message).at(span)
    })
}

/// Quantity × unit value × period = total, for sites that declare the parts.
fn product(entry: &Entry<Benefit>) -> Option<Diagnostic> {
    let (quantity, _) = declared(entry, "quantity")?;
    let (unit, _) = declared(entry, "unit_value")?;
    let period = declared(entry, "period").map_or(UNIT, |(period, _)| period);
    let total = entry.data.total.as_ref()?;
    let wanted = quantity.checked_mul(unit)?.checked_mul(period)? / UNIT / UNIT;
    let stated = exact(total.value.amount())?;
    // A total may be rounded to the pound.
    ((wanted - stated).abs() * 2 > UNIT).then(|| {
        let message = format!(
            "The total is {}, and quantity × unit value × period is {}.",
            shown(stated),
            shown(wanted)
        );
        finding("benefit-arithmetic", message).at(total.span)
    })
}

fn shown(millionths: i128) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let value = millionths.unsigned_abs();
    let unit = UNIT.unsigned_abs();
    let text = format!("{sign}{}.{:06}", value / unit, value % unit);
    let number = Number::parse(text.trim_end_matches('0').trim_end_matches('.'));
    number.map_or(text, Number::grouped)
}

/// A number that is kept word for word is the same number.
fn printed(entry: &Entry<Benefit>) -> Vec<Diagnostic> {
    let benefit = &entry.data;
    let Some(cells) = &benefit.printed else {
        return Vec::new();
    };
    let total = benefit.total.as_ref();
    let place = total.map_or(entry.span, |total| total.span);
    let patients = benefit.patients.map(|count| i128::from(count) * UNIT);
    let average = benefit
        .average
        .as_ref()
        .and_then(|money| exact(money.amount()));
    let sum = total.and_then(|total| exact(total.value.amount()));
    let pairs = [
        ("patients", &cells.patients, patients),
        ("average", &cells.average, average),
        ("total", &cells.total, sum),
    ];
    let found = pairs.into_iter().filter_map(|(name, cell, typed)| {
        let (cell, typed) = (read(cell.as_ref()?)?, typed?);
        let message = format!(
            "“{name}” is {}, and the cell that is kept word for word is {}.",
            shown(typed),
            shown(cell)
        );
        (cell != typed).then(|| finding("benefit-arithmetic", message).at(place))
    });
    found.collect()
}

/// A cell that holds nothing but a number: `-£16,477,087`.
fn read(cell: &str) -> Option<i128> {
    let bare: String = cell
        .chars()
        .filter(|c| !matches!(c, '£' | ',' | ' ' | '\u{a0}'))
        .map(|c| {
            if matches!(c, '\u{2212}' | '\u{2013}') {
                '-'
            } else {
                c
            }
        })
        .collect();
    exact(Number::parse(&bare)?)
}

/// A range has its lower end first; a share is not more than its whole.
fn range(entry: &Entry<Figure>) -> Option<Diagnostic> {
    let figure = &entry.data;
    let value = figure.value.to_f64();
    let upper = figure.upper.map(Number::to_f64);
    let whole = figure.of.map(Number::to_f64);
    let message = if upper.is_some_and(|upper| upper < value) {
        "The upper end of this range is below the lower."
    } else if figure.unit.id != "percent" && whole.is_some_and(|whole| value > whole) {
        "This share is more than its whole."
    } else if figure.unit.id == "percent" && whole.is_some() && !(0.0..=100.0).contains(&value) {
        "This percentage of a whole is not between 0 and 100."
    } else {
        return None;
    };
    Some(finding("figure-arithmetic", message).at(entry.span))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::testing::Sandbox;

    const CONFIG: &str = "fields:\n  benefit:\n    - {key: gross, purpose: P, type: money}\n    - {key: cost, purpose: P, type: money}\n    - {key: net, purpose: P, type: money}\n    - {key: quantity, purpose: P, type: count}\n    - {key: unit_value, purpose: P, type: money}\n    - {key: period, purpose: P, type: number}\n";

    /// What is found in a row of the register with these fields.
    fn found(fields: &str) -> Vec<String> {
        let row = "award: p4-01\ncategory: patient-health\ntitle: T\nhorizon: one-year\nevidence: measured\n";
        let checked = Sandbox::small()
            .without("data/benefits/")
            .change("casebook.yaml", "fields:\n", CONFIG)
            .with("data/benefits/x.yaml", &format!("{row}{fields}"))
            .check();
        assert_eq!(checked.records.benefits.len(), 1, "{:?}", checked.problems);
        let benefits = checked.records.benefits.iter().flat_map(benefit);
        benefits.map(|problem| problem.message).collect()
    }

    fn money(key: &str, amount: &str) -> String {
        format!("{key}: {{amount: {amount}, currency: GBP}}\n")
    }

    #[test]
    fn gross_less_cost_is_net_with_or_without_a_minus() {
        let row = |cost: &str, net: &str| {
            found(
                &[
                    money("gross", "500.50"),
                    money("cost", cost),
                    money("net", net),
                ]
                .concat(),
            )
        };
        let none: [String; 0] = [];
        assert_eq!(row("100", "400.50"), none);
        assert_eq!(row("-100", "400.50"), none);
        assert_eq!(row("600", "-99.50"), none);
        assert_eq!(
            row("100", "400"),
            ["The net is 400, and gross less cost is 400.5."]
        );
        assert_eq!(
            found(&[money("gross", "1"), money("net", "2")].concat()),
            none
        );
    }

    #[test]
    fn quantity_times_unit_value_times_period_is_the_total_to_the_pound() {
        let row = |total: &str, period: &str| {
            let parts = ["quantity: 200\n", &money("unit_value", "2.50"), period];
            found(&[&money("total", total), parts.concat().as_str()].concat())
        };
        let none: [String; 0] = [];
        for exact in ["500", "500.50", "499.50"] {
            assert_eq!(row(exact, ""), none, "{exact}");
        }
        assert_eq!(row("250", "period: 0.5\n"), none);
        assert_eq!(row("1500", "period: 3\n"), none);
        for other in ["500.51", "499.49"] {
            let wanted =
                format!("The total is {other}, and quantity × unit value × period is 500.");
            assert_eq!(row(other, ""), [wanted]);
        }
        assert_eq!(
            row("500", "period: 0.5\n"),
            ["The total is 500, and quantity × unit value × period is 250."]
        );
    }

    #[test]
    fn a_number_is_that_of_the_cell_that_is_kept_word_for_word() {
        let row = |cells: &str| {
            let numbers = [
                "patients: 200\n",
                &money("average", "-110"),
                &money("total", "-22000"),
            ];
            found(&format!("{}printed: {{{cells}}}\n", numbers.concat()))
        };
        let none: [String; 0] = [];
        assert_eq!(
            row("patients: '200', average: -£110, total: '-£22,000'"),
            none
        );
        assert_eq!(row("patients: about 210, average: N/A"), none);
        assert_eq!(
            row("patients: '210', average: £110, total: '-£22,000.50'"),
            [
                "“patients” is 200, and the cell that is kept word for word is 210.",
                "“average” is −110, and the cell that is kept word for word is 110.",
                "“total” is −22,000, and the cell that is kept word for word is −22,000.5."
            ]
        );
    }

    #[test]
    fn a_figure_is_within_its_range_and_its_whole() {
        let figure = |numbers: &str| {
            let text = format!("title: T\nexactness: exact\nsubject: reach\n{numbers}");
            let checked = Sandbox::small()
                .without("data/figures/")
                .with("data/figures/x.yaml", &text)
                .check();
            assert_eq!(checked.records.figures.len(), 1, "{:?}", checked.problems);
            let found = checked.records.figures.iter().find_map(range);
            found.map(|problem| problem.message)
        };
        let upper = Some("The upper end of this range is below the lower.".to_string());
        let share = Some("This share is more than its whole.".to_string());
        let percent = Some("This percentage of a whole is not between 0 and 100.".to_string());
        for (numbers, said) in [
            ("value: 5\nupper: 5\nunit: patients\n", None),
            ("value: 5\nupper: 4\nunit: patients\n", upper),
            ("value: 7\nof: 7\nunit: patients\n", None),
            ("value: 8\nof: 7\nunit: patients\n", share),
            ("value: 100\nof: 7\nunit: percent\n", None),
            ("value: 0\nof: 7\nunit: percent\n", None),
            ("value: 100.1\nof: 7\nunit: percent\n", percent.clone()),
            ("value: -1\nof: 7\nunit: percent\n", percent),
            ("value: 120\nunit: percent\n", None),
        ] {
            assert_eq!(figure(numbers), said, "{numbers}");
        }
    }

    fn number(text: &str) -> Number {
        Number::parse(text).expect("a number")
    }

    #[test]
    fn cells_that_hold_a_number_are_read_and_others_are_not() {
        assert_eq!(read("-£16,477,087"), Some(-16_477_087 * UNIT));
        assert_eq!(read("\u{2212}£1.50"), Some(-1_500_000));
        assert_eq!(read("about £44 million"), None);
        assert_eq!(read("N/A"), None);
        assert_eq!(shown(-1_500_000), "−1.5");
        assert_eq!((shown(0), shown(100 * UNIT)), ("0".into(), "100".into()));
    }

    proptest! {
        #[test]
        fn numbers_are_exact_to_the_millionth(whole in -1_000_000_000_000i64..1_000_000_000_000, part in 0u32..1_000_000) {
            let sign = if whole < 0 { -1 } else { 1 };
            let text = format!("{whole}.{part:06}");
            let wanted = i128::from(whole) * UNIT + sign * i128::from(part);
            prop_assert_eq!(exact(number(&text)), Some(wanted));
        }
    }
}
