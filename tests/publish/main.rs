//! Reading the sources and publishing the site: what there is before, during and after.

mod faults;
mod foreign;
mod in_place;
mod kill;
mod reads;
mod support;
mod swap;
