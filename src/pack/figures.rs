//! The figures of an award, each with what has to be said with it: to read, and as a table.

use crate::tables::csv;
use crate::view::{PackView, QuoteView};
use crate::words::Words;

/// Between two caveats, or two sources, in one cell.
const BETWEEN: &str = " · ";

/// The figures to read and to copy.
pub(super) fn text(view: &PackView, words: &Words) -> String {
    let title = words.fill("pack.figures_title", &[("title", &view.title)]);
    let mut text = format!("{title}\n");
    for quote in &view.figures {
        text.push_str(&format!("\n{}\n", named(quote, words)));
        text.push_str(&list(&words.text("pack.say"), &caveats(quote, words)));
        text.push_str(&list(&words.text("pack.from"), &quote.sources));
    }
    if !view.cautions.is_empty() {
        text.push('\n');
        text.push_str(&list(&words.text("pack.cautions"), &view.cautions));
    }
    text
}

fn list(heading: &str, items: &[String]) -> String {
    let items: String = items.iter().map(|item| format!("- {item}\n")).collect();
    format!("{heading}\n{items}")
}

/// What a figure is, and the figure.
pub(super) fn named(quote: &QuoteView, words: &Words) -> String {
    let parts: [(&str, &dyn std::fmt::Display); 2] =
        [("label", &quote.what), ("value", &quote.value)];
    words.fill("format.labelled", &parts)
}

/// What has to be said with a figure, and where it comes from, on one line.
pub(super) fn rest(quote: &QuoteView, words: &Words) -> String {
    format!(
        "{} {} {} {}",
        words.text("pack.say"),
        caveats(quote, words).join(BETWEEN),
        words.text("pack.from"),
        quote.sources.join(BETWEEN)
    )
}

fn caveats(quote: &QuoteView, words: &Words) -> Vec<String> {
    match quote.caveats.is_empty() {
        true => vec![words.text("pack.no_caveat")],
        false => quote.caveats.clone(),
    }
}

/// The figures for a spreadsheet program.
pub(super) fn csv(view: &PackView, words: &Words) -> Vec<u8> {
    let head = [
        "pack.column_figure",
        "pack.column_what",
        "pack.column_caveat",
        "pack.column_source",
    ];
    let head = head.map(|key| words.text(key));
    let rows = view.figures.iter().map(|quote| {
        [
            quote.value.clone(),
            quote.what.clone(),
            caveats(quote, words).join(BETWEEN),
            quote.sources.join(BETWEEN),
        ]
    });
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(csv::write(std::iter::once(head).chain(rows)));
    bytes
}
