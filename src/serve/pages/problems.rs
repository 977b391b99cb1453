//! All problems of the last build, or why there is none to show.

use super::frame::{self, Editor};
use super::html::page;
use crate::diag::Severity;
use crate::output::escape;
use crate::serve::state::{Report, Snapshot};

/// Problems that are shown; the rest is counted.
const MOST: usize = 200;

/// The page with every problem.
pub(in crate::serve) fn problems(now: &Snapshot, editor: &Editor) -> String {
    let main = format!("<h2>What the last build found</h2>{}", body(now, editor));
    page("Problems", Some(&own_news(now)), &main)
}

/// What stands at every address while there has never been a site without errors.
pub(in crate::serve) fn no_site(now: &Snapshot, editor: &Editor, news: &str) -> String {
    let lead = "<p>The site cannot be shown yet. Correct what is listed here and save: this page turns into the site by itself.</p>";
    page(
        "The site has errors",
        Some(news),
        &format!("{lead}<h2>What is wrong</h2>{}", list(&now.report, editor)),
    )
}

/// A page of the preview itself changes with every build.
pub(super) fn own_news(now: &Snapshot) -> String {
    serde_json::json!({"own": true, "report": now.report.number}).to_string()
}

pub(super) fn body(now: &Snapshot, editor: &Editor) -> String {
    let stale = match (now.stale, &now.good) {
        (true, Some(_)) => {
            "<p class=\"lead\">The last change has errors, so the site is shown as it was before. Nothing is lost: correct the errors and save.</p>"
        }
        _ => "",
    };
    format!("{stale}{}", list(&now.report, editor))
}

fn list(report: &Report, editor: &Editor) -> String {
    let mut html = String::new();
    if let Some(gone) = &report.gone {
        html.push_str(&format!(
            "<article class=\"problem error\"><h3><span class=\"kind\">Error</span> {}</h3></article>",
            escape(gone)
        ));
    }
    let errors_first = [Severity::Error, Severity::Warning, Severity::Notice]
        .into_iter()
        .flat_map(|severity| {
            let all = report.diagnostics.iter();
            all.filter(move |problem| problem.severity == severity)
        });
    for problem in errors_first.take(MOST) {
        html.push_str(&frame::problem(problem, &report.files, editor));
    }
    let more = report.diagnostics.iter().count().saturating_sub(MOST);
    if more > 0 {
        html.push_str(&format!(
            "<p>There are {more} more. Correct these first.</p>"
        ));
    }
    match html.is_empty() {
        true => "<p>There are no problems.</p>".to_string(),
        false => html,
    }
}
