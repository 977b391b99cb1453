//! Numbers as people write them: in goes a text that is not the number a field needs, out comes
//! what to write instead. A proposal is made only where the text has one reading: `1,000` has
//! one, `0,5` has not, and a wrong guess would be ten or a hundred times too large.

use crate::record::number::Number;

/// What is said where a text holds no number at all.
const NO_NUMBER: &str = "Write it in digits. If the source gives none, leave the field out.";

/// What stands between thousands.
const PARTS: [char; 3] = [',', ' ', '_'];

/// What may stand around a number and is no part of it.
const SIGNS: [char; 5] = ['£', '€', '$', '%', '+'];

/// What a text says that is not written as records write numbers.
#[derive(Debug, PartialEq)]
pub(super) enum Reading {
    /// This number, without doubt.
    Sure(Number),
    /// One comma, which is a decimal point or stands for nothing: the number for either. There is
    /// no second number where something else already stands between the thousands.
    Comma(Number, Option<Number>),
    /// Commas that fit no number.
    Commas,
    /// More digits than a number can have.
    TooLong,
}

/// A field that a number is for.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// What to write for a number. `None` when it cannot stand there.
    pub(super) written: &'a dyn Fn(Number) -> Option<String>,
    /// What is said of a number that cannot.
    pub(super) limits: &'a str,
}

/// What to write in a field for a whole number.
pub(super) fn count_hint(text: &str) -> String {
    let written = |number: Number| Some(number.to_whole().filter(|n| *n >= 0)?.to_string());
    let limits = match read(text) {
        Some(Reading::Sure(number)) if number.is_negative() => "It cannot be below 0.",
        _ => "Only a whole number can stand here. If the source gives none, leave the field out.",
    };
    let place = Place {
        written: &written,
        limits,
    };
    hint(text, place).unwrap_or_else(|| NO_NUMBER.into())
}

/// What to write in a field for a number.
pub(super) fn number_hint(text: &str) -> String {
    let place = Place {
        written: &|number| Some(number.to_string()),
        limits: "",
    };
    hint(text, place).unwrap_or_else(|| NO_NUMBER.into())
}

/// What to write instead of a text. `None` when it holds no number.
pub(super) fn hint(text: &str, place: Place<'_>) -> Option<String> {
    Some(match read(text)? {
        Reading::Sure(number) => match (place.written)(number) {
            Some(better) => format!("Write it as {better}."),
            None => place.limits.to_string(),
        },
        Reading::Comma(point, none) => comma_hint(text, point, none, place),
        Reading::Commas => "The commas do not stand between thousands: three digits must come after each. Write the number without commas, and with a point before its decimals.".into(),
        Reading::TooLong => "It has too many digits. At most 18 can be read, and at most six of them after the point.".into(),
    })
}

fn comma_hint(text: &str, point: Number, none: Option<Number>, place: Place<'_>) -> String {
    let point = (place.written)(point);
    let point = point.map(|better| format!("is a decimal point, write {better}"));
    let bare = text.trim().replace(',', "");
    let none = none.and_then(place.written).map(|better| {
        // Where the text without its comma is all that is needed, that is the shorter thing to say.
        match Number::parse(&bare).is_some_and(|number| number.to_string() == better) {
            true => "parts thousands, leave it out".to_string(),
            false => format!("parts thousands, write {better}"),
        }
    });
    let ways: Vec<String> = [point, none].into_iter().flatten().collect();
    match ways.is_empty() {
        true => format!("A comma stands here. {}", place.limits),
        false => format!("A comma stands here. If it {}.", ways.join("; if it ")),
    }
}

/// Reads a number as people write it. `None` when the text holds none.
pub(super) fn read(text: &str) -> Option<Reading> {
    let (sign, digits) = parted(text);
    let fits = |c: char| c.is_ascii_digit() || c == '.' || PARTS.contains(&c);
    if !digits.chars().all(fits) || !digits.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some(bare) = without_parts(&digits) {
        let number = Number::parse(&format!("{sign}{bare}"));
        return Some(number.map_or(Reading::TooLong, Reading::Sure));
    }
    digits.contains(',').then(|| comma(sign, &digits))
}

/// The minus of a number, and what else there is of it, without signs of money and per cent.
fn parted(text: &str) -> (&'static str, String) {
    let around = |c: char| c.is_whitespace() || SIGNS.contains(&c);
    let text = text.trim_matches(around);
    let rest = text.strip_prefix(['-', '\u{2212}']);
    let digits = rest.unwrap_or(text).trim_matches(around);
    // The narrow and unbreakable spaces that stand between thousands in print.
    let even = digits
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c });
    (if rest.is_some() { "-" } else { "" }, even.collect())
}

