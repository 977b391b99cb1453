//! The sheet of A4: the award on one side of one page, whatever its record holds.
//!
//! Each part asks the sheet for room, in lines of its type. What has none is left out whole, and
//! the page says how much more there is; no sentence and no caveat is cut.

use super::Made;
use super::figures::{named, rest};
use crate::output::escape;

/// The lines of small type that a sheet holds, with some to spare for other fonts and margins.
const LINES: usize = 60;
/// The letters that stand on a line.
const LETTERS: usize = 100;
/// The longest fact that is worth its room.
const FACT: usize = 120;
/// What is kept for the foot.
const FOOT: usize = 3;
/// What figures leave for what to be careful of.
const CAREFUL: usize = 12;

/// The page needs nothing else, so it has its few rules in it.
const STYLE: &str = "@page{size:A4;margin:12mm 15mm}*{box-sizing:border-box}body{font:9.5pt/1.3 Arial,sans-serif;color:#111;background:#fff;max-width:180mm;margin:0 auto;padding:1rem;overflow-wrap:anywhere}h1{font-size:17pt;line-height:1.15;margin:0 0 1mm}h2{font-size:11pt;margin:2.5mm 0 1mm;color:#10333f}p{margin:0 0 1.2mm}ul{margin:0;padding-left:4mm}li{margin:0 0 .8mm}dl{display:grid;grid-template-columns:42mm 1fr;gap:.4mm 3mm;margin:0}dt{font-weight:bold}dd{margin:0}.site{font-weight:bold;color:#10333f}.small{font-size:8.5pt}footer{border-top:1px solid #10333f;margin-top:2.5mm;padding-top:1mm;font-size:8pt}@media print{body{padding:0;max-width:none}}";

/// What is left of the sheet.
struct Sheet {
    left: usize,
}

impl Sheet {
    /// Takes the room for a text and a little more; says whether there was enough.
    fn takes(&mut self, text: &str, more: usize) -> bool {
        let lines = text
            .lines()
            .map(|line| line.chars().count().div_ceil(LETTERS).max(1));
        let wanted = lines.sum::<usize>() + more;
        let fits = wanted <= self.left;
        if fits {
            self.left -= wanted;
        }
        fits
    }
}

/// The page.
pub(super) fn html(made: &Made<'_>) -> String {
    let (view, words) = (made.view, made.words);
    let foot = foot(made);
    let mut sheet = Sheet { left: LINES - FOOT };
    // A large title takes its room twice; one that fills the sheet leaves it at that.
    let title = view.title.repeat(2);
    if !sheet.takes(&foot.join("\n"), 0) || !sheet.takes(&title, 4) {
        sheet.left = 0;
    }
    let body = [
        summary(made, &mut sheet),
        facts(made, &mut sheet),
        figures(made, &mut sheet),
        cautions(made, &mut sheet),
    ];
    let reading = words.fill("pack.reading", &[("outcome", &view.outcome)]);
    let foot: String = foot
        .iter()
        .map(|line| format!("<p>{}</p>", escape(line)))
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>{title}</title><style>{STYLE}</style></head><body><main><p class=\"site\">{}</p><h1>{title}</h1><p>{} · {} · {}</p>{}</main><footer>{foot}</footer></body></html>\n",
        escape(&view.language),
        escape(&view.site),
        escape(&view.name),
        escape(&view.status),
        escape(&reading),
        body.concat(),
        title = escape(&view.title),
    )
}

fn heading(made: &Made<'_>, key: &str) -> String {
    format!("<h2>{}</h2>", escape(&made.words.text(key)))
}

/// The long summary, or the short one where there is no room for it.
fn summary(made: &Made<'_>, sheet: &mut Sheet) -> String {
    for summary in [&made.long, &made.short] {
        let paragraphs = &summary.paragraphs;
        if !paragraphs.is_empty() && sheet.takes(&paragraphs.join("\n"), 2) {
            let paragraphs = paragraphs
                .iter()
                .map(|text| format!("<p>{}</p>", escape(text)));
            return heading(made, "pack.summary") + &paragraphs.collect::<String>();
        }
    }
    String::new()
}

fn facts(made: &Made<'_>, sheet: &mut Sheet) -> String {
    let short = made.view.facts.iter();
    let short =
        short.filter(|(label, value)| label.chars().count() + value.chars().count() <= FACT);
    let mut rows = String::new();
    for (label, value) in short {
        // The labels stand in a narrow column of their own.
        let wide = value.chars().count() > LETTERS * 3 / 5;
        if sheet.takes(label, usize::from(wide)) {
            rows.push_str(&format!(
                "<dt>{}</dt><dd>{}</dd>",
                escape(label),
                escape(value)
            ));
        }
    }
    match rows.is_empty() || !sheet.takes("", 2) {
        true => String::new(),
        false => format!("{}<dl>{rows}</dl>", heading(made, "award.facts")),
    }
}

/// Figures with all that has to be said with them.
fn figures(made: &Made<'_>, sheet: &mut Sheet) -> String {
    let all = made.view.figures.iter();
    let all = all.map(|quote| {
        let (named, rest) = (named(quote, made.words), rest(quote, made.words));
        let html = format!(
            "<b>{}</b> <span class=\"small\">{}</span>",
            escape(&named),
            escape(&rest)
        );
        (format!("{named} {rest}"), html)
    });
    let mut own = Sheet {
        left: sheet.left.saturating_sub(CAREFUL),
    };
    let kept = sheet.left - own.left;
    let list = listed(
        made,
        &mut own,
        ("pack.quoted_figures", "pack.more_figures"),
        all,
    );
    sheet.left = own.left + kept;
    list
}

fn cautions(made: &Made<'_>, sheet: &mut Sheet) -> String {
    let all = made.view.cautions.iter();
    let all = all.map(|text| (text.clone(), escape(text)));
    listed(made, sheet, ("pack.careful", "pack.more_cautions"), all)
}

/// Items under a heading as far as there is room, and how many more there are.
fn listed(
    made: &Made<'_>,
    sheet: &mut Sheet,
    (title, more): (&str, &str),
    items: impl Iterator<Item = (String, String)>,
) -> String {
    let (mut list, mut left_out) = (String::new(), 0);
    if !sheet.takes("", 2) {
        return String::new();
    }
    for (text, html) in items {
        match sheet.takes(&text, 0) {
            true => list.push_str(&format!("<li>{html}</li>")),
            false => left_out += 1,
        }
    }
    if left_out > 0 {
        let more = made.words.count(more, left_out, &[]);
        list.push_str(&format!("<li>{}</li>", escape(&more)));
    }
    match list.is_empty() {
        true => String::new(),
        false => format!("{}<ul>{list}</ul>", heading(made, title)),
    }
}

/// Where all of it comes from, and where more of it is.
fn foot(made: &Made<'_>) -> Vec<String> {
    let (view, words) = (made.view, made.words);
    let cite = words.text("frame.cite_as");
    let mut lines = vec![words.fill(
        "format.labelled",
        &[("label", &cite), ("value", &view.cite)],
    )];
    let sources = view.sources.join(&words.text("format.list_wide"));
    lines.push(words.fill("pack.sources", &[("sources", &sources)]));
    let licence = view.licence.iter();
    lines.extend(licence.map(|licence| words.fill("pack.rule_licence", &[("licence", licence)])));
    let about = [
        ("site", &view.site),
        ("name", &view.name),
        ("day", &view.day),
    ];
    let about = about.map(|(name, text)| (name, text as &dyn std::fmt::Display));
    lines.push(words.fill("pack.about", &about));
    lines
}
