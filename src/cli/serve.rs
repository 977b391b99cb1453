//! `casebook serve`: the preview. Prints the address and, for each rebuild, what changed, how long
//! it took and what is wrong.

use std::io::IsTerminal;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use super::Outcome;
use super::{date, report};
use crate::diag::render::{Format, render};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::record::number::thousands;
use crate::serve::{EDITOR, Error, Preview, Said, Settings, Told};
use crate::source::Files;

pub(super) const EXAMPLES: &str = "Examples:\n  casebook serve\n  casebook serve --open --drafts\n  casebook serve --poll   (on a network drive)";

/// The port, unless another is named.
const PORT: u16 = 4000;

/// Files of a change that are named.
const NAMED: usize = 3;

/// Problems that are shown after each save. More scroll away unread, and printing all of a large site
/// takes longer than building it.
const MOST_SHOWN: usize = 50;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The port to listen at; when it is in use, the next that is free
    #[arg(long, default_value_t = PORT, value_name = "N")]
    port: u16,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
    /// Look at the files by the clock, where the system does not report changes, as on network drives
    #[arg(long)]
    poll: bool,
    /// Drafts are part of the site
    #[arg(long)]
    drafts: bool,
    /// The day for which the site is built, such as 2026-01-31
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// The address at which the site will be published, instead of the one in casebook.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Let other machines see the preview, such as a phone: 0.0.0.0 for all networks
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// How a link opens your editor; {path}, {line} and {column} are filled in
    #[arg(long, value_name = "PATTERN", default_value = EDITOR)]
    editor: String,
}

pub(super) fn run(root: Option<PathBuf>, args: Args) -> Outcome {
    let root = match report::find_root(root) {
        Ok(root) => root,
        Err(outcome) => return outcome,
    };
    let as_of = args.as_of;
    let day = move |files: &Files| {
        let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
        let zone = report::setting(files, "time_zone");
        date::resolve(as_of.as_deref(), epoch.as_deref(), zone.as_deref())
            .map_err(|problem| problem.0)
    };
    let settings = Settings {
        root,
        host: args.host,
        port: args.port,
        poll: args.poll,
        drafts: args.drafts,
        base_url: args.base_url,
        date: Box::new(day),
        editor: args.editor,
        tell: Box::new(tell),
    };
    match Preview::start(settings) {
        Ok(preview) => follow(preview, args.open),
        Err(error @ Error::Date(_)) => report::usage(&error.to_string()),
        Err(error) => report::machine(&error.to_string()),
    }
}

fn follow(preview: Preview, open: bool) -> Outcome {
    for note in preview.notes() {
        report::out(&format!("{note}\n"));
    }
    let address = address(preview.address());
    report::out(&format!(
        "The preview is at {address}, its dashboard at {address}_casebook/. Press Ctrl-C to end it.\n"
    ));
    if !preview.address().ip().is_loopback() {
        report::err(
            "Other machines on your network can see this preview, also drafts and problems. Use it only in a network that you trust.\n",
        );
    }
    if open && let Err(error) = open_browser(&address) {
        report::err(&format!(
            "The browser could not be opened ({error}). Open {address} yourself.\n"
        ));
    }
    preview.wait();
    Outcome::Clean
}

/// The address as a browser takes it.
fn address(at: SocketAddr) -> String {
    match at.ip().is_unspecified() {
        true => format!("http://127.0.0.1:{}/", at.port()),
        false => format!("http://{at}/"),
    }
}

fn open_browser(address: &str) -> std::io::Result<()> {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let nothing = std::process::Stdio::null;
    let mut child = std::process::Command::new(program)
        .arg(address)
        .stdin(nothing())
        .stdout(nothing())
        .stderr(nothing())
        .spawn()?;
    // Nobody waits for the browser, but its end is taken note of.
    let waiting = std::thread::Builder::new().spawn(move || child.wait().is_ok());
    waiting.map(drop)
}

fn tell(said: &Said<'_>) {
    match said {
        Said::Built {
            files,
            pages,
            report,
            stale,
        } => built(files, *pages, *report, *stale),
        Said::Note(note) => report::out(&format!("{note}\n")),
        Said::Gone(why) => report::err(&format!("{why}\n")),
    }
}

/// The problems that are shown after a save, errors before warnings, and how many are left out.
fn first(all: &Diagnostics) -> (Diagnostics, usize) {
    if all.iter().len() <= MOST_SHOWN {
        return (all.clone(), 0);
    }
    let is_error = |problem: &&Diagnostic| problem.severity == Severity::Error;
    let others = all.iter().filter(|problem| !is_error(problem));
    let mut shown: Diagnostics = all
        .iter()
        .filter(is_error)
        .chain(others)
        .take(MOST_SHOWN)
        .cloned()
        .collect();
    shown.sort();
    (shown, all.iter().len() - MOST_SHOWN)
}

fn built(files: &[String], pages: usize, told: &dyn Told, stale: bool) {
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let diagnostics = told.diagnostics();
    let (shown, left) = first(diagnostics);
    report::err(&render(&shown, told.files(), Format::Human { color }));
    if left > 0 {
        report::err(&format!(
            "{} more are not shown here. All of them: casebook check\n",
            thousands(left)
        ));
    }
    let what = match files {
        [] => "Built the site".to_string(),
        files if files.len() <= NAMED => files.join(", "),
        files => format!(
            "{} and {} other files",
            files[..NAMED].join(", "),
            files.len() - NAMED
        ),
    };
    let result = match (stale, files, pages) {
        (true, _, _) => "errors, so the site stays as it was".to_string(),
        (false, [], count) => format!("{count} files"),
        (false, _, 1) => "1 page is other than before".to_string(),
        (false, _, count) => format!("{count} pages are other than before"),
    };
    let stages: Vec<String> = told
        .timings()
        .stages
        .iter()
        .map(|(stage, time)| format!("{stage} {:.1}", time.as_secs_f64() * 1_000.0))
        .collect();
    report::out(&format!(
        "{what}: {result}; {:.1} ms ({})\n",
        told.took().as_secs_f64() * 1_000.0,
        stages.join(", ")
    ));
    let (errors, warnings) = (
        diagnostics.count(Severity::Error),
        diagnostics.count(Severity::Warning),
    );
    if errors + warnings > 0 {
        report::err(&format!("{}.\n", report::counted(errors, warnings)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(warnings: usize, errors: usize) -> Diagnostics {
        let warnings =
            (0..warnings).map(|at| Diagnostic::warning("small", format!("Warning {at}.")));
        let errors = (0..errors).map(|at| Diagnostic::error("large", format!("Error {at}.")));
        warnings.chain(errors).collect()
    }

    #[test]
    fn errors_are_among_the_problems_that_are_shown() {
        let (shown, left) = first(&problems(70, 2));
        assert_eq!((shown.iter().len(), left), (MOST_SHOWN, 22));
        assert_eq!(shown.count(Severity::Error), 2);
        let (shown, left) = first(&problems(0, 60));
        assert_eq!((shown.count(Severity::Error), left), (MOST_SHOWN, 10));
        let few = problems(MOST_SHOWN, 0);
        assert_eq!(first(&few).0.iter().len(), MOST_SHOWN);
        assert_eq!(first(&few).1, 0);
    }
}
