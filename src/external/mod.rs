//! Links to other sites: whether what they lead to is still there.
//!
//! In go the [`Link`]s of a site, with every place that uses each, and the answers that are still
//! known from before ([`Cache`]); out come a [`Verdict`] for each link and, for people,
//! diagnostics. The one thing to know: **other people's servers are guests' houses**. A host is
//! asked one thing at a time, with a pause after it; `HEAD` comes first, so that nothing is sent
//! that nobody reads; who says when to come back is believed; and all of it ends in time.
//!
//! 1. [`links`] collects the addresses.
//! 2. [`ask_all`] asks for those that are not known, through [`Ask`]. What follows from an answer
//!    is for `follow` to say.
//! 3. [`mod@report`] turns verdicts into problems, one at each place.

mod cache;
mod collect;
mod follow;
mod queue;
mod report;

#[cfg(feature = "external")]
mod client;

use std::time::Duration;

pub use cache::Cache;
#[cfg(feature = "external")]
pub use client::Client;
pub use collect::{Link, links};
pub use queue::{Asked, ask_all};
pub use report::report;

use serde::{Deserialize, Serialize};

/// What became of the address of a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is there.
    Fine,
    /// It is at another address, for good.
    Moved(String),
    /// The server says that there is nothing, with this status: 404 or 410.
    Gone(u16),
    /// The name of the host means nothing any more.
    NoHost,
    /// The certificate of the host does not hold; what is wrong with it.
    Certificate(String),
    /// Nobody answered, or not with an answer; why.
    Unreachable(String),
    /// The server would not say, with this status: perhaps it answers people only.
    Unclear(u16),
    /// There was no time left to ask.
    NotAsked,
}

impl Verdict {
    /// Whether it will still be so in a while, so that nobody need be asked again soon.
    fn lasts(&self) -> bool {
        matches!(
            self,
            Self::Fine | Self::Moved(_) | Self::Gone(_) | Self::Unclear(_)
        )
    }

    /// Whether some server answered.
    fn is_answer(&self) -> bool {
        self.lasts() || matches!(self, Self::Certificate(_))
    }
}

/// Why nobody answered, where not even a name could be looked up.
const LOOKUP: &str = "its name could not be looked up";

/// How a server is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// For what it would say of the page.
    Head,
    /// For the page, of which nothing is read.
    Get,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// An answer.
    Answer {
        /// Its status.
        status: u16,
        /// Where the page is instead, as written.
        location: Option<String>,
        /// For how long the server asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// The name of the host means nothing.
    NoHost,
    /// The certificate does not hold; what is wrong with it.
    Certificate(String),
    /// No answer; why.
    Silent(String),
}

/// Asks servers. The seam for tests.
pub trait Ask: Sync {
    /// Asks once for an address; follows nothing, and comes back within the time it has.
    fn ask(&self, method: Method, address: &str) -> Reply;
}

/// How gently and how long is asked.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Between two questions to one host.
    pub pause: Duration,
    /// The longest wait that a server may ask for.
    pub patience: Duration,
    /// Before the second try, when nobody answered.
    pub retry: Duration,
    /// After which nothing more is asked.
    pub whole: Duration,
    /// How many hosts are asked at the same time.
    pub hosts: usize,
    /// How many redirects are followed.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pause: Duration::from_secs(1),
            patience: Duration::from_secs(30),
            retry: Duration::from_secs(5),
            whole: Duration::from_secs(600),
            hosts: 8,
            redirects: 5,
        }
    }
}
