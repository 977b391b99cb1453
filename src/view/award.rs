//! An award: the case study.

use serde::Serialize;

use super::benefits::{AwardSumView, BenefitRow};
use super::facts::{Fact, FactValue};
use super::figures::FigureRow;
use super::marks::{Mark, NoteView};
use super::similar::SimilarAward;
use super::story::{Section, sections};
use super::{Body, Frame, LinkView, Look};
use crate::record::Entry;
use crate::record::award::{Adoption, Award};
use crate::record::common::Common;
use crate::record::number::Number;
use crate::record::shape::{label, small};
use crate::record::value::{Declared, Text};

/// An award.
#[derive(Clone, Debug, Serialize)]
pub struct AwardView {
    /// Its name in the source: “Project 1, Phase 4”.
    pub name: String,
    /// What happened.
    pub summary: String,
    /// What it found, as we read it.
    pub outcome: FactValue,
    /// What the reading rests on.
    pub outcome_basis: String,
    /// Where it stands.
    pub status: FactValue,
    /// Why.
    pub status_reason: Option<String>,
    /// Who evaluated it.
    pub evaluator: Option<FactValue>,
    /// The facts that readers look for first, in the same order on every award.
    pub facts: Vec<Fact>,
    /// The story, as far as the source tells it.
    pub sections: Vec<Section>,
    /// Its rows of the benefits register.
    pub benefits: Vec<BenefitRow>,
    /// What they add up to.
    pub sum: Option<AwardSumView>,
    /// Yes/no columns.
    pub answers: Vec<Fact>,
    /// Red, amber or green ratings.
    pub ratings: Vec<Fact>,
    /// Claims of maturity.
    pub maturity: Option<Fact>,
    /// Standards and clearances.
    pub standards: Option<Fact>,
    /// Adoption.
    pub adoption: Option<Fact>,
    /// Fields that the site declares.
    pub declared: Vec<Fact>,
    /// Figures about it.
    pub figures: Vec<FigureRow>,
    /// Notes.
    pub notes: Vec<NoteView>,
    /// Cells of the source, word for word.
    pub printed: Vec<PrintedCell>,
    /// What the source does not say.
    pub unreported: Vec<String>,
    /// Every locator, with what it supports.
    pub locators: Vec<LocatorRow>,
    /// Lessons that come from it.
    pub lessons: Vec<LinkView>,
    /// Awards like this one, with what they share.
    pub similar: Vec<SimilarAward>,
}

/// A cell of a table of the source.
#[derive(Clone, Debug, Serialize)]
pub struct PrintedCell {
    /// The column.
    pub column: String,
    /// The cell.
    pub text: String,
}

/// A locator and what it supports.
#[derive(Clone, Debug, Serialize)]
pub struct LocatorRow {
    /// The fields, in words; empty for the whole record.
    pub what: Vec<String>,
    /// The place.
    pub mark: Mark,
}

/// “Project 1, Phase 4”.
pub(super) fn name(look: &Look<'_>, award: &Award) -> String {
    format!("Project {}, {}", award.project, look.label(&award.phase))
}

pub(super) fn view(look: &Look<'_>, entry: &Entry<Award>) -> (Frame, Body) {
    let award = &*entry.data;
    let phase = award.phase.id.as_str();
    let label = look.label(&award.phase);
    let by_phase = format!("awards/phase/{phase}/");
    let mut crumbs = vec![("Awards", "awards/"), (label.as_str(), by_phase.as_str())];
    // An award whose id is that of the filter has taken its address.
    crumbs.retain(|(_, to)| look.site.routes.has(to));
    let mut frame = look.frame(
        "award",
        award.title.to_string(),
        award.summary.to_string(),
        &crumbs,
    );
    let title = format!("{} ({})", award.title, name(look, award));
    frame.end = Some(look.end(&title, &entry.common, Some(entry.file)));
    let page = Page {
        look,
        entry,
        award,
        cells: serde_json::to_value(&award.printed).unwrap_or_default(),
    };
    (frame, Body::Award(Box::new(page.view())))
}

struct Page<'p> {
    look: &'p Look<'p>,
    entry: &'p Entry<Award>,
    award: &'p Award,
    /// The cells of the source that are kept word for word, by column.
    cells: serde_json::Value,
}

