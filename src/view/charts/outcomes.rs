//! What the awards of each phase found.

use super::bars::{Bar, draw};
use super::{ChartView, Table, TableRow};
use crate::link::{Facet, FacetValue};
use crate::view::Look;

pub(super) fn chart(look: &Look<'_>) -> Option<ChartView> {
    let words = look.words;
    let facet = |id: &str| look.site.facets.iter().find(|facet| facet.id == id);
    let (phases, outcomes) = (facet("phase")?, facet("outcome")?);
    let mut bars = Vec::new();
    let mut rows = Vec::new();
    let used = phases.values.iter().rev();
    for phase in used.filter(|phase| !phase.entries.is_empty()) {
        let mut group = Some(look.value_label(phase));
        for (outcome, count) in counts(phase, outcomes) {
            bars.push(Bar {
                label: look.value_label(outcome),
                group: group.take(),
                right: vec![(i64::try_from(count).unwrap_or(0), class(&outcome.id))],
                amount: words.whole(count),
                ..Bar::default()
            });
            rows.push(TableRow {
                label: look.value_label(phase),
                href: Some(look.href(&phases.route(&phase.id))),
                cells: vec![look.value_label(outcome), words.whole(count)],
                plain: vec![look.value_label(outcome), count.to_string()],
            });
        }
    }
    (!bars.is_empty()).then(|| ChartView {
        id: "outcomes",
        title: finding(look, phases, outcomes),
        subtitle: words.text("chart.outcomes_about"),
        drawings: draw(&bars),
        legend: Vec::new(),
        note: Some(words.text("chart.outcomes_note")),
        sources: look.sources_of(look.site.awards.iter().map(|award| &award.common)),
        table: Table {
            head: ["chart.phase", "chart.outcome", "chart.awards"]
                .map(|key| words.text(key))
                .to_vec(),
            rows,
        },
        csv: look.chart_file("outcomes", "csv"),
        json: look.chart_file("outcomes", "json"),
    })
}

/// The outcomes that awards of a phase have, with how many.
fn counts<'f>(phase: &FacetValue, outcomes: &'f Facet) -> Vec<(&'f FacetValue, usize)> {
    let counted = outcomes.values.iter().map(|outcome| {
        let both = outcome.entries.iter().filter(|at| phase.has(**at));
        (outcome, both.count())
    });
    counted.filter(|(_, count)| *count > 0).collect()
}

/// How many awards of each phase have the outcome that the vocabulary lists first: what readers ask
/// first is whether it worked.
fn finding(look: &Look<'_>, phases: &Facet, outcomes: &Facet) -> String {
    let used = phases.values.iter().rev();
    let parts = used.filter_map(|phase| {
        let counts = counts(phase, outcomes);
        let most = counts.first()?;
        let of = look.words.whole(phase.entries.len());
        Some(look.words.count(
            "chart.outcomes_finding",
            most.1,
            &[
                ("phase", &look.value_label(phase)),
                ("of", &of),
                ("outcome", &look.value_label(most.0)),
            ],
        ))
    });
    parts
        .collect::<Vec<_>>()
        .join(&look.words.text("chart.and_then"))
}

fn class(outcome: &str) -> &'static str {
    match outcome {
        "benefit-shown" => "shown",
        "no-clear-benefit" | "benefit-not-tested" => "unclear",
        "stopped" => "stopped",
        "aim-met" | "aim-not-met" => "aim",
        _ => "ongoing",
    }
}
