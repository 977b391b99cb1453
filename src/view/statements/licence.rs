//! Who may use the text and data of the site, and the design system that it is built with.

use super::{Part, Writer};

pub(super) fn write(page: &mut Writer<'_, '_>) {
    let look = page.look;
    page.section("own", "statement.own_text");
    match &look.site.config.content_licence {
        Some(licence) => match &licence.address {
            Some(address) => page.say(
                "statement.licensed_at",
                &[("licence", &licence.name), ("href", address)],
            ),
            None => page.say("statement.licensed", &[("licence", &licence.name)]),
        },
        None => page.say("statement.no_licence", &[]),
    };
    page.say("statement.attribution", &[]);
    let sources = look.site.sources.iter().map(|source| {
        let href = look.href(&format!("sources/{}/", source.id));
        let rights = source.data.rights.as_ref().map(ToString::to_string);
        match rights {
            Some(rights) => look.words.rich(
                "statement.source_rights",
                &[
                    ("source", &source.data.short),
                    ("href", &href),
                    ("rights", &rights),
                ],
            ),
            None => look.words.rich(
                "statement.source_no_rights",
                &[("source", &source.data.short), ("href", &href)],
            ),
        }
    });
    let sources: Vec<String> = sources.collect();
    if !sources.is_empty() {
        page.section("sources", "statement.source_text")
            .say("statement.source_text_about", &[])
            .part(Part::List(sources));
    }
    page.section("software", "statement.software")
        .say("statement.software_about", &[]);
}
