//! The note that lies in the pack: what each file is for, and what to mind.

use super::Made;
use super::summary::Summary;

/// The names of the files.
pub(super) const NOTE: &str = "README.txt";
pub(super) const SHORT: &str = "summary-50.txt";
pub(super) const LONG: &str = "summary-150.txt";
pub(super) const FIGURES: &str = "figures.txt";
pub(super) const TABLE: &str = "figures.csv";
pub(super) const PAGE: &str = "one-page.html";
/// Every pack has this file, and nothing else has: it is how a folder is known to hold one.
pub const ALTERNATIVE: &str = "share-alt.txt";

/// The note.
pub(super) fn text(made: &Made<'_>) -> String {
    let (view, words) = (made.view, made.words);
    let mut text = words.fill("pack.title", &[("title", &view.title)]) + "\n";
    text.push_str(&words.fill(
        "pack.about",
        &[
            ("site", &view.site),
            ("name", &view.name),
            ("day", &view.day),
        ],
    ));
    let reading = words.fill("pack.reading", &[("outcome", &view.outcome)]);
    let basis = words.fill("pack.basis", &[("basis", &view.outcome_basis)]);
    text.push_str(&format!("\n{reading}\n{basis}\n"));
    let mut list = |heading: &str, items: Vec<String>| {
        let items: String = items.iter().map(|item| format!("- {item}\n")).collect();
        text.push_str(&format!("\n{}\n{items}", words.text(heading)));
    };
    list("pack.files", files(made));
    list("pack.rules", rules(made));
    if !view.cautions.is_empty() {
        list("pack.cautions", view.cautions.clone());
    }
    for lack in lacks(made) {
        text.push_str(&format!("\n{lack}\n"));
    }
    let sources = view.sources.join(&words.text("format.list_wide"));
    text.push_str(&format!(
        "\n{}\n",
        words.fill("pack.sources", &[("sources", &sources)])
    ));
    text.push_str(&format!("{}: {}\n", words.text("frame.cite_as"), view.cite));
    text
}

/// What each file is for.
fn files(made: &Made<'_>) -> Vec<String> {
    let words = made.words;
    let summary = |key: &str, summary: &Summary| {
        (summary.words > 0).then(|| words.count(key, summary.words, &[]))
    };
    let figures = made.view.figures.len();
    let quoted = |text: String| (figures > 0).then_some(text);
    let all = [
        (SHORT, summary("pack.summary_short", &made.short)),
        (LONG, summary("pack.summary_long", &made.long)),
        (
            FIGURES,
            quoted(words.count("pack.figures_file", figures, &[])),
        ),
        (TABLE, quoted(words.text("pack.figures_table"))),
        (PAGE, Some(words.text("pack.one_page"))),
        (made.picture, Some(words.text("pack.image"))),
        (ALTERNATIVE, Some(words.text("pack.alternative"))),
        (".casebook-manifest.json", Some(words.text("pack.manifest"))),
    ];
    let named = all.into_iter().filter_map(|(file, purpose)| {
        Some(words.fill("pack.file", &[("file", &file), ("purpose", &purpose?)]))
    });
    named.collect()
}

/// What to mind.
fn rules(made: &Made<'_>) -> Vec<String> {
    let (view, words) = (made.view, made.words);
    let mut rules = vec![
        words.text("pack.rule_whole"),
        words.text("pack.rule_figure"),
        words.text("pack.rule_reading"),
    ];
    let licence = view.licence.iter();
    rules.extend(licence.map(|licence| words.fill("pack.rule_licence", &[("licence", licence)])));
    let address = view.address.iter();
    rules.extend(address.map(|address| words.fill("pack.rule_address", &[("address", address)])));
    if made.picture.ends_with(".svg") {
        rules.push(words.text("pack.drawing"));
    }
    rules
}

/// What the record lacks for a whole pack.
pub(super) fn lacks(made: &Made<'_>) -> Vec<String> {
    let (view, words) = (made.view, made.words);
    let mut lacks = Vec::new();
    for (file, summary) in [(SHORT, &made.short), (LONG, &made.long)] {
        let wanted = summary.aim.about;
        let parts: [(&str, &dyn std::fmt::Display); 3] =
            [("file", &file), ("wanted", &wanted), ("record", &view.file)];
        if summary.words == 0 {
            lacks.push(words.fill("pack.no_sentence", &parts));
        } else if summary.is_short() {
            lacks.push(words.count("pack.short_of", summary.words, &parts));
        }
    }
    if made.long.is_short() {
        let empty = view.texts.iter().filter(|(_, text)| text.trim().is_empty());
        let empty: Vec<&str> = empty.map(|(field, _)| *field).collect();
        if !empty.is_empty() {
            let fields = words.list(&empty);
            lacks.push(words.fill(
                "pack.empty_fields",
                &[("file", &view.file), ("fields", &fields)],
            ));
        }
    }
    if view.figures.is_empty() {
        lacks.push(words.text("pack.no_figures"));
    }
    lacks
}
