//! The preview: the site in a browser, anew after each save. Nothing is written to disk.
//!
//! In go [`Settings`]; a [`Preview`] runs until it is dropped. From a save to the page:
//!
//! 1. [`watch`] hears of a change; [`batch`] says when enough has been heard.
//! 2. [`worker`] looks at the [`crate::source::Folder`], builds in memory, with what [`dates`]
//!    knows from git, and makes a [`state::Snapshot`].
//! 3. [`state`] shows it and tells every browser in the [`hub`]; then [`finish`] makes what is no
//!    page, audits, and reports.
//! 4. A browser asks for its page again: [`http`] takes the request, [`answers`] decides what it
//!    gets, [`site`] finds it, and [`pages`] adds the editor's bar, or explains what is wrong.
//!
//! The one thing to know: what is shown is always one whole site that had no errors. While the
//! files have errors, the last such site stays, and each page says so.

mod answers;
mod batch;
mod dates;
mod finish;
mod http;
mod hub;
mod pages;
mod site;
mod state;
mod watch;
mod worker;

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub use crate::link::CONTENT_SECURITY_POLICY;

use crate::diag::Diagnostics;
use crate::record::date::Date;
use crate::source::{Files, Folder};
use crate::{Memo, Timings};
use answers::Answers;
use dates::Dates;
use finish::{Finisher, Teller};
use state::State;
use watch::{Message, Watch};

/// The address of what is the preview's own.
pub const OWN: &str = "/_casebook/";

/// How a link to a place in a file opens the editor, unless told otherwise.
pub const EDITOR: &str = "vscode://file/{path}:{line}:{column}";

/// Ports that are tried after the one that was asked for.
const PORTS: u16 = 20;

/// How often listening browsers get a sign of life.
const BEAT: Duration = Duration::from_secs(10);

/// Works out the day for which to build, from the files.
pub type DateOf = Box<dyn Fn(&Files) -> Result<Date, String> + Send>;

/// Hears what the preview has to say.
pub type Tell = Box<dyn FnMut(&Said<'_>) + Send>;

/// What the caller decides.
pub struct Settings {
    /// The folder of the site.
    pub root: PathBuf,
    /// The address to listen at; other machines can only reach one that is not a loopback.
    pub host: IpAddr,
    /// The port; 0 lets the system choose.
    pub port: u16,
    /// Whether to look at the files by the clock instead of waiting for events.
    pub poll: bool,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The address at which the site will be published, instead of the configured one.
    pub base_url: Option<String>,
    /// The day for which to build.
    pub date: DateOf,
    /// How a link to a place in a file looks: `{path}`, `{line}` and `{column}` are filled in.
    pub editor: String,
    /// Hears of each rebuild.
    pub tell: Tell,
}

/// What happened.
pub enum Said<'a> {
    /// A build.
    Built {
        /// The files that changed, or what else did.
        files: &'a [String],
        /// How many pages are other than before.
        pages: usize,
        /// What was found.
        report: &'a dyn Told,
        /// Whether the site has errors, so that the one before stays.
        stale: bool,
    },
    /// Something that the editor should know.
    Note(&'a str),
    /// The folder cannot be read, or Casebook failed.
    Gone(&'a str),
}

/// What a build said, for printing.
pub trait Told {
    /// Every problem.
    fn diagnostics(&self) -> &Diagnostics;
    /// The files that they are in.
    fn files(&self) -> &Files;
    /// Where the time went.
    fn timings(&self) -> &Timings;
    /// From the first sign of the change to the page.
    fn took(&self) -> Duration;
}

impl Told for state::Report {
    fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
    fn files(&self) -> &Files {
        &self.files
    }
    fn timings(&self) -> &Timings {
        &self.timings
    }
    fn took(&self) -> Duration {
        self.took
    }
}

/// Why there is no preview.
#[derive(Debug)]
pub enum Error {
    /// The folder cannot be read.
    Folder(std::io::Error),
    /// There is no day to build for.
    Date(String),
    /// No port can be had.
    Port(u16, std::io::Error),
    /// The machine refuses something else.
    Machine(std::io::Error),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Folder(error) => write!(f, "The site's folder cannot be read: {error}."),
            Error::Date(problem) => f.write_str(problem),
            Error::Port(port, error) => write!(
                f,
                "The preview cannot listen at port {port} or the {PORTS} after it: {error}. Name another with --port."
            ),
            Error::Machine(error) => write!(f, "The preview cannot run: {error}."),
        }
    }
}

impl std::error::Error for Error {}

