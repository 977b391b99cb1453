//! What `build` and `check` share: reading the site, building it in memory, and saying what is
//! wrong.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Outcome, date, whole};
use crate::diag::machine::reason;
use crate::diag::render::{Format, render};
use crate::diag::{Diagnostics, Severity};
use crate::history::{self, Reading};
use crate::source::{self, CONFIG, Files};
use crate::{Build, Memo, Options, Timings};

/// What both commands take.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Shared {
    /// The day for which the site is built, such as 2026-01-31
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// The address at which the site will be published, instead of the one in casebook.yaml
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Warnings count as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Drafts are part of the site
    #[arg(long)]
    pub(super) drafts: bool,
    /// The site is to go out: what may not go out, and an address that would vanish, is an error
    #[arg(long, conflicts_with = "drafts")]
    pub(super) for_publication: bool,
    /// How problems are written
    #[arg(long, value_enum, default_value_t = Written::Human, value_name = "FORMAT")]
    pub(super) format: Written,
    /// Print the time that each stage and template took
    #[arg(long)]
    pub(super) timings: bool,
}

/// How problems are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Written {
    /// With the line and a mark under the place
    #[default]
    Human,
    /// One line each: `path:line:column: severity[code]: message`
    Short,
    /// One JSON document
    Json,
    /// Annotations for GitHub
    Github,
}

/// A site, built in memory.
pub(super) struct Built {
    pub(super) root: PathBuf,
    pub(super) files: Files,
    pub(super) build: Build,
    pub(super) options: Options,
    pub(super) elapsed: Duration,
    /// Why dates of changes are left out.
    pub(super) notice: Option<String>,
}

/// Reads and builds the site as readers get it, with the names that browsers may keep.
///
/// # Errors
///
/// As [`build`].
pub(super) fn build_named(root: Option<PathBuf>, shared: &Shared) -> Result<Built, Outcome> {
    let mut built = build(root, shared)?;
    let start = Instant::now();
    built.build = built.build.named();
    built.elapsed += start.elapsed();
    Ok(built)
}

/// Reads and builds the site.
///
/// # Errors
///
/// How the command ends when there is no site to build, after saying why.
pub(super) fn build(root: Option<PathBuf>, shared: &Shared) -> Result<Built, Outcome> {
    build_with(root, shared, |_, files, options| {
        crate::build(files, options, &Memo::once())
    })
}

/// Reads a site, and has it built: from its folder, its files and the options.
///
/// # Errors
///
/// As [`build`].
pub(super) fn build_with(
    root: Option<PathBuf>,
    shared: &Shared,
    build: impl FnOnce(&Path, &Files, &Options) -> Build,
) -> Result<Built, Outcome> {
    let root = find_root(root)?;
    let start = Instant::now();
    let progress = Progress::start("Reading");
    let (files, dated) = read(&root)?;
    let elapsed = start.elapsed();
    let options = Options {
        history: dated.history,
        ..options(&files, shared)?
    };
    progress.say("Building");
    let mut build = build(&root, &files, &options);
    progress.end();
    build.timings.stages.insert(0, ("read", elapsed));
    Ok(Built {
        root,
        files,
        build,
        options,
        elapsed: start.elapsed(),
        notice: dated.notice,
    })
}

/// What the arguments, the environment and the configuration ask for, without a history.
pub(super) fn options(files: &Files, shared: &Shared) -> Result<Options, Outcome> {
    let base = shared.base_url.as_deref();
    if let Some((message, hint)) = base.and_then(crate::link::base::problem) {
        return Err(usage(&format!(
            "The address after --base-url {message}. {hint}"
        )));
    }
    let zone = setting(files, "time_zone");
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
    let as_of = date::resolve(shared.as_of.as_deref(), epoch.as_deref(), zone.as_deref());
    Ok(Options {
        as_of: as_of.map_err(|problem| usage(&problem.0))?,
        base_url: shared.base_url.clone(),
        drafts: shared.drafts,
        for_publication: shared.for_publication,
        history: None,
    })
}

/// The files, and when they changed. Git works while the files are read.
pub(super) fn read(root: &Path) -> Result<(Files, Reading), Outcome> {
    let (files, dated) = std::thread::scope(|scope| {
        let dated = scope.spawn(|| history::read(root));
        (source::read_folder(root), dated.join())
    });
    let files = files.map_err(|error| {
        machine(&format!(
            "The folder {} cannot be read: {error}.",
            root.display(),
            error = reason(&error)
        ))
    })?;
    // A panic there is a bug of Casebook's; it has printed its sentence.
    Ok((files, dated.unwrap_or_default()))
}

