//! The filters of the award index: for every value a count and a static page.

use super::Routes;
use crate::check::Records;
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::shape::Shape;
use crate::record::value::Value;

/// The value that stands for a blank.
pub const NOT_REPORTED: &str = "not-reported";

/// A filter.
#[derive(Clone, Debug)]
pub struct Facet {
    /// The part of the address: `setting`.
    pub id: String,
    /// What readers see.
    pub label: String,
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
    /// Positions of the awards in the site's list.
    pub awards: Vec<usize>,
}

/// A filter that Casebook has of itself: its vocabulary, name, and an award's values.
struct Built {
    id: &'static str,
    label: &'static str,
    values: fn(&Award) -> Vec<&str>,
}

const BUILT: &[Built] = &[
    Built {
        id: "phase",
        label: "Phase",
        values: |award| vec![&award.phase.id],
    },
    Built {
        id: "outcome",
        label: "Outcome",
        values: |award| vec![&award.outcome.value.id],
    },
    Built {
        id: "status",
        label: "Status",
        values: |award| vec![&award.status.id],
    },
    Built {
        id: "category",
        label: "Clinical category",
        values: |award| award.category.iter().map(|term| term.id.as_str()).collect(),
    },
    Built {
        id: "use",
        label: "Use",
        values: |award| award.r#use.iter().map(|term| term.id.as_str()).collect(),
    },
    Built {
        id: "setting",
        label: "Setting",
        values: |award| award.setting.iter().map(|term| term.id.as_str()).collect(),
    },
    Built {
        id: "modality",
        label: "Modality",
        values: |award| award.modality.iter().map(|term| term.id.as_str()).collect(),
    },
    Built {
        id: "evaluator",
        label: "Who evaluated",
        values: |award| {
            award
                .evaluation
                .iter()
                .map(|evaluation| evaluation.by.id.as_str())
                .collect()
        },
    },
];

pub(super) fn facets(records: &Records, routes: &Routes) -> Vec<Facet> {
    let built = BUILT.iter().map(|built| {
        facet(records, built.id, built.label, built.id, |entry| {
            (built.values)(&entry.data)
                .into_iter()
                .map(str::to_string)
                .collect()
        })
    });
    let declared = records.declared.get("award").into_iter().flatten();
    let declared = declared
        .filter(|declared| declared.filter)
        .filter_map(|declared| {
            let vocabulary = vocabulary(&declared.field.shape)?;
            let key = declared.field.key.to_string();
            Some(facet(records, &key, &declared.label, vocabulary, |entry| {
                declared_values(entry, &key)
            }))
        });
    // An award whose id is that of a filter keeps its address; the filter gives way.
    let free = |facet: &Facet| !routes.has(&format!("awards/{}/", facet.id));
    built.chain(declared).filter(free).collect()
}

/// Whether there is a page for this value of this filter.
pub(super) fn exists(records: &Records, facet: &str, value: &str) -> bool {
    let routes = Routes::default();
    facets(records, &routes)
        .iter()
        .filter(|known| known.id == facet)
        .flat_map(|known| &known.values)
        .any(|known| known.id == value && !known.awards.is_empty())
}

fn vocabulary(shape: &Shape) -> Option<&str> {
    match shape {
        Shape::Term(vocabulary) => Some(vocabulary),
        Shape::List(inner) => vocabulary(inner),
        _ => None,
    }
}

fn declared_values(entry: &Entry<Award>, key: &str) -> Vec<String> {
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

fn facet(
    records: &Records,
    id: &str,
    label: &str,
    vocabulary: &str,
    values_of: impl Fn(&Entry<Award>) -> Vec<String>,
) -> Facet {
    let choices = records.vocabularies.values(vocabulary).iter();
    let mut values: Vec<FacetValue> = choices
        .map(|choice| FacetValue {
            id: choice.id.clone(),
            label: choice.label.clone(),
            definition: choice.definition.clone(),
            awards: Vec::new(),
        })
        .collect();
    let mut blank = Vec::new();
    for (at, entry) in records.awards.iter().enumerate() {
        let given = values_of(entry);
        if given.is_empty() {
            blank.push(at);
        }
        for value in values.iter_mut().filter(|value| given.contains(&value.id)) {
            value.awards.push(at);
        }
    }
    let listed = values.iter().position(|value| value.id == NOT_REPORTED);
    match listed {
        Some(listed) => values[listed].awards.extend(blank),
        None if !blank.is_empty() => values.push(FacetValue {
            id: NOT_REPORTED.to_string(),
            label: "Not reported".to_string(),
            definition: Some("The source does not say.".to_string()),
            awards: blank,
        }),
        None => {}
    }
    Facet {
        id: id.to_string(),
        label: label.to_string(),
        values,
    }
}