/// `1,000.5` without what stands between its thousands. `None` when something stands elsewhere.
fn without_parts(digits: &str) -> Option<String> {
    if digits.matches('.').count() > 1 {
        // As much of Europe writes 1,200,000.
        return grouped(digits, '.');
    }
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = match PARTS.into_iter().find(|part| whole.contains(*part)) {
        Some(part) => grouped(whole, part)?,
        None if whole.is_empty() => "0".to_string(),
        None => whole.to_string(),
    };
    all_digits(decimals).then(|| match decimals {
        "" => whole,
        decimals => format!("{whole}.{decimals}"),
    })
}

/// A whole number without what stands between its thousands, if that stands nowhere else. `0,500`
/// begins with a 0, as no number with thousands does: its comma is a decimal point.
fn grouped(digits: &str, part: char) -> Option<String> {
    let mut groups = digits.split(part);
    let first = groups.next()?;
    let begins = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let fits = begins && groups.all(|group| group.len() == 3);
    let bare: String = digits.split(part).collect();
    (fits && all_digits(&bare)).then_some(bare)
}

/// A number with commas of which at least one is not between thousands.
fn comma(sign: &str, digits: &str) -> Reading {
    let parse = |bare: String| Number::parse(&format!("{sign}{bare}"));
    let point = digits.split_once(',').and_then(|(whole, decimals)| {
        let between = [' ', '.'].into_iter().find(|part| whole.contains(*part));
        let whole = match between {
            Some(part) => grouped(whole, part)?,
            None => whole.to_string(),
        };
        parse(format!("{whole}.{decimals}"))
    });
    let one_part = !digits.contains(['.', ' ', '_']);
    let none = one_part.then(|| parse(digits.replace(',', ""))).flatten();
    point.map_or(Reading::Commas, |point| Reading::Comma(point, none))
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::problem;
    use crate::record::shape::Shape;

    #[test]
    fn a_number_is_proposed_only_where_commas_stand_between_thousands() {
        for (text, better) in [
            ("1,000", "1000"),
            ("-1,234,567.50", "-1234567.50"),
            ("£1.9", "1.9"),
            ("57 %", "57"),
            ("1 000", "1000"),
            ("1\u{202f}000\u{a0}000", "1000000"),
            ("1.200.000", "1200000"),
            ("\u{2212}5", "-5"),
            (".5", "0.5"),
            ("5.", "5"),
        ] {
            assert_eq!(
                number_hint(text),
                format!("Write it as {better}."),
                "{text}"
            );
            assert_eq!(problem(better, &Shape::Number, "value"), None, "{better}");
        }
        let decimal = "A comma stands here. If it is a decimal point, write";
        for (text, point) in [
            ("0,5", "0.5"),
            ("1,20", "1.20"),
            ("3,5", "3.5"),
            ("-3,5", "-3.5"),
            ("1,2000", "1.2000"),
            ("0,500", "0.500"),
        ] {
            let says = format!("{decimal} {point}; if it parts thousands, leave it out.");
            assert_eq!(number_hint(text), says);
        }
        assert_eq!(number_hint("1.234,56"), format!("{decimal} 1234.56."));
        assert_eq!(number_hint("1 234,5"), format!("{decimal} 1234.5."));
        for text in ["12,000,00", "1,2,3", "12,34.5", ",", "1,", "5,5 6"] {
            let says = number_hint(text);
            assert!(!says.contains("Write it as"), "{text}: {says}");
        }
        for text in ["two", "1 5", "5£6", "0o14", "1e3", "", "1/2", "--5"] {
            assert_eq!(number_hint(text), NO_NUMBER, "{text}");
        }
    }

    #[test]
    fn of_digits_it_is_not_said_that_they_must_be_digits() {
        assert!(number_hint("0.1234567890123456789").starts_with("It has too many digits."));
        assert!(count_hint("99999999999999999999").starts_with("It has too many digits."));
        assert_eq!(count_hint("-1"), "It cannot be below 0.");
        assert_eq!(count_hint("1.0"), "Write it as 1.");
        assert!(count_hint("1.5").starts_with("Only a whole number can stand here."));
        let half = "A comma stands here. If it parts thousands, leave it out.";
        assert_eq!(count_hint("12,5"), half);
    }
}