pub(super) fn find_root(root: Option<PathBuf>) -> Result<PathBuf, Outcome> {
    if let Some(root) = root {
        return match root.join(CONFIG).exists() {
            true => Ok(root),
            false => Err(usage(&no_site(&root))),
        };
    }
    let here = std::env::current_dir().map_err(|error| {
        machine(&format!(
            "The current folder cannot be read: {error}.",
            error = reason(&error)
        ))
    })?;
    source::find_root(&here).ok_or_else(|| {
        usage(&match misnamed(&here) {
            Some(problem) => problem,
            None => format!(
                "There is no {CONFIG} in this folder or above it. Go to the site's folder, or name it with --root."
            ),
        })
    })
}

/// Why what was given with `--root` is no folder of a site.
fn no_site(root: &Path) -> String {
    let shown = root.display();
    if root.is_file() {
        return format!("{shown} is a file. Name the folder of the site with --root.");
    }
    if !root.exists() {
        return format!("There is no folder {shown}.");
    }
    misnamed(root).unwrap_or_else(|| format!("The folder {shown} has no {CONFIG}."))
}

/// A configuration under a name that is not quite its own.
fn misnamed(folder: &Path) -> Option<String> {
    let names = ["casebook.yml", "casebook.yaml.txt", "Casebook.yaml"];
    let name = names.into_iter().find(|name| folder.join(name).is_file())?;
    Some(format!(
        "The folder {} has a file {name}. Rename it to {CONFIG}.",
        folder.display()
    ))
}

/// A setting that is needed before the site is checked, looked up on its own; a wrong one is
/// reported by the check.
pub(super) fn setting(files: &Files, name: &str) -> Option<String> {
    let (id, file) = files.find(CONFIG)?;
    let source::Content::Text(text) = &file.content else {
        return None;
    };
    let mut ignored = crate::diag::Diagnostics::new();
    let tree = crate::yaml::parse(id, text, 0, &mut ignored)?;
    let crate::yaml::NodeKind::Map(pairs) = tree.kind else {
        return None;
    };
    let pair = pairs.into_iter().find(|pair| pair.key == name)?;
    match pair.value.kind {
        crate::yaml::NodeKind::Scalar(scalar) => Some(scalar.text),
        _ => None,
    }
}

impl Built {
    /// Prints every problem, and how many there are. For people, notices are only counted.
    pub(super) fn report(&self, shared: &Shared) -> Outcome {
        self.report_with(shared, false)
    }

    /// The same, and each notice if they are asked for.
    pub(super) fn report_with(&self, shared: &Shared, notices: bool) -> Outcome {
        let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let diagnostics = &self.build.diagnostics;
        let format = match shared.format {
            Written::Human => Format::Human { color },
            Written::Short => Format::Short,
            Written::Json => Format::Json,
            Written::Github => Format::Github,
        };
        let quiet = shared.format == Written::Human && !notices;
        let shown = diagnostics
            .iter()
            .filter(|problem| !quiet || problem.severity != Severity::Notice);
        let shown: Diagnostics = shown.cloned().collect();
        let text = render(&shown, &self.files, format);
        // People read problems beside the command; machines read them from its output.
        match shared.format {
            Written::Human => err(&text),
            _ => out(&text),
        }
        if shared.timings {
            err(&timings(&self.build.timings));
        }
        let errors = diagnostics.count(Severity::Error);
        let warnings = diagnostics.count(Severity::Warning);
        if errors + warnings > 0 && shared.format == Written::Human {
            err(&format!("{}.\n", counted(errors, warnings)));
        }
        match self.fails(shared) {
            true => Outcome::Problems,
            false => Outcome::Clean,
        }
    }

    /// Why dates of changes are left out, as the last line of what a person reads.
    pub(super) fn notice(&self) -> String {
        let notice = self.notice.as_ref();
        notice.map_or(String::new(), |notice| format!("{notice}\n"))
    }

    /// Whether the problems are such that the command fails.
    pub(super) fn fails(&self, shared: &Shared) -> bool {
        let diagnostics = &self.build.diagnostics;
        diagnostics.has_errors() || shared.strict && diagnostics.count(Severity::Warning) > 0
    }
}

