//! The thread that follows the files: waits for a sign, looks, builds, shows.
//!
//! Good news goes out at once: pages without errors are shown before the rest is made and all is
//! audited, which [`super::finish`] does. Bad news waits [`SECOND_THOUGHTS`]: a file that is still being written often
//! looks broken for a moment. A look by names is quick but trusts the events, so each is followed
//! by a look at every file's size, time and inode, and, when all has been quiet, by one that reads
//! everything.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use super::dates::Dates;
use super::finish::{Job, Teller};
use super::state::{BuildId, Edited, Good, Report, Snapshot, State};
use super::watch::{Sign, Watch};
use super::{Said, Settings};
use crate::history::History;
use crate::link::{Site, of_record};
use crate::output::Output;
use crate::record::date::Date;
use crate::schema::RecordKind;
use crate::source::{Change, Files, Folder};
use crate::{Build, Memo, Options};

/// How long errors are held back, in case the file is still being written; and how often in a row.
const SECOND_THOUGHTS: Duration = Duration::from_millis(120);
const MOST_THOUGHTS: usize = 8;

/// When quiet has lasted this long, every file is looked at.
const SETTLED: Duration = Duration::from_millis(60);

/// When quiet has lasted this long, every file is read.
const IDLE: Duration = Duration::from_secs(5);

/// How often the watch itself is looked after.
const ROUND: Duration = Duration::from_secs(1);

/// How often to look where there are no events.
const POLL: Duration = Duration::from_millis(250);

/// What changed, when it was no file.
const DATES: &str = "Dates from git";

/// Pages that a message links to.
const LINKS: usize = 5;

pub(super) struct Worker {
    settings: Settings,
    folder: Folder,
    watch: Watch,
    memo: Arc<Memo>,
    /// Whom to tell, and who finishes what is shown.
    tell: Teller,
    finish: Sender<Job>,
    /// The last day that could be worked out.
    date: Date,
    /// When files changed.
    dates: Dates,
    /// What has not been done since the last sign.
    due: Due,
    last_sign: Instant,
    /// How long the last look at every file took.
    look: Duration,
}

/// How thoroughly the files are still to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    Rescan,
    Recheck,
    Nothing,
}

/// The first build, or what there is to show instead; and what is still to be made of it.
pub(super) fn first(
    files: Files,
    options: &Options,
    memo: &Arc<Memo>,
    start: Instant,
) -> (Snapshot, Option<Job>) {
    let files = Arc::new(files);
    let build = crate::pages(&files, options, memo);
    let stale = build.diagnostics.has_errors();
    let took = start.elapsed();
    if stale {
        let report = Report {
            number: 1,
            ..Report::new(build.audited(&files, memo), files, took)
        };
        return (snapshot(None, true, report), None);
    }
    let of = BuildId::default();
    let good = Good::whole(&build, of.clone());
    let report = Report {
        number: 1,
        diagnostics: build.diagnostics.clone(),
        files: files.clone(),
        timings: build.timings.clone(),
        took,
        gone: None,
    };
    let job = Job {
        build,
        of,
        files,
        memo: memo.clone(),
        paths: Vec::new(),
        before: None,
        took,
    };
    (snapshot(good, false, report), Some(job))
}

fn snapshot(good: Option<Good>, stale: bool, report: Report) -> Snapshot {
    Snapshot {
        number: 1,
        good,
        stale,
        report: Arc::new(report),
        edited: Vec::new(),
    }
}

pub(super) fn options(settings: &Settings, as_of: Date, history: Option<History>) -> Options {
    Options {
        as_of,
        base_url: settings.base_url.clone(),
        drafts: settings.drafts,
        for_publication: false,
        history,
    }
}

impl Worker {
    pub(super) fn new(
        (settings, folder, watch): (Settings, Folder, Watch),
        memo: Arc<Memo>,
        (date, dates): (Date, Dates),
        (tell, finish): (Teller, Sender<Job>),
    ) -> Self {
        Self {
            settings,
            folder,
            watch,
            memo,
            tell,
            finish,
            date,
            dates,
            due: Due::Rescan,
            last_sign: Instant::now(),
            look: Duration::ZERO,
        }
    }

