//! The thread that finishes what is shown: data files, the search index, the audit, the report.
//!
//! The [`super::worker`] shows pages as soon as they are made and hands the [`Job`] over. Here the
//! rest is made, on threads of its own so that the next pages need not wait, and takes its place in
//! what is shown; then all of it is audited and told of. A job whose pages are no longer shown is
//! dropped; its files are told of with the next one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::state::{BuildId, Good, Report, Snapshot, State};
use super::{Said, Tell};
use crate::output::Output;
use crate::source::Files;
use crate::{Build, Memo};

/// Pages that are shown, and what is known of how they came to be.
pub(super) struct Job {
    /// The build, of which only the pages are made.
    pub(super) build: Build,
    /// What tells it from others.
    pub(super) of: BuildId,
    /// What it was made from.
    pub(super) files: Arc<Files>,
    /// What it was made with.
    pub(super) memo: Arc<Memo>,
    /// The files that changed.
    pub(super) paths: Vec<String>,
    /// The site that was shown before.
    pub(super) before: Option<Arc<Output>>,
    /// From the first sign of the change to the page.
    pub(super) took: Duration,
}

/// Whom to tell of each build; two threads do.
#[derive(Clone)]
pub(super) struct Teller(Arc<Mutex<Tell>>);

impl Teller {
    pub(super) fn new(tell: Tell) -> Self {
        Self(Arc::new(Mutex::new(tell)))
    }

    pub(super) fn say(&self, said: &Said<'_>) {
        (self.0.lock().unwrap_or_else(PoisonError::into_inner))(said);
    }
}

/// Finishes jobs until the sender is dropped.
pub(super) struct Finisher {
    jobs: Receiver<Job>,
    tell: Teller,
    /// `None` when the system gives no more threads; then the common ones are used.
    pool: Option<rayon::ThreadPool>,
}

impl Finisher {
    /// A finisher, and where to hand over what it is to finish.
    pub(super) fn new(tell: Teller) -> (Self, Sender<Job>) {
        let (sender, jobs) = channel();
        let threads = std::thread::available_parallelism().map_or(1, |all| (all.get() / 2).max(1));
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|at| format!("preview-finish-{at}"));
        let finisher = Self {
            jobs,
            tell,
            pool: pool.build().ok(),
        };
        (finisher, sender)
    }

    /// Works until nobody can send any more.
    pub(super) fn run(self, state: &State) {
        while let Ok(first) = self.jobs.recv() {
            let job = self.jobs.try_iter().fold(first, latest);
            self.finish(job, state);
        }
    }

    fn finish(&self, mut job: Job, state: &State) {
        loop {
            let made = match is_shown(state, &job.of) {
                true => self.made(job, state),
                false => Err(Some(job.paths)),
            };
            match made {
                Ok(finished) => return self.show(finished, state),
                Err(None) => return self.failed(state),
                // The newer one is on its way, or has come.
                Err(Some(mut paths)) => match self.jobs.recv() {
                    Ok(next) => {
                        job = self.jobs.try_iter().fold(next, latest);
                        paths.append(&mut job.paths);
                        job.paths = paths;
                    }
                    Err(_) => return,
                },
            }
        }
    }

    /// The whole of a build, which is shown before it is audited. Without it, the files that are still
    /// to be told of; not even these when Casebook itself failed.
    fn made(&self, job: Job, state: &State) -> Result<Job, Option<Vec<String>>> {
        let Job {
            build, memo, of, ..
        } = job;
        let (known, id, files) = (&memo, &of, &job.files);
        let work = move || {
            let whole = build.whole(known);
            show_whole(&whole, id, state);
            is_shown(state, id).then(|| whole.audited(files, known))
        };
        let made = catch_unwind(AssertUnwindSafe(|| match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }));
        match made {
            Ok(Some(build)) => Ok(Job {
                build,
                memo,
                of,
                ..job
            }),
            Ok(None) => Err(Some(job.paths)),
            Err(_) => Err(None),
        }
    }

    fn show(&self, job: Job, state: &State) {
        let Some(good) = Good::whole(&job.build, job.of) else {
            return;
        };
        let pages = job
            .before
            .as_ref()
            .map_or(0, |before| pages_changed(before, &good.output));
        let mut report = Report::new(job.build, job.files, job.took);
        let mut stale = false;
        state.update(|now| {
            report.number = now.report.number + 1;
            stale = now.stale;
            let shown = now.good.as_ref()?;
            (shown.of == good.of).then(|| Snapshot {
                good: Some(good.clone()),
                // What is wrong now is more urgent than what was said of the last good site.
                report: match now.stale {
                    true => now.report.clone(),
                    false => Arc::new(report.clone()),
                },
                ..now.clone()
            })
        });
        if !stale {
            self.tell.say(&Said::Built {
                files: &job.paths,
                pages: match job.before {
                    Some(_) => pages,
                    None => good.output.len(),
                },
                report: &report,
                stale: false,
            });
        }
    }

    fn failed(&self, state: &State) {
        let why = "Casebook itself failed while it made the search index or looked through the pages. Please report it with the files.";
        self.tell.say(&Said::Gone(why));
        state.update(|now| Some(now.without_site(why.to_string())));
    }
}

/// Whether the pages of a build are still those that are shown.
fn is_shown(state: &State, of: &BuildId) -> bool {
    let now = state.now();
    now.good.as_ref().is_some_and(|good| good.of == *of)
}

/// Shows data files and search index with the pages that they belong to; what is wrong comes later.
fn show_whole(build: &Build, of: &BuildId, state: &State) {
    let Some(good) = Good::whole(build, of.clone()) else {
        return;
    };
    state.update(|now| {
        let shown = now.good.as_ref()?;
        (shown.of == *of).then(|| Snapshot {
            good: Some(good),
            ..now.clone()
        })
    });
}

/// The later of two jobs, with the files of both. What changed is counted from the earlier.
fn latest(earlier: Job, later: Job) -> Job {
    let mut paths = earlier.paths;
    paths.extend(later.paths);
    Job {
        paths,
        before: earlier.before,
        ..later
    }
}

/// How many pages are new, gone or other than before.
fn pages_changed(before: &Output, after: &Output) -> usize {
    let is_page = |path: &str| path.ends_with(".html");
    let new = after.iter().filter(|(path, bytes)| {
        let same = before.get(path).is_some_and(|old| old == *bytes);
        is_page(path) && !same
    });
    let gone = before
        .iter()
        .filter(|(path, _)| is_page(path) && after.get(path).is_none());
    new.count() + gone.count()
}
