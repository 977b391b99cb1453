//! Which records name which, so that each can show what speaks of it.

use std::collections::BTreeMap;

use crate::check::{Known, Mentions};
use crate::record::prose::Target;
use crate::record::reads;

/// The records that name a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Backlinks {
    named: BTreeMap<(String, String), Vec<(&'static str, String)>>,
}

impl Backlinks {
    pub(super) fn new(known: &Known, mentions: &Mentions) -> Self {
        let owners = known.owners();
        let mut named: BTreeMap<(String, String), Vec<(&'static str, String)>> = BTreeMap::new();
        for mention in mentions.iter() {
            let Target::Record { kind, id, .. } = &mention.target else {
                continue;
            };
            let Some((by_kind, by_id)) = owners.get(&mention.span.file) else {
                continue;
            };
            if kind != by_kind || id != by_id {
                let names = named.entry((kind.clone(), id.clone())).or_default();
                names.push((by_kind, (*by_id).to_string()));
            }
        }
        for names in named.values_mut() {
            names.sort();
            names.dedup();
        }
        Self { named }
    }

    /// The records that name this one: kind and id, sorted. It is noted that they are asked for.
    pub fn of(&self, kind: &str, id: &str) -> &[(&'static str, String)] {
        reads::links_to(kind, id);
        let key = (kind.to_string(), id.to_string());
        self.named.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The keys ([`reads::link_key`]) of records that other records name than before.
    pub(super) fn changed_since(&self, before: &Self) -> Vec<u64> {
        let changed = |this: &Self, other: &Self| -> Vec<u64> {
            let named = this.named.iter();
            let other = named.filter(|(key, names)| other.named.get(*key) != Some(*names));
            other
                .map(|((kind, id), _)| reads::link_key(kind, id))
                .collect()
        };
        if self == before {
            return Vec::new();
        }
        let mut keys = changed(self, before);
        keys.extend(changed(before, self));
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}
