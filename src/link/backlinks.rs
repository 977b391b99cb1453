//! Which records name which, so that each can show what speaks of it.

use std::collections::BTreeMap;

use crate::check::{Known, Mentions};
use crate::record::prose::Target;

/// The records that name a record.
#[derive(Clone, Debug, Default)]
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

    /// The records that name this one: kind and id, sorted.
    pub fn of(&self, kind: &str, id: &str) -> &[(&'static str, String)] {
        let key = (kind.to_string(), id.to_string());
        self.named.get(&key).map_or(&[], Vec::as_slice)
    }
}