/// A preview that is running. It ends when this is dropped.
pub struct Preview {
    address: SocketAddr,
    notes: Vec<String>,
    stop: Sender<Message>,
    threads: Vec<JoinHandle<()>>,
    /// Dropping the sender ends the heartbeat.
    beat: Option<Sender<()>>,
    server: Option<http::Server>,
}

impl Preview {
    /// Builds the site and begins to serve it.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read or no port can be had. A site with errors is none: they are
    /// shown in the browser.
    pub fn start(mut settings: Settings) -> Result<Self, Error> {
        let start = Instant::now();
        let (listener, mut notes) = listen(settings.host, settings.port)?;
        let address = listener.local_addr().map_err(Error::Machine)?;
        // Before the files are read, so that no change falls between.
        let (watch, stop, problem) = Watch::new(&settings.root, settings.poll);
        notes.extend(problem.map(|why| {
            format!("The system does not report changes ({why}), so the preview looks for itself, which takes a little longer.")
        }));
        let folder = Folder::open(&settings.root).map_err(Error::Folder)?;
        let files = folder.files();
        let date = (settings.date)(&files).map_err(Error::Date)?;
        let (dates, notice) = Dates::start(&settings.root, &files);
        notes.extend(notice);
        let memo = Arc::new(Memo::new());
        let options = worker::options(&settings, date, dates.history(&files));
        let (first, job) = worker::first(files, &options, &memo, start);
        let nobody: Tell = Box::new(|_| {});
        let tell = Teller::new(std::mem::replace(&mut settings.tell, nobody));
        let (finisher, jobs) = Finisher::new(tell.clone());
        match job {
            Some(job) => drop(jobs.send(job)),
            None => tell.say(&Said::Built {
                files: &[],
                pages: 0,
                report: &*first.report,
                stale: true,
            }),
        }
        let state = Arc::new(State::new(run_name(), first));
        let answers = Answers::new(&settings, state.clone());
        let worker =
            worker::Worker::new((settings, folder, watch), memo, (date, dates), (tell, jobs));
        Self::run(
            listener,
            (address, notes, stop),
            answers,
            (worker, finisher),
            state,
        )
    }

    fn run(
        listener: TcpListener,
        (address, notes, stop): (SocketAddr, Vec<String>, Sender<Message>),
        answers: Answers,
        (worker, finisher): (worker::Worker, Finisher),
        state: Arc<State>,
    ) -> Result<Self, Error> {
        let hub = state.clone();
        let service = http::Service {
            answer: Box::new(move |request| answers.answer(request)),
            relieve: Box::new(move || hub.hub().drop_oldest()),
        };
        let server = http::Server::start(listener, service).map_err(Error::Machine)?;
        let (beat, beats) = channel();
        let (listening, shown) = (state.clone(), state.clone());
        let finish = spawn("preview-finish", move || finisher.run(&shown))?;
        let follow = spawn("preview-follow", move || worker.run(&state))?;
        let heart = spawn("preview-beat", move || {
            while beats.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
                listening.hub().beat();
            }
        })?;
        Ok(Self {
            address,
            notes,
            stop,
            threads: vec![follow, heart, finish],
            beat: Some(beat),
            server: Some(server),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What the caller should say about how it runs.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Waits until the preview ends, which it does not by itself.
    pub fn wait(mut self) {
        for thread in std::mem::take(&mut self.threads) {
            let _ = thread.join();
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.stop.send(Message::Stop);
        self.beat = None;
        self.server = None;
        for thread in std::mem::take(&mut self.threads) {
            let _ = thread.join();
        }
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Error> {
    thread::Builder::new()
        .name(name.to_string())
        .spawn(run)
        .map_err(Error::Machine)
}

/// A listener at the port, or at the next that is free.
fn listen(host: IpAddr, port: u16) -> Result<(TcpListener, Vec<String>), Error> {
    let last = match port {
        0 => 0,
        port => port.saturating_add(PORTS),
    };
    let mut problem = None;
    for tried in port..=last {
        match TcpListener::bind((host, tried)) {
            Ok(listener) if tried == port => return Ok((listener, Vec::new())),
            Ok(listener) => {
                let note = format!("Port {port} is in use, so the preview is at port {tried}.");
                return Ok((listener, vec![note]));
            }
            Err(error) => problem = problem.or(Some(error)),
        }
    }
    let problem = problem.unwrap_or_else(|| std::io::ErrorKind::AddrInUse.into());
    Err(Error::Port(port, problem))
}

/// A name for this run of the server, so that its epochs are not taken for those of another.
fn run_name() -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let now = now.map_or(0, |time| time.as_millis());
    format!("{now:x}-{:x}", std::process::id())
}
