//! `casebook publish s3://…`, and what to do where this program was built without it.

use super::super::Outcome;
use super::super::report::Built;
use super::Args;
use super::target::Place;

/// Whether this program can publish to a bucket.
#[cfg(feature = "bucket")]
pub(super) fn available() -> Result<(), String> {
    Ok(())
}

/// Whether this program can publish to a bucket.
#[cfg(not(feature = "bucket"))]
pub(super) fn available() -> Result<(), String> {
    Err("This casebook was built without publishing to buckets. To get it, in the folder of Casebook's source: cargo install --path . --locked --features bucket".into())
}

/// Not reached: the target was refused before.
#[cfg(not(feature = "bucket"))]
pub(super) fn publish(_: &Built, _: &Place, _: &Args) -> Result<String, Outcome> {
    available().map_err(|problem| super::report::usage(&problem))?;
    Ok(String::new())
}

#[cfg(feature = "bucket")]
pub(super) use with::publish;

#[cfg(feature = "bucket")]
mod with {
    use super::{Args, Built, Outcome, Place};
    use crate::cli::{amounts, report};
    use crate::hosting;
    use crate::publish::bucket::{self, Bucket, Done, Headers, Options};
    use crate::record::number::thousands;

    /// How many files of others a message names before it counts the rest.
    const NAMED: usize = 5;

    /// Publishes, and gives what there is to say.
    pub(in super::super) fn publish(
        built: &Built,
        place: &Place,
        args: &Args,
    ) -> Result<String, Outcome> {
        let bucket = Bucket {
            name: place.name.clone(),
            prefix: place.prefix.clone(),
            settings: settings(),
        };
        let options = Options {
            headers: &headers,
            by: somebody(),
            rehearse: args.dry_run,
            unlock: args.unlock,
            replace: args.replace,
        };
        let done = bucket::to_bucket(&built.build.output, &bucket, &options);
        let done = done.map_err(|error| report::failed(&error, error.is_refusal()))?;
        Ok(said(
            &done,
            &bucket,
            &super::super::day(built),
            args.dry_run,
        ))
    }

    fn headers(path: &str) -> Headers {
        Headers {
            content_type: hosting::content_type(path),
            cache_control: hosting::cache_control(path),
        }
    }

    fn settings() -> Vec<(String, String)> {
        let known = std::env::vars_os().filter_map(|(name, value)| {
            let name = name
                .into_string()
                .ok()
                .filter(|name| name.starts_with("AWS_"))?;
            Some((name, value.into_string().ok()?))
        });
        known.collect()
    }

    /// Who publishes, for those who want to at the same time.
    fn somebody() -> String {
        let named = |names: &[&str]| names.iter().find_map(|name| std::env::var(name).ok());
        let user = named(&["USER", "USERNAME", "LOGNAME"]).unwrap_or_else(|| "Somebody".into());
        let machine = named(&["HOSTNAME", "COMPUTERNAME"]);
        let machine = machine.or_else(|| std::fs::read_to_string("/etc/hostname").ok());
        match machine {
            Some(machine) => format!("{user} on {}", machine.trim()),
            None => user,
        }
    }

    fn said(done: &Done, bucket: &Bucket, day: &str, rehearsal: bool) -> String {
        let written = amounts::files(done.written);
        let (unchanged, deleted) = (thousands(done.unchanged), thousands(done.deleted));
        let mut said = match (done.written + done.deleted, rehearsal) {
            (0, _) => format!("There is nothing to do: {bucket} holds this site already.\n"),
            (_, true) => format!(
                "Nothing was changed. Publishing to {bucket} {day} would write {written}, leave {unchanged} as they are and delete {deleted}.\n",
            ),
            (_, false) => format!(
                "Published to {bucket} {day}: {written} written, {unchanged} unchanged, {deleted} deleted.\n",
            ),
        };
        said.push_str(&of_others(&done.foreign));
        said
    }

    /// Files that stay because somebody else put them there.
    fn of_others(foreign: &[String]) -> String {
        let named = foreign[..foreign.len().min(NAMED)].join(", ");
        let more = if foreign.len() > NAMED { " …" } else { "" };
        match foreign.len() {
            0 => String::new(),
            1 => format!("1 file there is not from Casebook and stays: {named}\n"),
            count => format!(
                "{} there are not from Casebook and stay: {named}{more}\n",
                amounts::files(count)
            ),
        }
    }
}
