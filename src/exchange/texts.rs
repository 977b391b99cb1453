//! What people type into cells, as values.
//!
//! What is surely meant is taken: `£1,200`, `30 April 2025`, “Neurology” for `neurology`. What is
//! not stays as it was typed, and the checks of the site say what is wrong with it.

use super::Site;
use super::columns::Column;
use super::layout::Layout;
use super::map::DateOrder;
use super::values::{canonical, is_simple, of_json};
use crate::edit::Plain;
use crate::record::dated::{self, Dated};
use crate::record::number::Number;
use crate::record::shape::Shape;
use crate::schema::RecordKind;
use crate::tables::{Cell, day_of, split};

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nothing.
    Blank,
    /// That there is nothing to say: “N/A”, “TBC”, “-”.
    Placeholder,
    /// A value.
    Value(Plain),
}

/// Words that stand where there is nothing to say, in small letters.
const PLACEHOLDERS: [&str; 16] = [
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "tbc",
    "tbd",
    "tba",
    "-",
    "--",
    "\u{2013}",
    "\u{2014}",
    "?",
    "..",
    "to be confirmed",
    "not reported",
    "#n/a",
];

/// Signs and codes of money, each with its code.
const CURRENCIES: [(&str, &str); 7] = [
    ("US$", "USD"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("$", "USD"),
    ("GBP", "GBP"),
    ("EUR", "EUR"),
    ("USD", "USD"),
];

/// What is told of a cell that was read otherwise than it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Remark {
    Placeholder,
    Ambiguous(bool),
    ShortYear,
    Serial,
}

impl Remark {
    pub(super) fn says(self) -> &'static str {
        match self {
            Remark::Placeholder => {
                "“N/A”, “TBC”, “-” or the like, which leaves the record as it is"
            }
            Remark::Ambiguous(false) => {
                "dates such as 6/8/2018, read with the day first (6 August). With “dates: month-first” in a map they are read as 8 June"
            }
            Remark::Ambiguous(true) => {
                "dates such as 6/8/2018, read with the month first (8 June). With “dates: day-first” in a map they are read as 6 August"
            }
            Remark::ShortYear => "years of two digits, taken to be of this century",
            Remark::Serial => "dates as plain numbers, counted in days as Excel does",
        }
    }
}

/// What a cell gives besides its value.
#[derive(Clone, Debug, Default)]
pub(super) struct Aside {
    pub(super) remarks: Vec<Remark>,
    /// The currency whose sign stands with an amount.
    pub(super) currency: Option<&'static str>,
}

/// What is wrong with a cell: what, and what to do.
pub(super) type Wrong = (String, String);

/// Reads cells of a sheet.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) site: Site<'a>,
    pub(super) layout: &'a Layout,
}

