//! The filters of every index: for every value a count and a static page.

use std::collections::BTreeMap;

use super::Routes;
use crate::check::Records;
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::knowledge::Lesson;
use crate::record::register::Figure;
use crate::record::shape::Shape;
use crate::record::value::{Fields, Kind, Term, Value};
use crate::schema::RecordKind;

/// The value that stands for a blank.
pub const NOT_REPORTED: &str = "not-reported";

/// A filter.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// The index that it filters: `awards/`.
    pub folder: &'static str,
    /// The part of the address: `setting`.
    pub id: String,
    /// What readers see, when the site declares the filter. Casebook's own have their words in the
    /// catalogue.
    pub label: Option<String>,
    /// The vocabulary that its values are from, if they are from one.
    pub vocabulary: Option<String>,
    /// Its values, in the order of the vocabulary, with the blank last.
    pub values: Vec<FacetValue>,
}

/// A value of a filter.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetValue {
    /// The part of the address: `hospital`.
    pub id: String,
    /// What readers see; empty for the blank, unless its vocabulary names it.
    pub label: String,
    /// What it means.
    pub definition: Option<String>,
    /// Positions of the records in the site's list, ascending.
    pub entries: Vec<usize>,
}

impl FacetValue {
    /// Whether the record at this position has the value.
    pub fn has(&self, entry: usize) -> bool {
        self.entries.binary_search(&entry).is_ok()
    }
}

impl Facet {
    /// The page of one of its values.
    pub fn route(&self, value: &str) -> String {
        format!("{}{}/{value}/", self.folder, self.id)
    }

    /// The values that some record has.
    pub fn used(&self) -> impl Iterator<Item = (usize, &FacetValue)> {
        let values = self.values.iter().enumerate();
        values.filter(|(_, value)| !value.entries.is_empty())
    }
}

/// Where the values of a filter come from.
#[derive(Clone, Copy)]
enum Values<'a> {
    Vocabulary(&'a str),
    Sources,
    Awards,
}

/// A filter before it is counted.
struct Filter<'a, T> {
    id: &'a str,
    label: Option<&'a str>,
    values: Values<'a>,
    of: &'a dyn Fn(&Entry<T>) -> Vec<String>,
}

fn ids<'t, V: 't>(terms: impl IntoIterator<Item = &'t Term<V>>) -> Vec<String> {
    terms.into_iter().map(|term| term.id.clone()).collect()
}

macro_rules! filter {
    ($id:literal, $values:expr, $of:expr) => {
        Filter {
            id: $id,
            label: None,
            values: $values,
            of: &$of,
        }
    };
}