pub(super) fn counted(errors: usize, warnings: usize) -> String {
    let count = |number: usize, word: &str| match number {
        1 => format!("1 {word}"),
        number => format!("{number} {word}s"),
    };
    match (errors, warnings) {
        (errors, 0) => count(errors, "error"),
        (0, warnings) => count(warnings, "warning"),
        (errors, warnings) => format!(
            "{} and {}",
            count(errors, "error"),
            count(warnings, "warning")
        ),
    }
}

pub(super) fn timings(timings: &Timings) -> String {
    let mut text = String::from("Stage       Time\n");
    for (stage, time) in &timings.stages {
        text.push_str(&format!(
            "{stage:<10} {:>6.1} ms\n",
            time.as_secs_f64() * 1_000.0
        ));
    }
    text.push_str("Template        Pages  Time over all threads\n");
    for (template, (pages, time)) in &timings.templates {
        text.push_str(&format!(
            "{template:<15} {pages:>5} {:>6.1} ms\n",
            time.as_secs_f64() * 1_000.0
        ));
    }
    text
}

/// A sign of life on a terminal; nothing when piped.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    pub(super) fn start(what: &'static str) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
                bar.set_style(style);
            }
            bar.set_message(what);
            // Short work shows nothing.
            bar.enable_steady_tick(Duration::from_millis(250));
            bar
        });
        Self(bar)
    }

    pub(super) fn say(&self, what: &'static str) {
        if let Some(bar) = &self.0 {
            bar.set_message(what);
        }
    }

    pub(super) fn end(self) {
        if let Some(bar) = self.0 {
            bar.finish_and_clear();
        }
    }
}

/// Says why a command cannot begin.
pub(super) fn usage(message: &str) -> Outcome {
    err(&format!("casebook: {message}\n"));
    Outcome::Usage
}

/// Says what the machine would not do.
pub(super) fn machine(message: &str) -> Outcome {
    err(&format!("casebook: {message}\n"));
    Outcome::Machine
}

/// Prints; a reader that has gone away (a closed pipe) is no reason to fail.
pub(super) fn out(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Prints, or puts the text into the file that is asked for, whole or not at all.
pub(super) fn out_or_file(text: &str, file: Option<&Path>) -> Outcome {
    let Some(path) = file else {
        out(text);
        return Outcome::Clean;
    };
    match whole::write(path, text.as_bytes()) {
        Ok(()) => {
            out(&format!("Wrote {}.\n", path.display()));
            Outcome::Clean
        }
        Err(error) => machine(&format!(
            "{} cannot be written: {error}.",
            path.display(),
            error = reason(&error)
        )),
    }
}

/// Prints beside the output.
pub(super) fn err(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// A path as people write it: from the site's folder where it is in it.
pub(super) fn shown(path: &Path, root: &Path) -> String {
    path.strip_prefix(root)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Reports what kept files from being put into a place: a refusal to touch it, or the machine.
pub(super) fn failed(error: &dyn std::fmt::Display, refused: bool) -> Outcome {
    err(&format!("casebook: {error}\n"));
    match refused {
        true => Outcome::Problems,
        false => Outcome::Machine,
    }
}

/// What is exported replaces the folder that it goes to. That may be an older export, which has this
/// file, and nothing else: not the published site.
pub(super) fn holds_another(target: &Path, file: &str, what: &str) -> Option<String> {
    let holds = std::fs::read_dir(target).is_ok_and(|mut files| files.next().is_some());
    let is_other = holds && !target.join(file).exists();
    is_other.then(|| {
        format!(
            "{} holds something else than {what}, and would be replaced. Name a new folder with --out.",
            target.display()
        )
    })
}

/// Where a path leads that need not be there yet: its nearest folder that is there is looked up.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let there = absolute.ancestors().find_map(|folder| {
        let rest = absolute.strip_prefix(folder).ok()?;
        let real = folder.canonicalize().ok()?;
        Some(if rest == Path::new("") {
            real
        } else {
            real.join(rest)
        })
    });
    there.unwrap_or(absolute)
}

/// A build into the sources would be read as sources by the next one.
pub(super) fn inside_sources(target: &Path, root: &Path) -> Option<String> {
    let (target, root) = (real(target), real(root));
    if root.starts_with(&target) {
        return Some(format!(
            "The folder {} holds the site's sources, so the site cannot go there. Choose another.",
            target.display()
        ));
    }
    let inside = ["content", "data", "themes"]
        .iter()
        .any(|folder| target.starts_with(root.join(folder)));
    let inside = inside || target == root.join(source::CONFIG);
    inside.then(|| {
        format!(
            "{} is among the site's sources, so nothing that Casebook makes can go there. Choose another place.",
            target.display()
        )
    })
}
