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
    for entry in &site.benefits {
        let found = [net(entry), product(entry)];
        found
            .into_iter()
            .flatten()
            .for_each(|problem| sink.push(problem));
        printed(entry, sink);
    }
    for entry in &site.figures {
        range(entry)
            .into_iter()
            .for_each(|problem| sink.push(problem));
    }
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
fn printed(entry: &Entry<Benefit>, sink: &mut Diagnostics) {
    let benefit = &entry.data;
    let Some(cells) = &benefit.printed else {
        return;
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
    for (name, cell, typed) in pairs {
        let cell = cell.as_ref().and_then(|cell| read(cell));
        if let (Some(cell), Some(typed)) = (cell, typed)
            && cell != typed
        {
            let message = format!(
                "“{name}” is {}, and the cell that is kept word for word is {}.",
                shown(typed),
                shown(cell)
            );
            sink.push(finding("benefit-arithmetic", message).at(place));
        }
    }
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
