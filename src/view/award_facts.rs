//! The facts of an award: those that readers look for first, answers, ratings, and claims.

use super::award::Page;
use super::facts::{Fact, FactValue};
use crate::record::award::{Adoption, Answer};
use crate::record::value::{Term, Text};
use crate::record::vocabularies::Rag;
use crate::words::Words;

impl Page<'_> {
    /// The facts that readers look for first, in the same order on every award.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let (look, award) = (self.look, self.award);
        let category = award.category.iter().map(|term| look.term(term));
        let r#use = award.r#use.iter().map(|term| look.term(term));
        let setting = award.setting.iter().map(|term| look.term(term));
        let modality = award.modality.iter().map(|term| look.term(term));
        let evaluation = award.evaluation.as_ref();
        let by = evaluation.map(|evaluation| look.term(&evaluation.by));
        let designs = evaluation
            .iter()
            .flat_map(|evaluation| evaluation.designs.iter())
            .map(|design| FactValue::text(look.label(design)));
        let value = award.contract_value.iter();
        let value = value.map(|money| FactValue::text(look.words.money(money)));
        let supplier = award.supplier.iter().chain(award.product.iter());
        let supplier = supplier.map(|line| FactValue::text(line.to_string()));
        vec![
            self.fact_of("category", "category", category),
            self.fact_of("use", "use", r#use),
            self.fact_of("setting", "setting", setting),
            self.fact_of("modality", "modality", modality),
            self.fact_of("comparator", "comparator", plain(&award.comparator)),
            self.fact_of("evaluation", "by", by),
            self.fact_of("evaluation", "designs", designs),
            self.fact_of("contract_value", "contract_value", value),
            self.fact_of("supplier", "supplier", supplier),
        ]
    }

    /// A fact of a field, under the label `award.fact_…`.
    fn fact_of(&self, key: &str, name: &str, values: impl IntoIterator<Item = FactValue>) -> Fact {
        let label = self.look.words.text(&format!("award.fact_{name}"));
        let mut fact = self.look.fact(&self.entry.common, key, &label);
        fact.values.extend(values);
        fact.printed = self.printed_cell(key);
        fact
    }

    fn printed_cell(&self, key: &str) -> Option<String> {
        self.cells.get(key)?.as_str().map(str::to_string)
    }

    /// The yes/no columns.
    pub(super) fn answers(&self) -> Vec<Fact> {
        let award = self.award;
        let evaluation = award.evaluation.as_ref();
        let publications = evaluation.and_then(|evaluation| evaluation.publications.as_ref());
        let rows = [
            ("benefits_logged", award.benefits_logged.as_ref()),
            ("pathway_validated", award.pathway_validated.as_ref()),
            ("pathway_efficiency", award.pathway_efficiency.as_ref()),
            ("cost_effectiveness", award.cost_effectiveness.as_ref()),
            ("publications", publications),
            ("nice_approval", award.nice_approval.as_ref()),
            ("revenue", award.revenue.as_ref()),
            ("exported", award.exported.as_ref()),
            ("private_funding", award.private_funding.as_ref()),
            ("public_funding", award.public_funding.as_ref()),
            (
                "consent_to_commercialise",
                award.consent_to_commercialise.as_ref(),
            ),
        ];
        let rows = rows.into_iter();
        rows.map(|(key, answer)| self.answer(key, answer)).collect()
    }

    fn answer(&self, key: &str, answer: Option<&Answer>) -> Fact {
        let field = match key {
            "publications" => "evaluation",
            key => key,
        };
        let label = self.look.words.text(&format!("award.answer_{key}"));
        let mut fact = self.look.answer(&self.entry.common, field, &label, answer);
        fact.key = key.to_string();
        fact.printed = self.printed_cell(key);
        fact
    }

    /// Red, amber or green ratings.
    pub(super) fn ratings(&self) -> Vec<Fact> {
        let Some(ratings) = &self.award.ratings else {
            return Vec::new();
        };
        let rows = [
            ("technology_maturity", &ratings.technology_maturity),
            ("evaluation_design", &ratings.evaluation_design),
            ("phase_4_potential", &ratings.phase_4_potential),
            ("learning_value", &ratings.learning_value),
        ];
        let rows = rows.into_iter();
        rows.filter_map(|(key, rating)| Some(self.rating(key, rating.as_ref()?)))
            .collect()
    }

    fn rating(&self, key: &str, rating: &Term<Rag>) -> Fact {
        let label = self.look.words.text(&format!("award.rating_{key}"));
        let mut fact = self.look.fact(&self.entry.common, "ratings", &label);
        fact.values.push(FactValue {
            text: self.look.label(rating),
            href: None,
            class: Some(rating.id.clone()),
        });
        fact.printed = self.printed_cell(key);
        fact
    }

    /// Claims of maturity.
    pub(super) fn maturity(&self) -> Option<Fact> {
        let claims = self.award.maturity.iter().map(|claim| {
            let label = self.look.label(&claim.claim);
            FactValue::text(self.with_details(
                &label,
                claim.printed.as_deref(),
                claim.note.as_deref(),
            ))
        });
        self.some_fact("maturity", claims)
    }

    /// Standards and clearances.
    pub(super) fn standards(&self) -> Option<Fact> {
        let words = self.look.words;
        let held = self.award.standards.iter().map(|held| {
            let name = held
                .standard
                .as_ref()
                .map(|standard| self.look.label(standard));
            let name = name.unwrap_or_else(|| self.look.label(&held.status));
            let name = match held.status.id.as_str() {
                "listed" | "none" => name,
                _ => words.fill(
                    "award.held",
                    &[
                        ("standard", &name),
                        ("status", &words.small(&self.look.label(&held.status))),
                    ],
                ),
            };
            FactValue::text(self.with_details(&name, held.printed.as_deref(), held.note.as_deref()))
        });
        self.some_fact("standards", held)
    }

    /// What became of it.
    pub(super) fn adoption(&self) -> Option<Fact> {
        let places = self.award.adoption.iter().map(|adoption| FactValue {
            text: self.adoption_text(adoption),
            href: None,
            class: Some(adoption.status.id.clone()),
        });
        self.some_fact("adoption", places)
    }

    /// “Adopted: 34 hospitals (2023). What the source adds”.
    fn adoption_text(&self, adoption: &Adoption) -> String {
        let words = self.look.words;
        let mut text = self.look.label(&adoption.status);
        if let Some(what) = self.look.adopted_where(adoption) {
            text = words.fill("award.adopted", &[("status", &text), ("what", &what)]);
        }
        if let Some(date) = adoption.date {
            let date = words.date(date);
            text = words.fill("format.detailed", &[("text", &text), ("detail", &date)]);
        }
        match &adoption.detail {
            Some(detail) => words.fill(
                "award.adopted_detail",
                &[("adopted", &text), ("detail", detail)],
            ),
            None => text,
        }
    }

    /// “CE mark (printed “CE”): note”.
    fn with_details(&self, label: &str, printed: Option<&str>, note: Option<&str>) -> String {
        let words = self.look.words;
        let mut text = label.to_string();
        if let Some(printed) = printed.filter(|printed| *printed != label) {
            text = words.fill(
                "award.printed_as",
                &[("text", &text), ("printed", &printed)],
            );
        }
        match note {
            Some(note) => words.fill("award.noted", &[("text", &text), ("note", &note)]),
            None => text,
        }
    }

    fn some_fact(&self, key: &str, values: impl Iterator<Item = FactValue>) -> Option<Fact> {
        let fact = self.fact_of(key, key, values);
        (!fact.values.is_empty()).then_some(fact)
    }
}

fn plain(text: &Option<Text>) -> Option<FactValue> {
    text.as_ref().map(|text| FactValue::text(text.to_string()))
}

/// Facts that are known, as labels and values.
pub(super) fn named(words: &Words, facts: Vec<Fact>) -> Vec<(String, String)> {
    let known = facts.into_iter().filter(|fact| !fact.values.is_empty());
    let named = known.map(|fact| {
        let values: Vec<&str> = fact.values.iter().map(|value| &*value.text).collect();
        (fact.label, words.list(&values))
    });
    named.collect()
}