impl Texts<'_> {
    /// What a cell of a column says.
    pub(super) fn read(
        &self,
        cell: &Cell,
        column: &Column,
        aside: &mut Aside,
    ) -> Result<Asked, Wrong> {
        match cell {
            Cell::Error(sign) => {
                return Err((
                    format!("The cell shows {sign}, the sign of an error in a formula."),
                    "Mend the formula, or type the value in its place.".into(),
                ));
            }
            Cell::NoResult => {
                return Err((
                    "The cell holds a formula, and the file does not hold its result.".into(),
                    "Open the file in Excel or LibreOffice and save it, or type the value in its place.".into(),
                ));
            }
            _ => {}
        }
        let text = cell.text();
        if text.is_empty() {
            return Ok(Asked::Blank);
        }
        if self.is_placeholder(&text, column) {
            aside.remarks.push(Remark::Placeholder);
            return Ok(Asked::Placeholder);
        }
        let plain = self.plain(cell, &text, column, aside)?;
        let value = canonical(plain, &column.shape);
        Ok(value.map_or(Asked::Blank, Asked::Value))
    }

    fn is_placeholder(&self, text: &str, column: &Column) -> bool {
        let named = |vocabulary: &str| self.site.vocabularies.named(vocabulary, text).is_some();
        let word = PLACEHOLDERS.contains(&text.to_lowercase().as_str());
        let meant = match &column.shape {
            Shape::Term(name) => named(name),
            Shape::List(inner) => matches!(&**inner, Shape::Term(name) if named(name)),
            _ => column.is_printed(),
        };
        word && !meant
    }

    fn plain(
        &self,
        cell: &Cell,
        text: &str,
        column: &Column,
        aside: &mut Aside,
    ) -> Result<Plain, Wrong> {
        match &column.shape {
            Shape::List(inner) if is_simple(inner) => Ok(Plain::List(self.items(text, inner))),
            Shape::List(_) | Shape::Table(_) | Shape::Struct(_) => json(text, column),
            Shape::Date => Ok(Plain::Text(self.date(cell, text, aside))),
            Shape::Count | Shape::Number => {
                let (number, currency) = amount(text);
                aside.currency = currency;
                Ok(Plain::Text(number))
            }
            _ if column.is_currency() => Ok(Plain::Text(currency(text))),
            shape => Ok(Plain::Text(self.word(text, shape))),
        }
    }

    /// A single value that is neither a number nor a date.
    fn word(&self, text: &str, shape: &Shape) -> String {
        let small = text.to_lowercase();
        let meant = match shape {
            Shape::Term(name) => self.term(name, &small, text),
            Shape::Reference(kind) => self.reference(kind, text),
            Shape::Choice(words) => words
                .iter()
                .find(|word| **word == small)
                .map(ToString::to_string),
            Shape::Flag => match small.as_str() {
                "true" | "yes" | "y" | "1" => Some("true".into()),
                "false" | "no" | "n" | "0" => Some("false".into()),
                _ => None,
            },
            _ => None,
        };
        meant.unwrap_or_else(|| text.to_string())
    }

    /// A value by its id, label or synonym. Spreadsheets make TRUE of some answers.
    fn term(&self, vocabulary: &str, small: &str, text: &str) -> Option<String> {
        let named = |word: &str| {
            self.site
                .vocabularies
                .named(vocabulary, word)
                .map(|value| value.id.clone())
        };
        named(text).or_else(|| match small {
            "true" | "y" => named("yes"),
            "false" | "n" => named("no"),
            _ => None,
        })
    }

    fn reference(&self, kind: &str, text: &str) -> Option<String> {
        let kind = RecordKind::named(kind)?;
        let id = text
            .strip_prefix(kind.name)
            .and_then(|rest| rest.strip_prefix(':'))
            .unwrap_or(text)
            .trim();
        let small = id.to_lowercase();
        let known = |id: &str| {
            let path = format!("{}/{id}.yaml", kind.folder);
            let documents = &self.site.parsed.documents;
            documents
                .binary_search_by(|document| (*document.path).cmp(&path))
                .is_ok()
        };
        match !known(id) && known(&small) {
            true => Some(small),
            false => Some(id.to_string()),
        }
    }

    /// The items of a list. Values of a vocabulary may also have commas or line ends between them.
    fn items(&self, text: &str, inner: &Shape) -> Vec<Plain> {
        let named = matches!(inner, Shape::Term(_) | Shape::Reference(_));
        let known = |word: &str| match inner {
            Shape::Term(name) => self.site.vocabularies.named(name, word).is_some(),
            _ => false,
        };
        let parts = split(text)
            .into_iter()
            .flat_map(|part| match named && !known(&part) {
                true => part
                    .split([',', '\n'])
                    .map(|part| part.trim().to_string())
                    .filter(|part| !part.is_empty())
                    .collect(),
                false => vec![part],
            });
        parts
            .map(|part| Plain::Text(self.word(&part, inner)))
            .collect()
    }

    fn date(&self, cell: &Cell, text: &str, aside: &mut Aside) -> String {
        match cell {
            Cell::Day(_, day) => return day.to_string(),
            Cell::Number(number) if (20_000.0..80_000.0).contains(number) => {
                if let Some(day) = day_of(*number, self.layout.from_1904) {
                    aside.remarks.push(Remark::Serial);
                    return day.to_string();
                }
            }
            _ => {}
        }
        let month_first = match self.layout.dates {
            Some(order) => order == DateOrder::MonthFirst,
            None => self.site.month_first,
        };
        match dated::read(text) {
            None => text.to_string(),
            Some(Dated::One { date, short }) => {
                aside.remarks.extend(short.then_some(Remark::ShortYear));
                date.to_string()
            }
            Some(Dated::Two {
                day_first,
                month_first: other,
            }) => {
                aside.remarks.push(Remark::Ambiguous(month_first));
                let meant = if month_first { other } else { day_first };
                meant.to_string()
            }
        }
    }
}

