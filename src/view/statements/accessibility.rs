//! The accessibility statement, with the parts that the regulations of the United Kingdom for
//! public bodies ask for: how far the site meets the guidelines, what does not work and why, what
//! is done about it, how to report a problem, who enforces, and when and how it was tested.

use super::{Part, Writer};
use crate::record::statements::{AccessibilityProblem, AccessibilityStatement};

/// Reasons in the order of the model statement.
const REASONS: [&str; 3] = ["not-met", "disproportionate-burden", "out-of-scope"];

pub(super) fn write(page: &mut Writer<'_, '_>) {
    let site = page.look.site.config.title.to_string();
    let statements = page.look.statements().cloned().unwrap_or_default();
    page.section("scope", "statement.scope");
    match &statements.organisation {
        Some(organisation) => page.say(
            "statement.scope_run_by",
            &[("site", &site), ("organisation", organisation)],
        ),
        None => page.say("statement.scope_nobody", &[("site", &site)]),
    };
    page.say("statement.built_for", &[]);
    let abilities =
        [1, 2, 3, 4, 5].map(|at| page.look.words.rich(&format!("statement.able_{at}"), &[]));
    page.part(Part::List(abilities.to_vec()));
    let Some(statement) = statements.accessibility else {
        page.section("compliance", "statement.compliance");
        page.say("statement.no_statement", &[]);
        return report(page);
    };
    compliance(page, &statement);
    for reason in REASONS {
        problems(page, reason, &statement.problems);
    }
    if let Some(plans) = &statement.plans {
        page.section("plans", "statement.plans").quote(plans);
    }
    report(page);
    if statement.uk_public_body == Some(true) {
        page.section("enforcement", "statement.enforcement")
            .say("statement.enforcement_uk", &[]);
    }
    preparation(page, &statement);
}

fn compliance(page: &mut Writer<'_, '_>, statement: &AccessibilityStatement) {
    let key = match &*statement.compliance.value.0 {
        "full" => "statement.compliance_full",
        "partial" => "statement.compliance_partial",
        "none" => "statement.compliance_none",
        _ => "statement.compliance_not_assessed",
    };
    page.section("compliance", "statement.compliance")
        .say(key, &[]);
    if statement.uk_public_body == Some(true) {
        page.say("statement.compliance_uk", &[]);
    }
}

fn problems(page: &mut Writer<'_, '_>, reason: &str, problems: &[AccessibilityProblem]) {
    let of_reason = |problem: &&AccessibilityProblem| *problem.reason.value.0 == *reason;
    let words = page.look.words;
    let items = problems.iter().filter(of_reason).map(|problem| {
        let what = &problem.what;
        let criterion = problem
            .criterion
            .as_ref()
            .map_or(String::new(), |criterion| {
                words.fill("statement.fails", &[("criterion", criterion)])
            });
        let plan = problem
            .plan
            .as_ref()
            .map_or(String::new(), |plan| format!(" {plan}"));
        let slots: [(&str, &dyn std::fmt::Display); 3] =
            [("what", what), ("criterion", &criterion), ("plan", &plan)];
        words.rich("statement.problem", &slots)
    });
    let items: Vec<String> = items.collect();
    if items.is_empty() {
        return;
    }
    let (id, heading) = match reason {
        "not-met" => ("not-met", "statement.not_met"),
        "disproportionate-burden" => ("burden", "statement.burden"),
        _ => ("out-of-scope", "statement.out_of_scope"),
    };
    page.section(id, heading).part(Part::List(items));
}

/// How to report a problem, or that there is no way yet.
fn report(page: &mut Writer<'_, '_>) {
    let config = &page.look.site.config;
    let contact = page.look.statements().and_then(|all| all.contact.as_ref());
    let address = contact
        .or(config.report_address.as_ref())
        .map(ToString::to_string);
    let answer = page
        .look
        .statements()
        .and_then(|all| all.answer_within.as_ref());
    let answer = answer.map(ToString::to_string);
    page.section("report", "statement.report");
    match address {
        Some(address) => page.say("statement.report_to", &[("href", &address)]),
        None => page.say("statement.report_nowhere", &[]),
    };
    if let Some(within) = answer {
        page.say("statement.answer", &[("within", &within)]);
    }
}

fn preparation(page: &mut Writer<'_, '_>, statement: &AccessibilityStatement) {
    let words = page.look.words;
    let prepared = words.date(statement.prepared.value);
    page.section("preparation", "statement.preparation")
        .say("statement.prepared", &[("date", &prepared)]);
    if let Some(reviewed) = &statement.reviewed {
        page.say(
            "statement.reviewed",
            &[("date", &words.date(reviewed.value))],
        );
    }
    if let Some(tested) = &statement.tested {
        let date = words.date(tested.value);
        match &statement.tested_by {
            Some(by) => page.say("statement.tested_by", &[("date", &date), ("by", by)]),
            None => page.say("statement.tested", &[("date", &date)]),
        };
    }
    if let Some(how) = &statement.tested_how {
        page.quote(how);
    }
}
