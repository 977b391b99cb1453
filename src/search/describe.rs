//! The OpenSearch description, by which browsers can add the site's search.

use super::FOLDER;
use crate::link::Site;
use crate::output::escape;

/// The description; only of a site whose address is known, because it must name it.
pub(super) fn description(site: &Site) -> Option<(String, Vec<u8>)> {
    let base = escape(site.base_url.as_deref()?);
    let title = escape(&site.config.title);
    // The standard allows 16 letters in the short name.
    let short: String = site.config.title.chars().take(16).collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n\
         <Description>{title}</Description>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <Url type=\"text/html\" template=\"{base}{FOLDER}index.html?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n",
        escape(&short)
    );
    Some((format!("{FOLDER}opensearch.xml"), text.into_bytes()))
}
