//! Publishing to a folder: what the site is before, during and after.

mod faults;
mod foreign;
mod in_place;
mod kill;
mod support;
mod swap;
