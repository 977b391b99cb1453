//! The editor's bar: where a page comes from, what is wrong with it, and where else it appears.

use super::frame::Editor;
use super::html::scripts;
use crate::diag::{Diagnostic, FileId, Severity};
use crate::link::record_at;
use crate::output::escape;
use crate::record::number::thousands;
use crate::serve::state::{Good, Snapshot};
use crate::serve::{OWN, site};

/// Warnings that are named in the bar.
const NAMED: usize = 5;

/// A page of the site with the bar and the scripts that follow the files.
pub(in crate::serve) fn with_bar(
    html: &str,
    path: &str,
    good: &Good,
    now: &Snapshot,
    editor: &Editor,
    news: &str,
) -> String {
    let head = format!(
        "<link rel=\"stylesheet\" href=\"{OWN}assets/bar.css\">{}",
        scripts(news)
    );
    let bar = bar(html, path, good, now, editor);
    let html = insert(html, "</head>", &head);
    insert(&html, "</body>", &bar)
}

/// Puts `added` before the last `mark`, or at the end of a page that has none.
fn insert(html: &str, mark: &str, added: &str) -> String {
    let at = html.rfind(mark).unwrap_or(html.len());
    format!("{}{added}{}", &html[..at], &html[at..])
}

fn bar(html: &str, path: &str, good: &Good, now: &Snapshot, editor: &Editor) -> String {
    let route = path.strip_suffix("index.html").unwrap_or(path);
    let record = record_at(&good.site.known, route);
    let mut items = Vec::new();
    match &record {
        Some((kind, id, file)) => {
            items.push(format!(
                "File: {}",
                editor.link(good.site.file_path(*file), 1, 1)
            ));
            items.extend(state(good, kind, id));
        }
        None => items.push("This page is put together from many files.".to_string()),
    }
    items.push(format!("{} words", thousands(site::words(html))));
    let own = record.map(|(_, _, file)| file);
    let concerns: Vec<&Diagnostic> = own
        .map(|file| good.site.file_path(file))
        .map(|file| {
            now.report
                .diagnostics
                .iter()
                .filter(|found| is_of(found, now, file))
                .collect()
        })
        .unwrap_or_default();
    items.push(warnings(&concerns));
    let items: String = items
        .iter()
        .map(|item| format!("<li>{item}</li>"))
        .collect();
    format!(
        "<aside class=\"casebook-bar\" id=\"casebook-bar\" aria-label=\"Editor’s bar (preview only)\"><p class=\"casebook-bar-news\" role=\"status\" data-casebook-news>{}</p><details data-casebook-also><summary>Edit</summary><ul>{items}<li>Also appears on: <span data-casebook-list>open to look</span></li><li><a href=\"{OWN}\">Dashboard</a></li></ul></details></aside>",
        banner(now)
    )
}

/// What is to be said about the whole site.
fn banner(now: &Snapshot) -> String {
    let errors =
        now.report.diagnostics.count(Severity::Error) + usize::from(now.report.gone.is_some());
    let (count, are) = match errors {
        0 => return String::new(),
        1 => ("1 error".to_string(), "is"),
        errors => (format!("{errors} errors"), "are"),
    };
    let older = match now.stale {
        true => ", so this is the site as it was before",
        false => "",
    };
    format!("There {are} {count}{older}. <a href=\"{OWN}problems/\">See what is wrong</a>")
}

fn state(good: &Good, kind: &str, id: &str) -> Vec<String> {
    let mut items = Vec::new();
    if let Some((_, state)) = good.site.known.get(kind, id) {
        items.push(format!("State: {}", state.word()));
    }
    good.site.each_record(|other, name, _, common| {
        if other == kind && name == id {
            let reviewed = common.reviewed.as_ref();
            items.push(match reviewed {
                Some(date) => format!("Reviewed {}", escape(&date.value.in_words())),
                None => "Not yet reviewed".to_string(),
            });
        }
    });
    items
}

/// Whether a problem is in this file. Files are compared by path: their numbers may be of another
/// build.
fn is_of(found: &Diagnostic, now: &Snapshot, path: &str) -> bool {
    let of = |file: FileId| {
        now.report
            .files
            .get(file)
            .is_some_and(|file| &*file.path == path)
    };
    found
        .primary
        .as_ref()
        .is_some_and(|label| of(label.span.file))
}

fn warnings(concerns: &[&Diagnostic]) -> String {
    if concerns.is_empty() {
        return "No warnings for this page".to_string();
    }
    let named: String = concerns
        .iter()
        .take(NAMED)
        .map(|found| format!("<li>{}</li>", escape(&found.message)))
        .collect();
    format!(
        "<a href=\"{OWN}problems/\">Problems of this page: {}</a><ul>{named}</ul>",
        concerns.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_goes_before_the_mark_or_to_the_end() {
        assert_eq!(insert("<head></head>", "</head>", "x"), "<head>x</head>");
        assert_eq!(insert("<p>", "</body>", "x"), "<p>x");
    }
}
