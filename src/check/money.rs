//! Amounts of money: a set of two fields, each said to be wrong by itself.

use super::numbers::{self, Place};
use super::scalar::wrong_type;
use crate::diag::{Diagnostic, Span, excerpt};
use crate::record::number::{Money, Number};
use crate::record::shape::Shape;
use crate::record::value::Value;
use crate::yaml::{Node, NodeKind, Pair};

/// The largest amount, in hundredths: a million million pounds. Any sum of rows fits in its type.
const LARGEST: u64 = 100_000_000_000_000;

const LIMITS: &str =
    "An amount of money has at most two decimals, and is at most a million million.";

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
        (Ok(amount), Ok(currency)) if problems.is_empty() => match money(amount, currency) {
            Some(money) => Ok(Value::Money(money, span)),
            None => Err(vec![too_exact(pairs, span)]),
        },
        (amount, currency) => {
            problems.extend([amount.err(), currency.err()].into_iter().flatten());
            Err(problems)
        }
    }
}

fn money(amount: Number, currency: impl Into<String>) -> Option<Money> {
    let money = Money::from_number(amount, currency)?;
    (money.minor.unsigned_abs() <= LARGEST).then_some(money)
}

fn in_hundredths(amount: Number) -> bool {
    money(amount, "").is_some()
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
        let place = Place {
            written: &|number| in_hundredths(number).then(|| number.to_string()),
            limits: LIMITS,
        };
        problem.hint(match numbers::hint(&text, place) {
            Some(hint) => hint,
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
    Diagnostic::error("wrong-type", LIMITS)
        .hint("Write the amount as the source gives it, in pounds and pence.")
        .at(amount.map_or(span, |pair| pair.value.span))
}

/// What to write where an amount is a text: `-£110` is `{ amount: -110, currency: GBP }`.
pub(super) fn hint(text: &str) -> String {
    // Without a sign or code the currency is a guess.
    let (digits, code, guess) = match currency_of(text) {
        Some((digits, code)) => (digits, code, ""),
        None => (text.to_string(), "GBP".to_string(), ", if pounds are meant"),
    };
    let written = |number: Number| {
        let better = format!("{{ amount: {number}, currency: {code} }}{guess}");
        in_hundredths(number).then_some(better)
    };
    let place = Place {
        written: &written,
        limits: LIMITS,
    };
    let one_sign = digits.matches(['£', '€', '$']).count() <= 1 && !digits.contains('%');
    let hint = one_sign.then(|| numbers::hint(&digits, place)).flatten();
    hint.unwrap_or_else(|| {
        "Write it in digits, such as { amount: -110, currency: GBP }. If the source gives none, leave the field out.".into()
    })
}

/// What to write where an amount is a list, such as `[1200, GBP]`.
pub(super) fn list_hint(items: &[Node]) -> String {
    let words: Vec<String> = items.iter().map(text).collect();
    hint(&words.join(" "))
}

/// The currency whose sign or code stands with an amount, and the text without it.
fn currency_of(text: &str) -> Option<(String, String)> {
    let signs = [("US$", "USD"), ("£", "GBP"), ("€", "EUR"), ("$", "USD")];
    if let Some((sign, code)) = signs.into_iter().find(|(sign, _)| text.contains(sign)) {
        // A sign stays in its place, so that the digits of “5$6” are not drawn together.
        return Some((text.replacen(sign, "£", 1), code.to_string()));
    }
    let text = text.trim();
    let before = text.split_at_checked(3).map(|(code, rest)| (rest, code));
    let end = text.len().checked_sub(3);
    let after = end.and_then(|at| text.split_at_checked(at));
    let is_code = |code: &str| code.bytes().all(|byte| byte.is_ascii_uppercase());
    let found = [before, after].into_iter().flatten();
    found
        .filter(|(_, code)| is_code(code))
        .map(|(digits, code)| (digits.to_string(), code.to_string()))
        .next()
}

#[cfg(test)]
mod tests {
    use super::hint;
    use crate::check::testing::Sandbox;

    #[test]
    fn an_amount_is_proposed_with_its_currency_and_only_when_it_is_sure() {
        for (text, better) in [
            ("-£1,100", "-1100, currency: GBP"),
            ("£-110", "-110, currency: GBP"),
            ("US$5.70", "5.70, currency: USD"),
            ("1200 GBP", "1200, currency: GBP"),
            ("CHF 1,200", "1200, currency: CHF"),
        ] {
            assert_eq!(hint(text), format!("Write it as {{ amount: {better} }}."));
        }
        let guess = "Write it as { amount: 1200, currency: GBP }, if pounds are meant.";
        assert_eq!(hint("1200"), guess);
        assert_eq!(
            hint("€3,50"),
            "A comma stands here. If it is a decimal point, write { amount: 3.50, currency: EUR }; if it parts thousands, write { amount: 350, currency: EUR }."
        );
        assert!(hint("£1,200.555").starts_with("An amount of money has at most two decimals"));
        for text in [
            "much",
            "5£6",
            "£5 million",
            "£5 and $6",
            "GBP",
            "€€€",
            "5%",
            "£5€",
        ] {
            assert!(hint(text).starts_with("Write it in digits"), "{text}");
        }
    }

    #[test]
    fn no_amount_is_proposed_that_would_be_refused() {
        let hints = |written: &str| {
            let path = "data/benefits/p4-01-a.yaml";
            let to = format!("{{amount: \"{written}\", currency: GBP}}");
            let site = Sandbox::small().change(path, "{amount: -22010, currency: GBP}", &to);
            let problems = site.check().problems;
            let hints = problems.iter().flat_map(|problem| problem.hints.clone());
            hints.collect::<String>()
        };
        assert_eq!(hints("-22,010"), "Write it as -22010.");
        assert!(hints("£1,200.555").starts_with("An amount of money has at most"));
        assert!(hints("3,50").contains("write 3.50; if it parts thousands, leave it out"));
    }

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
