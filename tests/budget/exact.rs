//! The budget-impact model in whole numbers: no floating point, so nothing is rounded before the
//! end. It shares no code with the script that it judges.
//!
//! Amounts are pence, shares are hundredths of a per cent. What a year comes to is kept as pence
//! times [`Plan::parts`], and discounted sums as that times a power of the rate's denominator.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// What a case is made of, in the order of the page.
pub(crate) const FIELDS: [&str; 11] = [
    "patients", "today", "delivery", "short", "later", "health", "setup", "running", "each",
    "first", "last",
];

/// The parts of a year that are added up.
const SUMS: [&str; 8] = [
    "today",
    "delivery",
    "short",
    "later",
    "technology",
    "changed",
    "net",
    "health",
];

/// The numbers of one case, in hundredths.
pub(crate) type Given = BTreeMap<&'static str, i128>;

/// A whole plan.
pub(crate) struct Plan {
    years: i128,
    wait: i128,
    /// What is left of a pound after a year: the first number divided by the second.
    keeps: (i128, i128),
    /// Low, central and high.
    cases: [Given; 3],
}

/// `3.5` is 350. The text has two decimals at most.
pub(crate) fn hundredths(text: &str) -> i128 {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    assert!(decimals.len() <= 2, "{text} has more than two decimals");
    let all: i128 = format!("{whole}{decimals:0<2}").parse().expect(text);
    sign * all
}

impl Plan {
    pub(crate) fn read(plan: &Value) -> Self {
        let number = |key: &str| hundredths(plan[key].as_str().expect(key));
        let rate = number("rate");
        let shared = gcd(10_000, 10_000 + rate);
        let central = given(&plan["central"], &Given::new());
        let cases = [
            given(&plan["low"], &central),
            central.clone(),
            given(&plan["high"], &central),
        ];
        Self {
            years: number("years") / 100,
            wait: number("wait") / 100,
            keeps: (10_000 / shared, (10_000 + rate) / shared),
            cases,
        }
    }

    /// Steps of the straight line on which uptake moves.
    fn steps(&self) -> i128 {
        (self.years - 1).max(1)
    }

    /// By what the numbers of a year are divided to give pence: hundredths of patients, hundredths
    /// of a per cent, and the steps.
    fn parts(&self) -> i128 {
        100 * 10_000 * self.steps()
    }

    /// Patients on the new pathway in a year, times [`Plan::parts`].
    fn users(&self, given: &Given, year: i128) -> i128 {
        if year < 1 {
            return 0;
        }
        let line = given["first"] * self.steps() + (given["last"] - given["first"]) * (year - 1);
        product(given["patients"], line)
    }

    /// One year of a case: pence times [`Plan::parts`].
    fn year(&self, given: &Given, year: i128) -> BTreeMap<&'static str, i128> {
        let whole = |pence: i128| product(pence, self.parts());
        let users = self.users(given, year);
        let of_users = |field: &str| product(given[field], users);
        let setup = if year == 1 { given["setup"] } else { 0 };
        let today = product(
            product(given["patients"], given["today"]),
            self.parts() / 100,
        );
        let later = product(given["later"], self.users(given, year - self.wait));
        let technology = of_users("each") + whole(given["running"] + setup);
        let net = of_users("delivery") + of_users("short") + later - technology;
        BTreeMap::from([
            ("today", today),
            ("delivery", of_users("delivery")),
            ("short", of_users("short")),
            ("later", later),
            ("technology", technology),
            ("changed", today - net),
            ("net", net),
            ("health", of_users("health")),
        ])
    }

    /// The parts of all years, added with or without discounting: pence.
    fn total(&self, given: &Given, discounted: bool) -> BTreeMap<&'static str, i128> {
        let (keep, of) = if discounted { self.keeps } else { (1, 1) };
        let mut sums = BTreeMap::new();
        for year in 1..=self.years {
            let weight = product(power(keep, year - 1), power(of, self.years - year));
            for (part, amount) in self.year(given, year) {
                *sums.entry(part).or_insert(0) += product(amount, weight);
            }
        }
        let divisor = product(self.parts(), power(of, self.years - 1));
        sums.values_mut()
            .for_each(|sum| *sum = round(*sum, divisor));
        sums
    }

    /// The first year from which the discounted sum is never below zero again.
    fn paid_back(&self, given: &Given) -> Option<i128> {
        let (keep, of) = self.keeps;
        let (mut sum, mut since) = (0, None);
        for year in 1..=self.years {
            let weight = product(power(keep, year - 1), power(of, self.years - year));
            sum += product(self.year(given, year)["net"], weight);
            since = since.filter(|_| sum >= 0).or((sum >= 0).then_some(year));
        }
        since
    }

    /// What the model must give for one case.
    fn expected(&self, given: &Given) -> Value {
        let years = (1..=self.years).map(|year| {
            let row = self.year(given, year);
            let pence = SUMS.map(|part| (part.to_string(), json!(round(row[part], self.parts()))));
            Value::Object(pence.into_iter().collect())
        });
        json!({
            "years": years.collect::<Vec<_>>(),
            "plain": in_order(&self.total(given, false)),
            "discounted": in_order(&self.total(given, true)),
            "paidBack": self.paid_back(given),
        })
    }

    /// The discounted net with one number of the central case replaced, for every number that
    /// differs; the widest first.
    fn sensitivity(&self) -> Value {
        let [low, central, high] = &self.cases;
        let net = |given: &Given| self.total(given, true)["net"];
        let with = |field: &'static str, value: i128| {
            let mut given = central.clone();
            given.insert(field, value);
            net(&given)
        };
        let middle = net(central);
        let differing = FIELDS
            .iter()
            .filter(|field| low[*field] != central[*field] || high[*field] != central[*field]);
        let mut rows: Vec<_> = differing
            .map(|field| {
                let (low, high) = (with(field, low[field]), with(field, high[field]));
                let width = low.max(high).max(middle) - low.min(high).min(middle);
                (width, json!({"field": field, "low": low, "high": high}))
            })
            .collect();
        rows.sort_by_key(|(width, _)| -width);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// What the model must give for the whole plan, in pence.
    pub(crate) fn answers(&self) -> Value {
        let [low, central, high] = &self.cases;
        json!({
            "low": self.expected(low),
            "central": self.expected(central),
            "high": self.expected(high),
            "sensitivity": self.sensitivity(),
        })
    }
}

/// The numbers of a case; what it does not give is that of the central case, or nothing.
fn given(case: &Value, central: &Given) -> Given {
    let read = |field: &'static str| match case[field].as_str() {
        Some(text) => hundredths(text),
        None => central.get(field).copied().unwrap_or(0),
    };
    FIELDS
        .into_iter()
        .map(|field| (field, read(field)))
        .collect()
}

fn in_order(sums: &BTreeMap<&'static str, i128>) -> Value {
    let sums = SUMS.map(|part| (part.to_string(), json!(sums[part])));
    Value::Object(sums.into_iter().collect())
}

/// To the nearest whole, halves away from nought.
fn round(amount: i128, divisor: i128) -> i128 {
    let doubled = product(amount.abs(), 2) + divisor;
    amount.signum() * (doubled / (2 * divisor))
}

fn product(a: i128, b: i128) -> i128 {
    a.checked_mul(b)
        .expect("the case is too large for exact arithmetic")
}

fn power(base: i128, exponent: i128) -> i128 {
    (0..exponent).fold(1, |sum, _| product(sum, base))
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}
