//! Numbers that stand for one person: the NHS number and the National Insurance number.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::exempt::Exempt;
use super::{Found, before};
use crate::rules::patterns::pattern;

/// Signs that people put between the groups of a number: spaces of several widths, hyphens, dashes.
const BETWEEN: &str = r"[\x{20}\t.\x{a0}\x{2009}\x{202f}\-\x{2010}\x{2011}\x{2013}]";

static NHS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\d{{3}}{BETWEEN}{{0,2}}\d{{3}}{BETWEEN}{{0,2}}\d{{4}}"
    ))
});

/// The ten digits behind the words “NHS number”, grouped in any way.
static NHS_NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r#"(?i)\bNHS[\s_-]*(?:number|num|no|id)\b[^\d\n]{{0,16}}?((?:\d{BETWEEN}?){{9}}\d)"#
    ))
});

/// NHS numbers: ten digits, as one, or 3, 3 and 4, with a check digit that fits.
pub(super) fn nhs_numbers(text: &str, exempt: &Exempt, found: &mut Vec<Found>) {
    let named = NHS_NAMED
        .captures_iter(text)
        .filter_map(|parts| parts.get(1));
    let named: Vec<Range<usize>> = named
        .map(|number| number.range())
        .filter(|range| !next_is_digit(text, range.end) && is_nhs_number(&text[range.clone()]))
        .collect();
    let plain = NHS.find_iter(text).map(|number| number.range());
    let plain = plain.filter(|range| {
        stands_alone(text, range)
            && evenly_grouped(&text[range.clone()])
            && is_nhs_number(&text[range.clone()])
            && !named.contains(range)
    });
    let all = plain.chain(named.iter().cloned());
    found.extend(all.filter(|range| !exempt.has(range)).map(|range| Found {
        rule: "nhs-number",
        range,
    }));
}

/// Whether ten digits, whatever stands between them, have the check digit of an NHS number:
/// modulus 11 with the weights 10 to 2, as the NHS Data Dictionary gives it.
///
/// Numbers that begin with 0 are those of Scotland, which begin with a date of birth.
pub(super) fn is_nhs_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let [first @ .., check] = digits.as_slice() else {
        return false;
    };
    if digits.len() != 10 || digits[0] == 0 && !begins_with_a_day(&digits) {
        return false;
    }
    let sum: u32 = first
        .iter()
        .zip((2..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    (11 - sum % 11) % 11 == *check
}

/// Whether the digits begin with a day and a month.
fn begins_with_a_day(digits: &[u32]) -> bool {
    let day = digits[0] * 10 + digits[1];
    let month = digits[2] * 10 + digits[3];
    (1..=31).contains(&day) && (1..=12).contains(&month)
}

/// Whether the groups are parted alike: both, or none.
fn evenly_grouped(text: &str) -> bool {
    let mut between = text
        .split(|c: char| c.is_ascii_digit())
        .filter(|part| !part.is_empty());
    match (between.next(), between.next()) {
        (None, _) => true,
        (Some(first), Some(second)) => first == second,
        (Some(_), None) => false,
    }
}

/// Whether a number is no part of something longer: a word, a decimal, an amount of money, a
/// telephone number, a reference such as `AB-943/2`.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    begins(text, range.start) && ends(text, range.end)
}

fn begins(text: &str, start: usize) -> bool {
    let mut back = text[..start].chars().rev();
    match (back.next(), back.next()) {
        (None, _) => true,
        (Some(c), _) if c.is_alphanumeric() => false,
        (
            Some(
                '+' | '_' | '/' | '-' | '£' | '$' | '€' | '¥' | '^' | '~' | '%' | '\u{2010}'
                | '\u{2011}',
            ),
            _,
        ) => false,
        (Some(' '), Some(c)) if c.is_ascii_digit() => {
            let token = text[..start - 1].rsplit(char::is_whitespace).next();
            !token.is_some_and(leads_a_longer_number)
        }
        // 1,943 and 0.943 and 12 943: the rest of a number.
        (Some('.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2013}'), Some(c)) => {
            !c.is_ascii_digit() && !"£$€¥+".contains(c)
        }
        _ => true,
    }
}

