//! Reads a style sheet into [`Facts`]: only what it asks for.

use super::css;
use super::facts::{Builder, Facts};
use super::urls;

/// Reads a style sheet.
pub(super) fn read(bytes: &[u8]) -> Facts {
    let mut facts = Builder::default();
    css::addresses(bytes, |at, address, place| {
        // `url(#x)` is a place on the page that uses the sheet, whichever that is.
        if !address.starts_with('#') {
            urls::request(&mut facts, at, place, address);
        }
    });
    facts.finish(bytes)
}
