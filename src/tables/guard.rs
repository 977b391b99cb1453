//! Cells of CSV that a spreadsheet program would run as formulas.
//!
//! A program that opens CSV takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line end for
//! a formula, and some formulas do harm. Such a cell is written with an apostrophe before it. Numbers
//! are not touched: `-110` is no formula, and must stay a number.
//!
//! Nothing is lost: a text that has such an apostrophe of its own is given one more, so reading takes
//! exactly one away.

use std::borrow::Cow;

/// The sign that goes before a guarded cell.
const GUARD: char = '\'';

/// The signs with which a formula can begin, in the width of Latin and of Chinese letters.
const STARTS: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// A cell as it is written into CSV.
pub fn guarded(text: &str) -> Cow<'_, str> {
    match begins_formula(text) && !is_number(text) {
        true => Cow::Owned(format!("{GUARD}{text}")),
        false => Cow::Borrowed(text),
    }
}

/// A cell as it was before it was written into CSV.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix(GUARD) {
        Some(rest) if begins_formula(rest) => rest,
        _ => text,
    }
}

/// Whether the first sign after any apostrophes begins a formula.
fn begins_formula(text: &str) -> bool {
    text.trim_start_matches(GUARD).starts_with(STARTS)
}

/// `-110` or `-0.5`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(decimals)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for formula in [
            "=1+1", "+44 20", "-£110", "@SUM(A1)", "\t=1", "\r=1", "-1-1", "-",
        ] {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        for plain in ["", "-110", "-0.5", "a=b", "'quoted'", "1-2"] {
            assert_eq!(guarded(plain), plain);
        }
    }

    proptest! {
        #[test]
        fn what_is_guarded_comes_back(text in "['=+@a1.\t-]{0,6}") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), &text);
        }

        #[test]
        fn no_guarded_cell_begins_a_formula(text in "['=+@a1.\t-]{0,6}") {
            let cell = guarded(&text).into_owned();
            prop_assert!(!cell.starts_with(STARTS) || is_number(&cell));
        }
    }
}
