//! `casebook search`: the answers that readers would get, without a browser.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::json;

use super::Outcome;
use super::report::{self, Shared};
use crate::search::query::{self, Answer, Asked, Hit};
use crate::search::store::Store;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook search \"A&E triage\"\n  casebook search thrombectamy --limit 3\n  casebook search \"why did it stop\" --explain\n  casebook search DPIA --format json   (a list of url, title, kind and score)";

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For reading
    Human,
    /// A list of url, title, kind and score
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to look for, in one or more words
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    /// The most answers, from 1
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = at_least_one, allow_hyphen_values = true)]
    limit: usize,
    /// Say what each word gave to the score
    #[arg(long)]
    explain: bool,
    /// No synonyms and no corrections
    #[arg(long)]
    literal: bool,
    /// Drafts are part of the site
    #[arg(long)]
    drafts: bool,
    /// How answers are written
    #[arg(long, value_enum, default_value_t = Form::Human, value_name = "FORMAT")]
    format: Form,
}

fn at_least_one(written: &str) -> Result<usize, String> {
    match written.parse() {
        Ok(count) if count > 0 => Ok(count),
        _ => Err("write a whole number from 1, such as 10".to_owned()),
    }
}

pub(super) fn run(root: Option<PathBuf>, args: &Args) -> Outcome {
    let shared = Shared {
        drafts: args.drafts,
        ..Shared::default()
    };
    let built = match report::build(root, &shared) {
        Ok(built) => built,
        Err(outcome) => return outcome,
    };
    if built.fails(&shared) {
        return built.report(&shared);
    }
    let store = match Store::read(&built.build.search_index()) {
        Ok(store) => store,
        Err(problem) => return report::usage(&format!("{problem}.")),
    };
    let asked = Asked {
        filters: Vec::new(),
        literal: args.literal,
    };
    let answer = query::search(&store, &args.query.join(" "), &asked);
    report::out(&match args.format {
        Form::Human => human(&answer, args),
        Form::Json => as_json(&answer, args),
    });
    Outcome::Clean
}

fn human(answer: &Answer, args: &Args) -> String {
    let mut text = notices(answer);
    if answer.hits.is_empty() {
        text.push_str("No page answers this. Try other words, or fewer.\n");
        return text;
    }
    let shown = answer.hits.len().min(args.limit);
    text.push_str(&format!(
        "{} pages; the first {shown}:\n",
        answer.hits.len()
    ));
    for (at, hit) in answer.hits.iter().take(args.limit).enumerate() {
        let heading = match hit.heading.as_str() {
            "" => String::new(),
            heading => format!(" › {heading}"),
        };
        text.push_str(&format!(
            "{:>3}. {}{heading} ({})\n     {}\n",
            at + 1,
            hit.title,
            hit.kind,
            hit.url
        ));
        if args.explain {
            text.push_str(&format!("     {}\n", explained(hit, &answer.units)));
        }
    }
    text
}

/// “score 12.3 = decision 4.1, stroke 6.0; with what title, kind and sections add”
fn explained(hit: &Hit, units: &[String]) -> String {
    let parts = units.iter().zip(&hit.parts);
    let parts: Vec<String> = parts
        .map(|(unit, part)| format!("{unit} {part:.2}"))
        .collect();
    let some = if hit.whole {
        ""
    } else {
        "; has only some of the words"
    };
    format!(
        "score {:.3}, from {}, changed by kind, title and best section{some}",
        hit.score,
        parts.join(" + ")
    )
}

fn notices(answer: &Answer) -> String {
    let corrected = answer.corrected.iter();
    let corrected = corrected
        .map(|(typed, meant)| format!("Showing results for “{meant}” instead of “{typed}”.\n"));
    let others = answer.notices();
    let others = others.iter().map(|notice| format!("{notice}\n"));
    corrected.chain(others).collect()
}

fn as_json(answer: &Answer, args: &Args) -> String {
    let hits = answer.hits.iter().take(args.limit).map(|hit| {
        let mut row =
            json!({"url": hit.url, "title": hit.title, "kind": hit.kind, "score": hit.score});
        if args.explain {
            let units = answer.units.iter().zip(&hit.parts);
            let units = units.map(|(unit, part)| json!({"words": unit, "score": part}));
            row["explain"] = json!({"units": units.collect::<Vec<_>>(), "all_words": hit.whole});
        }
        row
    });
    let hits = hits.collect::<Vec<_>>();
    format!(
        "{}\n",
        serde_json::to_string_pretty(&hits).unwrap_or_default()
    )
}