fn json(text: &str, column: &Column) -> Result<Plain, Wrong> {
    let read = serde_json::from_str(text).ok().and_then(of_json);
    let fits = |plain: &Plain| {
        matches!(
            (plain, &column.shape),
            (Plain::List(_), Shape::List(_)) | (Plain::Map(_), Shape::Table(_) | Shape::Struct(_))
        )
    };
    read.filter(fits).ok_or_else(|| {
        (
            format!("The cell must hold what the export wrote in “{}”: a list in square brackets (JSON).", column.heading),
            "Put back what the export wrote, or delete the column from the sheet and edit the field in the record's file.".into(),
        )
    })
}

fn currency(text: &str) -> String {
    let upper = text.to_uppercase();
    let known = CURRENCIES.iter().find(|(sign, _)| *sign == upper);
    known.map_or(upper.clone(), |(_, code)| code.to_string())
}

/// The digits of an amount, and the currency whose sign stands with it. What is no amount stays.
fn amount(text: &str) -> (String, Option<&'static str>) {
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .replace('\u{2212}', "-");
    let (compact, minus) = match compact
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        Some(inner) => (inner.to_string(), true),
        None => (compact, false),
    };
    let sign = CURRENCIES.iter().find(|(sign, _)| compact.contains(sign));
    let bare = sign.map_or(compact.clone(), |(sign, _)| compact.replacen(sign, "", 1));
    let bare = if minus { format!("-{bare}") } else { bare };
    match without_commas(&bare).filter(|digits| Number::parse(digits).is_some()) {
        Some(digits) => (digits, sign.map(|(_, code)| *code)),
        // The currency is known all the same, so it is not said to be missing as well.
        None => (text.to_string(), sign.map(|(_, code)| *code)),
    }
}

/// `1,200` without its commas, if they stand between thousands.
fn without_commas(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next()?;
    let thousands = groups.clone().all(|group| group.len() == 3);
    let grouped = groups.next().is_none() || (thousands && (1..=3).contains(&first.len()));
    (grouped && !decimals.contains(',')).then(|| text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_signs_and_commas() {
        for (text, digits, code) in [
            ("£1,200", "1200", Some("GBP")),
            ("-£110", "-110", Some("GBP")),
            ("\u{2212}£16,477,087", "-16477087", Some("GBP")),
            ("(£1,200.50)", "-1200.50", Some("GBP")),
            ("1 200", "1200", None),
            ("1200 EUR", "1200", Some("EUR")),
            ("US$5", "5", Some("USD")),
        ] {
            assert_eq!(amount(text), (digits.to_string(), code), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_stays_as_it_is() {
        let texts = amount("£1.9m");
        assert_eq!(texts, ("£1.9m".to_string(), Some("GBP")));
        for text in ["about 200", "1,20", "12,34,567", "57%", "-", "1.2.3"] {
            assert_eq!(amount(text), (text.to_string(), None));
        }
    }
}
