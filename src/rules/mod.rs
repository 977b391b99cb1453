//! The rules of the house: what a site that builds may still not say, or should say better.
//!
//! In go the files, their trees and the linked [`Site`]; diagnostics come out, each with the code
//! of a rule from the [list]. The one thing to know: rules only report. At the end [`govern`] looks
//! at all that stages before this one and the rules have reported, gives each finding the level
//! that the site sets, and takes out what a record waives with a reason.
//!
//! 1. `private` scans every text for personal data and secrets.
//! 2. [`reading`] reads the running text of each record.
//! 3. [`records`] looks at records beside one another.
//! 4. [`govern`] applies levels and waivers.
//!
//! Steps 1 and 2 depend on one file, so what they find is kept by its text ([`Memo`]).

mod explain;
mod govern;
mod left;
pub mod list;
mod memo;
mod patterns;
pub mod private;
pub mod reading;
mod records;
mod settings;
mod texts;
mod waivers;

pub use explain::{explained, known_codes};
pub use left::Left;
pub use memo::Memo;
pub use records::{Balance, balance};

use crate::diag::{Diagnostic, Diagnostics};
use crate::link::Site;
use crate::parse::Parsed;
use crate::source::Files;
use settings::Settings;

/// What the rules look at.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    /// Every file.
    pub files: &'s Files,
    /// The trees of records and configuration.
    pub parsed: &'s Parsed,
    /// The site. `None` without a configuration: then only texts are looked at.
    pub site: Option<&'s Site>,
    /// Whether drafts are part of the site.
    pub drafts: bool,
}

/// Adds what breaks the rules to the problems, and applies levels and waivers to all.
pub fn check(subject: Subject<'_>, memo: &Memo, sink: &mut Diagnostics) {
    let settings = Settings::new(&subject, sink);
    private(&subject, &settings, memo, sink);
    texts::check(&subject, &settings, memo, sink);
    if let Some(site) = subject.site {
        records::check(site, &settings, sink);
    }
    let waivers = waivers::read(&subject, sink);
    govern::govern(sink, &settings, waivers);
}

/// A finding of a rule. Its level is for [`govern`] to say.
fn finding(code: &'static str, message: impl Into<String>) -> Diagnostic {
    let problem = Diagnostic::warning(code, message);
    match list::rule(code) {
        Some(rule) => problem.hint(rule.remedy),
        None => panic!("“{code}” is no rule of the list"),
    }
}

fn private(subject: &Subject<'_>, settings: &Settings, memo: &Memo, sink: &mut Diagnostics) {
    for (file, found) in memo.private(subject.files, &settings.published) {
        for one in found.iter() {
            let span = crate::diag::Span::new(file, one.range.clone());
            sink.push(finding(one.rule, what(one.rule)).at(span));
        }
    }
}

/// What a place looks like. The text itself is not repeated.
fn what(rule: &str) -> &'static str {
    match rule {
        "nhs-number" => "This looks like an NHS number: its check digit fits.",
        "national-insurance-number" => "This looks like a National Insurance number.",
        "private-key" => "A private key begins here.",
        "access-token" => "This looks like an access token.",
        "secret" => "This looks like a password or secret key.",
        "email-address" => "This looks like an e-mail address.",
        "telephone-number" => "This looks like a telephone number.",
        "date-of-birth" => "This looks like a date of birth.",
        _ => "A postcode stands beside what looks like the name of a person.",
    }
}
