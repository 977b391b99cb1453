//! What `casebook.yaml` states about the site: values that are one of a few words, and a statement
//! that has grown old.

use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, excerpt};
use crate::record::config::Config;
use crate::record::value::{At, Line};

/// How far a site meets the guidelines.
const COMPLIANCE: &[&str] = &["full", "partial", "none", "not-assessed"];
/// Why something does not work for everybody, as the regulations tell reasons apart.
const REASONS: &[&str] = &["not-met", "disproportionate-burden", "out-of-scope"];

pub(super) fn look_over(config: &Config, sink: &mut Diagnostics) {
    let statements = config.statements.as_ref();
    let Some(accessibility) = statements.and_then(|all| all.accessibility.as_ref()) else {
        return;
    };
    one_of(&accessibility.compliance, "compliance", COMPLIANCE, sink);
    for problem in &accessibility.problems {
        one_of(&problem.reason, "reason", REASONS, sink);
    }
    if let Some(reviewed) = &accessibility.reviewed
        && reviewed.value.is_over_before(accessibility.prepared.value)
    {
        let message = "The accessibility statement was checked before it was written.";
        sink.push(
            Diagnostic::error("review-order", message)
                .at(reviewed.span)
                .related(accessibility.prepared.span, "written on this day")
                .hint("Correct one of the two days."),
        );
    }
}

fn one_of(value: &At<Line>, field: &str, known: &[&str], sink: &mut Diagnostics) {
    if known.contains(&&*value.value.0) {
        return;
    }
    let message = format!(
        "“{}” is no value of the field “{field}”.",
        excerpt(&value.value.0)
    );
    let hint = match nearest(&value.value.0, known.iter().copied()) {
        Some(near) => format!("Did you mean “{near}”?"),
        None => format!("Write one of: {}.", known.join(", ")),
    };
    sink.push(
        Diagnostic::error("unknown-value", message)
            .at(value.span)
            .hint(hint),
    );
}
