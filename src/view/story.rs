//! The story of an award: its parts in the order in which readers ask, as far as a source tells.

use serde::Serialize;

use super::Look;
use super::award::paragraphs;
use super::marks::Mark;
use crate::record::Entry;
use crate::record::award::Award;
use crate::record::prose::Prose;

/// A part of the story.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// The anchor.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// The text.
    pub html: String,
    /// Where it comes from.
    pub marks: Vec<Mark>,
}

/// A part of the story, written with or without Markdown, if the source tells it.
pub(crate) enum Told<'t> {
    Prose(&'t Option<Prose>),
    Text(Option<&'t str>),
}

/// The parts of the story that the source tells.
pub(super) fn sections(look: &Look<'_>, entry: &Entry<Award>) -> Vec<Section> {
    let told = told(&entry.data).into_iter().filter_map(|(key, told)| {
        let html = match told {
            Told::Prose(prose) => look.html(&prose.as_ref()?.fragment),
            Told::Text(text) => paragraphs(text?),
        };
        // The limits are a field of the evaluation, and its locators support them.
        let field = if key == "limitations" {
            "evaluation"
        } else {
            key
        };
        Some(Section {
            id: key.replace('_', "-"),
            heading: look.words.text(&format!("story.{key}")),
            html,
            marks: look.marks(&entry.common, field),
        })
    });
    told.collect()
}

/// What a source may tell, in the order in which readers ask.
pub(crate) fn told(award: &Award) -> [(&'static str, Told<'_>); 25] {
    use Told::{Prose, Text};
    let evaluation = award.evaluation.as_ref();
    let comment = evaluation.and_then(|evaluation| evaluation.comment.as_deref());
    let limits = evaluation.and_then(|evaluation| evaluation.limitations.as_deref());
    [
        ("problem", Prose(&award.problem)),
        ("what_was_done", Prose(&award.what_was_done)),
        ("what_happened", Prose(&award.what_happened)),
        ("surfaced_impact", Text(award.surfaced_impact.as_deref())),
        ("key_metrics", Text(award.key_metrics.as_deref())),
        (
            "results_against_objectives",
            Text(award.results_against_objectives.as_deref()),
        ),
        ("evaluation", Text(comment)),
        ("limitations", Text(limits)),
        ("learned", Prose(&award.learned)),
        ("context", Prose(&award.context)),
        ("collaboration", Prose(&award.collaboration)),
        ("theory_of_change", Prose(&award.theory_of_change)),
        ("risks", Prose(&award.risks)),
        ("national_target", Prose(&award.national_target)),
        ("scaling", Text(award.scaling.as_deref())),
        ("sustainability", Text(award.sustainability.as_deref())),
        ("trials", Text(award.trials.as_deref())),
        (
            "company_background",
            Text(award.company_background.as_deref()),
        ),
        ("timeline", Text(award.timeline.as_deref())),
        (
            "innovation_history",
            Text(award.innovation_history.as_deref()),
        ),
        ("proposed_impact", Text(award.proposed_impact.as_deref())),
        ("feedback", Text(award.feedback.as_deref())),
        ("methods", Text(award.methods.as_deref())),
        ("future_plans", Prose(&award.future_plans)),
        ("other_information", Prose(&award.other_information)),
    ]
}
