//! Addresses that lead nowhere now.

use std::collections::BTreeMap;

use super::records::Pairs;
use super::{Address, Sides};
use crate::link::of_record;

pub(super) fn addresses(sides: Sides<'_>, pairs: &Pairs<'_>) -> Vec<Address> {
    let page = |kind: &str, id: &str| match of_record(kind, id) {
        Some((route, None)) => Some(route),
        _ => None,
    };
    let moved: BTreeMap<String, String> = pairs
        .both
        .iter()
        .filter(|(old, new)| old.id != new.id)
        .filter_map(|(old, new)| Some((page(old.kind.name, old.id)?, page(new.kind.name, new.id)?)))
        .collect();
    let unread = |route: &str| {
        let mut unread = sides.unread.iter();
        unread.any(|(kind, id)| page(kind, id).as_deref() == Some(route))
    };
    // What is made from the history is there or not for reasons of its own.
    let dated = |route: &str| route == crate::link::NEWS || crate::link::UPDATES.contains(&route);
    let old = sides.old.routes.iter();
    let gone = old.filter(|route| !sides.new.routes.has(route) && !unread(route) && !dated(route));
    gone.map(|route| Address {
        old: route.to_string(),
        new: moved.get(route).cloned(),
    })
    .collect()
}
