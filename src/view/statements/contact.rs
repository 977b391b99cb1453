//! Whom to write to, and how to add to the site.

use super::Writer;

pub(super) fn write(page: &mut Writer<'_, '_>) {
    let look = page.look;
    let config = &look.site.config;
    let statements = look.statements().cloned().unwrap_or_default();
    page.section("write", "statement.write");
    match (&statements.contact, &statements.organisation) {
        (Some(contact), Some(organisation)) => page.say(
            "statement.write_to",
            &[("href", contact), ("organisation", organisation)],
        ),
        (Some(contact), None) => page.say("statement.write_to_team", &[("href", contact)]),
        (None, _) => page.say("statement.write_nowhere", &[]),
    };
    if let Some(telephone) = &statements.telephone {
        page.say("statement.telephone", &[("number", telephone)]);
    }
    if let Some(within) = &statements.answer_within {
        page.say("statement.answer", &[("within", within)]);
    }
    page.section("problem", "statement.problem_head");
    match &config.report_address {
        Some(address) => page.say("statement.problem_to", &[("href", address)]),
        None => page.say("statement.problem_nowhere", &[]),
    };
    if look.site.routes.has("contribute/") {
        let href = look.href("contribute/");
        page.section("share", "statement.share")
            .say("statement.share_about", &[("href", &href)]);
    }
}
