//! What the organisation behind a site states about it: accessibility, privacy, and whom to write to.

use super::date::Date;
use super::declare::record;
use super::value::{Address, At, Line, Text};

record! {
    /// What the organisation behind the site states about it.
    pub struct Statements {
        /// The organisation that publishes the site.
        organisation: Option<Line>,
        /// Where readers write to: a web or mail address.
        contact: Option<Address>,
        /// A telephone number for readers.
        telephone: Option<Line>,
        /// How soon an answer comes, such as: within 5 working days.
        answer_within: Option<Line>,
        /// How accessible the site is.
        accessibility: Option<AccessibilityStatement>,
        /// What happens to readers' data.
        privacy: Option<PrivacyStatement>,
    }
}

record! {
    /// How accessible the site is, as the regulations of the United Kingdom for public bodies ask.
    pub struct AccessibilityStatement {
        /// How far it meets the Web Content Accessibility Guidelines, version 2.2, level AA: full, partial, none, or not-assessed.
        compliance: At<Line>,
        /// The day on which the statement was first written.
        prepared: At<Date>,
        /// The day on which it was last checked. It must be checked every year.
        reviewed: Option<At<Date>>,
        /// The day on which the site was last tested.
        tested: Option<At<Date>>,
        /// Who tested it.
        tested_by: Option<Line>,
        /// How it was tested.
        tested_how: Option<Text>,
        /// What does not work for everybody.
        problems: Vec<AccessibilityProblem>,
        /// What will be done, and by when.
        plans: Option<Text>,
        /// Whether the site is that of a public body of the United Kingdom, so that its regulations bind it.
        uk_public_body: Option<bool>,
    }
}

record! {
    /// Something that does not work for everybody.
    pub struct AccessibilityProblem {
        /// What it is, and whom it keeps out.
        what: Text,
        /// The success criterion that it fails, such as: 1.4.3 Contrast (minimum).
        criterion: Option<Line>,
        /// Why it is so: not-met, disproportionate-burden, or out-of-scope.
        reason: At<Line>,
        /// What will be done about it, and by when.
        plan: Option<Text>,
    }
}

record! {
    /// What happens to readers' data.
    pub struct PrivacyStatement {
        /// What the host of the site records of each visit, and for how long.
        hosting: Option<Text>,
        /// The organisation that answers for personal data, if it is not the one that publishes.
        controller: Option<Line>,
        /// Where to write about personal data.
        contact: Option<Address>,
    }
}

impl Default for Statements {
    /// Nothing is stated.
    fn default() -> Self {
        Self {
            organisation: None,
            contact: None,
            telephone: None,
            answer_within: None,
            accessibility: None,
            privacy: None,
        }
    }
}

impl Default for PrivacyStatement {
    /// Nothing is stated.
    fn default() -> Self {
        Self {
            hosting: None,
            controller: None,
            contact: None,
        }
    }
}
