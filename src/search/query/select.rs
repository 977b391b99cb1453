//! Which of the scored documents are the answer, and how many of them each filter would leave.

use super::score::Scored;
use crate::search::encode::Numbers;
use crate::search::store::Store;

/// With fewer pages than this that have every word, those with some of the words follow.
const FEW: usize = 5;

/// A query of this many units is a sentence: no page need have every word of it.
pub(super) const SENTENCE: usize = 4;

/// A filter that somebody has set: its id, and the values of which a page must have one.
pub type Chosen = (String, Vec<String>);

/// How many pages a value of a filter would leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The filter.
    pub facet: String,
    /// The value.
    pub value: String,
    /// Pages that have it, among those that pass the other filters.
    pub count: usize,
}

/// Puts documents in order. Unless the query is a sentence, those with some of the words are held
/// back, and left out where enough have every word.
pub(super) fn ordered(mut scored: Vec<Scored>, units: usize, partial: f64) -> Vec<Scored> {
    let whole = scored.iter().filter(|one| one.whole).count();
    if units < SENTENCE && whole >= FEW {
        scored.retain(|one| one.whole);
    }
    let behind = |one: &&mut Scored| units < SENTENCE && !one.whole;
    for one in scored.iter_mut().filter(behind) {
        one.score = (one.score as f64 * partial).round() as u64;
    }
    scored.sort_by(|a, b| b.score.cmp(&a.score).then(a.document.cmp(&b.document)));
    scored
}

/// Documents by value: for each filter and value whether each document has it.
struct Filter<'s> {
    id: &'s str,
    values: Vec<(&'s str, Vec<bool>)>,
    chosen: bool,
    passes: Vec<bool>,
}

/// Leaves what passes the filters, and counts what each value would leave. A filter is counted as if
/// nothing of its own were chosen. Filters and values that there are not are passed over.
pub(super) fn filtered(
    store: &Store,
    scored: &[Scored],
    chosen: &[Chosen],
) -> (Vec<Scored>, Vec<Count>) {
    let filters: Vec<Filter<'_>> = store
        .facets
        .iter()
        .map(|facet| filter(store, facet, chosen))
        .collect();
    let passes = |one: &Scored, but: Option<usize>| {
        let others = filters
            .iter()
            .enumerate()
            .filter(|(at, _)| Some(*at) != but);
        others
            .into_iter()
            .all(|(_, filter)| !filter.chosen || filter.passes[one.document])
    };
    let mut counts = Vec::new();
    for (at, filter) in filters.iter().enumerate() {
        let left: Vec<usize> = scored
            .iter()
            .filter(|one| passes(one, Some(at)))
            .map(|one| one.document)
            .collect();
        counts.extend(filter.values.iter().map(|(value, has)| Count {
            facet: filter.id.to_string(),
            value: (*value).to_string(),
            count: left.iter().filter(|document| has[**document]).count(),
        }));
    }
    let left = scored
        .iter()
        .filter(|one| passes(one, None))
        .cloned()
        .collect();
    (left, counts)
}

fn filter<'s>(
    store: &'s Store,
    facet: &'s crate::search::store::Facet,
    chosen: &[Chosen],
) -> Filter<'s> {
    let asked = chosen
        .iter()
        .find(|(id, _)| *id == facet.id)
        .map(|(_, values)| values);
    let mut passes = vec![false; store.head.documents];
    let mut any = false;
    let values = facet.values.iter().map(|(value, _, packed)| {
        let mut has = vec![false; store.head.documents];
        let mut document = 0;
        for gap in Numbers::of(packed) {
            document += gap as usize;
            if let Some(slot) = has.get_mut(document) {
                *slot = true;
            }
        }
        if asked.is_some_and(|asked| asked.contains(value)) {
            any = true;
            passes
                .iter_mut()
                .zip(&has)
                .for_each(|(passes, has)| *passes |= has);
        }
        (value.as_str(), has)
    });
    let values = values.collect();
    Filter {
        id: &facet.id,
        values,
        chosen: any,
        passes,
    }
}
