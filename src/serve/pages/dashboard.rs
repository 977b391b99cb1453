//! The dashboard: problems, the health of the content, addresses and times.

use super::frame::Editor;
use super::html::{page, table, unescaped};
use super::{health, problems, search};
use crate::link::record_at;
use crate::output::escape;
use crate::record::number::thousands;
use crate::report;
use crate::serve::site;
use crate::serve::state::{Good, Report, Snapshot};

/// Addresses that are listed.
const ROUTES: usize = 1_000;

/// The dashboard.
pub(in crate::serve) fn dashboard(now: &Snapshot, editor: &Editor) -> String {
    let mut main = String::from(
        "<p>Contents: <a href=\"#problems\">Problems</a>, <a href=\"#health\">State of the content</a>, <a href=\"#report\">Report</a>, <a href=\"#search\">Search tester</a>, <a href=\"#times\">Times</a>, <a href=\"#addresses\">Addresses</a></p>",
    );
    main.push_str(&format!(
        "<h2 id=\"problems\">Problems</h2>{}",
        problems::body(now, editor)
    ));
    if let Some(good) = &now.good {
        main.push_str(&format!(
            "<h2 id=\"health\">State of the content</h2>{}",
            health::health(&good.site, editor)
        ));
        main.push_str(&format!(
            "<h2 id=\"report\">Report</h2><p>What <code>casebook report</code> says for {}.</p>{}",
            good.site.as_of.in_words(),
            report::sections(&report::Report::new(&good.site), 3)
        ));
    }
    main.push_str(&format!(
        "<h2 id=\"search\">Search tester</h2>{}",
        search::form("")
    ));
    main.push_str(&format!(
        "<h2 id=\"times\">Times of the last build</h2>{}",
        times(&now.report)
    ));
    if let Some(good) = &now.good {
        main.push_str(&format!(
            "<h2 id=\"addresses\">Addresses</h2>{}",
            addresses(good, editor)
        ));
    }
    page("Dashboard", Some(&problems::own_news(now)), &main)
}

fn milliseconds(time: std::time::Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1_000.0)
}

fn times(report: &Report) -> String {
    let stages = report.timings.stages.iter();
    let stages: Vec<Vec<String>> = stages
        .map(|(stage, time)| vec![escape(stage), milliseconds(*time)])
        .collect();
    let templates = report.timings.templates.iter();
    let templates: Vec<Vec<String>> = templates
        .map(|(name, (pages, time))| vec![escape(name), thousands(*pages), milliseconds(*time)])
        .collect();
    format!(
        "<p>From the first sign of the change to the page: {}.</p>{}{}",
        milliseconds(report.took),
        table("By stage", &["Stage", "Time"], &stages),
        table(
            "By template, over all threads",
            &["Template", "Pages", "Time"],
            &templates
        )
    )
}

fn addresses(good: &Good, editor: &Editor) -> String {
    let pages = || {
        good.output
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
    };
    let count = pages().count();
    let rows: Vec<Vec<String>> = pages()
        .take(ROUTES)
        .map(|(path, bytes)| {
            let address = path.strip_suffix("index.html").unwrap_or(path);
            let title = std::str::from_utf8(&bytes.read())
                .map(|html| site::title(html).to_string())
                .unwrap_or_default();
            let file = record_at(&good.site.known, address);
            let file = file.map(|(_, _, file)| editor.link(good.site.file_path(file), 1, 1));
            vec![
                format!("<a href=\"/{0}\">/{0}</a>", escape(address)),
                escape(&unescaped(&title)),
                file.unwrap_or_default(),
                thousands(bytes.len()),
            ]
        })
        .collect();
    let more = match count > ROUTES {
        true => format!(" The first {} are listed.", thousands(ROUTES)),
        false => String::new(),
    };
    format!(
        "<p>The site has {} pages and {} files in all.{more}</p>{}",
        thousands(count),
        thousands(good.output.len()),
        table("Pages", &["Address", "Title", "File", "Bytes"], &rows)
    )
}
