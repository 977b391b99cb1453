//! Whether what the site states about itself has grown old.

use crate::diag::{Diagnostic, Diagnostics};
use crate::record::config::Config;
use crate::record::date::Date;

/// An accessibility statement must be checked every year.
pub(super) fn check(config: &Config, as_of: Date, sink: &mut Diagnostics) {
    let statements = config.statements.as_ref();
    let Some(statement) = statements.and_then(|all| all.accessibility.as_ref()) else {
        return;
    };
    let checked = statement.reviewed.as_ref().unwrap_or(&statement.prepared);
    if checked.value.a_year_later().is_over_before(as_of) {
        let message = format!(
            "The accessibility statement was last checked on {}, more than a year ago.",
            checked.value.in_words()
        );
        sink.push(
            Diagnostic::warning("old-statement", message)
                .at(checked.span)
                .hint("Test the site again, correct the statement, and write the day into “reviewed”."),
        );
    }
}