    /// Follows the files until told to stop.
    pub(super) fn run(mut self, state: &State) {
        loop {
            let sign = self.watch.wait(self.patience());
            if sign == Sign::Stop {
                return;
            }
            let start = Instant::now();
            let change = self.look(sign);
            self.take_up(change, start, state);
            self.redate(state);
        }
    }

    /// Shows the site with the dates of another revision, when git has told them.
    fn redate(&mut self, state: &State) {
        let start = Instant::now();
        let Some(notice) = self.dates.look(&self.folder) else {
            return;
        };
        if let Some(notice) = &notice {
            self.tell.say(&Said::Note(notice));
        }
        let change = Change {
            paths: vec![DATES.to_string()],
            uncertain: false,
        };
        self.follow(change, start, state);
    }

    fn patience(&self) -> Duration {
        match self.due {
            // A network drive is looked at no more than a tenth of the time.
            _ if self.watch.polls() => POLL.max(self.look * 10),
            Due::Rescan => SETTLED,
            Due::Recheck | Due::Nothing => ROUND,
        }
    }

    /// What changed. An error says that the folder cannot be read.
    fn look(&mut self, sign: Sign) -> std::io::Result<Change> {
        match sign {
            Sign::Files(paths) => self.named(&paths),
            Sign::Anything => {
                self.last_sign = Instant::now();
                self.rescan()
            }
            Sign::Quiet | Sign::Stop => self.quiet(),
        }
    }

    fn named(&mut self, paths: &[PathBuf]) -> std::io::Result<Change> {
        self.last_sign = Instant::now();
        self.due = Due::Rescan;
        let change = self.folder.reread(paths);
        match change.uncertain {
            true => Ok(change.and(self.rescan()?)),
            false => Ok(change),
        }
    }

    fn rescan(&mut self) -> std::io::Result<Change> {
        let start = Instant::now();
        let change = self.folder.rescan();
        self.look = start.elapsed();
        self.due = Due::Recheck;
        change
    }

    fn quiet(&mut self) -> std::io::Result<Change> {
        let healed = self.watch.heal().unwrap_or(true);
        if healed || self.watch.polls() || self.due == Due::Rescan {
            return self.rescan();
        }
        if self.due == Due::Recheck && self.last_sign.elapsed() > IDLE {
            self.due = Due::Nothing;
            return self.folder.recheck();
        }
        Ok(Change::default())
    }

    fn take_up(&mut self, change: std::io::Result<Change>, start: Instant, state: &State) {
        let was_gone = state.now().report.gone.is_some();
        match change {
            Ok(change) if change.is_none() && !was_gone => {}
            Ok(change) => self.follow(change, start, state),
            Err(_) if was_gone => {}
            Err(error) => self.lost(&error, state),
        }
    }

    /// Builds and shows, again for as long as files change while errors are held back.
    fn follow(&mut self, mut change: Change, start: Instant, state: &State) {
        for thought in 0..=MOST_THOUGHTS {
            let files = Arc::new(self.folder.files());
            let Some(build) = self.build(&files) else {
                return self.failed(&change, state);
            };
            if !build.diagnostics.has_errors() {
                return self.good_news(build, files, change, start, state);
            }
            let sign = match thought {
                MOST_THOUGHTS => Sign::Quiet,
                _ => self.watch.wait(SECOND_THOUGHTS),
            };
            let more = match sign {
                Sign::Files(paths) => self.named(&paths),
                Sign::Anything => self.rescan(),
                Sign::Stop => return,
                Sign::Quiet => {
                    return self.bad_news(build, files, &change, start, state);
                }
            };
            // A folder that is gone is noticed by the next look.
            change = change.and(more.unwrap_or_default());
        }
    }

