//! What a rule is, for those who ask on the command line.

use super::list::{all, rule};

/// What the docs say of a rule; `None` when there is none with this code.
pub fn explained(code: &str) -> Option<String> {
    let rule = rule(code)?;
    Some(format!("{}\n\n{}", rule.code, rule.explained()))
}

/// The codes of all rules.
pub fn known_codes() -> impl Iterator<Item = &'static str> {
    all().map(|rule| rule.code)
}
