//! Numbers and money, exact as written.

use std::fmt;

use serde::{Serialize, Serializer};

/// A decimal number: `mantissa` divided by ten to the power of `scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    mantissa: i64,
    scale: u8,
}

impl Number {
    /// Reads `150019`, `-110` or `5.7`; no commas, signs of money, exponents or words.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let dot_without_decimals = digits.contains('.') && decimals.is_empty();
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || dot_without_decimals || decimals.len() > 6 {
            return None;
        }
        if !all_digits(whole) || !all_digits(decimals) {
            return None;
        }
        let size: i64 = format!("{whole}{decimals}").parse().ok()?;
        Some(Self {
            mantissa: if negative { -size } else { size },
            scale: u8::try_from(decimals.len()).ok()?,
        })
    }

    /// A whole number.
    pub fn whole(value: i64) -> Self {
        Self {
            mantissa: value,
            scale: 0,
        }
    }

    /// The value, rounded to the nearest double.
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// Whether it is below 0.
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The value as a whole number, if it is one.
    pub fn to_whole(self) -> Option<i64> {
        let unit = 10_i64.checked_pow(u32::from(self.scale))?;
        (self.mantissa % unit == 0).then_some(self.mantissa / unit)
    }

    /// With commas between thousands and a real minus sign, for readers: `−16,477,087`.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(rest) => ("\u{2212}", rest),
            None => ("", plain.as_str()),
        };
        let (whole, decimals) = match digits.split_once('.') {
            Some((whole, decimals)) => (whole, format!(".{decimals}")),
            None => (digits, String::new()),
        };
        format!("{sign}{}{decimals}", grouped_digits(whole))
    }
}

/// A count as readers write it: `2,341`.
pub fn thousands(count: usize) -> String {
    grouped_digits(&count.to_string())
}

fn grouped_digits(digits: &str) -> String {
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs();
        let unit = 10_u64.pow(u32::from(self.scale));
        match self.scale {
            0 => write!(f, "{sign}{digits}"),
            scale => write!(
                f,
                "{sign}{}.{:0width$}",
                digits / unit,
                digits % unit,
                width = usize::from(scale)
            ),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.scale {
            0 => serializer.serialize_i64(self.mantissa),
            _ => serializer.serialize_f64(self.to_f64()),
        }
    }
}

/// An amount of money, exact to the penny (or other hundredth).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// Hundredths: pence.
    pub minor: i64,
    /// ISO 4217 code: `GBP`.
    pub currency: String,
}

impl Money {
    /// An amount from its major units, such as pounds. `None` with more than two decimals, or
    /// when it does not fit.
    pub fn from_number(amount: Number, currency: impl Into<String>) -> Option<Self> {
        let places = 2_u32.checked_sub(u32::from(amount.scale))?;
        Some(Self {
            minor: amount.mantissa.checked_mul(10_i64.pow(places))?,
            currency: currency.into(),
        })
    }

    /// The amount in major units.
    pub fn amount(&self) -> Number {
        if self.minor % 100 == 0 {
            return Number::whole(self.minor / 100);
        }
        Number {
            mantissa: self.minor,
            scale: 2,
        }
    }

    /// For readers: `−£16,477,087`.
    pub fn grouped(&self) -> String {
        let grouped = self.amount().grouped();
        let (sign, digits) = match grouped.strip_prefix('\u{2212}') {
            Some(rest) => ("\u{2212}", rest),
            None => ("", grouped.as_str()),
        };
        match self.currency.as_str() {
            "GBP" => format!("{sign}£{digits}"),
            "EUR" => format!("{sign}€{digits}"),
            "USD" => format!("{sign}US${digits}"),
            other => format!("{sign}{other}\u{a0}{digits}"),
        }
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut row = serializer.serialize_struct("Money", 2)?;
        row.serialize_field("amount", &self.amount())?;
        row.serialize_field("currency", &self.currency)?;
        row.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).expect(text)
    }

    #[test]
    fn reads_plain_numbers_and_nothing_else() {
        assert_eq!(number("5.7").to_string(), "5.7");
        assert_eq!(number("-0.05").to_string(), "-0.05");
        assert_eq!(number("150019").to_whole(), Some(150_019));
        for bad in [
            "",
            "-",
            "1,000",
            "£5",
            "5.",
            ".5",
            "1e3",
            "ten",
            "9999999999999999999",
        ] {
            assert_eq!(Number::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn groups_thousands_with_a_real_minus() {
        assert_eq!(number("-16477087").grouped(), "\u{2212}16,477,087");
        assert_eq!(number("1234.5").grouped(), "1,234.5");
        assert_eq!(number("999").grouped(), "999");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }

    #[test]
    fn money_is_exact_and_shown_with_its_sign_first() {
        let money = Money::from_number(number("-16477087"), "GBP").expect("fits");
        assert_eq!(money.grouped(), "\u{2212}£16,477,087");
        assert_eq!(Money::from_number(number("1.234"), "GBP"), None);
        let pence = Money::from_number(number("0.5"), "GBP").expect("fits");
        assert_eq!(pence.grouped(), "£0.50");
    }
}
