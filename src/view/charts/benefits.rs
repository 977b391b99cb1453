//! Benefits and costs in money: by award as the source adds them, and by category where rows may
//! be added.

use super::bars::{Bar, draw};
use super::{ChartView, LegendItem, Table, TableRow};
use crate::link::{AwardSum, Group, money};
use crate::record::common::Common;
use crate::view::Look;

/// One bar for each award: benefits to the right, costs to the left, a mark at the net.
pub(super) fn by_award(look: &Look<'_>) -> Option<ChartView> {
    let words = look.words;
    let sums: Vec<&AwardSum> = of_one_currency(&look.site.register.awards, |sum| &sum.currency);
    let largest = sums.first()?;
    let pounds = |minor: i64| words.money(&money(minor, &largest.currency));
    let short = |minor: i64| words.money_short(&money(minor, &largest.currency));
    let bars: Vec<Bar> = sums
        .iter()
        .map(|sum| Bar {
            label: look
                .site
                .title("award", &sum.award)
                .unwrap_or_default()
                .to_string(),
            right: vec![(sum.benefits, "benefit")],
            left: vec![(sum.costs, "cost")],
            mark: Some(sum.net()),
            amount: short(sum.net()),
            ..Bar::default()
        })
        .collect();
    let rows = sums.iter().filter_map(|sum| {
        let link = look.record_link("award", &sum.award)?;
        let amounts = [sum.benefits, sum.costs, sum.net()];
        Some(TableRow {
            label: link.text,
            href: Some(link.href),
            cells: amounts.map(pounds).to_vec(),
            plain: amounts
                .map(|minor| money(minor, "").amount().to_string())
                .to_vec(),
        })
    });
    let rows: Vec<TableRow> = rows.collect();
    Some(ChartView {
        id: "benefits-by-award",
        title: finding(look, &sums),
        subtitle: words.fill("chart.by_award_about", &[("currency", &largest.currency)]),
        drawings: draw(&bars),
        legend: legend(look, true),
        note: Some(words.fill(
            "chart.by_award_note",
            &[
                ("without", &words.whole(look.site.register.without_figure)),
                ("all", &words.whole(look.site.register.awards_in_all)),
            ],
        )),
        sources: look.sources_of(rows_behind(look, |id| {
            sums.iter().any(|sum| sum.rows.iter().any(|row| row == id))
        })),
        table: Table {
            head: ["chart.award", "chart.benefits", "chart.costs", "chart.net"]
                .map(|key| words.text(key))
                .to_vec(),
            rows,
        },
        csv: look.chart_file("benefits-by-award", "csv"),
        json: look.chart_file("benefits-by-award", "json"),
    })
}

/// One bar for each category, period and evidence state: what may be added.
pub(super) fn by_category(look: &Look<'_>) -> Option<ChartView> {
    let words = look.words;
    let groups: Vec<&Group> = of_one_currency(&look.site.register.groups, |group| &group.currency);
    let first = groups.first()?;
    let (bars, rows): (Vec<Bar>, Vec<TableRow>) =
        groups.iter().map(|group| like_rows(look, group)).unzip();
    let costs = groups.iter().filter(|group| group.total < 0).count();
    let of = words.whole(groups.len());
    Some(ChartView {
        id: "benefits-by-category",
        title: words.count("chart.by_category_finding", costs, &[("of", &of)]),
        subtitle: words.fill("chart.by_category_about", &[("currency", &first.currency)]),
        drawings: draw(&bars),
        legend: legend(look, false),
        note: Some(words.text("chart.by_category_note")),
        sources: look.sources_of(rows_behind(look, |id| {
            groups
                .iter()
                .any(|group| group.rows.iter().any(|row| row == id))
        })),
        table: Table {
            head: [
                "chart.category",
                "chart.period",
                "chart.evidence",
                "chart.sum",
                "chart.without",
            ]
            .map(|key| words.text(key))
            .to_vec(),
            rows,
        },
        csv: look.chart_file("benefits-by-category", "csv"),
        json: look.chart_file("benefits-by-category", "json"),
    })
}

/// The bar and the row of rows that may be added.
fn like_rows(look: &Look<'_>, group: &Group) -> (Bar, TableRow) {
    let words = look.words;
    let label = |vocabulary: &str, id: &str| {
        let label = look.site.vocabularies.label(vocabulary, id);
        label.to_string()
    };
    let category = label("benefit-category", &group.category);
    let horizon = label("horizon", &group.horizon);
    let evidence = label("evidence-state", &group.evidence);
    let total = money(group.total, &group.currency);
    let (right, left) = match group.total >= 0 {
        true => (vec![(group.total, "benefit")], Vec::new()),
        false => (Vec::new(), vec![(group.total, "cost")]),
    };
    let bar = Bar {
        label: words.fill(
            "chart.category_row",
            &[
                ("category", &category),
                ("horizon", &words.small(&horizon)),
                ("evidence", &evidence),
            ],
        ),
        right,
        left,
        amount: words.money_short(&total),
        ..Bar::default()
    };
    let without = group.without_figure;
    let row = TableRow {
        label: category,
        href: None,
        cells: vec![
            horizon.clone(),
            evidence.clone(),
            words.money(&total),
            words.whole(without),
        ],
        plain: vec![
            horizon,
            evidence,
            total.amount().to_string(),
            without.to_string(),
        ],
    };
    (bar, row)
}

/// Amounts of unlike currencies cannot share an axis: those of the first stay.
fn of_one_currency<T>(all: &[T], currency: impl Fn(&T) -> &String) -> Vec<&T> {
    let Some(first) = all.first().map(&currency).cloned() else {
        return Vec::new();
    };
    all.iter().filter(|one| *currency(one) == first).collect()
}

/// How much of the whole one award makes; a share says something only where the whole is a gain.
fn finding(look: &Look<'_>, sums: &[&AwardSum]) -> String {
    let words = look.words;
    let whole: i64 = sums.iter().map(|sum| sum.net()).sum();
    let largest = sums.iter().max_by_key(|sum| sum.net());
    match largest {
        Some(largest) if whole > 0 && sums.len() > 1 => {
            let title = look.site.title("award", &largest.award).unwrap_or_default();
            let share = look.share(largest.net(), whole);
            words.fill(
                "chart.by_award_finding",
                &[("share", &share), ("award", &title)],
            )
        }
        _ => words.text("chart.by_award_title"),
    }
}

fn rows_behind<'s>(
    look: &'s Look<'_>,
    has: impl Fn(&str) -> bool,
) -> impl Iterator<Item = &'s Common> {
    let rows = look.site.benefits.iter();
    rows.filter(move |row| has(&row.id)).map(|row| &row.common)
}

fn legend(look: &Look<'_>, net: bool) -> Vec<LegendItem> {
    let all = [
        ("benefit", "chart.benefit_key"),
        ("cost", "chart.cost_key"),
        ("net", "chart.net_key"),
    ];
    let shown = all.into_iter().take(if net { 3 } else { 2 });
    shown
        .map(|(class, key)| LegendItem {
            class,
            text: look.words.text(key),
        })
        .collect()
}