impl Page<'_> {
    fn view(&self) -> AwardView {
        let (look, award, common) = (self.look, self.award, &self.entry.common);
        AwardView {
            name: name(look, award),
            summary: award.summary.to_string(),
            outcome: look.term(&award.outcome.value),
            outcome_basis: award.outcome.basis.to_string(),
            status: look.term(&award.status),
            status_reason: text(&award.status_reason),
            evaluator: award
                .evaluation
                .as_ref()
                .map(|evaluation| look.term(&evaluation.by)),
            facts: self.facts(),
            sections: sections(look, self.entry),
            benefits: look.benefit_rows(&self.entry.id),
            sum: look.award_sum(&self.entry.id),
            answers: self.answers(),
            ratings: self.ratings(),
            maturity: self.maturity(),
            standards: self.standards(),
            adoption: self.adoption(),
            declared: look.declared("award", &self.entry.declared, common),
            figures: look.figures_of(&self.entry.id),
            notes: look.notes(&common.notes),
            printed: self.printed(),
            unreported: self.unreported(),
            locators: look.locator_rows(common),
            lessons: self.lessons(),
            similar: look.similar(self.entry),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let (look, award) = (self.look, self.award);
        let mut facts = vec![
            self.fact_of(
                "category",
                "Clinical category",
                award.category.iter().map(|term| look.term(term)),
            ),
            self.fact_of("use", "Use", award.r#use.iter().map(|term| look.term(term))),
            self.fact_of(
                "setting",
                "Setting",
                award.setting.iter().map(|term| look.term(term)),
            ),
            self.fact_of(
                "modality",
                "Kind of data",
                award.modality.iter().map(|term| look.term(term)),
            ),
            self.fact_of("comparator", "Compared with", plain(&award.comparator)),
        ];
        let evaluation = award.evaluation.as_ref();
        let by = evaluation
            .iter()
            .map(|evaluation| look.term(&evaluation.by));
        facts.push(self.fact_of("evaluation", "Evaluated by", by));
        let designs = evaluation
            .iter()
            .flat_map(|evaluation| evaluation.designs.iter());
        facts.push(self.fact_of(
            "evaluation",
            "Kind of study",
            designs.map(|design| FactValue::text(look.label(design))),
        ));
        let value = award
            .contract_value
            .iter()
            .map(|money| FactValue::text(money.grouped()));
        facts.push(self.fact_of("contract_value", "Value of the award", value));
        let supplier = award.supplier.iter().chain(award.product.iter());
        facts.push(self.fact_of(
            "supplier",
            "Supplier and product",
            supplier.map(|line| FactValue::text(line.to_string())),
        ));
        facts
    }

    fn fact_of(&self, key: &str, label: &str, values: impl IntoIterator<Item = FactValue>) -> Fact {
        let mut fact = self.look.fact(&self.entry.common, key, label);
        fact.values.extend(values);
        fact.printed = self.printed_cell(key);
        fact
    }

    fn printed_cell(&self, key: &str) -> Option<String> {
        self.cells.get(key)?.as_str().map(str::to_string)
    }

    fn answers(&self) -> Vec<Fact> {
        let award = self.award;
        let publications = award
            .evaluation
            .as_ref()
            .and_then(|evaluation| evaluation.publications.as_ref());
        let rows = [
            (
                "benefits_logged",
                "Benefits recorded in the reports",
                award.benefits_logged.as_ref(),
            ),
            (
                "pathway_validated",
                "Clinical pathway validated",
                award.pathway_validated.as_ref(),
            ),
            (
                "pathway_efficiency",
                "Efficiencies found in the pathway",
                award.pathway_efficiency.as_ref(),
            ),
            (
                "cost_effectiveness",
                "Evidence of cost-effectiveness",
                award.cost_effectiveness.as_ref(),
            ),
            ("publications", "Evidence published", publications),
            (
                "nice_approval",
                "Approved by the National Institute for Health and Care Excellence (NICE)",
                award.nice_approval.as_ref(),
            ),
            ("revenue", "Product earns money", award.revenue.as_ref()),
            ("exported", "Product is exported", award.exported.as_ref()),
            (
                "private_funding",
                "Private funding raised",
                award.private_funding.as_ref(),
            ),
            (
                "public_funding",
                "Other public funding raised",
                award.public_funding.as_ref(),
            ),
            (
                "consent_to_commercialise",
                "Consent to commercialise",
                award.consent_to_commercialise.as_ref(),
            ),
        ];
        rows.into_iter()
            .map(|(key, label, answer)| {
                let field = if key == "publications" {
                    "evaluation"
                } else {
                    key
                };
                let mut fact = self.look.answer(&self.entry.common, field, label, answer);
                fact.key = key.to_string();
                fact.printed = self.printed_cell(key);
                fact
            })
            .collect()
    }

    fn ratings(&self) -> Vec<Fact> {
        let Some(ratings) = &self.award.ratings else {
            return Vec::new();
        };
        let rows = [
            (
                "technology_maturity",
                "Maturity of the technology at the start",
                &ratings.technology_maturity,
            ),
            (
                "evaluation_design",
                "Design of the evaluation",
                &ratings.evaluation_design,
            ),
            (
                "phase_4_potential",
                "Could enter Phase 4",
                &ratings.phase_4_potential,
            ),
            (
                "learning_value",
                "Learning about real-world testing and routes to use",
                &ratings.learning_value,
            ),
        ];
        rows.into_iter()
            .filter_map(|(key, label, rating)| {
                let rating = rating.as_ref()?;
                let mut fact = self.look.fact(&self.entry.common, "ratings", label);
                fact.values.push(FactValue {
                    text: self.look.label(rating),
                    href: None,
                    class: Some(rating.id.clone()),
                });
                fact.printed = self.printed_cell(key);
                Some(fact)
            })
            .collect()
    }

    fn maturity(&self) -> Option<Fact> {
        let claims = self.award.maturity.iter().map(|claim| {
            let label = self.look.label(&claim.claim);
            FactValue::text(with_details(
                &label,
                claim.printed.as_deref(),
                claim.note.as_deref(),
            ))
        });
        self.some_fact("maturity", "Maturity, as the award states it", claims)
    }

    fn standards(&self) -> Option<Fact> {
        let held = self.award.standards.iter().map(|held| {
            let name = held
                .standard
                .as_ref()
                .map(|standard| self.look.label(standard));
            let name = name.unwrap_or_else(|| self.look.label(&held.status));
            let name = match held.status.id.as_str() {
                "listed" | "none" => name,
                _ => format!("{name}: {}", small(&self.look.label(&held.status))),
            };
            FactValue::text(with_details(
                &name,
                held.printed.as_deref(),
                held.note.as_deref(),
            ))
        });
        self.some_fact("standards", "Standards and clearances", held)
    }

    fn adoption(&self) -> Option<Fact> {
        let places = self.award.adoption.iter().map(|adoption| FactValue {
            text: self.adoption_text(adoption),
            href: None,
            class: Some(adoption.status.id.clone()),
        });
        self.some_fact("adoption", "Adoption", places)
    }

    fn adoption_text(&self, adoption: &Adoption) -> String {
        let mut text = self.look.label(&adoption.status);
        let count = adoption
            .count
            .map(|count| Number::whole(i64::try_from(count).unwrap_or(i64::MAX)).grouped());
        let what: Vec<String> = count
            .into_iter()
            .chain(adoption.what.iter().map(ToString::to_string))
            .collect();
        if !what.is_empty() {
            text = format!("{text}: {}", what.join(" "));
        }
        if let Some(date) = adoption.date {
            text = format!("{text} ({})", date.in_words());
        }
        match &adoption.detail {
            Some(detail) => format!("{text}. {detail}"),
            None => text,
        }
    }

    fn some_fact(
        &self,
        key: &str,
        label: &str,
        values: impl Iterator<Item = FactValue>,
    ) -> Option<Fact> {
        let fact = self.fact_of(key, label, values);
        (!fact.values.is_empty()).then_some(fact)
    }

    /// In the order of the declaration, which is that of the source's tables.
    fn printed(&self) -> Vec<PrintedCell> {
        let shape = crate::record::award::AwardPrinted::STRUCT;
        let fields = shape.fields.iter().filter_map(|field| {
            Some(PrintedCell {
                column: field.purpose(),
                text: self.printed_cell(&field.key)?,
            })
        });
        fields.collect()
    }

    /// Fields of the extraction templates that the source leaves blank.
    fn unreported(&self) -> Vec<String> {
        let given = serde_json::to_value(self.award).unwrap_or_default();
        let blank = |key: &str| match given.get(key) {
            None | Some(serde_json::Value::Null) => true,
            Some(serde_json::Value::Array(items)) => items.is_empty(),
            Some(_) => false,
        };
        // Shown as “Not reported” in a table of their own, or not asked of this kind of award.
        let shown = [
            "category",
            "use",
            "setting",
            "modality",
            "comparator",
            "evaluation",
            "contract_value",
            "supplier",
            "printed",
            "ratings",
            "related",
            "product",
            "benefits_logged",
            "pathway_validated",
            "pathway_efficiency",
            "cost_effectiveness",
            "nice_approval",
            "revenue",
            "exported",
            "private_funding",
            "public_funding",
            "consent_to_commercialise",
            "status_reason",
        ];
        let fields = Award::STRUCT.fields.iter();
        fields
            .filter(|field| blank(&field.key) && !shown.contains(&&*field.key))
            .map(|field| small(&label(&field.key)))
            .collect()
    }

    fn lessons(&self) -> Vec<LinkView> {
        let ids = self.look.site.naming("lesson", "award", &self.entry.id);
        ids.filter_map(|id| self.look.record_link("lesson", id))
            .collect()
    }
}

fn text(text: &Option<Text>) -> Option<String> {
    text.as_ref().map(ToString::to_string)
}

fn plain(text: &Option<Text>) -> Option<FactValue> {
    text.as_ref().map(|text| FactValue::text(text.to_string()))
}

/// “CE mark (printed “CE”): note”.
fn with_details(label: &str, printed: Option<&str>, note: Option<&str>) -> String {
    let mut text = label.to_string();
    if let Some(printed) = printed.filter(|printed| *printed != label) {
        text = format!("{text} (printed “{printed}”)");
    }
    match note {
        Some(note) => format!("{text}: {note}"),
        None => text,
    }
}

/// Plain text as paragraphs of HTML.
pub(super) fn paragraphs(text: &str) -> String {
    text.split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| format!("<p>{}</p>\n", super::prose::escape(paragraph)))
        .collect()
}

impl Look<'_> {
    /// Every locator of a record, with what it supports.
    pub(super) fn locator_rows(&self, common: &Common) -> Vec<LocatorRow> {
        let rows = common.locators.iter().filter_map(|locator| {
            Some(LocatorRow {
                what: locator
                    .r#for
                    .iter()
                    .map(|name| label(&name.path.replace('.', ": ")))
                    .collect(),
                mark: self.mark(locator)?,
            })
        });
        rows.collect()
    }
}
