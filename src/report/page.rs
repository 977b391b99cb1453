//! The report as a page: a file of its own that needs nothing else, or sections of another page.

use super::{Due, Report, Tally};
use crate::output::escape;

/// The look of the page by itself. It loads nothing, so it has its few rules in it.
const STYLE: &str = "body{font-family:Arial,sans-serif;line-height:1.5;max-width:60rem;margin:0 auto;padding:1rem}table{border-collapse:collapse;margin:1rem 0}caption{text-align:left;font-weight:bold}th,td{border-bottom:1px solid;padding:.25rem .75rem;text-align:left}td.number,th.number{text-align:right}.wide{overflow-x:auto}";

/// The report as a whole page.
pub fn page(report: &Report) -> String {
    let title = format!("State of {}", escape(&report.site));
    format!(
        "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1><p>On {}. For those who look after the records.</p>{}</main></body></html>\n",
        report.as_of.in_words(),
        sections(report, 2)
    )
}

/// The sections of the report, with headings of this level.
pub fn sections(report: &Report, level: u8) -> String {
    let parts: [(&str, String); 6] = [
        ("Records", records(report)),
        ("Reviews by owner", reviews(report)),
        ("Coverage of the sources", coverage(report)),
        ("Evidence", evidence(report)),
        ("Gaps", gaps(report)),
        ("Outcomes of the awards", outcomes(report)),
    ];
    let sections = parts.iter();
    sections
        .map(|(title, part)| format!("<h{level}>{title}</h{level}>{part}"))
        .collect()
}

/// A cell of a table.
enum Cell<'c> {
    Text(&'c str),
    Number(usize),
}

/// A table whose first column names its rows. Columns of numbers stand to the right.
fn table(caption: &str, heads: &[&str], rows: &[Vec<Cell<'_>>]) -> String {
    if rows.is_empty() {
        return format!("<p>{}: none.</p>", escape(caption));
    }
    let number = |at: usize| matches!(rows[0].get(at), Some(Cell::Number(_)));
    let class = |at: usize| if number(at) { " class=\"number\"" } else { "" };
    let caption = escape(caption);
    let mut html = format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table><caption>{caption}</caption><thead><tr>"
    );
    for (at, head) in heads.iter().enumerate() {
        html.push_str(&format!(
            "<th scope=\"col\"{}>{}</th>",
            class(at),
            escape(head)
        ));
    }
    html.push_str("</tr></thead><tbody>");
    for row in rows {
        html.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let text = match cell {
                Cell::Text(text) => escape(text),
                Cell::Number(number) => number.to_string(),
            };
            let (open, close) = match at {
                0 => ("th scope=\"row\"", "th"),
                _ => ("td", "td"),
            };
            html.push_str(&format!("<{open}{}>{text}</{close}>", class(at)));
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table></div>");
    html
}

fn records(report: &Report) -> String {
    let rows = report.records.iter();
    let rows: Vec<Vec<Cell<'_>>> = rows
        .map(|count| {
            vec![
                Cell::Text(count.kind),
                Cell::Number(count.published),
                Cell::Number(count.left_out),
            ]
        })
        .collect();
    table("Records by kind", &["Kind", "Published", "Left out"], &rows)
}

fn reviews(report: &Report) -> String {
    let owners = report.reviews.iter();
    let rows: Vec<Vec<Cell<'_>>> = owners
        .map(|reviews| {
            vec![
                Cell::Text(reviews.owner.as_deref().unwrap_or("no owner")),
                Cell::Number(reviews.overdue.len()),
                Cell::Number(reviews.soon.len()),
                Cell::Number(reviews.never),
                Cell::Number(reviews.records),
            ]
        })
        .collect();
    let heads = [
        "Owner",
        "Overdue",
        "Due within 3 months",
        "Never reviewed",
        "Records",
    ];
    let mut html = table("Reviews", &heads, &rows);
    for reviews in &report.reviews {
        let owner = reviews.owner.as_deref().unwrap_or("no owner");
        for (word, list) in [("Overdue", &reviews.overdue), ("Due soon", &reviews.soon)] {
            if !list.is_empty() {
                html.push_str(&due(&format!("{word}: {owner}"), list));
            }
        }
    }
    html
}

fn due(caption: &str, list: &[Due]) -> String {
    let days: Vec<String> = list.iter().map(|due| due.next_review.in_words()).collect();
    let rows: Vec<Vec<Cell<'_>>> = list
        .iter()
        .zip(&days)
        .map(|(due, day)| {
            vec![
                Cell::Text(&due.title),
                Cell::Text(day),
                Cell::Text(&due.file),
            ]
        })
        .collect();
    table(caption, &["Record", "By", "File"], &rows)
}

fn coverage(report: &Report) -> String {
    let left: Vec<String> = report
        .coverage
        .iter()
        .map(|source| source.left.join(", "))
        .collect();
    let rows: Vec<Vec<Cell<'_>>> = report
        .coverage
        .iter()
        .zip(&left)
        .map(|(source, left)| {
            vec![
                Cell::Text(&source.title),
                Cell::Number(source.items),
                Cell::Number(source.covered),
                Cell::Text(left),
            ]
        })
        .collect();
    let heads = ["Source", "Items", "Carried to readers", "Not yet"];
    table("Items of the sources", &heads, &rows)
}

fn tallied(caption: &str, tallies: &[Tally]) -> String {
    let rows: Vec<Vec<Cell<'_>>> = tallies
        .iter()
        .map(|tally| vec![Cell::Text(&tally.label), Cell::Number(tally.count)])
        .collect();
    table(caption, &["Value", "Records"], &rows)
}

fn evidence(report: &Report) -> String {
    let evidence = &report.evidence;
    format!(
        "{}{}<p>Rows of the register without a comparator: {}. Claims without a source: {}.</p>",
        tallied("Rows of the register by evidence state", &evidence.benefits),
        tallied("Lessons by strength of evidence", &evidence.lessons),
        evidence.benefits_without_comparator,
        evidence.without_source
    )
}

fn gaps(report: &Report) -> String {
    let gaps = &report.gaps;
    let mut heads = vec!["Pathway", "Needs"];
    heads.extend(gaps.levels.iter().map(String::as_str));
    let rows: Vec<Vec<Cell<'_>>> = gaps
        .pathways
        .iter()
        .map(|pathway| {
            let mut row = vec![Cell::Text(&pathway.label), Cell::Number(pathway.needs)];
            row.extend(pathway.awards.iter().map(|count| Cell::Number(*count)));
            row
        })
        .collect();
    table("Awards by pathway and level of evidence", &heads, &rows)
}

fn outcomes(report: &Report) -> String {
    let outcomes = &report.outcomes;
    let balance = outcomes.balance.as_ref().map_or(String::new(), |balance| {
        format!(
            "<p>The {} awards that succeeded fill in {:.1}% of their fields, the {} that did not {:.1}%.</p>",
            balance.successes, balance.successes_filled, balance.failures, balance.failures_filled
        )
    });
    format!(
        "{}{}{balance}",
        tallied("Awards by outcome", &outcomes.outcome),
        tallied("Awards by status", &outcomes.status)
    )
}