/// Whether what stands before a number, and a space, belongs to it: the code of a telephone number,
/// or a group of up to three digits. A date or another whole number does not.
fn leads_a_longer_number(token: &str) -> bool {
    let digits = token.trim_start_matches(['+', '(', '-']);
    let bare = digits.trim_end_matches(')');
    let all = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit());
    all && (bare.len() <= 3 || bare.starts_with('0') || digits.len() < token.len())
}

/// Whether what stands after a number, and a space, belongs to it: a group of two to four digits.
fn ends_a_longer_number(token: &str) -> bool {
    let bare = token.trim_end_matches(['.', ',', ';', ':', ')']);
    (2..=4).contains(&bare.len()) && bare.chars().all(|c| c.is_ascii_digit())
}

fn ends(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    match (rest.next(), rest.next()) {
        (None, _) => true,
        (Some(c), _) if c.is_alphanumeric() => false,
        (Some('_' | '%' | '£' | '€'), _) => false,
        (Some(' '), Some(c)) if c.is_ascii_digit() => {
            let rest = &text[end + 1..];
            let token = rest.split(char::is_whitespace).next().unwrap_or_default();
            !ends_a_longer_number(token)
                || NHS.find(rest).is_some_and(|next| {
                    next.start() == 0
                        && evenly_grouped(next.as_str())
                        && is_nhs_number(next.as_str())
                })
        }
        (
            Some(
                '.' | ',' | ' ' | '/' | '-' | '\u{a0}' | '\u{202f}' | '\u{2010}' | '\u{2011}'
                | '\u{2013}',
            ),
            Some(c),
        ) => !c.is_ascii_digit(),
        _ => true,
    }
}

fn next_is_digit(text: &str, at: usize) -> bool {
    text[at..].starts_with(|c: char| c.is_ascii_alphanumeric())
}

static INSURANCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)[A-Z]{{2}}{BETWEEN}?\d{{2}}{BETWEEN}?\d{{2}}{BETWEEN}?\d{{2}}{BETWEEN}?[A-D]"
    ))
});

static INSURANCE_NAMED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:national insurance|NI (?:no|number)|NINO)\b"));

/// National Insurance numbers: two letters that are given out, six digits, and A to D.
pub(super) fn insurance_numbers(text: &str, exempt: &Exempt, found: &mut Vec<Found>) {
    for number in INSURANCE.find_iter(text) {
        let range = number.range();
        if is_word(text, &range)
            && is_insurance_number(number.as_str())
            && as_people_write_it(text, &range)
            && !exempt.has(&range)
        {
            found.push(Found {
                rule: "national-insurance-number",
                range,
            });
        }
    }
}

/// Whether the two letters are ones that HM Revenue and Customs gives out (NIM39110): neither is
/// D, F, I, Q, U or V, the second is not O, and some pairs are kept for other uses.
pub(super) fn is_insurance_number(text: &str) -> bool {
    let letters: String = text
        .chars()
        .take(2)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let barred = letters.contains(['D', 'F', 'I', 'Q', 'U', 'V']) || letters.ends_with('O');
    !barred && !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(&&*letters)
}

/// Small letters are taken for a number only where it says so, or where they cannot be the name of
/// a commit: “at 12 34 56 a” is a time, and `ab123456c` may be a hash.
fn as_people_write_it(text: &str, range: &Range<usize>) -> bool {
    let number = &text[range.clone()];
    let small = number.contains(|c: char| c.is_ascii_lowercase());
    let hash = number.chars().all(|c| c.is_ascii_hexdigit());
    let spaced = !number.chars().all(|c| c.is_ascii_alphanumeric());
    !small || !spaced && !hash || INSURANCE_NAMED.is_match(before(text, range.start, 60))
}

fn is_word(text: &str, range: &Range<usize>) -> bool {
    let joins = |c: char| c.is_alphanumeric() || "-_/#&.".contains(c);
    let before = text[..range.start].chars().next_back();
    let mut rest = text[range.end..].chars();
    let after = rest.next();
    let full_stop = after == Some('.') && !rest.next().is_some_and(char::is_alphanumeric);
    !before.is_some_and(joins) && (full_stop || !after.is_some_and(joins))
}
