//! What became of links, at each place that uses one.

use super::{Asked, Link, Verdict};
use crate::diag::{Diagnostic, Diagnostics, Severity, excerpt};

/// Adds what is wrong with links to the problems.
pub fn report(links: &[Link], asked: &Asked, sink: &mut Diagnostics) {
    for link in links {
        let verdict = asked.verdicts.get(&link.address);
        let Some(problem) = verdict.and_then(|verdict| problem(&link.address, verdict)) else {
            continue;
        };
        for place in &link.places {
            sink.push(problem.clone().at(*place));
        }
    }
}

fn problem(address: &str, verdict: &Verdict) -> Option<Diagnostic> {
    let (severity, code, message, hint) = match verdict {
        Verdict::Fine | Verdict::NotAsked => return None,
        Verdict::Moved(to) => (
            Severity::Warning,
            "link-moved",
            format!("This page has moved for good: {address}"),
            format!("Look at the new address, and write it here if the page still says the same: {to}"),
        ),
        Verdict::Gone(status) => (
            Severity::Error,
            "link-gone",
            format!("There is no such page any more (status {status}): {address}"),
            "Look for the page under another address. If there is none, say in the text what it was, and take the link out.".to_string(),
        ),
        Verdict::NoHost => (
            Severity::Error,
            "link-expired",
            format!("Nobody has this name any more, or it is misspelled: {address}"),
            "Compare it with the address in a browser. A name that was given up may come to belong to somebody else, so take such a link out.".to_string(),
        ),
        Verdict::Certificate(why) => (
            Severity::Error,
            "link-expired",
            format!("Browsers warn before this page, because its certificate does not hold ({}): {address}", excerpt(why)),
            "Tell the people behind the page, or link to another.".to_string(),
        ),
        Verdict::Unreachable(why) => (
            Severity::Warning,
            "link-unreachable",
            format!("This page could not be reached, as {}: {address}", excerpt(why)),
            "It may be back in a while. If this is said again on another day, look at it in a browser.".to_string(),
        ),
        Verdict::Unclear(status) => (
            Severity::Notice,
            "link-unclear",
            format!("The server does not say whether this page is there (status {status}): {address}"),
            "Many servers answer browsers only. Open it in one.".to_string(),
        ),
    };
    Some(Diagnostic::new(severity, code, message).hint(hint))
}
