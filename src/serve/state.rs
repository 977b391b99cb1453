//! What the preview shows: the last good site, the problems of the last build, and what was edited.
//!
//! A rebuild makes a [`Snapshot`] and puts it in the place of the one before with [`State::update`],
//! which also tells every browser. A snapshot never changes, so an answer that is being written is
//! of one piece. What a browser is told is the whole state of its page, [`State::news`], and never a
//! difference: whoever missed a message, slept, or knew a server that is gone, catches up with the
//! next one.

use std::collections::BTreeMap;
use std::net::TcpStream;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use serde::Serialize;

use super::hub::Hub;
use super::site::{self, Found};
use crate::diag::{Diagnostics, Severity};
use crate::link::Site;
use crate::output::Output;
use crate::source::Files;
use crate::{Build, Timings};

/// A site without errors.
#[derive(Clone)]
pub(super) struct Good {
    /// Its files.
    pub(super) output: Arc<Output>,
    /// What they were made of.
    pub(super) site: Arc<Site>,
    /// Which build it is of. Builds may share a site, when only the theme is other than before.
    pub(super) of: BuildId,
    /// Tags of all styles, by address.
    styles: Arc<BTreeMap<String, String>>,
}

/// Tells one build from another: equal only to its own copies.
#[derive(Clone, Debug, Default)]
pub(super) struct BuildId(Arc<()>);

impl PartialEq for BuildId {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Good {
    /// The site of a build that is whole.
    pub(super) fn whole(build: &Build, of: BuildId) -> Option<Self> {
        Some(Self::new(build.output.clone(), build.site.clone()?, of))
    }

    /// A site that may be shown.
    pub(super) fn new(output: Arc<Output>, site: Arc<Site>, of: BuildId) -> Self {
        let styles = output.iter().filter(|(path, _)| path.ends_with(".css"));
        let styles = styles.map(|(path, bytes)| (format!("/{path}"), site::tag(&bytes.read())));
        Self {
            styles: Arc::new(styles.collect()),
            output,
            site,
            of,
        }
    }
}

/// What the last build said.
#[derive(Clone)]
pub(super) struct Report {
    /// Counts up from 1.
    pub(super) number: u64,
    /// Every problem.
    pub(super) diagnostics: Diagnostics,
    /// The files in which the problems are.
    pub(super) files: Arc<Files>,
    /// Where the time went.
    pub(super) timings: Timings,
    /// From the first sign of a change to the page.
    pub(super) took: Duration,
    /// Why the folder cannot be read at all.
    pub(super) gone: Option<String>,
}

impl Report {
    /// What a build said, still without a number.
    pub(super) fn new(build: Build, files: Arc<Files>, took: Duration) -> Self {
        Self {
            number: 0,
            diagnostics: build.diagnostics,
            files,
            timings: build.timings,
            took,
            gone: None,
        }
    }
}

/// A page that was edited, for a link to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Edited {
    /// Its address.
    pub(super) address: String,
    /// Its title.
    pub(super) title: String,
}

/// All that is shown at one time.
#[derive(Clone)]
pub(super) struct Snapshot {
    /// Counts up from 1.
    pub(super) number: u64,
    /// The last site without errors, if there has been one.
    pub(super) good: Option<Good>,
    /// What the last build said.
    pub(super) report: Arc<Report>,
    /// Whether the last build had errors, so that the site is older than the files.
    pub(super) stale: bool,
    /// What the last change was.
    pub(super) edited: Vec<Edited>,
}

/// What a browser is told about its page.
#[derive(Debug, Serialize)]
struct News<'a> {
    /// Of this run of the server and this snapshot.
    epoch: String,
    /// Of the report, for pages that show it.
    report: u64,
    /// Changes exactly when the page, its scripts or its pictures do.
    tag: String,
    /// Tags of all styles, by address.
    styles: Option<&'a BTreeMap<String, String>>,
    errors: usize,
    warnings: usize,
    stale: bool,
    edited: &'a [Edited],
}

/// What is shown, and to whom.
pub(super) struct State {
    run: String,
    now: RwLock<Arc<Snapshot>>,
    hub: Hub,
}

impl State {
    /// Shows a first snapshot. `run` tells this run of the server from others.
    pub(super) fn new(run: String, first: Snapshot) -> Self {
        Self {
            run,
            now: RwLock::new(Arc::new(first)),
            hub: Hub::default(),
        }
    }

    /// What is shown now.
    pub(super) fn now(&self) -> Arc<Snapshot> {
        self.now
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Shows what is made of the snapshot that is shown, with the next number, and tells every
    /// browser. Two threads show: what each makes is made of what the other left.
    pub(super) fn update(&self, next: impl FnOnce(&Snapshot) -> Option<Snapshot>) {
        {
            let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
            let Some(next) = next(&now) else { return };
            let number = now.number + 1;
            *now = Arc::new(Snapshot { number, ..next });
        }
        let now = self.now();
        self.hub.tell(|page| self.news(&now, page));
    }

    /// Takes in a browser that wants to be told.
    pub(super) fn listen(&self, stream: Arc<TcpStream>, page: String) {
        self.hub
            .join(stream, page, |page| self.news(&self.now(), page));
    }

    /// The browsers that listen.
    pub(super) fn hub(&self) -> &Hub {
        &self.hub
    }

    /// The state of a page, as JSON on one line.
    pub(super) fn news(&self, now: &Snapshot, page: &str) -> String {
        let diagnostics = &now.report.diagnostics;
        let epoch = format!("{}-{}", self.run, now.number);
        let news = News {
            tag: now.tag(page).unwrap_or_else(|| epoch.clone()),
            epoch,
            report: now.report.number,
            styles: now.good.as_ref().map(|good| &*good.styles),
            errors: diagnostics.count(Severity::Error) + usize::from(now.report.gone.is_some()),
            warnings: diagnostics.count(Severity::Warning),
            stale: now.stale,
            edited: &now.edited,
        };
        serde_json::to_string(&news).unwrap_or_default()
    }
}

impl Snapshot {
    /// The same under a report of why there can be no site.
    pub(super) fn without_site(&self, why: String) -> Self {
        Self {
            stale: true,
            report: Arc::new(Report {
                diagnostics: Diagnostics::new(),
                files: self.report.files.clone(),
                timings: Timings::default(),
                took: Duration::ZERO,
                gone: Some(why),
                number: self.report.number + 1,
            }),
            ..self.clone()
        }
    }

    /// The version of what is at an address; nothing while there is no site.
    fn tag(&self, address: &str) -> Option<String> {
        let good = self.good.as_ref()?;
        Some(match site::find(good, address) {
            Found::File(path, bytes) => site::page_tag(&good.output, path, &bytes.read()),
            Found::Folder(_) | Found::Missing => "missing".to_string(),
        })
    }
}
