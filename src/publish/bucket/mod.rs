//! Publishing the built site to a bucket that speaks the protocol of S3.
//!
//! In comes an [`Output`] and a [`Bucket`]; out comes a [`Done`], or an [`Error`] that says what state
//! the published site is in. A bucket cannot be swapped as a whole. What holds instead, whatever stops
//! a run: **no page is there before all that it needs, and nothing that a page needs goes before it**.
//!
//! 1. `store` opens the bucket; it alone speaks to it.
//! 2. `list` is what we put there, kept in the bucket; a lease in it keeps other publishers out.
//! 3. `plan` compares the output, the list and what the bucket says that it holds.
//! 4. `run` sends what changed, in order, then deletes what went, and nothing that is not ours.

mod error;
mod list;
mod machine;
mod plan;
mod run;
mod store;

use std::fmt;
use std::path::Path;

use jiff::Timestamp;
use object_store::UpdateVersion;

use super::paths;
use crate::output::Output;
use error::{State, What};
use list::{Lease, List};
use plan::Plan;
use run::Run;
use store::{Fault, Store};

pub use error::Error;

/// Where the site goes.
#[derive(Clone, PartialEq, Eq)]
pub struct Bucket {
    /// The name of the bucket.
    pub name: String,
    /// What stands before every path, without `/` at its ends. May be empty.
    pub prefix: String,
    /// The variables of the environment that begin with `AWS_`: address, region, keys.
    pub settings: Vec<(String, String)>,
}

/// What the bucket tells browsers about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headers {
    /// What it is.
    pub content_type: String,
    /// How long it may be kept.
    pub cache_control: &'static str,
}

/// The headers of a file, by its path.
pub type HeadersOf<'a> = &'a dyn Fn(&str) -> Headers;

/// How to publish.
pub struct Options<'a> {
    /// The headers of each file.
    pub headers: HeadersOf<'a>,
    /// Who publishes, for those who want to at the same time.
    pub by: String,
    /// Say what would happen, and change nothing.
    pub rehearse: bool,
    /// Go on although another run seems to be under way.
    pub unlock: bool,
    /// Replace objects that are not ours, where files of the site belong.
    pub replace: bool,
}

/// What was done. The counts are of files; our own list of files is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Files that are new, or have new bytes or headers.
    pub written: usize,
    /// Files that were there already.
    pub unchanged: usize,
    /// Files of the old site that the new one does not have.
    pub deleted: usize,
    /// Objects that are not ours and stay.
    pub foreign: Vec<String>,
}

impl Done {
    fn of(plan: &Plan<'_>) -> Self {
        let written = plan.changed().count();
        Self {
            written,
            unchanged: plan.items.len() - written,
            deleted: plan.deleted.len(),
            foreign: plan.foreign.clone(),
        }
    }
}

/// Makes the bucket hold this site, and what others put there.
///
/// # Errors
///
/// Each says what state it leaves the published site in.
pub fn to_bucket(output: &Output, bucket: &Bucket, options: &Options<'_>) -> Result<Done, Error> {
    let shown = bucket.to_string();
    let about = |what: What| what.about(&shown);
    paths::check(output, Path::new(&shown)).map_err(|e| about(What::Output(Box::new(e))))?;
    bucket.check().map_err(about)?;
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| about(What::Machine(error)))?
        .block_on(publish(output, bucket, options))
        .map_err(about)
}

async fn publish(output: &Output, bucket: &Bucket, options: &Options<'_>) -> Result<Done, What> {
    let unchanged = |fault: Fault| What::Fault(fault, State::Unchanged);
    let store = Store::open(bucket).map_err(unchanged)?;
    let (list, version) = list_of(&store, options.unlock).await?;
    let there = store.listing().await.map_err(unchanged)?;
    let plan = Plan::make(output, options.headers, &list, &there);
    if !options.replace && !plan.in_the_way.is_empty() {
        return Err(What::InTheWay(plan.in_the_way));
    }
    if !options.rehearse && !plan.is_done() {
        let mut run = Run::new(&store, list, version, &options.by);
        let done = run.carry_out(&plan).await;
        done.map_err(|(fault, state)| What::Fault(fault, state))?;
    }
    Ok(Done::of(&plan))
}

/// The list, if nobody else is at work.
async fn list_of(store: &Store, unlock: bool) -> Result<(List, Option<UpdateVersion>), What> {
    let found = store.list().await;
    let found = found.map_err(|fault| What::Fault(fault, State::Unchanged))?;
    let Some((bytes, version)) = found else {
        return Ok((List::new(std::collections::BTreeMap::new()), None));
    };
    let list = List::from_bytes(&bytes).map_err(What::List)?;
    match list
        .publishing
        .clone()
        .filter(|lease| !unlock && holds(lease))
    {
        Some(lease) => Err(What::Locked(lease)),
        None => Ok((list, Some(version))),
    }
}

fn holds(lease: &Lease) -> bool {
    let ended = lease
        .process
        .as_ref()
        .is_some_and(machine::Process::has_ended);
    !ended && Timestamp::now().as_second() < lease.until
}

/// Any of these says where keys come from.
const KEYS: [&str; 5] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_METADATA_ENDPOINT",
];
/// Where the address of the server stands.
const ADDRESSES: [&str; 3] = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT"];

impl Bucket {
    fn setting(&self, name: &str) -> Option<&str> {
        let mut settings = self.settings.iter();
        let (_, value) = settings.find(|(known, value)| known == name && !value.is_empty())?;
        Some(value)
    }

    fn allows_http(&self) -> bool {
        let allowed = self.setting("AWS_ALLOW_HTTP");
        allowed.is_some_and(|value| value == "1" || value.eq_ignore_ascii_case("true"))
    }

    /// What can be told without asking anybody.
    fn check(&self) -> Result<(), What> {
        let plain = |name: &str| {
            self.setting(name)
                .is_some_and(|url| url.starts_with("http:"))
        };
        if !KEYS.iter().any(|name| self.setting(name).is_some()) {
            return Err(What::NoKeys);
        }
        match ADDRESSES.iter().any(|name| plain(name)) && !self.allows_http() {
            true => Err(What::Http),
            false => Ok(()),
        }
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}", self.name)?;
        match self.prefix.as_str() {
            "" => Ok(()),
            prefix => write!(f, "/{prefix}"),
        }
    }
}

/// Without the settings: keys are among them.
impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bucket({self})")
    }
}
