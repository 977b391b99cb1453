//! An award: the case study.

use std::fmt::Display;

use serde::Serialize;

use super::benefits::{AwardSumView, BenefitRow};
use super::facts::{Fact, FactValue};
use super::figures::FigureRow;
use super::marks::NoteView;
use super::printed::{LocatorRow, PrintedCell};
use super::similar::SimilarAward;
use super::story::{Section, sections};
use super::{Body, Frame, LinkView, Look};
use crate::record::Entry;
use crate::record::award::{Award, AwardPrinted};
use crate::record::shape::FieldShape;
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
    /// What the source does not say, of what readers ask first.
    pub unreported: Vec<String>,
    /// What else of the forms it leaves blank.
    pub unreported_more: Vec<String>,
    /// The page that explains the parts of an award.
    pub help: Option<String>,
    /// Every locator, with what it supports.
    pub locators: Vec<LocatorRow>,
    /// Lessons that come from it.
    pub lessons: Vec<LinkView>,
    /// Awards like this one, with what they share.
    pub similar: Vec<SimilarAward>,
    /// The award beside others.
    pub compare_href: String,
}

/// What a reader who thinks of doing the same asks for first.
const ASKED: [&str; 9] = [
    "problem",
    "what_was_done",
    "what_happened",
    "learned",
    "context",
    "risks",
    "adoption",
    "standards",
    "future_plans",
];

/// What the page is called where it is cited.
pub(super) fn cited_title(look: &Look<'_>, award: &Award) -> String {
    let parts: [(&str, &dyn Display); 2] = [("title", &award.title), ("name", &name(look, award))];
    look.words.fill("award.title", &parts)
}

/// “Project 1, Phase 4”.
pub(super) fn name(look: &Look<'_>, award: &Award) -> String {
    name_of(look, award.project, &award.phase.id)
}

/// The same of a project by its number and the id of its phase.
pub(super) fn name_of(look: &Look<'_>, project: u64, phase: &str) -> String {
    let phase = look.site.vocabularies.label("phase", phase);
    let parts: [(&str, &dyn Display); 2] = [("number", &project), ("phase", &phase)];
    look.words.fill("award.name", &parts)
}

pub(super) fn view(look: &Look<'_>, entry: &Entry<Award>) -> (Frame, Body) {
    let award = &*entry.data;
    let phase = award.phase.id.as_str();
    let label = look.label(&award.phase);
    let by_phase = format!("awards/phase/{phase}/");
    let title = look.words.text("awards.title");
    let mut crumbs = vec![
        (title.as_str(), "awards/"),
        (label.as_str(), by_phase.as_str()),
    ];
    // An award whose id is that of the filter has taken its address.
    crumbs.retain(|(_, to)| look.site.routes.has(to));
    let mut frame = look.frame(
        "award",
        award.title.to_string(),
        award.summary.to_string(),
        &crumbs,
    );
    let title = cited_title(look, award);
    frame.end = Some(look.end(&title, &entry.common, Some(entry.file)));
    let page = Page::new(look, entry);
    (frame, Body::Award(Box::new(page.view())))
}

pub(super) struct Page<'p> {
    pub(super) look: &'p Look<'p>,
    pub(super) entry: &'p Entry<Award>,
    pub(super) award: &'p Award,
    /// The cells of the source that are kept word for word, by column.
    pub(super) cells: serde_json::Value,
}

impl<'p> Page<'p> {
    pub(super) fn new(look: &'p Look<'p>, entry: &'p Entry<Award>) -> Self {
        Self {
            look,
            entry,
            award: &entry.data,
            cells: serde_json::to_value(&entry.data.printed).unwrap_or_default(),
        }
    }
}

impl Page<'_> {
    fn view(&self) -> AwardView {
        let (look, award, common) = (self.look, self.award, &self.entry.common);
        let (unreported, unreported_more) = self.unreported();
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
            printed: look.printed_cells("award", &AwardPrinted::STRUCT, &self.cells),
            unreported,
            unreported_more,
            help: look.page_href("reading-an-award/"),
            locators: look.locator_rows("award", common),
            lessons: self.lessons(),
            similar: look.similar(self.entry),
            compare_href: look.compare_href(&self.entry.id, None),
        }
    }

    /// Fields of the extraction templates that the source leaves blank: those that readers ask for
    /// first, under the headings that they would have, and the others.
    fn unreported(&self) -> (Vec<String>, Vec<String>) {
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
        let words = self.look.words;
        let fields = Award::STRUCT.fields.iter();
        let silent = fields.filter(|field| blank(&field.key) && !shown.contains(&&*field.key));
        let (first, more): (Vec<_>, Vec<_>) =
            silent.partition(|field| ASKED.contains(&&*field.key));
        let name = |key: &str| {
            let heading = words.find(&format!("story.{key}"));
            let heading = heading.or_else(|| words.find(&format!("award.fact_{key}")));
            words.small(&heading.unwrap_or_else(|| self.look.field(key)))
        };
        let names =
            |fields: Vec<&FieldShape>| fields.iter().map(|field| name(&field.key)).collect();
        (names(first), names(more))
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

/// Plain text as paragraphs of HTML.
pub(super) fn paragraphs(text: &str) -> String {
    text.split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| format!("<p>{}</p>\n", crate::output::escape(paragraph)))
        .collect()
}
