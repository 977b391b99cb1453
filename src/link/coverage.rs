//! Coverage: where each item of each source went.

use std::collections::BTreeMap;

use super::provenance::each;
use crate::check::Records;
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics};
use crate::record::Entry;
use crate::record::common::ItemName;
use crate::record::source::Source;

/// The records that carry an item to readers, by source and item: (kind, id).
pub type Coverage = BTreeMap<String, BTreeMap<String, Vec<(&'static str, String)>>>;

/// How many uncovered items a warning names.
const NAMED: usize = 5;

pub(super) fn coverage(records: &Records, sink: &mut Diagnostics) -> Coverage {
    let mut coverage: Coverage = BTreeMap::new();
    for source in &records.sources {
        let items = source
            .data
            .items
            .iter()
            .map(|item| (item.id.value.to_string(), Vec::new()));
        coverage.insert(source.id.clone(), items.collect());
    }
    each(records, |kind, id, common| {
        for name in &common.covers {
            let (source, item) = name.parts();
            let carriers = coverage
                .get_mut(source)
                .and_then(|items| items.get_mut(item));
            match carriers {
                Some(carriers) => carriers.push((kind, id.to_string())),
                None if is_left_out(source, records) => {}
                None => sink.push(unknown(name, records)),
            }
        }
    });
    for source in &records.sources {
        if let Some(problem) = uncovered(source, &coverage) {
            sink.push(problem);
        }
    }
    coverage
}

/// Whether a source exists and is not part of the site: a draft, or wrong and reported as such.
fn is_left_out(source: &str, records: &Records) -> bool {
    records.known.get("source", source).is_some() && super::find(&records.sources, source).is_none()
}

fn unknown(name: &ItemName, records: &Records) -> Diagnostic {
    let (source, item) = name.parts();
    let Some(source) = super::find(&records.sources, source) else {
        let ids = records.sources.iter().map(|source| source.id.as_str());
        let problem = Diagnostic::error(
            "unknown-item",
            format!("“{}” names no source that exists.", name.name),
        )
        .at(name.span);
        return match nearest(source, ids) {
            Some(near) => problem.hint(format!("Did you mean “{near}#{item}”?")),
            None => problem.hint(
                "Write the source's id, “#”, and the item's id: ai-lab-evaluation#table-4-01.",
            ),
        };
    };
    let ids = source.data.items.iter().map(|item| &*item.id.value);
    let problem = Diagnostic::error(
        "unknown-item",
        format!("The source “{}” has no item “{item}”.", source.id),
    )
    .at(name.span);
    match nearest(item, ids) {
        Some(near) => problem.hint(format!("Did you mean “{}#{near}”?", source.id)),
        None => problem.hint(format!(
            "The items are listed in data/sources/{}.yaml.",
            source.id
        )),
    }
}

fn uncovered(source: &Entry<Source>, coverage: &Coverage) -> Option<Diagnostic> {
    let carried = coverage.get(&source.id)?;
    let mut left = source
        .data
        .items
        .iter()
        .filter(|item| carried.get(&*item.id.value).is_some_and(Vec::is_empty));
    let first = left.next()?;
    let rest: Vec<&str> = left.map(|item| &*item.id.value).collect();
    let count = rest.len() + 1;
    let mut named = vec![&*first.id.value];
    named.extend(rest.iter().take(NAMED - 1));
    let items = if count == 1 { "item" } else { "items" };
    let message = format!(
        "{count} {items} of {} that this source lists went nowhere: {}{}.",
        source.data.items.len(),
        named.join(", "),
        if count > NAMED { " …" } else { "" }
    );
    Some(
        Diagnostic::warning("uncovered-items", message)
            .hint("Name each under “covers” of the lesson, guide or other record that carries it to readers.")
            .at(first.id.span),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::Sandbox;

    #[test]
    fn an_item_of_a_source_that_is_left_out_is_not_said_to_be_unknown() {
        let award = "data/awards/p4-02.yaml";
        let source = "data/sources/evaluation.yaml";
        let codes = |site: Sandbox| {
            let mut sink = Diagnostics::new();
            coverage(&site.check().records, &mut sink);
            sink.iter().map(|problem| problem.code).collect::<Vec<_>>()
        };
        let covering =
            || Sandbox::small().change(award, "status:", "covers: [evaluation#one]\nstatus:");
        assert_eq!(codes(covering()), ["unknown-item"]);
        assert!(codes(covering().change(source, "title:", "state: draft\ntitle:")).is_empty());
    }
}
