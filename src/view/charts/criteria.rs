//! The yes-or-no questions that the source answers award by award.

use super::grid::{Cell, Grid, draw};
use super::{ChartView, LegendItem, Table, TableRow};
use crate::record::Entry;
use crate::record::award::{Answer, Award};
use crate::view::Look;

type Of = fn(&Award) -> Option<&Answer>;

/// Each question with the key of its words.
const QUESTIONS: [(&str, Of); 9] = [
    ("chart.pathway_validated", |award| {
        award.pathway_validated.as_ref()
    }),
    ("chart.pathway_efficiency", |award| {
        award.pathway_efficiency.as_ref()
    }),
    ("chart.cost_effectiveness", |award| {
        award.cost_effectiveness.as_ref()
    }),
    ("chart.publications", |award| {
        award.evaluation.as_ref()?.publications.as_ref()
    }),
    ("chart.nice_approval", |award| award.nice_approval.as_ref()),
    ("chart.revenue", |award| award.revenue.as_ref()),
    ("chart.exported", |award| award.exported.as_ref()),
    ("chart.private_funding", |award| {
        award.private_funding.as_ref()
    }),
    ("chart.public_funding", |award| {
        award.public_funding.as_ref()
    }),
];

pub(super) fn chart(look: &Look<'_>) -> Option<ChartView> {
    let words = look.words;
    let mut awards: Vec<&Entry<Award>> = look
        .site
        .awards
        .iter()
        .filter(|award| answered(award))
        .collect();
    awards.sort_by_key(|award| award.data.project);
    if awards.is_empty() {
        return None;
    }
    let grid = Grid {
        columns: QUESTIONS.map(|(key, _)| words.text(key)).to_vec(),
        rows: awards
            .iter()
            .map(|award| {
                (
                    award.data.title.to_string(),
                    QUESTIONS
                        .map(|(_, of)| cell(look, of(&award.data)))
                        .to_vec(),
                )
            })
            .collect(),
    };
    let rows = awards.iter().map(|award| TableRow {
        label: award.data.title.to_string(),
        href: Some(look.href(&format!("awards/{}/", award.id))),
        cells: QUESTIONS
            .map(|(_, of)| answer(look, of(&award.data)))
            .to_vec(),
        plain: QUESTIONS
            .map(|(_, of)| answer(look, of(&award.data)))
            .to_vec(),
    });
    let table = Table {
        head: [words.text("chart.award")]
            .into_iter()
            .chain(grid.columns.clone())
            .collect(),
        rows: rows.collect(),
    };
    Some(ChartView {
        id: "criteria",
        title: finding(look, &awards),
        subtitle: words.text("chart.criteria_about"),
        drawings: draw(&grid),
        legend: legend(look),
        note: Some(words.text("chart.criteria_note")),
        sources: look.sources_of(awards.iter().map(|award| &award.common)),
        table,
        csv: look.chart_file("criteria", "csv"),
        json: look.chart_file("criteria", "json"),
    })
}

/// Whether the source answers several of the questions: an award with one answer is none of these.
fn answered(award: &Entry<Award>) -> bool {
    QUESTIONS
        .iter()
        .filter(|(_, of)| of(&award.data).is_some())
        .count()
        > QUESTIONS.len() / 2
}

fn cell(look: &Look<'_>, answer: Option<&Answer>) -> Cell {
    let id = answer.map(|answer| (answer.answer.id.as_str(), answer.qualification.is_some()));
    let (key, class) = match id {
        Some(("yes", false)) => ("chart.yes", "yes"),
        Some(("yes", true) | ("qualified", _)) => ("chart.yes_but", "yes-but"),
        Some(("no", _)) => ("chart.no", "no"),
        Some(_) => ("chart.not_applicable", "none"),
        None => ("chart.unknown", "none"),
    };
    Cell {
        text: look.words.text(key),
        letter: look.words.text(&format!("{key}_letter")),
        class,
    }
}

fn answer(look: &Look<'_>, answer: Option<&Answer>) -> String {
    let Some(answer) = answer else {
        return look.words.text("chart.not_reported");
    };
    let label = look.label(&answer.answer);
    match &answer.qualification {
        Some(more) => look
            .words
            .fill("chart.qualified", &[("answer", &label), ("more", more)]),
        None => label,
    }
}

/// The question that most awards meet without a “but”, and the one that fewest do.
fn finding(look: &Look<'_>, awards: &[&Entry<Award>]) -> String {
    let yes = |of: Of| {
        let plain = awards.iter().filter(|award| {
            of(&award.data)
                .is_some_and(|answer| answer.answer.id == "yes" && answer.qualification.is_none())
        });
        plain.count()
    };
    let counts = QUESTIONS.map(|(key, of)| (key, yes(of)));
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    let least = counts.iter().min_by_key(|(_, count)| *count);
    let (Some(most), Some(least)) = (most, least) else {
        return String::new();
    };
    let whole = |count: usize| look.words.whole(count);
    look.words.fill(
        "chart.criteria_finding",
        &[
            ("most", &look.words.text(most.0)),
            ("most_count", &whole(most.1)),
            ("least", &look.words.text(least.0)),
            ("least_count", &whole(least.1)),
            ("all", &whole(awards.len())),
        ],
    )
}

fn legend(look: &Look<'_>) -> Vec<LegendItem> {
    let all = [
        ("yes", "chart.yes_key"),
        ("yes-but", "chart.yes_but_key"),
        ("no", "chart.no_key"),
        ("none", "chart.none_key"),
    ];
    all.map(|(class, key)| LegendItem {
        class,
        text: look.words.text(key),
    })
    .to_vec()
}
