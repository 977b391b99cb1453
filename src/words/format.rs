//! Dates, numbers and money as readers of the language write them.

use super::Words;
use crate::record::date::Date;
use crate::record::number::{Money, Number};

impl Words {
    /// A date: `30 April 2025`, `April 2025` or `2025`.
    pub fn date(&self, date: Date) -> String {
        let year = format!("{:04}", date.year());
        let Some(number) = date.month() else {
            return self.fill("format.year", &[("year", &year)]);
        };
        let month = self.text(&format!("format.month_{number}"));
        match date.day_of_month() {
            Some(day) => self.fill(
                "format.day",
                &[("day", &day), ("month", &month), ("year", &year)],
            ),
            None => self.fill("format.month", &[("month", &month), ("year", &year)]),
        }
    }

    /// A number, with a mark between thousands: `−16,477,087.5`.
    pub fn number(&self, number: Number) -> String {
        let plain = number.to_string();
        let (minus, digits) = match plain.strip_prefix('-') {
            Some(rest) => (self.text("format.minus"), rest),
            None => (String::new(), plain.as_str()),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let mut text = minus + &grouped(whole, &self.text("format.thousands"));
        if !decimals.is_empty() {
            text.push_str(&self.text("format.decimal"));
            text.push_str(decimals);
        }
        text
    }

    /// A number of things, as records hold it.
    pub fn counted(&self, count: u64) -> String {
        self.number(Number::whole(i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// A whole number.
    pub fn whole(&self, count: usize) -> String {
        self.number(Number::whole(i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// An amount of money, its sign first: `−£16,477,087`.
    pub fn money(&self, money: &Money) -> String {
        self.in_currency(&self.number(money.amount()), money)
    }

    /// The same where the exact amount stands elsewhere: `−£16.5 million`. Below a million it is
    /// exact.
    pub fn money_short(&self, money: &Money) -> String {
        // In pence to tenths of a million, rounded half up, so that no float is near a figure.
        let tenths = (money.minor.unsigned_abs() + 5_000_000) / 10_000_000;
        if money.minor.unsigned_abs() < 100_000_000 {
            return self.money(money);
        }
        let minus = if money.minor < 0 { "-" } else { "" };
        let number = Number::parse(&format!("{minus}{}.{}", tenths / 10, tenths % 10));
        let number = number.map(|number| self.number(number)).unwrap_or_default();
        let amount = self.fill("format.million", &[("number", &number)]);
        self.in_currency(&amount, money)
    }

    fn in_currency(&self, plain: &str, money: &Money) -> String {
        let minus = self.text("format.minus");
        let (sign, digits) = match plain.strip_prefix(&minus) {
            Some(rest) => (minus.as_str(), rest),
            None => ("", plain),
        };
        let key = format!("format.money_{}", money.currency.to_ascii_lowercase());
        let known = self.pattern(&key, None).is_ok();
        let key = if known {
            key.as_str()
        } else {
            "format.money_other"
        };
        self.fill(
            key,
            &[
                ("sign", &sign),
                ("amount", &digits),
                ("currency", &money.currency),
            ],
        )
    }
}

fn grouped(digits: &str, mark: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(mark);
        }
        text.push(digit);
    }
    text
}
