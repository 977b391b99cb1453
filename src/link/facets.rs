//! The filters of the award and lesson indexes: for every value a count and a static page.

use super::Routes;
use crate::check::Records;
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::knowledge::Lesson;
use crate::record::shape::Shape;
use crate::record::value::{Kind, Term, Value};

/// The value that stands for a blank.
pub const NOT_REPORTED: &str = "not-reported";

/// A filter.
#[derive(Clone, Debug)]
pub struct Facet {
    /// The index that it filters: `awards/`.
    pub folder: &'static str,
    /// The part of the address: `setting`.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// The vocabulary that its values are from, if they are from one.
    pub vocabulary: Option<String>,
    /// Its values, in the order of the vocabulary, with the blank last.
    pub values: Vec<FacetValue>,
}

/// A value of a filter.
#[derive(Clone, Debug)]
pub struct FacetValue {
    /// The part of the address: `hospital`.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// What it means.
    pub definition: Option<String>,
    /// Positions of the records in the site's list.
    pub entries: Vec<usize>,
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
    label: &'a str,
    values: Values<'a>,
    of: &'a dyn Fn(&Entry<T>) -> Vec<String>,
}

fn ids<'t, V: 't>(terms: impl IntoIterator<Item = &'t Term<V>>) -> Vec<String> {
    terms.into_iter().map(|term| term.id.clone()).collect()
}

macro_rules! filter {
    ($id:literal, $label:literal, $values:expr, $of:expr) => {
        Filter {
            id: $id,
            label: $label,
            values: $values,
            of: &$of,
        }
    };
}

/// The filters of the award index.
pub(super) fn awards(records: &Records, routes: &Routes) -> Vec<Facet> {
    use Values::Vocabulary;
    let built: [Filter<'_, Award>; 8] = [
        filter!("phase", "Phase", Vocabulary("phase"), |award| ids([&award
            .data
            .phase])),
        filter!("outcome", "Outcome", Vocabulary("outcome"), |award| ids([
            &award.data.outcome.value
        ])),
        filter!("status", "Status", Vocabulary("status"), |award| ids([
            &award.data.status
        ])),
        filter!(
            "category",
            "Clinical category",
            Vocabulary("category"),
            |award| ids(&award.data.category)
        ),
        filter!("use", "Use", Vocabulary("use"), |award| ids(&award
            .data
            .r#use)),
        filter!("setting", "Setting", Vocabulary("setting"), |award| ids(
            &award.data.setting
        )),
        filter!("modality", "Modality", Vocabulary("modality"), |award| ids(
            &award.data.modality
        )),
        filter!(
            "evaluator",
            "Who evaluated",
            Vocabulary("evaluator"),
            |award| {
                ids(award
                    .data
                    .evaluation
                    .iter()
                    .map(|evaluation| &evaluation.by))
            }
        ),
    ];
    all("awards/", &records.awards, &built, records, routes)
}

/// The filters of the lesson index.
pub(super) fn lessons(records: &Records, routes: &Routes) -> Vec<Facet> {
    use Values::Vocabulary;
    let built: [Filter<'_, Lesson>; 7] = [
        filter!(
            "audience",
            "Who it is for",
            Vocabulary("audience"),
            |lesson| ids(&lesson.data.audiences)
        ),
        filter!("theme", "What it is about", Vocabulary("theme"), |lesson| {
            ids(&lesson.data.themes)
        }),
        filter!("stage", "When it matters", Vocabulary("stage"), |lesson| {
            ids(&lesson.data.stages)
        }),
        filter!(
            "kind",
            "Kind of lesson",
            Vocabulary("lesson-kind"),
            |lesson| ids(&lesson.data.kind)
        ),
        filter!(
            "evidence",
            "How it is known",
            Vocabulary("evidence-strength"),
            |lesson| ids(&lesson.data.evidence)
        ),
        filter!("source", "Source", Values::Sources, |lesson| {
            let locators = lesson.common.locators.iter();
            locators.map(|locator| locator.source.id.clone()).collect()
        }),
        filter!("award", "Award", Values::Awards, |lesson| {
            lesson
                .data
                .awards
                .iter()
                .map(|award| award.id.clone())
                .collect()
        }),
    ];
    all("lessons/", &records.lessons, &built, records, routes)
}

fn all<T: Kind>(
    folder: &'static str,
    entries: &[Entry<T>],
    built: &[Filter<'_, T>],
    records: &Records,
    routes: &Routes,
) -> Vec<Facet> {
    let mut facets: Vec<Facet> = built
        .iter()
        .map(|filter| facet(folder, entries, filter, records))
        .collect();
    let declared = records.declared.get(T::NAME).into_iter().flatten();
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
            label: &declared.label,
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
    match value.map(|(_, value)| value) {
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
    let mut blank = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let given = (filter.of)(entry);
        if given.is_empty() {
            blank.push(at);
        }
        for value in values.iter_mut().filter(|value| given.contains(&value.id)) {
            value.entries.push(at);
        }
    }
    let listed = values.iter().position(|value| value.id == NOT_REPORTED);
    match listed {
        Some(listed) => values[listed].entries.extend(blank),
        None if !blank.is_empty() => values.push(FacetValue {
            id: NOT_REPORTED.to_string(),
            label: "Not reported".to_string(),
            definition: Some("The source does not say.".to_string()),
            entries: blank,
        }),
        None => {}
    }
    Facet {
        folder,
        id: filter.id.to_string(),
        label: filter.label.to_string(),
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
