//! Rules that look at records beside one another, or at fields beside one another.

mod arithmetic;
mod awards;
mod evidence;
mod people;
mod upkeep;

pub use awards::{Balance, balance};

use super::settings::Settings;
use crate::diag::Diagnostics;
use crate::link::Site;

pub(super) fn check(site: &Site, settings: &Settings, sink: &mut Diagnostics) {
    evidence::check(site, sink);
    arithmetic::check(site, sink);
    awards::check(site, settings, sink);
    people::check(site, settings, sink);
    upkeep::check(site, sink);
}
