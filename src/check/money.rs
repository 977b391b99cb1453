//! Amounts of money: a set of two fields, each said to be wrong by itself.

use super::scalar::wrong_type;
use crate::diag::{Diagnostic, Span, excerpt};
use crate::record::number::{Money, Number};
use crate::record::shape::Shape;
use crate::record::value::Value;
use crate::yaml::{Node, NodeKind, Pair};

/// The largest amount, in hundredths: a million million pounds. Any sum of rows fits in its type.
const LARGEST: u64 = 100_000_000_000_000;

/// The amount, or everything that is wrong with it.
pub(super) fn read(span: Span, pairs: &[Pair], key: &str) -> Result<Value, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    for pair in pairs {
        if !matches!(pair.key.as_str(), "amount" | "currency") {
            let message = format!(
                "There is no field “{}” in an amount of money.",
                excerpt(&pair.key)
            );
            problems.push(
                Diagnostic::error("unknown-field", message)
                    .hint("It has only “amount” and “currency”.")
                    .at(pair.key_span),
            );
        }
    }
    let amount = part(pairs, "amount", key, span).and_then(amount);
    let currency = part(pairs, "currency", key, span).and_then(currency);
    match (amount, currency) {
        (Ok(amount), Ok(currency)) if problems.is_empty() => {
            let money = Money::from_number(amount, currency);
            match money.filter(|money| money.minor.unsigned_abs() <= LARGEST) {
                Some(money) => Ok(Value::Money(money, span)),
                None => Err(vec![too_exact(pairs, span)]),
            }
        }
        (amount, currency) => {
            problems.extend([amount.err(), currency.err()].into_iter().flatten());
            Err(problems)
        }
    }
}

fn part<'p>(pairs: &'p [Pair], name: &str, key: &str, at: Span) -> Result<&'p Node, Diagnostic> {
    let pair = pairs.iter().find(|pair| pair.key == name);
    pair.map(|pair| &pair.value).ok_or_else(|| {
        Diagnostic::error(
            "missing-field",
            format!("The field “{name}” is missing from “{key}”."),
        )
        .hint("Write an amount of money as { amount: -110, currency: GBP }.")
        .at(at)
    })
}

fn amount(node: &Node) -> Result<Number, Diagnostic> {
    let text = text(node);
    Number::parse(text.trim()).ok_or_else(|| {
        let problem = wrong_type("amount", &Shape::Number, &node.describe(), node.span);
        problem.hint(match super::scalar::bare_number(&text) {
            Some(better) => format!("Write it as {better}."),
            None => "Write it in digits, such as -110 or 5.70.".to_string(),
        })
    })
}

fn currency(node: &Node) -> Result<String, Diagnostic> {
    let text = text(node);
    let known = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if known {
        return Ok(text);
    }
    let message = format!(
        "“currency” must be a code of three capitals; this is {}.",
        node.describe()
    );
    Err(Diagnostic::error("wrong-type", message)
        .hint("Pounds are GBP, euros EUR, dollars USD.")
        .at(node.span))
}

fn text(node: &Node) -> String {
    match &node.kind {
        NodeKind::Scalar(scalar) => scalar.text.clone(),
        _ => String::new(),
    }
}

fn too_exact(pairs: &[Pair], span: Span) -> Diagnostic {
    let amount = pairs.iter().find(|pair| pair.key == "amount");
    Diagnostic::error(
        "wrong-type",
        "An amount of money has at most two decimals, and is at most a million million.",
    )
    .hint("Write the amount as the source gives it, in pounds and pence.")
    .at(amount.map_or(span, |pair| pair.value.span))
}

/// `-£110` as `{ amount: -110, currency: GBP }`.
pub(super) fn meant(text: &str) -> Option<String> {
    let currency = [('£', "GBP"), ('€', "EUR"), ('$', "USD")];
    let (_, code) = currency
        .into_iter()
        .find(|(sign, _)| text.contains(*sign))?;
    let bare: String = text
        .chars()
        .filter(|c| !matches!(c, '£' | '€' | '$'))
        .collect();
    let number = Number::parse(&bare)
        .map(|number| number.to_string())
        .or_else(|| super::scalar::bare_number(&bare))?;
    Some(format!("{{ amount: {number}, currency: {code} }}"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Sandbox;

    /// What is found when the small site has another amount.
    fn found(amount: &str) -> Vec<(&'static str, String)> {
        let path = "data/benefits/p4-01-a.yaml";
        let site = Sandbox::small().change(path, "{amount: -22010, currency: GBP}", amount);
        site.check().found()
    }

    #[test]
    fn what_is_wrong_with_an_amount_is_shown_where_it_stands() {
        for (amount, place) in [
            ("{amount: -22010, currency: gbp}", "gbp"),
            ("{amount: -22010, currency: POUNDS}", "POUNDS"),
            ("{amount: -22010.555, currency: GBP}", "-22010.555"),
            (
                "{amount: 1000000000000.01, currency: GBP}",
                "1000000000000.01",
            ),
            ("{amount: much, currency: GBP}", "much"),
        ] {
            assert_eq!(found(amount), [("wrong-type", place.to_string())]);
        }
        // As much as an amount may be; it only does not fit the average beside it.
        let most = found("{amount: -1000000000000, currency: GBP}");
        assert!(most.iter().all(|(code, _)| *code == "benefit-arithmetic"));
    }

    #[test]
    fn a_field_that_money_does_not_have_is_refused_although_all_else_is_right() {
        let found = found("{amount: -22010, currency: GBP, vat: 20}");
        assert_eq!(found, [("unknown-field", "vat".to_string())]);
    }
}