    /// The pages; `None` when Casebook itself failed.
    fn build(&mut self, files: &Files) -> Option<Build> {
        if let Ok(date) = (self.settings.date)(files) {
            self.date = date;
        }
        let history = self.dates.history(files);
        let options = options(&self.settings, self.date, history);
        let memo = &*self.memo;
        catch_unwind(AssertUnwindSafe(|| crate::pages(files, &options, memo))).ok()
    }

    /// Shows the pages and has the rest made.
    fn good_news(
        &mut self,
        build: Build,
        files: Arc<Files>,
        change: Change,
        start: Instant,
        state: &State,
    ) {
        let Some(site) = build.site.clone() else {
            return;
        };
        let of = BuildId::default();
        let good = Good::new(build.with_older_rest(&self.memo), site, of.clone());
        let edited = edited(&change, &good);
        let mut before = None;
        state.update(|now| {
            before = now.good.as_ref().map(|good| good.output.clone());
            Some(Snapshot {
                edited,
                good: Some(good),
                report: report_until_finished(now, &build, &files, start),
                stale: false,
                ..now.clone()
            })
        });
        // Nobody takes it when the preview ends.
        let _ = self.finish.send(Job {
            build,
            of,
            files,
            memo: self.memo.clone(),
            paths: change.paths,
            before,
            took: start.elapsed(),
        });
    }

    fn bad_news(
        &mut self,
        build: Build,
        files: Arc<Files>,
        change: &Change,
        start: Instant,
        state: &State,
    ) {
        // Nothing is left to audit; this puts the problems in order.
        let build = build.audited(&files, &self.memo);
        let mut report = Report::new(build, files, start.elapsed());
        state.update(|now| {
            report.number = now.report.number + 1;
            Some(Snapshot {
                report: Arc::new(report.clone()),
                stale: true,
                edited: Vec::new(),
                ..now.clone()
            })
        });
        self.tell.say(&Said::Built {
            files: &change.paths,
            pages: 0,
            report: &report,
            stale: true,
        });
    }

    fn lost(&mut self, error: &std::io::Error, state: &State) {
        self.no_site(
            format!(
                "The folder {} cannot be read: {error}. Put it back, and the preview goes on.",
                self.settings.root.display()
            ),
            state,
        );
    }

    /// A bug: the next build starts from nothing.
    fn failed(&mut self, change: &Change, state: &State) {
        self.memo = Arc::new(Memo::new());
        self.no_site(
            format!(
                "Casebook itself failed on the last change ({}). Undo it, and please report it with the file.",
                change.paths.join(", ")
            ),
            state,
        );
    }

    fn no_site(&mut self, why: String, state: &State) {
        self.tell.say(&Said::Gone(&why));
        state.update(|now| Some(now.without_site(why)));
    }
}

/// What is said of pages until the rest is made: what was said before, unless it was of errors,
/// which are no more.
fn report_until_finished(
    now: &Snapshot,
    build: &Build,
    files: &Arc<Files>,
    start: Instant,
) -> Arc<Report> {
    if !now.stale {
        return now.report.clone();
    }
    Arc::new(Report {
        number: now.report.number + 1,
        diagnostics: build.diagnostics.clone(),
        files: files.clone(),
        timings: build.timings.clone(),
        took: start.elapsed(),
        gone: None,
    })
}

/// The pages of the records that were changed.
fn edited(change: &Change, good: &Good) -> Vec<Edited> {
    let pages = change
        .paths
        .iter()
        .filter_map(|path| page_of(path, &good.site, &good.output));
    pages.take(LINKS).collect()
}

fn page_of(path: &str, site: &Site, output: &Output) -> Option<Edited> {
    let kind = RecordKind::of_path(path)?;
    let id = kind.id_of(path);
    let (route, anchor) = of_record(kind.name, &id)?;
    output.get(&format!("{route}index.html"))?;
    let anchor = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
    let title = site.title(kind.name, &id).unwrap_or(&id);
    Some(Edited {
        address: format!("/{route}{anchor}"),
        title: title.to_string(),
    })
}
