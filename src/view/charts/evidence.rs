//! How awards were studied against how mature they say their product is. Most say neither: the gap
//! is the finding.

use std::collections::BTreeSet;

use super::grid::{Grid, counted, draw};
use super::{ChartView, Table, TableRow};
use crate::record::Entry;
use crate::record::award::Award;
use crate::view::Look;

pub(super) fn chart(look: &Look<'_>) -> Option<ChartView> {
    let words = look.words;
    let awards = &look.site.awards;
    if !awards
        .iter()
        .any(|award| !designs(award).is_empty() || !claims(award).is_empty())
    {
        return None;
    }
    let columns = values(look, "study-design", awards, designs);
    let rows = values(look, "maturity", awards, claims);
    let count = |claim: Option<&str>, design: Option<&str>| {
        let both = awards
            .iter()
            .filter(|award| has(&claims(award), claim) && has(&designs(award), design));
        both.count()
    };
    let counts: Vec<Vec<usize>> = rows
        .iter()
        .map(|(claim, _)| {
            columns
                .iter()
                .map(|(design, _)| count(*claim, *design))
                .collect()
        })
        .collect();
    let largest = counts.iter().flatten().copied().max().unwrap_or(1);
    let grid = Grid {
        columns: columns.iter().map(|(_, label)| label.clone()).collect(),
        rows: rows
            .iter()
            .zip(&counts)
            .map(|((_, label), counts)| {
                let cells = counts.iter().map(|&n| counted(n, words.whole(n), largest));
                (label.clone(), cells.collect())
            })
            .collect(),
    };
    let neither = words.whole(count(None, None));
    let all = words.whole(awards.len());
    Some(ChartView {
        id: "evidence-and-maturity",
        title: words.fill(
            "chart.evidence_finding",
            &[("neither", &neither), ("all", &all)],
        ),
        subtitle: words.text("chart.evidence_about"),
        drawings: draw(&grid),
        legend: Vec::new(),
        note: Some(words.text("chart.evidence_note")),
        sources: look.sources_of(awards.iter().map(|award| &award.common)),
        table: table(look, &grid, &counts),
        csv: look.chart_file("evidence-and-maturity", "csv"),
        json: look.chart_file("evidence-and-maturity", "json"),
    })
}

fn table(look: &Look<'_>, grid: &Grid, counts: &[Vec<usize>]) -> Table {
    let head = look.words.text("chart.maturity");
    let rows = grid
        .rows
        .iter()
        .zip(counts)
        .map(|((label, _), counts)| TableRow {
            label: label.clone(),
            href: None,
            cells: counts.iter().map(|&n| look.words.whole(n)).collect(),
            plain: counts.iter().map(ToString::to_string).collect(),
        });
    Table {
        head: [head].into_iter().chain(grid.columns.clone()).collect(),
        rows: rows.collect(),
    }
}

fn designs(award: &Entry<Award>) -> Vec<&str> {
    let evaluation = award.data.evaluation.iter();
    let designs = evaluation.flat_map(|evaluation| evaluation.designs.iter());
    designs.map(|term| term.id.as_str()).collect()
}

fn claims(award: &Entry<Award>) -> Vec<&str> {
    let claims = award.data.maturity.iter();
    claims.map(|claim| claim.claim.id.as_str()).collect()
}

/// Whether the list has the value; no value is what an empty list has.
fn has(list: &[&str], value: Option<&str>) -> bool {
    value.map_or(list.is_empty(), |value| list.contains(&value))
}

/// The values of a vocabulary that some award has, in its order, then “not reported”.
fn values<'s>(
    look: &Look<'s>,
    vocabulary: &str,
    awards: &'s [Entry<Award>],
    of: impl Fn(&'s Entry<Award>) -> Vec<&'s str>,
) -> Vec<(Option<&'s str>, String)> {
    let used: BTreeSet<&str> = awards.iter().flat_map(of).collect();
    let values = look.site.vocabularies.values(vocabulary).iter();
    let known = values.filter(|value| used.contains(value.id.as_str()));
    let known = known.map(|value| (Some(value.id.as_str()), value.label.clone()));
    known
        .chain([(None, look.words.text("chart.not_reported"))])
        .collect()
}
