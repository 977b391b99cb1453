//! The names of things for ever, whatever their address: `tag:` addresses (RFC 4151).

use super::Site;

/// The year of the first Casebook. A tag names a day on which its domain was the owner's; a site
/// that names none of its own is known by the domain of its address in this year.
const YEAR: &str = "2026";

impl Site {
    /// Who gives the names: the configured id, or the domain of the address. `None` when neither
    /// is known.
    pub fn authority(&self) -> Option<String> {
        if let Some(id) = &self.config.id {
            return Some(id.value.to_string());
        }
        let (_, after) = self.base_url.as_deref()?.split_once("://")?;
        let host = after.split(['/', ':']).next().unwrap_or(after);
        Some(format!("{host},{YEAR}"))
    }

    /// The name of a thing of this site for ever, if the site has a name itself.
    pub fn tag(&self, of: &str) -> Option<String> {
        Some(format!("tag:{}:{of}", self.authority()?))
    }
}
