//! Single values: from text to numbers, dates, ids and addresses.

use super::{id, numbers};
use crate::diag::excerpt;
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, FileId, Span, TextMap};
use crate::record::date::Date;
use crate::record::dated::{self, Dated};
use crate::record::number::Number;
use crate::record::shape::Shape;
use crate::record::value::Value;
use crate::yaml::Scalar;

/// The value of a scalar for one of the simple shapes.
pub(super) fn read(
    scalar: &Scalar,
    span: Span,
    shape: &Shape,
    key: &str,
) -> Result<Value, Diagnostic> {
    let text = scalar.text.trim();
    let wrong = || wrong_type(key, shape, &format!("“{}”", excerpt(text)), span);
    let value = match shape {
        Shape::Line => line(text, span),
        Shape::Text => Some(Value::Text(text.to_string(), span)),
        Shape::Count => text.parse().ok().map(|count| Value::Count(count, span)),
        Shape::Number => Number::parse(text).map(|number| Value::Number(number, span)),
        Shape::Date => Date::parse(text).map(|date| Value::Date(date, span)),
        Shape::Flag => match text {
            "true" => Some(Value::Flag(true, span)),
            "false" => Some(Value::Flag(false, span)),
            _ => None,
        },
        Shape::Id => id::is_id(text).then(|| Value::Text(text.to_string(), span)),
        Shape::Address => is_address(text).then(|| Value::Text(text.to_string(), span)),
        Shape::Choice(words) => words
            .contains(&text)
            .then(|| Value::Text(text.to_string(), span)),
        _ => None,
    };
    value.ok_or_else(|| match hint(shape, text) {
        Some(hint) => wrong().hint(hint),
        None => wrong(),
    })
}

/// What is wrong with a text as the value of a field with a simple shape, and what to do; for
/// tools that ask for a value before it is in a file.
pub fn problem(text: &str, shape: &Shape, key: &str) -> Option<String> {
    let span = Span::file_start(FileId(0));
    let scalar = Scalar {
        text: text.to_string(),
        quoted: false,
        map: TextMap::opaque(span),
    };
    let wrong = read(&scalar, span, shape, key).err()?;
    Some([vec![wrong.message], wrong.hints].concat().join(" "))
}

/// What to write instead.
fn hint(shape: &Shape, text: &str) -> Option<String> {
    if let Some(better) = better(shape, text) {
        return Some(format!("Write it as {better}."));
    }
    let standing = match shape {
        Shape::Choice(words) => {
            let near = nearest(text, words.iter().copied())?;
            return Some(format!("Did you mean “{near}”?"));
        }
        Shape::Line => "Write it on one line.",
        Shape::Count => return Some(numbers::count_hint(text)),
        Shape::Number => return Some(numbers::number_hint(text)),
        Shape::Money => return Some(super::money::hint(text)),
        Shape::Date => return Some(date_hint(text)),
        Shape::Address => "Copy the whole address from the browser.",
        _ => return None,
    };
    Some(standing.to_string())
}

fn line(text: &str, span: Span) -> Option<Value> {
    (!text.contains('\n')).then(|| Value::Text(text.to_string(), span))
}

/// What the value is, and what it should have been.
pub(super) fn wrong_type(key: &str, shape: &Shape, found: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "wrong-type",
        format!("“{key}” must be {}; this is {found}.", shape.wanted()),
    )
    .at(span)
}

/// A value that was surely meant.
fn better(shape: &Shape, text: &str) -> Option<String> {
    match shape {
        Shape::Flag => match text.to_lowercase().as_str() {
            "yes" | "y" | "on" => Some("true".into()),
            "no" | "n" | "off" => Some("false".into()),
            _ => None,
        },
        Shape::Id => Some(id::as_id(text)).filter(|id| !id.is_empty()),
        Shape::Address if text.starts_with("www.") => Some(format!("https://{text}")),
        Shape::Address if text.contains('@') && !text.contains(':') => {
            Some(format!("mailto:{text}"))
        }
        Shape::Address if text.contains('.') && !text.contains([':', ' ']) => {
            Some(format!("https://{text}"))
        }
        _ => None,
    }
}

/// `30/04/2025` and `30 April 2025` as `2025-04-30`; both readings of `6/8/2018`; and what is
/// wrong with 30 February.
fn date_hint(text: &str) -> String {
    match dated::read(text) {
        Some(Dated::One { date, short: false }) => format!("Write it as {date}."),
        // Which century it is cannot be known.
        Some(Dated::One { date, short: true }) => if_meant(date),
        Some(Dated::Two {
            day_first,
            month_first,
        }) => format!(
            "Write it as {day_first} if {} is meant, or as {month_first} if {} is.",
            day_first.in_words(),
            month_first.in_words()
        ),
        None => no_date_hint(text),
    }
}

fn no_date_hint(text: &str) -> String {
    if let Some(month) = dated::month_after_year(text) {
        // `2011\u{2013}12` can also be the two years.
        return if_meant(month);
    }
    if let Some((month, days)) = dated::too_short_month(text) {
        let month = month.in_words();
        return format!("{month} has {days} days. Write the day that the source gives.");
    }
    "If the source gives only a month or a year, write that. If it gives no date, leave the field out.".into()
}

fn if_meant(date: Date) -> String {
    format!("Write it as {date}, if {} is meant.", date.in_words())
}

fn is_address(text: &str) -> bool {
    let rest = ["https://", "http://", "mailto:"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let fits = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"');
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_surely_meant_is_offered() {
        assert_eq!(better(&Shape::Flag, "Yes").as_deref(), Some("true"));
        assert_eq!(better(&Shape::Id, "P4 01").as_deref(), Some("p4-01"));
        assert_eq!(
            better(&Shape::Address, "a@b.uk").as_deref(),
            Some("mailto:a@b.uk")
        );
        assert_eq!(
            better(&Shape::Address, "example.org").as_deref(),
            Some("https://example.org")
        );
    }

    #[test]
    fn of_a_date_is_said_what_to_write_and_what_must_be_asked() {
        for (text, says) in [
            ("30/04/2025", "Write it as 2025-04-30."),
            ("6 August 2018", "Write it as 2018-08-06."),
            ("20250430", "Write it as 2025-04-30."),
            (
                "6/8/2018",
                "Write it as 2018-08-06 if 6 August 2018 is meant, or as 2018-06-08 if 8 June 2018 is.",
            ),
            (
                "1/1/25",
                "Write it as 2025-01-01, if 1 January 2025 is meant.",
            ),
            (
                "2025\u{2013}04",
                "Write it as 2025-04, if April 2025 is meant.",
            ),
        ] {
            assert_eq!(date_hint(text), says);
        }
        for text in ["2025-02-30", "31 Feb 2025", "29/02/2025", "02/31/2025"] {
            let says = "February 2025 has 28 days. Write the day that the source gives.";
            assert_eq!(date_hint(text), says, "{text}");
        }
        for text in ["soon", "2025-13", "45/02/2025", "0000"] {
            assert!(
                date_hint(text).starts_with("If the source gives only"),
                "{text}"
            );
        }
    }

    #[test]
    fn only_web_and_mail_addresses_pass() {
        assert!(is_address("https://example.org/a?b=c"));
        for bad in [
            "javascript:alert(1)",
            "https://",
            "https://a b",
            "//x",
            "https://a\"b",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
