//! What happens to readers' data: nothing leaves the device, and what is kept there can be deleted.

use super::{Part, Writer};
use crate::view::search::host;

pub(super) fn write(page: &mut Writer<'_, '_>) {
    let statements = page.look.statements().cloned().unwrap_or_default();
    let privacy = statements.privacy.unwrap_or_default();
    let server = page.look.site.config.search_endpoint().map(host);
    page.section("visit", "statement.visit")
        .say("statement.visit_none", &[]);
    match server {
        Some(host) => page.say("statement.search_server", &[("host", &host)]),
        None => page.say("statement.search_device", &[]),
    };
    match &privacy.hosting {
        Some(hosting) => page.quote(hosting),
        None => page.say("statement.hosting_unknown", &[]),
    };
    page.section("device", "statement.device")
        .say("statement.device_only", &[])
        .part(Part::Device {});
    page.section("who", "statement.controller");
    match privacy.controller.or(statements.organisation) {
        Some(controller) => page.say("statement.controller_is", &[("organisation", &controller)]),
        None => page.say("statement.controller_unknown", &[]),
    };
    if let Some(contact) = privacy.contact.or(statements.contact) {
        page.say("statement.privacy_contact", &[("href", &contact)]);
    }
}
