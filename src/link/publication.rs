//! What may not go out, on a site on which somebody must say so first.

use super::Site;
use crate::diag::{Diagnostic, Diagnostics, Severity, Span, excerpt};
use crate::record::common::Common;

/// Reports every record of the site that nobody has cleared: a warning, and where the site is built
/// for publication an error.
pub(super) fn clearance(site: &Site, severity: Severity, sink: &mut Diagnostics) {
    site.each_record(|kind, id, file, common| {
        if let Some(why) = site.uncleared(common) {
            let message = format!("The {kind} “{id}” may not go out: {why}.");
            sink.push(
                Diagnostic::new(severity, "not-cleared", message)
                    .at(Span::file_start(file))
                    .hint(CLEAR),
            );
        }
    });
}

/// What to do about a record that nobody has cleared.
pub const CLEAR: &str =
    "When somebody who may has cleared it, write “cleared:” with “by:” (the role) and “day:”.";

impl Site {
    /// Why a record of the site may not go out, if somebody must say so first and has not.
    pub fn uncleared(&self, common: &Common) -> Option<String> {
        let rule = self.config.clearance.as_ref()?;
        if rule.required != Some(true) {
            return None;
        }
        uncleared(common, |role| {
            rule.roles.is_empty() || rule.roles.iter().any(|known| ***known == *role)
        })
    }
}

fn uncleared(common: &Common, may: impl Fn(&str) -> bool) -> Option<String> {
    match &common.cleared {
        None => Some("nobody has cleared it".to_string()),
        Some(cleared) if may(&cleared.by.value) => None,
        Some(cleared) => Some(format!(
            "“{}” is none of the roles that may clear records",
            excerpt(&cleared.by.value)
        )),
    }
}
