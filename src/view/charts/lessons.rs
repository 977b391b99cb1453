//! Lessons by whom they are for and what they are about.

use super::grid::{Grid, counted, draw};
use super::{ChartView, Table, TableRow};
use crate::link::{FacetValue, NOT_REPORTED};
use crate::view::Look;

pub(super) fn chart(look: &Look<'_>) -> Option<ChartView> {
    let words = look.words;
    let facet = |id: &str| look.site.lesson_facets.iter().find(|facet| facet.id == id);
    let (audiences, themes) = (facet("audience")?, facet("theme")?);
    let told = |value: &&FacetValue| value.id != NOT_REPORTED;
    let who: Vec<&FacetValue> = audiences.values.iter().filter(told).collect();
    let what: Vec<&FacetValue> = themes.values.iter().filter(told).collect();
    let counts: Vec<Vec<usize>> = who
        .iter()
        .map(|who| what.iter().map(|what| both(who, what)).collect())
        .collect();
    let largest = counts
        .iter()
        .flatten()
        .copied()
        .max()
        .filter(|most| *most > 0)?;
    let rows = who.iter().zip(&counts);
    let grid = Grid {
        columns: what.iter().map(|what| look.value_label(what)).collect(),
        rows: rows
            .clone()
            .map(|(who, counts)| {
                let cells = counts.iter().map(|&n| counted(n, words.whole(n), largest));
                (look.value_label(who), cells.collect())
            })
            .collect(),
    };
    let rows = rows.map(|(who, counts)| TableRow {
        label: look.value_label(who),
        href: (!who.entries.is_empty()).then(|| look.href(&audiences.route(&who.id))),
        cells: counts.iter().map(|&n| words.whole(n)).collect(),
        plain: counts.iter().map(ToString::to_string).collect(),
    });
    let table = Table {
        head: [words.text("chart.audience")]
            .into_iter()
            .chain(grid.columns.clone())
            .collect(),
        rows: rows.collect(),
    };
    Some(ChartView {
        id: "audiences-and-themes",
        title: finding(look, &who, &what, &counts),
        subtitle: words.text("chart.lessons_about"),
        drawings: draw(&grid),
        legend: Vec::new(),
        note: Some(words.text("chart.lessons_note")),
        sources: look.sources_of(look.site.lessons.iter().map(|lesson| &lesson.common)),
        table,
        csv: look.chart_file("audiences-and-themes", "csv"),
        json: look.chart_file("audiences-and-themes", "json"),
    })
}

/// How many lessons are for both.
fn both(who: &FacetValue, what: &FacetValue) -> usize {
    who.entries.iter().filter(|at| what.has(**at)).count()
}

/// Where there is most, and how much is empty.
fn finding(
    look: &Look<'_>,
    who: &[&FacetValue],
    what: &[&FacetValue],
    counts: &[Vec<usize>],
) -> String {
    let cells = counts.iter().zip(who).flat_map(|(row, who)| {
        row.iter()
            .zip(what)
            .map(move |(count, what)| (*count, who, what))
    });
    let empty = cells.clone().filter(|(count, _, _)| *count == 0).count();
    let Some((count, who, what)) = cells.rev().max_by_key(|(count, _, _)| *count) else {
        return String::new();
    };
    let lessons = look.words.whole(count);
    let theme = look.words.small(&look.value_label(what));
    let slots: [(&str, &dyn std::fmt::Display); 3] = [
        ("most", &lessons),
        ("audience", &look.value_label(who)),
        ("theme", &theme),
    ];
    match empty {
        0 => look.words.fill("chart.lessons_finding", &slots),
        gaps => look.words.count("chart.lessons_finding_gaps", gaps, &slots),
    }
}
