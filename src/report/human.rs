//! The report on a terminal.

use super::{Due, OwnerReviews, Report, Tally};

/// Reviews and items that are named; the rest is counted.
const NAMED: usize = 20;

/// What writes a part of the report.
type Part = fn(&Report) -> String;

/// The report as text.
pub fn human(report: &Report) -> String {
    let mut text = format!("{}, {}\n", report.site, report.as_of.in_words());
    let parts: [(&str, Part); 6] = [
        ("Records", records),
        ("Reviews by owner", reviews),
        ("Coverage of the sources", coverage),
        ("Evidence", evidence),
        ("Gaps: awards by pathway and level of evidence", gaps),
        ("Outcomes of the awards", outcomes),
    ];
    for (title, part) in parts {
        text.push_str(&format!("\n{title}\n{}", part(report)));
    }
    text
}

/// A table with columns as wide as their widest cell: the first to the left, the rest to the right.
fn table(rows: &[Vec<String>]) -> String {
    let wide = |cell: &str| cell.chars().count();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|at| {
            rows.iter()
                .filter_map(|row| row.get(at))
                .map(|cell| wide(cell))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).enumerate();
        let cells: Vec<String> = cells
            .map(|(at, (cell, width))| match at {
                0 => format!("{cell}{}", " ".repeat(width - wide(cell))),
                _ => format!("{}{cell}", " ".repeat(width - wide(cell))),
            })
            .collect();
        text.push_str(&format!("  {}\n", cells.join("  ").trim_end()));
    }
    text
}

fn records(report: &Report) -> String {
    let rows: Vec<Vec<String>> = report
        .records
        .iter()
        .map(|count| {
            let left_out = match count.left_out {
                0 => String::new(),
                number => format!("and {number} left out"),
            };
            vec![
                count.kind.to_string(),
                count.published.to_string(),
                left_out,
            ]
        })
        .collect();
    table(&rows)
}

fn reviews(report: &Report) -> String {
    report.reviews.iter().map(of_owner).collect()
}

fn of_owner(reviews: &OwnerReviews) -> String {
    let owner = reviews.owner.as_deref().unwrap_or("no owner");
    let mut text = format!(
        "  {owner}: {} overdue, {} due within 3 months, {} of {} never reviewed\n",
        reviews.overdue.len(),
        reviews.soon.len(),
        reviews.never,
        reviews.records
    );
    for (word, list) in [("overdue", &reviews.overdue), ("due", &reviews.soon)] {
        for due in list.iter().take(NAMED) {
            text.push_str(&format!(
                "    {word} {}: {}\n",
                due.next_review.in_words(),
                named(due)
            ));
        }
        if list.len() > NAMED {
            text.push_str(&format!("    and {} more\n", list.len() - NAMED));
        }
    }
    text
}

fn named(due: &Due) -> String {
    format!("{} ({})", due.title, due.file)
}

fn coverage(report: &Report) -> String {
    let mut text = String::new();
    for source in &report.coverage {
        text.push_str(&format!(
            "  {}: {} of {} items\n",
            source.title, source.covered, source.items
        ));
        if !source.left.is_empty() {
            let named: Vec<&str> = source.left.iter().take(NAMED).map(String::as_str).collect();
            let more = if source.left.len() > NAMED {
                " …"
            } else {
                ""
            };
            text.push_str(&format!("    not yet: {}{more}\n", named.join(", ")));
        }
    }
    text
}

fn tallied(title: &str, tallies: &[Tally]) -> String {
    let rows: Vec<Vec<String>> = tallies
        .iter()
        .map(|tally| vec![format!("  {}", tally.label), tally.count.to_string()])
        .collect();
    format!("  {title}\n{}", table(&rows))
}

fn evidence(report: &Report) -> String {
    let evidence = &report.evidence;
    format!(
        "{}{}  Rows of the register without a comparator: {}\n  Claims without a source: {}\n",
        tallied("Rows of the register", &evidence.benefits),
        tallied("Lessons", &evidence.lessons),
        evidence.benefits_without_comparator,
        evidence.without_source
    )
}

fn gaps(report: &Report) -> String {
    let gaps = &report.gaps;
    let mut text: String = gaps
        .levels
        .iter()
        .enumerate()
        .map(|(at, level)| format!("  {} = {level}\n", letter(at)))
        .collect();
    let mut heads = vec!["Pathway".to_string(), "Needs".to_string()];
    heads.extend((0..gaps.levels.len()).map(letter));
    let mut rows = vec![heads];
    for pathway in &gaps.pathways {
        let mut row = vec![pathway.label.clone(), pathway.needs.to_string()];
        row.extend(pathway.awards.iter().map(|count| match count {
            0 => "·".to_string(),
            count => count.to_string(),
        }));
        rows.push(row);
    }
    text.push_str(&table(&rows));
    text
}

fn letter(at: usize) -> String {
    let letter = u32::try_from(at)
        .ok()
        .and_then(|at| char::from_u32(u32::from('A') + at));
    letter.map_or_else(|| at.to_string(), |letter| letter.to_string())
}

fn outcomes(report: &Report) -> String {
    let outcomes = &report.outcomes;
    let balance = outcomes.balance.as_ref().map_or(String::new(), |balance| {
        format!(
            "  The {} awards that succeeded fill in {:.1}% of their fields, the {} that did not {:.1}%.\n",
            balance.successes, balance.successes_filled, balance.failures, balance.failures_filled
        )
    });
    format!(
        "{}{}{balance}",
        tallied("By outcome", &outcomes.outcome),
        tallied("By status", &outcomes.status)
    )
}