/// The filters of the award index.
pub(super) fn awards(records: &Records, routes: &Routes) -> Vec<Facet> {
    use Values::Vocabulary;
    let built: [Filter<'_, Award>; 8] = [
        filter!("phase", Vocabulary("phase"), |award| ids([&award
            .data
            .phase])),
        filter!("outcome", Vocabulary("outcome"), |award| ids([&award
            .data
            .outcome
            .value])),
        filter!("status", Vocabulary("status"), |award| ids([&award
            .data
            .status])),
        filter!("category", Vocabulary("category"), |award| ids(&award
            .data
            .category)),
        filter!("use", Vocabulary("use"), |award| ids(&award.data.r#use)),
        filter!("setting", Vocabulary("setting"), |award| ids(&award
            .data
            .setting)),
        filter!("modality", Vocabulary("modality"), |award| ids(&award
            .data
            .modality)),
        filter!("evaluator", Vocabulary("evaluator"), |award| {
            ids(award
                .data
                .evaluation
                .iter()
                .map(|evaluation| &evaluation.by))
        }),
    ];
    all(
        "awards/",
        Award::NAME,
        &records.awards,
        &built,
        records,
        routes,
    )
}

/// The filters of the lesson index.
pub(super) fn lessons(records: &Records, routes: &Routes) -> Vec<Facet> {
    use Values::Vocabulary;
    let built: [Filter<'_, Lesson>; 7] = [
        filter!("audience", Vocabulary("audience"), |lesson| ids(&lesson
            .data
            .audiences)),
        filter!("theme", Vocabulary("theme"), |lesson| {
            ids(&lesson.data.themes)
        }),
        filter!("stage", Vocabulary("stage"), |lesson| {
            ids(&lesson.data.stages)
        }),
        filter!("kind", Vocabulary("lesson-kind"), |lesson| ids(&lesson
            .data
            .kind)),
        filter!("evidence", Vocabulary("evidence-strength"), |lesson| ids(
            &lesson.data.evidence
        )),
        filter!("source", Values::Sources, |lesson| {
            let locators = lesson.common.locators.iter();
            locators.map(|locator| locator.source.id.clone()).collect()
        }),
        filter!("award", Values::Awards, |lesson| {
            lesson
                .data
                .awards
                .iter()
                .map(|award| award.id.clone())
                .collect()
        }),
    ];
    all(
        "lessons/",
        Lesson::NAME,
        &records.lessons,
        &built,
        records,
        routes,
    )
}

/// The filters of the list of figures.
pub(super) fn figures(records: &Records, routes: &Routes) -> Vec<Facet> {
    use Values::Vocabulary;
    let built: [Filter<'_, Figure>; 5] = [
        filter!("subject", Vocabulary("subject"), |figure| ids([&figure
            .data
            .subject])),
        filter!("unit", Vocabulary("unit"), |figure| ids([&figure
            .data
            .unit])),
        filter!("exactness", Vocabulary("exactness"), |figure| ids([
            &figure.data.exactness
        ])),
        filter!("source", Values::Sources, |figure| {
            let locators = figure.common.locators.iter();
            locators.map(|locator| locator.source.id.clone()).collect()
        }),
        filter!("award", Values::Awards, |figure| {
            let award = figure.data.award.iter();
            award.map(|award| award.id.clone()).collect()
        }),
    ];
    let facets = all(
        "figures/",
        Figure::NAME,
        &records.figures,
        &built,
        records,
        routes,
    );
    telling(facets)
}

/// The filters of the list of a kind that is shown like others: the fields that readers see and
/// whose values are from a vocabulary.
pub(super) fn catalogue(
    kind: &RecordKind,
    folder: &'static str,
    records: &Records,
    routes: &Routes,
) -> Vec<Facet> {
    let nothing = Vec::new();
    let entries = records.catalogued.get(kind.name).unwrap_or(&nothing);
    let hidden = kind
        .catalogue
        .map_or(&[] as &[_], |catalogue| catalogue.hidden);
    let fields = kind.shape.fields.iter();
    let fields = fields.filter(|field| !hidden.contains(&&*field.key));
    let keys: Vec<(&str, String, &str)> = fields
        .filter_map(|field| {
            let vocabulary = vocabulary(&field.shape)?;
            Some((&*field.key, field.key.replace('_', "-"), vocabulary))
        })
        .collect();
    let readers: Vec<_> = keys
        .iter()
        .map(|(key, ..)| move |entry: &Entry<Fields>| given(entry.data.get(key)))
        .collect();
    let built: Vec<Filter<'_, Fields>> = keys
        .iter()
        .zip(&readers)
        .map(|((_, id, vocabulary), of)| Filter {
            id,
            label: None,
            values: Values::Vocabulary(vocabulary),
            of,
        })
        .collect();
    telling(all(folder, kind.name, entries, &built, records, routes))
}

/// Filters that tell records apart: those of which at least two values are used.
fn telling(mut facets: Vec<Facet>) -> Vec<Facet> {
    facets.retain(|facet| facet.used().nth(1).is_some());
    facets
}

fn all<T>(
    folder: &'static str,
    kind: &str,
    entries: &[Entry<T>],
    built: &[Filter<'_, T>],
    records: &Records,
    routes: &Routes,
) -> Vec<Facet> {
    let mut facets: Vec<Facet> = built
        .iter()
        .map(|filter| facet(folder, entries, filter, records))
        .collect();
    let declared = records.declared.get(kind).into_iter().flatten();
    for declared in declared.filter(|declared| declared.filter) {
        let Some(vocabulary) = vocabulary(&declared.field.shape) else {
            continue;
        };
        let key = &*declared.field.key;
        // Two filters cannot share an address; Casebook's own stays.
        if facets.iter().any(|facet| facet.id == key) {
            continue;
        }
        let filter = Filter {
            id: key,
            label: Some(&declared.label),
            values: Values::Vocabulary(vocabulary),
            of: &|entry: &Entry<T>| declared_values(entry, key),
        };
        facets.push(facet(folder, entries, &filter, records));
    }
    // A record whose id is that of a filter keeps its address; the filter gives way.
    facets.retain(|facet| !routes.has(&format!("{folder}{}/", facet.id)));
    facets
}

fn vocabulary(shape: &Shape) -> Option<&str> {
    match shape {
        Shape::Term(vocabulary) => Some(vocabulary),
        Shape::List(inner) => vocabulary(inner),
        _ => None,
    }
}

fn declared_values<T>(entry: &Entry<T>, key: &str) -> Vec<String> {
    let value = entry.declared.iter().find(|(name, _)| name == key);
    given(value.map(|(_, value)| value))
}

/// The values that a field gives.
fn given(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Text(id, _)) => vec![id.clone()],
        Some(Value::List(items)) => items
            .iter()
            .filter_map(|item| match item {
                Value::Text(id, _) => Some(id.clone()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn facet<T>(
    folder: &'static str,
    entries: &[Entry<T>],
    filter: &Filter<'_, T>,
    records: &Records,
) -> Facet {
    let mut values = values(filter.values, records);
    let by_id: BTreeMap<String, usize> = values
        .iter()
        .enumerate()
        .map(|(at, value)| (value.id.clone(), at))
        .collect();
    let mut blank = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let given = (filter.of)(entry);
        if given.is_empty() {
            blank.push(at);
        }
        for value in given.iter().filter_map(|id| by_id.get(id)) {
            let entries = &mut values[*value].entries;
            // A record may name a value more than once.
            if entries.last() != Some(&at) {
                entries.push(at);
            }
        }
    }
    let listed = values.iter().position(|value| value.id == NOT_REPORTED);
    if !matches!(filter.values, Values::Vocabulary(_)) {
        // A vocabulary's empty values are gaps worth seeing; those of a list of records are not.
        values.retain(|value| !value.entries.is_empty());
    }
    match listed {
        Some(listed) => {
            values[listed].entries.extend(blank);
            values[listed].entries.sort_unstable();
        }
        None if !blank.is_empty() => values.push(FacetValue {
            id: NOT_REPORTED.to_string(),
            label: String::new(),
            definition: None,
            entries: blank,
        }),
        None => {}
    }
    Facet {
        folder,
        id: filter.id.to_string(),
        label: filter.label.map(str::to_string),
        vocabulary: match filter.values {
            Values::Vocabulary(vocabulary) => Some(vocabulary.to_string()),
            Values::Sources | Values::Awards => None,
        },
        values,
    }
}

/// Every value that a filter can have, without records yet.
fn values(values: Values<'_>, records: &Records) -> Vec<FacetValue> {
    let value = |id: &str, label: &str, definition: Option<String>| FacetValue {
        id: id.to_string(),
        label: label.to_string(),
        definition,
        entries: Vec::new(),
    };
    match values {
        Values::Vocabulary(vocabulary) => {
            let choices = records.vocabularies.values(vocabulary).iter();
            choices
                .map(|choice| value(&choice.id, &choice.label, choice.definition.clone()))
                .collect()
        }
        Values::Sources => {
            let sources = records.sources.iter();
            sources
                .map(|source| {
                    value(
                        &source.id,
                        &source.data.short,
                        Some(source.data.title.to_string()),
                    )
                })
                .collect()
        }
        Values::Awards => {
            let awards = records.awards.iter();
            awards
                .map(|award| value(&award.id, &award.data.title, None))
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::Sandbox;

    fn of(site: Sandbox, routes: &Routes) -> Vec<Facet> {
        let mut checked = site.check();
        assert_eq!(checked.found(), []);
        awards(&checked.records, routes)
    }

    fn counts<'f>(facets: &'f [Facet], id: &str) -> Vec<(&'f str, usize)> {
        let facet = facets.iter().find(|facet| facet.id == id).expect(id);
        let values = facet.values.iter();
        values
            .map(|value| (value.id.as_str(), value.entries.len()))
            .collect()
    }

    #[test]
    fn values_stand_in_the_order_of_the_vocabulary_with_the_blank_last() {
        let facets = of(Sandbox::small(), &Routes::default());
        assert_eq!(
            counts(&facets, "status"),
            [("completed", 1), ("stopped", 1), ("ongoing", 0)]
        );
        let blank = [("hospital", 1), ("general-practice", 0), (NOT_REPORTED, 1)];
        assert_eq!(counts(&facets, "setting"), blank);
    }

    #[test]
    fn a_blank_joins_the_value_of_the_vocabulary_that_stands_for_it() {
        let path = "data/vocabularies/setting.yaml";
        let site = Sandbox::small().change(path, "general-practice", NOT_REPORTED);
        let facets = of(site, &Routes::default());
        assert_eq!(
            counts(&facets, "setting"),
            [("hospital", 1), (NOT_REPORTED, 1)]
        );
    }

    #[test]
    fn a_declared_vocabulary_is_a_filter_when_the_site_says_so() {
        let facets = of(Sandbox::small(), &Routes::default());
        assert_eq!(counts(&facets, "region"), [("north", 1), ("south", 1)]);
        let silent = Sandbox::small().change("casebook.yaml", "      filter: true\n", "");
        let facets = of(silent, &Routes::default());
        assert!(facets.iter().all(|facet| facet.id != "region"));
    }

    #[test]
    fn an_award_with_the_id_of_a_filter_keeps_its_address() {
        let site = Sandbox::small().check();
        let text = "title: T\nproject: 1\nphase: phase-4\nsummary: S\nstatus: completed\noutcome: {value: benefit-shown, basis: B}\nregion: north\n";
        let with = Sandbox::small()
            .with("data/awards/setting.yaml", text)
            .check();
        let routes = |checked: &crate::check::testing::Checked| {
            let mut sink = crate::diag::Diagnostics::new();
            Routes::new(&checked.records, &checked.files, &mut sink)
        };
        let has = |checked: &crate::check::testing::Checked| {
            let facets = awards(&checked.records, &routes(checked));
            facets.iter().any(|facet| facet.id == "setting")
        };
        assert!(has(&site) && !has(&with));
    }
}
