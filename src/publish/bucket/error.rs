//! What can go wrong when publishing to a bucket, in plain words.

use std::fmt;

use jiff::Timestamp;

use super::list::Lease;
use super::store::{Fault, Why};
use crate::publish::error::named;

/// Why a site was not published to a bucket, or not all of it.
#[derive(Debug)]
pub struct Error {
    /// The bucket and the prefix, as they are written.
    bucket: String,
    pub(super) what: What,
}

/// What happened.
#[derive(Debug)]
pub(super) enum What {
    /// A path of the output cannot be published anywhere.
    Output(Box<crate::publish::Error>),
    /// There are no keys.
    NoKeys,
    /// The address is one without encryption, and nobody said that this is meant.
    Http,
    /// The list of our objects cannot be understood.
    List(String),
    /// Somebody else is publishing.
    Locked(Lease),
    /// Objects of others stand where files of the site belong.
    InTheWay(Vec<String>),
    /// The machine cannot open connections.
    Machine(std::io::Error),
    /// The bucket did not do something.
    Fault(Fault, State),
}

/// What an error leaves in the bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The site that was there.
    Unchanged,
    /// Whole files, some old, some new.
    Mixed,
    /// The new site; old files may lie beside it.
    New,
}

impl What {
    pub(super) fn about(self, bucket: &str) -> Error {
        Error {
            bucket: bucket.to_owned(),
            what: self,
        }
    }
}

impl Error {
    /// Whether the user's files or wishes stand in the way, rather than the machine.
    pub fn is_refusal(&self) -> bool {
        match &self.what {
            What::Fault(fault, _) => fault.why == Why::Changed,
            What::Machine(_) => false,
            _ => true,
        }
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bucket = &self.bucket;
        match &self.what {
            What::Output(error) => write!(f, "{error}"),
            What::NoKeys => write!(
                f,
                "there are no keys for {bucket}. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Profiles in a file are not read. Nothing was changed."
            ),
            What::Http => write!(
                f,
                "the address in AWS_ENDPOINT_URL begins with http:, so everybody on the way could read along. Use https:, or set AWS_ALLOW_HTTP=true if the server is on your own network. Nothing was changed."
            ),
            What::List(reason) => write!(
                f,
                "cannot tell which files in {bucket} are Casebook's: its list .casebook-manifest.json {reason}. Delete that one object and publish again with --replace: files that the new site does not have then stay, and are named. The site in {bucket} is unchanged."
            ),
            What::Locked(lease) => write!(
                f,
                "{} has been publishing to {bucket} since {}. Wait until that run has ended, and publish again. If it was stopped: others may go on from {}, or at once with --unlock. This run changed nothing.",
                lease.by,
                moment(lease.since),
                moment(lease.until)
            ),
            What::InTheWay(paths) => write!(
                f,
                "{bucket} holds files that Casebook did not put there, where files of the site belong: {}. Choose another prefix, delete these files, or replace them with --replace. Nothing was changed.",
                named(paths)
            ),
            What::Machine(error) => write!(
                f,
                "no connection can be opened on this machine: {error}. Nothing was changed."
            ),
            What::Fault(fault, state) => {
                write!(f, "cannot {} ", fault.action)?;
                match fault.path.as_str() {
                    "" => write!(f, "{bucket}")?,
                    path => write!(f, "{path} in {bucket}")?,
                }
                write!(f, ": {} {}", fault.why, state.of(bucket))
            }
        }
    }
}

impl State {
    fn of(self, bucket: &str) -> String {
        match self {
            State::Unchanged => format!("The site in {bucket} is unchanged."),
            State::Mixed => format!(
                "The site in {bucket} is partly old and partly new; every page has what it needs. Publish again: that goes on where this run stopped."
            ),
            State::New => format!(
                "The new site is in {bucket}; old files may still lie beside it. Publish again: that clears up."
            ),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |word: &str| match word {
            "" => String::new(),
            word => format!(" ({word})"),
        };
        match self {
            Why::NoBucket => write!(
                f,
                "there is no such bucket. Check its name and AWS_ENDPOINT_URL, or make it first."
            ),
            Why::Denied(code) => write!(
                f,
                "the server does not allow it{}. Check the keys, and that they may list, read, write and delete there.",
                word(code)
            ),
            Why::Region => write!(
                f,
                "the bucket is in another region. Set AWS_REGION to the one that your provider names."
            ),
            Why::Server(code) => write!(
                f,
                "the server failed each time that it was asked{}. Try again later.",
                word(code)
            ),
            Why::Unreachable => write!(
                f,
                "nobody answers. Check the network and the address in AWS_ENDPOINT_URL."
            ),
            Why::Cut => write!(
                f,
                "the connection ended before there was an answer, each time that it was opened. Check the network."
            ),
            Why::Slow => write!(f, "the answer took too long. Check the network."),
            Why::Changed => write!(
                f,
                "somebody else has published meanwhile. Look at what they did."
            ),
            Why::Settings => write!(
                f,
                "the variables that begin with AWS_ cannot be understood. Check AWS_ENDPOINT_URL, AWS_REGION and the prefix."
            ),
            Why::Name => write!(
                f,
                "an object there has a name that Casebook cannot read, with an empty part or a control character. Choose a prefix with nothing else below it."
            ),
            Why::Other => write!(
                f,
                "the server gave an answer that Casebook does not understand. Check AWS_ENDPOINT_URL."
            ),
        }
    }
}

/// A moment as people read it.
fn moment(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(
        |_| "an unknown time".into(),
        |at| at.strftime("%-d %B %Y, %H:%M UTC").to_string(),
    )
}
