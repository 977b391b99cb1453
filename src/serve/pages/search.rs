//! The search tester: what readers would get for some words, and why in this order. The engine is
//! that of `casebook search --explain`.

use super::html::{page, table};
use super::problems;
use crate::output::escape;
use crate::search::query::{self, Answer, Asked, Hit};
use crate::search::store::Store;
use crate::serve::OWN;
use crate::serve::state::{Good, Snapshot};

/// Answers that are shown.
const SHOWN: usize = 20;

/// A form that leads to the tester.
pub(super) fn form(words: &str) -> String {
    format!(
        "<form action=\"{OWN}search/\"><label for=\"q\">Words to look for</label> <input id=\"q\" name=\"q\" value=\"{}\"> <button>Search and explain</button></form>",
        escape(words)
    )
}

/// The tester, with the answers for these words.
pub(in crate::serve) fn search(now: &Snapshot, words: &str) -> String {
    let answers = match &now.good {
        _ if words.trim().is_empty() => {
            "<p>You get what readers would get, and how each word counted.</p>".to_string()
        }
        None => "<p>There is no site yet. Correct the errors first.</p>".to_string(),
        Some(good) => answers(good, words),
    };
    let main = format!("{}{answers}", form(words));
    page("Search tester", Some(&problems::own_news(now)), &main)
}

fn answers(good: &Good, words: &str) -> String {
    let Ok(store) = Store::read(&good.output) else {
        return "<p>The search index is still being made. Load this page again in a moment.</p>"
            .into();
    };
    let answer = query::search(&store, words, &Asked::default());
    let shown = answer.hits.len().min(SHOWN);
    let hits = answer.hits.iter().take(SHOWN).enumerate();
    let rows: Vec<Vec<String>> = hits.map(|(at, hit)| row(at + 1, hit, &answer)).collect();
    let count = match answer.hits.len() {
        0 => "<p>No page answers this. Try other words, or fewer.</p>".to_string(),
        1 => "<p>1 page.</p>".to_string(),
        all => format!(
            "<p>{all} pages; the first {shown} are listed. Only the order of the scores means anything.</p>"
        ),
    };
    format!(
        "{}{count}{}",
        notices(&answer),
        table(
            "Answers, the best first",
            &[
                "Place",
                "Page",
                "Kind",
                "Score",
                "From the words",
                "Has every word"
            ],
            &rows
        )
    )
}

fn row(place: usize, hit: &Hit, answer: &Answer) -> Vec<String> {
    let heading = match hit.heading.as_str() {
        "" => String::new(),
        heading => format!(", under “{}”", escape(heading)),
    };
    let parts = answer.units.iter().zip(&hit.parts);
    let parts: Vec<String> = parts
        .map(|(unit, part)| format!("{} {part:.2}", escape(unit)))
        .collect();
    vec![
        place.to_string(),
        format!(
            "<a href=\"/{}\">{}</a>{heading}",
            escape(&hit.url),
            escape(&hit.title)
        ),
        escape(&hit.kind),
        format!("{:.3}", hit.score),
        parts.join(", "),
        if hit.whole { "yes" } else { "no" }.to_string(),
    ]
}

/// How the words were understood.
fn notices(answer: &Answer) -> String {
    let corrected = answer.corrected.iter();
    let corrected = corrected.map(|(typed, meant)| format!("“{typed}” was taken for “{meant}”."));
    corrected
        .chain(answer.notices())
        .map(|text| format!("<p>{}</p>", escape(&text)))
        .collect()
}
